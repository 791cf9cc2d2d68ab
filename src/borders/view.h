/* SPDX-License-Identifier: MIT */
/**
 * How a line is drawn in the eyes of one party, or of none.
 *
 * A view is "defacto", "un", "all", or a code that the data or sections define.
 * Used by select.c, diff.c and compare.c.
 */
#ifndef MARCH_BORDERS_VIEW_H
#define MARCH_BORDERS_VIEW_H

#include "borders-private.h"

typedef struct {
    const char *code;
    gboolean is_of_a_party; /**< a country's, not one of the general ones */
} MarchBorderView;

/** What a line is in a view. */
typedef struct {
    gboolean is_drawn;
    MarchBorderStatus status;
    const char *label; /**< (nullable) instead of the class's; "": of the status */
} MarchBorderDrawing;

/** The view @code (NULL: "defacto"); warns when nothing defines it. */
MarchBorderView march_border_view_new(const MarchBorders *borders,
                                      const char *code,
                                      MarchDiagnostics *diagnostics);
/** Whether the view has no word on a claim and does not draw it. */
gboolean march_border_view_skips(const MarchBorderView *view,
                                 const MarchBorderClass *line_class);
/** How a line of @line_class between @left and @right is drawn. */
MarchBorderDrawing march_border_view_draw(const MarchBorderView *view,
                                          const MarchBorderClass *line_class,
                                          const char *left,
                                          const char *right);
/** The legend's words for a line that is drawn, (transfer full). */
char *march_border_drawing_words(const MarchBorderDrawing *drawing,
                                 const MarchBorderClass *line_class,
                                 MarchDate as_of,
                                 gboolean is_section);

#endif
