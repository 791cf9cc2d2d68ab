/* SPDX-License-Identifier: MIT */
/**
 * On which side of the border the figure's incidents and labelled places lie, and
 * whether the boundary data are exact enough to say so.
 */
#ifndef MARCH_FIGURE_SIDE_CHECK_H
#define MARCH_FIGURE_SIDE_CHECK_H

#include "borders/borders.h"
#include "places.h"

/** @incidents: of MarchIncidents. Notes and warnings as march_borders_check_side(). */
void march_side_check(const MarchBorders *borders,
                      const MarchSpec *spec,
                      const MarchPlaces *places,
                      GPtrArray *incidents,
                      MarchDiagnostics *diagnostics);

#endif
