/* SPDX-License-Identifier: MIT */
#include "geo/frame.h"

#include <math.h>

static const MarchRect RECT = {10, 20, 160, 100};
static const MarchBox WORLD = {-180, -90, 180, 90};

static MarchFrame *
new_frame(const char *definition, MarchBox extent)
{
    g_autoptr(GError) error = NULL;
    MarchProjection *projection = march_projection_new(definition, extent, &error);
    MarchFrame *frame;

    g_assert_no_error(error);
    frame = march_frame_new(projection, extent, RECT, &error);
    g_assert_no_error(error);
    return frame;
}

static MarchGeometry *
new_geometry(MarchGeometryType type, const MarchLonLat *positions, guint count)
{
    MarchGeometry *geometry = march_geometry_new(type);

    march_geometry_add_part(geometry, positions, count, FALSE);
    return geometry;
}

static double
path_area(const MarchPath *path)
{
    double twice = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint j = 0; j < part->count; j++) {
            MarchPoint a = g_array_index(path->points, MarchPoint, part->start + j);
            MarchPoint b = g_array_index(path->points, MarchPoint,
                                         part->start + (j + 1) % part->count);

            twice += a.x * b.y - b.x * a.y;
        }
    }
    return fabs(twice) / 2;
}

static void
test_shows_the_whole_extent(void)
{
    MarchBox extent = {69, 39, 71.5, 40.6};
    g_autoptr(MarchFrame) frame = new_frame("auto", extent);

    for (int i = 0; i <= 100; i++) {
        MarchLonLat position = {69 + 2.5 * i / 100, 39};
        MarchPoint point;

        g_assert_true(march_frame_project(frame, position, &point));
        g_assert_true(march_rect_contains(march_rect_inset(RECT, 1e-3), point));
        position.lat = 40.6;
        g_assert_true(march_frame_project(frame, position, &point));
        g_assert_true(march_rect_contains(march_rect_inset(RECT, 1e-3), point));
    }
}

static void
test_web_mercator_is_exact(void)
{
    g_autoptr(GError) error = NULL;
    MarchRect rect = {0, 0, 256, 256};
    MarchProjection *projection =
        march_projection_new("EPSG:3857", (MarchBox){-1, -1, 1, 1}, &error);
    double zoom = 3, cosine = cos(45 * G_PI / 180);
    double denominator = 295829355.45 * cosine / pow(2, zoom);
    g_autoptr(MarchFrame) frame = march_frame_new_at(projection, (MarchLonLat){70, 45},
                                                     denominator, 0, rect, &error);
    MarchPoint center, east;

    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(march_frame_get_zoom(frame), 3, 1e-8);
    g_assert_true(march_frame_project(frame, (MarchLonLat){70, 45}, &center));
    g_assert_true(march_frame_project(frame, (MarchLonLat){71, 45}, &east));
    g_assert_cmpfloat_with_epsilon(center.x, 128, 1e-9);
    /* 512 * 2^3 pixels of 25.4 / 96 mm round the equator. */
    g_assert_cmpfloat_with_epsilon(east.x - center.x, 512 * 8 / 360.0 * 25.4 / 96,
                                   1e-7);
}

static void
test_bearing_turns_the_map(void)
{
    g_autoptr(GError) error = NULL;
    MarchProjection *projection =
        march_projection_new("EPSG:3857", (MarchBox){-1, -1, 1, 1}, &error);
    g_autoptr(MarchFrame) frame = march_frame_new_at(
        projection, (MarchLonLat){0, 0}, 1e6, 90, (MarchRect){0, 0, 100, 100}, &error);
    MarchPoint east;
    MarchLonLat back;

    g_assert_no_error(error);
    g_assert_true(march_frame_project(frame, (MarchLonLat){0.1, 0}, &east));
    g_assert_cmpfloat_with_epsilon(east.x, 50, 1e-9);
    g_assert_cmpfloat(east.y, <, 45); /* east is up */
    g_assert_true(march_frame_unproject(frame, east, &back));
    g_assert_cmpfloat_with_epsilon(back.lon, 0.1, 1e-9);
}

