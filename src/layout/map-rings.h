/* SPDX-License-Identifier: MIT */
/**
 * Turning rings so that a nonzero fill shows what the polygons mean, also when many
 * features are filled as one path.
 */
#ifndef MARCH_LAYOUT_MAP_RINGS_H
#define MARCH_LAYOUT_MAP_RINGS_H

#include "geo/path.h"

/**
 * Appends the rings of one feature to @into: outer rings with positive area on the
 * page, holes with negative. A ring is a hole when it lies in an odd number of others.
 */
void march_map_rings_append(MarchPath *into, const MarchPath *feature);

/** Whether anything of @path (lines, points, or an area when @filled) is in @rect. */
gboolean
march_map_path_is_visible(const MarchPath *path, gboolean filled, MarchRect rect);

#endif
