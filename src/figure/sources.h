/* SPDX-License-Identifier: MIT */
/**
 * The features of a figure: what each source of its style stands for, read and
 * made for the frame.
 *
 * "pack:LAYER" is read from the data pack, "figure:NAME" is made from the figure
 * (borders, border-changes, border-errors, areas, incidents,
 * incident-places, incident-units, incident-badges, incident-cells, leaders, places, countries, regions, layers, relief), anything else is
 * a file of the style's. The set owns its features and rasters.
 */
#ifndef MARCH_FIGURE_SOURCES_H
#define MARCH_FIGURE_SOURCES_H

#include "gazetteer/gazetteer.h"
#include "gazetteer/local-names.h"
#include "geodata/catalogue.h"
#include "incident-groups.h"
#include "incident-show.h"
#include "label-names.h"
#include "layout/layout.h"
#include "places.h"

typedef struct MarchSources MarchSources;

/** What the features are made from; borrowed for the call. */
typedef struct {
    const MarchSpec *spec;
    const MarchStyle *style;
    const MarchFrame *frame;
    MarchCatalogue *catalogue;
    MarchGazetteer *gazetteer;    /**< (nullable) */
    const MarchLocalNames *names; /**< (nullable) names in other languages */
    MarchLabelMisses *misses;     /**< where labels without such names are counted */
    const MarchPlaces *places;
    GPtrArray *incidents; /**< of MarchIncidents */
    const MarchIncidentTypes *types;
    const MarchMeasures *measures;
    const MarchIncidentShow *show;     /**< which of them are shown, and how */
    const MarchIncidentGroups *groups; /**< (nullable) drawn instead of them */
    const MarchFeatures *borders;      /**< of march_borders_select() */
    const MarchFeatures *changes;      /**< of march_borders_diff(), or empty */
    const MarchFeatures *areas;        /**< of march_figure_areas_read() */
    const MarchFeatures *errors; /**< of march_borders_select_errors(), or empty */
    MarchDate first_date;        /**< between which incidents are classed by date */
    MarchDate last_date;
} MarchSourceInput;

MarchSources *march_sources_read(const MarchSourceInput *input,
                                 MarchDiagnostics *diagnostics,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_sources_free(MarchSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSources, march_sources_free)

const MarchLayoutSource *march_sources_get_all(const MarchSources *sources,
                                               gsize *count);

#endif
