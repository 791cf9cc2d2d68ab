/* SPDX-License-Identifier: MIT */
#include "layout/map-rings.h"

static double
signed_area(const MarchPath *path, guint index)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, index);
    double area = 0;

    for (guint i = 0; i < part->count; i++) {
        MarchPoint a = g_array_index(path->points, MarchPoint, part->start + i);
        MarchPoint b = g_array_index(path->points, MarchPoint,
                                     part->start + (i + 1) % part->count);

        area += (a.x * b.y - b.x * a.y) / 2;
    }
    return area;
}

static void
add_square(MarchPath *path, double x, double y, double side, gboolean reversed)
{
    MarchPoint points[4] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    MarchPoint turned[4] = {points[3], points[2], points[1], points[0]};

    march_path_add_part(path, reversed ? turned : points, 4, TRUE);
}

static void
test_outer_rings_turn_one_way(void)
{
    g_autoptr(MarchPath) feature = march_path_new();
    g_autoptr(MarchPath) result = march_path_new();

    add_square(feature, 0, 0, 10, FALSE);
    add_square(feature, 20, 0, 10, TRUE);
    march_map_rings_append(result, feature);
    g_assert_cmpfloat(signed_area(result, 0), >, 0);
    g_assert_cmpfloat(signed_area(result, 1), >, 0);
}

static void
test_holes_turn_the_other_way(void)
{
    for (guint turns = 0; turns < 4; turns++) {
        g_autoptr(MarchPath) feature = march_path_new();
        g_autoptr(MarchPath) result = march_path_new();

        add_square(feature, 0, 0, 30, (turns & 1) != 0);
        add_square(feature, 10, 10, 10, (turns & 2) != 0);
        add_square(feature, 13, 13, 2, FALSE);
        march_map_rings_append(result, feature);
        g_assert_cmpfloat(signed_area(result, 0), >, 0);
        g_assert_cmpfloat(signed_area(result, 1), <, 0);
        g_assert_cmpfloat(signed_area(result, 2), >, 0);
    }
}

static void
test_an_area_around_the_map_is_visible(void)
{
    g_autoptr(MarchPath) path = march_path_new_rect((MarchRect){-10, -10, 100, 100});

    g_assert_true(march_map_path_is_visible(path, TRUE, (MarchRect){10, 10, 5, 5}));
    g_assert_false(march_map_path_is_visible(path, FALSE, (MarchRect){10, 10, 5, 5}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-rings/outer-rings-turn-one-way",
                    test_outer_rings_turn_one_way);
    g_test_add_func("/layout/map-rings/holes-turn-the-other-way",
                    test_holes_turn_the_other_way);
    g_test_add_func("/layout/map-rings/an-area-around-the-map-is-visible",
                    test_an_area_around_the_map_is_visible);
    return g_test_run();
}
