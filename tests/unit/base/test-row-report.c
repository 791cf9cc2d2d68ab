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

static void
places_report(MarchRowReport *report, guint count)
{
    static const char *const PLACES[] = {"A", "B", "C", "D", "E", "F", "G"};

    for (guint i = 0; i < count; i++) {
        const char *place = PLACES[i % G_N_ELEMENTS(PLACES)];

        march_row_report_group(report, MARCH_SEVERITY_WARNING, "far",
                               march_location_new("table.csv", (int)i + 2, 1), place,
                               "places are far", "\"%s\" is far", place);
    }
}

/* A warning each would be a flood: one for all, and notes. */
static void
test_a_group_is_told_once(void)
{
    static const struct {
        guint rows, most;
        const char *warning;
        guint notes;
    } CASES[] = {
        {1, 20, "\"A\" is far", 0},
        {2, 20, "2 places are far: \"A\", \"B\"; -v tells of each", 2},
        {45, 20,
         "45 places are far: \"A\", \"B\", \"C\", \"D\", \"E\" and others; -v tells of "
         "each",
         21},
        {3, 0, "3 places are far: \"A\", \"B\", \"C\"; -v tells of each", 2},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
        guint warnings = 0;
        MarchRowReport report;

        march_row_report_init(&report, "table.csv", diagnostics);
        report.most = CASES[i].most;
        places_report(&report, CASES[i].rows);
        march_row_report_finish(&report);
        for (guint k = 0; k < march_diagnostics_count(diagnostics); k++) {
            const MarchDiagnostic *said = march_diagnostics_get(diagnostics, k);

            if (said->severity == MARCH_SEVERITY_WARNING) {
                warnings++;
                g_assert_cmpstr(said->message, ==, CASES[i].warning);
                g_assert_cmpint(said->where.line, ==, 2);
            }
        }
        g_assert_cmpuint(warnings, ==, 1);
        g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1 + CASES[i].notes);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/row-report/first-rows-are-named", test_first_rows_are_named);
    g_test_add_func("/base/row-report/others-are-counted", test_others_are_counted);
    g_test_add_func("/base/row-report/a-group-is-told-once", test_a_group_is_told_once);
    return g_test_run();
}
