/* SPDX-License-Identifier: MIT */
/**
 * Rows that are known to a district or a region only: by its name in a column of its own,
 * where there is no place or where the place is not found.
 */
#ifndef MARCH_FIGURE_PLACE_UNITS_H
#define MARCH_FIGURE_PLACE_UNITS_H

#include "place-reports.h"

/** Whether the row tells a district or a region. */
gboolean march_place_has_unit(const MarchIncident *incident);

/** Told of each row that is found; @chosen lives as long as the call. */
typedef void (*MarchPlaceFound)(const MarchPlaceRequest *request,
                                const MarchPlace *chosen,
                                gpointer data);

/**
 * Looks for the district of each row, else for its region, else for its country.
 *
 * @rows: of MarchPlaceRequest, of which the table and the row are read.
 * @countries: "KG,TJ", those of the figure, or "".
 */
void march_place_units_find(MarchGazetteer *gazetteer,
                            const GArray *rows,
                            const char *countries,
                            MarchDate as_of,
                            MarchPlaceReports *reports,
                            MarchPlaceFound found,
                            gpointer data);

#endif
