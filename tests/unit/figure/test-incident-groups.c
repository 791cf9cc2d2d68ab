/* SPDX-License-Identifier: MIT */
#include "figure/area-names.h"
#include "figure/incident-area-counts.h"
#include "figure/incident-groups.h"

#include <glib/gstdio.h>

typedef struct {
    char *directory;
    GPtrArray *incidents;
    MarchIncidentShow *show;
    MarchFrame *frame;
    MarchFeatures *borders;
    MarchFeatures *districts;
    MarchIncidentGrouping grouping;
    MarchIncidentGroups groups;
} Fixture;

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static void
line_add(MarchFeatures *features,
         MarchGeometryType type,
         const MarchLonLat *positions,
         guint count,
         const char *key,
         const char *name)
{
    MarchGeometry *geometry = march_geometry_new(type);

    march_geometry_add_part(geometry, positions, count, FALSE);
    march_features_set_string(features, march_features_add(features, geometry), key,
                              name);
}

/* Two incidents at one place, one 4 km off, one far away. */
static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const char CSV[] = "id,date,type,lat,lon,place,precision\n"
                              "a,2021-04-29,Battles,40,70,Middle,\n"
                              "b,2021-04-29,Battles,40,70,Middle,\n"
                              "c,2021-04-29,Riots,40.036,70,North,25 km\n"
                              "d,2021-04-29,Riots,40.4,70.8,Far,\n";
    const MarchBox box = {69, 39.5, 71, 40.5};
    const MarchLonLat line[] = {{69.5, 40.01}, {70.5, 40.01}};
    const MarchLonLat ring[] = {{69, 39}, {70.5, 39}, {70.5, 41}, {69, 41}, {69, 39}};
    g_autofree char *path = NULL;
    MarchIncidentOptions options;

    (void)unused;
    fixture->directory = g_dir_make_tmp("march-groups-XXXXXX", NULL);
    path = g_build_filename(fixture->directory, "t.csv", NULL);
    g_assert_true(g_file_set_contents(path, CSV, -1, NULL));
    fixture->incidents = g_ptr_array_new_with_free_func(incidents_free);
    march_incident_options_init(&options);
    g_ptr_array_add(fixture->incidents,
                    march_incidents_read(path, &options, NULL, NULL));
    fixture->frame = march_frame_new(march_projection_new("auto", box, NULL), box,
                                     (MarchRect){10, 10, 160, 100}, NULL);
    fixture->show = march_incident_show_new(fixture->incidents, NULL, NULL,
                                            fixture->frame, MARCH_DATE_NONE, NULL);
    fixture->borders = march_features_new();
    line_add(fixture->borders, MARCH_GEOMETRY_LINE, line, 2, "section", "The stretch");
    fixture->districts = march_features_new();
    line_add(fixture->districts, MARCH_GEOMETRY_POLYGON, ring, 5, "ADM2_EN", "West");
    fixture->grouping = (MarchIncidentGrouping){.section_km = 5,
                                                .frame = fixture->frame,
                                                .districts = fixture->districts,
                                                .borders = fixture->borders};
    g_remove(path);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_incident_groups_clear(&fixture->groups);
    march_incident_show_free(fixture->show);
    march_frame_free(fixture->frame);
    march_features_free(fixture->borders);
    march_features_free(fixture->districts);
    g_ptr_array_unref(fixture->incidents);
    g_remove(fixture->directory);
    g_free(fixture->directory);
}

static void
group(Fixture *fixture, const char *by)
{
    fixture->grouping.by = by;
    g_assert_true(march_incident_groups_make(&fixture->groups, fixture->incidents,
                                             fixture->show, &fixture->grouping, NULL));
}

static guint
count_of(const MarchFeatures *features, guint index)
{
    return (guint)march_feature_get_number(march_features_get(features, index), "count",
                                           0);
}

