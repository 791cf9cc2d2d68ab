/* SPDX-License-Identifier: MIT */
/**
 * A sheet: several maps on one page, each with a heading, over the legend, the
 * table and the notes that all of them share.
 *
 * The panels are finished scenes, composed for march_sheet_panel_width() and
 * march_layout_plan_panel(). The page is as wide as asked for and as high as its
 * content needs. Inputs are borrowed for the call; the scene is the caller's.
 */
#ifndef MARCH_LAYOUT_SHEET_H
#define MARCH_LAYOUT_SHEET_H

#include "layout.h"

typedef struct {
    const MarchScene *scene;
    const char *heading;
    double height;                  /**< mm of the scene that are used, from its top */
    const MarchMapContent *content; /**< (nullable) for the legend that all share */
} MarchSheetPanel;

/** A table; rows are NULL-ended lists of as many cells as there are headings. */
typedef struct {
    const char *caption;
    const char *const *headings; /**< NULL-ended */
    GPtrArray *rows;             /**< of char **; none: only the caption is printed */
} MarchSheetTable;

typedef struct {
    const MarchSpec *spec; /**< title, subtitle, language, and the page's width */
    const MarchStyle *style;
    guint columns;
    const MarchSheetPanel *panels;
    gsize n_panels;
    const MarchSheetTable *table; /**< (nullable) */
    gboolean has_legend;          /**< legend and scale bar stand below the panels */
    const char *value_label;      /**< (nullable) what the incidents' values count */
    const MarchMarginalia *marginalia;
    const MarchFrame *frame; /**< of the panels, for projection and scale */
} MarchSheetInput;

/** How wide, in mm, each of @columns panels on a page @width mm wide is. */
double march_sheet_panel_width(double width, guint columns);

/** Composes the sheet, (transfer full). */
MarchScene *
march_sheet_compose(const MarchSheetInput *input,
                    MarchTextEngine *text,
                    MarchDiagnostics *diagnostics) G_GNUC_WARN_UNUSED_RESULT;

#endif
