/* SPDX-License-Identifier: MIT */
/**
 * The borders of a figure: the pack's boundary lines with the sections of the
 * figure file cut out of them.
 */
#ifndef MARCH_FIGURE_SECTIONS_H
#define MARCH_FIGURE_SECTIONS_H

#include "borders/borders.h"
#include "geodata/catalogue.h"
#include "places.h"

/** (transfer full) borders about @box with all sections cut, or NULL. */
MarchBorders *march_sections_cut(const MarchSpec *spec,
                                 const MarchPlaces *places,
                                 MarchCatalogue *catalogue,
                                 MarchBox box,
                                 double scale_denominator,
                                 MarchDiagnostics *diagnostics,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