static void
test_places(Fixture *fixture, gconstpointer unused)
{
    const MarchFeature *largest;

    (void)unused;
    group(fixture, "place");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 3);
    largest = march_features_get(fixture->groups.points, 0);
    g_assert_cmpstr(march_feature_get_string(largest, "place"), ==,
                    "Middle: 2 incidents");
    g_assert_cmpstr(march_feature_get_string(largest, "type"), ==, "Battles");
    g_assert_cmpfloat_with_epsilon(fixture->groups.largest, 2, 1e-9);
}

/* A table of as many places as there are rows: no page shows them apart. */
static void
test_places_beyond_number_are_merged(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GString) csv = g_string_new("id,lat,lon\n");
    g_autofree char *path = g_build_filename(fixture->directory, "many.csv", NULL);
    MarchIncidentOptions options;
    guint sum = 0;

    (void)unused;
    for (guint i = 0; i < 5000; i++) {
        g_string_append_printf(csv, "%u,%.5f,%.5f\n", i,
                               g_test_rand_double_range(39.6, 40.4),
                               g_test_rand_double_range(69.2, 70.8));
    }
    g_assert_true(g_file_set_contents(path, csv->str, -1, NULL));
    march_incident_options_init(&options);
    g_ptr_array_set_size(fixture->incidents, 0);
    g_ptr_array_add(fixture->incidents,
                    march_incidents_read(path, &options, NULL, NULL));
    g_remove(path);
    march_incident_show_free(fixture->show);
    fixture->show = march_incident_show_new(fixture->incidents, NULL, NULL,
                                            fixture->frame, MARCH_DATE_NONE, NULL);
    fixture->grouping.diagnostics = diagnostics;
    group(fixture, "place");
    g_assert_cmpuint(march_features_count(fixture->groups.points), <, 1000);
    for (guint i = 0; i < march_features_count(fixture->groups.points); i++) {
        sum += count_of(fixture->groups.points, i);
    }
    g_assert_cmpuint(sum, ==, 5000);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "places-merged");
}

/* At 1 : 1,400,000 the incident 4 km off is 3 mm away: its symbol would overlap. */
static void
test_clusters_say_how_many(Fixture *fixture, gconstpointer unused)
{
    const MarchFeature *largest;

    (void)unused;
    group(fixture, "cluster");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 2);
    largest = march_features_get(fixture->groups.points, 0);
    g_assert_cmpuint(count_of(fixture->groups.points, 0), ==, 3);
    g_assert_cmpstr(march_feature_get_string(largest, "place"), ==, "3 incidents");
    g_assert_null(march_feature_get_string(largest, "label"));
    g_assert_cmpstr(march_feature_get_string(largest, "count-legend"), ==,
                    "Number of incidents");
    g_assert_null(march_feature_get_string(largest, "type"));
}

static void
test_districts(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    group(fixture, "district");
    g_assert_cmpuint(march_features_count(fixture->groups.cells), ==, 1);
    g_assert_cmpuint(count_of(fixture->groups.cells, 0), ==, 3);
    g_assert_cmpstr(
        march_feature_get_string(march_features_get(fixture->groups.cells, 0), "name"),
        ==, "West");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 1);
}

/* Under the count stands what one claimant says of all that are counted. */
static void
test_districts_have_the_sum_of_what_is_said(Fixture *fixture, gconstpointer unused)
{
    static const char CSV[] = "id,date,lat,lon,value,claimant\n"
                              "a,2021-04-29,40,70,3,Ministry\n"
                              "b,2021-04-29,40,70,4,Ministry\n"
                              "c,2021-04-29,40.1,70,,\n"
                              "d,2021-04-29,40.4,70.8,9,Radio\n";
    g_autofree char *path = g_build_filename(fixture->directory, "n.csv", NULL);
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autofree char *words = g_strdup("people killed");
    MarchSpecIncidents entry = {.claims = claims, .value_label = words};
    const MarchSpec spec = {.incidents = entries};
    g_autoptr(MarchMeasures) measures = NULL;
    MarchIncidentOptions options;

    (void)unused;
    g_assert_true(g_file_set_contents(path, CSV, -1, NULL));
    march_incident_options_init(&options);
    g_ptr_array_set_size(fixture->incidents, 0);
    g_ptr_array_add(fixture->incidents,
                    march_incidents_read(path, &options, NULL, NULL));
    g_remove(path);
    g_ptr_array_add(entries, &entry);
    measures = march_measures_new(&spec, fixture->incidents, NULL);
    march_incident_show_free(fixture->show);
    fixture->show = march_incident_show_new(fixture->incidents, NULL, NULL,
                                            fixture->frame, MARCH_DATE_NONE, NULL);
    fixture->grouping.measures = measures;
    group(fixture, "district");
    g_assert_cmpuint(count_of(fixture->groups.cells, 0), ==, 3);
    g_assert_cmpstr(
        march_feature_get_string(march_features_get(fixture->groups.cells, 0), "sum"),
        ==, "7+ people killed");
}

