/* SPDX-License-Identifier: MIT */
/**
 * Places that a row cannot mean, though they have its name: what it says of its
 * district, region or country lies elsewhere.
 */
#ifndef MARCH_FIGURE_PLACE_VETO_H
#define MARCH_FIGURE_PLACE_VETO_H

#include "place-units.h"

/**
 * Whether @chosen lies too far from what the row of @request tells.
 *
 * @by: set to the name of what speaks against it, as written, borrowed.
 * @distance_km: set to how far off that is.
 */
gboolean march_place_is_vetoed(const MarchPlaceUnits *units,
                               const MarchPlaceRequest *request,
                               const MarchPlace *chosen,
                               const char **by,
                               double *distance_km);
/** The first of @answer that has the very name and is not vetoed, (nullable) borrowed. */
const MarchPlace *march_place_find_allowed(const MarchPlaceUnits *units,
                                           const MarchPlaceRequest *request,
                                           const MarchAnswer *answer);
/** Of an ambiguous @answer the one place of the very name that is not vetoed, when others
 * are; (nullable) borrowed. */
const MarchPlace *march_place_find_only(const MarchPlaceUnits *units,
                                        const MarchPlaceRequest *request,
                                        const MarchAnswer *answer);

#endif
