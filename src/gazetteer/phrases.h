/* SPDX-License-Identifier: MIT */
/**
 * Phrases that place something by a name: "15 km north of X", "between X and Y".
 *
 * Takes the name out; what the phrase says of the distance stays with the answer.
 */
#ifndef MARCH_GAZETTEER_PHRASES_H
#define MARCH_GAZETTEER_PHRASES_H

#include <glib.h>

typedef struct {
    char *name;       /**< the name that the phrase is about */
    char *other;      /**< (nullable) the Y of "between X and Y" */
    double offset_km; /**< how far from the name, 0 when the phrase does not say */
} MarchPhrase;

/** Reads @text; a text that is no such phrase is its own name. */
void march_phrase_read(const char *text, MarchPhrase *phrase);
void march_phrase_clear(MarchPhrase *phrase);

#endif
