/* SPDX-License-Identifier: MIT */
/**
 * What differs between the views of a proof sheet, stretch by stretch and area by area.
 *
 * A table owns its rows and headings.
 */
#ifndef MARCH_FIGURE_PROOF_TABLE_H
#define MARCH_FIGURE_PROOF_TABLE_H

#include "borders/borders.h"
#include "geo/frame.h"
#include "layout/sheet.h"

typedef struct {
    char *caption;
    GPtrArray *headings; /**< of char*, and NULL at the end */
    GPtrArray *rows;     /**< of char **: NULL-ended cells */
    char *text;          /**< the same in sentences, for the alternative text */
} MarchProofTable;

/**
 * Compares @views (NULL-ended), which are headed by @names, on the part of @borders
 * that @frame shows. Stretches that are alike in every view but their place are one
 * row, with the length they have together on the map. @areas are what each view draws
 * (of MarchFeatures, nullable).
 *
 * Returns: (transfer full)
 */
MarchProofTable *march_proof_table_new(const MarchBorders *borders,
                                       const GPtrArray *areas,
                                       MarchDate as_of,
                                       const char *const *views,
                                       const char *const *names,
                                       const MarchFrame *frame);
void march_proof_table_free(MarchProofTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchProofTable, march_proof_table_free)

#endif
