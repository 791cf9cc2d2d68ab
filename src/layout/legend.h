/* SPDX-License-Identifier: MIT */
/**
 * The legend: what was really drawn, under the headings the style gives.
 *
 * A legend owns its entries and lines; it borrows the content it was made of. It
 * is arranged for a width and a number of columns, as often as one likes, and
 * then drawn. It chooses no place on the page.
 */
#ifndef MARCH_LAYOUT_LEGEND_H
#define MARCH_LAYOUT_LEGEND_H

#include "legend-sample.h"

typedef struct MarchLegend MarchLegend;

MarchLegend *march_legend_new(const MarchLegendSampler *sampler,
                              const MarchMapContent *content);
void march_legend_free(MarchLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLegend, march_legend_free)

/** How many entries it has; without any there is nothing to draw. */
guint march_legend_count(const MarchLegend *legend);
/** Arranges it in @n_columns within @max_width mm; @size is set to what it takes. */
void march_legend_arrange(MarchLegend *legend,
                          const MarchLegendSampler *sampler,
                          double max_width,
                          guint n_columns,
                          MarchRect *size);
/** Draws it as last arranged, without a panel. */
void march_legend_draw(const MarchLegend *legend,
                       const MarchLegendSampler *sampler,
                       MarchPoint origin);

#endif
