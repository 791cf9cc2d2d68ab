/* SPDX-License-Identifier: MIT */
/**
 * The inside of a worker process, and how its results cross the pipe. For workers.c.
 */
#ifndef MARCH_BATCH_WORKER_RUN_H
#define MARCH_BATCH_WORKER_RUN_H

#include <sys/types.h>

#include "workers.h"

/**
 * Draws the jobs whose numbers come from @requests until it is closed, or @parent has
 * ended; never returns.
 */
void march_worker_run(MarchSession *session,
                      const MarchBatchPlan *plan,
                      const MarchWorkerOptions *options,
                      pid_t parent,
                      int requests,
                      int results) G_GNUC_NORETURN;
/** Reads a result that is complete in @bytes; NULL when it is not one. */
MarchWorkerResult *march_worker_result_parse(const guint8 *bytes, gsize length);

/** Before each result stands its length, as guint32. */
#define MARCH_WORKER_RESULT_MAX (16U << 20)

#endif
