/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include <string.h>

#include "codes.h"
#include "country-words.h"
#include "describe.h"
#include "file-check.h"
#include "geodata/layer.h"
#include "incident-dates.h"
#include "incident-tables.h"
#include "inputs.h"
#include "layout/map-content.h"
#include "stages-private.h"

static void
stages_clear(MarchStages *stages)
{
    march_map_content_free(stages->content);
    g_free(stages->style_path);
    march_style_cache_give_back(march_session_get_styles(stages->session),
                                stages->style);
    if (stages->incidents != NULL) {
        g_ptr_array_unref(stages->incidents);
    }
    if (stages->panel.whole == NULL) {
        march_places_free(stages->places);
        march_features_free(stages->districts);
    }
    march_incident_show_free(stages->show);
    march_incident_types_free(stages->types);
    march_measures_free(stages->measures);
    march_incident_groups_clear(&stages->groups);
    march_marginalia_clear(&stages->marginalia);
    march_logo_free(stages->logo);
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
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(MarchLocation));
    g_autofree char *directory = g_build_filename(
        march_session_get_data_directory(stages->session), "styles", NULL);
    MarchStyleOptions options = {.style_directory = directory};

    for (guint i = 0; i < spec->style_variables->len; i++) {
        g_ptr_array_add(variables, g_ptr_array_index(spec->style_variables, i));
    }
    for (guint i = 0; i < variables->len; i += 2) {
        g_autofree char *key =
            g_strconcat("style-variables.", g_ptr_array_index(variables, i), NULL);
        MarchLocation where = march_spec_get_location(spec, key);

        g_array_append_val(places, where);
    }
    g_ptr_array_add(variables, NULL);
    options.variables = (const char *const *)variables->pdata;
    options.variable_places = (const MarchLocation *)(gpointer)places->data;
    stages->style_path = march_session_find_style(stages->session, spec->style);
    stages->style =
        march_style_cache_take(march_session_get_styles(stages->session),
                               stages->style_path, &options, diagnostics, error);
    if (stages->style == NULL) {
        march_error_add_location(error != NULL ? *error : NULL,
                                 march_spec_get_location(spec, "style"));
    }
    return stages->style != NULL;
}

static gboolean
incidents_read(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->incidents = march_incident_tables_read(
        stages->spec, stages->options != NULL ? stages->options->progress : NULL,
        stages->options != NULL ? stages->options->progress_data : NULL, diagnostics,
        error);
    return stages->incidents != NULL;
}

static gboolean
districts_read(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    const MarchSpec *spec = stages->spec;
    MarchLayerOptions options;

    if (spec->districts == NULL) {
        return TRUE;
    }
    march_layer_options_init(&options);
    stages->districts = march_layer_read(spec->districts, &options, diagnostics, error);
    if (stages->districts == NULL) {
        march_error_add_location(error != NULL ? *error : NULL,
                                 march_spec_get_location(spec, "districts"));
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(stages->districts); i++) {
        const MarchFeature *district = march_features_get(stages->districts, i);

        if (district->geometry->type != MARCH_GEOMETRY_POLYGON) {
            march_error_set(error, MARCH_ERROR_DATA, district->where,
                            "districts: feature %u is no polygon; expected the outline "
                            "of a district",
                            i + 1);
            return FALSE;
        }
    }
    return TRUE;
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
    stages->places = march_places_resolve_again(
        g_steal_pointer(&stages->places), stages->gazetteer, stages->catalogue,
        stages->spec, stages->options != NULL ? stages->options->picks : NULL,
        stages->incidents, diagnostics, error);
    return stages->places != NULL;
}

