/* SPDX-License-Identifier: MIT */
/**
 * Where symbols stand on lines and in areas.
 */
#ifndef MARCH_LAYOUT_MAP_SPOTS_H
#define MARCH_LAYOUT_MAP_SPOTS_H

#include "geo/path.h"

typedef struct {
    MarchPoint point;
    double angle; /**< degrees clockwise: the direction of the line there */
} MarchMapSpot;

/** The length of a line in mm. */
double march_map_length_of(const MarchPoint *points, guint count);
/**
 * Spots every @spacing mm along each part, the first half a spacing from its start;
 * with @spacing 0 one in the middle of the longest part.
 *
 * Returns: (transfer full) of MarchMapSpot.
 */
GArray *march_map_spots_along(const MarchPath *path, double spacing);
/** The middle of the widest level stretch inside @area; FALSE when there is none. */
gboolean march_map_spot_inside(const MarchPath *area, MarchPoint *spot);

#endif
