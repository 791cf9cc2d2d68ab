/* SPDX-License-Identifier: MIT */
#include "figure/area-labels.h"

static MarchFrame *
frame_new(void)
{
    const MarchBox extent = {0, 0, 4, 4};
    MarchProjection *projection = march_projection_new("auto", extent, NULL);

    g_assert_nonnull(projection);
    return march_frame_new(projection, extent, (MarchRect){10, 10, 100, 100}, NULL);
}

static void
square_add(MarchFeatures *areas, const char *iso, double west, double east)
{
    MarchGeometry *ring = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    const MarchLonLat corners[] = {{west, -5}, {east, -5}, {east, 9}, {west, 9}};
    MarchFeature *feature;

    march_geometry_add_part(ring, corners, G_N_ELEMENTS(corners), FALSE);
    feature = march_features_add(areas, ring);
    march_features_set_string(areas, feature, "iso", iso);
}

static MarchLonLat
label_find(const MarchFeatures *points, const char *iso)
{
    for (guint i = 0; i < march_features_count(points); i++) {
        const MarchFeature *feature = march_features_get(points, i);

        if (g_strcmp0(march_feature_get_string(feature, "iso"), iso) == 0) {
            return g_array_index(feature->geometry->positions, MarchLonLat, 0);
        }
    }
    g_assert_not_reached();
}

static void
test_each_area_is_labelled_inside(void)
{
    g_autoptr(MarchFrame) frame = frame_new();
    g_autoptr(MarchFeatures) areas = march_features_new();
    g_autoptr(MarchFeatures) points = march_features_new();

    square_add(areas, "AA", -5, 1.5);
    square_add(areas, "BB", 1.5, 9);
    march_area_labels_add(points, areas, "iso", NULL, frame);
    g_assert_cmpuint(march_features_count(points), ==, 2);
    g_assert_cmpfloat(label_find(points, "AA").lon, <, 1.5);
    g_assert_cmpfloat(label_find(points, "BB").lon, >, 1.5);
    g_assert_cmpfloat_with_epsilon(label_find(points, "BB").lat, 2, 0.6);
}

static void
test_pieces_of_one_area_get_one_label(void)
{
    g_autoptr(MarchFrame) frame = frame_new();
    g_autoptr(MarchFeatures) areas = march_features_new();
    g_autoptr(MarchFeatures) points = march_features_new();

    square_add(areas, "AA", -5, 1);
    square_add(areas, "AA", 1, 9);
    march_area_labels_add(points, areas, "iso", NULL, frame);
    g_assert_cmpuint(march_features_count(points), ==, 1);
    g_assert_cmpfloat_with_epsilon(label_find(points, "AA").lon, 2, 0.6);
}

static void
test_a_sliver_gets_none(void)
{
    g_autoptr(MarchFrame) frame = frame_new();
    g_autoptr(MarchFeatures) areas = march_features_new();
    g_autoptr(MarchFeatures) points = march_features_new();

    square_add(areas, "AA", 2, 2.02);
    march_area_labels_add(points, areas, "iso", NULL, frame);
    g_assert_cmpuint(march_features_count(points), ==, 0);
}

static void
line_add(MarchFeatures *borders, const char *status, double lon, gboolean is_claim)
{
    const MarchLonLat positions[] = {{lon, -5}, {lon, 9}};
    MarchGeometry *line = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchFeature *border;

    march_geometry_add_part(line, positions, G_N_ELEMENTS(positions), FALSE);
    border = march_features_add(borders, line);
    march_features_set_string(borders, border, "status", status);
    march_features_set_string(borders, border, "left", "AA");
    march_features_set_string(borders, border, "right", "BB");
    if (is_claim) {
        march_features_set_string(borders, border, "claimed-by", "AA");
    }
}

/* BB holds what is east of 1; AA claims what is west of 3. */
static MarchFeatures *
countries_label(const MarchFeatures *borders,
                const char *view,
                const MarchFeatures *contested,
                MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchFrame) frame = frame_new();
    g_autoptr(MarchFeatures) land = march_features_new();
    MarchFeatures *points = march_features_new();
    const MarchViewLand view_land = {view, borders, contested, frame};

    square_add(land, "AA", -5, 1);
    square_add(land, "BB", 1, 9);
    march_country_labels_add(points, land, &view_land, diagnostics);
    return points;
}

static void
test_a_view_without_the_line_moves_the_name(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    line_add(borders, "international", 3, TRUE);
    points = countries_label(borders, "AA", NULL, said);
    g_assert_cmpfloat(label_find(points, "BB").lon, >, 3);
    g_assert_cmpfloat_with_epsilon(label_find(points, "AA").lon, 1.5, 0.2);
}

static void
test_a_line_short_of_the_claim_moves_the_name(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    line_add(borders, "line-of-control", 1, FALSE);
    line_add(borders, "international", 3, TRUE);
    points = countries_label(borders, "AA", NULL, said);
    g_assert_cmpfloat(label_find(points, "BB").lon, >, 3);
}

static void
test_a_view_of_no_party_leaves_the_name(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    line_add(borders, "international", 1, FALSE);
    points = countries_label(borders, "defacto", NULL, said);
    g_assert_cmpfloat_with_epsilon(label_find(points, "BB").lon, 2.5, 0.2);
}

static void
test_a_country_without_land_in_the_view_is_told(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    line_add(borders, "international", 8, TRUE);
    points = countries_label(borders, "AA", NULL, said);
    g_assert_cmpuint(march_features_count(points), ==, 1);
    g_assert_cmpuint(march_diagnostics_count(said), ==, 1);
}

static void
test_contested_land_holds_no_name_where_other_land_does(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchFeatures) contested = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    square_add(contested, "XX", 1, 3);
    points = countries_label(borders, "defacto", contested, said);
    g_assert_cmpfloat(label_find(points, "BB").lon, >, 3);
}

static void
test_contested_land_holds_a_name_where_there_is_no_other(void)
{
    g_autoptr(MarchFeatures) borders = march_features_new();
    g_autoptr(MarchFeatures) contested = march_features_new();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchFeatures) points = NULL;

    square_add(contested, "XX", 1, 9);
    points = countries_label(borders, "defacto", contested, said);
    g_assert_cmpfloat_with_epsilon(label_find(points, "BB").lon, 2.5, 0.2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/area-labels/each-area-is-labelled-inside",
                    test_each_area_is_labelled_inside);
    g_test_add_func("/figure/area-labels/pieces-of-one-area-get-one-label",
                    test_pieces_of_one_area_get_one_label);
    g_test_add_func("/figure/area-labels/a-sliver-gets-none", test_a_sliver_gets_none);
    g_test_add_func("/figure/area-labels/a-view-without-the-line-moves-the-name",
                    test_a_view_without_the_line_moves_the_name);
    g_test_add_func("/figure/area-labels/a-line-short-of-the-claim-moves-the-name",
                    test_a_line_short_of_the_claim_moves_the_name);
    g_test_add_func("/figure/area-labels/a-view-of-no-party-leaves-the-name",
                    test_a_view_of_no_party_leaves_the_name);
    g_test_add_func("/figure/area-labels/a-country-without-land-in-the-view-is-told",
                    test_a_country_without_land_in_the_view_is_told);
    g_test_add_func(
        "/figure/area-labels/contested-land-holds-no-name-where-other-land-does",
        test_contested_land_holds_no_name_where_other_land_does);
    g_test_add_func(
        "/figure/area-labels/contested-land-holds-a-name-where-there-is-no-other",
        test_contested_land_holds_a_name_where_there_is_no_other);
    return g_test_run();
}
