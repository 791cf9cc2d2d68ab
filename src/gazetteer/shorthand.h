/* SPDX-License-Identifier: MIT */
/**
 * What reports write for a unit instead of its name: adjectives of countries
 * ("Iraqi", "tadschikische") and abbreviations of states ("Ky.", "N.S.W.").
 *
 * Both lead to an admin code, which an index may know or not. The tables are
 * constant; the set of adjectives is made once by its owner.
 */
#ifndef MARCH_GAZETTEER_SHORTHAND_H
#define MARCH_GAZETTEER_SHORTHAND_H

#include "spelling.h"

typedef struct MarchAdjectives MarchAdjectives;

MarchAdjectives *march_adjectives_new(MarchSpeller *speller);
void march_adjectives_free(MarchAdjectives *adjectives);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchAdjectives, march_adjectives_free)

/** (nullable) The admin code of the country that the spelled @word belongs to. */
const char *march_adjectives_find(const MarchAdjectives *adjectives, const char *word);

/**
 * (nullable) The admin code ("US.KY") that @text abbreviates. Codes of two capitals
 * ("KY") mean more than one thing and set @is_code.
 */
const char *march_abbreviation_find(const char *text, gboolean *is_code);

#endif
