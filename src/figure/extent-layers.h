/* SPDX-License-Identifier: MIT */
/**
 * What the lines and areas of a figure's own files add to its extent.
 */
#ifndef MARCH_FIGURE_EXTENT_LAYERS_H
#define MARCH_FIGURE_EXTENT_LAYERS_H

#include "spec/spec.h"

/**
 * Appends to @positions (of MarchLonLat) the vertices of the sections and areas of
 * @spec that come from files and hold on its day.
 */
gboolean march_extent_collect_layers(GArray *positions,
                                     const MarchSpec *spec,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
