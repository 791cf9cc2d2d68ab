/* SPDX-License-Identifier: MIT */
/**
 * What it costs to take one sound for another, in hundredths of a consonant.
 *
 * Learned from pairs of names of one place by tests/bench/gazetteer-sounds.py, which
 * writes the table.
 */
#ifndef MARCH_GAZETTEER_SOUND_COSTS_H
#define MARCH_GAZETTEER_SOUND_COSTS_H

#include <glib.h>

#define MARCH_LEARNED_SOUNDS 24

/** The sounds in the order of the table, vowels first. */
#define MARCH_SOUND_ALPHABET "aeioubpdtgkvfzsmnlrhcCSJ"
#define MARCH_SOUND_VOWELS   5U

extern const guint8 march_learned_changes[MARCH_LEARNED_SOUNDS][MARCH_LEARNED_SOUNDS];

#endif
