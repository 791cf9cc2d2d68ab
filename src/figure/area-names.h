/* SPDX-License-Identifier: MIT */
/** Areas of a vector file: their names, and what lies in them. */
#ifndef MARCH_FIGURE_AREA_NAMES_H
#define MARCH_FIGURE_AREA_NAMES_H

#include "geo/feature.h"

/**
 * What @area is called: its property "name", else the first whose key has "name" in it
 * (shapeName, NAME_2), else one that ends in "_EN" as OCHA's do. Borrowed; NULL
 * without one.
 */
const char *march_area_name(const MarchFeature *area);
/** Whether @at lies in the polygon; its holes are no part of it. */
gboolean march_area_contains(const MarchGeometry *geometry, MarchLonLat at);

#endif
