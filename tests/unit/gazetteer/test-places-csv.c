/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gazetteer/places-csv.h"

static GPtrArray *
parse(const char *text, MarchDiagnostics *diagnostics)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *rows =
        march_places_csv_parse(text, strlen(text), "p.csv", diagnostics, &error);
    g_assert_no_error(error);
    return rows;
}

static void
test_reads_all_columns(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GPtrArray) rows = parse(
        "name,alternates,lat,lon,class,country,precision,valid-from,valid-to,source\n"
        "Razzakov,Isfana|Исфана,39.84,69.53,district,KG,3,2022-01-01,,a list\n",
        diagnostics);
    g_assert_cmpuint(rows->len, ==, 1);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
    const MarchPlaceRow *row = rows->pdata[0];
    g_assert_cmpstr(row->name, ==, "Razzakov");
    g_assert_cmpuint(row->alternates->len, ==, 2);
    g_assert_true(row->has_position);
    g_assert_cmpint(row->place_class, ==, MARCH_PLACE_DISTRICT);
    g_assert_cmpstr(row->country, ==, "KG");
    g_assert_true(march_date_is_given(row->valid.from));
    g_assert_false(march_date_is_given(row->valid.to));
    g_assert_cmpstr(row->source, ==, "a list");
}

static void
test_keeps_a_row_without_position(void)
{
    g_autoptr(GPtrArray) rows = parse("name,lat,lon\nMaksat,,\n", NULL);
    g_assert_cmpuint(rows->len, ==, 1);
    g_assert_false(((const MarchPlaceRow *)rows->pdata[0])->has_position);
}

static void
test_reads_units_of_precision(void)
{
    static const struct {
        const char *cell;
        double km;
    } cases[] = {{"1", 1}, {"1 km", 1}, {"0.5km", 0.5}, {"800 m", 0.8}, {"±2 km", 2}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("name,lat,lon,precision\nA,1,2,%s\n", cases[i].cell);
        g_autoptr(GPtrArray) rows = parse(text, NULL);
        g_assert_cmpuint(rows->len, ==, 1);
        g_assert_cmpfloat_with_epsilon(
            ((const MarchPlaceRow *)rows->pdata[0])->precision_km, cases[i].km, 1e-9);
    }
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GPtrArray) rows =
        parse("name,lat,lon,precision\nA,1,2,near\nB,1,2,-1 km\n", diagnostics);
    g_assert_cmpuint(rows->len, ==, 0);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
}

static void
test_locates_broken_rows(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GPtrArray) rows =
        parse("name,lat,lon\nA,91,10\nB,1,east\nC,1,2\n", diagnostics);
    g_assert_cmpuint(rows->len, ==, 1);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    const MarchDiagnostic *first = march_diagnostics_get(diagnostics, 0);
    g_assert_cmpint(first->where.line, ==, 2);
    g_assert_cmpint(first->where.column, ==, 3);
    const MarchDiagnostic *second = march_diagnostics_get(diagnostics, 1);
    g_assert_cmpint(second->where.line, ==, 3);
    g_assert_cmpint(second->where.column, ==, 5);
}

static void
test_takes_the_start_of_a_country(void)
{
    g_autoptr(GPtrArray) rows = parse(
        "name,country_2021\nDostuk,KG until 2025 treaty\nBridge,contested\n", NULL);
    g_assert_cmpstr(((const MarchPlaceRow *)rows->pdata[0])->country, ==, "KG");
    g_assert_cmpstr(((const MarchPlaceRow *)rows->pdata[1])->country, ==, "");
}

static void
test_needs_a_name_column(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(march_places_csv_parse("lat,lon\n1,2\n", 12, "p.csv", NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/places-csv/reads-all-columns", test_reads_all_columns);
    g_test_add_func("/gazetteer/places-csv/keeps-a-row-without-position",
                    test_keeps_a_row_without_position);
    g_test_add_func("/gazetteer/places-csv/reads-units-of-precision",
                    test_reads_units_of_precision);
    g_test_add_func("/gazetteer/places-csv/locates-broken-rows",
                    test_locates_broken_rows);
    g_test_add_func("/gazetteer/places-csv/takes-the-start-of-a-country",
                    test_takes_the_start_of_a_country);
    g_test_add_func("/gazetteer/places-csv/needs-a-name-column",
                    test_needs_a_name_column);
    return g_test_run();
}
