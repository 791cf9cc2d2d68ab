/* SPDX-License-Identifier: MIT */
/**
 * The rows of `geocode --input`: a table with a column "query" and, if there are,
 * "id", "country" and "report".
 *
 * Rows are read one by one. What is wrong with one is said with its line, column
 * and number; it is handed on with its fault, so that every row gets an answer.
 */
#ifndef MARCH_CLI_GEOCODE_INPUT_H
#define MARCH_CLI_GEOCODE_INPUT_H

#include "base/diagnostics.h"

/** One row; all is owned. */
typedef struct {
    char *query;    /**< outer blanks removed; "" when there is none */
    char *id;       /**< (nullable) */
    char *country;  /**< (nullable) the codes that are ones: "KG,TJ" */
    char *report;   /**< (nullable) */
    char **cells;   /**< the row as it stands, as many as the header has */
    char *fault;    /**< (nullable) why it is not asked */
    guint64 number; /**< from 1, the header and blank lines not counted */
    guint64 offset; /**< of its first byte */
    int line;
} MarchGeocodeRecord;

void march_geocode_record_free(MarchGeocodeRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeRecord, march_geocode_record_free)

typedef struct MarchGeocodeInput MarchGeocodeInput;

/**
 * Opens @path, "-" for standard input, and reads its header. A table with reports
 * can be read again: from a pipe it is copied to a temporary file first.
 */
MarchGeocodeInput *march_geocode_input_open(const char *path,
                                            MarchDiagnostics *diagnostics,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_geocode_input_free(MarchGeocodeInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeInput, march_geocode_input_free)
/**
 * A second reader of a table with reports, which has row @number at @offset in
 * @line next. It borrows the file: free it first.
 */
MarchGeocodeInput *march_geocode_input_fork(const MarchGeocodeInput *input,
                                            guint64 number,
                                            guint64 offset,
                                            int line) G_GNUC_WARN_UNUSED_RESULT;

gboolean march_geocode_input_has_reports(const MarchGeocodeInput *input);
/** A tab, or what separates the cells of a CSV. */
char march_geocode_input_get_delimiter(const MarchGeocodeInput *input);
gboolean march_geocode_input_has_crlf(const MarchGeocodeInput *input);
/** The column names, ending with NULL. */
const char *const *march_geocode_input_get_headers(const MarchGeocodeInput *input);
/** The next row, NULL at the end or with @error. @diagnostics is nullable. */
MarchGeocodeRecord *march_geocode_input_next(MarchGeocodeInput *input,
                                             MarchDiagnostics *diagnostics,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Bytes read so far, and in all (0 when unknown). */
guint64 march_geocode_input_get_offset(const MarchGeocodeInput *input);
guint64 march_geocode_input_get_size(const MarchGeocodeInput *input);
int march_geocode_input_get_line(const MarchGeocodeInput *input);

#endif
