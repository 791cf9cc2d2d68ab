/* SPDX-License-Identifier: MIT */
#include "base/moment.h"

static void
test_reads_and_writes(void)
{
    static const struct {
        const char *text;
        const char *iso; /* NULL: refused */
    } CASES[] = {
        {"2021-04-30", "2021-04-30"},
        {"2021-04-30T08:00", "2021-04-30T08:00"},
        {"2021-04-30 08:00:59.5", "2021-04-30T08:00"},
        {"2021-04-30T08:00Z", "2021-04-30T08:00+00:00"},
        {"2021-04-30T08:00+06", "2021-04-30T08:00+06:00"},
        {"2021-04-30T08:00 -03:30", "2021-04-30T08:00-03:30"},
        {"2021-04-30T25:00", NULL},
        {"2021-04-31", NULL},
        {"2021-04-30T08:00+20", NULL},
        {"2021-04-30T08", NULL},
        {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchMoment moment = MARCH_MOMENT_NONE;
        gboolean is_read = march_moment_parse(CASES[i].text, &moment);

        g_assert_cmpint(is_read, ==, CASES[i].iso != NULL);
        if (is_read) {
            g_autofree char *iso = march_moment_to_iso(moment);

            g_assert_cmpstr(iso, ==, CASES[i].iso);
        }
    }
}

static void
test_clocks_with_letters(void)
{
    int offset = 0;

    g_assert_true(march_clock_parse("KG+06", &offset));
    g_assert_cmpint(offset, ==, 360);
    g_assert_true(march_clock_parse("UTC", &offset));
    g_assert_cmpint(offset, ==, 0);
    g_assert_false(march_clock_parse("Asia/Bishkek", &offset));
    g_assert_false(march_clock_parse("", &offset));
}

static void
test_another_clock_may_be_another_day(void)
{
    MarchMoment moment = MARCH_MOMENT_NONE;
    g_autofree char *iso = NULL;

    g_assert_true(march_moment_parse("2021-05-01T01:30+06:00", &moment));
    iso = march_moment_to_iso(march_moment_at_clock(moment, 0));
    g_assert_cmpstr(iso, ==, "2021-04-30T19:30+00:00");
}

static void
test_two_clocks_compare_in_utc(void)
{
    MarchMoment dushanbe = MARCH_MOMENT_NONE;
    MarchMoment bishkek = MARCH_MOMENT_NONE;

    g_assert_true(march_moment_parse("2022-09-16T06:20+05:00", &dushanbe));
    g_assert_true(march_moment_parse("2022-09-16T07:20+06:00", &bishkek));
    g_assert_cmpint(march_moment_first_minute(dushanbe), ==,
                    march_moment_first_minute(bishkek));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/moment/reads-and-writes", test_reads_and_writes);
    g_test_add_func("/base/moment/clocks-with-letters", test_clocks_with_letters);
    g_test_add_func("/base/moment/another-clock-may-be-another-day",
                    test_another_clock_may_be_another_day);
    g_test_add_func("/base/moment/two-clocks-compare-in-utc",
                    test_two_clocks_compare_in_utc);
    return g_test_run();
}
