/* SPDX-License-Identifier: MIT */
/**
 * What a figure says about itself: notes, sources, credits.
 */
#ifndef MARCH_FIGURE_MARGINALIA_H
#define MARCH_FIGURE_MARGINALIA_H

#include "geodata/catalogue.h"
#include "incident-measures.h"
#include "incident-show.h"
#include "layout/layout.h"

/** Fills @marginalia, whose arrays are new. */
void march_marginalia_init(MarchMarginalia *marginalia,
                           const MarchSpec *spec,
                           const MarchStyle *style,
                           MarchCatalogue *catalogue,
                           GPtrArray *incidents,
                           gboolean used_gazetteer);
/**
 * Credits only the sections, areas and boundary files of @drawn (transfer full), which
 * march_drawn_sources_find() found: before the map is drawn all that may be are.
 */
void march_marginalia_set_drawn(MarchMarginalia *marginalia,
                                const MarchSpec *spec,
                                const MarchCatalogue *catalogue,
                                GPtrArray *drawn);
/**
 * Says what @show does with @incidents, in place of what was said of an earlier show:
 * lines after the first note, and what stands beside the map.
 */
void march_marginalia_set_incidents(MarchMarginalia *marginalia,
                                    const MarchSpec *spec,
                                    const MarchIncidentShow *show,
                                    const MarchMeasures *measures,
                                    GPtrArray *incidents);
void march_marginalia_clear(MarchMarginalia *marginalia);
/** The credit lines as one text, a line each, (transfer full). */
char *march_marginalia_join_credits(const MarchMarginalia *marginalia);

#endif
