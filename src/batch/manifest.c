/* SPDX-License-Identifier: MIT */
#include "manifest-private.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/file.h"

#define FORMAT 1

static void
known_free(gpointer data)
{
    MarchKnownFile *file = data;

    g_free(file->state.path);
    g_free(file);
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
    record->inputs = g_ptr_array_new_with_free_func(march_file_state_free);
    record->outputs = g_ptr_array_new_with_free_func(march_file_state_free);
    record->left = g_ptr_array_new_with_free_func(g_free);
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
    g_ptr_array_unref(record->left);
    g_free(record->title);
    g_free(record->description);
    g_free(record->date);
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
    manifest->is_whole = suffix[0] == '\0';
    manifest->known = g_ptr_array_new_with_free_func(known_free);
    manifest->others = g_ptr_array_new_with_free_func(g_free);
    manifest->appended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!march_manifest_read_all(manifest, own, error)) {
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
    g_ptr_array_unref(manifest->others);
    g_hash_table_unref(manifest->appended);
    g_free(manifest);
}

void
march_manifest_teach(const MarchManifest *manifest, MarchFileStates *states)
{
    for (guint i = 0; i < manifest->known->len; i++) {
        const MarchKnownFile *file = g_ptr_array_index(manifest->known, i);

        march_file_states_know(states, &file->state, file->seen_ns);
    }
}

const char *
march_manifest_get_path(const MarchManifest *manifest)
{
    return manifest->path;
}

void
march_manifest_begin(MarchManifest *manifest)
{
    GHashTableIter iterator;
    gpointer record;

    g_hash_table_iter_init(&iterator, manifest->records);
    while (g_hash_table_iter_next(&iterator, NULL, &record)) {
        ((MarchManifestRecord *)record)->is_made = FALSE;
    }
}

void
march_manifest_claim(MarchManifest *manifest, const char *name)
{
    MarchManifestRecord *record = g_hash_table_lookup(manifest->records, name);

    if (record != NULL) {
        record->is_own = TRUE;
    }
}

void
march_manifest_forget_left(MarchManifest *manifest, const char *name, const char *path)
{
    MarchManifestRecord *record = g_hash_table_lookup(manifest->records, name);
    guint index;

    if (record != NULL &&
        g_ptr_array_find_with_equal_func(record->left, path, g_str_equal, &index)) {
        g_ptr_array_remove_index(record->left, index);
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

static json_t *
left_to_json(const MarchManifestRecord *record)
{
    json_t *array = json_array();

    for (guint i = 0; i < record->left->len; i++) {
        json_array_append_new(array, json_string(g_ptr_array_index(record->left, i)));
    }
    return array;
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
    set_text(line, "date", record->date);
    json_object_set_new(line, "warnings", json_integer(record->warnings));
    json_object_set_new(line, "dropped", json_integer(record->dropped));
    json_object_set_new(line, "shown", json_integer(record->shown));
    json_object_set_new(line, "ms", json_integer(record->milliseconds));
    if (record->is_made) {
        json_object_set_new(line, "made", json_true());
    }
    if (record->left->len > 0) {
        json_object_set_new(line, "left", left_to_json(record));
    }
    line_append(text, line);
}

/* A clock that was put back must not make what we write older than what we read. */
static void
seen_append(GString *text, MarchManifest *manifest)
{
    gint64 seen = MAX(march_file_states_now(), manifest->last_seen_ns + 1);

    manifest->last_seen_ns = seen;
    line_append(text, json_pack("{s:i, s:I}", "marchland-batch", FORMAT, "seen",
                                (json_int_t)seen));
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
        /* What an older journal says is in the records: this one starts anew. */
        manifest->n_appended = 0;
        if (!march_manifest_close(manifest, NULL, error)) {
            march_manifest_record_free(record);
            return FALSE;
        }
        seen_append(text, manifest);
    }
    record->is_own = record->is_made = TRUE;
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

static gboolean
file_remove(const char *path, GError **error)
{
    if (unlink(path) != 0 && errno != ENOENT) {
        march_error_set(error, march_error_code_from_errno(errno, TRUE),
                        march_location_new(path, 0, 0), "cannot remove the file: %s",
                        g_strerror(errno));
        return FALSE;
    }
    return TRUE;
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

    seen_append(text, manifest);
    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        if (record->is_own || manifest->is_whole) {
            record_append(text, record, numbers, &next);
        }
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
    for (guint i = 0; i < manifest->others->len; i++) {
        if (!file_remove(g_ptr_array_index(manifest->others, i), error)) {
            return FALSE;
        }
    }
    g_ptr_array_set_size(manifest->others, 0);
    return file_remove(manifest->journal_path, error);
}
