/* SPDX-License-Identifier: MIT */
/**
 * Colours of claim lines: one number for each claimant, the same as on its areas.
 */
#ifndef MARCH_FIGURE_CLAIM_HUES_H
#define MARCH_FIGURE_CLAIM_HUES_H

#include "geo/feature.h"
#include "geo/frame.h"

/**
 * Sets "claimant-hue", a number from 0, on each of @borders in view that has a
 * "claimant", where there are two claimants or more. A claimant keeps the hue that
 * @areas give it.
 */
void march_claim_hues_set(MarchFeatures *borders,
                          const MarchFeatures *areas,
                          const MarchFrame *frame);

#endif
