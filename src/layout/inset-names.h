/* SPDX-License-Identifier: MIT */
/**
 * Names of countries in the locator inset: a few, inside their land, clear of the
 * outline.
 */
#ifndef MARCH_LAYOUT_INSET_NAMES_H
#define MARCH_LAYOUT_INSET_NAMES_H

#include "furniture.h"

/**
 * Adds the names of the countries in @land (features with a "name") that have
 * room in @inset's rectangle, those under @outline first.
 */
void march_inset_names_draw(const MarchFurnitureKit *kit,
                            const MarchFrame *inset,
                            const MarchFeatures *land,
                            const MarchPath *outline);

#endif
