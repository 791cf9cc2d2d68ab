/* SPDX-License-Identifier: MIT */
#include "geo/projection.h"

#include <math.h>
#include <string.h>

static const MarchBox BATKEN = {69, 39, 71.5, 40.6};

static void
test_auto_fits_the_extent(void)
{
    static const struct {
        MarchBox extent;
        const char *starts; /* of the definition */
    } CASES[] = {
        {{69, 39, 71.5, 40.6}, "+proj=lcc +lat_1=39.3 +lat_2=40.3 "},
        {{-75, -56, -66, -17}, "+proj=tmerc "},
        {{95, -11, 141, 6}, "+proj=merc "},
        {{-180, 60, 180, 90}, "+proj=stere +lat_0=90 "},
        {{-180, -90, 180, -60}, "+proj=stere +lat_0=-90 "},
        {{60, -10, 150, 55}, "+proj=laea "},
        {{-180, -60, 180, 85}, "+proj=eqearth "},
        {{176, -20, -178, -16},
         "+proj=lcc +lat_1=-19.3 +lat_2=-16.7 +lat_0=-18 +lon_0=179"},
        {{160, 60, -169, 70}, "+proj=lcc "},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchProjection) projection =
            march_projection_new("auto", CASES[i].extent, &error);

        g_assert_no_error(error);
        g_assert_true(g_str_has_prefix(march_projection_get_definition(projection),
                                       CASES[i].starts));
    }
}

static void
test_description_states_the_parameters(void)
{
    static const struct {
        const char *definition;
        const char *description;
    } CASES[] = {
        {"auto", "Lambert conformal conic, 39.3° N and 40.3° N, centred 70.3° E"},
        {"epsg:32642", "WGS 84 / UTM zone 42N (EPSG:32642)"},
        {"EPSG:32701", "WGS 84 / UTM zone 1S (EPSG:32701)"},
        {"EPSG:3857", "Web Mercator (EPSG:3857)"},
        {"EPSG:3035", "ETRS89-extended / LAEA Europe (EPSG:3035)"},
        {"+proj=laea +lat_0=-5.5 +lon_0=-70",
         "Lambert azimuthal equal-area, centred 5.5° S, 70° W"},
        {"proj=robin", "Robinson, centred 0°"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchProjection) projection =
            march_projection_new(CASES[i].definition, BATKEN, &error);

        g_assert_no_error(error);
        g_assert_cmpstr(march_projection_get_description(projection), ==,
                        CASES[i].description);
    }
}

static void
test_forward_agrees_with_proj(void)
{
    g_autoptr(MarchProjection) utm = march_projection_new("EPSG:32642", BATKEN, NULL);
    g_autoptr(MarchProjection) web = march_projection_new("EPSG:3857", BATKEN, NULL);
    MarchMapXY xy;

    g_assert_true(march_projection_forward(utm, (MarchLonLat){69, 0}, &xy));
    g_assert_cmpfloat_with_epsilon(xy.x, 500000, 1e-6);
    g_assert_cmpfloat_with_epsilon(xy.y, 0, 1e-6);
    g_assert_true(march_projection_forward(web, (MarchLonLat){180, 0}, &xy));
    g_assert_cmpfloat_with_epsilon(xy.x, 20037508.342789, 1e-5);
}

static void
test_scale_and_convergence(void)
{
    g_autoptr(MarchProjection) utm = march_projection_new("EPSG:32642", BATKEN, NULL);
    g_autoptr(MarchProjection) web = march_projection_new("EPSG:3857", BATKEN, NULL);

    g_assert_cmpfloat_with_epsilon(
        march_projection_scale_at(utm, (MarchLonLat){69, 40}), 0.9996, 1e-7);
    g_assert_cmpfloat_with_epsilon(
        march_projection_scale_at(web, (MarchLonLat){69, 60}), 2, 1e-9);
    /* East of the central meridian true north lies west of grid north. */
    g_assert_cmpfloat_with_epsilon(
        march_projection_convergence_at(utm, (MarchLonLat){71, 40}),
        -atan(tan(2 * G_PI / 180) * sin(40 * G_PI / 180)) * 180 / G_PI, 0.001);
    g_assert_cmpfloat_with_epsilon(
        march_projection_convergence_at(utm, (MarchLonLat){69, 40}), 0, 1e-6);
}

static void
test_wrong_definitions_are_errors(void)
{
    static const struct {
        const char *definition;
        const char *says;
    } CASES[] = {
        {"mercator", "expected auto, EPSG:number or a PROJ string"},
        {"EPSG:", "expected a number after EPSG:"},
        {"EPSG:12a", "expected a number after EPSG:"},
        {"EPSG:999999", "EPSG:999999"},
        {"EPSG:4978", "not a projected coordinate system"},
        {"+proj=nosuch", "Unknown projection"},
        {"+proj=lcc", "lat_1"},
        {"+proj=longlat", "does not lead from degrees to metres"},
        {"+init=epsg:4326", "not allowed"},
        {"+proj=merc +nadgrids=/etc/passwd", "not allowed"},
        {"+proj=pipeline +step +proj=merc", "not allowed"},
        {"", "expected auto"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchProjection) projection =
            march_projection_new(CASES[i].definition, BATKEN, &error);

        g_assert_null(projection);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
        g_assert_nonnull(strstr(error->message, CASES[i].says));
    }
}

static void
test_invalid_extent_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchProjection) projection =
        march_projection_new("auto", (MarchBox){0, 50, 10, 40}, &error);

    g_assert_null(projection);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
}

static void
test_positions_without_image(void)
{
    g_autoptr(MarchProjection) ortho =
        march_projection_new("+proj=ortho +lat_0=40 +lon_0=70", BATKEN, NULL);
    MarchLonLat positions[] = {{70, 40}, {-110, -40}};
    MarchMapXY xys[2];
    MarchLonLat back;

    march_projection_forward_many(ortho, positions, xys, 2);
    g_assert_cmpfloat_with_epsilon(xys[0].x, 0, 1e-6);
    g_assert_true(isnan(xys[1].x));
    g_assert_false(march_projection_forward(ortho, positions[1], &xys[1]));
    g_assert_false(march_projection_inverse(ortho, (MarchMapXY){1e8, 0}, &back));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/projection/auto-fits-the-extent", test_auto_fits_the_extent);
    g_test_add_func("/geo/projection/description-states-the-parameters",
                    test_description_states_the_parameters);
    g_test_add_func("/geo/projection/forward-agrees-with-proj",
                    test_forward_agrees_with_proj);
    g_test_add_func("/geo/projection/scale-and-convergence",
                    test_scale_and_convergence);
    g_test_add_func("/geo/projection/wrong-definitions-are-errors",
                    test_wrong_definitions_are_errors);
    g_test_add_func("/geo/projection/invalid-extent-is-an-error",
                    test_invalid_extent_is_an_error);
    g_test_add_func("/geo/projection/positions-without-image",
                    test_positions_without_image);
    return g_test_run();
}
