/* SPDX-License-Identifier: MIT */
#include "layer.h"

#include <string.h>

#include "ogr.h"

#define DEFAULT_MAX_FEATURES 1000000U
#define MAX_POSITIONS        50000000U

void
march_layer_options_init(MarchLayerOptions *options)
{
    memset(options, 0, sizeof *options);
}

/* Tells how many features lie outside the range of degrees: probably another system. */
static void
ranges_check(const MarchFeatures *features,
             const char *path,
             MarchDiagnostics *diagnostics)
{
    guint outside = 0;

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchGeometry *geometry = march_features_get(features, i)->geometry;

        if (geometry->positions->len > 0) {
            MarchLonLat first = g_array_index(geometry->positions, MarchLonLat, 0);

            outside += first.lat < -90 || first.lat > 90 || first.lon < -180.001 ||
                       first.lon > 180.001;
        }
    }
    if (outside > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "not-degrees",
                              march_location_new(path, 0, 0), NULL,
                              "%u features lie outside the range of degrees; the file "
                              "names no coordinate system or a wrong one",
                              outside);
    }
}

static void
losses_report(const MarchOgrLosses *losses,
              const char *path,
              MarchDiagnostics *diagnostics)
{
    MarchLocation where = march_location_new(path, 0, 0);

    if (losses->mixed > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "mixed-geometry",
                              where, NULL,
                              "%u parts left out: broken, or of another kind than the "
                              "first of their feature",
                              losses->mixed);
    }
    if (losses->untransformed > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "not-transformed",
                              where, NULL,
                              "%u features left out: outside the area of the file's "
                              "coordinate system",
                              losses->untransformed);
    }
    if (losses->unclosed > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "unclosed-ring",
                              where, NULL,
                              "%u rings do not end where they began: closed by a "
                              "straight line",
                              losses->unclosed);
    }
    if (losses->unusable > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "unusable-geometry", where, NULL,
            "%u features left out: no point, line or area in them", losses->unusable);
    }
}

MarchFeatures *
march_layer_read(const char *path,
                 const MarchLayerOptions *options,
                 MarchDiagnostics *diagnostics,
                 GError **error)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(MarchOgrSource) source = march_ogr_open_user(
        path, options->layer, options->query, options->allow_network, error);
    MarchOgrLosses losses = {0};
    MarchOgrReadOptions read = {
        .box = options->box,
        .where = options->where,
        .max_features =
            options->max_features > 0 ? options->max_features : DEFAULT_MAX_FEATURES,
        .max_positions = MAX_POSITIONS,
    };

    if (source == NULL || !march_ogr_read(source, &read, features, &losses, error)) {
        return NULL;
    }
    losses_report(&losses, path, diagnostics);
    ranges_check(features, path, diagnostics);
    return g_steal_pointer(&features);
}
