/* SPDX-License-Identifier: MIT */
/**
 * What names tell of one another: "X, Y" containment, the countries and
 * neighbourhoods that a report is about, one sense for one name.
 *
 * Works on searches already scored by themselves; sets their context scores.
 */
#ifndef MARCH_GAZETTEER_CONTEXT_H
#define MARCH_GAZETTEER_CONTEXT_H

#include "candidates.h"

/**
 * Prefers the candidates of @search that lie in what @container, the search for
 * the Y of "X, Y", may mean.
 */
void march_context_apply_container(MarchSearch *search, MarchSearch *container);

/**
 * Lets @search and @other, the two names of "between X and Y", vote for each other.
 *
 * Returns: kilometres between their likeliest places, 0 when one has none.
 */
double march_context_apply_pair(MarchSearch *search, MarchSearch *other);

/** Prefers what lies in @country (ISO code) unless the whole text names a place. */
void march_context_apply_country(MarchSearch *search, const char *country);

/** Lets the @count searches of one report, in its order, vote for each other. */
void march_context_apply_report(MarchSearch *const *searches, guint count);

#endif
