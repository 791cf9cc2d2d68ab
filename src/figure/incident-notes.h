/* SPDX-License-Identifier: MIT */
/**
 * What a figure says in words about the incidents it shows: the lines under the map.
 */
#ifndef MARCH_FIGURE_INCIDENT_NOTES_H
#define MARCH_FIGURE_INCIDENT_NOTES_H

#include "incident-show.h"
#include "spec/spec.h"

/**
 * "41 of 63 incidents are located to a place; 14 only to a district; 8 are not shown
 * (place not found: ...)", (transfer full); NULL without incidents.
 */
char *march_incident_note(const MarchIncidentShow *show, GPtrArray *incidents);
/**
 * What is to be said of the choice of rows and of their numbers and dates, a line each,
 * where there is anything: "12 of 63 rows left out by the filter: 8 by date, 4 by
 * type.", "Numbers as they were known on 30 April 2021 at 08:00 (UTC+6).", "Dates by
 * the clock UTC.".
 *
 * Returns: (transfer full) of char*.
 */
GPtrArray *march_incident_data_notes(const MarchSpec *spec, GPtrArray *incidents);
/** The first of them: what is left out. (transfer full) (nullable) */
char *march_incident_choice_note(GPtrArray *incidents);

#endif
