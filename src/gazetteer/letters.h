/* SPDX-License-Identifier: MIT */
/**
 * Letters: how alike two names are as they are written.
 *
 * Sounds forgive much; of the names that sound alike the one with the same letters
 * is the likelier. Works on spellings (spelling.h), so marks and case count nothing.
 */
#ifndef MARCH_GAZETTEER_LETTERS_H
#define MARCH_GAZETTEER_LETTERS_H

#include <glib.h>

typedef enum {
    MARCH_LETTERS_HEAD = 1 << 0,   /**< the name is the asked one and more words */
    MARCH_LETTERS_TAIL = 1 << 1,   /**< the name is some words and the asked one */
    MARCH_LETTERS_MIDDLE = 1 << 2, /**< the asked name stands inside the name */
    MARCH_LETTERS_PART = 1 << 3,   /**< the name is some words of the asked one */
    MARCH_LETTERS_FIRST = 1 << 4,  /**< the first letters are equal */
    MARCH_LETTERS_LAST = 1 << 5,   /**< the last letters are equal */
} MarchLettersFlags;

/**
 * The edit distance of two spellings, spaces left out, per length of the longer: 0
 * to 1.
 */
double march_letters_distance(const char *asked, const char *name);
/** What two spellings have in common, parts of 1 each. */
typedef struct {
    double prefix, suffix; /**< equal letters at both ends, of the longer's */
    double longer;         /**< letters that the name has more, of the longer's */
    double shorter;        /**< letters that it has fewer */
    double
        asked_words; /**< letters of asked words that are in the name too, or nearly */
    double name_words; /**< letters of words of the name that are asked, or nearly */
} MarchLettersShare;

/** Compares @name to @asked. */
void march_letters_share(const char *asked, const char *name, MarchLettersShare *share);
/** MarchLettersFlags of @name. */
guint march_letters_compare(const char *asked, const char *name);

#endif
