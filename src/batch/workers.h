/* SPDX-License-Identifier: MIT */
/**
 * Workers: processes that draw figures, forked from one that has opened what all of
 * them share.
 *
 * A worker that crashes, takes too long or too much memory fails the figure it draws,
 * and is replaced. Results come in the order in which figures are done. A MarchWorkers
 * owns its processes: freeing it ends them.
 */
#ifndef MARCH_BATCH_WORKERS_H
#define MARCH_BATCH_WORKERS_H

#include "figure/session.h"
#include "plan.h"

typedef struct {
    guint count;            /**< processes */
    double timeout_seconds; /**< of one figure; 0: none */
    guint64 memory_bytes;   /**< of one worker, beside what is shared; 0: no limit */
    const char *folder;     /**< the outputs go below it */
    gboolean strict;        /**< any warning fails a figure */
    gboolean keep_previous; /**< an output that is replaced is kept */
    const char *publish;    /**< (nullable) where outputs are copied to: publish.h */
} MarchWorkerOptions;

/** What became of a figure. */
typedef struct {
    guint job;
    char *error; /**< (nullable) why it failed */
    int exit_status;
    char *title, *description;
    char *date;          /**< as-of, YYYY-MM-DD, or "" */
    GPtrArray *inputs;   /**< of char*: canonical paths */
    GPtrArray *outputs;  /**< of MarchFileState, paths below the folder */
    GPtrArray *messages; /**< of char*: warnings and failures */
    guint warnings, dropped, shown, milliseconds;
} MarchWorkerResult;

void march_worker_result_free(MarchWorkerResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchWorkerResult, march_worker_result_free)

typedef struct MarchWorkers MarchWorkers;

/** Nothing is forked before there is work. All is borrowed, but the result's. */
MarchWorkers *march_workers_new(MarchSession *session,
                                const MarchBatchPlan *plan,
                                const MarchWorkerOptions *options);
void march_workers_free(MarchWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchWorkers, march_workers_free)

/** Puts a job of the plan at the end of the queue. */
void march_workers_push(MarchWorkers *workers, guint job);
/**
 * Waits for the next figure to be done, at most @wait_ms.
 *
 * Returns: (transfer full), or NULL: nothing is done yet, or all is.
 */
MarchWorkerResult *march_workers_wait(MarchWorkers *workers, int wait_ms);
/** Whether figures are waiting or being drawn. */
gboolean march_workers_are_busy(const MarchWorkers *workers);

#endif
