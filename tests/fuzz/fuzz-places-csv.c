/* SPDX-License-Identifier: MIT */
/** The user's gazetteer: any bytes give rows within their limits, or an error. */
#include <math.h>
#include <stdint.h>

#include "gazetteer/places-csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) rows = march_places_csv_parse(
        (const char *)data, size, "places.csv", diagnostics, &error);
    g_assert_true((rows == NULL) == (error != NULL));
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const MarchPlaceRow *row = rows->pdata[i];
        g_assert_cmpint(row->name[0], !=, '\0');
        g_assert_true(!row->has_position || (fabs(row->position.lat) <= 90 &&
                                             fabs(row->position.lon) <= 180));
    }
    return 0;
}
