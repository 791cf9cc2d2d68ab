/* SPDX-License-Identifier: MIT */
#include "geo/frame.h"
#include "geo/geodesic.h"

#include <math.h>

static const MarchRect RECT = {12, 30, 156, 88};

/* Anywhere: Fiji and Chukotka across the antimeridian, both poles, the world. */
static MarchBox
random_extent(int round)
{
    static const MarchBox FIXED[] = {
        {176, -20, -178, -16}, {160, 60, -169, 70},   {-180, 60, 180, 90},
        {-180, -90, 180, -60}, {-180, -90, 180, 90},  {69, 39, 71.5, 40.6},
        {-30, 50, 60, 89},     {170, -60, -170, -20},
    };
    double width, height, west, south;

    if (round < (int)G_N_ELEMENTS(FIXED)) {
        return FIXED[round];
    }
    width = exp(g_test_rand_double_range(log(0.1), log(300)));
    height = exp(g_test_rand_double_range(log(0.1), log(120)));
    west = g_test_rand_double_range(-180, 180);
    south = g_test_rand_double_range(-85, 85);
    return (MarchBox){west, south, march_lon_lat_wrap(west + width),
                      MIN(south + height, 90)};
}

static MarchFrame *
new_frame(MarchBox extent)
{
    g_autoptr(GError) error = NULL;
    MarchProjection *projection = march_projection_new("auto", extent, &error);
    MarchFrame *frame;

    g_assert_no_error(error);
    frame = march_frame_new(projection, extent, RECT, &error);
    g_assert_no_error(error);
    return frame;
}

static void
test_extent_is_inside_the_rectangle(void)
{
    for (int i = 0; i < 200; i++) {
        MarchBox extent = random_extent(i);
        g_autoptr(MarchFrame) frame = new_frame(extent);
        MarchRect rect = march_rect_inset(RECT, 0.05);

        for (int j = 0; j < 100; j++) {
            double lon =
                extent.west + march_box_width(extent) * g_test_rand_double_range(0, 1);
            MarchLonLat position = {
                march_lon_lat_wrap(lon),
                g_test_rand_double_range(extent.south, extent.north)};
            MarchPoint point;

            g_assert_true(march_frame_project(frame, position, &point));
            if (!march_rect_contains(rect, point)) {
                g_test_message("%d: (%g, %g) is at %.3f, %.3f", i, position.lon,
                               position.lat, point.x, point.y);
                g_test_fail();
            }
        }
    }
}

static void
test_visible_box_covers_the_rectangle(void)
{
    for (int i = 0; i < 200; i++) {
        MarchBox extent = random_extent(i);
        g_autoptr(MarchFrame) frame = new_frame(extent);
        MarchBox box = march_frame_get_visible_box(frame);

        g_assert_true(march_box_is_valid(box));
        for (int j = 0; j < 200; j++) {
            MarchPoint point = {g_test_rand_double_range(RECT.x, RECT.x + RECT.width),
                                g_test_rand_double_range(RECT.y, RECT.y + RECT.height)};
            MarchLonLat position;

            if (march_frame_unproject(frame, point, &position) &&
                !march_box_contains(box, position)) {
                g_test_message(
                    "[%.17g, %.17g, %.17g, %.17g]: (%g, %g) is outside [%g, %g, %g, %g]",
                    extent.west, extent.south, extent.east, extent.north, position.lon,
                    position.lat, box.west, box.south, box.east, box.north);
                g_test_fail();
            }
        }
    }
}

static double
distance_to_path(const MarchPath *path, MarchPoint point)
{
    double nearest = INFINITY;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            (const MarchPoint *)(void *)path->points->data + part->start;

        for (guint j = 1; j < part->count; j++) {
            double dx = points[j].x - points[j - 1].x;
            double dy = points[j].y - points[j - 1].y;
            double px = point.x - points[j - 1].x, py = point.y - points[j - 1].y;
            double squared = dx * dx + dy * dy;
            double t = squared > 0 ? CLAMP((px * dx + py * dy) / squared, 0, 1) : 0;

            nearest = MIN(nearest, hypot(px - t * dx, py - t * dy));
        }
    }
    return nearest;
}

