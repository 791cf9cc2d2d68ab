/* SPDX-License-Identifier: MIT */
#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/file.h"

/* Of one line, and of a file of them. */
#define LINE_BYTES_MAX (1 << 20)
#define FORMAT         1

struct MarchManifest {
    char *path;
    char *journal_path;
    int journal;          /* -1 until something is appended */
    GHashTable *records;  /* name to MarchManifestRecord */
    GPtrArray *known;     /* of MarchFileState: files in the order of their numbers */
    GHashTable *appended; /* path to number + 1 of those that the journal has */
    guint n_appended;
    gint64 seen_ns; /* when what is known was seen */
};

static void
state_free(gpointer data)
{
    MarchFileState *state = data;

    g_free(state->path);
    g_free(state);
}

static void
record_free(gpointer data)
{
    march_manifest_record_free(data);
}

MarchManifestRecord *
march_manifest_record_new(const char *name)
{
    MarchManifestRecord *record = g_new0(MarchManifestRecord, 1);

    record->name = g_strdup(name);
    record->inputs = g_ptr_array_new_with_free_func(state_free);
    record->outputs = g_ptr_array_new_with_free_func(state_free);
    return record;
}

void
march_manifest_record_free(MarchManifestRecord *record)
{
    if (record == NULL) {
        return;
    }
    g_free(record->name);
    g_free(record->error);
    g_free(record->values);
    g_free(record->base);
    g_ptr_array_unref(record->inputs);
    g_ptr_array_unref(record->outputs);
    g_free(record->title);
    g_free(record->description);
    g_free(record);
}

void
march_manifest_add_state(GPtrArray *files, const MarchFileState *state)
{
    MarchFileState *copy = g_memdup2(state, sizeof *state);

    copy->path = g_strdup(state->path);
    g_ptr_array_add(files, copy);
}

char *
march_manifest_folder(const char *folder)
{
    return g_build_filename(folder, ".marchland", NULL);
}

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

/* The numbers count from the first file of the file that is read, at @first. */
static gboolean
inputs_parse(const MarchManifest *manifest,
             json_t *numbers,
             guint first,
             MarchManifestRecord *record)
{
    json_t *number;
    size_t i;

    json_array_foreach(numbers, i, number)
    {
        json_int_t index = json_integer_value(number);

        if (index < 0 || first + (guint64)index >= manifest->known->len) {
            return FALSE;
        }
        march_manifest_add_state(
            record->inputs, g_ptr_array_index(manifest->known, first + (guint)index));
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

        if (!state_parse(output, text_of(output, "path"), &state)) {
            return FALSE;
        }
        march_manifest_add_state(record->outputs, &state);
    }
    return TRUE;
}

static void
record_parse(MarchManifest *manifest, json_t *line, guint first)
{
    const char *name = text_of(line, "figure");
    g_autoptr(MarchManifestRecord) record = march_manifest_record_new(name);

    record->error = g_strdup(text_of(line, "error"));
    record->values = g_strdup(text_of(line, "values"));
    record->base = g_strdup(text_of(line, "base"));
    record->title = g_strdup(text_of(line, "title"));
    record->description = g_strdup(text_of(line, "alt"));
    record->warnings = count_of(line, "warnings");
    record->dropped = count_of(line, "dropped");
    record->shown = count_of(line, "shown");
    record->milliseconds = count_of(line, "ms");
    if (!inputs_parse(manifest, json_object_get(line, "inputs"), first, record) ||
        !outputs_parse(json_object_get(line, "outputs"), record)) {
        return;
    }
    g_hash_table_replace(manifest->records, record->name, record);
    record = NULL;
}

static void
line_parse(MarchManifest *manifest, const char *text, gsize length, guint first)
{
    json_t *line = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    MarchFileState state;

    if (json_is_object(line)) {
        if (text_of(line, "figure") != NULL) {
            record_parse(manifest, line, first);
        } else if (state_parse(line, text_of(line, "file"), &state)) {
            march_manifest_add_state(manifest->known, &state);
        } else if (json_is_integer(json_object_get(line, "seen"))) {
            manifest->seen_ns = json_integer_value(json_object_get(line, "seen"));
        }
    }
    json_decref(line);
}

