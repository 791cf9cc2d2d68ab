/* SPDX-License-Identifier: MIT */
/**
 * The sections of a legend: uses of the map content grouped under the headings
 * that the style gives, each label once, in the style's order.
 *
 * Labels whose samples look the same share one entry, so that a sample has one
 * meaning. Sections borrow labels and uses from the content.
 */
#ifndef MARCH_LAYOUT_LEGEND_SECTIONS_H
#define MARCH_LAYOUT_LEGEND_SECTIONS_H

#include "legend-sample.h"

/** One label, with all the layers that draw it: a casing and its line are one. */
typedef struct {
    GPtrArray *uses; /**< of const MarchLegendUse* */
    const char *label;
    char *joined; /**< (nullable) @label when it is of several: "A; B" */
    double order;
    guint rank;  /**< of its class in the layer */
    guint index; /**< in drawing order */
} MarchLegendEntry;

typedef struct {
    const char *heading;         /**< (nullable) */
    const char *measure;         /**< (nullable) what its numbers count, of several */
    GArray *entries;             /**< of MarchLegendEntry */
    const MarchLegendUse *sized; /**< (nullable) the use whose sizes are explained */
    double largest_value;
    double order;
    guint index;
} MarchLegendSection;

/** (transfer full) of MarchLegendSection. */
GArray *march_legend_sections_new(const MarchLegendSampler *sampler,
                                  const MarchMapContent *content);

#endif
