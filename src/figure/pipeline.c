/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include "codes.h"
#include "incident-tables.h"
#include "inputs.h"
#include "stages-private.h"

static void
stages_clear(MarchStages *stages)
{
    g_free(stages->style_path);
    march_style_free(stages->style);
    if (stages->incidents != NULL) {
        g_ptr_array_unref(stages->incidents);
    }
    march_places_free(stages->places);
    march_incident_counts_clear(&stages->counts);
    march_marginalia_clear(&stages->marginalia);
    march_frame_free(stages->frame);
    march_borders_free(stages->borders);
    g_clear_pointer(&stages->shown_notes, g_ptr_array_unref);
    g_clear_pointer(&stages->extent_notes, g_ptr_array_unref);
    march_features_free(stages->border_features);
    march_features_free(stages->border_changes);
    march_features_free(stages->areas);
    march_features_free(stages->border_errors);
    march_sources_free(stages->sources);
    march_features_free(stages->inset_land);
    march_features_free(stages->inset_boundaries);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchStages, stages_clear)

static gboolean
style_load(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    const MarchSpec *spec = stages->spec;
    g_autoptr(GPtrArray) variables = g_ptr_array_new();
    g_autofree char *directory = g_build_filename(
        march_session_get_data_directory(stages->session), "styles", NULL);
    MarchStyleOptions options = {.style_directory = directory};

    for (guint i = 0; i < spec->style_variables->len; i++) {
        g_ptr_array_add(variables, g_ptr_array_index(spec->style_variables, i));
    }
    g_ptr_array_add(variables, NULL);
    options.variables = (const char *const *)variables->pdata;
    stages->style_path = march_session_find_style(stages->session, spec->style);
    stages->style = march_style_load(stages->style_path, &options, diagnostics, error);
    return stages->style != NULL;
}

static gboolean
incidents_read(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->incidents = march_incident_tables_read(stages->spec, diagnostics, error);
    return stages->incidents != NULL;
}

/* Rows that are left out for where they lie leave no name behind: the places are those
 * of the rows that stay. */
static gboolean
incidents_thin(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    if (!march_incident_tables_ask_for_places(stages->spec)) {
        return TRUE;
    }
    if (!march_incident_tables_thin(stages->spec, stages->incidents, stages->places,
                                    stages->catalogue, diagnostics, error)) {
        return FALSE;
    }
    march_places_free(stages->places);
    stages->places =
        march_places_resolve(stages->gazetteer, stages->spec,
                             stages->options != NULL ? stages->options->picks : NULL,
                             stages->incidents, diagnostics, error);
    return stages->places != NULL;
}

static gboolean
places_resolve(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->gazetteer = march_session_get_gazetteer(
        stages->session, stages->spec->gazetteers, diagnostics, error);
    if (stages->gazetteer == NULL) {
        return FALSE;
    }
    stages->places =
        march_places_resolve(stages->gazetteer, stages->spec,
                             stages->options != NULL ? stages->options->picks : NULL,
                             stages->incidents, diagnostics, error);
    if (stages->places == NULL || !incidents_thin(stages, diagnostics, error)) {
        return FALSE;
    }
    march_gazetteer_rest(stages->gazetteer);
    march_incident_counts_init(&stages->counts, stages->incidents, stages->spec->as_of);
    return stages->places != NULL;
}

void
march_composition_free(MarchComposition *composition)
{
    if (composition == NULL) {
        return;
    }
    march_scene_free(composition->scene);
    march_marginalia_clear(&composition->marginalia);
    march_frame_free(composition->frame);
    march_borders_free(composition->borders);
    g_free(composition->title);
    g_free(composition->description);
    g_free(composition->credits);
    g_free(composition->author);
    g_strfreev(composition->recipe);
    g_clear_pointer(&composition->inputs, g_ptr_array_unref);
    g_free(composition);
}

static MarchComposition *
composition_make(MarchStages *stages, MarchScene *scene)
{
    const MarchSpec *spec = stages->spec;
    MarchComposition *composition = g_new0(MarchComposition, 1);

    composition->scene = scene;
    composition->title = g_strdup(spec->title != NULL ? spec->title : "Map");
    composition->description = march_figure_describe(
        spec, stages->frame, stages->incidents, &stages->counts,
        stages->border_features, stages->border_changes, stages->areas);
    composition->credits = march_marginalia_join_credits(&stages->marginalia);
    composition->author = g_strdup(spec->author);
    composition->recipe =
        march_recipe_make(stages->session, spec, stages->style_path, stages->frame);
    composition->inputs = march_inputs_list(spec, stages->style, stages->style_path);
    composition->shown = stages->counts.placed - stages->counts.outside;
    march_scene_set_text(scene, composition->title, composition->description,
                         spec->language);
    composition->foot = stages->foot;
    composition->frame = g_steal_pointer(&stages->frame);
    composition->borders = g_steal_pointer(&stages->borders);
    composition->marginalia = stages->marginalia;
    stages->marginalia = (MarchMarginalia){0};
    return composition;
}

static MarchComposition *
stages_run(MarchStages *stages,
           MarchTimings *timings,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchScene *scene;

    stages->catalogue = march_session_get_catalogue(stages->session, error);
    if (stages->catalogue == NULL ||
        !march_codes_check(stages->spec, stages->catalogue, diagnostics, error)) {
        return NULL;
    }
    stages->text = march_session_get_text(stages->session, error);
    if (stages->text == NULL) {
        return NULL;
    }
    march_timings_mark(timings, "open");
    if (!style_load(stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "style");
    if (!incidents_read(stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "incidents");
    if (!places_resolve(stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "places");
    if (!march_stage_frame(stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "frame");
    scene = march_stage_map(stages, timings, diagnostics, error);
    if (scene == NULL) {
        return NULL;
    }
    march_text_check(stages->text, scene, diagnostics);
    return composition_make(stages, scene);
}

MarchComposition *
march_pipeline_compose(MarchSession *session,
                       const MarchSpec *spec,
                       const MarchFigureOptions *options,
                       MarchTimings *timings,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_auto(MarchStages) stages = {.session = session, .spec = spec, .options = options};

    return stages_run(&stages, timings, diagnostics, error);
}

MarchComposition *
march_pipeline_compose_panel(MarchSession *session,
                             const MarchSpec *spec,
                             const MarchFigureOptions *options,
                             double map_height,
                             MarchTimings *timings,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    g_auto(MarchStages) stages = {.session = session,
                                  .spec = spec,
                                  .options = options,
                                  .panel_map_height = map_height};

    return stages_run(&stages, timings, diagnostics, error);
}
