/* SPDX-License-Identifier: MIT */
/**
 * Builds the data pack's gazetteer index while marchland itself is being built:
 *
 *   march-gazetteer-builder OUTPUT GEONAMES ADMIN1 ADMIN2 PLACES...
 */
#include <stdio.h>

#include "gazetteer/build.h"

int
main(int argc, char **argv)
{
    if (argc < 5) {
        fputs(
            "usage: march-gazetteer-builder OUTPUT GEONAMES ADMIN1 ADMIN2 PLACES...\n",
            stderr);
        return 64;
    }
    const char *const geonames[] = {argv[2], NULL};
    const MarchBuildSources sources = {
        .geonames = geonames,
        .admin1 = argv[3],
        .admin2 = argv[4],
        .places = (const char *const *)argv + 5,
    };
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    const gboolean done = march_gazetteer_build(&sources, argv[1], diagnostics, &error);
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *diagnostic = march_diagnostics_get(diagnostics, i);
        if (diagnostic->severity >= MARCH_SEVERITY_WARNING) {
            g_autofree char *line = march_diagnostic_format(diagnostic);
            fprintf(stderr, "%s\n", line);
        }
    }
    if (!done) {
        g_autofree char *line = march_error_format(error);
        fprintf(stderr, "%s\n", line);
        return march_error_exit_code(error);
    }
    return 0;
}
