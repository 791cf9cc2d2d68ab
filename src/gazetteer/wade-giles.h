/* SPDX-License-Identifier: MIT */
/**
 * Wade-Giles, the older romanisation of Chinese: "Ta-wu-k'ou" is Dawukou in pinyin.
 *
 * Its apostrophes tell sounds apart, which spellings (spelling.h) drop, so names are
 * rewritten before they are spelled. Also knows the words for kinds of settlement
 * that such names end in.
 */
#ifndef MARCH_GAZETTEER_WADE_GILES_H
#define MARCH_GAZETTEER_WADE_GILES_H

#include <glib.h>

/** Bytes of the longest name that is rewritten, NUL included. */
#define MARCH_WADE_GILES_LIMIT 96

/**
 * Rewrites @text in pinyin; FALSE when it is not Wade-Giles.
 *
 * @is_expected: whether the name is likely Chinese; then one without hyphens or
 * apostrophes counts too.
 * @pinyin: MARCH_WADE_GILES_LIMIT bytes.
 * @stem: the length of @pinyin without its last syllable, when that is a word for
 * a kind of place ("hsien", "chen"), else 0.
 */
gboolean march_wade_giles_to_pinyin(const char *text,
                                    gboolean is_expected,
                                    char *pinyin,
                                    gsize *stem);

#endif
