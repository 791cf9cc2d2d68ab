/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include <math.h>

#include "extent.h"
#include "marginalia.h"
#include "sections.h"
#include "sources.h"

/* The locator shows about this many times the frame's width. */
#define INSET_FACTOR 9.0
#define INSET_SCALE  2e7

/* What the stages hand on. */
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
    MarchPagePlan plan;
    MarchFrame *frame;
    MarchBorders *borders;
    MarchFeatures *border_features;
    MarchSources *sources;
    MarchFeatures *inset_land;
    MarchFeatures *inset_boundaries;
    MarchBox inset_box;
} Stages;

static void
stages_clear(Stages *stages)
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
    march_features_free(stages->border_features);
    march_sources_free(stages->sources);
    march_features_free(stages->inset_land);
    march_features_free(stages->inset_boundaries);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stages, stages_clear)

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static gboolean
style_load(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
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
incidents_read(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->incidents = g_ptr_array_new_with_free_func(incidents_free);
    for (guint i = 0; i < stages->spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(stages->spec->incidents, i);
        MarchIncidentOptions options;
        MarchIncidents *incidents;

        march_incident_options_init(&options);
        options.layer = entry->layer;
        options.dates = entry->dates;
        options.columns = (MarchIncidentColumns){
            .id = entry->columns_id,
            .place = entry->columns_place,
            .lon = entry->columns_lon,
            .lat = entry->columns_lat,
            .date = entry->columns_date,
            .type = entry->columns_type,
            .value = entry->columns_value,
            .source = entry->columns_source,
            .precision = entry->columns_precision,
            .label = entry->columns_label,
            .text = entry->columns_text,
            .country = entry->columns_country,
        };
        incidents = march_incidents_read(entry->data, &options, diagnostics, error);
        if (incidents == NULL) {
            march_error_add_location(error != NULL ? *error : NULL, entry->where);
            return FALSE;
        }
        if (march_incidents_count(incidents) == 0) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-incidents",
                                  entry->where, entry->data,
                                  "\"%s\" holds no usable incident", entry->data);
        }
        g_ptr_array_add(stages->incidents, incidents);
    }
    return TRUE;
}

static gboolean
places_resolve(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
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
    march_incident_counts_init(&stages->counts, stages->incidents);
    return stages->places != NULL;
}

static double
largest_value(GPtrArray *incidents)
{
    double largest = 0;

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (incident->is_located && incident->has_value) {
                largest = MAX(largest, incident->value);
            }
        }
    }
    return largest;
}

/* What styles may ask of the figure, as variables of the program's. */
static void
variables_set(Stages *stages)
{
    const double metres_per_px =
        march_frame_get_scale_denominator(stages->frame) * 0.0254 / 96;
    double largest = largest_value(stages->incidents);
    const char *sides[2] = {"", ""};

    if (stages->spec->sections->len > 0) {
        const MarchSpecSection *section = g_ptr_array_index(stages->spec->sections, 0);

        sides[0] = section->between[0] != NULL ? section->between[0] : "";
        sides[1] = section->between[1] != NULL ? section->between[1] : "";
    }
    march_style_set_variable(stages->style, "figure-first",
                             march_value_string(sides[0]));
    march_style_set_variable(stages->style, "figure-second",
                             march_value_string(sides[1]));
    march_style_set_variable(stages->style, "figure-metres-per-px",
                             march_value_number(metres_per_px));
    if (largest > 0) {
        march_style_set_variable(stages->style, "figure-largest-value",
                                 march_value_number(largest));
    }
}

/* Plans the page and fits the extent into the room it leaves. */
static gboolean
frame_make(Stages *stages,
           MarchBox extent,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    g_autoptr(MarchProjection) projection =
        march_projection_new(stages->spec->projection, extent, error);

    if (projection == NULL) {
        march_error_add_location(error != NULL ? *error : NULL,
                                 march_spec_get_location(stages->spec, "projection"));
        return FALSE;
    }
    march_layout_plan(stages->spec, stages->style, stages->text, &stages->marginalia,
                      &stages->plan, diagnostics);
    march_frame_free(stages->frame);
    stages->frame =
        march_frame_new(g_steal_pointer(&projection), extent, stages->plan.map, error);
    return stages->frame != NULL;
}

/* Incidents beyond the frame are placed but not shown. @diagnostics may be NULL. */
static guint
outside_count(Stages *stages, MarchDiagnostics *diagnostics)
{
    MarchRect rect = march_frame_get_rect(stages->frame);
    guint outside = 0;

    for (guint i = 0; i < stages->incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(stages->incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchPoint point;

            if (!incident->is_located ||
                (march_frame_project(stages->frame, incident->position, &point) &&
                 march_rect_contains(rect, point))) {
                continue;
            }
            outside++;
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "outside-frame", incident->where,
                incident->id,
                "the incident at latitude %.4f, longitude %.4f (%s) lies outside the map",
                incident->position.lat, incident->position.lon,
                incident->place != NULL ? incident->place : incident->id);
        }
    }
    return outside;
}

