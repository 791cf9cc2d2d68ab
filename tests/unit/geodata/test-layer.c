/* SPDX-License-Identifier: MIT */
#include "geodata/layer.h"

#include <string.h>

#include "temp-folder.h"

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

#define COLLECTION(features)                                                           \
    "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define POINT(properties, coordinates)                                                 \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":"              \
    "{\"type\":\"Point\",\"coordinates\":" coordinates "}}"

static MarchFeatures *
text_read(const TempFolder *folder,
          const char *name,
          const char *text,
          const MarchLayerOptions *options,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    g_autofree char *path = temp_folder_write(folder, name, text);
    MarchLayerOptions defaults;

    march_layer_options_init(&defaults);
    return march_layer_read(path, options != NULL ? options : &defaults, diagnostics,
                            error);
}

static void
test_geojson_keeps_types_and_order(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchFeatures) features =
        text_read(&folder, "a.geojson",
                  COLLECTION(POINT("\"name\":\"Ворух\",\"killed\":3,\"armed\":true,"
                                   "\"day\":\"2021-04-29\",\"none\":null",
                                   "[70.58,39.85]")),
                  NULL, NULL, NULL);
    const MarchFeature *feature = march_features_get(features, 0);

    g_assert_cmpuint(march_features_count(features), ==, 1);
    g_assert_cmpstr(march_feature_get_string(feature, "name"), ==, "Ворух");
    g_assert_cmpstr(march_feature_get_string(feature, "day"), ==, "2021-04-29");
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "killed", 0), 3,
                                   1e-9);
    g_assert_true(march_feature_get(feature, "armed")->as.boolean);
    g_assert_null(march_feature_get(feature, "none"));
    g_assert_cmpfloat_with_epsilon(
        g_array_index(feature->geometry->positions, MarchLonLat, 0).lat, 39.85, 1e-9);
}

static void
test_rings_are_not_repeated_at_their_end(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchFeatures) features =
        text_read(&folder, "a.geojson",
                  "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],"
                  "[[5,1],[6,1],[6,2],[5,1]]]}",
                  NULL, NULL, NULL);
    const MarchGeometry *geometry = march_features_get(features, 0)->geometry;

    g_assert_cmpint(geometry->type, ==, MARCH_GEOMETRY_POLYGON);
    g_assert_cmpuint(geometry->parts->len, ==, 2);
    g_assert_cmpuint(geometry->positions->len, ==, 6);
    g_assert_false(g_array_index(geometry->parts, MarchGeometryPart, 0).is_hole);
    g_assert_true(g_array_index(geometry->parts, MarchGeometryPart, 1).is_hole);
    g_assert_cmpuint(g_array_index(geometry->parts, MarchGeometryPart, 1).start, ==, 3);
}

static void
test_csv_takes_positions_from_its_columns(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchFeatures) features =
        text_read(&folder, "a.csv", "name,lat,lon\nBatken,40.06,70.82\nnowhere,,\n",
                  NULL, NULL, NULL);
    const MarchGeometry *nowhere;

    g_assert_cmpuint(march_features_count(features), ==, 2);
    g_assert_cmpfloat_with_epsilon(
        g_array_index(march_features_get(features, 0)->geometry->positions, MarchLonLat,
                      0)
            .lon,
        70.82, 1e-9);
    nowhere = march_features_get(features, 1)->geometry;
    g_assert_cmpuint(nowhere->parts->len, ==, 0);
}

static void
test_projected_files_become_degrees(void)
{
    static const char TEXT[] =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":"
        "{\"name\":\"urn:ogc:def:crs:EPSG::32642\"}},\"features\":[" POINT(
            "", "[656000,4436000]") "]}";
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchFeatures) features =
        text_read(&folder, "a.geojson", TEXT, NULL, NULL, NULL);
    MarchLonLat at = g_array_index(march_features_get(features, 0)->geometry->positions,
                                   MarchLonLat, 0);

    g_assert_cmpfloat_with_epsilon(at.lon, 70.826, 0.005);
    g_assert_cmpfloat_with_epsilon(at.lat, 40.061, 0.005);
}

static void
test_box_and_filter_choose_features(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    const MarchBox box = {175, -10, -175, 10};
    MarchLayerOptions options;
    g_autoptr(MarchFeatures) features = NULL;

    march_layer_options_init(&options);
    options.box = &box;
    options.where = "kind = 'a'";
    features = text_read(
        &folder, "a.geojson",
        COLLECTION(POINT("\"kind\":\"a\"", "[179,0]") "," POINT(
            "\"kind\":\"a\"",
            "[-179,0]") "," POINT("\"kind\":\"b\"",
                                  "[179,1]") "," POINT("\"kind\":\"a\"", "[10,0]")),
        &options, NULL, NULL);
    g_assert_cmpuint(march_features_count(features), ==, 2);
}

static void
test_mixed_collections_are_reported(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) features = text_read(
        &folder, "a.geojson",
        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\","
        "\"coordinates\":[1,2]},{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}]}",
        NULL, diagnostics, NULL);

    g_assert_cmpuint(march_features_count(features), ==, 1);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "mixed-geometry");
}

static void
test_bad_files_are_errors_that_name_them(void)
{
    static const struct {
        const char *name;
        const char *text;
    } CASES[] = {{"a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{"},
                 {"b.geojson", ""},
                 {"c.gpkg", "SQLite format 3"},
                 {"d.fgb", "fgb\003fgb\001broken"},
                 {"e.shp", "not a shapefile"},
                 {"f.xlsx", "PK\003\004"},
                 {"g.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>"
                           "/etc/passwd</SrcDataSource></OGRVRTLayer>"
                           "</OGRVRTDataSource>"}};
    g_auto(TempFolder) folder = temp_folder_new();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        MarchFeatures *features =
            text_read(&folder, CASES[i].name, CASES[i].text, NULL, NULL, &error);

        g_test_message("%s", CASES[i].name);
        g_assert_null(features);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
        g_assert_true(
            g_str_has_suffix(march_error_get_location(error).file, CASES[i].name));
        g_assert_null(strchr(error->message, '\n'));
    }
}

static void
test_text_is_not_taken_for_a_file(void)
{
    MarchLayerOptions options;
    g_autoptr(GError) error = NULL;

    march_layer_options_init(&options);
    g_assert_null(march_layer_read("{\"type\":\"Point\",\"coordinates\":[1,2]}",
                                   &options, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
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
    g_test_add_func("/geodata/layer/geojson-keeps-types-and-order",
                    test_geojson_keeps_types_and_order);
    g_test_add_func("/geodata/layer/rings-are-not-repeated-at-their-end",
                    test_rings_are_not_repeated_at_their_end);
    g_test_add_func("/geodata/layer/csv-takes-positions-from-its-columns",
                    test_csv_takes_positions_from_its_columns);
    g_test_add_func("/geodata/layer/projected-files-become-degrees",
                    test_projected_files_become_degrees);
    g_test_add_func("/geodata/layer/box-and-filter-choose-features",
                    test_box_and_filter_choose_features);
    g_test_add_func("/geodata/layer/mixed-collections-are-reported",
                    test_mixed_collections_are_reported);
    g_test_add_func("/geodata/layer/bad-files-are-errors-that-name-them",
                    test_bad_files_are_errors_that_name_them);
    g_test_add_func("/geodata/layer/text-is-not-taken-for-a-file",
                    test_text_is_not_taken_for_a_file);
    return g_test_run();
}
