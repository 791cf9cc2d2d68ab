/* SPDX-License-Identifier: MIT */
#include "coarse-layers.h"

#include <string.h>

/* Which layer's lines tell, and how far they may be off. */
typedef struct {
    const char *layer, *lines;
    double limit_mm;
    const char *words; /* for the diagnostic; NULL for what another row tells */
} Limit;

static const Limit LIMITS[] = {
    {"rivers", "rivers", 1.75, "rivers"},
    {"rivers-named", "rivers", 1.75, NULL},
    {"lakes", "lakes", 2.0, "lakes"},
    {"admin1-lines", "admin1-lines", 2.0, "limits of regions"},
};

gboolean
march_coarse_layer_is_left_out(const char *layer,
                               const MarchSpec *spec,
                               const MarchCatalogue *catalogue,
                               const MarchFrame *frame,
                               MarchDiagnostics *diagnostics)
{
    double scale = march_frame_get_scale_denominator(frame);

    for (gsize i = 0; i < G_N_ELEMENTS(LIMITS); i++) {
        const MarchCatalogueEntry *entry;

        if (strcmp(layer, LIMITS[i].layer) != 0) {
            continue;
        }
        entry = march_catalogue_find(catalogue, LIMITS[i].lines, scale);
        if (entry == NULL || entry->tolerance_m * 1000 <= LIMITS[i].limit_mm * scale) {
            return FALSE;
        }
        if (LIMITS[i].words != NULL && diagnostics != NULL) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_NOTE, "coarse-layer",
                march_spec_get_location(spec, "extent"), layer,
                "the %s of the data are generalised to %.0f m, %.1f mm on paper at "
                "1:%.0f: left out; add better ones under layers: if there are some",
                LIMITS[i].words, entry->tolerance_m, entry->tolerance_m * 1000 / scale,
                scale);
        }
        return TRUE;
    }
    return FALSE;
}
