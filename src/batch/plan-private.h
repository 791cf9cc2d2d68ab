/* SPDX-License-Identifier: MIT */
/**
 * The two kinds of plan, for plan.c.
 */
#ifndef MARCH_BATCH_PLAN_PRIVATE_H
#define MARCH_BATCH_PLAN_PRIVATE_H

#include "base/yaml.h"
#include "geodata/layer.h"
#include "plan.h"

/**
 * Adds a job; strings are taken, @overrides of all figures are appended.
 *
 * Returns: the job, borrowed.
 */
MarchBatchJob *march_batch_plan_add(MarchBatchPlan *plan,
                                    char *name,
                                    const char *figure,
                                    GPtrArray *values,
                                    const char *const *overrides,
                                    GPtrArray *outputs,
                                    MarchLocation where);
/** Adds the figure files of the folder @path. */
gboolean march_batch_plan_read_folder(MarchBatchPlan *plan,
                                      const char *path,
                                      const char *skip,
                                      const char *const *overrides,
                                      MarchDiagnostics *diagnostics,
                                      GError **error);
/** Adds the rows of the plan file @path. */
gboolean march_batch_plan_read_file(MarchBatchPlan *plan,
                                    const char *path,
                                    const char *const *overrides,
                                    MarchDiagnostics *diagnostics,
                                    GError **error);
/**
 * The rows of a table or layer: all values of a plain CSV table are text.
 *
 * Returns: (transfer full), or NULL as march_layer_read() does.
 */
MarchFeatures *march_batch_plan_read_table(const char *path,
                                           const MarchLayerOptions *options,
                                           MarchDiagnostics *diagnostics,
                                           GError **error);

#endif
