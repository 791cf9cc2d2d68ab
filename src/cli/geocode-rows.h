/* SPDX-License-Identifier: MIT */
/**
 * Reads a table row by row, whatever its length, in the memory of its longest row.
 *
 * Tab-separated lines, or RFC 4180 with comma, semicolon or bar. UTF-8 with or
 * without a byte order mark; UTF-16 with one is copied to a temporary file first.
 * A row that is broken is handed on with what is wrong with it. It knows nothing
 * of what the columns mean.
 */
#ifndef MARCH_CLI_GEOCODE_ROWS_H
#define MARCH_CLI_GEOCODE_ROWS_H

#include "base/error.h"

/** One row; owned. */
typedef struct {
    char **cells;   /**< unquoted, valid UTF-8, ending with NULL */
    guint count;    /**< of cells */
    guint64 offset; /**< of its first byte */
    int line;       /**< where it begins */
    int fault_line, fault_column;
    char *fault; /**< (nullable) why it cannot be trusted */
} MarchTableRow;

void march_table_row_clear(MarchTableRow *row);

typedef struct MarchRowReader MarchRowReader;

/** Opens @path, "-" for standard input. */
MarchRowReader *march_row_reader_open(const char *path,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_row_reader_free(MarchRowReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchRowReader, march_row_reader_free)

/** Reads the next row that is not blank; FALSE at the end or with @error. */
gboolean march_row_reader_next(MarchRowReader *reader,
                               MarchTableRow *row,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Makes the rest readable again: what comes from a pipe goes to a temporary file. */
gboolean march_row_reader_keep(MarchRowReader *reader,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * A second reader of a kept table, at the row that begins at @offset in @line. It
 * borrows the file: free it first.
 */
MarchRowReader *march_row_reader_fork(const MarchRowReader *reader,
                                      guint64 offset,
                                      int line) G_GNUC_WARN_UNUSED_RESULT;

/** The delimiter that the first row has most of; a tab for a single column. */
char march_row_reader_get_delimiter(const MarchRowReader *reader);
/** Whether the first line ends with CR LF. */
gboolean march_row_reader_has_crlf(const MarchRowReader *reader);
guint64 march_row_reader_get_offset(const MarchRowReader *reader);
int march_row_reader_get_line(const MarchRowReader *reader);
/** Bytes in all, 0 when unknown. */
guint64 march_row_reader_get_size(const MarchRowReader *reader);

#endif
