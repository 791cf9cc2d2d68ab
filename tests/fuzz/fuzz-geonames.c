/* SPDX-License-Identifier: MIT */
/** A table of places in GeoNames' layout: any bytes give rows within their limits. */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "gazetteer/geonames-reader.h"
#include "gazetteer/place-kinds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* One name for all inputs: names of files in locations are kept for good. */
    g_autofree char *path =
        g_strdup_printf("%s/fuzz-geonames-%ld", g_get_tmp_dir(), (long)getpid());
    g_assert_true(g_file_set_contents(path, (const char *)data, (gssize)size, NULL));
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGeonamesReader) reader =
        march_geonames_reader_open(path, diagnostics, &error);
    MarchGeonamesRow row;
    while (reader != NULL && march_geonames_reader_next(reader, &row, &error)) {
        g_assert_cmpint(row.name[0], !=, '\0');
        g_assert_true(fabs(row.position.lat) <= 90 && fabs(row.position.lon) <= 180);
        g_assert_true(row.id >= 0 && row.id <= G_MAXUINT32 && row.population >= 0);
        g_assert_true(strlen(row.country) == 0 || strlen(row.country) == 2);
        g_assert_cmpint(march_geonames_kind(&row).place_class, <=, MARCH_PLACE_FEATURE);
    }
    g_assert_true(reader != NULL || error != NULL);
    g_clear_pointer(&reader, march_geonames_reader_free);
    unlink(path);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), <, 100);
    return 0;
}
