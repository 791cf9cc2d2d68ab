/* SPDX-License-Identifier: MIT */
/**
 * The one door to GDAL: opening vector files with its messages turned into our
 * errors and the network shut. The pack does not come this way (flatgeobuf.h).
 *
 * A source owns its data set.
 */
#ifndef MARCH_GEODATA_OGR_H
#define MARCH_GEODATA_OGR_H

#include "base/error.h"
#include "geo/feature.h"

typedef struct MarchOgrSource MarchOgrSource;

/** Opens any vector file or, when @allow_network, connection string. */
MarchOgrSource *march_ogr_open_user(const char *path,
                                    const char *layer,
                                    gboolean allow_network,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_ogr_source_free(MarchOgrSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchOgrSource, march_ogr_source_free)

/** What to read; zero it to read all. */
typedef struct {
    const MarchBox *box; /**< (nullable) not across the antimeridian */
    const char *where;   /**< (nullable) attribute filter */
    guint max_features;
    guint max_positions;
} MarchOgrReadOptions;

/**
 * Appends the features that match to @features, in degrees, located at @path with
 * the feature's number as line.
 *
 * Returns: FALSE with DATA (corrupt, no projection known) or LIMIT.
 */
gboolean march_ogr_read(MarchOgrSource *source,
                        const MarchOgrReadOptions *options,
                        MarchFeatures *features,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
