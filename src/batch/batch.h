/* SPDX-License-Identifier: MIT */
/**
 * A batch: the figures of a plan, made by several processes; what is up to date stays.
 *
 * The outputs lie below one folder, beside ".marchland" with its lock and manifest. A
 * batch that is killed at any moment leaves whole files only, and goes on where it was.
 * Nothing is printed: an observer is told.
 */
#ifndef MARCH_BATCH_BATCH_H
#define MARCH_BATCH_BATCH_H

#include "manifest.h"
#include "marchland.h"
#include "plan.h"

typedef struct {
    const char *folder;           /**< the outputs go below it; it is made */
    guint jobs;                   /**< processes; 0: one a processor */
    double timeout_seconds;       /**< of one figure; 0: none */
    guint64 memory_bytes;         /**< of one worker; 0: no limit */
    double wait_seconds;          /**< for the lock; negative: for ever */
    gboolean force;               /**< make all */
    gboolean check;               /**< make nothing, tell what is stale */
    gboolean prune;               /**< remove outputs that no figure makes any more */
    gboolean strict;              /**< any warning fails a figure */
    gboolean keep_previous;       /**< an output that changes is kept: previous.h */
    const char *publish;          /**< (nullable) outputs are copied there as well */
    guint shard_index;            /**< from 0 */
    guint shard_count;            /**< 0 or 1: all figures */
    const char *const *overrides; /**< (nullable) NULL-ended: of all figures */
} MarchBatchOptions;

typedef enum {
    MARCH_BATCH_STARTED,   /**< the work is known */
    MARCH_BATCH_UNCHANGED, /**< a figure is as it was made */
    MARCH_BATCH_STALE,     /**< a figure is to be made: why */
    MARCH_BATCH_MADE,
    MARCH_BATCH_FAILED,
    MARCH_BATCH_PRUNED, /**< an output was removed: name is its path */
    MARCH_BATCH_ORPHAN, /**< an output that no figure makes any more is left */
    MARCH_BATCH_WAITED, /**< nothing has happened for a moment */
} MarchBatchEventKind;

/** What happened; all is borrowed for the call. */
typedef struct {
    MarchBatchEventKind kind;
    const char *name;                  /**< (nullable) of the figure */
    const char *why;                   /**< STALE: the reason; FAILED: the error */
    const MarchManifestRecord *record; /**< MADE */
    const GPtrArray *messages;         /**< (nullable) of char*: MADE, FAILED */
    guint done, total;                 /**< figures of this run */
} MarchBatchEvent;

typedef struct {
    void (*tell)(const MarchBatchEvent *event, gpointer data);
    /** (nullable) Whether to end early: what is being drawn is then given up. */
    gboolean (*should_stop)(gpointer data);
    gpointer data;
} MarchBatchObserver;

/** What a batch did. */
typedef struct {
    guint planned; /**< figures of the plan, or of its shard */
    guint unchanged, stale, made, failed, pruned, orphans;
    gboolean is_stopped;       /**< early, as the observer wanted */
    guint dropped;             /**< labels of all figures */
    guint warnings;            /**< of all figures */
    GPtrArray *identical;      /**< of char*: "A and B have the same picture" */
    GPtrArray *without_events; /**< of char*: figures with no incident on the map */
} MarchBatchReport;

void march_batch_report_clear(MarchBatchReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchBatchReport, march_batch_report_clear)

/**
 * Runs the batch of the plan at @path, see march_batch_plan_load().
 *
 * Returns: FALSE with an error when there is nothing to run: a wrong plan, a folder
 * that cannot be written, or MARCH_ERROR_BUSY. Figures that fail are only counted.
 */
gboolean march_batch_run(MarchSession *session,
                         const char *path,
                         const MarchBatchOptions *options,
                         const MarchBatchObserver *observer,
                         MarchBatchReport *report,
                         MarchDiagnostics *diagnostics,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Makes one manifest of those that shards left in @folder: all, or as many as there
 * are. No figure is drawn.
 *
 * @wait_seconds: for the lock; negative: for ever
 * @count: set to how many figures it tells of
 */
gboolean march_batch_merge(const char *folder,
                           double wait_seconds,
                           guint *count,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
