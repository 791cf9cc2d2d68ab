/* SPDX-License-Identifier: MIT */
/**
 * The pipeline: from a figure file to a scene, stage by stage, as the picture in
 * docs/ARCHITECTURE.md has it.
 */
#ifndef MARCH_FIGURE_PIPELINE_H
#define MARCH_FIGURE_PIPELINE_H

#include "recipe.h"
#include "timings.h"

/** A composed figure: the scene and what goes into the files with it. */
typedef struct {
    MarchScene *scene;
    char *title;
    char *description;
    char *credits;
    char *author; /* (nullable) */
    char **recipe;
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

#endif
