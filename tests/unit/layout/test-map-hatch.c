/* SPDX-License-Identifier: MIT */
#include "layout/map-hatch.h"
#include "layout/map-scan.h"

#include <math.h>

static void
add_square(GPtrArray *areas, double x, double y, double side)
{
    g_ptr_array_add(areas, march_path_new_rect((MarchRect){x, y, side, side}));
}

static GPtrArray *
areas_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
}

static void
test_lines_stay_inside(void)
{
    g_autoptr(GPtrArray) areas = areas_new();
    g_autoptr(MarchPath) lines = NULL;

    add_square(areas, 10, 10, 20);
    lines = march_map_hatch(areas, 45, 1.5, 0);
    g_assert_cmpuint(lines->parts->len, >, 15);
    for (guint i = 0; i < lines->points->len; i++) {
        MarchPoint point = g_array_index(lines->points, MarchPoint, i);

        g_assert_cmpfloat(point.x, >, 10 - 1e-6);
        g_assert_cmpfloat(point.x, <, 30 + 1e-6);
        g_assert_cmpfloat(point.y, >, 10 - 1e-6);
        g_assert_cmpfloat(point.y, <, 30 + 1e-6);
    }
}

/* The lines' length is the area divided by the spacing. */
static void
test_length_matches_the_area(void)
{
    g_autoptr(GPtrArray) areas = areas_new();
    g_autoptr(MarchPath) lines = NULL;

    add_square(areas, 0, 0, 40);
    lines = march_map_hatch(areas, 30, 0.5, 0);
    g_assert_cmpfloat(fabs(march_path_length(lines) * 0.5 - 1600), <, 16);
}

static void
test_pieces_of_one_area_show_no_seam(void)
{
    g_autoptr(GPtrArray) areas = areas_new();
    g_autoptr(MarchPath) lines = NULL;

    add_square(areas, 0, 0, 10);
    add_square(areas, 10, 0, 10);
    lines = march_map_hatch(areas, 0, 2, 0);
    for (guint i = 0; i < lines->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(lines->parts, MarchPathPart, i);
        MarchPoint a = g_array_index(lines->points, MarchPoint, part->start);
        MarchPoint b = g_array_index(lines->points, MarchPoint, part->start + 1);

        g_assert_cmpfloat(fabs(b.x - a.x), >, 19.9);
    }
    g_assert_cmpuint(lines->parts->len, >=, 4);
}

static void
test_holes_are_left_empty(void)
{
    g_autoptr(GPtrArray) areas = areas_new();
    g_autoptr(MarchMapScan) scan = NULL;
    MarchPath *area = march_path_new_rect((MarchRect){0, 0, 30, 30});
    g_autoptr(MarchPath) hole = march_path_new_rect((MarchRect){10, 10, 10, 10});

    march_path_append(area, hole);
    g_ptr_array_add(areas, area);
    scan = march_map_scan_new(areas, 1, 1000);
    for (guint row = 0; row < march_map_scan_count_rows(scan); row++) {
        double y = march_map_scan_get_y(scan, row);
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);

        if (y > 10 && y < 20) {
            g_assert_cmpuint(count, ==, 2);
            g_assert_cmpfloat(fabs(spans[0].right - 10), <, 1e-6);
            g_assert_cmpfloat(fabs(spans[1].left - 20), <, 1e-6);
        }
    }
}

static void
test_overlapping_areas_are_filled(void)
{
    g_autoptr(GPtrArray) areas = areas_new();
    g_autoptr(MarchMapScan) scan = NULL;
    guint count;

    add_square(areas, 0, 0, 10);
    add_square(areas, 5, 0, 10);
    scan = march_map_scan_new(areas, 2.5, 100);
    march_map_scan_get_row(scan, 2, &count);
    g_assert_cmpuint(count, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-hatch/lines-stay-inside", test_lines_stay_inside);
    g_test_add_func("/layout/map-hatch/length-matches-the-area",
                    test_length_matches_the_area);
    g_test_add_func("/layout/map-hatch/pieces-of-one-area-show-no-seam",
                    test_pieces_of_one_area_show_no_seam);
    g_test_add_func("/layout/map-hatch/holes-are-left-empty",
                    test_holes_are_left_empty);
    g_test_add_func("/layout/map-hatch/overlapping-areas-are-filled",
                    test_overlapping_areas_are_filled);
    return g_test_run();
}
