/* SPDX-License-Identifier: MIT */
/**
 * A report on the rows of one file: it names the first rows of each kind of remark and
 * counts the rest, since a list of forty thousand helps nobody.
 *
 * A report borrows its diagnostics; the codes and the file name must outlive it.
 */
#ifndef MARCH_BASE_ROW_REPORT_H
#define MARCH_BASE_ROW_REPORT_H

#include "diagnostics.h"

typedef struct {
    MarchDiagnostics *diagnostics;
    GArray *kinds; /* of a code and how often it came up, in the order of the first */
    const char *file;
    guint most;            /**< rows named of each kind */
    const char *last_code; /**< (nullable) of the remark made last */
} MarchRowReport;

/** Names 20 of a kind; set @most for another number. @file is nullable. */
void
march_row_report_init(MarchRowReport *report, const char *file, MarchDiagnostics *to);
/** Whether one more of @code is to be named; it is counted. */
gboolean march_row_report_counts(MarchRowReport *report,
                                 MarchSeverity severity,
                                 const char *code);
/** Says how many were not named, and ends the report. */
void march_row_report_finish(MarchRowReport *report);
/**
 * Adds a remark that is told once for all rows, with a count and the first of the objects:
 * "12 places lie...: "A", "B"..."; the remarks themselves become notes. One alone is told
 * as it is.
 *
 * @words: a literal that follows the count.
 */
void march_row_report_group(MarchRowReport *report,
                            MarchSeverity severity,
                            const char *code,
                            MarchLocation where,
                            const char *object,
                            const char *words,
                            const char *format,
                            ...) G_GNUC_PRINTF(7, 8);
#define march_row_report_add(report, severity, code, where, object, ...)               \
    do {                                                                               \
        if (march_row_report_counts((report), (severity), (code))) {                   \
            march_diagnostics_add((report)->diagnostics, (severity), (code), (where),  \
                                  (object), __VA_ARGS__);                              \
        }                                                                              \
    } while (FALSE)

#endif
