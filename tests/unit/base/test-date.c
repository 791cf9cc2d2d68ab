/* SPDX-License-Identifier: MIT */
#include "base/date.h"

static void
test_parse(void)
{
    static const struct {
        const char *text;
        gboolean valid;
        const char *iso;
    } CASES[] = {
        {"2021-05-01", TRUE, "2021-05-01"},
        {"2024-02-29", TRUE, "2024-02-29"},
        {"2021-05", TRUE, "2021-05-01"},
        {"1991", TRUE, "1991-01-01"},
        {"2023-02-29", FALSE, NULL},
        {"2021-13-01", FALSE, NULL},
        {"21-05-01", FALSE, NULL},
        {"2021-05-01T08", FALSE, NULL},
        {"", FALSE, NULL},
        {"0000-01-01", FALSE, NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchDate date = MARCH_DATE_NONE;

        g_assert_cmpint(march_date_parse(CASES[i].text, &date), ==, CASES[i].valid);
        if (CASES[i].valid) {
            g_autofree char *iso = march_date_to_iso(date);

            g_assert_cmpstr(iso, ==, CASES[i].iso);
        }
    }
}

static void
test_range_is_half_open(void)
{
    MarchDateRange range;
    MarchDate first;
    MarchDate last;

    g_assert_true(march_date_range_parse("1991-09-09/2025-03-13", &range));
    g_assert_true(march_date_parse("1991-09-09", &first));
    g_assert_true(march_date_parse("2025-03-13", &last));
    g_assert_true(march_date_range_contains(range, first));
    g_assert_false(march_date_range_contains(range, last));
    g_assert_true(march_date_range_contains(range, (MarchDate){last.day - 1}));
    g_assert_false(march_date_range_parse("2025-03-13/1991-09-09", &range));
}

static void
test_units(void)
{
    static const struct {
        const char *text, *last, *words;
        MarchDateUnit unit;
    } CASES[] = {
        {"2021-04-29", "2021-04-29", "29 April 2021", MARCH_DATE_DAY},
        {"2020-02", "2020-02-29", "February 2020", MARCH_DATE_MONTH},
        {"2021-12", "2021-12-31", "December 2021", MARCH_DATE_MONTH},
        {"2021", "2021-12-31", "2021", MARCH_DATE_YEAR},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchDateUnit unit = march_date_unit_of(CASES[i].text);
        MarchDate date = MARCH_DATE_NONE;
        g_autofree char *last = NULL;
        g_autofree char *iso = NULL;
        g_autofree char *words = NULL;

        g_assert_true(march_date_parse(CASES[i].text, &date));
        last = march_date_to_iso(march_date_unit_last(date, unit));
        iso = march_date_unit_to_iso(date, unit);
        words = march_date_unit_to_text(date, unit);
        g_assert_cmpint(unit, ==, CASES[i].unit);
        g_assert_cmpstr(last, ==, CASES[i].last);
        g_assert_cmpstr(iso, ==, CASES[i].text);
        g_assert_cmpstr(words, ==, CASES[i].words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/date/parse", test_parse);
    g_test_add_func("/base/date/range-is-half-open", test_range_is_half_open);
    g_test_add_func("/base/date/units", test_units);
    return g_test_run();
}
