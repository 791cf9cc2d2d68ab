/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "manifest-private.h"

/* Of one line. */
#define LINE_BYTES_MAX (1 << 20)
/* Of the files of one folder: as many shards as there can be, and their journals. */
#define FILES_MAX 200000U

/* The year 2200: what claims to be later is no time of ours. */
#define SEEN_MAX_NS (G_GINT64_CONSTANT(7258118400) * 1000000000)

/* A manifest or journal being read. */
typedef struct {
    MarchManifest *manifest;
    char *path;
    GMappedFile *file;
    gint64 seen_ns; /* when it was begun; 0: it does not say */
    gboolean is_own;
    guint first; /* number of its first file among the known */
} Source;

static const char *
text_of(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static guint
count_of(json_t *object, const char *key)
{
    json_int_t number = json_integer_value(json_object_get(object, key));

    return (guint)CLAMP(number, 0, G_MAXINT);
}

/* FALSE when @object is no state of a file. */
static gboolean
state_parse(json_t *object, const char *path, MarchFileState *state)
{
    const char *sha256 = text_of(object, "sha256");

    if (path == NULL || sha256 == NULL || strlen(sha256) != 64) {
        return FALSE;
    }
    *state = (MarchFileState){
        .path = (char *)(gpointer)(guintptr)path,
        .size = json_integer_value(json_object_get(object, "size")),
        .mtime_ns = json_integer_value(json_object_get(object, "mtime"))};
    g_strlcpy(state->sha256, sha256, sizeof state->sha256);
    return TRUE;
}

/* Outputs are below the folder: a manifest of another hand must not lead out of it. */
static gboolean
is_below(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path != NULL ? path : "", "/", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0) {
            return FALSE;
        }
    }
    return parts[0] != NULL;
}

/* The numbers count from the first file of the source. */
static gboolean
inputs_parse(const Source *source, json_t *numbers, MarchManifestRecord *record)
{
    const GPtrArray *known = source->manifest->known;
    json_t *number;
    size_t i;

    json_array_foreach(numbers, i, number)
    {
        json_int_t index = json_integer_value(number);
        const MarchKnownFile *file;

        if (index < 0 || (guint64)index >= known->len - source->first) {
            return FALSE;
        }
        file = g_ptr_array_index(known, source->first + (guint)index);
        march_manifest_add_state(record->inputs, &file->state);
    }
    return TRUE;
}

static gboolean
outputs_parse(json_t *outputs, MarchManifestRecord *record)
{
    json_t *output;
    size_t i;

    json_array_foreach(outputs, i, output)
    {
        MarchFileState state;

        if (!state_parse(output, text_of(output, "path"), &state) ||
            !is_below(state.path)) {
            return FALSE;
        }
        march_manifest_add_state(record->outputs, &state);
    }
    return TRUE;
}

static void
left_parse(json_t *paths, MarchManifestRecord *record)
{
    json_t *path;
    size_t i;

    json_array_foreach(paths, i, path)
    {
        if (is_below(json_string_value(path))) {
            g_ptr_array_add(record->left, g_strdup(json_string_value(path)));
        }
    }
}

static void
record_parse(const Source *source, json_t *line)
{
    const char *name = text_of(line, "figure");
    g_autoptr(MarchManifestRecord) record = march_manifest_record_new(name);

    record->error = g_strdup(text_of(line, "error"));
    record->values = g_strdup(text_of(line, "values"));
    record->base = g_strdup(text_of(line, "base"));
    record->title = g_strdup(text_of(line, "title"));
    record->description = g_strdup(text_of(line, "alt"));
    record->date = g_strdup(text_of(line, "date"));
    record->warnings = count_of(line, "warnings");
    record->dropped = count_of(line, "dropped");
    record->shown = count_of(line, "shown");
    record->milliseconds = count_of(line, "ms");
    record->is_made = json_is_true(json_object_get(line, "made"));
    record->is_own = source->is_own;
    if (!inputs_parse(source, json_object_get(line, "inputs"), record) ||
        !outputs_parse(json_object_get(line, "outputs"), record)) {
        return;
    }
    left_parse(json_object_get(line, "left"), record);
    g_hash_table_replace(source->manifest->records, record->name, record);
    record = NULL;
}

static void
file_add(const Source *source, const MarchFileState *state)
{
    MarchKnownFile *file = g_new0(MarchKnownFile, 1);

    file->state = *state;
    file->state.path = g_strdup(state->path);
    file->seen_ns = source->seen_ns;
    g_ptr_array_add(source->manifest->known, file);
}

