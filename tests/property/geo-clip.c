/* SPDX-License-Identifier: MIT */
#include "geo/path.h"

#include <math.h>

static const MarchRect RECT = {0, 0, 100, 60};

static MarchPath *
random_path(gboolean closed)
{
    MarchPath *path = march_path_new();
    MarchPoint points[20];
    guint count = (guint)g_test_rand_int_range(3, 20);

    for (guint i = 0; i < count; i++) {
        points[i] = (MarchPoint){g_test_rand_double_range(-60, 160),
                                 g_test_rand_double_range(-60, 120)};
    }
    march_path_add_part(path, points, count, closed);
    return path;
}

/* How much of the line lies inside, by walking it in small steps. */
static double
length_inside(const MarchPath *path)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, 0);
    double inside = 0;
    guint edges = part->closed ? part->count : part->count - 1;

    for (guint i = 0; i < edges; i++) {
        MarchPoint a = g_array_index(path->points, MarchPoint, i);
        MarchPoint b = g_array_index(path->points, MarchPoint, (i + 1) % part->count);
        double length = hypot(b.x - a.x, b.y - a.y);
        int steps = 2000;

        for (int j = 0; j < steps; j++) {
            double t = (j + 0.5) / steps;

            inside += march_rect_contains(RECT, (MarchPoint){a.x + (b.x - a.x) * t,
                                                             a.y + (b.y - a.y) * t})
                          ? length / steps
                          : 0;
        }
    }
    return inside;
}

static void
test_lines_keep_exactly_what_is_inside(void)
{
    for (int i = 0; i < 200; i++) {
        g_autoptr(MarchPath) path = random_path(i % 2 == 0);
        g_autoptr(MarchPath) clipped = march_path_clip_lines(path, RECT);

        for (guint j = 0; j < clipped->points->len; j++) {
            g_assert_true(march_rect_contains(
                RECT, g_array_index(clipped->points, MarchPoint, j)));
        }
        g_assert_cmpfloat_with_epsilon(march_path_length(clipped), length_inside(path),
                                       2);
    }
}

/* The phase of a piece is where its first point lies along the original line. */
static void
test_phase_is_the_place_along_the_line(void)
{
    for (int i = 0; i < 200; i++) {
        g_autoptr(MarchPath) path = random_path(i % 2 == 0);
        g_autoptr(MarchPath) clipped = march_path_clip_lines(path, RECT);
        const MarchPathPart *whole = &g_array_index(path->parts, MarchPathPart, 0);

        for (guint j = 0; j < clipped->parts->len; j++) {
            const MarchPathPart *piece =
                &g_array_index(clipped->parts, MarchPathPart, j);
            MarchPoint start = g_array_index(clipped->points, MarchPoint, piece->start);
            double left = piece->phase;
            MarchPoint at = {NAN, NAN};

            for (guint k = 0; k < whole->count; k++) {
                MarchPoint a = g_array_index(path->points, MarchPoint, k);
                MarchPoint b =
                    g_array_index(path->points, MarchPoint, (k + 1) % whole->count);
                double length = hypot(b.x - a.x, b.y - a.y);

                if (left <= length) {
                    at = (MarchPoint){a.x + (b.x - a.x) * left / length,
                                      a.y + (b.y - a.y) * left / length};
                    break;
                }
                left -= length;
            }
            g_assert_cmpfloat_with_epsilon(hypot(at.x - start.x, at.y - start.y), 0,
                                           1e-6);
        }
    }
}

static gboolean
covers(const MarchPath *path, MarchPoint point)
{
    gboolean inside = FALSE;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint j = 0; j < part->count; j++) {
            MarchPoint a = g_array_index(path->points, MarchPoint, part->start + j);
            MarchPoint b = g_array_index(path->points, MarchPoint,
                                         part->start + (j + 1) % part->count);

            if ((a.y > point.y) != (b.y > point.y) &&
                point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
                inside = !inside;
            }
        }
    }
    return inside;
}

static void
test_rings_cover_the_same_points_inside(void)
{
    for (int i = 0; i < 200; i++) {
        g_autoptr(MarchPath) path = random_path(TRUE);
        g_autoptr(MarchPath) clipped = march_path_clip_rings(path, RECT);

        for (guint j = 0; j < clipped->points->len; j++) {
            g_assert_true(
                march_rect_contains(march_rect_inset(RECT, 1e-9),
                                    g_array_index(clipped->points, MarchPoint, j)));
        }
        for (int j = 0; j < 200; j++) {
            MarchPoint point = {g_test_rand_double_range(0.001, 99.999),
                                g_test_rand_double_range(0.001, 59.999)};

            g_assert_cmpint(covers(path, point), ==, covers(clipped, point));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/path/lines-keep-exactly-what-is-inside",
                    test_lines_keep_exactly_what_is_inside);
    g_test_add_func("/geo/path/phase-is-the-place-along-the-line",
                    test_phase_is_the_place_along_the_line);
    g_test_add_func("/geo/path/rings-cover-the-same-points-inside",
                    test_rings_cover_the_same_points_inside);
    return g_test_run();
}
