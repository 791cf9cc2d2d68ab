/* SPDX-License-Identifier: MIT */
/**
 * Joining lines that share end points, so that dashes and names run on over them.
 */
#ifndef MARCH_LAYOUT_MAP_LINE_MERGE_H
#define MARCH_LAYOUT_MAP_LINE_MERGE_H

#include "geo/path.h"

/**
 * Joins the open parts of @path wherever exactly two ends meet (within 0.002 mm).
 * Where three or more meet nothing is joined. @keep_direction forbids turning a
 * part round. A line that comes back to its start becomes a closed part; closed
 * parts stay as they are. Order of first appearance is kept.
 *
 * Returns: (transfer full)
 */
MarchPath *march_map_line_merge(const MarchPath *path, gboolean keep_direction);

#endif
