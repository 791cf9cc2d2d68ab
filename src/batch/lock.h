/* SPDX-License-Identifier: MIT */
/**
 * The lock of an output folder: one batch at a time writes into it.
 *
 * It is an advisory lock of the system's (flock), so that it ends with the process
 * that holds it, however that ends. The file tells who holds it.
 */
#ifndef MARCH_BATCH_LOCK_H
#define MARCH_BATCH_LOCK_H

#include "base/error.h"

typedef struct MarchBatchLock MarchBatchLock;

/**
 * Locks the file @path, waiting up to @wait_seconds (negative: for ever).
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_BUSY that names the holder.
 */
MarchBatchLock *march_batch_lock_take(const char *path,
                                      double wait_seconds,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Gives the lock up; the file stays, for others may be waiting on it. */
void march_batch_lock_free(MarchBatchLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBatchLock, march_batch_lock_free)

#endif
