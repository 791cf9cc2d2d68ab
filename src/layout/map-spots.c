/* SPDX-License-Identifier: MIT */
#include "map-spots.h"

#include "map-scan.h"

#include <math.h>

#define SPOTS_MAX 5000
#define SCAN_ROWS 48

double
march_map_length_of(const MarchPoint *points, guint count)
{
    double length = 0;

    for (guint i = 0; i + 1 < count; i++) {
        length += hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
    }
    return length;
}

/* Spots at @first mm and every @spacing mm after it. */
static void
add_spots(const MarchPoint *points,
          guint count,
          double first,
          double spacing,
          GArray *spots)
{
    double walked = 0;
    double next = first;

    for (guint i = 0; i + 1 < count; i++) {
        double dx = points[i + 1].x - points[i].x;
        double dy = points[i + 1].y - points[i].y;
        double length = hypot(dx, dy);

        while (next < walked + length && spots->len < SPOTS_MAX) {
            double t = (next - walked) / length;
            MarchMapSpot spot = {{points[i].x + t * dx, points[i].y + t * dy},
                                 atan2(dy, dx) * 180 / G_PI};

            g_array_append_val(spots, spot);
            next += spacing;
        }
        walked += length;
    }
}

GArray *
march_map_spots_along(const MarchPath *path, double spacing)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(MarchMapSpot));
    const MarchPathPart *longest = NULL;
    double longest_length = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(path->points, MarchPoint, part->start);
        double length = march_map_length_of(points, part->count);

        if (spacing > 0) {
            add_spots(points, part->count, MIN(spacing, length) / 2, spacing, spots);
        } else if (length > longest_length) {
            longest_length = length;
            longest = part;
        }
    }
    if (longest != NULL) {
        add_spots(&g_array_index(path->points, MarchPoint, longest->start),
                  longest->count, longest_length / 2, longest_length, spots);
    }
    return spots;
}

gboolean
march_map_spot_inside(const MarchPath *area, MarchPoint *spot)
{
    g_autoptr(GPtrArray) areas = g_ptr_array_new();
    g_autoptr(MarchMapScan) scan = NULL;
    double widest = 0;

    if (march_path_is_empty(area)) {
        return FALSE;
    }
    g_ptr_array_add(areas, (gpointer)(guintptr)area);
    scan = march_map_scan_new(
        areas, MAX(march_path_bounds(area).height / SCAN_ROWS, 1e-3), 4 * SCAN_ROWS);
    for (guint row = 0; row < march_map_scan_count_rows(scan); row++) {
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);

        for (guint i = 0; i < count; i++) {
            if (spans[i].right - spans[i].left > widest) {
                widest = spans[i].right - spans[i].left;
                *spot = (MarchPoint){(spans[i].left + spans[i].right) / 2,
                                     march_map_scan_get_y(scan, row)};
            }
        }
    }
    return widest > 0;
}
