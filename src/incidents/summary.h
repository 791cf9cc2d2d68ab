/* SPDX-License-Identifier: MIT */
/** What a table of incidents holds, counted: for a look at it before a figure is drawn. */
#ifndef MARCH_INCIDENTS_SUMMARY_H
#define MARCH_INCIDENTS_SUMMARY_H

#include "incidents.h"

typedef struct {
    char *name;
    guint count;
} MarchIncidentCount;

/** Counts of the incidents held; strings are borrowed unless said otherwise. */
typedef struct {
    MarchSchema schema;
    const char *encoding; /**< (nullable) of a table of text */
    guint n_columns;      /**< of a table of text, else 0 */
    /** of char*: "id", "event_id_cnty"...: what is recognised, and its column */
    const GPtrArray *columns;
    GPtrArray *missing; /**< of const char*: fields without a column */
    MarchIncidentTally tally;
    guint incidents;
    MarchDate first, last; /**< may be not given */
    guint undated;
    guint date_levels[MARCH_N_DATE_LEVELS]; /**< of those with a date */
    guint going_on;                         /**< of them, on several days */
    GArray *types; /**< of MarchIncidentCount (owned names), the most frequent first */
    guint untyped;
    /** Of those with a position, and of those that say that they are known to an area. */
    guint precisions[MARCH_N_PRECISIONS];
    guint not_yet_known; /**< their precision, before a name is looked up */
    guint by_coordinates;
    guint by_name;       /**< they have the name of a place only */
    guint by_unit;       /**< they have a district or a region only */
    guint by_country;    /**< they have a country only */
    guint without_value; /**< claims whose number is said to be not known */
    guint with_value;
    guint claims;
    GArray *claimants; /**< likewise, of the claims */
    guint near_duplicates;
} MarchIncidentSummary;

/** @summary borrows from @incidents, which must not have been thinned since reading. */
void march_incident_summary_init(MarchIncidentSummary *summary,
                                 const MarchIncidents *incidents);
void march_incident_summary_clear(MarchIncidentSummary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchIncidentSummary, march_incident_summary_clear)

#endif
