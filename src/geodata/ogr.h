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

/**
 * Opens a vector file of a known format or, when @allow_network, an http address or a
 * PostGIS database, whose layer may be a @query (nullable).
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, PERMISSION, LIMIT, DATA, UNKNOWN
 * (no such layer) or UNAVAILABLE (no GDAL, or no database).
 */
MarchOgrSource *march_ogr_open_user(const char *path,
                                    const char *layer,
                                    const char *query,
                                    gboolean allow_network,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_ogr_source_free(MarchOgrSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchOgrSource, march_ogr_source_free)

/** What to read; zero it to read all. */
typedef struct {
    const MarchBox *box; /**< (nullable) may cross the antimeridian */
    const char *where;   /**< (nullable) attribute filter */
    guint max_features;
    guint max_positions;
} MarchOgrReadOptions;

/** What reading had to leave out; zero it before. */
typedef struct {
    guint mixed;         /**< parts of another kind than the first of their feature */
    guint untransformed; /**< features that cannot be said in degrees */
    guint unclosed;      /**< rings that do not end where they began: closed */
    guint unusable;      /**< features without any usable part */
} MarchOgrLosses;

/**
 * Appends the features that match to @features, in degrees, located at @path with
 * the row of a spreadsheet, else the feature's number, as line. Features without a
 * geometry keep an empty one.
 *
 * Returns: FALSE with CONFIG (the filter), DATA (corrupt) or LIMIT.
 */
gboolean march_ogr_read(MarchOgrSource *source,
                        const MarchOgrReadOptions *options,
                        MarchFeatures *features,
                        MarchOgrLosses *losses,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
