/* SPDX-License-Identifier: MIT */
/**
 * The lock of an output folder: one batch at a time writes into it, or the shards of
 * one batch.
 *
 * It is an advisory lock of the system's (flock), so that it ends with the processes
 * that hold it, however they end: the workers inherit it, and while one of a killed
 * batch still draws nobody else begins. The file tells who holds it.
 */
#ifndef MARCH_BATCH_LOCK_H
#define MARCH_BATCH_LOCK_H

#include "base/error.h"

typedef struct MarchBatchLock MarchBatchLock;

/**
 * Locks the folder @own for a batch, waiting up to @wait_seconds (negative: for ever).
 * A shard shares it with the other shards of its count, and excludes its like.
 *
 * @shard_index: from 0
 * @shard_count: 0 or 1: no shard
 * Returns: (transfer full), or NULL with MARCH_ERROR_BUSY that names the holder.
 */
MarchBatchLock *march_batch_lock_take(const char *own,
                                      guint shard_index,
                                      guint shard_count,
                                      double wait_seconds,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Gives the lock up; the file stays, for others may be waiting on it. */
void march_batch_lock_free(MarchBatchLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBatchLock, march_batch_lock_free)

#endif
