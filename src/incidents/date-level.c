/* SPDX-License-Identifier: MIT */
#include "incidents.h"

const char *
march_date_level_name(MarchDateLevel level)
{
    static const char *const NAMES[MARCH_N_DATE_LEVELS] = {
        [MARCH_DATE_LEVEL_DAY] = "day",     [MARCH_DATE_LEVEL_WEEK] = "week",
        [MARCH_DATE_LEVEL_MONTH] = "month", [MARCH_DATE_LEVEL_QUARTER] = "quarter",
        [MARCH_DATE_LEVEL_YEAR] = "year",   [MARCH_DATE_LEVEL_LONGER] = "longer",
    };

    return NAMES[level];
}

MarchDateLevel
march_incident_date_level(const MarchIncident *incident)
{
    static const gint32 MOST[MARCH_N_DATE_LEVELS - 1] = {1, 7, 31, 92, 366};
    gint32 days = incident->last_date.day - incident->date.day + 1;
    guint level = 0;

    if (incident->date_unit == MARCH_DATE_DAY) {
        return MARCH_DATE_LEVEL_DAY;
    }
    while (level < G_N_ELEMENTS(MOST) && days > MOST[level]) {
        level++;
    }
    return (MarchDateLevel)level;
}

gboolean
march_incident_goes_on(const MarchIncident *incident)
{
    return incident->date_unit == MARCH_DATE_DAY &&
           incident->last_date.day > incident->date.day;
}

char *
march_incident_date_to_property(const MarchIncident *incident)
{
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;

    if (!march_date_is_given(incident->date)) {
        return NULL;
    }
    if (incident->date_unit != MARCH_DATE_SPAN) {
        return march_date_unit_to_iso(incident->date, incident->date_unit);
    }
    first = march_date_to_iso(incident->date);
    last = march_date_to_iso(incident->last_date);
    return g_strdup_printf("%s/%s", first, last);
}

char *
march_incident_date_to_iso(const MarchIncident *incident)
{
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;

    if (!march_date_is_given(incident->date) ||
        (incident->date_unit != MARCH_DATE_SPAN && !march_incident_goes_on(incident))) {
        return march_incident_date_to_property(incident);
    }
    first = march_date_to_iso(incident->date);
    last = march_date_to_iso(incident->last_date);
    return g_strdup_printf(march_incident_goes_on(incident) ? "%s/%s" : "[%s..%s]",
                           first, last);
}
