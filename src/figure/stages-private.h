/* SPDX-License-Identifier: MIT */
/**
 * The stages of a figure's map, which pipeline.c runs in order: choosing the frame,
 * then reading, cutting and composing what it shows.
 */
#ifndef MARCH_FIGURE_STAGES_PRIVATE_H
#define MARCH_FIGURE_STAGES_PRIVATE_H

#include "borders/borders.h"
#include "logo.h"
#include "marginalia.h"
#include "pipeline.h"
#include "session.h"
#include "sources.h"
#include "timings.h"

/** What the stages hand on; each stage fills its own part. */
typedef struct MarchStages {
    MarchSession *session;
    const MarchSpec *spec;
    const MarchFigureOptions *options;
    MarchCatalogue *catalogue;
    MarchGazetteer *gazetteer;
    MarchTextEngine *text;
    char *style_path;
    MarchStyle *style;
    GPtrArray *incidents; /* of MarchIncidents */
    MarchIncidentTypes *types;
    MarchMeasures *measures;    /* what their numbers count */
    MarchIncidentGroups groups; /* empty unless the figure aggregates */
    gboolean has_groups;
    MarchPlaces *places;
    MarchFeatures *districts; /* (nullable) outlines that the figure brings */
    MarchIncidentShow *show;  /* for the frame, once there is one */
    MarchLogo *logo;          /* (nullable) */
    MarchMarginalia marginalia;
    guint
        n_border_notes; /* of the marginalia's, after the first: for this frame only */
    MarchPanel panel;   /* map_height 0: a whole figure, not a panel of a sheet */
    MarchMapContent *content; /* (nullable) what the map drew, if the panel keeps it */
    double foot;              /* mm: where the map and what stands below it end */
    GPtrArray *extent_notes;  /* of MarchSpecNote: all that there are */
    GPtrArray *shown_notes;   /* of const MarchSpecNote: those the map has reason for */
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

/** What the symbols count, for a legend that the figure names otherwise not. */
const char *march_stage_value_column(const MarchStages *stages);
/** Chooses extent, page and frame: the style, incidents and places must be there. */
gboolean
march_stage_frame(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error);
/** Makes the frame again, for the plan that the layout wants. */
gboolean march_stage_frame_again(MarchStages *stages,
                                 const MarchPagePlan *wanted,
                                 GError **error);
/** Plans the page and makes the frame anew when notes came up that it has no room for;
 * sets @is_new. */
gboolean
march_stage_frame_review(MarchStages *stages, gboolean *is_new, GError **error);
/** Decides which incidents are shown and tells of those outside the frame. */
gboolean march_stage_frame_settle(MarchStages *stages,
                                  MarchDiagnostics *diagnostics,
                                  GError **error);
/**
 * Groups the incidents where the figure aggregates them and sets the style's variables
 * for the frame: the borders must be selected.
 */
gboolean march_stage_groups_settle(MarchStages *stages,
                                   MarchDiagnostics *diagnostics,
                                   GError **error);
/** Reads, cuts and composes the map, (transfer full). */
MarchScene *march_stage_map(MarchStages *stages,
                            MarchTimings *timings,
                            MarchDiagnostics *diagnostics,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
