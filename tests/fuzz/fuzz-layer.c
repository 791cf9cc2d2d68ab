/* SPDX-License-Identifier: MIT */
/*
 * A user's vector file of arbitrary bytes: the first byte says which kind it claims
 * to be. Reading ends with features or with an error, and touches nothing else.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <unistd.h>

#include "geodata/layer.h"

static const char *const EXTENSIONS[] = {"geojson", "csv",  "fgb", "kml", "gpx",
                                         "xlsx",    "gpkg", "tab", "gml", "json"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *folder = NULL;
    g_autofree char *name = NULL;
    g_autofree char *path = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) features = NULL;
    g_autoptr(GError) error = NULL;
    MarchLayerOptions options;

    if (size < 2) {
        return 0;
    }
    /* One name a kind: paths in locations are interned for good. */
    folder =
        g_strdup_printf("%s/march-fuzz-layer-%ld", g_get_tmp_dir(), (long)getpid());
    g_mkdir_with_parents(folder, 0700);
    name = g_strconcat("a.", EXTENSIONS[data[0] % G_N_ELEMENTS(EXTENSIONS)], NULL);
    path = g_build_filename(folder, name, NULL);
    if (g_file_set_contents(path, (const char *)data + 1, (gssize)(size - 1), NULL)) {
        march_layer_options_init(&options);
        options.max_features = 1000;
        features = march_layer_read(path, &options, diagnostics, &error);
        g_assert_true((features == NULL) == (error != NULL));
        g_remove(path);
    }
    g_rmdir(folder);
    return 0;
}
