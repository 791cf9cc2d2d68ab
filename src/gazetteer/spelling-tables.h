/* SPDX-License-Identifier: MIT */
/**
 * Tables of letters and their sounds, in the alphabet of sound.h.
 *
 * Sources: the usual romanisations (ISO 9, BGN/PCGN, ALA-LC) reduced to sound
 * classes. Only spelling.c reads them.
 */
#ifndef MARCH_GAZETTEER_SPELLING_TABLES_H
#define MARCH_GAZETTEER_SPELLING_TABLES_H

#include <glib.h>

typedef struct {
    gunichar letter;
    const char
        *form; /**< sounds; after '=' letters as spelled; '~' u after o, else v */
} MarchLetterSound;

/** Sorted by code point; lower case only. */
extern const MarchLetterSound march_letter_sounds[];
extern const gsize march_letter_sounds_count;

/** Hangul syllables are composed of these (Unicode 3.12). */
extern const char *const march_hangul_initials[19];
extern const char *const march_hangul_medials[21];
extern const char *const march_hangul_finals[28];

/** From U+30A1; "<" takes the vowel before it away. */
extern const char *const march_katakana[0x30FB - 0x30A1];

/** By position in the block; "*" owes a vowel, "+" is a vowel sign or virama. */
extern const char *const march_indic[128];

#endif
