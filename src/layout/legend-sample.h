/* SPDX-License-Identifier: MIT */
/**
 * Legend samples: a piece of line, a swatch, a symbol, drawn with the very paint
 * that the map uses.
 *
 * Paint is resolved for the feature that was drawn first with the label, at the
 * frame's zoom. Nothing is owned.
 */
#ifndef MARCH_LAYOUT_LEGEND_SAMPLE_H
#define MARCH_LAYOUT_LEGEND_SAMPLE_H

#include "furniture.h"
#include "map-content.h"

typedef struct {
    const MarchFurnitureKit *kit;
    double zoom;
    const char *value_label; /**< (nullable) the figure's word for what sizes count */
    /** (nullable) of char*: what has no place on the map, told after all else */
    const GPtrArray *beside;
} MarchLegendSampler;

/** The room a sample of @use needs, mm; its height may exceed a line of text. */
double march_legend_sample_width(const MarchLegendSampler *sampler,
                                 const MarchLegendUse *use);
double march_legend_sample_height(const MarchLegendSampler *sampler,
                                  const MarchLegendUse *use);
/**
 * Whether two classes are drawn alike, so that nobody can tell their samples.
 *
 * @sizes_are_numbers: circles and icons that differ in size only are alike
 */
gboolean march_legend_sample_is_same(const MarchLegendSampler *sampler,
                                     const MarchLegendUse *a,
                                     const MarchLegendUse *b,
                                     gboolean sizes_are_numbers);
/** Draws the sample centred in @room; a symbol @scale times its size on the map. */
void march_legend_sample_draw(const MarchLegendSampler *sampler,
                              const MarchLegendUse *use,
                              double scale,
                              MarchRect room);
/** How much smaller @circle's sample is than the circle the map draws for @feature. */
double march_legend_sample_scale(const MarchLegendSampler *sampler,
                                 const MarchLegendUse *circle,
                                 const MarchFeature *feature);
/** The radius in mm that @use's layer gives a circle of @value. */
double march_legend_circle_radius(const MarchLegendSampler *sampler,
                                  const MarchLegendUse *use,
                                  double value);

#endif