static void
line_parse(const Source *source, const char *text, gsize length)
{
    json_t *line = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    MarchFileState state;

    if (text_of(line, "figure") != NULL) {
        record_parse(source, line);
    } else if (state_parse(line, text_of(line, "file"), &state)) {
        file_add(source, &state);
    }
    json_decref(line);
}

/* The next whole line, from @text on; NULL at the end and at a line that was cut off. */
static const char *
line_find(const Source *source, const char *text, gsize *length)
{
    const char *end = g_mapped_file_get_contents(source->file) +
                      g_mapped_file_get_length(source->file);
    const char *stop = text < end ? memchr(text, '\n', (gsize)(end - text)) : NULL;

    *length = stop != NULL ? (gsize)(stop - text) : 0;
    return stop != NULL ? text : NULL;
}

static void
source_parse(Source *source)
{
    const char *text = g_mapped_file_get_contents(source->file);
    gsize length;

    source->first = source->manifest->known->len;
    while (text != NULL && (text = line_find(source, text, &length)) != NULL) {
        if (length > 0 && length < LINE_BYTES_MAX) {
            line_parse(source, text, length);
        }
        text += length + 1;
    }
}

/* Its first line with something in it tells. */
static gint64
source_find_seen(const Source *source)
{
    const char *text = g_mapped_file_get_contents(source->file);
    gsize length = 0;
    json_t *line;
    gint64 seen;

    while (text != NULL && (text = line_find(source, text, &length)) != NULL &&
           length == 0) {
        text++;
    }
    if (text == NULL || length >= LINE_BYTES_MAX) {
        return 0;
    }
    line = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    seen = json_integer_value(json_object_get(line, "seen"));
    json_decref(line);
    return CLAMP(seen, 0, SEEN_MAX_NS);
}

static void
source_free(gpointer data)
{
    Source *source = data;

    g_mapped_file_unref(source->file);
    g_free(source->path);
    g_free(source);
}

/* The later knows better; of the same time, the journal, then our own. */
static int
compare_sources(gconstpointer a, gconstpointer b)
{
    const Source *first = *(const Source *const *)a;
    const Source *second = *(const Source *const *)b;

    if (first->seen_ns != second->seen_ns) {
        return first->seen_ns < second->seen_ns ? -1 : 1;
    }
    if (first->is_own != second->is_own) {
        return first->is_own ? 1 : -1;
    }
    return -strcmp(first->path, second->path);
}

static gboolean
is_manifest(const char *name)
{
    return (g_str_has_prefix(name, "manifest") || g_str_has_prefix(name, "journal")) &&
           g_str_has_suffix(name, ".jsonl");
}

/* A file that is gone was folded into another meanwhile. */
static gboolean
source_open(MarchManifest *manifest,
            const char *path,
            GPtrArray *sources,
            GError **error)
{
    g_autoptr(GError) cause = NULL;
    GMappedFile *file = g_mapped_file_new(path, FALSE, &cause);
    Source *source;

    if (file == NULL) {
        if (g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            return TRUE;
        }
        march_error_set(error, MARCH_ERROR_IO, march_location_new(path, 0, 0),
                        "cannot read the manifest: %s", cause->message);
        return FALSE;
    }
    source = g_new0(Source, 1);
    source->manifest = manifest;
    source->path = g_strdup(path);
    source->file = file;
    source->is_own =
        strcmp(path, manifest->path) == 0 || strcmp(path, manifest->journal_path) == 0;
    source->seen_ns = source_find_seen(source);
    g_ptr_array_add(sources, source);
    return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gboolean
march_manifest_read_all(MarchManifest *manifest, const char *own, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(own, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        if (is_manifest(name) && names->len < FILES_MAX) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    /* Journals first: one that ends meanwhile is then found in its manifest. */
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(own, g_ptr_array_index(names, i), NULL);

        if (!source_open(manifest, path, sources, error)) {
            return FALSE;
        }
    }
    g_ptr_array_sort(sources, compare_sources);
    for (guint i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index(sources, i);

        source_parse(source);
        manifest->last_seen_ns = MAX(manifest->last_seen_ns, source->seen_ns);
        if (manifest->is_whole && !source->is_own) {
            g_ptr_array_add(manifest->others, g_strdup(source->path));
        }
    }
    return TRUE;
}