static void
test_sections(Fixture *fixture, gconstpointer unused)
{
    const MarchFeature *stretch;

    (void)unused;
    group(fixture, "section");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 2);
    stretch = march_features_get(fixture->groups.points, 0);
    g_assert_cmpuint(count_of(fixture->groups.points, 0), ==, 3);
    g_assert_cmpstr(march_feature_get_string(stretch, "label"), ==,
                    "3 events within 5 km, 1 of them placed only roughly");
    g_assert_cmpstr(march_feature_get_string(stretch, "count-legend"), ==,
                    "Incidents within 5 km of a section");
}

/* The places b and c are 1.1 and 2.9 km from the line. */
static void
test_sections_reach_as_far_as_asked(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->grouping.section_km = 2;
    group(fixture, "section");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 3);
    g_assert_cmpuint(count_of(fixture->groups.points, 0), ==, 2);
}

static void
test_no_section_is_told(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) none = march_features_new();

    (void)unused;
    fixture->grouping.borders = none;
    fixture->grouping.diagnostics = diagnostics;
    group(fixture, "section");
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==,
                    "no-section-drawn");
}

static void
test_hexagons_are_of_one_size(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->grouping.hexagon_side_km = 10;
    group(fixture, "hexagon");
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 0);
    for (guint i = 0; i < march_features_count(fixture->groups.cells); i += 2) {
        const MarchGeometry *cell =
            march_features_get(fixture->groups.cells, i)->geometry;
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(cell, 0, &count);

        g_assert_cmpuint(count, ==, 7);
        for (guint j = 0; j + 1 < count; j++) {
            g_assert_cmpfloat_with_epsilon(march_lon_lat_distance(ring[j], ring[j + 1]),
                                           10000, 10);
        }
    }
}

static void
test_hexagons_have_their_count_in_the_middle(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->grouping.hexagon_side_km = 10;
    group(fixture, "hexagon");
    for (guint i = 0; i + 1 < march_features_count(fixture->groups.cells); i += 2) {
        const MarchFeature *cell = march_features_get(fixture->groups.cells, i);
        const MarchFeature *number = march_features_get(fixture->groups.cells, i + 1);
        double metres_a_mm =
            march_frame_get_scale_denominator(fixture->grouping.frame) / 1000;

        g_assert_cmpfloat_with_epsilon(march_feature_get_number(cell, "count", 0),
                                       march_feature_get_number(number, "number", -1),
                                       1e-9);
        g_assert_true(march_area_contains(
            cell->geometry,
            g_array_index(number->geometry->positions, MarchLonLat, 0)));
        g_assert_cmpfloat_with_epsilon(
            march_feature_get_number(number, "room", 0) * metres_a_mm, 8660, 10);
    }
}

