/* SPDX-License-Identifier: MIT */
#include <math.h>

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
    static const struct {
        const char *text;
        const char *column;
        gboolean is_read;
        MarchPrecision precision;
        double km;
    } CASES[] = {
        {"5 km", "precision", TRUE, MARCH_PRECISION_NEAR, 5},
        {"0", "precision", TRUE, MARCH_PRECISION_EXACT, 0},
        {"district", "precision", TRUE, MARCH_PRECISION_DISTRICT, 40},
        {"1", "where_prec", TRUE, MARCH_PRECISION_EXACT, 0},
        {"2", "where_prec", TRUE, MARCH_PRECISION_NEAR, 25},
        {"4", "where_prec", TRUE, MARCH_PRECISION_REGION, 100},
        {"5", "where_prec", TRUE, MARCH_PRECISION_LINE, 100},
        {"6", "where_prec", TRUE, MARCH_PRECISION_COUNTRY, 500},
        {"3", "geo_precision", TRUE, MARCH_PRECISION_REGION, 100},
        {"4", "geo_precision", FALSE, MARCH_PRECISION_EXACT, 0},
        {"9", "where_prec", FALSE, MARCH_PRECISION_EXACT, 0},
        {"1", "ActionGeo_Type", TRUE, MARCH_PRECISION_COUNTRY, 500},
        {"close by", "precision", FALSE, MARCH_PRECISION_EXACT, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchPrecision precision = MARCH_PRECISION_EXACT;
        double km = 0;

        g_assert_cmpint(march_incident_precision_parse(CASES[i].text, CASES[i].column,
                                                       &precision, &km),
                        ==, CASES[i].is_read);
        if (CASES[i].is_read) {
            g_assert_cmpint(precision, ==, CASES[i].precision);
            g_assert_cmpfloat_with_epsilon(km, CASES[i].km, 1e-12);
        }
    }
}

static void
test_claims_as_reports_give_them(void)
{
    static const struct {
        const char *text;
        gboolean is_read;
        double value, minimum, maximum;
    } CASES[] = {
        {"7", TRUE, 7, 7, 7},
        {"10-15", TRUE, 10, 10, 15},
        {"10–15", TRUE, 10, 10, 15},
        {">=10", TRUE, 10, 10, INFINITY},
        {"10+", TRUE, 10, 10, INFINITY},
        {"at least 3", TRUE, 3, 3, INFINITY},
        {"15-10", FALSE, 0, 0, 0},
        {"7 TJ", FALSE, 0, 0, 0},
        {"", FALSE, 0, 0, 0},
        {"many", FALSE, 0, 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        double value = 0;
        double minimum = 0;
        double maximum = 0;

        g_assert_cmpint(
            march_incident_claim_parse(CASES[i].text, &value, &minimum, &maximum), ==,
            CASES[i].is_read);
        if (CASES[i].is_read) {
            g_assert_true(value >= CASES[i].value && value <= CASES[i].value);
            g_assert_true(minimum >= CASES[i].minimum && minimum <= CASES[i].minimum);
            g_assert_true(maximum >= CASES[i].maximum && maximum <= CASES[i].maximum);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/columns/dates", test_dates);
    g_test_add_func("/incidents/columns/numbers", test_numbers);
    g_test_add_func("/incidents/columns/precision-codes-depend-on-the-column",
                    test_precision_codes_depend_on_the_column);
    g_test_add_func("/incidents/columns/claims-as-reports-give-them",
                    test_claims_as_reports_give_them);
    return g_test_run();
}
