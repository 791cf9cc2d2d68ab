/* SPDX-License-Identifier: MIT */
/**
 * The north arrow: small, and true where it stands.
 */
#ifndef MARCH_LAYOUT_NORTH_ARROW_H
#define MARCH_LAYOUT_NORTH_ARROW_H

#include "furniture.h"

/** Width and height of the arrow with its letter, mm. */
double march_north_arrow_width(const MarchFurnitureKit *kit);
double march_north_arrow_height(const MarchFurnitureKit *kit);
/**
 * The direction of true north at @point, degrees clockwise from up; FALSE when
 * the frame has no image there.
 */
gboolean
march_north_direction(const MarchFrame *frame, MarchPoint point, double *degrees);
/** How much the direction of north differs over the frame, degrees. */
double march_north_spread(const MarchFrame *frame);
/** Draws the arrow centred in a box at @origin, turned by @degrees. */
void
march_north_arrow_draw(const MarchFurnitureKit *kit, MarchPoint origin, double degrees);

#endif
