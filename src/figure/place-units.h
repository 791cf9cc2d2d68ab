/* SPDX-License-Identifier: MIT */
/**
 * Rows that are known to a district or a region only: by its name in a column of its own,
 * where there is no place or where the place is not found.
 */
#ifndef MARCH_FIGURE_PLACE_UNITS_H
#define MARCH_FIGURE_PLACE_UNITS_H

#include "geodata/catalogue.h"
#include "place-reports.h"

/** Whether the row tells a district or a region. */
gboolean march_place_has_unit(const MarchIncident *incident);

/** Told of each row that is found; @chosen lives as long as the call. */
typedef void (*MarchPlaceFound)(const MarchPlaceRequest *request,
                                const MarchPlace *chosen,
                                gpointer data);

/** What rows tell besides their place, looked up together. */
typedef struct MarchPlaceUnits MarchPlaceUnits;

/**
 * @rows, @more: of MarchPlaceRequest, of which the table and the row are read.
 * @catalogue: (nullable) tells which disputed areas a row's country claims; borrowed.
 * @countries: "KG,TJ", those of the figure, or "".
 *
 * Returns: (transfer full)
 */
MarchPlaceUnits *march_place_units_new(MarchGazetteer *gazetteer,
                                       MarchCatalogue *catalogue,
                                       const GArray *rows,
                                       const GArray *more,
                                       const char *countries,
                                       MarchDate as_of);
void march_place_units_free(MarchPlaceUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlaceUnits, march_place_units_free)

/**
 * The district of @incident, else its region, else its country, as far as that is sure.
 *
 * @text: set to its name as written, borrowed.
 * Returns: (nullable) borrowed from @units.
 */
const MarchPlace *march_place_units_peek(const MarchPlaceUnits *units,
                                         const MarchIncident *incident,
                                         const char **text);
/** Finds the district of the row of @request, else its region, else its country, and
 * tells of what is missed. */
void march_place_units_find(const MarchPlaceUnits *units,
                            MarchPlaceRequest request,
                            MarchPlaceReports *reports,
                            MarchPlaceFound found,
                            gpointer data);

#endif
