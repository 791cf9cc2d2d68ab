/* SPDX-License-Identifier: MIT */
/* Figure files: text in, a spec or located mistakes out. */
#include "spec/spec.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchSpec) spec = march_spec_parse((const char *)data, size, "fuzz.yaml",
                                                 NULL, diagnostics, &error);

    g_assert((spec == NULL) == (error != NULL));
    if (error != NULL) {
        g_autofree char *line = march_error_format(error);

        g_assert(g_utf8_validate(line, -1, NULL));
    } else {
        g_assert(spec->width_mm > 0 && spec->height_mm > 0 && spec->dpi > 0);
    }
    return 0;
}
