/* SPDX-License-Identifier: MIT */
/**
 * Furniture beside or below the map: filling the room that the plan has for it.
 */
#ifndef MARCH_LAYOUT_COMPOSE_SIDE_H
#define MARCH_LAYOUT_COMPOSE_SIDE_H

#include "compose-furniture.h"

/** Puts what fits into the plan's side room; the rest stays on the map. */
void march_compose_side_fill(MarchComposedFurniture *furniture,
                             const MarchLayoutInput *input,
                             const MarchFurnitureKit *kit);

#endif
