/* SPDX-License-Identifier: MIT */
#include "row-report.h"

#include <string.h>

#define NAMED_MAX 20U

typedef struct {
    const char *code;
    MarchSeverity severity;
    guint count;
} Kind;

void
march_row_report_init(MarchRowReport *report, const char *file, MarchDiagnostics *to)
{
    *report = (MarchRowReport){.diagnostics = to, .file = file, .most = NAMED_MAX};
    report->kinds = g_array_new(FALSE, FALSE, sizeof(Kind));
}

gboolean
march_row_report_counts(MarchRowReport *report,
                        MarchSeverity severity,
                        const char *code)
{
    const Kind first = {code, severity, 1};

    report->last_code = code;
    for (guint i = 0; i < report->kinds->len; i++) {
        Kind *kind = &g_array_index(report->kinds, Kind, i);

        if (strcmp(kind->code, code) == 0) {
            return ++kind->count <= report->most;
        }
    }
    g_array_append_val(report->kinds, first);
    return report->most > 0;
}

void
march_row_report_finish(MarchRowReport *report)
{
    for (guint i = 0; i < report->kinds->len; i++) {
        const Kind *kind = &g_array_index(report->kinds, Kind, i);

        if (kind->count > report->most) {
            march_diagnostics_add(
                report->diagnostics, MIN(kind->severity, MARCH_SEVERITY_WARNING),
                "more-rows", march_location_new(report->file, 0, 0), kind->code,
                "%u more rows of the kind \"%s\" are not listed",
                kind->count - report->most, kind->code);
        }
    }
    g_clear_pointer(&report->kinds, g_array_unref);
}
