/* SPDX-License-Identifier: MIT */
/**
 * "Did you mean": the known word nearest to a misspelt one.
 */
#ifndef MARCH_BASE_SUGGEST_H
#define MARCH_BASE_SUGGEST_H

#include <glib.h>

/**
 * The one of @words (NULL-ended) that @word was probably meant to be, or NULL when
 * none is near. Case and the choice of "-", "_" or " " do not count; one changed,
 * missing, added or swapped letter in three does. The first of equals wins.
 *
 * Returns: (transfer none) (nullable) an element of @words.
 */
const char *march_suggest(const char *word, const char *const *words);

#endif
