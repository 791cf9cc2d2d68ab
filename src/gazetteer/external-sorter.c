/* SPDX-License-Identifier: MIT */
#include "external-sorter.h"

#include <stdlib.h>
#include <string.h>

#include "scratch.h"

/** A record in memory and on disk: its prefix, its size, its bytes. */
#define HEADER_SIZE (sizeof(guint64) + sizeof(guint16))
/** What sorting needs beside the records themselves, for each: two items. */
#define ITEM_COST (2 * sizeof(Item))
/** Reading buffers of the runs, all together and each. */
#define BUFFERS_SIZE ((gsize)16 << 20)
#define BUFFER_LEAST ((gsize)1 << 10)
#define BUFFER_MOST  ((gsize)256 << 10)

typedef struct {
    guint64 prefix;
    guint32 offset; /**< of the record in the chunk */
} Item;

/** A sorted stretch of the temporary file. */
typedef struct {
    guint64 position, end; /**< what is still to be read */
    guint8 *buffer;
    gsize filled, used;
    MarchSortRecord record; /**< the run's next one, in the buffer */
} Run;

struct MarchExternalSorter {
    MarchSortCompare compare;
    gsize memory;
    GByteArray *chunk;
    GArray *items; /**< of Item */
    guint64 count;
    gsize next; /**< item, when nothing was spilled */
    MarchScratch *spilled;
    GArray *runs; /**< of Run */
    guint *heap;  /**< run numbers, the least first */
    guint heap_size;
    gsize buffer_size;
    gboolean is_started; /**< the heap's first record has been given out */
};

MarchExternalSorter *
march_external_sorter_new(const char *beside, gsize memory, MarchSortCompare compare)
{
    MarchExternalSorter *sorter = g_new0(MarchExternalSorter, 1);
    sorter->compare = compare;
    sorter->memory = MIN(memory, (gsize)1 << 30);
    sorter->chunk = g_byte_array_new();
    sorter->items = g_array_new(FALSE, FALSE, sizeof(Item));
    sorter->spilled = march_scratch_new(beside, 0);
    sorter->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    return sorter;
}

void
march_external_sorter_free(MarchExternalSorter *sorter)
{
    if (sorter == NULL) {
        return;
    }
    for (guint i = 0; i < sorter->runs->len; i++) {
        g_free(g_array_index(sorter->runs, Run, i).buffer);
    }
    g_array_unref(sorter->runs);
    g_array_unref(sorter->items);
    g_byte_array_unref(sorter->chunk);
    march_scratch_free(sorter->spilled);
    g_free(sorter->heap);
    g_free(sorter);
}

guint64
march_external_sorter_count(const MarchExternalSorter *sorter)
{
    return sorter->count;
}

static MarchSortRecord
read_record(const guint8 *bytes)
{
    MarchSortRecord record = {.bytes = bytes + HEADER_SIZE};
    memcpy(&record.prefix, bytes, sizeof record.prefix);
    memcpy(&record.size, bytes + sizeof record.prefix, sizeof record.size);
    return record;
}

static int
compare_records(const MarchExternalSorter *sorter,
                const MarchSortRecord *a,
                const MarchSortRecord *b)
{
    if (a->prefix != b->prefix) {
        return a->prefix < b->prefix ? -1 : 1;
    }
    return sorter->compare == NULL ? 0 : sorter->compare(a, b);
}

static int
compare_items(gconstpointer a, gconstpointer b, gpointer data)
{
    const Item *first = a;
    const Item *second = b;
    if (first->prefix != second->prefix) {
        return first->prefix < second->prefix ? -1 : 1;
    }
    const MarchExternalSorter *sorter = data;
    if (sorter->compare == NULL) {
        return 0;
    }
    const MarchSortRecord first_record =
        read_record(sorter->chunk->data + first->offset);
    const MarchSortRecord second_record =
        read_record(sorter->chunk->data + second->offset);
    return sorter->compare(&first_record, &second_record);
}

static void
sort_chunk(MarchExternalSorter *sorter)
{
    g_array_sort_with_data(sorter->items, compare_items, sorter);
    sorter->next = 0;
}

static gboolean
spill(MarchExternalSorter *sorter, GError **error)
{
    sort_chunk(sorter);
    Run run = {.position = march_scratch_get_size(sorter->spilled)};
    for (guint i = 0; i < sorter->items->len; i++) {
        const guint8 *bytes =
            sorter->chunk->data + g_array_index(sorter->items, Item, i).offset;
        const MarchSortRecord record = read_record(bytes);
        if (!march_scratch_append(sorter->spilled, bytes, HEADER_SIZE + record.size,
                                  error)) {
            return FALSE;
        }
    }
    run.end = march_scratch_get_size(sorter->spilled);
    g_array_append_val(sorter->runs, run);
    g_byte_array_set_size(sorter->chunk, 0);
    g_array_set_size(sorter->items, 0);
    return TRUE;
}

