/* SPDX-License-Identifier: MIT */
#include "borders/polygon-lines.h"

#include "border-fixture.h"

static MarchFeature *
add_square(MarchFeatures *features, const char *key, const char *code, double west)
{
    const MarchLonLat ring[] = {
        {west, 10}, {west + 1, 10}, {west + 1, 11}, {west + 1, 12}, {west, 12}};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchFeature *feature;

    march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
    feature = march_features_add(features, geometry);
    if (code != NULL) {
        march_features_set_string(features, feature, key, code);
    }
    return feature;
}

/* The eastern square, whose western side has the vertex of the other's eastern one. */
static void
add_east(MarchFeatures *features, const char *key, const char *code)
{
    const MarchLonLat ring[] = {{21, 12}, {21, 11}, {21, 10}, {22, 10}, {22, 12}};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);

    march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
    march_features_set_string(features, march_features_add(features, geometry), key,
                              code);
}

static void
test_shared_edges_are_a_line(void)
{
    g_autoptr(MarchFeatures) polygons = march_features_new();
    g_autoptr(MarchFeatures) lines = NULL;
    const MarchFeature *line;

    add_square(polygons, "shapeGroup", "KGZ", 20);
    add_east(polygons, "shapeGroup", "TJK");
    lines = march_polygon_lines_new(polygons, "a test", NULL);
    g_assert_cmpuint(march_features_count(lines), ==, 1);
    line = march_features_get(lines, 0);
    g_assert_cmpuint(line->geometry->positions->len, ==, 3);
    /* northwards along the western square: it lies on the left */
    g_assert_cmpstr(march_feature_get_string(line, "left"), ==, "KG");
    g_assert_cmpstr(march_feature_get_string(line, "right"), ==, "TJ");
    g_assert_true(g_array_index(line->geometry->positions, MarchLonLat, 0).lat <
                  g_array_index(line->geometry->positions, MarchLonLat, 2).lat);
}

static void
test_units_of_one_country_have_no_border(void)
{
    g_autoptr(MarchFeatures) polygons = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) lines = NULL;

    add_square(polygons, "GID_0", "KGZ", 20);
    add_east(polygons, "iso_a2", "kg");
    lines = march_polygon_lines_new(polygons, "a test", diagnostics);
    g_assert_cmpuint(march_features_count(lines), ==, 0);
    g_assert_true(fixture_has_diagnostic(diagnostics, "no-shared-edges"));
}

static void
test_a_polygon_without_a_country_is_told(void)
{
    g_autoptr(MarchFeatures) polygons = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) lines = NULL;

    add_square(polygons, "shapeName", "Somewhere", 20);
    add_east(polygons, "iso_a3", "-99");
    lines = march_polygon_lines_new(polygons, "a test", diagnostics);
    g_assert_cmpuint(march_features_count(lines), ==, 0);
    g_assert_true(fixture_has_diagnostic(diagnostics, "polygon-without-country"));
}

/* An exclave is a hole in the one and a ring of the other. */
static void
test_a_hole_is_a_ring(void)
{
    const MarchLonLat outer[] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}};
    const MarchLonLat hole[] = {{3, 3}, {3, 6}, {6, 6}, {6, 3}};
    g_autoptr(MarchFeatures) polygons = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();
    g_autoptr(MarchFeatures) selected = NULL;
    MarchGeometry *around = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchGeometry *within = march_geometry_new(MARCH_GEOMETRY_POLYGON);

    march_geometry_add_part(around, outer, G_N_ELEMENTS(outer), FALSE);
    march_geometry_add_part(around, hole, G_N_ELEMENTS(hole), TRUE);
    march_geometry_add_part(within, hole, G_N_ELEMENTS(hole), FALSE);
    march_features_set_string(polygons, march_features_add(polygons, around), "iso_a2",
                              "ZA");
    march_features_set_string(polygons, march_features_add(polygons, within), "iso_a2",
                              "LS");
    march_borders_add_lines(borders, polygons, "a test", NULL);
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    g_assert_cmpuint(march_features_count(selected), ==, 1);
    g_assert_cmpuint(march_features_get(selected, 0)->geometry->positions->len, ==, 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/polygon-lines/shared-edges-are-a-line",
                    test_shared_edges_are_a_line);
    g_test_add_func("/borders/polygon-lines/units-of-one-country-have-no-border",
                    test_units_of_one_country_have_no_border);
    g_test_add_func("/borders/polygon-lines/a-polygon-without-a-country-is-told",
                    test_a_polygon_without_a_country_is_told);
    g_test_add_func("/borders/polygon-lines/a-hole-is-a-ring", test_a_hole_is_a_ring);
    return g_test_run();
}
