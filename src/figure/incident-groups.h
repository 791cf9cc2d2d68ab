/* SPDX-License-Identifier: MIT */
/**
 * Many incidents in few symbols, each saying how many it stands for: by place, or by
 * hexagons of equal area, or by first-order region.
 *
 * Groups count incidents; they never add up what is said of them, since claims of
 * several claimants are no sum. Only incidents drawn at their places are grouped.
 */
#ifndef MARCH_FIGURE_INCIDENT_GROUPS_H
#define MARCH_FIGURE_INCIDENT_GROUPS_H

#include "incident-show.h"

/** What is drawn instead of the incidents. */
typedef struct {
    /** Points with "count", "value" (the count), "place", "precision" and, where all
     * are of one, "type"; largest first. */
    MarchFeatures *points;
    /** Polygons with "count", "class" (0 to 4) and "class-label", least first. */
    MarchFeatures *cells;
    double largest; /**< count of a point, -1 without points */
} MarchIncidentGroups;

/**
 * Groups what @show draws at its place.
 *
 * @grouping: "place", "hexagon" or "region".
 * @side_km: of hexagons; 0: chosen so that some twenty fit the map's width.
 *
 * Returns: FALSE with an error of the catalogue or the projection.
 */
gboolean march_incident_groups_make(MarchIncidentGroups *groups,
                                    GPtrArray *incidents,
                                    const MarchIncidentShow *show,
                                    const char *grouping,
                                    double side_km,
                                    const MarchFrame *frame,
                                    MarchCatalogue *catalogue,
                                    GError **error);
void march_incident_groups_clear(MarchIncidentGroups *groups);

#endif
