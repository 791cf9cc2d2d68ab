/* SPDX-License-Identifier: MIT */
/**
 * Reads GeoNames' tab-separated table of places, line by line, plain or compressed
 * by gzip.
 *
 * A line that cannot be used becomes a diagnostic with its place; of many alike the
 * first are told one by one, the rest is counted.
 */
#ifndef MARCH_GAZETTEER_GEONAMES_READER_H
#define MARCH_GAZETTEER_GEONAMES_READER_H

#include "base/diagnostics.h"
#include "geo/types.h"

/** One row; strings are borrowed until the next. */
typedef struct {
    gint64 id; /**< 0 when the cell is empty */
    const char *name;
    char *alternates; /**< separated by commas; may be cut up in place */
    MarchLonLat position;
    const char *feature_class, *feature_code;
    const char *country;         /**< ISO alpha-2, or "" */
    const char *admin1, *admin2; /**< codes without the country, or "" */
    gint64 population;           /**< 0 when unknown */
    const char *modified;        /**< when the row was last changed: "2024-01-31" */
} MarchGeonamesRow;

typedef struct MarchGeonamesReader MarchGeonamesReader;

/** A file that is known to be another table of GeoNames is refused with what it is. */
MarchGeonamesReader *
march_geonames_reader_open(const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_geonames_reader_free(MarchGeonamesReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeonamesReader, march_geonames_reader_free)

/**
 * The next row that can be used; the others become diagnostics. FALSE at the end,
 * or with @error when reading failed or the file has lines but none of a table of
 * places.
 */
gboolean march_geonames_reader_next(MarchGeonamesReader *reader,
                                    MarchGeonamesRow *row,
                                    GError **error);
/** Bytes read so far. */
guint64 march_geonames_reader_get_position(const MarchGeonamesReader *reader);
/** Lines read so far. */
guint64 march_geonames_reader_count_lines(const MarchGeonamesReader *reader);

#endif
