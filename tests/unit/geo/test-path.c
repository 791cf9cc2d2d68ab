/* SPDX-License-Identifier: MIT */
#include "geo/path.h"

#include <math.h>

static const MarchRect RECT = {0, 0, 100, 100};

static const MarchPathPart *
part_at(const MarchPath *path, guint index)
{
    g_assert_cmpuint(index, <, path->parts->len);
    return &g_array_index(path->parts, MarchPathPart, index);
}

static MarchPoint
point_of(const MarchPath *path, guint part, guint index)
{
    return g_array_index(path->points, MarchPoint, part_at(path, part)->start + index);
}

static double
ring_area(const MarchPath *path)
{
    double twice = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        guint count = part_at(path, i)->count;

        for (guint j = 0; j < count; j++) {
            MarchPoint a = point_of(path, i, j), b = point_of(path, i, (j + 1) % count);

            twice += a.x * b.y - b.x * a.y;
        }
    }
    return fabs(twice) / 2;
}

static void
test_clip_lines_keeps_phase(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) clipped = NULL;
    MarchPoint zigzag[] = {{-10, 50}, {50, 50}, {50, 120}, {70, 120}, {70, 10}};

    march_path_add_part(path, zigzag, G_N_ELEMENTS(zigzag), FALSE);
    clipped = march_path_clip_lines(path, RECT);
    g_assert_cmpuint(clipped->parts->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(part_at(clipped, 0)->phase, 10, 1e-9);
    g_assert_cmpfloat_with_epsilon(part_at(clipped, 1)->phase, 60 + 70 + 20 + 20, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_path_length(clipped), 50 + 50 + 90, 1e-9);
}

static void
test_clip_lines_joins_ring_at_its_start(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) clipped = NULL;
    MarchPoint ring[] = {{50, 50}, {150, 50}, {150, 80}, {50, 80}};

    march_path_add_part(path, ring, G_N_ELEMENTS(ring), TRUE);
    clipped = march_path_clip_lines(path, RECT);
    g_assert_cmpuint(clipped->parts->len, ==, 1);
    g_assert_cmpuint(part_at(clipped, 0)->count, ==, 4);
    g_assert_cmpfloat_with_epsilon(point_of(clipped, 0, 0).x, 100, 1e-9);
    g_assert_cmpfloat_with_epsilon(point_of(clipped, 0, 0).y, 80, 1e-9);
    g_assert_cmpfloat_with_epsilon(point_of(clipped, 0, 3).y, 50, 1e-9);
    g_assert_cmpfloat_with_epsilon(part_at(clipped, 0)->phase, 100 + 30 + 50, 1e-9);
}

static void
test_clip_lines_keeps_rings_and_points_inside(void)
{
    g_autoptr(MarchPath) path = march_path_new_circle((MarchPoint){50, 50}, 10);
    g_autoptr(MarchPath) clipped = NULL;
    MarchPoint inside = {1, 2}, outside = {-1, 2};

    march_path_add_part(path, &inside, 1, FALSE);
    march_path_add_part(path, &outside, 1, FALSE);
    clipped = march_path_clip_lines(path, RECT);
    g_assert_cmpuint(clipped->parts->len, ==, 2);
    g_assert_true(part_at(clipped, 0)->closed);
    g_assert_cmpuint(part_at(clipped, 1)->count, ==, 1);
}

static void
test_clip_rings_around_the_window_fills_it(void)
{
    g_autoptr(MarchPath) path = march_path_new_rect((MarchRect){-50, -50, 300, 300});
    g_autoptr(MarchPath) clipped = march_path_clip_rings(path, RECT);

    g_assert_cmpfloat_with_epsilon(ring_area(clipped), 100 * 100, 1e-9);
}

static void
test_clip_rings_leaving_and_returning(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) clipped = NULL;
    /* A U turned on its side: two bars inside, their bridge outside. */
    MarchPoint ring[] = {{50, 10}, {150, 10}, {150, 90}, {50, 90},
                         {50, 70}, {130, 70}, {130, 30}, {50, 30}};

    march_path_add_part(path, ring, G_N_ELEMENTS(ring), TRUE);
    clipped = march_path_clip_rings(path, RECT);
    g_assert_cmpuint(clipped->parts->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(ring_area(clipped), 2 * 50 * 20, 1e-9);
}

