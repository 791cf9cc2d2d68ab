/* SPDX-License-Identifier: MIT */
/**
 * How keys and their names are packed: the writing half, and the numbers that both
 * halves share. index-reader.c reads.
 *
 * A key is a byte (sounds shared with the key before, in the upper four bits; further
 * sounds, in the lower; MARCH_LONG_SUFFIX when a byte with their number follows), the
 * varint size of its names in bytes, and the further sounds. The first key of a block
 * shares nothing. A name is two varints: the difference of its place to that of the
 * name before, shifted by MARCH_NAME_FLAG_BITS, with the flags; and the zigzag
 * difference of its string to what follows the record of its place.
 */
#ifndef MARCH_GAZETTEER_KEY_BLOCKS_H
#define MARCH_GAZETTEER_KEY_BLOCKS_H

#include "base/error.h"
#include "index-format.h"
#include "scratch.h"

#define MARCH_SHARED_LIMIT   15U
#define MARCH_LONG_SUFFIX    15U
#define MARCH_NAME_FLAG_BITS (32 - MARCH_NAME_PLACE_BITS)
/** The first byte from which a difference of keys has two bytes, the one of a longer
 * one, and the least of those. */
#define MARCH_TWO_BYTES  192U
#define MARCH_MORE_BYTES 255U
#define MARCH_LONGER_STEP                                                              \
    (MARCH_TWO_BYTES + ((MARCH_MORE_BYTES - MARCH_TWO_BYTES) << 8))
/** Longest varint of 32 bits. */
#define MARCH_VARINT_LIMIT 5U

/** Writes @number in seven bits a byte, the lowest first; the number of bytes. */
static inline guint
march_varint_write(guint32 number, guint8 bytes[MARCH_VARINT_LIMIT])
{
    guint size = 0;
    for (; number >= 0x80; number >>= 7) {
        bytes[size++] = (guint8)(number | 0x80);
    }
    bytes[size++] = (guint8)number;
    return size;
}

/** Reads a varint before @end and steps over it; FALSE when it is cut or too long. */
static inline gboolean
march_varint_read(const guint8 **bytes, const guint8 *end, guint32 *number)
{
    guint64 value = 0;
    for (guint shift = 0; *bytes < end && shift < 7 * MARCH_VARINT_LIMIT; shift += 7) {
        const guint8 byte = *(*bytes)++;
        value |= (guint64)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *number = (guint32)value;
            return value <= G_MAXUINT32;
        }
    }
    return FALSE;
}

typedef struct MarchKeyBlocks MarchKeyBlocks;

/** Borrows the scratches of the four sections of keys and names. */
MarchKeyBlocks *march_key_blocks_new(MarchScratch *starts,
                                     MarchScratch *blocks,
                                     MarchScratch *text,
                                     MarchScratch *names);
void march_key_blocks_free(MarchKeyBlocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchKeyBlocks, march_key_blocks_free)

/** Begins the key @key of @size trigrams; keys come by size, then by text. */
gboolean march_key_blocks_begin(MarchKeyBlocks *blocks,
                                const char *key,
                                guint size,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Adds a name of the key begun last; names come by place. Its string is given as the
 * difference to the details of its place. */
void march_key_blocks_add_name(MarchKeyBlocks *blocks, const MarchNameRecord *name);
gboolean march_key_blocks_finish(MarchKeyBlocks *blocks,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
