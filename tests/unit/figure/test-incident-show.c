/* SPDX-License-Identifier: MIT */
#include "figure/incident-features.h"
#include "figure/incident-unit-words.h"

#include "incident-fixture.h"

/* Two incidents and a toll known to one district, a toll known to another, and one of
 * each known to a country. */
static const char *const TABLES[] = {"id,type,lat,lon,place,precision\n"
                                     "a,Riots,40,70,North,district\n"
                                     "b,Riots,40,70,North,district\n"
                                     "c,Toll of one side,40,70,North,district\n"
                                     "d,Toll of one side,40.3,70.4,South,district\n"
                                     "e,Riots,41,74,Land,country\n"
                                     "f,Toll of one side,41,74,Land,country\n",
                                     NULL};

typedef struct {
    GPtrArray *tables;
    MarchIncidentShow *show;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(GError) error = NULL;

    (void)unused;
    fixture->tables = incident_fixture_tables(TABLES);
    for (guint i = 0; i < 6; i++) {
        MarchIncident *incident =
            march_incidents_get(g_ptr_array_index(fixture->tables, 0), i);

        /* Without the pack nothing says whose land it is. */
        if (incident->precision == MARCH_PRECISION_COUNTRY) {
            incident->precision = MARCH_PRECISION_NOWHERE;
        }
    }
    fixture->show = march_incident_show_new(fixture->tables, NULL, NULL, NULL,
                                            MARCH_DATE_NONE, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_incident_show_free(fixture->show);
    g_ptr_array_unref(fixture->tables);
}

static void
test_badges_count_incidents_and_tolls_apart(Fixture *fixture, gconstpointer unused)
{
    static const char STYLE[] = "{\"version\": 8, \"sources\": {}, \"layers\": []}";
    static const struct {
        const char *level;
        double count;
    } EXPECTED[] = {{"district", 2}, {"toll", 1}, {"toll", 1}};
    const MarchBox box = {69, 39.5, 71, 40.5};
    g_autoptr(MarchFeatures) points = march_features_new();
    MarchStyle *style = march_style_parse(STYLE, sizeof STYLE - 1, "style",
                                          &(MarchStyleOptions){0}, NULL, NULL);
    MarchFrame *frame = march_frame_new(march_projection_new("auto", box, NULL), box,
                                        (MarchRect){10, 10, 160, 100}, NULL);
    g_autoptr(MarchFeatures) badges =
        march_incident_badges_make(fixture->show, NULL, FALSE, NULL, points, style,
                                   "figure:incident-badges", "figure:incidents", frame);

    (void)unused;
    g_assert_cmpuint(march_features_count(badges), ==, G_N_ELEMENTS(EXPECTED));
    for (guint i = 0; i < G_N_ELEMENTS(EXPECTED); i++) {
        const MarchFeature *badge = march_features_get(badges, i);

        g_assert_cmpstr(march_feature_get_string(badge, "level"), ==,
                        EXPECTED[i].level);
        g_assert_cmpfloat_with_epsilon(march_feature_get_number(badge, "count", 0),
                                       EXPECTED[i].count, 1e-9);
    }
    march_frame_free(frame);
    march_style_free(style);
}

/* The districts lie in two corners of the frame, whose badges are not cut by its edge. */
static void
test_badges_lie_within_the_frame(Fixture *fixture, gconstpointer unused)
{
    static const char STYLE[] =
        "{\"version\": 8, \"sources\": {\"b\": {\"type\": \"geojson\", \"data\": "
        "\"figure:incident-badges\"}}, \"layers\": [{\"id\": \"b\", \"type\": "
        "\"circle\", \"source\": \"b\", \"paint\": {\"circle-radius\": 8}}]}";
    const MarchBox box = {70, 40, 70.4, 40.3};
    const MarchRect map = {10, 10, 120, 117};
    g_autoptr(MarchFeatures) points = march_features_new();
    MarchStyle *style = march_style_parse(STYLE, sizeof STYLE - 1, "style",
                                          &(MarchStyleOptions){0}, NULL, NULL);
    MarchFrame *frame =
        march_frame_new(march_projection_new("auto", box, NULL), box, map, NULL);
    g_autoptr(MarchFeatures) badges =
        march_incident_badges_make(fixture->show, NULL, FALSE, NULL, points, style,
                                   "figure:incident-badges", "figure:incidents", frame);

    (void)unused;
    g_assert_cmpuint(march_features_count(badges), ==, 3);
    for (guint i = 0; i < march_features_count(badges); i++) {
        const MarchFeature *badge = march_features_get(badges, i);
        MarchRect drawn = march_frame_get_rect(frame);
        MarchPoint at;

        g_assert_true(march_frame_project(
            frame, g_array_index(badge->geometry->positions, MarchLonLat, 0), &at));
        g_assert_cmpfloat(at.x, >=, drawn.x + 8 * 25.4 / 96);
        g_assert_cmpfloat(at.x, <=, drawn.x + drawn.width - 8 * 25.4 / 96);
        g_assert_cmpfloat(at.y, >=, drawn.y + 8 * 25.4 / 96);
        g_assert_cmpfloat(at.y, <=, drawn.y + drawn.height - 8 * 25.4 / 96);
    }
    march_frame_free(frame);
    march_style_free(style);
}

/* An inset over the south shows one toll, the fourth row of the table. */
static void
test_insets_have_the_numbers_of_the_table(Fixture *fixture, gconstpointer unused)
{
    const MarchBox box = {70.35, 40.25, 70.45, 40.35};
    MarchFrame *frame = march_frame_new(march_projection_new("auto", box, NULL), box,
                                        (MarchRect){10, 10, 60, 60}, NULL);
    MarchIncidentShow *inset = march_incident_show_new(fixture->tables, NULL, NULL,
                                                       frame, MARCH_DATE_NONE, NULL);
    g_autofree char *numbers = NULL;

    (void)unused;
    g_assert_cmpuint(march_incident_show_get(inset, 0, 3)->number, ==, 1);
    march_incident_show_number_as(inset, fixture->show);
    g_assert_cmpuint(march_incident_show_get(inset, 0, 0)->number, ==, 0);
    g_assert_cmpuint(march_incident_show_get(inset, 0, 3)->number, ==, 4);
    numbers =
        march_incident_unit_table_numbers(march_incident_show_get_unit(inset, 1), TRUE);
    g_assert_cmpstr(numbers, ==, "#4");
    march_incident_show_free(inset);
    march_frame_free(frame);
}

static void
test_numbers_of_the_table_are_told_in_runs(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        guint count;
        guint numbers[8];
        const char *text;
    } CASES[] = {{0, {0}, NULL},
                 {1, {7}, "#7"},
                 {2, {2, 1}, "#1, 2"},
                 {4, {7, 1, 3, 2}, "#1–3, 7"},
                 {6, {1, 3, 5, 7, 9, 11}, "#1, 3, 5, 7 …"}};

    (void)unused;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        g_autofree char *text = NULL;

        g_array_append_vals(numbers, CASES[i].numbers, CASES[i].count);
        text = march_table_numbers_to_text(numbers);
        g_assert_cmpstr(text, ==, CASES[i].text);
    }
    {
        g_autofree char *tolls = march_incident_unit_table_numbers(
            march_incident_show_get_unit(fixture->show, 0), TRUE);
        g_autofree char *incidents = march_incident_unit_table_numbers(
            march_incident_show_get_unit(fixture->show, 0), FALSE);

        g_assert_cmpstr(tolls, ==, "#3");
        g_assert_cmpstr(incidents, ==, "#1, 2");
    }
}

