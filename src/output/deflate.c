/* SPDX-License-Identifier: MIT */
#include "deflate.h"

#include <string.h>

#include "huffman.h"

#define TOKENS_MAX    32768u /* of a block: codes of their own pay from there on */
#define IS_MATCH      0x80000000u
#define END_OF_BLOCK  256
#define LENGTH_CODES  19
#define BLOCK_DYNAMIC 2
/* Bytes that a token and a block's head take at most. */
#define TOKEN_BYTES 6
#define HEAD_BYTES  1024

/** A code with the extra bits that follow it. */
typedef struct {
    guint symbol, n_extra, extra;
} Coded;

/* The highest bit set in @number, which is not 0. */
static inline guint
top_bit(guint number)
{
    return 31 - (guint)__builtin_clz(number);
}

static inline Coded
code_length(guint length)
{
    guint over = length - MARCH_DEFLATE_MATCH_MIN;
    guint top;

    if (length == MARCH_DEFLATE_MATCH_MAX) {
        return (Coded){285, 0, 0};
    }
    if (over < 8) {
        return (Coded){257 + over, 0, 0};
    }
    top = top_bit(over);
    return (Coded){257 + 4 * (top - 1) + (over >> (top - 2) & 3), top - 2,
                   over & ((1u << (top - 2)) - 1)};
}

static inline Coded
code_distance(guint distance)
{
    guint over = distance - 1;
    guint top;

    if (over < 4) {
        return (Coded){over, 0, 0};
    }
    top = top_bit(over);
    return (Coded){2 * top + (over >> (top - 1) & 1), top - 1,
                   over & ((1u << (top - 1)) - 1)};
}

void
march_deflate_init(MarchDeflate *deflate)
{
    memset(deflate, 0, sizeof *deflate);
    deflate->out = g_byte_array_new();
    deflate->tokens = g_new(guint32, TOKENS_MAX);
}

void
march_deflate_clear(MarchDeflate *deflate)
{
    g_clear_pointer(&deflate->out, g_byte_array_unref);
    g_clear_pointer(&deflate->tokens, g_free);
}

/* At most 56 bits; @at is where in @out the next byte goes, with room for eight. */
static guint8 *
put_bits(MarchDeflate *deflate, guint8 *at, guint64 bits, guint count)
{
    guint64 word;
    guint whole;

    deflate->bits |= bits << deflate->n_bits;
    deflate->n_bits += count;
    whole = deflate->n_bits / 8;
    word = GUINT64_TO_LE(deflate->bits);
    memcpy(at, &word, sizeof word);
    deflate->bits >>= 8 * whole;
    deflate->n_bits -= 8 * whole;
    return at + whole;
}

/** The lengths of codes, with runs shortened: symbols and what follows them. */
typedef struct {
    Coded items[MARCH_DEFLATE_LITERALS + MARCH_DEFLATE_DISTANCES];
    guint count;
    guint32 counts[LENGTH_CODES];
} Runs;

static void
runs_add(Runs *runs, guint symbol, guint n_extra, guint extra)
{
    runs->items[runs->count++] = (Coded){symbol, n_extra, extra};
    runs->counts[symbol]++;
}

static void
runs_find(Runs *runs, const guint8 *lengths, guint count)
{
    for (guint i = 0; i < count;) {
        guint run = 1;

        while (i + run < count && lengths[i + run] == lengths[i]) {
            run++;
        }
        i += run;
        if (lengths[i - 1] != 0) {
            runs_add(runs, lengths[i - 1], 0, 0);
            run--;
        }
        while (run >= 3) {
            guint taken = MIN(run, lengths[i - 1] != 0 ? 6 : 138);

            if (lengths[i - 1] != 0) {
                runs_add(runs, 16, 2, taken - 3);
            } else if (taken <= 10) {
                runs_add(runs, 17, 3, taken - 3);
            } else {
                runs_add(runs, 18, 7, taken - 11);
            }
            run -= taken;
        }
        while (run-- > 0) {
            runs_add(runs, lengths[i - 1], 0, 0);
        }
    }
}

static guint
count_used(const MarchHuffman *huffman, guint count, guint least)
{
    while (count > least && huffman->lengths[count - 1] == 0) {
        count--;
    }
    return count;
}

/* RFC 1951, 3.2.7. */
static guint8 *
put_head(MarchDeflate *deflate,
         guint8 *at,
         const MarchHuffman *literals,
         const MarchHuffman *distances,
         gboolean is_last)
{
    static const guint8 order[LENGTH_CODES] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                               11, 4,  12, 3, 13, 2, 14, 1, 15};
    guint8 lengths[MARCH_DEFLATE_LITERALS + MARCH_DEFLATE_DISTANCES];
    guint n_literals = count_used(literals, MARCH_DEFLATE_LITERALS, 257);
    guint n_distances = count_used(distances, MARCH_DEFLATE_DISTANCES, 1);
    guint n_codes = LENGTH_CODES;
    MarchHuffman codes;
    Runs runs = {.count = 0};

    memcpy(lengths, literals->lengths, n_literals);
    memcpy(lengths + n_literals, distances->lengths, n_distances);
    runs_find(&runs, lengths, n_literals + n_distances);
    march_huffman_make(&codes, runs.counts, LENGTH_CODES, 7);
    while (n_codes > 4 && codes.lengths[order[n_codes - 1]] == 0) {
        n_codes--;
    }
    at = put_bits(deflate, at, is_last ? 1 : 0, 1);
    at = put_bits(deflate, at, BLOCK_DYNAMIC, 2);
    at = put_bits(deflate, at, n_literals - 257, 5);
    at = put_bits(deflate, at, n_distances - 1, 5);
    at = put_bits(deflate, at, n_codes - 4, 4);
    for (guint i = 0; i < n_codes; i++) {
        at = put_bits(deflate, at, codes.lengths[order[i]], 3);
    }
    for (guint i = 0; i < runs.count; i++) {
        const Coded *item = &runs.items[i];

        at = put_bits(deflate, at, codes.codes[item->symbol],
                      codes.lengths[item->symbol]);
        at = put_bits(deflate, at, item->extra, item->n_extra);
    }
    return at;
}

