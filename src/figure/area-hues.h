/* SPDX-License-Identifier: MIT */
/**
 * Which colour of the style each claimant of a map's areas has.
 */
#ifndef MARCH_FIGURE_AREA_HUES_H
#define MARCH_FIGURE_AREA_HUES_H

#include "geo/feature.h"

/**
 * Sets "first-hue" and "second-hue", numbers from 0, on areas with "first" and
 * "second": the same for a claimant everywhere, different for those of one area.
 * When the areas have more than @most different labels, none is set and "label"
 * becomes "plain-label".
 */
void march_area_hues_set(MarchFeatures *areas, guint most);

#endif
