/* SPDX-License-Identifier: MIT */
/**
 * A line on a terminal that tells how far a long table has come: rows, rate, time
 * left. It is shown only when standard error is a terminal and standard output is
 * not, after a second, and is wiped before anything else is said.
 */
#ifndef MARCH_CLI_GEOCODE_PROGRESS_H
#define MARCH_CLI_GEOCODE_PROGRESS_H

#include <glib.h>

typedef struct {
    gboolean is_wanted;
    gboolean is_shown;
    gint64 began, told; /**< microseconds */
} MarchProgress;

void march_progress_init(MarchProgress *progress);
/** Tells of @rows rows, and of @done of @total bytes (0 when unknown), now and then. */
void march_progress_update(MarchProgress *progress,
                           guint64 rows,
                           guint64 done,
                           guint64 total);
void march_progress_wipe(MarchProgress *progress);

#endif
