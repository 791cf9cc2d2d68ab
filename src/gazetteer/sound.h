/* SPDX-License-Identifier: MIT */
/**
 * Sounds: the second half of folding, from a spelling to one byte a sound class.
 *
 * The alphabet is a e i o u, b p d t g k v f z s m n l r h (h is also kh and x), c
 * (ts), C (ch), S (sh), J (zh, dzh, English j), digits. A doubled sound counts
 * once, word breaks are dropped. Latin letters are read by an orthography; the
 * same code reads names when the index is built and when it is asked.
 */
#ifndef MARCH_GAZETTEER_SOUND_H
#define MARCH_GAZETTEER_SOUND_H

#include <glib.h>

/** Longest sound string; longer ones are cut. */
#define MARCH_SOUND_LIMIT 63

typedef struct {
    char text[MARCH_SOUND_LIMIT + 1];
    guint length;
} MarchSound;

/** How Latin letters are read. */
typedef enum {
    MARCH_ORTHOGRAPHY_PLAIN, /**< English and the usual romanisations */
    MARCH_ORTHOGRAPHY_FRENCH,
    MARCH_ORTHOGRAPHY_GERMAN,
    MARCH_ORTHOGRAPHY_SPANISH,
    MARCH_ORTHOGRAPHY_PORTUGUESE,
    MARCH_ORTHOGRAPHY_ITALIAN,
    MARCH_ORTHOGRAPHY_POLISH,
    MARCH_ORTHOGRAPHY_CZECH, /**< Czech, Slovak, Croatian, Slovene, Baltic */
    MARCH_ORTHOGRAPHY_HUNGARIAN,
    MARCH_ORTHOGRAPHY_ROMANIAN,
    MARCH_ORTHOGRAPHY_TURKISH, /**< Turkish, Azerbaijani, Kurdish */
    MARCH_ORTHOGRAPHY_DUTCH,
    MARCH_ORTHOGRAPHY_NORDIC,
    MARCH_ORTHOGRAPHY_PINYIN,
    MARCH_ORTHOGRAPHY_VIETNAMESE,
    MARCH_ORTHOGRAPHY_ALBANIAN,
    MARCH_ORTHOGRAPHY_ABJAD, /**< consonants of Arabic script in Latin letters */
    MARCH_ORTHOGRAPHY_COUNT,
} MarchOrthography;

/** The orthography of local names in @country (ISO alpha-2). */
MarchOrthography march_orthography_of_country(const char *country);

/** Reads @spelling (see spelling.h). */
void
march_sound_read(const char *spelling, MarchOrthography orthography, MarchSound *sound);

/**
 * The coarse form that trigrams are taken of: a/o and e/i merged, glides and h
 * inside the word dropped, voiced sibilants as unvoiced.
 */
void march_sound_soften(const MarchSound *sound, MarchSound *soft);

/** Consonant classes only; empty when fewer than three. */
void march_sound_skeleton(const MarchSound *sound, MarchSound *skeleton);

/** A sound string with what leaving out each sound costs and its kind. */
typedef struct {
    guint length;
    guint8 kinds[MARCH_SOUND_LIMIT];
    guint8 omissions[MARCH_SOUND_LIMIT];
} MarchCostedSound;

/** Kinds of letters; the last is any other letter. Digits have kinds above. */
#define MARCH_SOUND_KINDS 32U
/** The kind of '0'. */
#define MARCH_SOUND_FIRST_DIGIT (MARCH_SOUND_KINDS + '0')
/** What changing a sound of @kind costs, by the kind of the other, a letter. */
const guint8 *march_sound_changes(guint kind);
/** Prepares @sound for measuring it many times. */
void march_sound_cost(const MarchSound *sound, MarchCostedSound *costed);
/** Makes the vowels of @costed cheap to leave out: the other name omits them. */
void march_sound_cheapen_vowels(MarchCostedSound *costed);
/** As march_sound_distance(). */
guint
march_sound_measure(const MarchCostedSound *a, const MarchCostedSound *b, guint limit);

/** The distance of @part to the stretch of @whole that is nearest to it. */
guint march_sound_measure_inside(const MarchCostedSound *part,
                                 const MarchCostedSound *whole,
                                 guint limit);

/**
 * The weighted edit distance of two sound strings in hundredths of a whole
 * consonant: vowels and related consonants are cheap.
 *
 * Returns: the distance, or any number above @limit when it is above @limit.
 */
guint march_sound_distance(const MarchSound *a, const MarchSound *b, guint limit);

#endif