gboolean
march_external_sorter_add(MarchExternalSorter *sorter,
                          const MarchSortRecord *record,
                          GError **error)
{
    const gsize used = sorter->chunk->len + sorter->items->len * ITEM_COST;
    if (sorter->items->len > 0 &&
        used + HEADER_SIZE + record->size + ITEM_COST > sorter->memory &&
        !spill(sorter, error)) {
        return FALSE;
    }
    const Item item = {record->prefix, sorter->chunk->len};
    g_array_append_val(sorter->items, item);
    guint8 header[HEADER_SIZE];
    memcpy(header, &record->prefix, sizeof record->prefix);
    memcpy(header + sizeof record->prefix, &record->size, sizeof record->size);
    g_byte_array_append(sorter->chunk, header, sizeof header);
    if (record->size > 0) {
        g_byte_array_append(sorter->chunk, record->bytes, record->size);
    }
    sorter->count++;
    return TRUE;
}

/** Makes the run's next record whole in its buffer; sets @is_over at its end. */
static gboolean
advance_run(MarchExternalSorter *sorter, Run *run, gboolean *is_over, GError **error)
{
    for (;;) {
        const gsize left = run->filled - run->used;
        if (left >= HEADER_SIZE) {
            run->record = read_record(run->buffer + run->used);
            if (left >= HEADER_SIZE + run->record.size) {
                run->used += HEADER_SIZE + run->record.size;
                *is_over = FALSE;
                return TRUE;
            }
        }
        if (run->position == run->end) {
            *is_over = TRUE;
            return TRUE;
        }
        memmove(run->buffer, run->buffer + run->used, left);
        const gsize room = sorter->buffer_size - left;
        const gsize size = (gsize)MIN((guint64)room, run->end - run->position);
        if (!march_scratch_read(sorter->spilled, run->position, run->buffer + left,
                                size, error)) {
            return FALSE;
        }
        run->position += size;
        run->filled = left + size;
        run->used = 0;
    }
}

static gboolean
run_comes_first(const MarchExternalSorter *sorter, guint a, guint b)
{
    const Run *runs = (const Run *)(const void *)sorter->runs->data;
    const int order = compare_records(sorter, &runs[a].record, &runs[b].record);
    return order != 0 ? order < 0 : a < b;
}

static void
sift_down(MarchExternalSorter *sorter, guint index)
{
    const guint moved = sorter->heap[index];
    for (;;) {
        guint child = 2 * index + 1;
        if (child >= sorter->heap_size) {
            break;
        }
        if (child + 1 < sorter->heap_size &&
            run_comes_first(sorter, sorter->heap[child + 1], sorter->heap[child])) {
            child++;
        }
        if (!run_comes_first(sorter, sorter->heap[child], moved)) {
            break;
        }
        sorter->heap[index] = sorter->heap[child];
        index = child;
    }
    sorter->heap[index] = moved;
}

/** Gives back the memory of the chunk and readies the runs for merging. */
static gboolean
begin_merging(MarchExternalSorter *sorter, GError **error)
{
    const guint count = sorter->runs->len;
    g_byte_array_unref(sorter->chunk);
    sorter->chunk = g_byte_array_new();
    g_array_unref(sorter->items);
    sorter->items = g_array_new(FALSE, FALSE, sizeof(Item));
    /* At least as much as the largest record. */
    sorter->buffer_size = CLAMP(BUFFERS_SIZE / count, BUFFER_LEAST, BUFFER_MOST);
    sorter->buffer_size += HEADER_SIZE + G_MAXUINT16;
    sorter->heap = g_new(guint, count);
    for (guint i = 0; i < count; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        run->buffer = g_malloc(sorter->buffer_size);
        gboolean is_over;
        if (!advance_run(sorter, run, &is_over, error)) {
            return FALSE;
        }
        if (!is_over) {
            sorter->heap[sorter->heap_size++] = i;
        }
    }
    for (guint i = sorter->heap_size / 2; i-- > 0;) {
        sift_down(sorter, i);
    }
    return TRUE;
}

gboolean
march_external_sorter_finish(MarchExternalSorter *sorter, GError **error)
{
    if (sorter->runs->len == 0) {
        sort_chunk(sorter);
        return TRUE;
    }
    return spill(sorter, error) && begin_merging(sorter, error);
}

gboolean
march_external_sorter_next(MarchExternalSorter *sorter,
                           MarchSortRecord *record,
                           GError **error)
{
    if (sorter->runs->len == 0) {
        if (sorter->next == sorter->items->len) {
            return FALSE;
        }
        const Item *item = &g_array_index(sorter->items, Item, sorter->next++);
        *record = read_record(sorter->chunk->data + item->offset);
        return TRUE;
    }
    if (sorter->is_started && sorter->heap_size > 0) {
        Run *run = &g_array_index(sorter->runs, Run, sorter->heap[0]);
        gboolean is_over;
        if (!advance_run(sorter, run, &is_over, error)) {
            return FALSE;
        }
        if (is_over) {
            g_clear_pointer(&run->buffer, g_free);
            sorter->heap[0] = sorter->heap[--sorter->heap_size];
        }
        if (sorter->heap_size > 0) {
            sift_down(sorter, 0);
        }
    }
    sorter->is_started = TRUE;
    if (sorter->heap_size == 0) {
        return FALSE;
    }
    *record = g_array_index(sorter->runs, Run, sorter->heap[0]).record;
    return TRUE;
}
