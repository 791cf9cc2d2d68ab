/* SPDX-License-Identifier: MIT */
/**
 * Countries of incidents that are written in words no table of codes has, such as
 * "Кыргызстан": the gazetteer is asked for them.
 */
#ifndef MARCH_FIGURE_PLACE_COUNTRIES_H
#define MARCH_FIGURE_PLACE_COUNTRIES_H

#include "gazetteer/gazetteer.h"
#include "incidents/incidents.h"

/**
 * Sets the country code of the rows of @incidents (of MarchIncidents) that have a
 * country but no code yet; warns of each spelling that is no country.
 */
void march_place_countries_recognise(MarchGazetteer *gazetteer,
                                     GPtrArray *incidents,
                                     MarchDiagnostics *diagnostics);

#endif
