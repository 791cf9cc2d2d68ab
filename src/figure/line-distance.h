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

/** Lines that many positions are compared with; it borrows the geometry. */
typedef struct MarchLineIndex MarchLineIndex;

MarchLineIndex *march_line_index_new(const MarchGeometry *geometry);
void march_line_index_free(MarchLineIndex *index);
/** The same as march_line_distance(); infinite where that is more than @limit. */
double
march_line_index_distance(const MarchLineIndex *index, MarchLonLat at, double limit);

#endif
