/* SPDX-License-Identifier: MIT */
#include "geo/geodesic.h"
#include "geo/projection.h"

#include <math.h>

static MarchBox
random_extent(void)
{
    double width = exp(g_test_rand_double_range(log(0.05), log(340)));
    double height = exp(g_test_rand_double_range(log(0.05), log(160)));
    double west = g_test_rand_double_range(-180, 180);
    double south = g_test_rand_double_range(-89.9, 89.9 - height);

    if (south + height > 90) {
        south = 90 - height;
    }
    return (MarchBox){west, MAX(south, -90), march_lon_lat_wrap(west + width),
                      MIN(south + height, 90)};
}

/* A position inside, off the sides and the poles, where longitudes mean nothing. */
static MarchLonLat
random_inside(MarchBox box)
{
    double lon = box.west + march_box_width(box) * g_test_rand_double_range(0.01, 0.99);
    double lat =
        box.south + (box.north - box.south) * g_test_rand_double_range(0.01, 0.99);

    return (MarchLonLat){march_lon_lat_wrap(lon), CLAMP(lat, -89.9, 89.9)};
}

static void
test_inverse_undoes_forward(void)
{
    for (int i = 0; i < 400; i++) {
        MarchBox extent = random_extent();
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchProjection) projection =
            march_projection_new("auto", extent, &error);

        g_assert_no_error(error);
        for (int j = 0; j < 25; j++) {
            MarchLonLat position = random_inside(extent), back;
            MarchMapXY xy;

            g_assert_true(march_projection_forward(projection, position, &xy));
            g_assert_true(march_projection_inverse(projection, xy, &back));
            if (fabs(march_lon_lat_wrap(back.lon - position.lon)) > 1e-9 ||
                fabs(back.lat - position.lat) > 1e-9) {
                g_test_message("%s: (%.12g, %.12g) came back as (%.12g, %.12g)",
                               march_projection_get_definition(projection),
                               position.lon, position.lat, back.lon, back.lat);
                g_test_fail();
            }
        }
    }
}

/* What "auto" promises a report: no place of the map is badly out of scale. */
static void
test_small_extents_are_nearly_true_to_scale(void)
{
    for (int i = 0; i < 200; i++) {
        double west = g_test_rand_double_range(-180, 175);
        double south = g_test_rand_double_range(-80, 75);
        MarchBox extent = {west, south, west + g_test_rand_double_range(0.1, 5),
                           south + g_test_rand_double_range(0.1, 5)};
        g_autoptr(MarchProjection) projection =
            march_projection_new("auto", extent, NULL);

        for (int j = 0; j < 25; j++) {
            double scale = march_projection_scale_at(projection, random_inside(extent));

            if (!(fabs(scale - 1) < 0.003)) {
                g_test_message("%s: scale %.5f",
                               march_projection_get_definition(projection), scale);
                g_test_fail();
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/projection/inverse-undoes-forward",
                    test_inverse_undoes_forward);
    g_test_add_func("/geo/projection/small-extents-are-nearly-true-to-scale",
                    test_small_extents_are_nearly_true_to_scale);
    return g_test_run();
}