static void
test_web_mercator_crosses_the_antimeridian(void)
{
    g_autoptr(MarchFrame) frame =
        new_frame("EPSG:3857", (MarchBox){176, -20, -178, -16});
    MarchLonLat line[] = {{177, -18}, {-179, -17}};
    g_autoptr(MarchGeometry) geometry = new_geometry(MARCH_GEOMETRY_LINE, line, 2);
    g_autoptr(MarchPath) path = march_frame_project_geometry(frame, geometry, 0);

    g_assert_cmpuint(path->parts->len, ==, 1);
    g_assert_cmpfloat(march_path_length(path), <, 140);
    g_assert_cmpfloat(march_path_length(path), >, 60);
}

static void
test_visible_box_contains_the_pole(void)
{
    g_autoptr(MarchFrame) frame = new_frame("auto", (MarchBox){-180, 70, 180, 90});
    MarchBox box = march_frame_get_visible_box(frame);

    g_assert_cmpfloat_with_epsilon(box.north, 90, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_box_width(box), 360, 1e-9);
    g_assert_cmpfloat(box.south, <, 70);
}

static void
test_visible_box_crosses_the_antimeridian(void)
{
    g_autoptr(MarchFrame) frame = new_frame("auto", (MarchBox){176, -20, -178, -16});
    MarchBox box = march_frame_get_visible_box(frame);

    g_assert_cmpfloat(box.west, >, 170);
    g_assert_cmpfloat(box.east, <, -170);
    g_assert_cmpfloat(march_box_width(box), <, 12);
}

/* A globe that fits on the page shows every longitude, with its rim between samples. */
static void
test_visible_box_reaches_the_rim_of_the_globe(void)
{
    const MarchBox extent = {-159.58940734293157, -65.233549079997942,
                             -59.28758810283793, 52.655861382508604};
    g_autoptr(GError) error = NULL;
    MarchProjection *projection = march_projection_new("auto", extent, &error);
    g_autoptr(MarchFrame) frame = NULL;
    MarchBox box;

    g_assert_no_error(error);
    frame = march_frame_new(projection, extent, (MarchRect){12, 30, 156, 88}, &error);
    g_assert_no_error(error);
    box = march_frame_get_visible_box(frame);

    g_assert_cmpfloat_with_epsilon(march_box_width(box), 360, 1e-9);
}

static void
test_lines_are_cut_at_the_seam(void)
{
    g_autoptr(MarchFrame) frame = new_frame("+proj=eqc", WORLD);
    MarchLonLat across[] = {{170, 10}, {-170, 20}};
    MarchLonLat touching[] = {{170, 10}, {180, 15}, {-170, 20}};
    double straight = 0;

    for (int i = 0; i < 2; i++) {
        g_autoptr(MarchGeometry) geometry = new_geometry(
            MARCH_GEOMETRY_LINE, i == 0 ? across : touching, i == 0 ? 2 : 3);
        g_autoptr(MarchPath) path = march_frame_project_geometry(frame, geometry, 1);
        const MarchPathPart *second;

        g_assert_cmpuint(path->parts->len, ==, 2);
        second = &g_array_index(path->parts, MarchPathPart, 1);
        g_assert_cmpfloat(march_path_length(path), <, 20);
        /* The dash pattern runs on beyond the seam. */
        g_assert_cmpfloat_with_epsilon(second->phase, march_path_length(path) / 2,
                                       1e-6);
        if (i == 0) {
            straight = march_path_length(path);
        } else {
            g_assert_cmpfloat_with_epsilon(march_path_length(path), straight, 1e-6);
        }
    }
}

