/* SPDX-License-Identifier: MIT */
/**
 * Bands: the area along one side of a line.
 */
#ifndef MARCH_LAYOUT_MAP_LINE_BAND_H
#define MARCH_LAYOUT_MAP_LINE_BAND_H

#include "geo/path.h"

/**
 * The area between every part and its parallel curve at @distance mm to the right of
 * its direction (to the left when negative), as rings for the nonzero rule. Ends are
 * square, outer corners round. All rings of one side turn the same way, so bands that
 * overlap do not cancel each other.
 *
 * Returns: (transfer full)
 */
MarchPath *march_map_line_band(const MarchPath *path, double distance);

#endif
