/* SPDX-License-Identifier: MIT */
/**
 * Where the name of an area may stand: inside its visible part, as near as it can be
 * to the place that is farthest from the edge, letter-spaced where the style spaces
 * it and there is room.
 *
 * The pieces of a subdivided area count as one. An area that the frame cuts is named
 * only where the name lies inside, so that no name stands on a neighbour.
 */
#ifndef MARCH_LAYOUT_LABEL_AREA_H
#define MARCH_LAYOUT_LABEL_AREA_H

#include "label-set.h"

void march_label_area_generate(MarchLabelSet *set, MarchLabelItem *item);

#endif
