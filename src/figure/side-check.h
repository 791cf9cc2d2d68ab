/* SPDX-License-Identifier: MIT */
/**
 * Whether the map can be trusted about sides: an incident nearer to the border than
 * the boundary data are exact, or on another side in other data, is said to be so.
 */
#ifndef MARCH_FIGURE_SIDE_CHECK_H
#define MARCH_FIGURE_SIDE_CHECK_H

#include "borders/borders.h"

/** @incidents: of MarchIncidents, located; @tolerance_m: of the boundary data. */
void march_side_check(const MarchBorders *borders,
                      GPtrArray *incidents,
                      double tolerance_m,
                      double scale_denominator,
                      MarchDiagnostics *diagnostics);

#endif
