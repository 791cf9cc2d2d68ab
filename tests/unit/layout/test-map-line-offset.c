/* SPDX-License-Identifier: MIT */
#include "layout/map-line-offset.h"

#include <math.h>

static double
distance_to_path(const MarchPath *path, MarchPoint p)
{
    double nearest = G_MAXDOUBLE;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint k = 0; k + 1 < part->count; k++) {
            MarchPoint a = g_array_index(path->points, MarchPoint, part->start + k);
            MarchPoint b = g_array_index(path->points, MarchPoint, part->start + k + 1);
            double dx = b.x - a.x;
            double dy = b.y - a.y;
            double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);

            t = CLAMP(t, 0, 1);
            nearest = MIN(nearest, hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
        }
    }
    return nearest;
}

static MarchPath *
zigzag_new(guint seed)
{
    MarchPath *path = march_path_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    MarchPoint points[120];

    for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
        points[i] = (MarchPoint){i * 0.8 + g_rand_double_range(random, -1.5, 1.5),
                                 g_rand_double_range(random, -2, 2)};
    }
    march_path_add_part(path, points, G_N_ELEMENTS(points), FALSE);
    return path;
}

static void
test_right_is_down_when_going_right(void)
{
    g_autoptr(MarchPath) path =
        march_path_new_line((MarchPoint){0, 5}, (MarchPoint){10, 5});
    g_autoptr(MarchPath) beside = march_map_line_offset(path, 1, FALSE);

    g_assert_cmpuint(beside->parts->len, ==, 1);
    g_assert_cmpfloat(fabs(g_array_index(beside->points, MarchPoint, 0).y - 6), <,
                      1e-9);
    g_assert_cmpfloat(fabs(march_path_length(beside) - 10), <, 1e-9);
}

/* What a naive parallel curve gets wrong: it folds back into the line. */
static void
test_never_comes_nearer_than_the_distance(void)
{
    for (guint seed = 1; seed <= 20; seed++) {
        g_autoptr(MarchPath) path = zigzag_new(seed);

        for (double distance = -1.2; distance < 1.3; distance += 0.4) {
            g_autoptr(MarchPath) beside = march_map_line_offset(path, distance, FALSE);

            for (guint i = 0; i < beside->points->len; i++) {
                MarchPoint point = g_array_index(beside->points, MarchPoint, i);

                g_assert_cmpfloat(distance_to_path(path, point), >,
                                  0.97 * fabs(distance) - 1e-6);
            }
        }
    }
}

static void
test_stays_at_the_distance(void)
{
    g_autoptr(MarchPath) path = zigzag_new(5);
    g_autoptr(MarchPath) beside = march_map_line_offset(path, 0.6, FALSE);

    for (guint i = 0; i < beside->points->len; i++) {
        MarchPoint point = g_array_index(beside->points, MarchPoint, i);

        g_assert_cmpfloat(distance_to_path(path, point), <, 0.62);
    }
    g_assert_cmpfloat(march_path_length(beside), >, 60);
}

static void
test_inner_corner_is_trimmed(void)
{
    MarchPoint points[3] = {{0, 0}, {10, 0}, {10, 10}};
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) beside = NULL;

    march_path_add_part(path, points, 3, FALSE);
    beside = march_map_line_offset(path, 2, FALSE);
    g_assert_cmpuint(beside->parts->len, ==, 1);
    g_assert_cmpfloat(fabs(march_path_length(beside) - 16), <, 1e-6);
}

static void
test_outer_corner_is_mitred(void)
{
    MarchPoint points[3] = {{0, 0}, {10, 0}, {10, 10}};
    g_autoptr(MarchPath) path = march_path_new();
    g_autoptr(MarchPath) beside = NULL;

    march_path_add_part(path, points, 3, FALSE);
    beside = march_map_line_offset(path, -2, TRUE);
    g_assert_cmpfloat(fabs(march_path_length(beside) - 24), <, 1e-6);
}

static void
test_rings_stay_whole(void)
{
    g_autoptr(MarchPath) ring = march_path_new_circle((MarchPoint){20, 20}, 10);
    g_autoptr(MarchPath) inner = march_map_line_offset(ring, 1, FALSE);
    g_autoptr(MarchPath) outer = march_map_line_offset(ring, -1, FALSE);
    double lengths[2] = {march_path_length(inner), march_path_length(outer)};

    g_assert_true(g_array_index(inner->parts, MarchPathPart, 0).closed);
    g_assert_true(g_array_index(outer->parts, MarchPathPart, 0).closed);
    g_assert_cmpfloat(fabs(MIN(lengths[0], lengths[1]) - 2 * G_PI * 9), <, 0.2);
    g_assert_cmpfloat(fabs(MAX(lengths[0], lengths[1]) - 2 * G_PI * 11), <, 0.2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-line-offset/right-is-down-when-going-right",
                    test_right_is_down_when_going_right);
    g_test_add_func("/layout/map-line-offset/never-comes-nearer-than-the-distance",
                    test_never_comes_nearer_than_the_distance);
    g_test_add_func("/layout/map-line-offset/stays-at-the-distance",
                    test_stays_at_the_distance);
    g_test_add_func("/layout/map-line-offset/inner-corner-is-trimmed",
                    test_inner_corner_is_trimmed);
    g_test_add_func("/layout/map-line-offset/outer-corner-is-mitred",
                    test_outer_corner_is_mitred);
    g_test_add_func("/layout/map-line-offset/rings-stay-whole", test_rings_stay_whole);
    return g_test_run();
}
