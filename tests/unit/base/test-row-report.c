/* SPDX-License-Identifier: MIT */
#include "base/row-report.h"

#include <glib.h>

static void
rows_report(MarchRowReport *report, const char *code, guint count)
{
    for (guint i = 0; i < count; i++) {
        march_row_report_add(report, MARCH_SEVERITY_NOTE, code,
                             march_location_new("table.csv", (int)i + 2, 1), NULL,
                             "row %u", i);
    }
}

static void
test_first_rows_are_named(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchRowReport report;

    march_row_report_init(&report, "table.csv", diagnostics);
    rows_report(&report, "odd", 20);
    rows_report(&report, "even", 3);
    march_row_report_finish(&report);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 23);
}

static void
test_others_are_counted(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    const MarchDiagnostic *last;
    MarchRowReport report;

    march_row_report_init(&report, "table.csv", diagnostics);
    rows_report(&report, "odd", 45);
    march_row_report_finish(&report);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 21);
    last = march_diagnostics_get(diagnostics, 20);
    g_assert_cmpstr(last->code, ==, "more-rows");
    g_assert_cmpstr(last->message, ==,
                    "25 more rows of the kind \"odd\" are not listed");
    /* What is left out of notes is no more than a note. */
    g_assert_cmpint(last->severity, ==, MARCH_SEVERITY_NOTE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/row-report/first-rows-are-named", test_first_rows_are_named);
    g_test_add_func("/base/row-report/others-are-counted", test_others_are_counted);
    return g_test_run();
}
