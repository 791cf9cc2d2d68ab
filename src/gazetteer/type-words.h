/* SPDX-License-Identifier: MIT */
/**
 * Type words: what names carry besides the name ("rayon", "ilçesi", "near").
 *
 * A word is looked up by its sound, so one entry serves several scripts. The
 * table is built once by its owner; entries are constant.
 */
#ifndef MARCH_GAZETTEER_TYPE_WORDS_H
#define MARCH_GAZETTEER_TYPE_WORDS_H

#include "sound.h"
#include "spelling.h"

typedef enum {
    MARCH_WORD_PLACE, /**< village, city: steers to populated places */
    MARCH_WORD_DISTRICT,
    MARCH_WORD_REGION,
    MARCH_WORD_COUNTRY,
    MARCH_WORD_FEATURE, /**< river, crossing, outpost: not the place of that name */
    MARCH_WORD_FILLER,  /**< of, the, near, area: steers nothing */
} MarchWordRole;

typedef struct MarchTypeWords MarchTypeWords;

MarchTypeWords *march_type_words_new(MarchSpeller *speller);
void march_type_words_free(MarchTypeWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTypeWords, march_type_words_free)

/**
 * Whether @word (the sound of one word) is a type word, and of which role. Some are
 * type words only at the end of a name: @is_last.
 */
gboolean march_type_words_find(const MarchTypeWords *words,
                               const MarchSound *word,
                               gboolean is_last,
                               MarchWordRole *role);
/** Whether @word joins a name to what tells it apart: "sur", "upon", "bei". */
gboolean march_type_words_is_joint(const MarchTypeWords *words, const MarchSound *word);

/**
 * The number of bytes of a type suffix that is written without a space at the end
 * of @text (Chinese, Japanese, Korean), 0 when there is none.
 */
gsize march_type_suffix_length(const char *text, MarchWordRole *role);

#endif
