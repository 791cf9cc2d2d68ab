/* SPDX-License-Identifier: MIT */
#include "layout/map-spots.h"

static MarchMapSpot
spot_at(const GArray *spots, guint index)
{
    return g_array_index(spots, MarchMapSpot, index);
}

static void
test_spots_are_evenly_spaced(void)
{
    MarchPoint points[3] = {{0, 0}, {10, 0}, {10, 20}};
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(GArray) spots = NULL;

    march_path_add_part(path, points, 3, FALSE);
    spots = march_map_spots_along(path, 6);
    g_assert_cmpuint(spots->len, ==, 5);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 0).point.x, 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 1).point.x, 9, 1e-9);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 2).point.y, 5, 1e-9);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 2).angle, 90, 1e-9);
}

static void
test_single_spot_is_in_the_middle_of_the_longest(void)
{
    MarchPoint line[2] = {{0, 30}, {40, 30}};
    MarchPoint other[2] = {{0, 0}, {10, 0}};
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(GArray) spots = NULL;

    march_path_add_part(path, other, 2, FALSE);
    march_path_add_part(path, line, 2, FALSE);
    spots = march_map_spots_along(path, 0);
    g_assert_cmpuint(spots->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 0).point.x, 20, 1e-9);
    g_assert_cmpfloat_with_epsilon(spot_at(spots, 0).point.y, 30, 1e-9);
}

/* The middle of the bounding box of a U lies outside it. */
static void
test_spot_lies_inside_a_bent_area(void)
{
    MarchPoint points[8] = {{0, 0},  {4, 0},  {4, 20},  {20, 20},
                            {20, 0}, {24, 0}, {24, 26}, {0, 26}};
    g_autoptr(MarchPath) area = march_path_new();
    MarchPoint spot;

    march_path_add_part(area, points, 8, TRUE);
    g_assert_true(march_map_spot_inside(area, &spot));
    g_assert_cmpfloat(spot.y, >, 20);
}

static void
test_nothing_has_no_inside(void)
{
    g_autoptr(MarchPath) area = march_path_new();
    MarchPoint spot;

    g_assert_false(march_map_spot_inside(area, &spot));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-spots/evenly-spaced", test_spots_are_evenly_spaced);
    g_test_add_func("/layout/map-spots/single-in-the-middle-of-the-longest",
                    test_single_spot_is_in_the_middle_of_the_longest);
    g_test_add_func("/layout/map-spots/inside-a-bent-area",
                    test_spot_lies_inside_a_bent_area);
    g_test_add_func("/layout/map-spots/nothing-has-no-inside",
                    test_nothing_has_no_inside);
    return g_test_run();
}
