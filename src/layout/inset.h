/* SPDX-License-Identifier: MIT */
/**
 * The locator inset: a small map of the wider region with the main frame's true
 * outline on it.
 *
 * It has its own projection and frame, made when it is drawn. It borrows the
 * layout's input; land and boundaries come from there.
 */
#ifndef MARCH_LAYOUT_INSET_H
#define MARCH_LAYOUT_INSET_H

#include "furniture.h"

/** Width to height of a locator, at least and at most. */
#define MARCH_INSET_ASPECT_MIN 1.25
#define MARCH_INSET_ASPECT_MAX 1.6

/** Whether a locator says anything: there is land, and the map is no world map. */
gboolean march_inset_is_useful(const MarchLayoutInput *input);
/** Width and height in mm for a locator about @width mm wide. */
MarchRect march_inset_measure(const MarchLayoutInput *input, double width);
/** Draws the group "inset" into @rect, within a white border when @has_border. */
gboolean march_inset_draw(const MarchLayoutInput *input,
                          const MarchFurnitureKit *kit,
                          MarchRect rect,
                          gboolean has_border,
                          MarchDiagnostics *diagnostics,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * The outline of @frame's rectangle as @inset shows it: a closed ring, empty when
 * part of the rectangle lies beyond the projection.
 *
 * Returns: (transfer full)
 */
MarchPath *march_inset_outline(const MarchFrame *frame, const MarchFrame *inset);

#endif
