/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "incidents/incidents.h"

typedef struct {
    char *path;
    MarchDiagnostics *diagnostics;
} Fixture;

static void
fixture_set_up(Fixture *fixture, gconstpointer data)
{
    int handle;

    (void)data;
    fixture->path =
        g_build_filename(g_get_tmp_dir(), "march-incidents-XXXXXX.csv", NULL);
    handle = g_mkstemp(fixture->path);
    g_assert_cmpint(handle, >=, 0);
    g_close(handle, NULL);
    fixture->diagnostics = march_diagnostics_new();
}

static void
fixture_tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_free(fixture->path);
    march_diagnostics_free(fixture->diagnostics);
}

static MarchIncidents *
read_text(Fixture *fixture, const char *text, GError **error)
{
    MarchIncidentOptions options;

    march_incident_options_init(&options);
    g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
    return march_incidents_read(fixture->path, &options, fixture->diagnostics, error);
}

static gboolean
was_said(const Fixture *fixture, const char *code, int line)
{
    for (guint i = 0; i < march_diagnostics_count(fixture->diagnostics); i++) {
        const MarchDiagnostic *diagnostic =
            march_diagnostics_get(fixture->diagnostics, i);

        if (strcmp(diagnostic->code, code) == 0 && diagnostic->where.line == line) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
test_acled_columns(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIncidents) incidents = NULL;
    const MarchIncident *incident;

    (void)data;
    incidents = read_text(fixture,
                          "event_id_cnty,event_date,event_type,location,latitude,"
                          "longitude,geo_precision,fatalities,notes\n"
                          "KGZ1,16 May 2025,Battles,Somewhere,40.1,70.2,2,3,text\n",
                          &error);
    g_assert_no_error(error);
    g_assert_cmpuint(march_incidents_count(incidents), ==, 1);
    incident = march_incidents_get(incidents, 0);
    g_assert_cmpstr(incident->id, ==, "KGZ1");
    g_assert_true(incident->is_located);
    g_assert_cmpfloat_with_epsilon(incident->position.lon, 70.2, 1e-9);
    g_assert_cmpfloat_with_epsilon(incident->value, 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(incident->precision_km, 25, 1e-9);
}

static void
test_bad_rows_are_told_and_left_out(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIncidents) incidents = NULL;

    (void)data;
    incidents = read_text(fixture,
                          "lat,lon,value\n"
                          "40,70,1\n"
                          "north,70,1\n"
                          "95,70,1\n"
                          "40,,1\n"
                          "40,71,7 TJ\n",
                          &error);
    g_assert_no_error(error);
    g_assert_cmpuint(march_incidents_count(incidents), ==, 2);
    g_assert_true(was_said(fixture, "bad-coordinate", 3));
    g_assert_true(was_said(fixture, "coordinate-out-of-range", 4));
    g_assert_true(was_said(fixture, "incomplete-position", 5));
    g_assert_true(was_said(fixture, "bad-number", 6));
    g_assert_false(march_incidents_get(incidents, 1)->has_value);
}

static void
test_lost_rows_are_counted(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIncidents) incidents = NULL;

    (void)data;
    incidents = read_text(fixture,
                          "lat,lon,deaths\n"
                          "40,70,1\n"
                          "14.4,104.7,1\n"
                          "104.7,14.4,1\n"
                          "40,70,1,extra\n",
                          &error);
    g_assert_no_error(error);
    g_assert_cmpuint(march_incidents_count(incidents), ==, 2);
    g_assert_cmpuint(march_incidents_count_lost(incidents), ==, 2);
    g_assert_cmpstr(march_incidents_get_value_column(incidents), ==, "deaths");
}

static void
test_a_table_without_places_is_an_error(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(read_text(fixture, "a,b\n1,2\n", &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
}

static void
test_features_are_largest_first(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchIncidents) incidents =
        read_text(fixture, "lat,lon,value,id\n40,70,1,a\n41,70,,b\n42,70,9,c\n", NULL);
    g_autoptr(MarchFeatures) features = march_incidents_to_features(incidents);

    (void)data;
    g_assert_cmpuint(march_features_count(features), ==, 3);
    g_assert_cmpstr(march_feature_get_string(march_features_get(features, 0), "id"), ==,
                    "c");
    g_assert_cmpstr(march_feature_get_string(march_features_get(features, 2), "id"), ==,
                    "b");
    g_assert_null(march_feature_get(march_features_get(features, 2), "value"));
}

static void
test_a_misspelt_column_is_suggested(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    MarchIncidentOptions options;

    (void)data;
    march_incident_options_init(&options);
    options.columns.value = "fatalites";
    g_assert_true(
        g_file_set_contents(fixture->path, "lat,lon,fatalities\n1,2,3\n", -1, NULL));
    g_assert_null(
        march_incidents_read(fixture->path, &options, fixture->diagnostics, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "did you mean \"fatalities\""));
}

#define ADD(name, test)                                                                \
    g_test_add("/incidents/read/" name, Fixture, NULL, fixture_set_up, test,           \
               fixture_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("acled-columns", test_acled_columns);
    ADD("bad-rows-are-told-and-left-out", test_bad_rows_are_told_and_left_out);
    ADD("lost-rows-are-counted", test_lost_rows_are_counted);
    ADD("a-table-without-places-is-an-error", test_a_table_without_places_is_an_error);
    ADD("features-are-largest-first", test_features_are_largest_first);
    ADD("a-misspelt-column-is-suggested", test_a_misspelt_column_is_suggested);
    return g_test_run();
}
