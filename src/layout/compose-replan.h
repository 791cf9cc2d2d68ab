/* SPDX-License-Identifier: MIT */
/**
 * Planning the page anew when the map is too full for its legend.
 *
 * A plan with room for the legend outside the map: beside it, below it, or beside
 * map and footer. Nothing is drawn; the furniture's legend is rearranged.
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

#endif
