/* SPDX-License-Identifier: MIT */
/**
 * Where the counts of regions and districts are written: in the middle of the widest
 * part that the map shows, or beside an area that is too small for it, on a leader.
 */
#ifndef MARCH_FIGURE_INCIDENT_AREA_COUNTS_H
#define MARCH_FIGURE_INCIDENT_AREA_COUNTS_H

#include "geo/feature.h"
#include "geo/frame.h"

/** What could not be written. */
typedef struct {
    guint counts; /**< areas of which the map shows nothing */
    guint sums;   /**< sums that would have covered other counts */
} MarchIncidentAreaCounts;

/**
 * Adds to @cells (of MarchIncidentGroups) a point for each area, with "area-count" and,
 * where there is room, "sum"; to @leaders the lines to those that stand beside their area.
 */
MarchIncidentAreaCounts march_incident_area_counts_place(MarchFeatures *cells,
                                                         MarchFeatures *leaders,
                                                         const MarchFrame *frame);

#endif
