/* SPDX-License-Identifier: MIT */
/* Which style another one extends, and which was meant by a name that none has. */
#include <string.h>

#include "base/file.h"
#include "base/suggest.h"
#include "style-private.h"

/* A style that extends one that extends... is followed this far. */
#define EXTENDS_MAX 4

static const char *
extends_path(MarchStyleReader *reader, const MarchJson *root)
{
    const MarchJson *metadata = march_json_get(root, "metadata");
    const char *name = march_style_read_string(reader, metadata, "print:extends");
    const char *directory = reader->options->style_directory;
    g_autofree char *path = NULL;

    if (name == NULL) {
        return NULL;
    }
    if (strchr(name, '/') == NULL && !g_str_has_suffix(name, ".json")) {
        g_autofree char *file = g_strconcat(name, ".json", NULL);

        path = g_build_filename(directory != NULL ? directory : ".", file, NULL);
    } else if (g_path_is_absolute(name)) {
        path = g_strdup(name);
    } else {
        g_autofree char *folder = g_path_get_dirname(
            root->where.file != NULL ? root->where.file : "./style.json");

        path = g_build_filename(folder, name, NULL);
    }
    return march_arena_strdup(reader->style->arena, path);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the styles in @directory, sorted, NULL-ended; with @ending. */
static char **
list_styles(const char *directory, const char *ending)
{
    GPtrArray *names = g_ptr_array_new();
    g_autoptr(GDir) folder = g_dir_open(directory, 0, NULL);
    const char *file;

    while (folder != NULL && (file = g_dir_read_name(folder)) != NULL) {
        if (g_str_has_suffix(file, ".json")) {
            g_autofree char *name = g_strndup(file, strlen(file) - strlen(".json"));

            g_ptr_array_add(names, g_strconcat(name, ending, NULL));
        }
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

/* Says which style was probably meant, or which there are. */
static void
fail_extends(MarchStyleReader *reader, const MarchJson *name, const char *path)
{
    gboolean is_file = g_str_has_suffix(path, name->string);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *word =
        is_file ? g_path_get_basename(path) : g_strdup(name->string);
    g_auto(GStrv) styles = list_styles(folder, is_file ? ".json" : "");
    const char *near = march_suggest(word, (const char *const *)styles);
    g_autofree char *list = g_strjoinv(", ", styles);

    if (near != NULL) {
        march_style_reader_fail(reader, name->where,
                                "cannot extend \"%s\": there is no such style; did you "
                                "mean \"%.*s%s\"?",
                                name->string,
                                (int)(strlen(name->string) - strlen(word)),
                                name->string, near);
    } else if (!is_file && *list != '\0') {
        march_style_reader_fail(
            reader, name->where,
            "cannot extend \"%s\": the program's styles are %s, and "
            "a file's name ends in .json",
            name->string, list);
    } else {
        march_style_reader_fail(reader, name->where,
                                "cannot extend \"%s\": there is no file \"%s\"",
                                name->string, path);
    }
}

static const MarchJson *
resolve_extends(MarchStyleReader *reader, const MarchJson *root, guint depth)
{
    const char *path = extends_path(reader, root);
    const MarchJson *where =
        march_json_get(march_json_get(root, "metadata"), "print:extends");
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    const MarchJson *base;
    gsize length;

    if (path == NULL) {
        return root;
    }
    if (depth == EXTENDS_MAX) {
        march_style_reader_fail(reader, where->where,
                                "styles extend each other more than %d deep",
                                EXTENDS_MAX);
        return root;
    }
    g_ptr_array_add(reader->style->bases, (gpointer)(guintptr)path);
    text = march_file_read(path, MARCH_JSON_SIZE_MAX, &length, &error);
    base = text != NULL
               ? march_json_parse(text, length, path, reader->style->arena, &error)
               : NULL;
    if (base == NULL && g_error_matches(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND)) {
        fail_extends(reader, where, path);
        return root;
    }
    if (base == NULL) {
        march_style_reader_fail(reader, where->where, "cannot extend \"%s\": %s",
                                where->string, error->message);
        return root;
    }
    return march_style_merge(reader, resolve_extends(reader, base, depth + 1), root);
}

const MarchJson *
march_style_resolve_extends(MarchStyleReader *reader, const MarchJson *root)
{
    return resolve_extends(reader, root, 0);
}

/* No file at @path: says which names there are beside files. */
static void
explain_unknown_file(GError **error, const char *path, const char *const *names)
{
    g_autofree char *file = g_path_get_basename(path);
    char *dot = strrchr(file, '.');
    g_autofree char *styles = g_strjoinv(", ", (char **)(gpointer)(guintptr)names);
    const char *near;

    if (dot != NULL) {
        *dot = '\0';
    }
    near = march_suggest(file, names);
    g_clear_error(error);
    march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                    "there is no style file \"%s\"%s%s%s; the program's styles are %s",
                    path, near != NULL ? " (did you mean \"" : "",
                    near != NULL ? near : "", near != NULL ? "\"?)" : "", styles);
}

/* Who asked for a style by name never saw a path: says which names there are. */
void
march_style_explain_unknown_name(GError **error,
                                 const char *path,
                                 const char *directory)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *file = g_path_get_basename(path);
    g_auto(GStrv) names = NULL;
    g_autofree char *styles = NULL;

    if (!g_error_matches(*error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND) ||
        directory == NULL) {
        return;
    }
    names = list_styles(directory, "");
    if (strcmp(folder, directory) != 0 || !g_str_has_suffix(file, ".json")) {
        if (names[0] != NULL) {
            explain_unknown_file(error, path, (const char *const *)names);
        }
        return;
    }
    if (names[0] != NULL) {
        const char *near;

        g_clear_error(error);
        file[strlen(file) - strlen(".json")] = '\0';
        near = march_suggest(file, (const char *const *)names);
        styles = g_strjoinv(", ", names);
        march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                        "there is no style \"%s\"%s%s%s; the program's are %s, and a "
                        "file's name ends in .json",
                        file, near != NULL ? " (did you mean \"" : "",
                        near != NULL ? near : "", near != NULL ? "\"?)" : "", styles);
    }
}
