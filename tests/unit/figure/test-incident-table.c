/* SPDX-License-Identifier: MIT */
#include "figure/incident-table.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *directory;
    char *path;
    GPtrArray *incidents;
    MarchIncidentShow *show;
} Fixture;

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const char CSV[] =
        "id,date,type,lat,lon,place,killed,text,source\n"
        "=cmd|' /C calc'!A0,2021-04-29,Battles,39.9,-70.5,<b>Maksat</b>,3,"
        "\"a \"\"quote\"\", and\",+1 & co\n"
        "b,2021-04-30,@SUM(A1),,,Nowhere,,,\n";
    MarchIncidentOptions options;

    (void)unused;
    fixture->directory = g_dir_make_tmp("march-table-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->directory, "t.csv", NULL);
    g_assert_true(g_file_set_contents(fixture->path, CSV, -1, NULL));
    fixture->incidents = g_ptr_array_new_with_free_func(incidents_free);
    march_incident_options_init(&options);
    options.columns.value = "killed";
    g_ptr_array_add(fixture->incidents,
                    march_incidents_read(fixture->path, &options, NULL, NULL));
    fixture->show = march_incident_show_new(fixture->incidents, NULL, NULL, NULL,
                                            MARCH_DATE_NONE, NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_incident_show_free(fixture->show);
    g_ptr_array_unref(fixture->incidents);
    g_remove(fixture->path);
    g_remove(fixture->directory);
    g_free(fixture->path);
    g_free(fixture->directory);
}

static void
test_csv_runs_nothing(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchIncidentTable) table =
        march_incident_table_new(fixture->incidents, fixture->show, "killed");
    g_autofree char *csv = march_incident_table_to_csv(table);

    (void)unused;
    g_assert_nonnull(strstr(csv, "1,\"'=cmd|' /C calc'!A0\",2021-04-29"));
    g_assert_nonnull(strstr(csv, ",\"'@SUM(A1)\","));
    g_assert_nonnull(strstr(csv, ",\"'+1 & co\"\n"));
    g_assert_nonnull(strstr(csv, "\"a \"\"quote\"\", and\""));
    g_assert_nonnull(strstr(csv, ",39.90000,-70.50000,"));
    g_assert_null(strstr(csv, ",="));
    g_assert_null(strstr(csv, ",@"));
}

static void
test_html_is_text(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchIncidentTable) table =
        march_incident_table_new(fixture->incidents, fixture->show, "killed");
    g_autofree char *html = march_incident_table_to_html(table, "A & B");

    (void)unused;
    g_assert_nonnull(strstr(html, "<caption>A &amp; B</caption>"));
    g_assert_nonnull(strstr(html, "&lt;b&gt;Maksat&lt;/b&gt;"));
    g_assert_null(strstr(html, "<b>"));
    g_assert_nonnull(strstr(html, "<tr id=\"incident-1\"><th scope=\"row\">1</th>"));
}

static void
test_what_is_not_shown_says_why(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchIncidentTable) table =
        march_incident_table_new(fixture->incidents, fixture->show, NULL);
    g_autofree char *csv = march_incident_table_to_csv(table);

    (void)unused;
    g_assert_cmpuint(march_incident_table_count(table), ==, 2);
    g_assert_cmpuint(march_incident_table_count_shown(table), ==, 1);
    g_assert_nonnull(strstr(csv, "\n,b,2021-04-30,Nowhere,"));
    g_assert_nonnull(strstr(csv, "not shown: place not found"));
}

static void
test_text_is_short(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchIncidentTable) table =
        march_incident_table_new(fixture->incidents, fixture->show, "killed");
    g_autofree char *all = march_incident_table_to_text(table, 10);
    g_autofree char *none = march_incident_table_to_text(table, 0);

    (void)unused;
    g_assert_true(
        g_str_has_prefix(all, "1. 2021-04-29, <b>Maksat</b>, Battles, killed: 3"));
    g_assert_cmpstr(none, ==, "and 1 more incidents.");
}

/* Of several measures each claim says what it counts. */
static void
test_claims_name_their_measure(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autofree char *words = g_strdup("people killed");
    MarchSpecIncidents entry = {.claims = none, .value_label = words};
    const MarchSpec spec = {.incidents = entries};
    g_autoptr(MarchIncidentTable) table =
        march_incident_table_new(fixture->incidents, fixture->show, NULL);
    g_autoptr(MarchMeasures) measures = NULL;
    g_autofree char *csv = NULL;

    (void)unused;
    g_ptr_array_add(entries, &entry);
    measures = march_measures_new(&spec, fixture->incidents, NULL);
    march_incident_table_name_measures(table, measures);
    csv = march_incident_table_to_csv(table);
    g_assert_nonnull(strstr(csv, ",3,people killed: 3,"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                \
    g_test_add("/figure/incident-table/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("csv-runs-nothing", test_csv_runs_nothing);
    ADD("html-is-text", test_html_is_text);
    ADD("what-is-not-shown-says-why", test_what_is_not_shown_says_why);
    ADD("text-is-short", test_text_is_short);
    ADD("claims-name-their-measure", test_claims_name_their_measure);
    return g_test_run();
}
