/* SPDX-License-Identifier: MIT */
/**
 * Reads the rows of `geocode --input`: TSV line by line, whatever its length, or
 * CSV whole.
 */
#ifndef MARCH_CLI_GEOCODE_INPUT_H
#define MARCH_CLI_GEOCODE_INPUT_H

#include "base/diagnostics.h"

/** One row; all is owned. */
typedef struct {
    char *query;
    char *id;      /**< (nullable) */
    char *country; /**< (nullable) */
    char *report;  /**< (nullable) */
    char **cells;  /**< the row as it stands */
} MarchGeocodeRecord;

void march_geocode_record_free(MarchGeocodeRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeRecord, march_geocode_record_free)

typedef struct MarchGeocodeInput MarchGeocodeInput;

/** Opens @path, "-" for standard input, and reads its header. */
MarchGeocodeInput *march_geocode_input_open(const char *path,
                                            MarchDiagnostics *diagnostics,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_geocode_input_free(MarchGeocodeInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeInput, march_geocode_input_free)

gboolean march_geocode_input_is_csv(const MarchGeocodeInput *input);
/** The column names, ending with NULL. */
const char *const *march_geocode_input_get_headers(const MarchGeocodeInput *input);
/** The next row, NULL at the end or with @error. */
MarchGeocodeRecord *march_geocode_input_next(MarchGeocodeInput *input, GError **error);
/** Bytes read so far, and in all (0 when unknown). */
guint64 march_geocode_input_get_position(const MarchGeocodeInput *input);
guint64 march_geocode_input_get_size(const MarchGeocodeInput *input);

#endif
