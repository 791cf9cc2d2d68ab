/* SPDX-License-Identifier: MIT */
/**
 * On which side of the border the figure's incidents and labelled places lie, and
 * whether the boundary data are exact enough to say so.
 */
#ifndef MARCH_FIGURE_SIDE_CHECK_H
#define MARCH_FIGURE_SIDE_CHECK_H

#include "borders/borders.h"
#include "geodata/catalogue.h"
#include "places.h"

/**
 * Notes and warnings as march_borders_check_side(); of a place on land without a border
 * near, only whose land it is.
 *
 * @incidents: of MarchIncidents
 */
void march_side_check(const MarchBorders *borders,
                      const MarchSpec *spec,
                      const MarchPlaces *places,
                      GPtrArray *incidents,
                      MarchCatalogue *catalogue,
                      MarchDiagnostics *diagnostics);

#endif
