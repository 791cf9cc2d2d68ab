/* SPDX-License-Identifier: MIT */
#include "map-hatch.h"

#include "map-scan.h"

#include <math.h>

#define LINES_MAX 20000

static MarchPath *
rotate_path(const MarchPath *path, double cosine, double sine, double offset)
{
    MarchPath *result = march_path_copy(path);

    for (guint i = 0; i < result->points->len; i++) {
        MarchPoint *point = &g_array_index(result->points, MarchPoint, i);

        *point = (MarchPoint){point->x * cosine + point->y * sine,
                              point->y * cosine - point->x * sine - offset};
    }
    return result;
}

static void
add_line(MarchPath *result, double x0, double x1, double y, double cosine, double sine)
{
    MarchPoint ends[2] = {{x0 * cosine - y * sine, x0 * sine + y * cosine},
                          {x1 * cosine - y * sine, x1 * sine + y * cosine}};

    march_path_add_part(result, ends, 2, FALSE);
}

MarchPath *
march_map_hatch(const GPtrArray *areas, double angle, double spacing, double offset)
{
    MarchPath *result = march_path_new();
    double radians = angle * G_PI / 180;
    double cosine = cos(radians);
    double sine = sin(radians);
    g_autoptr(GPtrArray) rotated =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
    g_autoptr(MarchMapScan) scan = NULL;

    for (guint i = 0; i < areas->len; i++) {
        const MarchPath *area = g_ptr_array_index(areas, i);

        if (!march_path_is_empty(area)) {
            g_ptr_array_add(rotated, rotate_path(area, cosine, sine, offset));
        }
    }
    if (rotated->len == 0 || !(spacing > 0)) {
        return result;
    }
    scan = march_map_scan_new(rotated, spacing, LINES_MAX);
    for (guint row = 0; row < march_map_scan_count_rows(scan); row++) {
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);
        double y = march_map_scan_get_y(scan, row) + offset;

        for (guint i = 0; i < count; i++) {
            if (spans[i].right - spans[i].left > 1e-3) {
                add_line(result, spans[i].left, spans[i].right, y, cosine, sine);
            }
        }
    }
    return result;
}
