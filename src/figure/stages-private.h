/* SPDX-License-Identifier: MIT */
/**
 * The stages of a figure's map, which pipeline.c runs in order: choosing the frame,
 * then reading, cutting and composing what it shows.
 */
#ifndef MARCH_FIGURE_STAGES_PRIVATE_H
#define MARCH_FIGURE_STAGES_PRIVATE_H

#include "borders/borders.h"
#include "marginalia.h"
#include "session.h"
#include "sources.h"
#include "timings.h"

/** What the stages hand on; each stage fills its own part. */
typedef struct {
    MarchSession *session;
    const MarchSpec *spec;
    const MarchFigureOptions *options;
    MarchCatalogue *catalogue;
    MarchGazetteer *gazetteer;
    MarchTextEngine *text;
    char *style_path;
    MarchStyle *style;
    GPtrArray *incidents; /* of MarchIncidents */
    MarchPlaces *places;
    MarchIncidentCounts counts;
    MarchMarginalia marginalia;
    double panel_map_height; /* mm; 0: a whole figure, not a panel of a sheet */
    double foot;             /* mm: where the map and what stands below it end */
    GPtrArray *extent_notes; /* of MarchSpecNote: all that there are */
    GPtrArray *shown_notes;  /* of const MarchSpecNote: those the map has reason for */
    MarchBox extent;
    MarchPagePlan plan;
    gboolean is_replanned; /* the plan is one that the layout wanted */
    MarchFrame *frame;
    MarchBorders *borders;
    MarchFeatures *border_features;
    MarchFeatures *border_changes; /* empty unless the figure asks for them */
    MarchFeatures *areas;
    MarchFeatures *border_errors; /* likewise */
    MarchSources *sources;
    MarchFeatures *inset_land;
    MarchFeatures *inset_boundaries;
    MarchBox inset_box;
} MarchStages;

/** Chooses extent, page and frame: the style, incidents and places must be there. */
gboolean
march_stage_frame(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error);
/** Makes the frame again, for the plan that the layout wants. */
gboolean march_stage_frame_again(MarchStages *stages,
                                 const MarchPagePlan *wanted,
                                 GError **error);
/** Tells of incidents outside the frame and sets the style's variables for it. */
void march_stage_frame_settle(MarchStages *stages, MarchDiagnostics *diagnostics);
/** Reads, cuts and composes the map, (transfer full). */
MarchScene *march_stage_map(MarchStages *stages,
                            MarchTimings *timings,
                            MarchDiagnostics *diagnostics,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