/* A district that is narrower than its count has it, too, on a leader. */
static void
test_counts_of_narrow_areas_stand_beside_them(Fixture *fixture, gconstpointer unused)
{
    const MarchLonLat ring[] = {
        {70.79, 40.3}, {70.8, 40.3}, {70.8, 40.5}, {70.79, 40.5}, {70.79, 40.3}};
    g_autoptr(MarchFeatures) leaders = march_features_new();
    MarchIncidentAreaCounts lost;
    guint written = 0;

    (void)unused;
    line_add(fixture->districts, MARCH_GEOMETRY_POLYGON, ring, 5, "ADM2_EN", "Strip");
    group(fixture, "district");
    lost = march_incident_area_counts_place(fixture->groups.cells, leaders,
                                            fixture->frame);
    for (guint i = 0; i < march_features_count(fixture->groups.cells); i++) {
        const MarchFeature *cell = march_features_get(fixture->groups.cells, i);

        written += march_feature_get_string(cell, "area-count") != NULL ? 1 : 0;
    }
    g_assert_cmpuint(written, ==, 2);
    g_assert_cmpuint(lost.counts, ==, 0);
    g_assert_cmpuint(march_features_count(leaders), ==, 2);
}

/* Panels and insets have the classes of the figure they belong to. */
static void
test_classes_are_those_of_the_largest_cell_of_all(Fixture *fixture,
                                                  gconstpointer unused)
{
    static const struct {
        guint largest;
        const char *first;
        const char *second;
    } CASES[] = {{0, "1 incident", "2 incidents or more"},
                 {4, "1 incident", "2 incidents"},
                 {20, "1 incident", "2–3 incidents"}};

    (void)unused;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const MarchFeature *least;
        const MarchFeature *most;

        march_incident_groups_clear(&fixture->groups);
        fixture->grouping.hexagon_side_km = 1;
        fixture->grouping.largest_cell = CASES[i].largest;
        group(fixture, "hexagon");
        least = march_features_get(fixture->groups.cells, 0);
        most = march_features_get(fixture->groups.cells,
                                  march_features_count(fixture->groups.cells) - 2);
        g_assert_cmpuint(fixture->groups.largest_cell, ==, 2);
        g_assert_cmpstr(march_feature_get_string(least, "class-label"), ==,
                        CASES[i].first);
        g_assert_cmpstr(march_feature_get_string(most, "class-label"), ==,
                        CASES[i].second);
        g_assert_cmpfloat_with_epsilon(march_feature_get_number(most, "legend-rank", 0),
                                       1, 1e-9);
    }
}

/* A hexagon around the antipode has no corners to draw: it is told, and stays. */
static void
test_what_no_hexagon_holds_stays_a_point(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();

    (void)unused;
    fixture->grouping.hexagon_side_km = 30000;
    fixture->grouping.diagnostics = diagnostics;
    group(fixture, "hexagon");
    g_assert_cmpuint(march_features_count(fixture->groups.cells), ==, 0);
    g_assert_cmpuint(march_features_count(fixture->groups.points), ==, 3);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "beyond-hexagons");
}

#define ADD(name, test)                                                                \
    g_test_add("/incidents/groups/" name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("places", test_places);
    ADD("places-beyond-number-are-merged", test_places_beyond_number_are_merged);
    ADD("clusters-say-how-many", test_clusters_say_how_many);
    ADD("districts", test_districts);
    ADD("districts-have-the-sum-of-what-is-said",
        test_districts_have_the_sum_of_what_is_said);
    ADD("sections", test_sections);
    ADD("sections-reach-as-far-as-asked", test_sections_reach_as_far_as_asked);
    ADD("no-section-is-told", test_no_section_is_told);
    ADD("hexagons-are-of-one-size", test_hexagons_are_of_one_size);
    ADD("hexagons-have-their-count-in-the-middle",
        test_hexagons_have_their_count_in_the_middle);
    ADD("classes-are-those-of-the-largest-cell-of-all",
        test_classes_are_those_of_the_largest_cell_of_all);
    ADD("counts-of-narrow-areas-stand-beside-them",
        test_counts_of_narrow_areas_stand_beside_them);
    ADD("what-no-hexagon-holds-stays-a-point",
        test_what_no_hexagon_holds_stays_a_point);
    return g_test_run();
}
