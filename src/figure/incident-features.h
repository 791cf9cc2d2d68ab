/* SPDX-License-Identifier: MIT */
/**
 * The features that a figure's incidents are drawn from: points of all tables
 * together, and the areas and badges of what is known no better than to an area.
 */
#ifndef MARCH_FIGURE_INCIDENT_FEATURES_H
#define MARCH_FIGURE_INCIDENT_FEATURES_H

#include "incident-measures.h"
#include "incident-show.h"
#include "incident-types.h"
#include "style/style.h"

/**
 * The incidents drawn at their places, of all tables, with the properties of
 * march_incidents_to_features(), "number", "table-numbers" ("#7") and "series", the number of the type among
 * @types. Where there are several measures, "legend-measure" names that of the number,
 * and "value-largest" is its largest; "uncounted" is what a table
 * without numbers brings to one with them.
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incident_features_join(GPtrArray *incidents,
                                            const MarchIncidentShow *show,
                                            const MarchIncidentTypes *types,
                                            const MarchMeasures *measures);
/** Adds to the "label" of each incident who says which number ("claims"). */
void march_incident_features_label_claims(MarchFeatures *incidents);
/** Adds to @leaders the line from @from, a place, to @to, where its symbol stands. */
void
march_incident_leader_add(MarchFeatures *leaders, MarchLonLat from, MarchLonLat to);
/**
 * The areas in view that incidents are known to: polygons where there are any, else
 * points with "precision" (km); "name", "level" and "count".
 *
 * @counted: (nullable) set of units that are not asked for
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incident_units_make(const MarchIncidentShow *show,
                                         GHashTable *counted);
/**
 * A badge for each of these areas, and another for its tolls (level "toll"): points with
 * "count", "name", "level", "place" (the name with its count) and, where there is a sum
 * of what is said, "label" (the sum and what it counts), clear of @points and of each
 * other as far as there is room. Sizes are those of @style's circles for the source at
 * @location.
 *
 * @measures: (nullable)
 * @shows_claims: the label of one incident is who says what
 * @counted: (nullable) set of units of which only tolls are asked for
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incident_badges_make(const MarchIncidentShow *show,
                                          const MarchMeasures *measures,
                                          gboolean shows_claims,
                                          GHashTable *counted,
                                          const MarchFeatures *points,
                                          const MarchStyle *style,
                                          const char *location,
                                          const char *points_location,
                                          const MarchFrame *frame);
/**
 * The radius in mm of @feature as circle layers of the source at @location draw it;
 * with @only_sized those whose size tells a number.
 */
double march_incident_symbol_radius(const MarchStyle *style,
                                    const char *location,
                                    const MarchFeature *feature,
                                    double zoom,
                                    gboolean only_sized);

#endif
