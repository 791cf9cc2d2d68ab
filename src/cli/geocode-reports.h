/* SPDX-License-Identifier: MIT */
/**
 * Reports whose rows lie apart in a table.
 *
 * One pass over the table finds them and remembers where each of their later runs
 * of rows lies. The rows are then resolved where the report begins, and what is
 * written for the later ones waits in a temporary file until its turn.
 */
#ifndef MARCH_CLI_GEOCODE_REPORTS_H
#define MARCH_CLI_GEOCODE_REPORTS_H

#include "geocode-input.h"

/** Names resolved together, at most. */
#define MARCH_REPORT_LIMIT 2000
/** No later run. */
#define MARCH_NO_RUN G_MAXUINT

typedef struct MarchGeocodeReports MarchGeocodeReports;

/** Reads the whole of @input, which has reports and has been read no further than its
 * header; says in @diagnostics which reports lie apart. */
MarchGeocodeReports *
march_geocode_reports_scan(const MarchGeocodeInput *input,
                           const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_geocode_reports_free(MarchGeocodeReports *reports);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeReports, march_geocode_reports_free)

/** The next later run of @report that has not been taken, or MARCH_NO_RUN. */
guint march_geocode_reports_find(const MarchGeocodeReports *reports,
                                 const char *report,
                                 guint64 after_number);
guint march_geocode_reports_get_size(const MarchGeocodeReports *reports, guint run);
/** Reads the rows of @run and appends them to @records: now it is taken. */
gboolean march_geocode_reports_take(MarchGeocodeReports *reports,
                                    guint run,
                                    GPtrArray *records,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The run that was taken and begins with row @number, or MARCH_NO_RUN. */
guint march_geocode_reports_get_taken(const MarchGeocodeReports *reports,
                                      guint64 number);

/** Keeps what is to be written for @run. */
gboolean march_geocode_reports_put(MarchGeocodeReports *reports,
                                   guint run,
                                   const char *text,
                                   gsize length,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** What was kept for @run, (transfer full), or NULL with @error. */
GString *march_geocode_reports_fetch(MarchGeocodeReports *reports,
                                     guint run,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
