/* SPDX-License-Identifier: MIT */
/**
 * Whose land a place lies on, by the land polygons of the pack.
 *
 * The side of the nearest border says it only near that border: of an island the
 * nearest border may be another country's.
 */
#ifndef MARCH_FIGURE_LAND_OWNER_H
#define MARCH_FIGURE_LAND_OWNER_H

#include "borders/borders.h"
#include "geodata/catalogue.h"

/**
 * The country on whose land @position is when none of @sides can be right: each puts
 * it into another country, and the line drawn is farther away than it and the land's
 * outline are exact. NULL otherwise, and where the data have no land or cannot be read.
 *
 * @sides: as march_borders_find_sides() has them
 * Returns: (transfer full) (nullable)
 */
char *march_land_owner_find(MarchCatalogue *catalogue,
                            const GArray *sides,
                            MarchLonLat position);

#endif
