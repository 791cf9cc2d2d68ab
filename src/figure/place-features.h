/* SPDX-License-Identifier: MIT */
/**
 * The places to label: those the figure names, and the largest others in view.
 */
#ifndef MARCH_FIGURE_PLACE_FEATURES_H
#define MARCH_FIGURE_PLACE_FEATURES_H

#include "sources.h"

/**
 * Point features with "name", "class" (city, town, village), "rank" (1 largest to
 * 6), "population", "named" (the figure names it), "incident" (one
 * happened there) and "precision" km.
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_place_features_make(const MarchSourceInput *input);

#endif
