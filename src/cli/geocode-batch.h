/* SPDX-License-Identifier: MIT */
/**
 * A few rows that are resolved and written in one go, and the threads that do it.
 *
 * A batch holds whole reports. It is made by the thread that reads, worked on by
 * one other, and handed back; no two threads hold it at once.
 */
#ifndef MARCH_CLI_GEOCODE_BATCH_H
#define MARCH_CLI_GEOCODE_BATCH_H

#include "geocode-cache.h"
#include "geocode-run.h"

/** Rows that stand elsewhere, which were taken along because of their report. */
typedef struct {
    guint run; /**< of MarchGeocodeReports */
    gsize end; /**< of its text in MarchGeocodeBatch.later */
} MarchBatchRun;

typedef struct {
    GPtrArray *records;  /**< of MarchGeocodeRecord */
    GArray *run_of;      /**< of guint: the later run of each record */
    GString *text;       /**< the answers of rows in their place */
    GString *later;      /**< those of later runs */
    GArray *runs;        /**< of MarchBatchRun */
    guint64 last_number; /**< of the last row in its place */
    guint64 offset;      /**< of the input after them */
    guint kept_run;      /**< or: nothing to do but to write what was kept */
    gboolean is_done;
} MarchGeocodeBatch;

MarchGeocodeBatch *march_geocode_batch_new(void);
void march_geocode_batch_free(MarchGeocodeBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeBatch, march_geocode_batch_free)
/** Adds @record, which it takes. */
void march_geocode_batch_add(MarchGeocodeBatch *batch,
                             MarchGeocodeRecord *record,
                             guint later_run);

/** Up to MarchGeocodeRun.jobs threads, started when there is work for them. */
typedef struct MarchBatchWorkers MarchBatchWorkers;

MarchBatchWorkers *march_batch_workers_new(const MarchGeocodeRun *run);
/** Ends the threads after the work they have. */
void march_batch_workers_free(MarchBatchWorkers *workers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBatchWorkers, march_batch_workers_free)
/** Gives @batch to be worked on; it must live until it was waited for. */
void march_batch_workers_push(MarchBatchWorkers *workers, MarchGeocodeBatch *batch);
/** Waits until @batch, which was pushed, is done. */
void march_batch_workers_wait(MarchBatchWorkers *workers, MarchGeocodeBatch *batch);

#endif
