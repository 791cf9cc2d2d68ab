/* SPDX-License-Identifier: MIT */
/**
 * Private to output/: length-limited Huffman codes as Deflate wants them (RFC 1951,
 * 3.2.2): canonical, to be written from their lowest bit on.
 */
#ifndef MARCH_OUTPUT_HUFFMAN_H
#define MARCH_OUTPUT_HUFFMAN_H

#include <glib.h>

#define MARCH_HUFFMAN_SYMBOLS_MAX 288
#define MARCH_HUFFMAN_BITS_MAX    15

typedef struct {
    guint16 codes[MARCH_HUFFMAN_SYMBOLS_MAX];  /**< bits in the order of writing */
    guint8 lengths[MARCH_HUFFMAN_SYMBOLS_MAX]; /**< 0: the symbol does not occur */
} MarchHuffman;

/**
 * Makes codes of at most @bits for @count symbols, which occur @counts times. At least
 * two symbols get a code, as some readers want it.
 */
void march_huffman_make(MarchHuffman *huffman,
                        const guint32 *counts,
                        guint count,
                        guint bits);

#endif
