/* SPDX-License-Identifier: MIT */
/**
 * What a figure says about itself: notes, sources, credits, the alternative text.
 */
#ifndef MARCH_FIGURE_MARGINALIA_H
#define MARCH_FIGURE_MARGINALIA_H

#include "geodata/catalogue.h"
#include "layout/layout.h"
#include "places.h"

/** How many incidents a figure has, and how well they are placed. */
typedef struct {
    guint total; /**< rows of the tables, with those lost */
    guint lost;  /**< rows that cannot be used */
    guint later; /**< placed, but dated after the figure's as-of date */
    guint placed;
    guint outside;       /**< placed, but beyond the map's frame */
    guint imprecise;     /**< placed to 5 km or worse */
    double worst_km;     /**< the worst precision of those placed */
    GPtrArray *unplaced; /**< of char*: their place names, once each */
    GPtrArray *credits;  /**< of char*: what is owed for the tables; borrowed words */
} MarchIncidentCounts;

void march_incident_counts_init(MarchIncidentCounts *counts,
                                GPtrArray *incidents,
                                MarchDate as_of);
void march_incident_counts_clear(MarchIncidentCounts *counts);

/** Fills @marginalia, whose arrays are new. */
void march_marginalia_init(MarchMarginalia *marginalia,
                           const MarchSpec *spec,
                           const MarchStyle *style,
                           const MarchCatalogue *catalogue,
                           const MarchIncidentCounts *counts,
                           gboolean used_gazetteer);
void march_marginalia_clear(MarchMarginalia *marginalia);
/** The credit lines as one text, a line each, (transfer full). */
char *march_marginalia_join_credits(const MarchMarginalia *marginalia);

/** The alternative text: what the map shows, in a few sentences, (transfer full). */
char *march_figure_describe(const MarchSpec *spec,
                            const MarchFrame *frame,
                            GPtrArray *incidents,
                            const MarchIncidentCounts *counts,
                            const MarchFeatures *borders,
                            const MarchFeatures *changes,
                            const MarchFeatures *areas);

#endif
