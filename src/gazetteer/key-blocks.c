/* SPDX-License-Identifier: MIT */
#include "key-blocks.h"

#include <string.h>

#include "sound.h"

struct MarchKeyBlocks {
    MarchScratch *starts, *blocks, *text, *names;
    char before[MARCH_SOUND_LIMIT + 1]; /**< the key before */
    char key[MARCH_SOUND_LIMIT + 1];
    guint32 count; /**< keys begun */
    guint32 name_count;
    guint size;            /**< sizes whose start is written */
    GByteArray *own_names; /**< of the key */
    guint32 last_place;
};

MarchKeyBlocks *
march_key_blocks_new(MarchScratch *starts,
                     MarchScratch *blocks,
                     MarchScratch *text,
                     MarchScratch *names)
{
    MarchKeyBlocks *self = g_new0(MarchKeyBlocks, 1);
    self->starts = starts;
    self->blocks = blocks;
    self->text = text;
    self->names = names;
    self->own_names = g_byte_array_new();
    return self;
}

void
march_key_blocks_free(MarchKeyBlocks *blocks)
{
    if (blocks != NULL) {
        g_byte_array_unref(blocks->own_names);
        g_free(blocks);
    }
}

/** Writes where the next block begins. */
static gboolean
write_block(MarchKeyBlocks *blocks, GError **error)
{
    const guint64 text = march_scratch_get_size(blocks->text);
    const guint64 names = march_scratch_get_size(blocks->names);
    if (text > G_MAXUINT32 || names > G_MAXUINT32) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "the gazetteer is too large for one index: its keys or the "
                        "names by key pass 4 GiB; build one index for each part of "
                        "the world");
        return FALSE;
    }
    const MarchKeyBlock block = {(guint32)text, (guint32)names};
    return march_scratch_append(blocks->blocks, &block, sizeof block, error);
}

/** Writes the key begun last with its names. */
static gboolean
flush(MarchKeyBlocks *blocks, GError **error)
{
    if (blocks->count == 0) {
        return TRUE;
    }
    guint shared = 0;
    if (blocks->count % MARCH_BLOCK_KEYS != 1) {
        while (shared < MARCH_SHARED_LIMIT && blocks->key[shared] != '\0' &&
               blocks->key[shared] == blocks->before[shared]) {
            shared++;
        }
    }
    const guint rest = (guint)strlen(blocks->key) - shared;
    guint8 bytes[2 + MARCH_VARINT_LIMIT + MARCH_SOUND_LIMIT];
    guint size = 0;
    bytes[size++] = (guint8)(shared << 4 | MIN(rest, MARCH_LONG_SUFFIX));
    if (rest >= MARCH_LONG_SUFFIX) {
        bytes[size++] = (guint8)rest;
    }
    size += march_varint_write(blocks->own_names->len, bytes + size);
    memcpy(bytes + size, blocks->key + shared, rest);
    memcpy(blocks->before, blocks->key, sizeof blocks->key);
    return march_scratch_append(blocks->text, bytes, size + rest, error) &&
           march_scratch_append(blocks->names, blocks->own_names->data,
                                blocks->own_names->len, error);
}

/** Writes the first key of all sizes up to @size. */
static gboolean
write_starts(MarchKeyBlocks *blocks, guint size, GError **error)
{
    for (; blocks->size <= size; blocks->size++) {
        if (!march_scratch_append(blocks->starts, &blocks->count, sizeof blocks->count,
                                  error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_key_blocks_begin(MarchKeyBlocks *blocks,
                       const char *key,
                       guint size,
                       GError **error)
{
    g_assert(strlen(key) <= MARCH_SOUND_LIMIT && size < MARCH_KEY_SIZES);
    if (!flush(blocks, error) || !write_starts(blocks, size, error) ||
        (blocks->count % MARCH_BLOCK_KEYS == 0 && !write_block(blocks, error))) {
        return FALSE;
    }
    g_strlcpy(blocks->key, key, sizeof blocks->key);
    g_byte_array_set_size(blocks->own_names, 0);
    blocks->last_place = 0;
    blocks->count++;
    return TRUE;
}

void
march_key_blocks_add_name(MarchKeyBlocks *blocks, const MarchNameRecord *name)
{
    const guint32 place = name->place & MARCH_NAME_PLACE_MASK;
    const guint32 flags = name->place >> MARCH_NAME_PLACE_BITS;
    const guint32 difference = name->string - (guint32)sizeof(MarchPlaceRecord);
    /* Zigzag: a small number whether the string lies before or behind. */
    const guint32 zigzag = difference << 1 ^ (0U - (difference >> 31));
    guint8 bytes[2 * MARCH_VARINT_LIMIT];
    guint size = march_varint_write(
        (place - blocks->last_place) << MARCH_NAME_FLAG_BITS | flags, bytes);
    size += march_varint_write(zigzag, bytes + size);
    g_byte_array_append(blocks->own_names, bytes, size);
    blocks->last_place = place;
    blocks->name_count++;
}

gboolean
march_key_blocks_finish(MarchKeyBlocks *blocks, GError **error)
{
    return flush(blocks, error) && write_starts(blocks, MARCH_KEY_SIZES, error) &&
           march_scratch_append(blocks->starts, &blocks->name_count,
                                sizeof blocks->name_count, error) &&
           write_block(blocks, error);
}