static void
test_polygons_are_cut_at_the_seam(void)
{
    g_autoptr(MarchFrame) frame = new_frame("+proj=eqc", WORLD);
    MarchLonLat square[] = {{170, 10}, {-170, 10}, {-170, 30}, {170, 30}};
    g_autoptr(MarchGeometry) geometry = new_geometry(MARCH_GEOMETRY_POLYGON, square, 4);
    g_autoptr(MarchPath) path = march_frame_project_geometry(frame, geometry, 0);
    double mm_per_degree = 160.0 / 360;

    g_assert_cmpuint(path->parts->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(path_area(path),
                                   20 * 20 * mm_per_degree * mm_per_degree, 1e-3);
}

static void
test_polygon_round_the_pole_covers_it(void)
{
    MarchLonLat ring[36];
    g_autoptr(MarchGeometry) geometry = NULL;
    g_autoptr(MarchFrame) flat = new_frame("+proj=eqc", WORLD);
    g_autoptr(MarchFrame) polar = new_frame("auto", (MarchBox){-180, -90, 180, -60});
    g_autoptr(MarchPath) flat_path = NULL;
    g_autoptr(MarchPath) polar_path = NULL;
    double mm_per_degree = 160.0 / 360;
    MarchPoint edge, pole;

    for (int i = 0; i < 36; i++) {
        ring[i] = (MarchLonLat){10 * i - 180, -70};
    }
    geometry = new_geometry(MARCH_GEOMETRY_POLYGON, ring, 36);
    flat_path = march_frame_project_geometry(flat, geometry, 0);
    g_assert_cmpfloat_with_epsilon(path_area(flat_path),
                                   360 * 20 * mm_per_degree * mm_per_degree, 1e-3);
    polar_path = march_frame_project_geometry(polar, geometry, 0);
    g_assert_true(march_frame_project(polar, (MarchLonLat){0, -70}, &edge));
    g_assert_true(march_frame_project(polar, (MarchLonLat){0, -90}, &pole));
    /* A circle: the ring's edges are parallels, not chords. */
    g_assert_cmpfloat_with_epsilon(
        path_area(polar_path), G_PI * pow(hypot(edge.x - pole.x, edge.y - pole.y), 2),
        2);
}

static void
test_horizon_covers_and_splits(void)
{
    g_autoptr(MarchFrame) frame =
        new_frame("+proj=ortho +lat_0=0 +lon_0=0", (MarchBox){-80, -80, 80, 80});
    /* From the middle over the horizon: half of the disc's upper right quarter. */
    MarchLonLat wedge[] = {{0, 0}, {60, 0}, {120, 0}, {120, 45}, {60, 45}, {0, 45}};
    MarchLonLat line[] = {{0, 0}, {170, 0}};
    g_autoptr(MarchGeometry) polygon = new_geometry(MARCH_GEOMETRY_POLYGON, wedge, 6);
    g_autoptr(MarchGeometry) equator = new_geometry(MARCH_GEOMETRY_LINE, line, 2);
    g_autoptr(MarchPath) filled = march_frame_project_geometry(frame, polygon, 0);
    g_autoptr(MarchPath) drawn = march_frame_project_geometry(frame, equator, 0);
    MarchPoint center, rim;
    double radius;

    g_assert_true(march_frame_project(frame, (MarchLonLat){0, 0}, &center));
    g_assert_true(march_frame_project(frame, (MarchLonLat){0, 89}, &rim));
    radius = hypot(rim.x - center.x, rim.y - center.y);
    g_assert_cmpuint(filled->parts->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(path_area(filled) / (radius * radius),
                                   (G_PI / 4 + 0.5) / 2, 0.01);
    g_assert_cmpuint(drawn->parts->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(march_path_length(drawn), radius, 0.01 * radius);
}

static void
test_earth_outline(void)
{
    g_autoptr(MarchFrame) regional = new_frame("auto", (MarchBox){69, 39, 71, 40});
    g_autoptr(MarchFrame) world = new_frame("+proj=eqearth", WORLD);
    g_autoptr(MarchPath) full = march_frame_get_earth_outline(regional, 0);
    g_autoptr(MarchPath) globe = march_frame_get_earth_outline(world, 0);
    MarchLonLat back;

    g_assert_cmpfloat_with_epsilon(path_area(full), 160 * 100, 1e-6);
    g_assert_cmpfloat(path_area(globe), <, 160 * 80);
    g_assert_cmpfloat(path_area(globe), >, 160 * 60);
    g_assert_false(march_frame_unproject(world, (MarchPoint){12, 32}, &back));
}

static void
test_points_outside_are_dropped(void)
{
    g_autoptr(MarchFrame) frame = new_frame("auto", (MarchBox){69, 39, 71, 40});
    MarchLonLat points[] = {{70, 39.5}, {75, 39.5}};
    g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_POINT);
    g_autoptr(MarchPath) path = NULL;

    march_geometry_add_part(geometry, points, 2, FALSE);
    path = march_frame_project_geometry(frame, geometry, 0);
    g_assert_cmpuint(path->parts->len, ==, 1);
    g_assert_cmpuint(path->points->len, ==, 1);
}

static void
test_length_at_is_true_at_the_scale(void)
{
    g_autoptr(MarchFrame) frame = new_frame("auto", (MarchBox){69, 39, 71, 40});
    double denominator = march_frame_get_scale_denominator(frame);

    g_assert_cmpfloat_with_epsilon(
        march_frame_length_at(frame, (MarchLonLat){70, 39.5}, denominator / 1000), 1,
        1e-3);
}

static void
test_impossible_frames_are_errors(void)
{
    static const struct {
        const char *definition;
        MarchBox extent;
        MarchRect rect;
    } CASES[] = {
        {"auto", {70, 40, 70, 40}, {0, 0, 100, 100}},
        {"auto", {70, 40, 71, 41}, {0, 0, 0, 100}},
        {"+proj=ortho +lat_0=90", {0, -80, 10, -70}, {0, 0, 100, 100}},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        MarchProjection *projection =
            march_projection_new(CASES[i].definition, CASES[i].extent, &error);
        g_autoptr(MarchFrame) frame = NULL;

        g_assert_no_error(error);
        frame = march_frame_new(projection, CASES[i].extent, CASES[i].rect, &error);
        g_assert_null(frame);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/frame/shows-the-whole-extent", test_shows_the_whole_extent);
    g_test_add_func("/geo/frame/web-mercator-is-exact", test_web_mercator_is_exact);
    g_test_add_func("/geo/frame/bearing-turns-the-map", test_bearing_turns_the_map);
    g_test_add_func("/geo/frame/web-mercator-crosses-the-antimeridian",
                    test_web_mercator_crosses_the_antimeridian);
    g_test_add_func("/geo/frame/visible-box-contains-the-pole",
                    test_visible_box_contains_the_pole);
    g_test_add_func("/geo/frame/visible-box-crosses-the-antimeridian",
                    test_visible_box_crosses_the_antimeridian);
    g_test_add_func("/geo/frame/visible-box-reaches-the-rim-of-the-globe",
                    test_visible_box_reaches_the_rim_of_the_globe);
    g_test_add_func("/geo/frame/lines-are-cut-at-the-seam",
                    test_lines_are_cut_at_the_seam);
    g_test_add_func("/geo/frame/polygons-are-cut-at-the-seam",
                    test_polygons_are_cut_at_the_seam);
    g_test_add_func("/geo/frame/polygon-round-the-pole-covers-it",
                    test_polygon_round_the_pole_covers_it);
    g_test_add_func("/geo/frame/horizon-covers-and-splits",
                    test_horizon_covers_and_splits);
    g_test_add_func("/geo/frame/earth-outline", test_earth_outline);
    g_test_add_func("/geo/frame/points-outside-are-dropped",
                    test_points_outside_are_dropped);
    g_test_add_func("/geo/frame/length-at-is-true-at-the-scale",
                    test_length_at_is_true_at_the_scale);
    g_test_add_func("/geo/frame/impossible-frames-are-errors",
                    test_impossible_frames_are_errors);
    return g_test_run();
}
