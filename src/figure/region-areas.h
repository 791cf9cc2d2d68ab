/* SPDX-License-Identifier: MIT */
/**
 * First-order regions as the map has them: their outlines in the pack are coarse, those
 * of land are not. So the land of each country is divided among its regions, and no
 * region reaches beyond a border that is drawn.
 */
#ifndef MARCH_FIGURE_REGION_AREAS_H
#define MARCH_FIGURE_REGION_AREAS_H

#include "geo/frame.h"
#include "geodata/catalogue.h"

/**
 * The regions in view of @frame, with the properties of the pack's layer "admin1"
 * ("code", "iso", "name"...). Land that no region of its own country claims goes to the
 * nearest one.
 *
 * @countries: (nullable) set of codes of the countries whose regions are asked for
 * Returns: (transfer full), or NULL with an error of the catalogue or of GDAL.
 */
MarchFeatures *march_region_areas_read(MarchCatalogue *catalogue,
                                       const MarchFrame *frame,
                                       GHashTable *countries,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
