/* SPDX-License-Identifier: MIT */
/**
 * Layers of the user's own: any vector file GDAL reads, as features in degrees.
 *
 * Files are untrusted: sizes are limited, no network is touched unless allowed,
 * and GDAL's messages become our errors.
 */
#ifndef MARCH_GEODATA_LAYER_H
#define MARCH_GEODATA_LAYER_H

#include "base/diagnostics.h"
#include "geo/feature.h"

typedef struct {
    const char *layer;   /**< (nullable) the first layer when NULL */
    const MarchBox *box; /**< (nullable) only features that touch it; may
                              cross the antimeridian */
    const char *where;   /**< (nullable) an OGR attribute filter */
    const char *query;   /**< (nullable) SQL for a database, instead of a layer */
    gboolean allow_network;
    guint max_features; /**< 0: the default of 1,000,000 */
} MarchLayerOptions;

void march_layer_options_init(MarchLayerOptions *options);

/**
 * Reads @path, a file or, when the network is allowed, an http address or a PostGIS
 * database ("PG:..."), transformed to degrees where the file has another coordinate system.
 * Tables take positions from columns named lon/lat (or x/y, or WKT). Dates become
 * ISO 8601 text.
 *
 * Rows without geometry keep an empty point geometry with no parts. What cannot be
 * used is left out with a warning: "mixed-geometry", "not-transformed",
 * "unusable-geometry"; "not-degrees" tells of positions that cannot be degrees.
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, PERMISSION (not a local file),
 * UNKNOWN (no such layer), CONFIG (the filter), DATA, LIMIT or UNAVAILABLE (no GDAL, or no database).
 */
MarchFeatures *march_layer_read(const char *path,
                                const MarchLayerOptions *options,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
