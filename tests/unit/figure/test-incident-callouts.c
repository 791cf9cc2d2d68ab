/* SPDX-License-Identifier: MIT */
#include "figure/incident-callouts.h"

#include <math.h>
#include <string.h>

#define LOCATION  "figure:incidents"
#define RADIUS_MM (10 * 25.4 / 96)

static const char STYLE[] =
    "{\"version\": 8, \"sources\": {\"i\": {\"type\": \"geojson\", \"data\": "
    "\"figure:incidents\"}}, \"layers\": [{\"id\": \"i\", \"type\": \"circle\", "
    "\"source\": \"i\", \"paint\": {\"circle-radius\": 10}}]}";

typedef struct {
    MarchFeatures *points;
    MarchStyle *style;
    MarchFrame *frame;
} Fixture;

/* Three sections within a millimetre or two of each other, and an incident beside. */
static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const MarchLonLat PLACES[] = {
        {70, 40}, {70.005, 40.004}, {69.996, 40.003}, {70.06, 40}};
    const MarchBox box = {69.5, 39.7, 70.5, 40.3};

    (void)unused;
    fixture->points = march_features_new();
    for (gsize i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        MarchFeature *point =
            march_features_add(fixture->points, march_geometry_new_point(PLACES[i]));

        if (i < 3) {
            march_features_set_string(fixture->points, point, "section", "A stretch");
            march_features_set_string(fixture->points, point, "label",
                                      "9 events within 5 km");
        }
    }
    fixture->style = march_style_parse(STYLE, strlen(STYLE), "style",
                                       &(MarchStyleOptions){0}, NULL, NULL);
    fixture->frame = march_frame_new(march_projection_new("auto", box, NULL), box,
                                     (MarchRect){10, 10, 160, 100}, NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_features_free(fixture->points);
    march_style_free(fixture->style);
    march_frame_free(fixture->frame);
}

static MarchPoint
point_of(const Fixture *fixture, const MarchFeatures *features, guint index)
{
    const MarchFeature *feature = march_features_get(features, index);
    MarchPoint at = {0, 0};

    g_assert_true(march_frame_project(
        fixture->frame, g_array_index(feature->geometry->positions, MarchLonLat, 0),
        &at));
    return at;
}

static void
test_numbers_do_not_overprint(Fixture *fixture, gconstpointer unused)
{
    const MarchPoint incident = point_of(fixture, fixture->points, 3);
    g_autoptr(MarchFeatures) leaders = march_incident_callouts_place(
        fixture->points, fixture->style, LOCATION, fixture->frame);

    (void)unused;
    for (guint i = 0; i < 4; i++) {
        MarchPoint at = point_of(fixture, fixture->points, i);

        for (guint j = i + 1; j < 4; j++) {
            MarchPoint other = point_of(fixture, fixture->points, j);

            g_assert_cmpfloat(hypot(at.x - other.x, at.y - other.y), >, 2 * RADIUS_MM);
        }
    }
    /* what is no section stays where it is */
    g_assert_cmpfloat_with_epsilon(point_of(fixture, fixture->points, 3).x, incident.x,
                                   1e-9);
}

static void
test_leaders_begin_at_the_sections(Fixture *fixture, gconstpointer unused)
{
    MarchPoint middles[3];
    g_autoptr(MarchFeatures) leaders = NULL;

    (void)unused;
    for (guint i = 0; i < 3; i++) {
        middles[i] = point_of(fixture, fixture->points, i);
    }
    leaders = march_incident_callouts_place(fixture->points, fixture->style, LOCATION,
                                            fixture->frame);
    g_assert_cmpuint(march_features_count(leaders), ==, 6);
    for (guint i = 0; i < 3; i++) {
        MarchPoint from = point_of(fixture, leaders, 2 * i);
        MarchPoint dot = point_of(fixture, leaders, 2 * i + 1);
        MarchPoint moved = point_of(fixture, fixture->points, i);

        g_assert_cmpfloat(hypot(from.x - middles[i].x, from.y - middles[i].y), <, 1e-6);
        g_assert_cmpfloat(hypot(dot.x - middles[i].x, dot.y - middles[i].y), <, 1e-6);
        /* clear of the line that the section is */
        g_assert_cmpfloat(hypot(moved.x - from.x, moved.y - from.y), >, RADIUS_MM + 1);
    }
}

#define ADD(name, test)                                                                \
    g_test_add("/figure/incident-callouts/" name, Fixture, NULL, set_up, test,         \
               tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("numbers-do-not-overprint", test_numbers_do_not_overprint);
    ADD("leaders-begin-at-the-sections", test_leaders_begin_at_the_sections);
    return g_test_run();
}
