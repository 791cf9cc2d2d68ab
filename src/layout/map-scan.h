/* SPDX-License-Identifier: MIT */
/**
 * Areas as spans of equally spaced horizontal lines: what hatching and the
 * placing of names inside areas are made of.
 */
#ifndef MARCH_LAYOUT_MAP_SCAN_H
#define MARCH_LAYOUT_MAP_SCAN_H

#include "geo/path.h"

/** From @left to @right (mm) on one line, inside the area. */
typedef struct {
    double left, right;
} MarchMapSpan;

typedef struct MarchMapScan MarchMapScan;

/**
 * Scans the union of @areas (GPtrArray of MarchPath, each filled by the even-odd
 * rule) at the multiples of @spacing mm that lie inside its bounds. @spacing is
 * doubled until there are at most @rows_max lines.
 */
MarchMapScan *
march_map_scan_new(const GPtrArray *areas, double spacing, guint rows_max);
void march_map_scan_free(MarchMapScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMapScan, march_map_scan_free)

guint march_map_scan_count_rows(const MarchMapScan *scan);
double march_map_scan_get_y(const MarchMapScan *scan, guint row);
/** The row's spans from left to right, none touching the next. */
const MarchMapSpan *
march_map_scan_get_row(const MarchMapScan *scan, guint row, guint *count);

#endif
