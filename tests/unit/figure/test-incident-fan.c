/* SPDX-License-Identifier: MIT */
#include "figure/incident-fan.h"

#include <math.h>
#include <string.h>

#define MM_PER_PX (25.4 / 96)

static const char STYLE[] =
    "{\"version\": 8, \"sources\": {\"i\": {\"type\": \"geojson\", \"data\": "
    "\"figure:incidents\"}}, \"layers\": [{\"id\": \"c\", \"type\": \"circle\", "
    "\"source\": \"i\", \"metadata\": {\"print:legend\": {\"label\": \"x\", "
    "\"nested-circles\": true, \"value-property\": \"value\"}}, \"paint\": "
    "{\"circle-radius\": [\"get\", \"value\"], \"circle-stroke-width\": 0}}]}";

static MarchFrame *
frame_new(void)
{
    const MarchBox extent = {69, 39, 71, 41};

    return march_frame_new(march_projection_new("auto", extent, NULL), extent,
                           (MarchRect){0, 0, 150, 150}, NULL);
}

static void
incident_add(MarchFeatures *incidents, MarchLonLat position, double radius_px)
{
    MarchFeature *feature =
        march_features_add(incidents, march_geometry_new_point(position));

    march_features_set_number(incidents, feature, "value", radius_px);
    march_features_set_number(incidents, feature, "precision", radius_px);
}

static MarchPoint
point_of(const MarchFeatures *features, guint index, const MarchFrame *frame)
{
    const MarchFeature *feature = march_features_get(features, index);
    MarchPoint point;

    g_assert_true(march_frame_project(
        frame, g_array_index(feature->geometry->positions, MarchLonLat, 0), &point));
    return point;
}

static void
test_symbols_of_one_place_do_not_overlap(void)
{
    g_autoptr(MarchStyle) style = march_style_parse(
        STYLE, strlen(STYLE), "style", &(MarchStyleOptions){0}, NULL, NULL);
    g_autoptr(MarchFrame) frame = frame_new();

    for (guint count = 2; count <= 9; count++) {
        g_autoptr(MarchFeatures) incidents = march_features_new();
        g_autoptr(MarchFeatures) leaders = NULL;

        for (guint i = 0; i < count; i++) {
            incident_add(incidents, (MarchLonLat){70, 40}, 4 + 3 * i);
        }
        leaders = march_incident_fan_out(incidents, style, "figure:incidents", frame);
        g_assert_cmpuint(march_features_count(leaders), ==, count + 1);
        for (guint i = 0; i < count; i++) {
            for (guint j = 0; j < i; j++) {
                MarchPoint a = point_of(incidents, i, frame);
                MarchPoint b = point_of(incidents, j, frame);
                double reach = (8.0 + 3 * i + 3 * j) * MM_PER_PX;

                g_assert_cmpfloat(hypot(a.x - b.x, a.y - b.y), >, reach - 0.02);
            }
        }
    }
}

static void
test_a_lone_incident_stays(void)
{
    g_autoptr(MarchStyle) style = march_style_parse(
        STYLE, strlen(STYLE), "style", &(MarchStyleOptions){0}, NULL, NULL);
    g_autoptr(MarchFrame) frame = frame_new();
    g_autoptr(MarchFeatures) incidents = march_features_new();
    g_autoptr(MarchFeatures) leaders = NULL;

    incident_add(incidents, (MarchLonLat){70, 40}, 8);
    incident_add(incidents, (MarchLonLat){70.5, 40}, 8);
    leaders = march_incident_fan_out(incidents, style, "figure:incidents", frame);
    g_assert_cmpuint(march_features_count(leaders), ==, 0);
    g_assert_cmpfloat_with_epsilon(
        g_array_index(march_features_get(incidents, 0)->geometry->positions,
                      MarchLonLat, 0)
            .lon,
        70, 1e-12);
}

static void
test_a_place_has_its_roughest_precision(void)
{
    g_autoptr(MarchFeatures) incidents = march_features_new();
    g_autoptr(MarchFeatures) places = NULL;

    incident_add(incidents, (MarchLonLat){70, 40}, 3);
    incident_add(incidents, (MarchLonLat){70, 40}, 8);
    incident_add(incidents, (MarchLonLat){71, 40}, 1);
    places = march_incident_places_make(incidents);
    g_assert_cmpuint(march_features_count(places), ==, 2);
    g_assert_cmpfloat_with_epsilon(
        march_feature_get_number(march_features_get(places, 0), "precision", 0), 8,
        1e-12);
    g_assert_cmpfloat_with_epsilon(
        march_feature_get_number(march_features_get(places, 0), "count", 0), 2, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/incident-fan/symbols-of-one-place-do-not-overlap",
                    test_symbols_of_one_place_do_not_overlap);
    g_test_add_func("/figure/incident-fan/a-lone-incident-stays",
                    test_a_lone_incident_stays);
    g_test_add_func("/figure/incident-fan/a-place-has-its-roughest-precision",
                    test_a_place_has_its_roughest_precision);
    return g_test_run();
}
