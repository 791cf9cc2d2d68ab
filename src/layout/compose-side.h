/* SPDX-License-Identifier: MIT */
/**
 * Furniture beside or below the map: filling the room the plan has for it, and
 * planning such room when the map is too full for a legend.
 */
#ifndef MARCH_LAYOUT_COMPOSE_SIDE_H
#define MARCH_LAYOUT_COMPOSE_SIDE_H

#include "compose-furniture.h"

/** Puts what fits into the plan's side room; the rest stays on the map. */
void march_compose_side_fill(MarchComposedFurniture *furniture,
                             const MarchLayoutInput *input,
                             const MarchFurnitureKit *kit);
/**
 * Sets @wanted to the plan with a strip for the legend taken off the map: beside a
 * wide one, below another. FALSE when too little would be left of the map.
 */
gboolean march_compose_side_plan_strip(MarchComposedFurniture *furniture,
                                       const MarchLayoutInput *input,
                                       const MarchFurnitureKit *kit,
                                       MarchPagePlan *wanted);

#endif
