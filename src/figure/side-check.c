/* SPDX-License-Identifier: MIT */
#include "side-check.h"

#include "incidents/incidents.h"

/*
 * How far open boundary lines lie from official ones even where they are not
 * generalised: on the Kyrgyz-Tajik border OpenStreetMap's line is 320 m from the
 * edges of official district maps in the mean, 1.6 km at the 95th percentile.
 */
#define BOUNDARY_ERROR_M 320.0
/* An error that is more than this on paper misleads the eye. */
#define VISIBLE_ERROR_MM 1.0
/* Places known less exactly than this are marked on the map as such. */
#define ROUGH_PLACE_KM 5.0

void
march_side_check(const MarchBorders *borders,
                 GPtrArray *incidents,
                 double tolerance_m,
                 double scale_denominator,
                 MarchDiagnostics *diagnostics)
{
    double error_m = MAX(tolerance_m, BOUNDARY_ERROR_M);
    double error_mm = error_m * 1000 / scale_denominator;

    if (error_mm > VISIBLE_ERROR_MM) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "coarse-boundaries", MARCH_LOCATION_NONE,
            NULL,
            "at 1:%.0f the boundary lines may be %.1f mm off on paper: "
            "use better data under boundaries: if there are any",
            scale_denominator, error_mm);
    }
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (!incident->is_located || incident->precision_km >= ROUGH_PLACE_KM) {
                continue;
            }
            march_borders_check_side(
                borders, incident->place != NULL ? incident->place : incident->id,
                incident->country, incident->position, error_m, incident->where,
                diagnostics);
        }
    }
}
