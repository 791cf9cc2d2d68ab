/* SPDX-License-Identifier: MIT */
#include "layout/map-line-band.h"

#include <math.h>

static MarchPoint
point_at(const MarchPath *path, guint index)
{
    return g_array_index(path->points, MarchPoint, index);
}

/* The winding number of the path's rings about @p. */
static int
winding_at(const MarchPath *path, MarchPoint p)
{
    int winding = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint k = 0; k < part->count; k++) {
            MarchPoint a = point_at(path, part->start + k);
            MarchPoint b = point_at(path, part->start + (k + 1) % part->count);
            double side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);

            if (a.y <= p.y && b.y > p.y && side > 0) {
                winding++;
            } else if (a.y > p.y && b.y <= p.y && side < 0) {
                winding--;
            }
        }
    }
    return winding;
}

typedef struct {
    double distance;
    gboolean is_right;
    gboolean is_beside; /* the nearest point lies within a segment, not on its end */
} Place;

static Place
place_of(const MarchPath *line, MarchPoint p)
{
    Place place = {G_MAXDOUBLE, FALSE, FALSE};

    for (guint i = 0; i + 1 < line->points->len; i++) {
        MarchPoint a = point_at(line, i);
        MarchPoint b = point_at(line, i + 1);
        double dx = b.x - a.x;
        double dy = b.y - a.y;
        double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
        double inside = CLAMP(t, 0, 1);
        double distance = hypot(p.x - a.x - inside * dx, p.y - a.y - inside * dy);

        if (distance < place.distance) {
            place = (Place){distance, dx * (p.y - a.y) - dy * (p.x - a.x) > 0,
                            t > 0.001 && t < 0.999};
        }
    }
    return place;
}

/* Sharp corners, a hairpin and a bay narrower than two bands. */
static MarchPath *
crooked_new(void)
{
    static const MarchPoint points[] = {
        {5, 20},    {12, 20}, {13, 8},  {14, 20},   {20, 21}, {21, 30},
        {22.4, 21}, {30, 20}, {31, 14}, {29.5, 13}, {33, 10}, {34.5, 13.2},
        {33.2, 14}, {35, 20}, {42, 24}, {36, 25},   {50, 26}};
    MarchPath *path = march_path_new();

    march_path_add_part(path, points, G_N_ELEMENTS(points), FALSE);
    return path;
}

static void
test_lies_on_its_side_only(void)
{
    g_autoptr(MarchPath) line = crooked_new();

    for (double distance = -1.5; distance < 1.6; distance += 0.75) {
        g_autoptr(MarchPath) band = march_map_line_band(line, distance);
        double reach = fabs(distance);
        guint n_inside = 0;

        if (!(reach > 0.1)) {
            g_assert_cmpuint(band->parts->len, ==, 0);
            continue;
        }
        for (double x = 6.013; x < 49; x += 0.083) {
            for (double y = 4.007; y < 36; y += 0.083) {
                MarchPoint p = {x, y};
                Place place = place_of(line, p);
                gboolean is_inside = winding_at(band, p) != 0;

                if (is_inside) {
                    n_inside++;
                    g_assert_cmpfloat(place.distance, <, reach + 0.05);
                }
                if (place.is_beside && place.distance > 0.03 &&
                    place.distance < reach - 0.05) {
                    g_assert_cmpint(is_inside, ==, place.is_right == (distance > 0));
                }
            }
        }
        g_assert_cmpuint(n_inside, >, 1000);
    }
}

static double
area_of(const MarchPath *path)
{
    double area = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint k = 0; k < part->count; k++) {
            MarchPoint a = point_at(path, part->start + k);
            MarchPoint b = point_at(path, part->start + (k + 1) % part->count);

            area += (a.x * b.y - b.x * a.y) / 2;
        }
    }
    return fabs(area);
}

static void
test_has_its_width(void)
{
    g_autoptr(MarchPath) line =
        march_path_new_line((MarchPoint){2, 5}, (MarchPoint){12, 5});
    g_autoptr(MarchPath) right = march_map_line_band(line, 1.5);
    g_autoptr(MarchPath) left = march_map_line_band(line, -1.5);
    MarchRect below = march_path_bounds(right);
    MarchRect above = march_path_bounds(left);

    g_assert_cmpfloat_with_epsilon(area_of(right), 15, 1e-9);
    g_assert_cmpfloat_with_epsilon(below.y, 5, 1e-9);
    g_assert_cmpfloat_with_epsilon(below.height, 1.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(above.y, 3.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(above.height, 1.5, 1e-9);
}

static void
test_goes_round_rings(void)
{
    g_autoptr(MarchPath) ring = march_path_new_rect((MarchRect){10, 10, 20, 20});
    g_autoptr(MarchPath) one = march_map_line_band(ring, 2);
    g_autoptr(MarchPath) other = march_map_line_band(ring, -2);
    double inner = MIN(area_of(one), area_of(other));
    double outer = MAX(area_of(one), area_of(other));

    g_assert_cmpfloat_with_epsilon(inner, 20 * 20 - 16 * 16, 0.5);
    g_assert_cmpfloat_with_epsilon(outer, 4 * 20 * 2 + G_PI * 4, 0.5);
}

/* Where the parallel curve has no room left all of the inside is near the line. */
static void
test_fills_small_rings(void)
{
    g_autoptr(MarchPath) ring = march_path_new_rect((MarchRect){10, 10, 3, 3});
    g_autoptr(MarchPath) one = march_map_line_band(ring, 2);
    g_autoptr(MarchPath) other = march_map_line_band(ring, -2);

    g_assert_cmpfloat_with_epsilon(MIN(area_of(one), area_of(other)), 9, 0.01);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-line-band/lies-on-its-side-only",
                    test_lies_on_its_side_only);
    g_test_add_func("/layout/map-line-band/has-its-width", test_has_its_width);
    g_test_add_func("/layout/map-line-band/goes-round-rings", test_goes_round_rings);
    g_test_add_func("/layout/map-line-band/fills-small-rings", test_fills_small_rings);
    return g_test_run();
}