/* What is shown as long as there is no frame; types have one number in all panels. */
static gboolean
show_make(MarchStages *stages, GError **error)
{
    const MarchSurvey *survey = stages->panel.survey;

    stages->types = march_incident_types_new(
        stages->incidents,
        survey != NULL ? (const char *const *)survey->type_order : NULL);
    stages->measures = march_measures_new(stages->spec, stages->incidents,
                                          survey != NULL ? survey->measures : NULL);
    stages->show =
        march_incident_show_new(stages->incidents, stages->catalogue, stages->districts,
                                NULL, stages->spec->as_of, error);
    return stages->show != NULL;
}

static gboolean
places_resolve(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->gazetteer = march_session_get_gazetteer(
        stages->session, stages->spec->gazetteers, diagnostics, error);
    if (stages->gazetteer == NULL) {
        return FALSE;
    }
    march_places_check_positions(stages->gazetteer, stages->spec, stages->incidents,
                                 diagnostics);
    stages->places = march_places_resolve(
        stages->gazetteer, stages->catalogue, stages->spec,
        stages->options != NULL ? stages->options->picks : NULL, stages->incidents,
        stages->panel.survey != NULL ? stages->panel.survey->answers : NULL,
        diagnostics, error);
    if (stages->places == NULL) {
        return FALSE;
    }
    march_incident_tables_compare(stages->spec, stages->incidents, diagnostics);
    if (!incidents_thin(stages, diagnostics, error)) {
        return FALSE;
    }
    march_gazetteer_rest(stages->gazetteer);
    return show_make(stages, error);
}

/* Tables and places of the whole map, which an inset shows a part of. */
static gboolean
whole_share(MarchStages *stages, GError **error)
{
    const MarchStages *whole = stages->panel.whole;

    stages->gazetteer = whole->gazetteer;
    stages->incidents = g_ptr_array_ref(whole->incidents);
    stages->places = whole->places;
    stages->districts = whole->districts;
    return show_make(stages, error);
}

static void
kept_free(gpointer kept)
{
    if (kept != NULL) {
        stages_clear(kept);
        g_free(kept);
    }
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
    march_features_free(composition->areas);
    g_free(composition->title);
    g_free(composition->description);
    g_free(composition->credits);
    g_free(composition->author);
    g_free(composition->value_label);
    march_map_content_free(composition->content);
    kept_free(composition->kept);
    g_strfreev(composition->recipe);
    g_clear_pointer(&composition->inputs, g_ptr_array_unref);
    march_incident_table_free(composition->table);
    g_free(composition);
}

const MarchStyle *
march_composition_get_style(const MarchComposition *composition)
{
    const MarchStages *stages = composition->kept;

    return stages != NULL ? stages->style : NULL;
}

/* What the numbers of all tables count, when the figure says one thing of it. */
static const char *
table_value_label(const MarchStages *stages)
{
    const char *label = NULL;

    for (guint i = 0; i < stages->spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(stages->spec->incidents, i);

        if (label != NULL && g_strcmp0(label, entry->value_label) != 0) {
            return NULL;
        }
        label = entry->value_label;
    }
    return label;
}

