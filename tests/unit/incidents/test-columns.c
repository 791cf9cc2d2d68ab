/* SPDX-License-Identifier: MIT */
#include "incidents/columns.h"

static void
test_dates(void)
{
    static const struct {
        const char *text;
        const char *iso; /* NULL: refused */
    } CASES[] = {
        {"2021-04-29", "2021-04-29"},
        {"2021-04-29T18:01", "2021-04-29"},
        {"2021-04-29 18:01:00", "2021-04-29"},
        {"2022-09-14/2022-09-20", "2022-09-14"},
        {"16 May 2025", "2025-05-16"},
        {"1 September 2022", "2022-09-01"},
        {"20210429", "2021-04-29"},
        {"2021/04/29", "2021-04-29"},
        {"29 Foo 2021", NULL},
        {"yesterday", NULL},
        {"", NULL},
        {"31 April 2021", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchDate date = MARCH_DATE_NONE;
        gboolean parsed = march_incident_date_parse(CASES[i].text, &date);

        g_assert_cmpint(parsed, ==, CASES[i].iso != NULL);
        if (parsed) {
            g_autofree char *iso = march_date_to_iso(date);

            g_assert_cmpstr(iso, ==, CASES[i].iso);
        }
    }
}

static void
test_numbers(void)
{
    double number = 0;

    g_assert_true(march_incident_number_parse("12,5", &number));
    g_assert_cmpfloat_with_epsilon(number, 12.5, 1e-12);
    g_assert_true(march_incident_number_parse(" 7 ", &number));
    g_assert_false(march_incident_number_parse("7 TJ", &number));
    g_assert_false(march_incident_number_parse(">=10", &number));
    g_assert_false(march_incident_number_parse("nan", &number));
    g_assert_false(march_incident_number_parse("1e3", &number));
    g_assert_false(march_incident_number_parse("0x10", &number));
}

static void
test_precision_codes_depend_on_the_column(void)
{
    double km = 0;

    g_assert_true(march_incident_precision_parse("5 km", "precision", &km));
    g_assert_cmpfloat_with_epsilon(km, 5, 1e-12);
    g_assert_true(march_incident_precision_parse("2", "where_prec", &km));
    g_assert_cmpfloat_with_epsilon(km, 25, 1e-12);
    g_assert_true(march_incident_precision_parse("3", "geo_precision", &km));
    g_assert_cmpfloat_with_epsilon(km, 100, 1e-12);
    g_assert_false(march_incident_precision_parse("9", "where_prec", &km));
    g_assert_false(march_incident_precision_parse("near", "precision", &km));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/columns/dates", test_dates);
    g_test_add_func("/incidents/columns/numbers", test_numbers);
    g_test_add_func("/incidents/columns/precision-codes-depend-on-the-column",
                    test_precision_codes_depend_on_the_column);
    return g_test_run();
}
