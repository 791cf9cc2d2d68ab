/* SPDX-License-Identifier: MIT */
#include "figure/extent.h"

static MarchBox
about(const MarchLonLat *positions, guint count)
{
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));

    g_array_append_vals(array, positions, count);
    return march_extent_about(array);
}

static void
test_box_of_positions(void)
{
    const MarchLonLat positions[] = {{70, 40}, {71, 39.5}, {69.5, 40.2}};
    MarchBox box = about(positions, 3);

    g_assert_cmpfloat_with_epsilon(box.west, 69.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(box.east, 71, 1e-12);
    g_assert_cmpfloat_with_epsilon(box.south, 39.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(box.north, 40.2, 1e-12);
}

static void
test_box_crosses_the_antimeridian(void)
{
    const MarchLonLat positions[] = {{179, -17}, {-179.5, -18}, {178, -16}};
    MarchBox box = about(positions, 3);

    g_assert_cmpfloat_with_epsilon(box.west, 178, 1e-12);
    g_assert_cmpfloat_with_epsilon(box.east, -179.5, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_box_width(box), 2.5, 1e-9);
}

static void
test_grown_box_keeps_the_antimeridian(void)
{
    MarchBox box = march_extent_grow((MarchBox){179, -18, -179, -16}, 0.5);

    g_assert_cmpfloat(box.west, <, 179);
    g_assert_cmpfloat(box.west, >, 170);
    g_assert_cmpfloat(box.east, >, -179);
    g_assert_cmpfloat(box.east, <, -170);
    g_assert_cmpfloat_with_epsilon(box.south, -19, 0.02);
}

static void
test_grown_world_stays_a_world(void)
{
    MarchBox box = march_extent_grow((MarchBox){-170, -80, 170, 80}, 0.5);

    g_assert_true(march_box_is_valid(box));
    g_assert_cmpfloat(box.south, >=, -90);
    g_assert_cmpfloat(box.north, <=, 90);
    g_assert_cmpfloat_with_epsilon(march_box_width(box), 360, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/extent/box-of-positions", test_box_of_positions);
    g_test_add_func("/figure/extent/box-crosses-the-antimeridian",
                    test_box_crosses_the_antimeridian);
    g_test_add_func("/figure/extent/grown-box-keeps-the-antimeridian",
                    test_grown_box_keeps_the_antimeridian);
    g_test_add_func("/figure/extent/grown-world-stays-a-world",
                    test_grown_world_stays_a_world);
    return g_test_run();
}
