/* SPDX-License-Identifier: MIT */
/**
 * Spelling: the first half of folding, from any script to a small alphabet.
 *
 * A spelling is a string of bytes, words separated by ' '. Latin letters stay as
 * they are written (a to z, and MARCH_SPELLING_C_CEDILLA), because what they sound
 * like depends on the language: sound.h decides that. A letter whose sound is
 * certain (Cyrillic sha, s with caron) is its sound (see sound.h) with the high
 * bit set. Digits stay; marks, apostrophes and control characters go.
 *
 * A speller owns an ICU transliterator, opened when the first letter comes that
 * has no table here, and what it has learned from it. One thread at a time.
 */
#ifndef MARCH_GAZETTEER_SPELLING_H
#define MARCH_GAZETTEER_SPELLING_H

#include <glib.h>

/** Longest spelling; longer names are cut at a character. */
#define MARCH_SPELLING_LIMIT 160
/** The one letter of Latin spelling that is not ASCII: ç sounds s or ch. */
#define MARCH_SPELLING_C_CEDILLA '\x01'

typedef struct MarchSpeller MarchSpeller;

MarchSpeller *march_speller_new(void);
void march_speller_free(MarchSpeller *speller);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSpeller, march_speller_free)

/**
 * Adds what an earlier speller learned of @letter (as march_speller_foreach_learned
 * gives it), so that ICU need not be opened for it.
 */
void march_speller_learn(MarchSpeller *speller, gunichar letter, const char *latin);
typedef void (*MarchSpellerLearned)(gunichar letter, const char *latin, gpointer data);
/** Calls @callback for each letter learned from ICU, in code point order. */
void march_speller_foreach_learned(const MarchSpeller *speller,
                                   MarchSpellerLearned callback,
                                   gpointer data);

/**
 * Spells @text, any bytes: what is not UTF-8 counts as a space.
 *
 * @spelling must hold MARCH_SPELLING_LIMIT + 1 bytes.
 * Returns: the length.
 */
gsize march_speller_spell(MarchSpeller *speller, const char *text, char *spelling);

/**
 * The normal form for comparing names as written: NFKC, lower case, runs of
 * spaces single, all apostrophes and hyphens the ASCII ones.
 *
 * Returns: (transfer full)
 */
char *march_name_normalize(const char *text);

#endif
