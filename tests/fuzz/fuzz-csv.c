/* SPDX-License-Identifier: MIT */
#include "base/csv.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchCsv) csv =
        march_csv_parse((const char *)data, size, "fuzz", diagnostics, NULL);

    if (csv == NULL) {
        return 0;
    }
    for (guint row = 0; row < march_csv_count_rows(csv); row++) {
        for (guint column = 0; column < march_csv_count_columns(csv); column++) {
            g_assert(march_csv_get(csv, row, column) != NULL);
            g_assert(march_csv_locate(csv, row, column).line > 0);
        }
    }
    return 0;
}
