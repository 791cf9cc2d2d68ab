/* SPDX-License-Identifier: MIT */
/**
 * The pipeline: from a figure file to a scene, stage by stage, as the picture in
 * docs/ARCHITECTURE.md has it.
 */
#ifndef MARCH_FIGURE_PIPELINE_H
#define MARCH_FIGURE_PIPELINE_H

#include "borders/borders.h"
#include "marginalia.h"
#include "recipe.h"
#include "timings.h"

/** A composed figure: the scene and what goes into the files with it. */
typedef struct {
    MarchScene *scene;
    double foot; /**< mm: where the map and what stands below it end */
    MarchMarginalia marginalia;
    MarchFrame *frame;
    MarchBorders *borders;
    char *title;
    char *description;
    char *credits;
    char *author; /* (nullable) */
    char **recipe;
    GPtrArray *inputs; /* of char*: see march_inputs_list() */
    guint shown;       /* incidents on the map */
} MarchComposition;

void march_composition_free(MarchComposition *composition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchComposition, march_composition_free)

/** Composes the figure of @spec, (transfer full), or NULL with an error. */
MarchComposition *march_pipeline_compose(MarchSession *session,
                                         const MarchSpec *spec,
                                         const MarchFigureOptions *options,
                                         MarchTimings *timings,
                                         MarchDiagnostics *diagnostics,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Composes only the map of @spec, @map_height mm high, as a panel of a sheet: legend
 * and scale bar stand below it, and title and notes are left to the sheet.
 *
 * Returns: (transfer full), or NULL with an error.
 */
MarchComposition *
march_pipeline_compose_panel(MarchSession *session,
                             const MarchSpec *spec,
                             const MarchFigureOptions *options,
                             double map_height,
                             MarchTimings *timings,
                             MarchDiagnostics *diagnostics,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
