/* SPDX-License-Identifier: MIT */
/**
 * Reads places from CSV: the user's own gazetteer and the project's supplement.
 *
 * Columns by name, in any order: name, alternates (separated by |), lat, lon,
 * class, country, precision (km), valid-from, valid-to, source; also geonames-id,
 * population, code (admin code), notable (yes for what reports name often though few
 * people live there). Usual other spellings of these are understood,
 * unknown columns are ignored with a note. A row without coordinates is a place
 * that is known but has no position.
 */
#ifndef MARCH_GAZETTEER_PLACES_CSV_H
#define MARCH_GAZETTEER_PLACES_CSV_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "gazetteer.h"

typedef struct {
    char *name;
    GPtrArray *alternates; /**< of char */
    gboolean has_position;
    MarchLonLat position;
    MarchPlaceClass place_class;
    char country[3];     /**< "" when none */
    double precision_km; /**< negative when not given */
    MarchDateRange valid;
    char *source; /**< (nullable) */
    char *code;   /**< (nullable) admin code, "KG.09" */
    gint64 geonames_id;
    gint64 population;
    gboolean is_notable;
    MarchLocation where;
} MarchPlaceRow;

void march_place_row_free(MarchPlaceRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlaceRow, march_place_row_free)

/**
 * Reads the file at @path. A broken row becomes a diagnostic and is left out; a
 * file without a name column, or one that cannot be read, is an error.
 *
 * Returns: (transfer full) of MarchPlaceRow, or NULL with @error.
 */
GPtrArray *march_places_csv_read(const char *path,
                                 MarchDiagnostics *diagnostics,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The same from memory; @path names it in messages. */
GPtrArray *march_places_csv_parse(const char *text,
                                  gsize length,
                                  const char *path,
                                  MarchDiagnostics *diagnostics,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