static guint8 *
put_token(MarchDeflate *deflate,
          guint8 *at,
          const MarchHuffman *literals,
          const MarchHuffman *distances,
          guint32 token)
{
    Coded length, distance;
    guint64 bits;
    guint count;

    if ((token & IS_MATCH) == 0) {
        return put_bits(deflate, at, literals->codes[token], literals->lengths[token]);
    }
    length = code_length((token >> 16 & 0xff) + MARCH_DEFLATE_MATCH_MIN);
    distance = code_distance((token & 0xffff) + 1);
    bits = literals->codes[length.symbol];
    count = literals->lengths[length.symbol];
    bits |= (guint64)length.extra << count;
    count += length.n_extra;
    bits |= (guint64)distances->codes[distance.symbol] << count;
    count += distances->lengths[distance.symbol];
    bits |= (guint64)distance.extra << count;
    return put_bits(deflate, at, bits, count + distance.n_extra);
}

/* Three literals at once: codes have 15 bits at most. */
static guint8 *
put_three(MarchDeflate *deflate,
          guint8 *at,
          const MarchHuffman *literals,
          const guint32 *tokens)
{
    guint first = literals->lengths[tokens[0]], second = literals->lengths[tokens[1]];
    guint64 bits = literals->codes[tokens[0]] |
                   (guint64)literals->codes[tokens[1]] << first |
                   (guint64)literals->codes[tokens[2]] << (first + second);

    return put_bits(deflate, at, bits, first + second + literals->lengths[tokens[2]]);
}

static void
write_block(MarchDeflate *deflate, gboolean is_last)
{
    MarchHuffman literals, distances;
    guint start = deflate->out->len;
    guint8 *at;

    deflate->literal_counts[END_OF_BLOCK] = 1;
    march_huffman_make(&literals, deflate->literal_counts, MARCH_DEFLATE_LITERALS,
                       MARCH_HUFFMAN_BITS_MAX);
    march_huffman_make(&distances, deflate->distance_counts, MARCH_DEFLATE_DISTANCES,
                       MARCH_HUFFMAN_BITS_MAX);
    g_byte_array_set_size(deflate->out,
                          start + HEAD_BYTES + TOKEN_BYTES * deflate->count);
    at = put_head(deflate, deflate->out->data + start, &literals, &distances, is_last);
    for (guint i = 0; i < deflate->count;) {
        const guint32 *tokens = deflate->tokens + i;

        if (i + 2 < deflate->count &&
            ((tokens[0] | tokens[1] | tokens[2]) & IS_MATCH) == 0) {
            at = put_three(deflate, at, &literals, tokens);
            i += 3;
        } else {
            at = put_token(deflate, at, &literals, &distances, *tokens);
            i++;
        }
    }
    at = put_bits(deflate, at, literals.codes[END_OF_BLOCK],
                  literals.lengths[END_OF_BLOCK]);
    if (is_last && deflate->n_bits > 0) {
        at = put_bits(deflate, at, 0, 8 - deflate->n_bits);
    }
    g_byte_array_set_size(deflate->out, (guint)(at - deflate->out->data));
    deflate->count = 0;
    memset(deflate->literal_counts, 0, sizeof deflate->literal_counts);
    memset(deflate->distance_counts, 0, sizeof deflate->distance_counts);
}

static void
add_token(MarchDeflate *deflate, guint32 token)
{
    if (deflate->count == TOKENS_MAX) {
        write_block(deflate, FALSE);
    }
    deflate->tokens[deflate->count++] = token;
}

void
march_deflate_literal(MarchDeflate *deflate, guint8 byte)
{
    add_token(deflate, byte);
    deflate->literal_counts[byte]++;
}

void
march_deflate_three(MarchDeflate *deflate, guint8 first, guint8 second, guint8 third)
{
    guint32 *tokens;

    if (deflate->count + 3 > TOKENS_MAX) {
        write_block(deflate, FALSE);
    }
    tokens = deflate->tokens + deflate->count;
    tokens[0] = first;
    tokens[1] = second;
    tokens[2] = third;
    deflate->count += 3;
    deflate->literal_counts[first]++;
    deflate->literal_counts[second]++;
    deflate->literal_counts[third]++;
}

void
march_deflate_match(MarchDeflate *deflate, guint length, guint distance)
{
    add_token(deflate,
              IS_MATCH | (length - MARCH_DEFLATE_MATCH_MIN) << 16 | (distance - 1));
    deflate->literal_counts[code_length(length).symbol]++;
    deflate->distance_counts[code_distance(distance).symbol]++;
}

void
march_deflate_finish(MarchDeflate *deflate)
{
    write_block(deflate, TRUE);
}
