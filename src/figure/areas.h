/* SPDX-License-Identifier: MIT */
/**
 * The areas of a figure: the pack's land that two states claim, or none, and the
 * user's own, as the view and the day want them.
 */
#ifndef MARCH_FIGURE_AREAS_H
#define MARCH_FIGURE_AREAS_H

#include "borders/borders.h"
#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * The areas to draw, as march_areas_select() has them, with "first-hue" and
 * "second-hue": numbers from 0 that tell the claimants of the map apart. When areas
 * of more than MARCH_FIGURE_AREAS_TOLD_APART labels are in view, claimants are not
 * told apart: the label is that of the status.
 *
 * @borders: with the sections cut, between which areas may lie
 * Returns: (transfer full)
 */
MarchFeatures *march_figure_areas_read(const MarchSpec *spec,
                                       const MarchBorders *borders,
                                       MarchCatalogue *catalogue,
                                       const MarchFrame *frame,
                                       MarchDiagnostics *diagnostics,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

enum { MARCH_FIGURE_AREAS_TOLD_APART = 4 };

#endif
