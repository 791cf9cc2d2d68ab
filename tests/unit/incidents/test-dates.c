/* SPDX-License-Identifier: MIT */
#include "incidents/dates.h"

/* Spans in the forms of our own layout, with their first and last day. */
static void
test_spans(void)
{
    static const struct {
        const char *text;
        const char *first; /* NULL: refused */
        const char *last;
        MarchDateUnit unit;
    } CASES[] = {
        {"2021-W17", "2021-04-26", "2021-05-02", MARCH_DATE_SPAN},
        {"2020-W53", "2020-12-28", "2021-01-03", MARCH_DATE_SPAN},
        {"2026-W01", "2025-12-29", "2026-01-04", MARCH_DATE_SPAN},
        {"2021-Q2", "2021-04-01", "2021-06-30", MARCH_DATE_SPAN},
        {"q4 2020", "2020-10-01", "2020-12-31", MARCH_DATE_SPAN},
        {"[2021-04-03..2021-04-09]", "2021-04-03", "2021-04-09", MARCH_DATE_SPAN},
        {"[2021-04..2021-05]", "2021-04-01", "2021-05-31", MARCH_DATE_SPAN},
        {"2021-04", "2021-04-01", "2021-04-30", MARCH_DATE_MONTH},
        {"2021-04-03/2021-04-09", "2021-04-03", "2021-04-09", MARCH_DATE_DAY},
        {"2021-W54", NULL, NULL, 0},
        {"2021-Q5", NULL, NULL, 0},
        {"0000-Q1", NULL, NULL, 0},
        {"[2021-04-09..2021-04-03]", NULL, NULL, 0},
        {"[2021-04-09..", NULL, NULL, 0},
        {"[..]", NULL, NULL, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchMoment first = MARCH_MOMENT_NONE;
        MarchDate last = MARCH_DATE_NONE;
        MarchDateUnit unit = MARCH_DATE_DAY;
        gboolean is_read =
            march_incident_dates_parse(CASES[i].text, &first, &last, &unit);

        g_assert_cmpint(is_read, ==, CASES[i].first != NULL);
        if (is_read) {
            g_autofree char *from = march_date_to_iso(first.date);
            g_autofree char *to = march_date_to_iso(last);

            g_assert_cmpstr(from, ==, CASES[i].first);
            g_assert_cmpstr(to, ==, CASES[i].last);
            g_assert_cmpint(unit, ==, CASES[i].unit);
        }
    }
}

static void
test_precision_codes_depend_on_the_column(void)
{
    static const struct {
        const char *text;
        const char *column;
        gboolean is_read;
        MarchDateLevel level;
    } CASES[] = {
        {"1", "time_precision", TRUE, MARCH_DATE_LEVEL_DAY},
        {"2", "time_precision", TRUE, MARCH_DATE_LEVEL_WEEK},
        {"3", "time_precision", TRUE, MARCH_DATE_LEVEL_MONTH},
        {"4", "time_precision", FALSE, MARCH_DATE_LEVEL_DAY},
        {"1", "date_prec", TRUE, MARCH_DATE_LEVEL_DAY},
        {"4", "DATE_PREC", TRUE, MARCH_DATE_LEVEL_MONTH},
        {"5", "date_prec", TRUE, MARCH_DATE_LEVEL_YEAR},
        {"0", "date_prec", FALSE, MARCH_DATE_LEVEL_DAY},
        {"Quarter", "date-precision", TRUE, MARCH_DATE_LEVEL_QUARTER},
        {"2", "date-precision", FALSE, MARCH_DATE_LEVEL_DAY},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchDateLevel level = MARCH_DATE_LEVEL_DAY;

        g_assert_cmpint(
            march_incident_date_precision_parse(CASES[i].text, CASES[i].column, &level),
            ==, CASES[i].is_read);
        g_assert_cmpint(level, ==, CASES[i].level);
    }
}

/* What the table gives stays; else the days about the one that is written. */
static void
test_widening(void)
{
    static const struct {
        MarchDateLevel level;
        const char *given[2];
        const char *widened[2];
        MarchDateUnit unit;
    } CASES[] = {
        {MARCH_DATE_LEVEL_WEEK,
         {"2021-04-29", "2021-04-29"},
         {"2021-04-26", "2021-05-02"},
         MARCH_DATE_SPAN},
        {MARCH_DATE_LEVEL_MONTH,
         {"2020-02-14", "2020-02-14"},
         {"2020-02-01", "2020-02-29"},
         MARCH_DATE_MONTH},
        {MARCH_DATE_LEVEL_QUARTER,
         {"2021-05-29", "2021-05-29"},
         {"2021-04-01", "2021-06-30"},
         MARCH_DATE_SPAN},
        {MARCH_DATE_LEVEL_YEAR,
         {"2021-04-29", "2021-04-29"},
         {"2021-01-01", "2021-12-31"},
         MARCH_DATE_YEAR},
        {MARCH_DATE_LEVEL_WEEK,
         {"2021-04-28", "2021-05-01"},
         {"2021-04-28", "2021-05-01"},
         MARCH_DATE_SPAN},
        {MARCH_DATE_LEVEL_MONTH,
         {"2021-04-01", "2021-04-30"},
         {"2021-04-01", "2021-04-30"},
         MARCH_DATE_MONTH},
        {MARCH_DATE_LEVEL_YEAR,
         {"2021-01-01", "2021-12-31"},
         {"2021-01-01", "2021-12-31"},
         MARCH_DATE_YEAR},
        {MARCH_DATE_LEVEL_DAY,
         {"2021-04-28", "2021-05-01"},
         {"2021-04-28", "2021-05-01"},
         MARCH_DATE_DAY},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchDate first = MARCH_DATE_NONE;
        MarchDate last = MARCH_DATE_NONE;
        g_autofree char *from = NULL;
        g_autofree char *to = NULL;

        g_assert_true(march_date_parse(CASES[i].given[0], &first));
        g_assert_true(march_date_parse(CASES[i].given[1], &last));
        g_assert_cmpint(march_incident_date_widen(CASES[i].level, &first, &last), ==,
                        CASES[i].unit);
        from = march_date_to_iso(first);
        to = march_date_to_iso(last);
        g_assert_cmpstr(from, ==, CASES[i].widened[0]);
        g_assert_cmpstr(to, ==, CASES[i].widened[1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/dates/spans", test_spans);
    g_test_add_func("/incidents/dates/precision-codes-depend-on-the-column",
                    test_precision_codes_depend_on_the_column);
    g_test_add_func("/incidents/dates/widening", test_widening);
    return g_test_run();
}
