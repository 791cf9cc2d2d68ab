/* SPDX-License-Identifier: MIT */
/**
 * The inside of a MarchResult: what the files of this folder fill while they make a
 * figure, and callers read through marchland.h.
 */
#ifndef MARCH_FIGURE_RESULT_H
#define MARCH_FIGURE_RESULT_H

#include "base/diagnostics.h"
#include "marchland.h"
#include "pipeline.h"

struct MarchResult {
    MarchDiagnostics *diagnostics;
    GPtrArray *messages; /**< of char*: the diagnostics as text, made at the end */
    GPtrArray *outputs;  /**< of char* */
    GPtrArray *inputs;   /**< of char*: the files that were read */
    guint shown;         /**< incidents on the map */
    char *timings;
    char *title; /**< (nullable) */
    char *description;
    MarchDate as_of;
};

MarchResult *march_result_new(void);
/** Notes what @composition was made from and shows; its inputs are taken. */
void march_result_take_facts(MarchResult *result, MarchComposition *composition);
/** Ends a result: its messages and timings are made. */
void march_result_finish(MarchResult *result, const MarchTimings *timings);

#endif
