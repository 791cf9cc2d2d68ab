/* SPDX-License-Identifier: MIT */
/**
 * The extent of a figure: the box of degrees that must be visible.
 */
#ifndef MARCH_FIGURE_EXTENT_H
#define MARCH_FIGURE_EXTENT_H

#include "geodata/catalogue.h"
#include "places.h"

/**
 * The smallest box about @positions (of MarchLonLat, not empty), across the
 * antimeridian where that is narrower.
 */
MarchBox march_extent_about(const GArray *positions);
/** @box with @fraction of its larger side added on every side, by true distance. */
MarchBox march_extent_grow(MarchBox box, double fraction);

/**
 * Chooses the extent that the spec asks for.
 *
 * Returns: FALSE with CONFIG when there is nothing to choose it by, or UNKNOWN for
 * a country that the data do not hold.
 */
gboolean march_extent_choose(const MarchSpec *spec,
                             const MarchPlaces *places,
                             GPtrArray *incidents,
                             MarchCatalogue *catalogue,
                             MarchBox *extent,
                             GError **error);

#endif
