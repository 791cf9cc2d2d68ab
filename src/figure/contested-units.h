/* SPDX-License-Identifier: MIT */
/**
 * Disputed areas as units of their own: what is known only to such an area is counted
 * there, and in no state's region.
 */
#ifndef MARCH_FIGURE_CONTESTED_UNITS_H
#define MARCH_FIGURE_CONTESTED_UNITS_H

#include "geo/feature.h"
#include "geodata/catalogue.h"
#include "incidents/incidents.h"

/** Whether the gazetteer gives what @incident is known to, by its name, to no state. */
gboolean march_contested_is_stateless(const MarchIncident *incident);
/** Whether @text (nullable) names @area (nullable): "Abyei Area" names "Abyei". */
gboolean march_contested_is_named(const char *area, const char *text);
/**
 * The one of @areas (of the pack's layer "contested") that @incident is known to: it lies
 * in it, and names it, is of no state by its name, or has a position only.
 *
 * Returns: (nullable) borrowed from @areas.
 */
const MarchFeature *march_contested_unit_find(const MarchFeatures *areas,
                                              const MarchIncident *incident);
/** Whether the pack has @at in an area, or near one that @name names, that the country
 * @code claims with others. */
gboolean march_contested_is_claimed(MarchCatalogue *catalogue,
                                    MarchLonLat at,
                                    const char *name,
                                    const char *code);

#endif
