/* SPDX-License-Identifier: MIT */
#include "geo/geodesic.h"
#include "geo/types.h"

#include <math.h>

static void
test_box_across_antimeridian(void)
{
    MarchBox fiji = {176, -20, -178, -16};

    g_assert_true(march_box_is_valid(fiji));
    g_assert_cmpfloat_with_epsilon(march_box_width(fiji), 6, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_box_center(fiji).lon, 179, 1e-12);
    g_assert_true(march_box_contains(fiji, (MarchLonLat){179, -18}));
    g_assert_true(march_box_contains(fiji, (MarchLonLat){-179, -18}));
    g_assert_false(march_box_contains(fiji, (MarchLonLat){0, -18}));
}

static void
test_boxes_intersect(void)
{
    static const struct {
        MarchBox a, b;
        gboolean intersect;
    } CASES[] = {
        {{69, 39, 71, 41}, {70, 40, 80, 50}, TRUE},
        {{69, 39, 71, 41}, {69.5, 39.5, 70, 40}, TRUE},
        {{69, 39, 71, 41}, {71.1, 39, 80, 41}, FALSE},
        {{69, 39, 71, 41}, {69, 41.1, 71, 50}, FALSE},
        {{176, -20, -178, -16}, {-179, -18, -170, -10}, TRUE},
        {{176, -20, -178, -16}, {170, -18, 175, -10}, FALSE},
        {{176, -20, -178, -16}, {179, -90, -179, 90}, TRUE},
        {{-180, -90, 180, 90}, {176, -20, -178, -16}, TRUE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpint(march_box_intersects(CASES[i].a, CASES[i].b), ==,
                        CASES[i].intersect);
        g_assert_cmpint(march_box_intersects(CASES[i].b, CASES[i].a), ==,
                        CASES[i].intersect);
    }
}

static void
test_box_is_valid(void)
{
    static const struct {
        MarchBox box;
        gboolean valid;
    } CASES[] = {
        {{69, 39, 71, 41}, TRUE},        {{-180, -90, 180, 90}, TRUE},
        {{69, 41, 71, 39}, FALSE},       {{69, 39, 181, 41}, FALSE},
        {{69, -91, 71, 41}, FALSE},      {{NAN, 39, 71, 41}, FALSE},
        {{69, 39, 71, INFINITY}, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpint(march_box_is_valid(CASES[i].box), ==, CASES[i].valid);
    }
}

static void
test_rects(void)
{
    MarchRect rect = {10, 20, 30, 40};
    MarchRect grown = march_rect_inset(rect, 2), shrunk = march_rect_inset(rect, -16);
    MarchRect both = march_rect_union(rect, (MarchRect){0, 0, 5, 5});

    g_assert_true(march_rect_contains(rect, (MarchPoint){10, 60}));
    g_assert_false(march_rect_contains(rect, (MarchPoint){9.99, 30}));
    g_assert_cmpfloat_with_epsilon(grown.x, 8, 1e-12);
    g_assert_cmpfloat_with_epsilon(grown.height, 44, 1e-12);
    g_assert_cmpfloat_with_epsilon(shrunk.width, 0, 1e-12);
    g_assert_cmpfloat_with_epsilon(shrunk.x, 25, 1e-12);
    g_assert_cmpfloat_with_epsilon(both.width, 40, 1e-12);
    g_assert_cmpfloat_with_epsilon(both.height, 60, 1e-12);
    g_assert_true(march_rect_intersects(rect, (MarchRect){39, 59, 9, 9}));
    g_assert_false(march_rect_intersects(rect, (MarchRect){40, 20, 9, 9}));
}

/* Karney's own example for GeodSolve: JFK to LHR, 5551.759 km. */
static void
test_distance_is_geodesic(void)
{
    MarchLonLat jfk = {-73.8, 40.6}, lhr = {-0.5, 51.6};

    g_assert_cmpfloat_with_epsilon(march_lon_lat_distance(jfk, lhr), 5551759.4, 1);
    /* One degree of the equator and of a meridian from there. */
    g_assert_cmpfloat_with_epsilon(
        march_lon_lat_distance((MarchLonLat){0, 0}, (MarchLonLat){1, 0}), 111319.491,
        0.001);
    g_assert_cmpfloat_with_epsilon(
        march_lon_lat_distance((MarchLonLat){0, 0}, (MarchLonLat){0, 1}), 110574.389,
        0.001);
    g_assert_cmpfloat_with_epsilon(
        march_lon_lat_distance((MarchLonLat){179.5, 0}, (MarchLonLat){-179.5, 0}),
        111319.491, 0.001);
}

static void
test_destination_undoes_inverse(void)
{
    MarchLonLat from = {70.58, 39.85}, to = {179.9, -16.5};
    MarchLonLat back = march_lon_lat_destination(from, march_lon_lat_azimuth(from, to),
                                                 march_lon_lat_distance(from, to));

    g_assert_cmpfloat_with_epsilon(back.lon, to.lon, 1e-9);
    g_assert_cmpfloat_with_epsilon(back.lat, to.lat, 1e-9);
}

static void
test_wrap(void)
{
    g_assert_cmpfloat_with_epsilon(march_lon_lat_wrap(190), -170, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_lon_lat_wrap(-190), 170, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_lon_lat_wrap(180), 180, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_lon_lat_wrap(-180), -180, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_lon_lat_wrap(725), 5, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/types/box-across-antimeridian", test_box_across_antimeridian);
    g_test_add_func("/geo/types/box-is-valid", test_box_is_valid);
    g_test_add_func("/geo/types/boxes-intersect", test_boxes_intersect);
    g_test_add_func("/geo/types/rects", test_rects);
    g_test_add_func("/geo/types/distance-is-geodesic", test_distance_is_geodesic);
    g_test_add_func("/geo/types/destination-undoes-inverse",
                    test_destination_undoes_inverse);
    g_test_add_func("/geo/types/wrap", test_wrap);
    return g_test_run();
}
