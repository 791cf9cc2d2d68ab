/* SPDX-License-Identifier: MIT */
/**
 * What a figure says in words about the incidents it shows: the line under the map,
 * and what stands beside it.
 */
#ifndef MARCH_FIGURE_INCIDENT_NOTES_H
#define MARCH_FIGURE_INCIDENT_NOTES_H

#include "incident-show.h"

/**
 * "41 of 63 incidents are located to a place; 14 only to a district; 8 are not shown
 * (place not found: ...)", (transfer full); NULL without incidents.
 */
char *march_incident_note(const MarchIncidentShow *show, GPtrArray *incidents);
/**
 * "2 incidents known only to Kyrgyzstan", one a country, of what is counted beside
 * the map.
 *
 * Returns: (transfer full) of char*.
 */
GPtrArray *march_incident_margin_lines(const MarchIncidentShow *show);

#endif
