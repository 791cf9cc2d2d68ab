/* SPDX-License-Identifier: MIT */
/**
 * Geocodes a table: reads rows, resolves them in threads, writes answers in the
 * order of the rows, the same bytes for any number of threads.
 *
 * Memory does not grow with the table: a bounded number of rows is under way. Rows
 * of one report are resolved together, MARCH_REPORT_LIMIT at most.
 */
#ifndef MARCH_CLI_GEOCODE_RUN_H
#define MARCH_CLI_GEOCODE_RUN_H

#include "geocode-format.h"
#include "geocode-input.h"

/** What a table is geocoded with. */
typedef struct {
    MarchGazetteer *gazetteer;
    MarchResolveOptions resolve;
    const char *country; /**< (nullable) hint for rows without one */
    guint jobs;
    MarchGeocodeOutput output;
    gboolean is_verbose;
} MarchGeocodeRun;

/** What became of it. */
typedef struct {
    guint64 rows;
    guint64 faults; /**< rows that could not be asked */
} MarchGeocodeTally;

/**
 * Resolves @names, each by itself; those that are not UTF-8 are said to stderr.
 *
 * Returns: (transfer full) of MarchAnswer.
 */
GPtrArray *march_geocode_resolve_names(const MarchGeocodeRun *run,
                                       const char *const *names,
                                       MarchGeocodeTally *tally);
/** Writes the answers to @names to stdout. */
gboolean march_geocode_print_names(const MarchGeocodeRun *run,
                                   const char *const *names,
                                   const GPtrArray *answers,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Geocodes the table at @path to stdout; messages go to stderr as they come. Without
 * a @format (nullable) it is written as it was read, CSV or TSV.
 */
gboolean march_geocode_run_table(const MarchGeocodeRun *run,
                                 const char *path,
                                 const char *format,
                                 MarchGeocodeTally *tally,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Makes sure that all is written. */
gboolean march_geocode_finish(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** A not-found answer for what is not looked up: a fault, no name or a long one; else
 * NULL. */
MarchAnswer *march_geocode_refuse(const char *query, const char *fault);

#endif
