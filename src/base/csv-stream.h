/* SPDX-License-Identifier: MIT */
/**
 * Tables of delimited text, read row by row: what base/csv.h reads whole, for tables
 * of any size and for standard input.
 *
 * A stream keeps one row at a time; its cells are borrowed until the next one. A
 * broken row (too many cells, a quote in the wrong place, bytes of another encoding)
 * is handed out as such and the rows after it are read. Rows of more than 8 MiB and
 * 4,096 cells are broken. It knows nothing of what the columns mean.
 */
#ifndef MARCH_BASE_CSV_STREAM_H
#define MARCH_BASE_CSV_STREAM_H

#include "diagnostics.h"

typedef struct MarchCsvStream MarchCsvStream;

typedef struct {
    const char *encoding;       /**< (nullable) as iconv names it; detected when NULL */
    char delimiter;             /**< 0: the one the header row has most of */
    const char *const *columns; /**< (nullable) NULL-ended: there is no header row */
} MarchCsvStreamOptions;

typedef enum {
    MARCH_CSV_ROW,    /**< a row is at hand */
    MARCH_CSV_BROKEN, /**< a row cannot be used; march_csv_stream_get_fault() */
    MARCH_CSV_END,
    MARCH_CSV_FAILED, /**< the error is set */
} MarchCsvResult;

/**
 * Opens @path, or standard input when it is "-", and reads the header row. Without an
 * encoding given, UTF-8 and UTF-16 are recognised; other bytes are taken for Windows-1251
 * or Windows-1252, with a warning ("encoding-guessed").
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, PERMISSION, IO, DATA, CONFIG (the
 * encoding is not known).
 */
MarchCsvStream *march_csv_stream_open(const char *path,
                                      const MarchCsvStreamOptions *options,
                                      MarchDiagnostics *diagnostics,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_csv_stream_free(MarchCsvStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchCsvStream, march_csv_stream_free)

/** Moves to the next row that is not blank. */
MarchCsvResult march_csv_stream_next(MarchCsvStream *stream, GError **error);
/** What is wrong with the row at hand, and where; borrowed. */
const char *march_csv_stream_get_fault(const MarchCsvStream *stream,
                                       MarchLocation *where);

char march_csv_stream_get_delimiter(const MarchCsvStream *stream);
/** "UTF-8", "WINDOWS-1251"...: as far as is known by now. */
const char *march_csv_stream_get_encoding(const MarchCsvStream *stream);
guint march_csv_stream_count_columns(const MarchCsvStream *stream);
/** How many cells the row at hand has. */
guint march_csv_stream_count_cells(const MarchCsvStream *stream);
const char *march_csv_stream_get_header(const MarchCsvStream *stream, guint column);
/** As march_csv_find_column(). */
int march_csv_stream_find_column(const MarchCsvStream *stream, const char *name);
/** The cell, outer blanks removed; "" when the row is short. */
const char *march_csv_stream_get(MarchCsvStream *stream, guint column);
MarchLocation march_csv_stream_locate(const MarchCsvStream *stream, guint column);
/** Bytes read so far; @total is that of the file, 0 when it is not known. */
guint64 march_csv_stream_get_progress(const MarchCsvStream *stream, guint64 *total);

#endif
