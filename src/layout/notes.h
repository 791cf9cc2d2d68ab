/* SPDX-License-Identifier: MIT */
/**
 * The footer: notes, sources, projection and scale, and the credits owed, as
 * small text in columns.
 *
 * A footer owns its paragraphs and, once fitted, its lines. It is made and fitted
 * twice: while planning, with a stand-in for projection and scale, and while
 * composing, when they are known. Text that finds no room is shed in a stated
 * order and said so; the first note (as-of date, point of view), sources and credits
 * are never shed.
 */
#ifndef MARCH_LAYOUT_NOTES_H
#define MARCH_LAYOUT_NOTES_H

#include "furniture.h"

typedef struct MarchFooter MarchFooter;

/** @frame may be NULL: projection and scale are then typical text of full length. */
MarchFooter *march_footer_new(const MarchSpec *spec,
                              const MarchMarginalia *marginalia,
                              const MarchFrame *frame);
void march_footer_free(MarchFooter *footer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFooter, march_footer_free)

/** Sets the whole text at its full size; returns the height needed in mm. */
double
march_footer_set(MarchFooter *footer, const MarchFurnitureKit *kit, double width);
/**
 * Sets the text in columns @width mm wide in all, no higher than @wanted_height if
 * smaller type and shedding can do it. What then is still higher than @max_height
 * is set in type too small for good print.
 *
 * Returns: the height needed in mm; more than @max_height when sources and
 * credits alone are higher. @diagnostics (nullable) gets what was shed.
 */
double march_footer_fit(MarchFooter *footer,
                        const MarchFurnitureKit *kit,
                        double width,
                        double wanted_height,
                        double max_height,
                        MarchDiagnostics *diagnostics);
/** Draws a fitted footer with its upper left corner at @origin. */
void march_footer_draw(const MarchFooter *footer,
                       const MarchFurnitureKit *kit,
                       MarchPoint origin);

/** "1:500,000", "about 1:780,000" when rounded by over 0.1 %; (transfer full). */
char *march_scale_text(double denominator);

#endif
