/* SPDX-License-Identifier: MIT */
#include "style-cache.h"

#include <string.h>

#include "base/file.h"

#define STYLES_MAX 4
/* Variables leave a little behind in a style each time they are set. */
#define USES_MAX 256
#define FILE_MAX ((gsize)16 << 20)

typedef struct {
    char *key;        /* path and variables */
    GPtrArray *names; /* of char*: the style's file and those it extends */
    GPtrArray *texts; /* of char*, what was in them */
    MarchStyle *style;
    gboolean is_taken;
    guint uses;
} Kept;

struct MarchStyleCache {
    GPtrArray *styles; /* of Kept, the oldest first */
};

/* A style that is taken is its taker's. */
static void
kept_free(gpointer data)
{
    Kept *kept = data;

    if (!kept->is_taken) {
        march_style_free(kept->style);
    }
    g_ptr_array_unref(kept->names);
    g_ptr_array_unref(kept->texts);
    g_free(kept->key);
    g_free(kept);
}

MarchStyleCache *
march_style_cache_new(void)
{
    MarchStyleCache *cache = g_new0(MarchStyleCache, 1);

    cache->styles = g_ptr_array_new_with_free_func(kept_free);
    return cache;
}

void
march_style_cache_free(MarchStyleCache *cache)
{
    if (cache != NULL) {
        g_ptr_array_unref(cache->styles);
        g_free(cache);
    }
}

static char *
key_of(const char *path, const MarchStyleOptions *options)
{
    GString *key = g_string_new(path);

    g_string_append_printf(key, "\n%s", options->style_directory);
    for (guint i = 0; options->variables != NULL && options->variables[i] != NULL;
         i++) {
        g_string_append_printf(key, "\n%s", options->variables[i]);
    }
    return g_string_free(key, FALSE);
}

static gboolean
is_unchanged(const Kept *kept)
{
    for (guint i = 0; i < kept->names->len; i++) {
        gsize length;
        g_autofree char *text =
            march_file_read(g_ptr_array_index(kept->names, i), FILE_MAX, &length, NULL);

        if (text == NULL || strcmp(text, g_ptr_array_index(kept->texts, i)) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static Kept *
find(MarchStyleCache *cache, const char *key)
{
    for (guint i = 0; i < cache->styles->len; i++) {
        Kept *kept = g_ptr_array_index(cache->styles, i);

        if (!kept->is_taken && strcmp(kept->key, key) == 0) {
            return kept;
        }
    }
    return NULL;
}

static gboolean
add_file(Kept *kept, const char *name)
{
    gsize length;
    char *text = march_file_read(name, FILE_MAX, &length, NULL);

    if (text == NULL || strlen(text) != length) {
        g_free(text);
        return FALSE;
    }
    g_ptr_array_add(kept->names, g_strdup(name));
    g_ptr_array_add(kept->texts, text);
    return TRUE;
}

static void
keep(MarchStyleCache *cache, const char *key, const char *path, MarchStyle *style)
{
    Kept *kept = g_new0(Kept, 1);
    gboolean is_read;

    kept->key = g_strdup(key);
    kept->names = g_ptr_array_new_with_free_func(g_free);
    kept->texts = g_ptr_array_new_with_free_func(g_free);
    kept->style = style;
    kept->is_taken = TRUE;
    is_read = add_file(kept, path);
    for (guint i = 0; is_read && i < march_style_count_bases(style); i++) {
        is_read = add_file(kept, march_style_get_base(style, i));
    }
    if (!is_read) {
        kept_free(kept);
        return;
    }
    if (cache->styles->len >= STYLES_MAX) {
        g_ptr_array_remove_index(cache->styles, 0);
    }
    g_ptr_array_add(cache->styles, kept);
}

MarchStyle *
march_style_cache_take(MarchStyleCache *cache,
                       const char *path,
                       const MarchStyleOptions *options,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_autofree char *key = key_of(path, options);
    Kept *kept = find(cache, key);
    guint said = march_diagnostics_count(diagnostics);
    MarchStyle *style;

    if (kept != NULL && kept->uses < USES_MAX && is_unchanged(kept)) {
        kept->is_taken = TRUE;
        kept->uses++;
        return kept->style;
    }
    if (kept != NULL) {
        g_ptr_array_remove(cache->styles, kept);
    }
    style = march_style_load(path, options, diagnostics, error);
    if (style != NULL && march_diagnostics_count(diagnostics) == said) {
        keep(cache, key, path, style);
    }
    return style;
}

void
march_style_cache_give_back(MarchStyleCache *cache, MarchStyle *style)
{
    for (guint i = 0; style != NULL && i < cache->styles->len; i++) {
        Kept *kept = g_ptr_array_index(cache->styles, i);

        if (kept->style == style) {
            march_style_reset(style);
            kept->is_taken = FALSE;
            return;
        }
    }
    march_style_free(style);
}
