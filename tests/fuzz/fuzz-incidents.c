/* SPDX-License-Identifier: MIT */
/* A table of incidents of any bytes: rows are accounted for whatever they hold. */
#include <glib/gstdio.h>

#include "incidents/incidents.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *folder = g_dir_make_tmp("march-fuzz-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "table.csv", NULL);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchIncidents) incidents = NULL;
    MarchIncidentOptions options;

    march_incident_options_init(&options);
    options.merge_duplicates = size % 2 == 1;
    g_assert(g_file_set_contents(path, (const char *)data, (gssize)size, NULL));
    incidents = march_incidents_read(path, &options, diagnostics, NULL);
    g_unlink(path);
    g_rmdir(folder);
    if (incidents != NULL) {
        MarchIncidentTally tally = march_incidents_get_tally(incidents);
        g_autoptr(MarchFeatures) features = march_incidents_to_features(incidents);

        g_assert(tally.rows == march_incidents_count(incidents) + tally.claims +
                                   tally.merged + tally.filtered + tally.outside +
                                   tally.lost);
        g_assert(march_features_count(features) <= march_incidents_count(incidents));
    }
    return 0;
}
