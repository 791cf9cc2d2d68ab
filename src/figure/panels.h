/* SPDX-License-Identifier: MIT */
/**
 * Small multiples: the figure's map several times on one page, by view, by day, by
 * span of days or by type of incident, with one extent, one scale and one legend.
 */
#ifndef MARCH_FIGURE_PANELS_H
#define MARCH_FIGURE_PANELS_H

#include "pipeline.h"

/**
 * Composes the panels of @spec on one page, as wide as the figure and as high as they
 * need; (transfer full), or NULL with an error.
 */
MarchComposition *march_panels_compose(MarchSession *session,
                                       const MarchSpec *spec,
                                       const MarchFigureOptions *options,
                                       MarchTimings *timings,
                                       MarchDiagnostics *diagnostics,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