static gboolean
measures_differ(const MarchStages *stages)
{
    for (guint i = 1; i < stages->incidents->len; i++) {
        if (march_measures_get(stages->measures, i) !=
            march_measures_get(stages->measures, 0)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The alt text, with the insets, which a reader of it has as well. */
static char *
description_make(const MarchStages *stages)
{
    const MarchSpec *spec = stages->spec;
    g_autofree char *map = march_figure_describe(spec, stages->incidents, stages->show,
                                                 stages->border_features,
                                                 stages->border_changes, stages->areas);
    g_autoptr(GString) text = g_string_new(map);

    if (spec->alt != NULL || spec->zooms->len == 0) {
        return g_steal_pointer(&map);
    }
    g_string_append_printf(text, " %u inset%s larger", spec->zooms->len,
                           spec->zooms->len == 1 ? " shows a part" : "s show parts");
    for (guint i = 0, named = 0; i < spec->zooms->len; i++) {
        const MarchSpecZoom *zoom = g_ptr_array_index(spec->zooms, i);

        if (zoom->title != NULL) {
            g_string_append_printf(text, "%s %s", named++ == 0 ? ":" : ";",
                                   zoom->title);
        }
    }
    g_string_append_c(text, '.');
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static MarchComposition *
composition_make(MarchStages *stages, MarchScene *scene)
{
    const MarchSpec *spec = stages->spec;
    MarchComposition *composition = g_new0(MarchComposition, 1);

    composition->scene = scene;
    composition->title = g_strdup(spec->title != NULL ? spec->title : "Map");
    composition->description = description_make(stages);
    composition->credits = march_marginalia_join_credits(&stages->marginalia);
    composition->author = g_strdup(spec->author);
    composition->recipe =
        march_recipe_make(stages->session, spec, stages->style_path, stages->frame);
    composition->inputs = march_inputs_list(spec, stages->style, stages->style_path);
    composition->shown = march_incident_show_count_incidents(stages->show);
    composition->table = march_incident_table_new(stages->incidents, stages->show,
                                                  table_value_label(stages));
    if (table_value_label(stages) == NULL && measures_differ(stages)) {
        march_incident_table_name_measures(composition->table, stages->measures);
    }
    march_scene_set_text(scene, composition->title, composition->description,
                         spec->language);
    composition->foot = stages->foot;
    composition->frame = g_steal_pointer(&stages->frame);
    composition->borders = g_steal_pointer(&stages->borders);
    composition->marginalia = stages->marginalia;
    composition->marginalia.logo = NULL; /* it is the stages' */
    stages->marginalia = (MarchMarginalia){0};
    composition->value_label = g_strdup(march_stage_value_column(stages));
    if (stages->content != NULL) {
        composition->content = g_steal_pointer(&stages->content);
        composition->kept = g_memdup2(stages, sizeof *stages);
        *stages = (MarchStages){.session = stages->session};
    } else {
        composition->areas = g_steal_pointer(&stages->areas);
    }
    return composition;
}

/* All up to the frame: nothing is drawn. */
static gboolean
stages_prepare(MarchStages *stages,
               MarchTimings *timings,
               MarchDiagnostics *diagnostics,
               GError **error)
{
    stages->catalogue = march_session_get_catalogue(stages->session, error);
    if (stages->catalogue == NULL || !march_files_check(stages->spec, error) ||
        !march_codes_check(stages->spec, stages->catalogue, diagnostics, error)) {
        return FALSE;
    }
    stages->text = march_session_get_text(stages->session, error);
    if (stages->text == NULL) {
        return FALSE;
    }
    march_timings_mark(timings, "open");
    march_country_words_add(stages->spec);
    if (!style_load(stages, diagnostics, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "style");
    if (stages->panel.whole != NULL) {
        return whole_share(stages, error) &&
               march_stage_frame(stages, diagnostics, error);
    }
    if (!districts_read(stages, diagnostics, error) ||
        !incidents_read(stages, diagnostics, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "incidents");
    if (!places_resolve(stages, diagnostics, error)) {
        return FALSE;
    }
    if (strcmp(stages->spec->aggregate, "none") == 0) {
        march_measures_check(stages->measures, stages->spec, stages->incidents,
                             diagnostics);
    }
    march_timings_mark(timings, "places");
    if (!march_stage_frame(stages, diagnostics, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "frame");
    return TRUE;
}

static MarchComposition *
stages_run(MarchStages *stages,
           MarchTimings *timings,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchScene *scene;

    if (!stages_prepare(stages, timings, diagnostics, error)) {
        return NULL;
    }
    scene = march_stage_map(stages, timings, diagnostics, error);
    if (scene == NULL) {
        return NULL;
    }
    if (stages->panel.map_height <= 0) {
        march_text_check(stages->text, scene, diagnostics);
        march_text_check_sizes(scene, diagnostics);
    }
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
                             const MarchPanel *panel,
                             MarchTimings *timings,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    g_auto(MarchStages) stages = {
        .session = session, .spec = spec, .options = options, .panel = *panel};

    return stages_run(&stages, timings, diagnostics, error);
}

void
march_survey_clear(MarchSurvey *survey)
{
    g_clear_pointer(&survey->types, g_ptr_array_unref);
    g_strfreev(survey->type_order);
    march_measures_free(survey->measures);
    march_marginalia_clear(&survey->marginalia);
    march_place_answers_free(survey->answers);
}

typedef struct {
    const char *type;
    guint count;
} TypeCount;

static int
compare_counts(gconstpointer a, gconstpointer b)
{
    const TypeCount *one = a;
    const TypeCount *other = b;

    return one->count != other->count
               ? (one->count < other->count) - (one->count > other->count)
               : strcmp(one->type, other->type);
}

static void
type_count(GArray *counts, const char *type)
{
    for (guint i = 0; i < counts->len; i++) {
        TypeCount *count = &g_array_index(counts, TypeCount, i);

        g_autofree char *one = g_utf8_casefold(count->type, -1);
        g_autofree char *other = g_utf8_casefold(type, -1);

        if (strcmp(one, other) == 0) {
            count->count++;
            return;
        }
    }
    g_array_append_vals(counts, &(TypeCount){type, 1}, 1);
}

static void
types_list(GPtrArray *incidents, MarchSurvey *survey)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(TypeCount));
    g_autoptr(GStrvBuilder) order = g_strv_builder_new();

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (incident->is_located && incident->type != NULL) {
                type_count(counts, incident->type);
            }
        }
    }
    for (guint i = 0; i < counts->len; i++) {
        g_strv_builder_add(order, g_array_index(counts, TypeCount, i).type);
    }
    survey->type_order = g_strv_builder_end(order);
    g_array_sort(counts, compare_counts);
    survey->types = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < counts->len; i++) {
        g_ptr_array_add(survey->types,
                        g_strdup(g_array_index(counts, TypeCount, i).type));
    }
}

/* Of all incidents together no panel has a larger one. */
static gboolean
largest_groups_find(const MarchStages *stages, MarchSurvey *survey, GError **error)
{
    const char *by = stages->spec->aggregate;
    const MarchIncidentGrouping grouping = {.by = by,
                                            .hexagon_side_km =
                                                stages->spec->hexagon_side_km,
                                            .frame = stages->frame,
                                            .catalogue = stages->catalogue,
                                            .districts = stages->districts};
    MarchIncidentGroups groups = {0};
    gboolean is_made = TRUE;

    survey->largest_group = -1;
    if (strcmp(by, "none") != 0 && strcmp(by, "section") != 0) {
        is_made = march_incident_groups_make(&groups, stages->incidents, stages->show,
                                             &grouping, error);
        survey->largest_group = groups.largest;
        survey->largest_cell = groups.largest_cell;
    }
    march_incident_groups_clear(&groups);
    return is_made;
}

gboolean
march_pipeline_survey(MarchSession *session,
                      const MarchSpec *spec,
                      const MarchFigureOptions *options,
                      double map_height,
                      MarchSurvey *survey,
                      MarchTimings *timings,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    g_auto(MarchStages) stages = {.session = session,
                                  .spec = spec,
                                  .options = options,
                                  .panel = {.map_height = map_height}};

    if (!stages_prepare(&stages, timings, diagnostics, error)) {
        return FALSE;
    }
    *survey = (MarchSurvey){.extent = stages.extent,
                            .measures = g_steal_pointer(&stages.measures),
                            .marginalia = stages.marginalia};
    survey->answers = march_places_take_answers(stages.places);
    types_list(stages.incidents, survey);
    (void)march_incident_dates_span(stages.incidents, &survey->first_date,
                                    &survey->last_date);
    stages.marginalia = (MarchMarginalia){0};
    return largest_groups_find(&stages, survey, error);
}
