/* SPDX-License-Identifier: MIT */
#include "layout/map-line-merge.h"

#include <math.h>

static void
add_line(MarchPath *path, double x0, double y0, double x1, double y1)
{
    MarchPoint points[2] = {{x0, y0}, {x1, y1}};

    march_path_add_part(path, points, 2, FALSE);
}

static const MarchPathPart *
part_of(const MarchPath *path, guint index)
{
    return &g_array_index(path->parts, MarchPathPart, index);
}

static void
test_joins_a_chain_in_any_order(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;

    add_line(path, 20, 0, 30, 0);
    add_line(path, 0, 0, 10, 0);
    add_line(path, 20, 0, 10, 0);
    merged = march_map_line_merge(path, FALSE);
    g_assert_cmpuint(merged->parts->len, ==, 1);
    g_assert_cmpuint(part_of(merged, 0)->count, ==, 4);
    g_assert_cmpfloat(fabs(march_path_length(merged) - 30), <, 1e-9);
}

static void
test_stops_at_junctions(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;

    add_line(path, 0, 0, 10, 0);
    add_line(path, 10, 0, 20, 5);
    add_line(path, 10, 0, 20, -5);
    merged = march_map_line_merge(path, FALSE);
    g_assert_cmpuint(merged->parts->len, ==, 3);
}

static void
test_closes_rings(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;

    add_line(path, 0, 0, 10, 0);
    add_line(path, 10, 10, 10, 0);
    add_line(path, 10, 10, 0, 0);
    merged = march_map_line_merge(path, FALSE);
    g_assert_cmpuint(merged->parts->len, ==, 1);
    g_assert_true(part_of(merged, 0)->closed);
    g_assert_cmpuint(part_of(merged, 0)->count, ==, 3);
}

static void
test_keeps_directions_when_asked(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;

    add_line(path, 0, 0, 10, 0);
    add_line(path, 20, 0, 10, 0);
    add_line(path, 30, 0, 20, 0);
    merged = march_map_line_merge(path, TRUE);
    g_assert_cmpuint(merged->parts->len, ==, 2);
}

static void
test_keeps_the_phase_of_the_first_piece(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;

    add_line(path, 10, 0, 20, 0);
    add_line(path, 0, 0, 10, 0);
    g_array_index(path->parts, MarchPathPart, 1).phase = 4.5;
    merged = march_map_line_merge(path, FALSE);
    g_assert_cmpuint(merged->parts->len, ==, 1);
    g_assert_cmpfloat(fabs(part_of(merged, 0)->phase - 4.5), <, 1e-9);
}

static void
test_loses_no_length(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) merged = NULL;
    g_autoptr(GRand) random = g_rand_new_with_seed(3);

    for (guint i = 0; i < 400; i++) {
        add_line(path, g_rand_int_range(random, 0, 9), g_rand_int_range(random, 0, 9),
                 g_rand_int_range(random, 0, 9) + 10, g_rand_int_range(random, 0, 9));
    }
    merged = march_map_line_merge(path, FALSE);
    g_assert_cmpfloat(fabs(march_path_length(merged) - march_path_length(path)), <,
                      1e-6);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-line-merge/joins-a-chain-in-any-order",
                    test_joins_a_chain_in_any_order);
    g_test_add_func("/layout/map-line-merge/stops-at-junctions",
                    test_stops_at_junctions);
    g_test_add_func("/layout/map-line-merge/closes-rings", test_closes_rings);
    g_test_add_func("/layout/map-line-merge/keeps-directions-when-asked",
                    test_keeps_directions_when_asked);
    g_test_add_func("/layout/map-line-merge/keeps-the-phase-of-the-first-piece",
                    test_keeps_the_phase_of_the_first_piece);
    g_test_add_func("/layout/map-line-merge/loses-no-length", test_loses_no_length);
    return g_test_run();
}
