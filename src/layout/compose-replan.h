/* SPDX-License-Identifier: MIT */
/**
 * Planning the page anew: when the map is too full for its legend, with room for it
 * outside the map, beside it, below it, or beside map and footer; when the column
 * beside the map stands mostly empty, without the column.
 *
 * Nothing is drawn; the furniture's legend may be rearranged.
 */
#ifndef MARCH_LAYOUT_COMPOSE_REPLAN_H
#define MARCH_LAYOUT_COMPOSE_REPLAN_H

#include "compose-furniture.h"

/**
 * Sets @wanted to the plan that takes the legend off the map and leaves most of it.
 *
 * Returns: FALSE when all would leave too little.
 */
gboolean march_compose_replan(MarchComposedFurniture *furniture,
                              const MarchLayoutInput *input,
                              const MarchFurnitureKit *kit,
                              MarchPagePlan *wanted);
/**
 * Whether a gap is much of the height of @input's column, which was planned before its
 * content was known, when @taken mm of the room for keys are used. Fixed marginalia
 * stay where they are.
 */
gboolean march_compose_column_is_empty(const MarchLayoutInput *input,
                                       const MarchComposedFurniture *furniture,
                                       double taken);
/**
 * Sets @wanted to a plan without the column, its footer below the map.
 *
 * Returns: FALSE when that would not leave the map more.
 */
gboolean march_compose_replan_without_column(const MarchComposedFurniture *furniture,
                                             const MarchLayoutInput *input,
                                             const MarchFurnitureKit *kit,
                                             MarchPagePlan *wanted);

#endif
