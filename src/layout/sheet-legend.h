/* SPDX-License-Identifier: MIT */
/**
 * The legend that the panels of a sheet share: each class that any of them drew,
 * once, and the scale bar that is true for all.
 *
 * A legend owns its own copy of the uses; it borrows layers and features from the
 * panels' contents, whose styles and sources must outlive it.
 */
#ifndef MARCH_LAYOUT_SHEET_LEGEND_H
#define MARCH_LAYOUT_SHEET_LEGEND_H

#include "furniture.h"
#include "sheet.h"

typedef struct MarchSheetLegend MarchSheetLegend;

/** Arranges the legend of @input's panels within @width mm; @kit is borrowed. */
MarchSheetLegend *march_sheet_legend_new(const MarchSheetInput *input,
                                         const MarchFurnitureKit *kit,
                                         double width);
void march_sheet_legend_free(MarchSheetLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSheetLegend, march_sheet_legend_free)

/** mm; 0: there is nothing to draw. */
double march_sheet_legend_get_height(const MarchSheetLegend *legend);
void march_sheet_legend_draw(const MarchSheetLegend *legend, MarchPoint origin);

#endif
