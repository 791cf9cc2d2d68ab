/* SPDX-License-Identifier: MIT */
/**
 * What is said of the incidents that are counted in an area, or beside the map, since
 * their places are known no better: their numbers, and who says them.
 */
#ifndef MARCH_FIGURE_INCIDENT_UNIT_WORDS_H
#define MARCH_FIGURE_INCIDENT_UNIT_WORDS_H

#include "incident-measures.h"
#include "incident-show.h"

/**
 * "31+ people killed": the sum of what is said of @unit's incidents or, with @of_tolls,
 * of its tolls, where one claimant tells of all that have a number.
 *
 * @measures: (nullable) without them nothing is said
 * Returns: (transfer full), or NULL when there is no sum or what it counts differs.
 */
char *march_incident_unit_sum(const MarchIncidentUnit *unit,
                              gboolean of_tolls,
                              const MarchMeasures *measures);
/**
 * The claims about the one incident, or toll, of @unit: "people killed: 41, Ministry";
 * (transfer full), NULL without any, or where there are more.
 */
char *march_incident_unit_claims(const MarchIncidentUnit *unit,
                                 gboolean of_tolls,
                                 const MarchMeasures *measures);
/**
 * "#3", "#1–3, 7": the numbers in the figure's table of @unit's incidents or, with
 * @of_tolls, of its tolls; (transfer full), NULL without any. Of many the first runs are
 * told: "#1, 3, 5, 9 …".
 */
char *march_incident_unit_table_numbers(const MarchIncidentUnit *unit,
                                        gboolean of_tolls);
/** The same of @numbers (of guint, which it sorts). */
char *march_table_numbers_to_text(GArray *numbers);
/**
 * "2 incidents known only to Kyrgyzstan: 31+ people killed", one a country, and each
 * toll with who says what, of all that is counted beside the map. Each line begins with
 * how many it stands for.
 *
 * Returns: (transfer full) of char*.
 */
GPtrArray *march_incident_margin_lines(const MarchIncidentShow *show,
                                       const MarchMeasures *measures);

#endif
