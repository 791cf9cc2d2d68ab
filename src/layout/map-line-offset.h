/* SPDX-License-Identifier: MIT */
/**
 * Parallel curves: a line drawn beside a line.
 */
#ifndef MARCH_LAYOUT_MAP_LINE_OFFSET_H
#define MARCH_LAYOUT_MAP_LINE_OFFSET_H

#include "geo/path.h"

/**
 * The parallel curve of every part at @distance mm to the right of its direction
 * (to the left when negative). Outer corners are rounded, or mitred when @miter
 * and the corner is not sharper than 60 degrees; what would fold back at inner
 * corners and in narrow bends is cut away, so no point is nearer to its own line
 * than the distance.
 *
 * Returns: (transfer full)
 */
MarchPath *
march_map_line_offset(const MarchPath *path, double distance, gboolean miter);

#endif
