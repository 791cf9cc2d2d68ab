/* SPDX-License-Identifier: MIT */
/**
 * What a batch says: to people, to a log of JSON lines, to Prometheus.
 *
 * A reporter owns its files. Its progress line is drawn on a terminal only.
 */
#ifndef MARCH_CLI_BATCH_REPORT_H
#define MARCH_CLI_BATCH_REPORT_H

#include "batch/batch.h"

typedef struct {
    const char *log_file; /**< (nullable) */
    const char *metrics;  /**< (nullable) */
    const char *fail_on;  /**< (nullable) "identical,empty,dropped-labels,warnings" */
    gboolean is_quiet, is_verbose, says_why, is_check;
} MarchBatchReportOptions;

typedef struct MarchBatchReporter MarchBatchReporter;

/** (transfer full), or NULL with an error: the log cannot be opened, or a wrong word. */
MarchBatchReporter *march_batch_reporter_new(const MarchBatchReportOptions *options,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_batch_reporter_free(MarchBatchReporter *reporter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBatchReporter, march_batch_reporter_free)

/** An observer's tell; @data is the reporter. */
void march_batch_reporter_tell(const MarchBatchEvent *event, gpointer data);
/** Ends the progress line, before others print. */
void march_batch_reporter_end_line(MarchBatchReporter *reporter);
/** Prints the summary and writes the metrics; returns the exit status. */
int march_batch_reporter_finish(MarchBatchReporter *reporter,
                                const MarchBatchReport *report,
                                int stop_signal);

#endif
