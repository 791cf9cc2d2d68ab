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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/area-labels/each-area-is-labelled-inside",
                    test_each_area_is_labelled_inside);
    g_test_add_func("/figure/area-labels/pieces-of-one-area-get-one-label",
                    test_pieces_of_one_area_get_one_label);
    g_test_add_func("/figure/area-labels/a-sliver-gets-none", test_a_sliver_gets_none);
    return g_test_run();
}
