/* SPDX-License-Identifier: MIT */
/** Incidents by their dates: classes for a ramp of colours, bars for a timeline. */
#ifndef MARCH_FIGURE_INCIDENT_DATES_H
#define MARCH_FIGURE_INCIDENT_DATES_H

#include "incident-show.h"
#include "layout/timeline.h"

/** Classes of days, the earliest first; what has no date, or
 * a month or year of several, is in the one after them. */
#define MARCH_DATE_CLASSES 5

/** The first and the last day of those of @incidents that are located; FALSE without. */
gboolean
march_incident_dates_span(GPtrArray *incidents, MarchDate *first, MarchDate *last);
/**
 * @features (with "date") in the order of their classes, each with a "date-class", 0 to
 * 4 or 5, and a "date-label": spans of days of one length between @first and @last, as
 * march_incident_dates_span() has them, so that a map, its insets and the panels of a
 * figure have one legend.
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incident_dates_classify(const MarchFeatures *features,
                                             MarchDate first,
                                             MarchDate last);
/**
 * Counts the incidents that @show shows, in days, weeks, months or years, whichever
 * gives no more bars than can be told apart.
 *
 * Returns: (transfer full), or NULL when none has a date.
 */
MarchTimeline *march_incident_dates_count(GPtrArray *incidents,
                                          const MarchIncidentShow *show);

#endif
