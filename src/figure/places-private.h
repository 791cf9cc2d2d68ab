/* SPDX-License-Identifier: MIT */
/**
 * What the parts of looking up places share: a name that is asked for, by the figure file
 * or by a row of a table.
 */
#ifndef MARCH_FIGURE_PLACES_PRIVATE_H
#define MARCH_FIGURE_PLACES_PRIVATE_H

#include "places.h"

/** One name to resolve, and who asks for it; borrowed. */
typedef struct {
    const char *text;
    const char *country; /**< (nullable) a hint */
    MarchLocation where;
    const MarchSpecPlace *place; /**< of the figure file, or */
    MarchIncidents *incidents;   /**< a row of a table */
    guint row;
    gboolean is_country; /**< the row tells its country only */
} MarchPlaceRequest;

/** The incident that asks; NULL for a place of the figure file. */
static inline MarchIncident *
march_place_request_incident(const MarchPlaceRequest *request)
{
    return request->incidents != NULL
               ? march_incidents_get(request->incidents, request->row)
               : NULL;
}

/** Gives the incident that asks the position and the precision of @chosen. */
void march_place_request_locate(const MarchPlaceRequest *request,
                                const MarchPlace *chosen);

#endif