/* Nothing to read is nothing known. */
static gboolean
lines_read(MarchManifest *manifest, const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &cause);
    guint first = manifest->known->len;
    const char *text, *end;

    if (file == NULL) {
        if (g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            return TRUE;
        }
        march_error_set(error, MARCH_ERROR_IO, march_location_new(path, 0, 0),
                        "cannot read the manifest: %s", cause->message);
        return FALSE;
    }
    text = g_mapped_file_get_contents(file);
    end = text != NULL ? text + g_mapped_file_get_length(file) : NULL;
    while (text != NULL && text < end) {
        const char *stop = memchr(text, '\n', (gsize)(end - text));

        if (stop == NULL) {
            break; /* a line that a killed run cut off */
        }
        if (stop - text < LINE_BYTES_MAX) {
            line_parse(manifest, text, (gsize)(stop - text), first);
        }
        text = stop + 1;
    }
    return TRUE;
}

MarchManifest *
march_manifest_open(const char *folder, const char *suffix, GError **error)
{
    g_autoptr(MarchManifest) manifest = g_new0(MarchManifest, 1);
    g_autofree char *own = march_manifest_folder(folder);
    g_autofree char *name = g_strdup_printf("manifest%s.jsonl", suffix);
    g_autofree char *journal = g_strdup_printf("journal%s.jsonl", suffix);

    manifest->path = g_build_filename(own, name, NULL);
    manifest->journal_path = g_build_filename(own, journal, NULL);
    manifest->journal = -1;
    manifest->records =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, record_free);
    manifest->known = g_ptr_array_new_with_free_func(state_free);
    manifest->appended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!lines_read(manifest, manifest->path, error) ||
        !lines_read(manifest, manifest->journal_path, error)) {
        return NULL;
    }
    return g_steal_pointer(&manifest);
}

void
march_manifest_free(MarchManifest *manifest)
{
    if (manifest == NULL) {
        return;
    }
    if (manifest->journal >= 0) {
        close(manifest->journal);
    }
    g_free(manifest->path);
    g_free(manifest->journal_path);
    g_hash_table_unref(manifest->records);
    g_ptr_array_unref(manifest->known);
    g_hash_table_unref(manifest->appended);
    g_free(manifest);
}

void
march_manifest_teach(const MarchManifest *manifest, MarchFileStates *states)
{
    for (guint i = 0; i < manifest->known->len; i++) {
        march_file_states_know(states, g_ptr_array_index(manifest->known, i),
                               manifest->seen_ns);
    }
}

const MarchManifestRecord *
march_manifest_find(const MarchManifest *manifest, const char *name)
{
    return g_hash_table_lookup(manifest->records, name);
}

static int
compare_records(gconstpointer a, gconstpointer b)
{
    const MarchManifestRecord *first = *(const MarchManifestRecord *const *)a;
    const MarchManifestRecord *second = *(const MarchManifestRecord *const *)b;

    return strcmp(first->name, second->name);
}

GPtrArray *
march_manifest_list(const MarchManifest *manifest)
{
    GPtrArray *records = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer record;

    g_hash_table_iter_init(&iterator, manifest->records);
    while (g_hash_table_iter_next(&iterator, NULL, &record)) {
        g_ptr_array_add(records, record);
    }
    g_ptr_array_sort(records, compare_records);
    return records;
}

static void
line_append(GString *text, json_t *line)
{
    char *dumped = json_dumps(line, JSON_COMPACT);

    /* What is not UTF-8 cannot be written down: its figure is made again next time. */
    if (dumped != NULL) {
        g_string_append(text, dumped);
        g_string_append_c(text, '\n');
    }
    free(dumped);
    json_decref(line);
}

static json_t *
state_to_json(const MarchFileState *state, const char *key, const char *path)
{
    return json_pack("{s:s, s:I, s:I, s:s}", key, path, "size", (json_int_t)state->size,
                     "mtime", (json_int_t)state->mtime_ns, "sha256", state->sha256);
}

/* The numbers of the record's inputs; lines of new files are appended first. */
static json_t *
inputs_append(GString *text,
              const MarchManifestRecord *record,
              GHashTable *numbers,
              guint *next)
{
    json_t *array = json_array();

    for (guint i = 0; i < record->inputs->len; i++) {
        const MarchFileState *state = g_ptr_array_index(record->inputs, i);
        g_autofree char *key = g_strconcat(state->sha256, state->path, NULL);
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, key));

        if (state->sha256[0] == '\0') {
            continue;
        }
        if (number == 0) {
            number = ++*next;
            line_append(text, state_to_json(state, "file", state->path));
            g_hash_table_insert(numbers, g_steal_pointer(&key),
                                GUINT_TO_POINTER(number));
        }
        json_array_append_new(array, json_integer((json_int_t)number - 1));
    }
    return array;
}

