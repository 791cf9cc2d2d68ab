/* SPDX-License-Identifier: MIT */
/**
 * The pipeline: from a figure file to a scene, stage by stage, as the picture in
 * docs/ARCHITECTURE.md has it.
 */
#ifndef MARCH_FIGURE_PIPELINE_H
#define MARCH_FIGURE_PIPELINE_H

#include "borders/borders.h"
#include "incident-measures.h"
#include "incident-table.h"
#include "marginalia.h"
#include "place-answers.h"
#include "recipe.h"
#include "timings.h"

/** What all panels of a sheet share, found in the whole figure. */
typedef struct {
    MarchBox extent;
    double largest_group;    /**< incidents in one place or cluster; -1: no groups */
    guint largest_cell;      /**< incidents in one hexagon, region or district; 0 */
    MarchMeasures *measures; /**< what the incidents' numbers count */
    GPtrArray *types;        /**< of char*: of the incidents, the commonest first */
    MarchDate first_date;    /**< of the incidents, for the classes of their dates */
    MarchDate last_date;
    char **type_order; /**< the same in the order of the table, NULL-ended */
    MarchMarginalia marginalia;
    MarchPlaceAnswers *answers; /**< (nullable) what names mean in all panels */
} MarchSurvey;

void march_survey_clear(MarchSurvey *survey);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchSurvey, march_survey_clear)

/** A panel of a sheet, or an inset: its map, and what it shows of the figure. */
typedef struct {
    /** (nullable) The stages of the map that an inset belongs to: tables and places are
        theirs, so that a name means the same in both. */
    const struct MarchStages *whole;
    double map_height; /**< mm */
    double base_size;  /**< mm of the figure's own text; 0: what suits the panel */
    const MarchSurvey
        *survey;            /**< (nullable) extent and sizes of symbols come from it */
    const char *type;       /**< (nullable) only incidents of this type */
    MarchDateRange dates;   /**< only incidents within */
    gboolean keeps_content; /**< for a legend of the sheet's */
} MarchPanel;

/** A composed figure: the scene and what goes into the files with it. */
typedef struct {
    MarchScene *scene;
    double foot; /**< mm: where the map and what stands below it end */
    MarchMarginalia marginalia;
    MarchFrame *frame;
    MarchBorders *borders;
    MarchFeatures *areas; /* (nullable) drawn ones, unless the content is kept */
    char *title;
    char *description;
    char *credits;
    char *author; /* (nullable) */
    char **recipe;
    GPtrArray *inputs;         /* of char*: see march_inputs_list() */
    guint shown;               /* incidents on the map or counted beside it */
    char *value_label;         /* (nullable) what the incidents' values count */
    MarchMapContent *content;  /* (nullable) what the panel drew, if it is kept */
    gpointer kept;             /* (nullable) what the content borrows from */
    MarchIncidentTable *table; /* (nullable) of the figure's incidents */
} MarchComposition;

void march_composition_free(MarchComposition *composition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchComposition, march_composition_free)

/** The style of a panel that keeps its content; borrowed. */
const MarchStyle *march_composition_get_style(const MarchComposition *composition);

/** Composes the figure of @spec, (transfer full), or NULL with an error. */
MarchComposition *march_pipeline_compose(MarchSession *session,
                                         const MarchSpec *spec,
                                         const MarchFigureOptions *options,
                                         MarchTimings *timings,
                                         MarchDiagnostics *diagnostics,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Composes only the map of @spec as @panel of a sheet: legend and scale bar stand below
 * it, and title and notes are left to the sheet.
 *
 * Returns: (transfer full), or NULL with an error.
 */
MarchComposition *
march_pipeline_compose_panel(MarchSession *session,
                             const MarchSpec *spec,
                             const MarchFigureOptions *options,
                             const MarchPanel *panel,
                             MarchTimings *timings,
                             MarchDiagnostics *diagnostics,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Finds what panels of @spec, @map_height mm high, share. */
gboolean march_pipeline_survey(MarchSession *session,
                               const MarchSpec *spec,
                               const MarchFigureOptions *options,
                               double map_height,
                               MarchSurvey *survey,
                               MarchTimings *timings,
                               MarchDiagnostics *diagnostics,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
