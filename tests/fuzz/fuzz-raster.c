/* SPDX-License-Identifier: MIT */
/*
 * A user's raster file of arbitrary bytes: the first byte says which kind it claims
 * to be. Reading ends with pixels or with an error, and touches nothing else.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <unistd.h>

#include "geodata/raster.h"

static const char *const EXTENSIONS[] = {"tif", "png", "asc", "jpg", "hgt"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const MarchBox extent = {69, 39, 71, 41};
    const MarchRasterOptions options = {
        .dpi = 30, .as_colors = TRUE, .as_slopes = TRUE};
    g_autofree char *folder = NULL;
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchPageRaster) raster = NULL;
    g_autoptr(MarchFrame) frame = NULL;
    g_autoptr(GError) error = NULL;

    if (size < 2) {
        return 0;
    }
    /* One name a kind: paths in locations are interned for good. */
    folder =
        g_strdup_printf("%s/march-fuzz-raster-%ld", g_get_tmp_dir(), (long)getpid());
    g_mkdir_with_parents(folder, 0700);
    name = g_strconcat("a.", EXTENSIONS[data[0] % G_N_ELEMENTS(EXTENSIONS)], NULL);
    path = g_build_filename(folder, name, NULL);
    if (g_file_set_contents(path, (const char *)data + 1, (gssize)(size - 1), NULL)) {
        frame = march_frame_new(march_projection_new("auto", extent, NULL), extent,
                                (MarchRect){0, 0, 40, 40}, NULL);
        raster = march_raster_read(path, frame, &options, diagnostics, &error);
        g_assert_true((raster == NULL) == (error != NULL));
        g_remove(path);
    }
    g_rmdir(folder);
    return 0;
}
