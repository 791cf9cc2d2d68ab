/* SPDX-License-Identifier: MIT */
#include "geodata/layer.h"

#include <string.h>

#define DATA MARCH_TEST_SOURCE_DIR "/tests/unit/geodata/data/"

static MarchFeatures *
read_file(const char *path, GError **error)
{
    MarchLayerOptions options;

    march_layer_options_init(&options);
    return march_layer_read(path, &options, NULL, error);
}

static void
test_geojson(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchFeatures) features = read_file(DATA "areas.geojson", &error);

    g_assert_no_error(error);
    g_assert_cmpuint(march_features_count(features), ==, 2);
    g_assert_cmpstr(march_feature_get_string(march_features_get(features, 0), "iso"),
                    ==, "AA");
    g_assert_true(
        march_feature_get(march_features_get(features, 0), "yes")->as.boolean);
}

static void
test_a_broken_file_keeps_the_cause(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(read_file(DATA "broken.geojson", &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "cannot be read as vector data"));
}

static void
test_the_network_is_shut(void)
{
    static const char *const PATHS[] = {"http://127.0.0.1/a.geojson",
                                        "/vsicurl/http://127.0.0.1/a.geojson",
                                        "PG:dbname=a"};

    for (gsize i = 0; i < G_N_ELEMENTS(PATHS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(read_file(PATHS[i], &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_PERMISSION);
    }
}

static void
test_the_limit_holds(void)
{
    g_autoptr(GError) error = NULL;
    MarchLayerOptions options;

    march_layer_options_init(&options);
    options.max_features = 1;
    g_assert_null(march_layer_read(DATA "areas.geojson", &options, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

static void
test_an_unknown_layer_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    MarchLayerOptions options;

    march_layer_options_init(&options);
    options.layer = "nothing";
    g_assert_null(march_layer_read(DATA "areas.fgb", &options, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_UNKNOWN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geodata/layer/geojson", test_geojson);
    g_test_add_func("/geodata/layer/a-broken-file-keeps-the-cause",
                    test_a_broken_file_keeps_the_cause);
    g_test_add_func("/geodata/layer/the-network-is-shut", test_the_network_is_shut);
    g_test_add_func("/geodata/layer/the-limit-holds", test_the_limit_holds);
    g_test_add_func("/geodata/layer/an-unknown-layer-is-an-error",
                    test_an_unknown_layer_is_an_error);
    return g_test_run();
}
