/* SPDX-License-Identifier: MIT */
/**
 * Turns scored candidates into an honest answer: found, ambiguous or not-found.
 */
#ifndef MARCH_GAZETTEER_ANSWERS_H
#define MARCH_GAZETTEER_ANSWERS_H

#include "candidates.h"

/** The record as the caller's own place. */
MarchPlace *march_place_from_record(const MarchIndexReader *reader, guint32 place);

/**
 * Puts that of the best candidates first whose place has the best chance: those of one
 * place share theirs, so that it may stand behind another that is alone. Before
 * march_answer_from_search().
 */
void march_answer_put_likeliest_first(MarchSearch *search);

/** Judges @search, whose candidates are sorted, and copies the best @limit. */
MarchAnswer *march_answer_from_search(const MarchSearch *search, guint limit);

/** The answer to @text, which says itself where it is. */
MarchAnswer *
march_answer_from_position(const char *text, MarchLonLat position, double precision_km);

#endif
