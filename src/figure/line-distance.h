/* SPDX-License-Identifier: MIT */
/** How far a position is from a line. */
#ifndef MARCH_FIGURE_LINE_DISTANCE_H
#define MARCH_FIGURE_LINE_DISTANCE_H

#include "geo/geometry.h"

/**
 * Metres from @at to the nearest part of the lines of @geometry, on the plane that
 * touches the Earth at @at: true near the line. Infinite without a line.
 */
double march_line_distance(const MarchGeometry *geometry, MarchLonLat at);

#endif