/* Every point of a straight lon/lat edge that is on the page is on the path. */
static void
test_edges_are_densified_enough(void)
{
    for (int i = 0; i < 150; i++) {
        MarchBox extent = random_extent(i);
        g_autoptr(MarchFrame) frame = new_frame(extent);
        double width = march_box_width(extent);
        MarchLonLat ends[2];
        g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        g_autoptr(MarchPath) path = NULL;

        for (int j = 0; j < 2; j++) {
            ends[j].lon = extent.west + width * g_test_rand_double_range(0, 1);
            ends[j].lat = g_test_rand_double_range(extent.south, extent.north);
        }
        if (fabs(ends[1].lon - ends[0].lon) > 179) {
            continue; /* the other way round is shorter */
        }
        march_geometry_add_part(geometry, ends, 2, FALSE);
        path = march_frame_project_geometry(frame, geometry, 0);
        for (int j = 1; j < 100; j++) {
            double t = j / 100.0;
            MarchLonLat position = {
                march_lon_lat_wrap(ends[0].lon + (ends[1].lon - ends[0].lon) * t),
                ends[0].lat + (ends[1].lat - ends[0].lat) * t};
            MarchPoint point;

            if (march_frame_project(frame, position, &point) &&
                march_rect_contains(march_rect_inset(RECT, -0.1), point) &&
                distance_to_path(path, point) > 0.05) {
                g_test_message("%d: off by %.3f mm", i, distance_to_path(path, point));
                g_test_fail();
            }
        }
    }
}

/* A walk that leaves the view and comes back, within three times the extent. */
static MarchGeometry *
random_walk(MarchBox extent)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    double width = march_box_width(extent), height = extent.north - extent.south;
    double x = 0, y = 0; /* in extents */
    MarchLonLat at[60];

    for (guint j = 0; j < G_N_ELEMENTS(at); j++) {
        x = CLAMP(x + g_test_rand_double_range(-0.4, 0.45), -1, 2);
        y = CLAMP(y + g_test_rand_double_range(-0.4, 0.45), -1, 2);
        at[j].lon = march_lon_lat_wrap(extent.west + x * width);
        at[j].lat = CLAMP(extent.south + y * height, -85, 85);
    }
    march_geometry_add_part(geometry, at, G_N_ELEMENTS(at), FALSE);
    return geometry;
}

/* What is left out before it is projected is nothing that would have been seen. */
static void
test_walks_are_drawn_where_they_are_seen(void)
{
    for (int i = 0; i < 200; i++) {
        MarchBox extent = random_extent(i);
        g_autoptr(MarchFrame) frame = new_frame(extent);
        g_autoptr(MarchGeometry) walk = random_walk(extent);
        g_autoptr(MarchPath) path = march_frame_project_geometry(frame, walk, 0);
        guint count;
        const MarchLonLat *at = march_geometry_get_part(walk, 0, &count);

        if (march_box_width(extent) > 100) {
            continue; /* it would go round the globe */
        }
        for (guint j = 1; j < count; j++) {
            double dlon = march_lon_lat_wrap(at[j].lon - at[j - 1].lon);
            MarchLonLat middle = {march_lon_lat_wrap(at[j - 1].lon + dlon / 2),
                                  (at[j - 1].lat + at[j].lat) / 2};
            MarchPoint point;

            if (march_frame_project(frame, middle, &point) &&
                march_rect_contains(march_rect_inset(RECT, -0.1), point) &&
                distance_to_path(path, point) > 0.05) {
                g_test_message(
                    "%d: edge %u off by %.3f mm at %g %g in %s", i, j,
                    distance_to_path(path, point), middle.lon, middle.lat,
                    march_projection_get_definition(march_frame_get_projection(frame)));
                g_test_fail();
            }
        }
        g_assert_cmpint(march_frame_shows_geometry(frame, walk), ==,
                        !march_path_is_empty(path));
    }
}

