/* SPDX-License-Identifier: MIT */
#include "name-sorter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"

/** An entry in memory and in a run: header, key NUL. */
typedef struct {
    guint32 key_size; /**< with its NUL */
    guint32 place;
    guint32 string;
    guint32 flags;
} EntryHeader;

typedef struct {
    FILE *file;
    GByteArray *entry; /**< the run's next entry; empty at its end */
} Run;

struct MarchNameSorter {
    char *beside;
    gsize memory;
    GByteArray *chunk;
    GArray *starts; /**< gsize offsets of entries in the chunk */
    const char **sorted;
    gsize sorted_count, position;
    GArray *runs; /**< of Run; used when more than one chunk was filled */
    GByteArray *current;
};

MarchNameSorter *
march_name_sorter_new(const char *beside, gsize memory)
{
    MarchNameSorter *sorter = g_new0(MarchNameSorter, 1);
    sorter->beside = beside != NULL ? g_strdup(beside)
                                    : g_build_filename(g_get_tmp_dir(), "index", NULL);
    sorter->memory = MIN(memory, (gsize)1 << 30);
    sorter->chunk = g_byte_array_new();
    sorter->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    sorter->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    sorter->current = g_byte_array_new();
    return sorter;
}

void
march_name_sorter_free(MarchNameSorter *sorter)
{
    if (sorter == NULL) {
        return;
    }
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        fclose(run->file);
        g_byte_array_unref(run->entry);
    }
    g_array_unref(sorter->runs);
    g_byte_array_unref(sorter->chunk);
    g_byte_array_unref(sorter->current);
    g_array_unref(sorter->starts);
    g_free(sorter->sorted);
    g_free(sorter->beside);
    g_free(sorter);
}

static EntryHeader
read_header(const char *entry)
{
    EntryHeader header;
    memcpy(&header, entry, sizeof header);
    return header;
}

static int
compare_entries(const char *a, const char *b)
{
    const EntryHeader first = read_header(a);
    const EntryHeader second = read_header(b);
    int order = strcmp(a + sizeof first, b + sizeof second);
    if (order == 0 && first.place != second.place) {
        order = first.place < second.place ? -1 : 1;
    }
    if (order == 0 && first.string != second.string) {
        order = first.string < second.string ? -1 : 1;
    }
    /* Of the same name twice the one with more flags stays: the main name. */
    if (order == 0 && first.flags != second.flags) {
        order = first.flags > second.flags ? -1 : 1;
    }
    return order;
}

static int
compare_pointers(const void *a, const void *b)
{
    return compare_entries(*(const char *const *)a, *(const char *const *)b);
}

static void
sort_chunk(MarchNameSorter *sorter)
{
    const gsize count = sorter->starts->len;
    g_free(sorter->sorted);
    sorter->sorted = g_new(const char *, count + 1);
    for (gsize i = 0; i < count; i++) {
        sorter->sorted[i] =
            (const char *)sorter->chunk->data + g_array_index(sorter->starts, gsize, i);
    }
    qsort(sorter->sorted, count, sizeof *sorter->sorted, compare_pointers);
    sorter->sorted_count = count;
    sorter->position = 0;
}

static gboolean
io_failed(const char *what, GError **error)
{
    const int saved = errno;
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot %s a temporary file of the index: %s", what,
                    g_strerror(saved));
    return FALSE;
}

static gsize
entry_size(const char *entry)
{
    const EntryHeader header = read_header(entry);
    return sizeof header + header.key_size;
}

static gboolean
spill(MarchNameSorter *sorter, GError **error)
{
    sort_chunk(sorter);
    Run run = {.file = march_scratch_open_file(sorter->beside, error)};
    if (run.file == NULL) {
        return FALSE;
    }
    run.entry = g_byte_array_new();
    g_array_append_val(sorter->runs, run);
    for (gsize i = 0; i < sorter->sorted_count; i++) {
        const char *entry = sorter->sorted[i];
        const gsize size = entry_size(entry);
        if (fwrite(entry, 1, size, run.file) != size) {
            return io_failed("write", error);
        }
    }
    g_byte_array_set_size(sorter->chunk, 0);
    g_array_set_size(sorter->starts, 0);
    return TRUE;
}

gboolean
march_name_sorter_add(MarchNameSorter *sorter,
                      const MarchSortedName *name,
                      GError **error)
{
    const gsize key_size = strlen(name->key) + 1;
    g_assert(key_size <= G_MAXUINT16);
    const gsize start = sorter->chunk->len;
    if (start + sorter->starts->len * sizeof(gsize) * 2 > sorter->memory) {
        if (!spill(sorter, error)) {
            return FALSE;
        }
        return march_name_sorter_add(sorter, name, error);
    }
    const EntryHeader header = {
        .key_size = (guint32)key_size,
        .place = name->place,
        .string = name->string,
        .flags = name->flags,
    };
    g_array_append_val(sorter->starts, start);
    g_byte_array_append(sorter->chunk, (const guint8 *)&header, sizeof header);
    g_byte_array_append(sorter->chunk, (const guint8 *)name->key, (guint)key_size);
    return TRUE;
}

/** Reads the next entry of a run; an empty entry is its end. */
static gboolean
advance_run(Run *run, GError **error)
{
    EntryHeader header;
    g_byte_array_set_size(run->entry, 0);
    const gsize got = fread(&header, 1, sizeof header, run->file);
    if (got == 0 && feof(run->file)) {
        return TRUE;
    }
    if (got != sizeof header) {
        return io_failed("read", error);
    }
    const gsize text = header.key_size;
    g_byte_array_append(run->entry, (const guint8 *)&header, sizeof header);
    g_byte_array_set_size(run->entry, (guint)(sizeof header + text));
    if (fread(run->entry->data + sizeof header, 1, text, run->file) != text) {
        return io_failed("read", error);
    }
    return TRUE;
}

gboolean
march_name_sorter_finish(MarchNameSorter *sorter, GError **error)
{
    if (sorter->runs->len == 0) {
        sort_chunk(sorter);
        return TRUE;
    }
    if (!spill(sorter, error)) {
        return FALSE;
    }
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        rewind(run->file);
        if (!advance_run(run, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
present(const char *entry, MarchSortedName *name)
{
    const EntryHeader header = read_header(entry);
    *name = (MarchSortedName){
        .key = entry + sizeof header,
        .string = header.string,
        .place = header.place,
        .flags = header.flags,
    };
}

gboolean
march_name_sorter_next(MarchNameSorter *sorter, MarchSortedName *name, GError **error)
{
    if (sorter->runs->len == 0) {
        if (sorter->position == sorter->sorted_count) {
            return FALSE;
        }
        present(sorter->sorted[sorter->position++], name);
        return TRUE;
    }
    Run *least = NULL;
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        if (run->entry->len > 0 &&
            (least == NULL || compare_entries((const char *)run->entry->data,
                                              (const char *)least->entry->data) < 0)) {
            least = run;
        }
    }
    if (least == NULL) {
        return FALSE;
    }
    g_byte_array_set_size(sorter->current, 0);
    g_byte_array_append(sorter->current, least->entry->data, least->entry->len);
    if (!advance_run(least, error)) {
        return FALSE;
    }
    present((const char *)sorter->current->data, name);
    return TRUE;
}
