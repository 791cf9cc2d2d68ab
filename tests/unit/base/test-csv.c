/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

#include <string.h>

static MarchCsv *
parse(const char *text, MarchDiagnostics *diagnostics)
{
    g_autoptr(GError) error = NULL;
    MarchCsv *csv = march_csv_parse(text, strlen(text), "t.csv", diagnostics, &error);

    g_assert_no_error(error);
    return csv;
}

static void
test_quotes_and_line_feeds(void)
{
    g_autoptr(MarchCsv) csv = parse(
        "\xef\xbb\xbfname, note\r\n\"Kok, Tash\",\"a \"\"b\"\"\nc\"\n\nX,\n", NULL);

    g_assert_cmpuint(march_csv_count_rows(csv), ==, 2);
    g_assert_cmpstr(march_csv_get_header(csv, 1), ==, "note");
    g_assert_cmpstr(march_csv_get(csv, 0, 0), ==, "Kok, Tash");
    g_assert_cmpstr(march_csv_get(csv, 0, 1), ==, "a \"b\"\nc");
    g_assert_cmpstr(march_csv_get(csv, 1, 0), ==, "X");
    g_assert_cmpstr(march_csv_get(csv, 1, 1), ==, "");
    g_assert_cmpint(march_csv_locate(csv, 1, 0).line, ==, 5);
}

static void
test_delimiter_is_detected(void)
{
    g_autoptr(MarchCsv) semicolon = parse("a;b;c\n1,5;2;3\n", NULL);
    g_autoptr(MarchCsv) tab = parse("a\tb\n1\t2\n", NULL);

    g_assert_cmpint(march_csv_get_delimiter(semicolon), ==, ';');
    g_assert_cmpstr(march_csv_get(semicolon, 0, 0), ==, "1,5");
    g_assert_cmpint(march_csv_get_delimiter(tab), ==, '\t');
}

static void
test_broken_rows_are_reported_and_skipped(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchCsv) csv = parse("a,b\n1,2,3\n\"x\"y,2\n3,4\n", diagnostics);
    const MarchDiagnostic *first;

    g_assert_cmpuint(march_csv_count_rows(csv), ==, 1);
    g_assert_cmpstr(march_csv_get(csv, 0, 1), ==, "4");
    g_assert_cmpuint(march_csv_count_broken(csv), ==, 2);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    first = march_diagnostics_get(diagnostics, 0);
    g_assert_cmpint(first->where.line, ==, 2);
}

static void
test_column_names_are_loose(void)
{
    g_autoptr(MarchCsv) csv = parse("Event_Date, EVENT type \n", NULL);

    g_assert_cmpint(march_csv_find_column(csv, "event-date"), ==, 0);
    g_assert_cmpint(march_csv_find_column(csv, "event_type"), ==, 1);
    g_assert_cmpint(march_csv_find_column(csv, "event"), ==, -1);
}

static void
test_invalid_utf8_is_located(void)
{
    g_autoptr(GError) error = NULL;
    MarchCsv *csv = march_csv_parse("a,b\n1,\xff\n", 8, "t.csv", NULL, &error);

    g_assert_null(csv);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_cmpint(march_error_get_location(error).line, ==, 2);
    g_assert_cmpint(march_error_get_location(error).column, ==, 3);
}

static void
test_empty_file_is_an_error(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(march_csv_parse("\n\n", 2, "t.csv", NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/csv/quotes-and-line-feeds", test_quotes_and_line_feeds);
    g_test_add_func("/base/csv/delimiter-is-detected", test_delimiter_is_detected);
    g_test_add_func("/base/csv/broken-rows-are-reported-and-skipped",
                    test_broken_rows_are_reported_and_skipped);
    g_test_add_func("/base/csv/column-names-are-loose", test_column_names_are_loose);
    g_test_add_func("/base/csv/invalid-utf8-is-located", test_invalid_utf8_is_located);
    g_test_add_func("/base/csv/empty-file-is-an-error", test_empty_file_is_an_error);
    return g_test_run();
}