static void
test_paths_stay_in_the_rectangle(void)
{
    for (int i = 0; i < 300; i++) {
        g_autoptr(MarchFrame) frame = new_frame(random_extent(i % 60));
        double margin = g_test_rand_double_range(0, 5);
        MarchRect rect = march_rect_inset(RECT, margin + 1e-9);
        g_autoptr(MarchGeometry) geometry = march_geometry_new(
            i % 2 == 0 ? MARCH_GEOMETRY_POLYGON : MARCH_GEOMETRY_LINE);
        g_autoptr(MarchPath) path = NULL;
        MarchLonLat positions[12];

        for (guint j = 0; j < G_N_ELEMENTS(positions); j++) {
            positions[j] = (MarchLonLat){g_test_rand_double_range(-180, 180),
                                         g_test_rand_double_range(-90, 90)};
        }
        march_geometry_add_part(geometry, positions, G_N_ELEMENTS(positions), FALSE);
        path = march_frame_project_geometry(frame, geometry, margin);
        for (guint j = 0; j < path->points->len; j++) {
            g_assert_true(
                march_rect_contains(rect, g_array_index(path->points, MarchPoint, j)));
        }
    }
}

/* No streaks: a small polygon stays small wherever the map is torn. */
static void
test_small_polygons_stay_small(void)
{
    for (int i = 0; i < 300; i++) {
        g_autoptr(MarchFrame) frame = new_frame(random_extent(i % 60));
        MarchLonLat center = {g_test_rand_double_range(-180, 180),
                              g_test_rand_double_range(-84, 84)};
        MarchLonLat ring[16];
        g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
        g_autoptr(MarchPath) path = NULL;
        double radius = 20000, scale, mm;
        MarchPoint image;

        for (guint j = 0; j < 16; j++) {
            ring[j] = march_lon_lat_destination(center, 22.5 * j, radius);
        }
        if (!march_frame_project(frame, center, &image) ||
            !march_rect_contains(RECT, image)) {
            continue;
        }
        march_geometry_add_part(geometry, ring, 16, FALSE);
        path = march_frame_project_geometry(frame, geometry, 0);
        scale = march_projection_scale_at(march_frame_get_projection(frame), center);
        mm = march_frame_length_at(frame, center, radius);
        g_assert_true(isfinite(scale));
        for (guint j = 0; j < path->parts->len; j++) {
            const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, j);
            MarchRect box = {INFINITY, INFINITY, 0, 0};
            double right = -INFINITY, bottom = -INFINITY;

            for (guint k = 0; k < part->count; k++) {
                MarchPoint point =
                    g_array_index(path->points, MarchPoint, part->start + k);

                box.x = MIN(box.x, point.x);
                box.y = MIN(box.y, point.y);
                right = MAX(right, point.x);
                bottom = MAX(bottom, point.y);
            }
            if (right - box.x > 12 * mm + 1 || bottom - box.y > 12 * mm + 1) {
                g_test_message(
                    "%d: a polygon of %.2f mm became %.2f by %.2f at "
                    "(%g, %g) in %s",
                    i, 2 * mm, right - box.x, bottom - box.y, center.lon, center.lat,
                    march_projection_get_definition(march_frame_get_projection(frame)));
                g_test_fail();
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/frame/extent-is-inside-the-rectangle",
                    test_extent_is_inside_the_rectangle);
    g_test_add_func("/geo/frame/walks-are-drawn-where-they-are-seen",
                    test_walks_are_drawn_where_they_are_seen);
    g_test_add_func("/geo/frame/visible-box-covers-the-rectangle",
                    test_visible_box_covers_the_rectangle);
    g_test_add_func("/geo/frame/edges-are-densified-enough",
                    test_edges_are_densified_enough);
    g_test_add_func("/geo/frame/paths-stay-in-the-rectangle",
                    test_paths_stay_in_the_rectangle);
    g_test_add_func("/geo/frame/small-polygons-stay-small",
                    test_small_polygons_stay_small);
    return g_test_run();
}
