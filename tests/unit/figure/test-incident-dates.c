/* SPDX-License-Identifier: MIT */
#include "figure/incident-dates.h"

#include <glib/gstdio.h>

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

/* A table of one incident a date at the same place; "" for none. */
static GPtrArray *
table_new(const char *const *dates)
{
    g_autofree char *directory = g_dir_make_tmp("march-dates-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(directory, "t.csv", NULL);
    g_autoptr(GString) csv = g_string_new("id,date,lat,lon\n");
    GPtrArray *tables = g_ptr_array_new_with_free_func(incidents_free);
    MarchIncidentOptions options;

    for (guint i = 0; dates[i] != NULL; i++) {
        g_string_append_printf(csv, "i%u,%s,40,%u\n", i, dates[i], i % 90);
    }
    g_assert_true(g_file_set_contents(path, csv->str, -1, NULL));
    march_incident_options_init(&options);
    g_ptr_array_add(tables, march_incidents_read(path, &options, NULL, NULL));
    g_remove(path);
    g_rmdir(directory);
    return tables;
}

static MarchTimeline *
count(GPtrArray *tables)
{
    g_autoptr(MarchIncidentShow) show =
        march_incident_show_new(tables, NULL, NULL, NULL, MARCH_DATE_NONE, NULL);

    return march_incident_dates_count(tables, show);
}

static void
test_units(void)
{
    static const struct {
        const char *first, *last, *unit;
        guint bars;
    } CASES[] = {
        {"2021-04-28", "2021-05-03", "day", 6},
        {"2021-04-28", "2021-04-28", "day", 1},
        {"2021-01-01", "2021-06-30", "week", 27},
        {"2020-02-29", "2022-01-15", "month", 24},
        {"1990-05-01", "2022-01-15", "year", 33},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const char *dates[] = {CASES[i].last, CASES[i].first, NULL};
        g_autoptr(GPtrArray) tables = table_new(dates);
        g_autoptr(MarchTimeline) timeline = count(tables);

        g_assert_cmpstr(timeline->unit, ==, CASES[i].unit);
        g_assert_cmpuint(timeline->bars->len, ==, CASES[i].bars);
    }
}

static void
test_bars_have_no_gaps(void)
{
    const char *dates[] = {"2019-12-31", "2020-03-01", "2022-02-28", NULL};
    g_autoptr(GPtrArray) tables = table_new(dates);
    g_autoptr(MarchTimeline) timeline = count(tables);

    for (guint i = 1; i < timeline->bars->len; i++) {
        g_assert_cmpint(g_array_index(timeline->bars, MarchTimeBar, i).first.day, ==,
                        g_array_index(timeline->bars, MarchTimeBar, i - 1).last.day +
                            1);
    }
    g_assert_cmpuint(g_array_index(timeline->bars, MarchTimeBar, 0).count, ==, 1);
}

static void
test_what_has_no_date_is_counted(void)
{
    const char *dates[] = {"2021-04-28", "", "2021-04-28", "", "", NULL};
    g_autoptr(GPtrArray) tables = table_new(dates);
    g_autoptr(MarchTimeline) timeline = count(tables);

    g_assert_cmpuint(timeline->undated, ==, 3);
    g_assert_cmpuint(g_array_index(timeline->bars, MarchTimeBar, 0).count, ==, 2);
}

static void
test_no_dates_no_timeline(void)
{
    const char *dates[] = {"", NULL};
    g_autoptr(GPtrArray) tables = table_new(dates);
    g_autoptr(MarchTimeline) timeline = count(tables);

    g_assert_null(timeline);
}

/* Ten days in five classes of two; the classes come in their order. */
static void
test_classes(void)
{
    const char *dates[] = {"2021-05-10", "2021-05-01", "", "2021-05-02", NULL};
    static const char *const LABELS[] = {"1 May 2021 – 2 May 2021",
                                         "1 May 2021 – 2 May 2021",
                                         "9 May 2021 – 10 May 2021", "Day not known"};
    g_autoptr(GPtrArray) tables = table_new(dates);
    g_autoptr(MarchFeatures) features =
        march_incidents_to_features(g_ptr_array_index(tables, 0));
    MarchDate first, last;
    g_autoptr(MarchFeatures) classed = NULL;

    g_assert_true(march_incident_dates_span(tables, &first, &last));
    classed = march_incident_dates_classify(features, first, last);
    g_assert_cmpuint(march_features_count(classed), ==, G_N_ELEMENTS(LABELS));
    for (guint i = 0; i < G_N_ELEMENTS(LABELS); i++) {
        g_assert_cmpstr(
            march_feature_get_string(march_features_get(classed, i), "date-label"), ==,
            LABELS[i]);
    }
}

/* A month or a year is counted in its bar, or apart; it stretches nothing. */
static void
test_months_and_years(void)
{
    static const struct {
        const char *dates[5];
        const char *unit;
        guint bars, vague;
    } CASES[] = {
        {{"2021-04-28", "2021-04-29", "2021-04", "2021", NULL}, "day", 2, 2},
        {{"2019-04-28", "2021-04-29", "2021-04", "2020", NULL}, "month", 25, 1},
        {{"1999-04-28", "2021-04-29", "2021-04", "2020", NULL}, "year", 23, 0},
        {{"2021-04", NULL}, "day", 30, 1},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) tables = table_new(CASES[i].dates);
        g_autoptr(MarchTimeline) timeline = count(tables);

        g_assert_cmpstr(timeline->unit, ==, CASES[i].unit);
        g_assert_cmpuint(timeline->bars->len, ==, CASES[i].bars);
        g_assert_cmpuint(timeline->vague, ==, CASES[i].vague);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/dates/units", test_units);
    g_test_add_func("/incidents/dates/bars-have-no-gaps", test_bars_have_no_gaps);
    g_test_add_func("/incidents/dates/what-has-no-date-is-counted",
                    test_what_has_no_date_is_counted);
    g_test_add_func("/incidents/dates/no-dates-no-timeline", test_no_dates_no_timeline);
    g_test_add_func("/incidents/dates/classes", test_classes);
    g_test_add_func("/incidents/dates/months-and-years", test_months_and_years);
    return g_test_run();
}
