/* SPDX-License-Identifier: MIT */
/**
 * Reads GeoNames' tab-separated table of places, line by line.
 */
#ifndef MARCH_GAZETTEER_GEONAMES_READER_H
#define MARCH_GAZETTEER_GEONAMES_READER_H

#include "base/diagnostics.h"
#include "geo/types.h"

/** One row; strings are borrowed until the next. */
typedef struct {
    gint64 id;
    const char *name;
    char *alternates; /**< separated by commas; may be cut up in place */
    MarchLonLat position;
    const char *feature_class, *feature_code;
    const char *country;         /**< ISO alpha-2, or "" */
    const char *admin1, *admin2; /**< codes without the country, or "" */
    gint64 population;
} MarchGeonamesRow;

typedef struct MarchGeonamesReader MarchGeonamesReader;

MarchGeonamesReader *
march_geonames_reader_open(const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_geonames_reader_free(MarchGeonamesReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeonamesReader, march_geonames_reader_free)

/**
 * The next row that can be used; the others become diagnostics. FALSE at the end,
 * or with @error when reading failed.
 */
gboolean march_geonames_reader_next(MarchGeonamesReader *reader,
                                    MarchGeonamesRow *row,
                                    GError **error);
/** Bytes read so far. */
guint64 march_geonames_reader_get_position(const MarchGeonamesReader *reader);

#endif
