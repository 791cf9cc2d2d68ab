/* SPDX-License-Identifier: MIT */
#include "side-check.h"

#include "land-owner.h"

/* Places known less exactly than this are marked on the map as such. */
#define ROUGH_PLACE_KM 5.0

static void
table_check(const MarchSideFinder *finder,
            MarchIncidents *table,
            MarchDiagnostics *diagnostics)
{
    guint count = march_incidents_count(table);
    MarchRowReport report;

    march_row_report_init(&report,
                          count > 0 ? march_incidents_get(table, 0)->where.file : NULL,
                          diagnostics);
    for (guint row = 0; row < count; row++) {
        const MarchIncident *incident = march_incidents_get(table, row);

        if (!incident->is_located || incident->precision > MARCH_PRECISION_NEAR ||
            incident->precision_km >= ROUGH_PLACE_KM) {
            continue;
        }
        march_side_finder_check(
            finder, incident->place != NULL ? incident->place : incident->id,
            incident->country_code[0] != '\0' ? incident->country_code
                                              : incident->country,
            incident->position, incident->where, &report);
    }
    march_row_report_finish(&report);
}

/* Places that the figure labels; the gazetteer says in which country they are. */
static void
labels_check(const MarchSideFinder *finder,
             const MarchSpec *spec,
             const MarchPlaces *places,
             MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < spec->labels->len; i++) {
        const MarchSpecLabel *label = g_ptr_array_index(spec->labels, i);
        const MarchNamedPlace *place = march_places_find(places, &label->place);
        const char *name = label->text != NULL ? label->text : label->place.text;

        if (place != NULL && name != NULL && place->precision_km < ROUGH_PLACE_KM &&
            !place->has_incident) {
            MarchRowReport report;

            march_row_report_init(&report, label->place.where.file, diagnostics);
            march_side_finder_check(finder, name,
                                    place->country[0] != '\0' ? place->country : NULL,
                                    place->position, label->place.where, &report);
            march_row_report_finish(&report);
        }
    }
}

static char *
land_find(gpointer owners, const GArray *sides, MarchLonLat position)
{
    return march_land_owners_find(owners, sides, position);
}

void
march_side_check(const MarchBorders *borders,
                 const MarchSpec *spec,
                 const MarchPlaces *places,
                 GPtrArray *incidents,
                 MarchCatalogue *catalogue,
                 MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchLandOwners) owners = march_land_owners_new(catalogue);
    g_autoptr(MarchSideFinder) finder = march_side_finder_new(borders);

    march_side_finder_set_land(finder, land_find, owners);
    for (guint i = 0; i < incidents->len; i++) {
        table_check(finder, g_ptr_array_index(incidents, i), diagnostics);
    }
    labels_check(finder, spec, places, diagnostics);
}
