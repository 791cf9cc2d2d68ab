/* SPDX-License-Identifier: MIT */
/**
 * The key to numbered labels: names that had no room beside their points.
 *
 * Drawn into room that was left over; how many entries fit is asked before the
 * labels are placed, since that decides how many may become numbers.
 */
#ifndef MARCH_LAYOUT_LEGEND_KEY_H
#define MARCH_LAYOUT_LEGEND_KEY_H

#include "furniture.h"
#include "map-content.h"

/**
 * How many entries @room holds, whichever of @requests (of MarchLabelRequest) they are
 * of; 0 when it is too small for a heading and two lines.
 */
guint march_legend_key_capacity(const MarchFurnitureKit *kit,
                                const GPtrArray *requests,
                                MarchRect room);
/** The height in mm that @keys (of MarchLabelKey) take in @room, 0 when there are none. */
double march_legend_key_height(const MarchFurnitureKit *kit,
                               const GPtrArray *keys,
                               MarchRect room);
/** Draws @keys (of MarchLabelKey) from the top of @room as the group "key". */
void march_legend_key_draw(const MarchFurnitureKit *kit,
                           const GPtrArray *keys,
                           MarchRect room);

#endif
