/* SPDX-License-Identifier: MIT */
#include "read-private.h"

/* Rows named for each thing that may be wrong; more help nobody. */
#define NAMED_MAX 20U

void
march_row_report_init(MarchRowReport *report, const char *file, MarchDiagnostics *to)
{
    *report = (MarchRowReport){.diagnostics = to, .file = file};
    report->counts = g_hash_table_new(g_str_hash, g_str_equal);
    report->codes = g_ptr_array_new();
}

gboolean
march_row_report_counts(MarchRowReport *report, const char *code)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(report->counts, code)) + 1;

    if (count == 1) {
        g_ptr_array_add(report->codes, (gpointer)(guintptr)code);
    }
    g_hash_table_insert(report->counts, (gpointer)(guintptr)code,
                        GUINT_TO_POINTER(count));
    return count <= NAMED_MAX;
}

void
march_row_report_finish(MarchRowReport *report)
{
    for (guint i = 0; i < report->codes->len; i++) {
        const char *code = g_ptr_array_index(report->codes, i);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(report->counts, code));

        if (count > NAMED_MAX) {
            march_diagnostics_add(report->diagnostics, MARCH_SEVERITY_WARNING,
                                  "more-rows", march_location_new(report->file, 0, 0),
                                  code,
                                  "%u more rows of the kind \"%s\" are not listed",
                                  count - NAMED_MAX, code);
        }
    }
    g_clear_pointer(&report->counts, g_hash_table_unref);
    g_clear_pointer(&report->codes, g_ptr_array_unref);
}
