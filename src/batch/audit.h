/* SPDX-License-Identifier: MIT */
/**
 * What is odd about a finished batch: figures that look the same, or show nothing.
 */
#ifndef MARCH_BATCH_AUDIT_H
#define MARCH_BATCH_AUDIT_H

#include "batch.h"

/** Fills the audit's part of @report from all records of @manifest. */
void march_batch_audit(const MarchManifest *manifest, MarchBatchReport *report);

#endif
