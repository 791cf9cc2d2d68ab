/* SPDX-License-Identifier: MIT */
/**
 * Disputed areas as units of their own: what is known only to such an area is counted
 * there, and in no state's region.
 */
#ifndef MARCH_FIGURE_CONTESTED_UNITS_H
#define MARCH_FIGURE_CONTESTED_UNITS_H

#include "geo/feature.h"
#include "incidents/incidents.h"

/** Whether the gazetteer gives what @incident is known to, by its name, to no state. */
gboolean march_contested_is_stateless(const MarchIncident *incident);
/**
 * The one of @areas (of the pack's layer "contested") that @incident is known to: it lies
 * in it, and names it, is of no state by its name, or has a position only.
 *
 * Returns: (nullable) borrowed from @areas.
 */
const MarchFeature *march_contested_unit_find(const MarchFeatures *areas,
                                              const MarchIncident *incident);

#endif