static gboolean
frame_choose(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    MarchBox extent;
    guint outside;

    march_marginalia_init(&stages->marginalia, stages->spec, stages->style,
                          stages->catalogue, &stages->counts,
                          march_places_count(stages->places) > 0);
    if (!march_extent_choose(stages->spec, stages->places, stages->incidents,
                             stages->catalogue, &extent, error) ||
        !frame_make(stages, extent, NULL, error)) {
        return FALSE;
    }
    /* The note takes room of its own, so the page is planned again with it. */
    outside = outside_count(stages, NULL);
    if (outside > 0) {
        g_ptr_array_insert(stages->marginalia.notes, 1,
                           g_strdup_printf("%u incident%s outside the map.", outside,
                                           outside == 1 ? " lies" : "s lie"));
    }
    if (!frame_make(stages, extent, diagnostics, error)) {
        return FALSE;
    }
    stages->counts.outside = outside_count(stages, diagnostics);
    variables_set(stages);
    return TRUE;
}

static gboolean
borders_cut(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    stages->borders = march_sections_cut(
        stages->spec, stages->places, stages->catalogue,
        march_frame_get_visible_box(stages->frame),
        march_frame_get_scale_denominator(stages->frame), diagnostics, error);
    if (stages->borders == NULL) {
        return FALSE;
    }
    stages->border_features = march_borders_select(stages->borders, stages->spec->as_of,
                                                   stages->spec->view, diagnostics);
    return TRUE;
}

static gboolean
features_read(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    MarchSourceInput input = {
        .spec = stages->spec,
        .style = stages->style,
        .frame = stages->frame,
        .catalogue = stages->catalogue,
        .gazetteer = stages->gazetteer,
        .places = stages->places,
        .incidents = stages->incidents,
        .borders = stages->border_features,
    };

    stages->sources = march_sources_read(&input, diagnostics, error);
    return stages->sources != NULL;
}

static gboolean
inset_read(Stages *stages, GError **error)
{
    static const char *const LAND[] = {"iso", "name", NULL};
    static const char *const LINES[] = {"left", "right", NULL};
    MarchBox visible = march_frame_get_visible_box(stages->frame);

    stages->inset_box = march_extent_grow(visible, (INSET_FACTOR - 1) / 2);
    if (!stages->spec->show_inset || march_box_width(stages->inset_box) > 180) {
        return TRUE;
    }
    stages->inset_land = march_catalogue_read(
        stages->catalogue, "land", stages->inset_box, INSET_SCALE, LAND, error);
    if (stages->inset_land == NULL) {
        return FALSE;
    }
    stages->inset_boundaries = march_catalogue_read(
        stages->catalogue, "boundaries", stages->inset_box, INSET_SCALE, LINES, error);
    return stages->inset_boundaries != NULL;
}

static MarchScene *
scene_compose(Stages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    g_autofree char *icons = g_build_filename(
        march_session_get_data_directory(stages->session), "styles", "icons", NULL);
    MarchLayoutInput input = {
        .spec = stages->spec,
        .style = stages->style,
        .plan = &stages->plan,
        .frame = stages->frame,
        .marginalia = &stages->marginalia,
        .inset_land = stages->inset_land,
        .inset_boundaries = stages->inset_boundaries,
        .inset_box = stages->inset_box,
        .icon_directory = icons,
    };
    MarchScene *scene;

    input.sources = march_sources_get_all(stages->sources, &input.n_sources);
    scene = march_layout_compose(&input, stages->text, diagnostics, error);
    march_style_report(stages->style, diagnostics);
    return scene;
}

static char *
credits_join(const MarchMarginalia *marginalia)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < marginalia->credits->len; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               (const char *)g_ptr_array_index(marginalia->credits, i));
    }
    return g_string_free(text, FALSE);
}

void
march_composition_free(MarchComposition *composition)
{
    if (composition == NULL) {
        return;
    }
    march_scene_free(composition->scene);
    g_free(composition->title);
    g_free(composition->description);
    g_free(composition->credits);
    g_free(composition->author);
    g_strfreev(composition->recipe);
    g_free(composition);
}

static MarchComposition *
composition_make(Stages *stages, MarchScene *scene)
{
    const MarchSpec *spec = stages->spec;
    MarchComposition *composition = g_new0(MarchComposition, 1);

    composition->scene = scene;
    composition->title = g_strdup(spec->title != NULL ? spec->title : "Map");
    composition->description = march_figure_describe(
        spec, stages->incidents, &stages->counts, stages->border_features);
    composition->credits = credits_join(&stages->marginalia);
    composition->author = g_strdup(spec->author);
    composition->recipe =
        march_recipe_make(stages->session, spec, stages->style_path, stages->frame);
    march_scene_set_text(scene, composition->title, composition->description,
                         spec->language);
    return composition;
}

MarchComposition *
march_pipeline_compose(MarchSession *session,
                       const MarchSpec *spec,
                       const MarchFigureOptions *options,
                       MarchTimings *timings,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_auto(Stages) stages = {.session = session, .spec = spec, .options = options};
    MarchScene *scene;

    stages.catalogue = march_session_get_catalogue(session, error);
    if (stages.catalogue == NULL) {
        return NULL;
    }
    stages.text = march_session_get_text(session, error);
    if (stages.text == NULL) {
        return NULL;
    }
    march_timings_mark(timings, "open");
    if (!style_load(&stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "style");
    if (!incidents_read(&stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "incidents");
    if (!places_resolve(&stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "places");
    if (!frame_choose(&stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "frame");
    if (!borders_cut(&stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "borders");
    if (!features_read(&stages, diagnostics, error) || !inset_read(&stages, error)) {
        return NULL;
    }
    march_timings_mark(timings, "features");
    scene = scene_compose(&stages, diagnostics, error);
    march_timings_mark(timings, "layout");
    return scene != NULL ? composition_make(&stages, scene) : NULL;
}
