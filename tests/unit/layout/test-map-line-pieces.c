/* SPDX-License-Identifier: MIT */
#include "layout/map-line-pieces.h"

static MarchPath *
angle_of(double first, double second)
{
    const MarchPoint points[3] = {{0, 0}, {first, 0}, {first, second}};
    MarchPath *path = march_path_new();

    march_path_add_part(path, points, 3, FALSE);
    return path;
}

static void
assert_piece(const GPtrArray *pieces, guint index, double length)
{
    g_assert_cmpfloat_with_epsilon(march_path_length(g_ptr_array_index(pieces, index)),
                                   length, 1e-9);
}

static void
test_cuts_into_equal_pieces(void)
{
    g_autoptr(MarchPath) path = angle_of(100, 60);
    g_autoptr(GPtrArray) pieces = march_map_line_pieces(path, 50);

    g_assert_cmpuint(pieces->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        assert_piece(pieces, i, 160.0 / 3);
    }
}

static void
test_leaves_short_lines_whole(void)
{
    g_autoptr(MarchPath) path = angle_of(60, 30);
    g_autoptr(GPtrArray) pieces = march_map_line_pieces(path, 50);

    g_assert_cmpuint(pieces->len, ==, 1);
    assert_piece(pieces, 0, 90);
}

static void
test_keeps_short_lines_with_the_first_piece(void)
{
    g_autoptr(MarchPath) path = angle_of(100, 20);
    g_autoptr(MarchPath) other = angle_of(10, 10);
    g_autoptr(GPtrArray) pieces = NULL;

    march_path_append(path, other);
    pieces = march_map_line_pieces(path, 50);
    g_assert_cmpuint(pieces->len, ==, 2);
    assert_piece(pieces, 0, 80);
    assert_piece(pieces, 1, 60);
}

static void
test_has_a_limit(void)
{
    g_autoptr(MarchPath) path = angle_of(1000, 0);
    g_autoptr(GPtrArray) pieces = march_map_line_pieces(path, 0.26);

    g_assert_cmpuint(pieces->len, ==, 64);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-line-pieces/equal", test_cuts_into_equal_pieces);
    g_test_add_func("/layout/map-line-pieces/short", test_leaves_short_lines_whole);
    g_test_add_func("/layout/map-line-pieces/several",
                    test_keeps_short_lines_with_the_first_piece);
    g_test_add_func("/layout/map-line-pieces/limit", test_has_a_limit);
    return g_test_run();
}
