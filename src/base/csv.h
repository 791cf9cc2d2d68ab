/* SPDX-License-Identifier: MIT */
/**
 * Tables of delimited text: RFC 4180 with the delimiter detected.
 *
 * A table owns its text; cells are borrowed, NUL-ended and located. The whole
 * file is read at once: 64 MiB and 4,096 columns are the limits. A broken row
 * (too many cells, a quote in the wrong place) is reported and skipped, the rest
 * is read. It knows nothing of what the columns mean.
 */
#ifndef MARCH_BASE_CSV_H
#define MARCH_BASE_CSV_H

#include "diagnostics.h"

typedef struct MarchCsv MarchCsv;

/**
 * Reads @path ("-" is not special). UTF-8 with or without a byte order mark, or
 * UTF-16 with one. The delimiter is the one of comma, semicolon, tab and bar that
 * the header row has most of.
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, DATA or LIMIT.
 */
MarchCsv *march_csv_read(const char *path,
                         MarchDiagnostics *diagnostics,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As march_csv_read() for text in memory; @name locates messages. */
MarchCsv *march_csv_parse(const char *text,
                          gsize length,
                          const char *name,
                          MarchDiagnostics *diagnostics,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_csv_free(MarchCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchCsv, march_csv_free)

char march_csv_get_delimiter(const MarchCsv *csv);
guint march_csv_count_columns(const MarchCsv *csv);
/** Rows without the header. */
guint march_csv_count_rows(const MarchCsv *csv);
/** Rows that were broken and skipped; each has a diagnostic. */
guint march_csv_count_broken(const MarchCsv *csv);
const char *march_csv_get_header(const MarchCsv *csv, guint column);
/** The column named @name, without regard to case, outer blanks and - or _; -1. */
int march_csv_find_column(const MarchCsv *csv, const char *name);
/** Whether two column names are the same as march_csv_find_column() sees them. */
gboolean march_csv_names_match(const char *a, const char *b);
/** The cell, outer blanks removed; "" when the row is short. */
const char *march_csv_get(const MarchCsv *csv, guint row, guint column);
MarchLocation march_csv_locate(const MarchCsv *csv, guint row, guint column);

#endif
