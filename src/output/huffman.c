/* SPDX-License-Identifier: MIT */
#include "huffman.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    guint32 count; /* then the parent, then the depth: see find_depths() */
    guint symbol;
} Leaf;

static int
leaf_compare(const void *a, const void *b)
{
    const Leaf *first = a, *second = b;

    if (first->count != second->count) {
        return first->count < second->count ? -1 : 1;
    }
    return first->symbol < second->symbol ? -1 : 1;
}

static guint
collect_leaves(Leaf *leaves, const guint32 *counts, guint count)
{
    guint used = 0;

    for (guint i = 0; i < count; i++) {
        if (counts[i] > 0) {
            leaves[used++] = (Leaf){counts[i], i};
        }
    }
    for (guint i = 0; used < 2; i++) {
        if (counts[i] == 0) {
            leaves[used++] = (Leaf){1, i};
        }
    }
    qsort(leaves, used, sizeof *leaves, leaf_compare);
    return used;
}

/*
 * The depth of each leaf, deepest first, by Moffat and Katajainen's method: two queues
 * in one array, first of weights, then of parents, then of depths.
 */
static void
find_depths(Leaf *leaves, guint used)
{
    guint leaf = 0, root = 0;
    guint depth = 0, available = 1, taken = 0;
    gint next = (gint)used - 1;

    for (guint at = 0; at + 1 < used; at++) {
        guint32 weight = 0;

        for (guint child = 0; child < 2; child++) {
            if (leaf >= used ||
                (root < at && leaves[root].count < leaves[leaf].count)) {
                weight += leaves[root].count;
                leaves[root++].count = at;
            } else {
                weight += leaves[leaf++].count;
            }
        }
        leaves[at].count = weight;
    }
    leaves[used - 2].count = 0;
    for (guint i = used - 2; i-- > 0;) {
        leaves[i].count = leaves[leaves[i].count].count + 1;
    }
    root = used - 1; /* one more than the inner node to look at */
    while (available > 0) {
        while (root > 0 && leaves[root - 1].count == depth) {
            taken++;
            root--;
        }
        while (available > taken) {
            leaves[next--].count = depth;
            available--;
        }
        available = 2 * taken;
        depth++;
        taken = 0;
    }
}

/* How many codes there are of each length once none is longer than @bits. */
static void
limit_lengths(guint *lengths, const Leaf *leaves, guint used, guint bits)
{
    guint32 total = 0;

    for (guint i = 0; i < used; i++) {
        lengths[MIN(leaves[i].count, bits)]++;
    }
    for (guint i = 1; i <= bits; i++) {
        total += (guint32)lengths[i] << (bits - i);
    }
    for (; total > (1u << bits); total--) {
        guint i = bits - 1;

        lengths[bits]--;
        while (lengths[i] == 0) {
            i--;
        }
        lengths[i]--;
        lengths[i + 1] += 2;
    }
}

static guint16
reverse_bits(guint code, guint length)
{
    guint reversed = 0;

    for (guint i = 0; i < length; i++) {
        reversed = reversed << 1 | (code >> i & 1);
    }
    return (guint16)reversed;
}

void
march_huffman_make(MarchHuffman *huffman,
                   const guint32 *counts,
                   guint count,
                   guint bits)
{
    Leaf leaves[MARCH_HUFFMAN_SYMBOLS_MAX];
    guint lengths[MARCH_HUFFMAN_BITS_MAX + 1] = {0};
    guint next[MARCH_HUFFMAN_BITS_MAX + 2] = {0};
    guint used, at = 0;

    g_assert(count >= 2 && count <= MARCH_HUFFMAN_SYMBOLS_MAX);
    g_assert(bits <= MARCH_HUFFMAN_BITS_MAX);
    memset(huffman, 0, sizeof *huffman);
    used = collect_leaves(leaves, counts, count);
    find_depths(leaves, used);
    limit_lengths(lengths, leaves, used, bits);
    for (guint length = bits; length > 0; length--) {
        for (guint i = 0; i < lengths[length]; i++) {
            huffman->lengths[leaves[at++].symbol] = (guint8)length;
        }
    }
    for (guint length = 1; length <= bits; length++) {
        next[length + 1] = (next[length] + lengths[length]) << 1;
    }
    for (guint i = 0; i < count; i++) {
        if (huffman->lengths[i] > 0) {
            huffman->codes[i] =
                reverse_bits(next[huffman->lengths[i]]++, huffman->lengths[i]);
        }
    }
}