/* What the numbers count is told, and who says them of a toll. */
static void
test_lines_beside_the_map_tell_numbers(Fixture *fixture, gconstpointer unused)
{
    static const char *const NUMBERED[] = {"id,type,country,precision,value,claimant\n"
                                           "a,Riots,KG,nowhere,3,Ministry\n"
                                           "b,Riots,KG,nowhere,4,Ministry\n"
                                           "c,Toll of one side,KG,nowhere,62,Ministry\n"
                                           "c,,,,>=70,Radio\n",
                                           NULL};
    static MarchSpecIncidents entry;
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autoptr(GPtrArray) tables = incident_fixture_tables(NUMBERED);
    const MarchSpec spec = {.incidents = entries};
    MarchMeasures *measures;
    g_autoptr(MarchIncidentShow) show = NULL;
    g_autoptr(GPtrArray) lines = NULL;

    (void)unused;
    (void)fixture;
    entry = (MarchSpecIncidents){.value_label = (char *)(guintptr) "killed",
                                 .claims = claims};
    g_ptr_array_add(entries, &entry);
    measures = march_measures_new(&spec, tables, NULL);
    for (guint i = 0; i < march_incidents_count(g_ptr_array_index(tables, 0)); i++) {
        march_incidents_locate(g_ptr_array_index(tables, 0), i, (MarchLonLat){74, 41},
                               500, "Kyrgyzstan");
    }
    show = march_incident_show_new(tables, NULL, NULL, NULL, MARCH_DATE_NONE, NULL);
    g_assert_nonnull(show);
    lines = march_incident_margin_lines(show, measures);
    g_assert_cmpuint(lines->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(lines, 0), ==,
                    "2 incidents at sea or in no one country: 7 killed");
    g_assert_cmpstr(g_ptr_array_index(lines, 1), ==,
                    "1 toll of a whole side: killed 62, Ministry; >=70, Radio");
    march_measures_free(measures);
}

static void
test_lines_beside_the_map_tell_tolls_apart(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(GPtrArray) lines = march_incident_margin_lines(fixture->show, NULL);

    (void)unused;
    g_assert_cmpuint(lines->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(lines, 0), ==,
                    "1 incident at sea or in no one country");
    g_assert_cmpstr(g_ptr_array_index(lines, 1), ==, "1 toll of a whole side");
}

#define ADD(name, test)                                                                \
    g_test_add("/incidents/show/" name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("badges-count-incidents-and-tolls-apart",
        test_badges_count_incidents_and_tolls_apart);
    ADD("insets-have-the-numbers-of-the-table",
        test_insets_have_the_numbers_of_the_table);
    ADD("numbers-of-the-table-are-told-in-runs",
        test_numbers_of_the_table_are_told_in_runs);
    ADD("badges-lie-within-the-frame", test_badges_lie_within_the_frame);
    ADD("lines-beside-the-map-tell-numbers", test_lines_beside_the_map_tell_numbers);
    ADD("lines-beside-the-map-tell-tolls-apart",
        test_lines_beside_the_map_tell_tolls_apart);
    return g_test_run();
}
