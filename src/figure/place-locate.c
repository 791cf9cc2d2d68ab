/* SPDX-License-Identifier: MIT */
#include "places-private.h"

/* How well a place of this class is known when nothing more is said. */
static MarchPrecision
precision_of_class(MarchPlaceClass place_class)
{
    switch (place_class) {
    case MARCH_PLACE_DISTRICT:
        return MARCH_PRECISION_DISTRICT;
    case MARCH_PLACE_REGION:
        return MARCH_PRECISION_REGION;
    case MARCH_PLACE_COUNTRY:
        return MARCH_PRECISION_COUNTRY;
    case MARCH_PLACE_PLACE:
    case MARCH_PLACE_FEATURE:
        return MARCH_PRECISION_EXACT;
    }
    g_assert_not_reached();
}

/* An incident said to be somewhere in a district is known no better, though the name
 * stands for a point; the table may know it worse than its place's name does. */
void
march_place_request_locate(const MarchPlaceRequest *request, const MarchPlace *chosen)
{
    MarchIncident *incident = march_place_request_incident(request);
    const MarchPrecision by_name = precision_of_class(chosen->place_class);
    const char *unit = NULL;

    march_incidents_locate(request->incidents, request->row, chosen->position,
                           MAX(chosen->precision_km, incident->precision_km),
                           chosen->name);
    incident->precision = MAX(incident->precision, by_name);
    if (incident->precision == by_name) {
        unit = chosen->name;
        incident->unit_id = chosen->geonames_id;
    } else if (incident->precision == MARCH_PRECISION_DISTRICT) {
        unit = chosen->admin2 != NULL ? chosen->admin2 : chosen->name;
    } else if (incident->precision == MARCH_PRECISION_REGION) {
        unit = chosen->admin1 != NULL ? chosen->admin1 : chosen->name;
    }
    g_free(incident->unit);
    incident->unit = g_strdup(unit);
    g_strlcpy(incident->unit_country, chosen->country, sizeof incident->unit_country);
}
