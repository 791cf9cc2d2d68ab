/* SPDX-License-Identifier: MIT */
/**
 * A plan: the figures of a batch, each a figure file with values of its own and the
 * files it is to write.
 *
 * A plan is read from a folder of figure files, or from a plan file: one figure file
 * and the tables to fill it from. It owns its jobs. It draws nothing and looks no
 * place up.
 */
#ifndef MARCH_BATCH_PLAN_H
#define MARCH_BATCH_PLAN_H

#include "base/diagnostics.h"

/** One figure to make. */
typedef struct {
    char *name;         /**< unique in the plan: "north/batken" */
    char *figure;       /**< path of the figure file */
    char **overrides;   /**< NULL-ended "key.path=value" */
    GPtrArray *outputs; /**< of char*: paths below the output folder; NULL: not known
                             before the figure file is read */
    char *fault;        /**< (nullable) why it cannot be made: a row without position */
    MarchLocation where;
} MarchBatchJob;

typedef struct {
    GPtrArray *jobs;            /**< of MarchBatchJob, sorted by name */
    const char *data_directory; /**< (nullable) of the program; set by who runs it */
} MarchBatchPlan;

/**
 * Reads the plan at @path: a folder, searched with its subfolders but for @skip
 * (nullable), the folder of the outputs; or a plan file.
 *
 * @overrides: (nullable) NULL-ended: values of all figures, after the plan's own
 * Returns: (transfer full), or NULL with an error.
 */
MarchBatchPlan *march_batch_plan_load(const char *path,
                                      const char *skip,
                                      const char *const *overrides,
                                      MarchDiagnostics *diagnostics,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_batch_plan_free(MarchBatchPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBatchPlan, march_batch_plan_free)

/**
 * Learns the outputs of a job that are not known: its figure file is read. A job whose
 * figure file names none gets "NAME.png".
 *
 * Returns: FALSE with an error when the file is wrong, or names an output that is not
 * beside or below it.
 */
gboolean march_batch_job_learn_outputs(const MarchBatchPlan *plan,
                                       MarchBatchJob *job,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Whether the figure @name is one of the shard @index of @count (0 or 1: all are). By a
 * hash of the name, so that adding a figure moves no other to another shard.
 */
gboolean march_batch_shard_has(guint index, guint count, const char *name);

#endif
