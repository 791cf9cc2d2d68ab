/* SPDX-License-Identifier: MIT */
/**
 * Rivers, lakes and limits of regions that the pack has too roughly for the scale of a
 * map: drawn beside an exact border they would mislead.
 */
#ifndef MARCH_FIGURE_COARSE_LAYERS_H
#define MARCH_FIGURE_COARSE_LAYERS_H

#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Whether @layer of the pack is to be left out of the map, which @diagnostics
 * (nullable) is told: its lines are generalised by more on paper than 1.75 mm (rivers,
 * with their names) or 2 mm (lakes, limits of regions).
 */
gboolean march_coarse_layer_is_left_out(const char *layer,
                                        const MarchSpec *spec,
                                        const MarchCatalogue *catalogue,
                                        const MarchFrame *frame,
                                        MarchDiagnostics *diagnostics);

#endif
