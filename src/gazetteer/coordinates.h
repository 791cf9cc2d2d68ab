/* SPDX-License-Identifier: MIT */
/**
 * Positions that reports write out where others write a name: "39.95 N 70.6 E",
 * "39°57′ с. ш. 70°36′ в. д.", "39.95, 70.6".
 */
#ifndef MARCH_GAZETTEER_COORDINATES_H
#define MARCH_GAZETTEER_COORDINATES_H

#include "geo/types.h"

/**
 * Reads @text when it is a position and nothing else; FALSE when it is not one. Two
 * bare numbers are latitude and longitude, and need a fraction each.
 *
 * @precision_km: what the digits that are given leave open.
 */
gboolean
march_coordinates_read(const char *text, MarchLonLat *position, double *precision_km);

#endif
