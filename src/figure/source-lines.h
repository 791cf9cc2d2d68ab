/* SPDX-License-Identifier: MIT */
/**
 * The lines under "Sources" of a figure: of its boundaries, sections, areas and tables.
 *
 * What is credited is drawn. Before the map is there the page needs the lines' room:
 * then all that may be drawn on the figure's days are credited.
 */
#ifndef MARCH_FIGURE_SOURCE_LINES_H
#define MARCH_FIGURE_SOURCE_LINES_H

#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Keys of the sources of what is in the frame: sections, areas and boundary files.
 *
 * @changes: features of march_borders_diff()
 * Returns: (transfer full) of char*
 */
GPtrArray *march_drawn_sources_find(const MarchSpec *spec,
                                    const MarchFeatures *borders,
                                    const MarchFeatures *changes,
                                    const MarchFeatures *areas,
                                    const MarchFrame *frame);
/** Whether a border is drawn from the data of this name. */
gboolean march_drawn_sources_have_data(const GPtrArray *drawn, const char *name);
/**
 * @drawn: (nullable) of march_drawn_sources_find(), of several maps of one sheet together
 * Returns: (transfer full) of char*, each line once
 */
GPtrArray *march_source_lines_make(const MarchSpec *spec,
                                   const MarchCatalogue *catalogue,
                                   const GPtrArray *drawn);

#endif
