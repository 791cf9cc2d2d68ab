/* SPDX-License-Identifier: MIT */
/**
 * Hatching: parallel vector lines inside an area.
 *
 * The lines stand on one raster for the whole page, so neighbouring areas of the
 * same hatch continue each other, and pieces of one area show no seam.
 */
#ifndef MARCH_LAYOUT_MAP_HATCH_H
#define MARCH_LAYOUT_MAP_HATCH_H

#include "geo/path.h"

/**
 * Lines at @angle degrees (clockwise from horizontal), @spacing mm apart, the first
 * @offset mm from the raster's own, inside
 * the union of the @areas (GPtrArray of MarchPath; each filled by the even-odd
 * rule).
 *
 * Returns: (transfer full)
 */
MarchPath *
march_map_hatch(const GPtrArray *areas, double angle, double spacing, double offset);

#endif
