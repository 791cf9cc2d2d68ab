/* SPDX-License-Identifier: MIT */
/**
 * Private to output/: writing a stream of literals and matches in the Deflate format
 * (RFC 1951), each block with Huffman codes of its own.
 *
 * The caller finds the matches, which is where the time of a compressor goes; see
 * png-pixels.h. The writer owns its bytes until they are taken.
 */
#ifndef MARCH_OUTPUT_DEFLATE_H
#define MARCH_OUTPUT_DEFLATE_H

#include <glib.h>

#define MARCH_DEFLATE_MATCH_MIN    3
#define MARCH_DEFLATE_MATCH_MAX    258
#define MARCH_DEFLATE_DISTANCE_MAX 32768
#define MARCH_DEFLATE_LITERALS     286 /**< bytes, the end, and lengths */
#define MARCH_DEFLATE_DISTANCES    30

typedef struct {
    GByteArray *out; /**< owned; what is written so far */
    guint64 bits;    /**< not yet in @out, lowest first */
    guint n_bits;
    guint32 *tokens; /**< owned; of the open block */
    guint count;
    guint32 literal_counts[MARCH_DEFLATE_LITERALS];
    guint32 distance_counts[MARCH_DEFLATE_DISTANCES];
} MarchDeflate;

void march_deflate_init(MarchDeflate *deflate);
void march_deflate_clear(MarchDeflate *deflate);
void march_deflate_literal(MarchDeflate *deflate, guint8 byte);
/** Three literals, in less time. */
void
march_deflate_three(MarchDeflate *deflate, guint8 first, guint8 second, guint8 third);
/** @length is 3 to 258, @distance 1 to 32768. */
void march_deflate_match(MarchDeflate *deflate, guint length, guint distance);
/** Ends the last block; @out is then whole. */
void march_deflate_finish(MarchDeflate *deflate);

#endif
