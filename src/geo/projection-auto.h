/* SPDX-License-Identifier: MIT */
/**
 * Which projection suits an extent.
 *
 * Conformal ones as long as the extent is small enough for them, then equal-area
 * ones of a hemisphere or of the world. Parameters are rounded so that the map's
 * note can print them in full. Used by projection.c only.
 */
#ifndef MARCH_GEO_PROJECTION_AUTO_H
#define MARCH_GEO_PROJECTION_AUTO_H

#include "types.h"

/** A PROJ string for @extent, (transfer full). */
char *march_projection_choose(MarchBox extent);
/** The words for the map's note on a string of march_projection_choose(), or NULL. */
char *march_projection_describe(const char *definition);
/** The number after "+key=" in a PROJ string, or @fallback. */
double
march_projection_parameter(const char *definition, const char *key, double fallback);
/** The word after "+key=" in a PROJ string, (transfer full) (nullable). */
char *march_projection_word(const char *definition, const char *key);

#endif