static void
set_text(json_t *line, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(line, key, json_string(text));
    }
}

static void
record_append(GString *text,
              const MarchManifestRecord *record,
              GHashTable *numbers,
              guint *next)
{
    json_t *inputs = inputs_append(text, record, numbers, next);
    json_t *outputs = json_array();
    json_t *line = json_pack("{s:s}", "figure", record->name);

    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *state = g_ptr_array_index(record->outputs, i);

        json_array_append_new(outputs, state_to_json(state, "path", state->path));
    }
    set_text(line, "error", record->error);
    set_text(line, "values", record->values);
    set_text(line, "base", record->base);
    json_object_set_new(line, "inputs", inputs);
    json_object_set_new(line, "outputs", outputs);
    set_text(line, "title", record->title);
    set_text(line, "alt", record->description);
    json_object_set_new(line, "warnings", json_integer(record->warnings));
    json_object_set_new(line, "dropped", json_integer(record->dropped));
    json_object_set_new(line, "shown", json_integer(record->shown));
    json_object_set_new(line, "ms", json_integer(record->milliseconds));
    line_append(text, line);
}

static void
seen_append(GString *text)
{
    line_append(text, json_pack("{s:i, s:I}", "marchland-batch", FORMAT, "seen",
                                (json_int_t)march_file_states_now()));
}

static gboolean
journal_write(MarchManifest *manifest, const GString *text, GError **error)
{
    gsize done = 0;

    if (manifest->journal < 0) {
        manifest->journal = open(manifest->journal_path,
                                 O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    }
    while (manifest->journal >= 0 && done < text->len) {
        ssize_t count = write(manifest->journal, text->str + done, text->len - done);

        if (count < 0 && errno != EINTR) {
            break;
        }
        done += count > 0 ? (gsize)count : 0;
    }
    if (done < text->len) {
        march_error_set(error, march_error_code_from_errno(errno, TRUE),
                        march_location_new(manifest->journal_path, 0, 0),
                        "cannot write the journal: %s", g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

gboolean
march_manifest_take(MarchManifest *manifest,
                    MarchManifestRecord *record,
                    GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (manifest->journal < 0) {
        /* What an older journal says is in the records: this one starts anew, after a
           line feed that ends a line cut off. */
        manifest->n_appended = 0;
        g_string_append_c(text, '\n');
        if (!march_manifest_close(manifest, NULL, error)) {
            march_manifest_record_free(record);
            return FALSE;
        }
    }
    record_append(text, record, manifest->appended, &manifest->n_appended);
    g_hash_table_replace(manifest->records, record->name, record);
    return journal_write(manifest, text, error);
}

void
march_manifest_remove(MarchManifest *manifest, const char *name)
{
    g_hash_table_remove(manifest->records, name);
}

static void
states_append(GString *text, const MarchFileStates *states, GHashTable *numbers)
{
    g_autoptr(GPtrArray) list = march_file_states_list(states);

    for (guint i = 0; i < list->len; i++) {
        const MarchFileState *state = g_ptr_array_index(list, i);
        g_autofree char *key = g_strconcat(state->sha256, state->path, NULL);

        if (state->sha256[0] != '\0' && !g_hash_table_contains(numbers, key)) {
            line_append(text, state_to_json(state, "file", state->path));
        }
    }
}

gboolean
march_manifest_close(MarchManifest *manifest,
                     const MarchFileStates *states,
                     GError **error)
{
    g_autoptr(GPtrArray) records = march_manifest_list(manifest);
    g_autoptr(GHashTable) numbers =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *text = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    guint next = 0;

    seen_append(text);
    for (guint i = 0; i < records->len; i++) {
        record_append(text, g_ptr_array_index(records, i), numbers, &next);
    }
    if (states != NULL) {
        states_append(text, states, numbers);
    }
    bytes = g_string_free_to_bytes(text);
    if (!march_output_write(manifest->path, bytes, error)) {
        return FALSE;
    }
    if (manifest->journal >= 0) {
        close(manifest->journal);
        manifest->journal = -1;
    }
    g_hash_table_remove_all(manifest->appended);
    if (unlink(manifest->journal_path) != 0 && errno != ENOENT) {
        march_error_set(error, MARCH_ERROR_IO,
                        march_location_new(manifest->journal_path, 0, 0),
                        "cannot remove the journal: %s", g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}
