/* SPDX-License-Identifier: MIT */
/**
 * Orphans: outputs of figures that the plan makes no more, and outputs that a figure
 * wrote once and does not now.
 */
#ifndef MARCH_BATCH_ORPHANS_H
#define MARCH_BATCH_ORPHANS_H

#include "batch.h"

/**
 * Tells of each orphan of this shard, or removes it if the options say so. A shard's
 * are those whose figure would be its own.
 */
void march_batch_find_orphans(const MarchBatchPlan *plan,
                              MarchManifest *manifest,
                              const MarchBatchOptions *options,
                              const MarchBatchObserver *observer,
                              MarchBatchReport *report);

#endif
