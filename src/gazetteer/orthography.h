/* SPDX-License-Identifier: MIT */
/**
 * How Latin letters and groups of letters are read in one orthography.
 *
 * Constant tables; sound.c applies the longest rule that fits, the orthography's
 * own before the plain ones of the same length.
 */
#ifndef MARCH_GAZETTEER_ORTHOGRAPHY_H
#define MARCH_GAZETTEER_ORTHOGRAPHY_H

#include "sound.h"

typedef struct {
    const char *letters; /**< NULL ends a table */
    const char *sounds;
    /**
     * What must hold around the letters: 'F' before e, i, y; 'V' before a vowel;
     * 'K' before a consonant; '$' at a word's end; '^' at its start; 'M' after a
     * vowel and not before one; 0 anywhere.
     */
    char condition;
} MarchLetterRule;

const MarchLetterRule *march_orthography_rules(MarchOrthography orthography);

/**
 * The orthographies that the letters with marks of @name (UTF-8) tell, as bits
 * 1 << MarchOrthography: "ł" is Polish, "ñ" Spanish; 0 when none.
 */
guint march_orthography_tell(const char *name);

#endif
