/* SPDX-License-Identifier: MIT */
/**
 * The types of a figure's incidents, numbered over all its tables together: a type has
 * one number, and so one look, whatever table, panel or group names it.
 *
 * Types that differ in case are one type, spelt as it first is. A set owns its words.
 */
#ifndef MARCH_FIGURE_INCIDENT_TYPES_H
#define MARCH_FIGURE_INCIDENT_TYPES_H

#include "incidents/incidents.h"

typedef struct MarchIncidentTypes MarchIncidentTypes;

/**
 * Numbers the types of @order, then those of the rows of @incidents (of
 * MarchIncidents) that are not among them.
 *
 * @order: (nullable) NULL-ended; of the whole figure when @incidents are a part of it
 * Returns: (transfer full)
 */
MarchIncidentTypes *march_incident_types_new(GPtrArray *incidents,
                                             const char *const *order);
void march_incident_types_free(MarchIncidentTypes *types);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidentTypes, march_incident_types_free)

/** Gives @feature of @features, whose "type" is one of @types, its spelling and its
 * number ("series"). */
void march_incident_types_set(const MarchIncidentTypes *types,
                              MarchFeatures *features,
                              MarchFeature *feature);

#endif
