/* SPDX-License-Identifier: MIT */
#include "place-veto.h"

#include <string.h>

/* Beyond the area that a row tells, a place in another country may lie so far off: the
 * gazetteer and the row may disagree whose a border village is. */
#define ABROAD_KM 300.0
/* Any place may lie so far off: areas are long, and their middles are rounded. */
#define ANYWHERE_KM 1000.0
/* How far areas reach from their middle, in radii of a disc of their size. */
#define AREA_REACH    2.0
#define COUNTRY_REACH 3.0

static gboolean
is_abroad(const MarchIncident *incident,
          const MarchPlace *unit,
          const MarchPlace *place)
{
    const char *said =
        incident->country_code[0] != '\0' ? incident->country_code : unit->country;

    return *said != '\0' && place->country[0] != '\0' &&
           strcmp(said, place->country) != 0;
}

gboolean
march_place_is_vetoed(const MarchPlaceUnits *units,
                      const MarchPlaceRequest *request,
                      const MarchPlace *chosen,
                      const char **by,
                      double *distance_km)
{
    const MarchIncident *incident = march_place_request_incident(request);
    const MarchPlace *unit =
        incident != NULL ? march_place_units_peek(units, incident, by) : NULL;
    gboolean is_country;
    gboolean goes_abroad;
    double beyond;

    if (unit == NULL) {
        return FALSE;
    }
    is_country = unit->place_class == MARCH_PLACE_COUNTRY;
    goes_abroad = is_abroad(incident, unit, chosen);
    *distance_km = march_lon_lat_distance(chosen->position, unit->position) / 1000;
    beyond = *distance_km - chosen->precision_km -
             unit->precision_km * (is_country ? COUNTRY_REACH : AREA_REACH);
    if (is_country && !goes_abroad) {
        return FALSE;
    }
    return beyond > (goes_abroad ? ABROAD_KM : ANYWHERE_KM);
}

const MarchPlace *
march_place_find_allowed(const MarchPlaceUnits *units,
                         const MarchPlaceRequest *request,
                         const MarchAnswer *answer)
{
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);
        const char *by;
        double distance_km;

        if (place->match != MARCH_MATCH_FUZZY &&
            !march_place_is_vetoed(units, request, place, &by, &distance_km)) {
            return place;
        }
    }
    return NULL;
}

const MarchPlace *
march_place_find_only(const MarchPlaceUnits *units,
                      const MarchPlaceRequest *request,
                      const MarchAnswer *answer)
{
    const MarchPlace *only = NULL;
    guint vetoed = 0;

    if (answer->status != MARCH_ANSWER_AMBIGUOUS) {
        return NULL;
    }
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);
        const char *by;
        double distance_km;

        if (place->match == MARCH_MATCH_FUZZY) {
            continue;
        }
        if (march_place_is_vetoed(units, request, place, &by, &distance_km)) {
            vetoed++;
        } else if (only != NULL) {
            return NULL;
        } else {
            only = place;
        }
    }
    return vetoed > 0 ? only : NULL;
}
