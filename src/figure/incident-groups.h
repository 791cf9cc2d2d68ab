/* SPDX-License-Identifier: MIT */
/**
 * Many incidents in few symbols, each saying how many it stands for: by place, by
 * clusters on the page, by hexagons of equal area, by region or district, or by
 * section of a border.
 *
 * Groups count incidents, and size their symbols by that. What is said of them is added
 * up for each claimant apart. Incidents drawn at their places are grouped, in areas also
 * those known only to them, and each of them is in one group: what fits none is a point of its own. So is a toll of a
 * whole side, which is no incident.
 */
#ifndef MARCH_FIGURE_INCIDENT_GROUPS_H
#define MARCH_FIGURE_INCIDENT_GROUPS_H

#include "incident-measures.h"
#include "incident-show.h"
#include "incident-types.h"

/** What is drawn instead of the incidents. */
typedef struct {
    /** Points with "table-numbers" ("#1–3, 7", as the figure's table has them), "count", "value" (the count), "place", "precision" and, where all
     * are of one, "type"; where there is a sum of what is said, "label" (the sum),
     * "sum-of" and, of one claimant, "sum-by". "count-legend" says what the numbers on
     * and beside them are. Largest first. */
    MarchFeatures *points;
    /** Polygons with "count", "sum" ("31+ people killed", where there is one), "class" (0 to 4) and "class-label", least first; after
     * each hexagon a point in its middle with "number" (its count), "class" and "room"
     * (mm to its nearest side). */
    MarchFeatures *cells;
    double largest; /**< count of a point, -1 without points */
    guint
        without_sum; /**< points and areas of which claimants say numbers that have no sum */
    GHashTable
        *units; /**< set of const MarchIncidentUnit that cells count: no badges */
    gboolean has_merged_places; /**< there were too many to show apart */
    guint largest_cell;         /**< the largest count of a cell, 0 without cells */
} MarchIncidentGroups;

/** How to group; all is borrowed. */
typedef struct {
    /** "place", "cluster", "hexagon", "region", "district" or "section" */
    const char *by;
    double hexagon_side_km; /**< 0: chosen so that some twenty fit the map's width */
    double section_km;      /**< how near to a section */
    guint largest_cell;     /**< of the cells that share the classes with these; 0 */
    const MarchFrame *frame;
    MarchCatalogue *catalogue;      /**< has the regions */
    const MarchFeatures *districts; /**< of polygons, for "district" */
    const MarchFeatures *borders;   /**< of march_borders_select(), for "section" */
    const MarchIncidentTypes *types;
    const MarchMeasures *measures;
    MarchLocation where;           /**< that asks for it */
    MarchDiagnostics *diagnostics; /**< (nullable) */
} MarchIncidentGrouping;

/**
 * Groups what @show draws at its place.
 *
 * Returns: FALSE with an error of the catalogue or the projection; @groups is to be
 * cleared all the same.
 */
gboolean march_incident_groups_make(MarchIncidentGroups *groups,
                                    GPtrArray *incidents,
                                    const MarchIncidentShow *show,
                                    const MarchIncidentGrouping *grouping,
                                    GError **error);
void march_incident_groups_clear(MarchIncidentGroups *groups);

#endif
