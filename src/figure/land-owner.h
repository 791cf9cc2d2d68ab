/* SPDX-License-Identifier: MIT */
/**
 * Whose land a place lies on, by the land polygons of the pack.
 *
 * The side of the nearest border says it only near that border: of an island the
 * nearest border may be another country's.
 *
 * A MarchLandOwners borrows its catalogue and keeps the land it has read, square by
 * square, so that the places of a long table are asked for cheaply.
 */
#ifndef MARCH_FIGURE_LAND_OWNER_H
#define MARCH_FIGURE_LAND_OWNER_H

#include "borders/borders.h"
#include "geodata/catalogue.h"

typedef struct MarchLandOwners MarchLandOwners;

MarchLandOwners *march_land_owners_new(MarchCatalogue *catalogue);
void march_land_owners_free(MarchLandOwners *owners);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLandOwners, march_land_owners_free)

/**
 * The country on whose land @position is when none of @sides can be right: each puts
 * it into another country, and the line drawn is farther away than it and the land's
 * outline are exact. NULL otherwise, and where the data have no land or cannot be read.
 *
 * @sides: as march_borders_find_sides() has them
 * Returns: (transfer full) (nullable)
 */
char *march_land_owners_find(MarchLandOwners *owners,
                             const GArray *sides,
                             MarchLonLat position);

#endif
