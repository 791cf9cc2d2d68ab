/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "read-private.h"

static gboolean
is_table(const char *path)
{
    static const char *const ENDINGS[] = {".csv", ".tsv", ".txt", ".tab"};
    g_autofree char *lower = g_ascii_strdown(path, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        if (g_str_has_suffix(lower, ENDINGS[i]) && strstr(lower, "://") == NULL) {
            return TRUE;
        }
    }
    return strcmp(path, "-") == 0;
}

MarchIncidents *
march_incidents_read(const char *path,
                     const MarchIncidentOptions *options,
                     MarchDiagnostics *diagnostics,
                     GError **error)
{
    g_autoptr(MarchIncidents) incidents = march_incidents_new();
    MarchRowReport report;
    gboolean is_read;

    march_row_report_init(&report, g_str_has_prefix(path, "PG:") ? "(database)" : path,
                          diagnostics);
    is_read =
        is_table(path)
            ? march_incidents_read_table(incidents, path, options, &report, error)
            : march_incidents_read_layer(incidents, path, options, &report, error);
    if (is_read) {
        march_incidents_check_decimals(incidents, options->tolls_as_of, &report);
        march_incidents_check_swapped(incidents, &report);
        march_incidents_check_duplicates(incidents, options, &report);
    }
    march_row_report_finish(&report);
    return is_read ? g_steal_pointer(&incidents) : NULL;
}
