/* SPDX-License-Identifier: MIT */
#include "trigram-lists.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "index-format.h"
#include "key-blocks.h"

/** Where one list's part of a spilled block lies. */
typedef struct {
    guint64 offset;
    guint32 size;
} Part;

struct MarchTrigramLists {
    char *beside;
    gsize memory; /**< bytes of lists held before they are written out */
    GByteArray *lists[MARCH_TRIGRAM_COUNT];
    guint32 last[MARCH_TRIGRAM_COUNT];                        /**< last key, plus one */
    guint32 run_sizes[MARCH_TRIGRAM_COUNT][MARCH_KEY_GROUPS]; /**< bytes */
    guint group;                                              /**< of the last key */
    guint32 group_start;                                      /**< its first key */
    gsize held;
    FILE *spilled; /**< NULL until needed */
    guint64 spilled_size;
    GPtrArray *blocks; /**< of Part[MARCH_TRIGRAM_COUNT] */
};

MarchTrigramLists *
march_trigram_lists_new(const char *beside, gsize memory)
{
    MarchTrigramLists *lists = g_new0(MarchTrigramLists, 1);
    lists->beside = beside != NULL ? g_strdup(beside)
                                   : g_build_filename(g_get_tmp_dir(), "index", NULL);
    lists->memory = memory;
    lists->blocks = g_ptr_array_new_with_free_func(g_free);
    return lists;
}

void
march_trigram_lists_free(MarchTrigramLists *lists)
{
    if (lists == NULL) {
        return;
    }
    for (guint i = 0; i < MARCH_TRIGRAM_COUNT; i++) {
        if (lists->lists[i] != NULL) {
            g_byte_array_unref(lists->lists[i]);
        }
    }
    if (lists->spilled != NULL) {
        fclose(lists->spilled);
    }
    g_ptr_array_unref(lists->blocks);
    g_free(lists->beside);
    g_free(lists);
}

static gboolean
fail(GError **error)
{
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot write the trigrams of the index: %s", g_strerror(errno));
    return FALSE;
}

static gboolean
spill(MarchTrigramLists *lists, GError **error)
{
    if (lists->spilled == NULL) {
        lists->spilled = march_scratch_open_file(lists->beside, error);
        if (lists->spilled == NULL) {
            return FALSE;
        }
    }
    Part *parts = g_new0(Part, MARCH_TRIGRAM_COUNT);
    g_ptr_array_add(lists->blocks, parts);
    for (guint i = 0; i < MARCH_TRIGRAM_COUNT; i++) {
        GByteArray *list = lists->lists[i];
        if (list == NULL || list->len == 0) {
            continue;
        }
        parts[i] = (Part){lists->spilled_size, list->len};
        if (fwrite(list->data, 1, list->len, lists->spilled) != list->len) {
            return fail(error);
        }
        lists->spilled_size += list->len;
        g_byte_array_set_size(list, 0);
    }
    lists->held = 0;
    return TRUE;
}

/** Appends the difference of two keys. */
static void
append_difference(GByteArray *list, guint32 difference)
{
    guint8 bytes[6];
    guint size = 0;
    if (difference >= MARCH_LONGER_STEP) {
        bytes[size++] = MARCH_MORE_BYTES;
        size += march_varint_write(difference - MARCH_LONGER_STEP, bytes + size);
    } else if (difference >= MARCH_TWO_BYTES) {
        const guint32 above = difference - MARCH_TWO_BYTES;
        bytes[size++] = (guint8)(MARCH_TWO_BYTES + (above >> 8));
        bytes[size++] = (guint8)above;
    } else {
        bytes[size++] = (guint8)difference;
    }
    g_byte_array_append(list, bytes, size);
}

gboolean
march_trigram_lists_add(MarchTrigramLists *lists,
                        guint32 key,
                        const guint16 *trigrams,
                        guint count,
                        GError **error)
{
    const guint group = march_key_group(count);
    if (group != lists->group) {
        lists->group = group;
        lists->group_start = key;
    }
    for (guint i = 0; i < count; i++) {
        const guint trigram = trigrams[i];
        if (lists->lists[trigram] == NULL) {
            lists->lists[trigram] = g_byte_array_new();
        }
        GByteArray *list = lists->lists[trigram];
        const guint held = list->len;
        append_difference(list,
                          key + 1 - MAX(lists->last[trigram], lists->group_start));
        lists->last[trigram] = key + 1;
        lists->run_sizes[trigram][group] += list->len - held;
        lists->held += list->len - held;
    }
    return lists->held < lists->memory || spill(lists, error);
}

/** Writes how long the runs of @trigram are, when it has any. */
static gboolean
write_run_sizes(const MarchTrigramLists *lists,
                guint trigram,
                MarchScratch *postings,
                GError **error)
{
    guint8 bytes[MARCH_KEY_GROUPS * 5];
    guint size = 0;
    for (guint group = 0; group < MARCH_KEY_GROUPS; group++) {
        size += march_varint_write(lists->run_sizes[trigram][group], bytes + size);
    }
    return lists->last[trigram] == 0 ||
           march_scratch_append(postings, bytes, size, error);
}

static gboolean
copy_part(MarchTrigramLists *lists,
          const Part *part,
          MarchScratch *postings,
          GError **error)
{
    g_autofree guint8 *bytes = g_malloc(part->size);
    if (fseeko(lists->spilled, (off_t)part->offset, SEEK_SET) != 0 ||
        fread(bytes, 1, part->size, lists->spilled) != part->size) {
        return fail(error);
    }
    return march_scratch_append(postings, bytes, part->size, error);
}

gboolean
march_trigram_lists_write(MarchTrigramLists *lists,
                          MarchScratch *offsets,
                          MarchScratch *postings,
                          GError **error)
{
    for (guint i = 0; i <= MARCH_TRIGRAM_COUNT; i++) {
        const guint64 size = march_scratch_get_size(postings);
        if (size > G_MAXUINT32) {
            march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                            "the gazetteer is too large: trigrams pass 4 GiB");
            return FALSE;
        }
        const guint32 start = (guint32)size;
        if (!march_scratch_append(offsets, &start, sizeof start, error)) {
            return FALSE;
        }
        if (i == MARCH_TRIGRAM_COUNT) {
            break;
        }
        if (!write_run_sizes(lists, i, postings, error)) {
            return FALSE;
        }
        for (guint block = 0; block < lists->blocks->len; block++) {
            const Part *part = &((const Part *)lists->blocks->pdata[block])[i];
            if (part->size > 0 && !copy_part(lists, part, postings, error)) {
                return FALSE;
            }
        }
        const GByteArray *list = lists->lists[i];
        if (list != NULL &&
            !march_scratch_append(postings, list->data, list->len, error)) {
            return FALSE;
        }
    }
    return TRUE;
}
