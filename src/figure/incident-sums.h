/* SPDX-License-Identifier: MIT */
/**
 * What claimants say of several incidents together.
 *
 * Numbers of one claimant may be added, those of two never: each claimant who speaks of
 * all the incidents that have a number has a sum, and where these differ they are a
 * range.
 */
#ifndef MARCH_FIGURE_INCIDENT_SUMS_H
#define MARCH_FIGURE_INCIDENT_SUMS_H

#include "incidents/incidents.h"

typedef struct {
    double least, most;   /**< over the sums; @most is infinite for "at least" */
    guint n_claimants;    /**< who speak of all; 0: there is no sum */
    guint n_counted;      /**< incidents that have a number */
    const char *claimant; /**< (nullable) of one; borrowed from the incidents */
} MarchIncidentSum;

/** Adds up @incidents (of const MarchIncident). */
MarchIncidentSum march_incident_sum(const GPtrArray *incidents);

/**
 * "31", "25–31", "31+" where some of the @count incidents have no number; (transfer
 * full), NULL without a sum.
 */
char *march_incident_sum_text(const MarchIncidentSum *sum, guint count);

#endif
