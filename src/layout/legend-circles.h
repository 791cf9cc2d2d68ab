/* SPDX-License-Identifier: MIT */
/**
 * Nested size circles: what the areas of proportional symbols mean.
 *
 * Round values, the largest near the largest value drawn, circles standing on a
 * common base with a leader to each number. A small value; it borrows the use.
 */
#ifndef MARCH_LAYOUT_LEGEND_CIRCLES_H
#define MARCH_LAYOUT_LEGEND_CIRCLES_H

#include "legend-sample.h"

#define MARCH_LEGEND_CIRCLES_MAX 4

typedef struct {
    const MarchLegendUse *use;
    guint count;                             /**< 0: no values worth showing */
    double values[MARCH_LEGEND_CIRCLES_MAX]; /**< largest first */
    double radii[MARCH_LEGEND_CIRCLES_MAX];  /**< mm */
    double width, height;                    /**< mm */
} MarchLegendCircles;

/** Chooses values up to @largest_value, and measures. */
MarchLegendCircles march_legend_circles_make(const MarchLegendSampler *sampler,
                                             const MarchLegendUse *use,
                                             double largest_value);
void march_legend_circles_draw(const MarchLegendCircles *circles,
                               const MarchFurnitureKit *kit,
                               MarchPoint origin);

#endif
