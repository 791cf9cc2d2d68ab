/* SPDX-License-Identifier: MIT */
/**
 * Whether a figure is as it would be made now, and if not, why.
 */
#ifndef MARCH_BATCH_STALENESS_H
#define MARCH_BATCH_STALENESS_H

#include "manifest.h"
#include "plan.h"

/**
 * A hash of what all figures are made with: the program, its data, fonts and
 * icons; (transfer full).
 */
char *march_batch_hash_base(const char *data_directory, MarchFileStates *states);
/** A hash of the values that @job gives its figure file; (transfer full). */
char *march_batch_hash_values(const MarchBatchJob *job);
/**
 * Why the figure of @job is not as it would be made now, (transfer full), or NULL: it is.
 * @record is what is known of it, or NULL.
 */
char *march_batch_find_staleness(const MarchBatchJob *job,
                                 const MarchManifestRecord *record,
                                 const char *folder,
                                 const char *base,
                                 MarchFileStates *states);

#endif