static void
test_clip_rings_drops_what_is_outside(void)
{
    g_autoptr(MarchPath) path = march_path_new_rect((MarchRect){200, 0, 10, 10});
    g_autoptr(MarchPath) clipped = march_path_clip_rings(path, RECT);

    g_assert_true(march_path_is_empty(clipped));
    g_assert_cmpuint(clipped->parts->len, ==, 0);
}

static void
test_circle_chords_are_close(void)
{
    static const double RADII[] = {0.001, 0.5, 3, 40, 500};

    for (gsize i = 0; i < G_N_ELEMENTS(RADII); i++) {
        g_autoptr(MarchPath) path = march_path_new_circle((MarchPoint){7, 8}, RADII[i]);
        guint count = part_at(path, 0)->count;

        g_assert_cmpfloat(RADII[i] * (1 - cos(G_PI / count)), <=, 0.005 + 1e-12);
    }
}

static void
test_simplify_keeps_corners(void)
{
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) simple = NULL;
    MarchPoint line[] = {{0, 0}, {5, 0.01}, {10, 0}, {10, 5}, {10.01, 7}, {10, 10}};
    MarchPoint ring[] = {{0, 0}, {5, 0}, {10, 0}, {10, 10}, {5, 10.02}, {0, 10}};

    march_path_add_part_at(path, line, G_N_ELEMENTS(line), FALSE, 3);
    march_path_add_part(path, ring, G_N_ELEMENTS(ring), TRUE);
    simple = march_path_simplify(path, 0.05);
    g_assert_cmpuint(part_at(simple, 0)->count, ==, 3);
    g_assert_cmpfloat_with_epsilon(part_at(simple, 0)->phase, 3, 1e-12);
    g_assert_cmpuint(part_at(simple, 1)->count, ==, 4);
    g_assert_cmpfloat_with_epsilon(point_of(simple, 0, 1).x, 10, 1e-12);
}

static void
test_append_shifts_parts(void)
{
    g_autoptr(MarchPath) path =
        march_path_new_line((MarchPoint){0, 0}, (MarchPoint){3, 4});
    g_autoptr(MarchPath) other = march_path_new_rect((MarchRect){5, 6, 7, 8});
    MarchRect bounds;

    march_path_append(path, other);
    bounds = march_path_bounds(path);
    g_assert_cmpuint(part_at(path, 1)->start, ==, 2);
    g_assert_cmpfloat_with_epsilon(march_path_length(path), 5 + 30, 1e-12);
    g_assert_cmpfloat_with_epsilon(bounds.width, 12, 1e-12);
    g_assert_cmpfloat_with_epsilon(bounds.height, 14, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/path/clip-lines-keeps-phase", test_clip_lines_keeps_phase);
    g_test_add_func("/geo/path/clip-lines-joins-ring-at-its-start",
                    test_clip_lines_joins_ring_at_its_start);
    g_test_add_func("/geo/path/clip-lines-keeps-rings-and-points-inside",
                    test_clip_lines_keeps_rings_and_points_inside);
    g_test_add_func("/geo/path/clip-rings-around-the-window-fills-it",
                    test_clip_rings_around_the_window_fills_it);
    g_test_add_func("/geo/path/clip-rings-leaving-and-returning",
                    test_clip_rings_leaving_and_returning);
    g_test_add_func("/geo/path/clip-rings-drops-what-is-outside",
                    test_clip_rings_drops_what_is_outside);
    g_test_add_func("/geo/path/circle-chords-are-close", test_circle_chords_are_close);
    g_test_add_func("/geo/path/simplify-keeps-corners", test_simplify_keeps_corners);
    g_test_add_func("/geo/path/append-shifts-parts", test_append_shifts_parts);
    return g_test_run();
}
