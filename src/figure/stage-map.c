/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "areas.h"
#include "claim-hues.h"
#include "date-check.h"
#include "disputes.h"
#include "extent.h"
#include "incident-dates.h"
#include "label-names.h"
#include "natural-earth.h"
#include "scale-check.h"
#include "sections.h"
#include "side-check.h"
#include "side-names.h"
#include "source-lines.h"
#include "stages-private.h"
#include "zooms.h"

/* The locator shows about this many times the frame's width, */
#define INSET_FACTOR 9.0
/* and at least so much that a reader recognises where it is. */
#define INSET_SMALLEST_KM 600.0
/* It is widened by this on each side where fewer lands than this take such a share. */
#define INSET_WIDER        0.5
#define INSET_LANDS        2
#define INSET_LAND_SHARE   0.01
#define KM_PER_DEGREE      111.2
#define INSET_WIDEST       140.0 /* degrees */
#define INSET_FRAME_WIDEST 60.0  /* degrees; a wider map shows where it lies */
#define INSET_SCALE        2e7
#define REPLANS_MAX        2

/* Frees what was made for a frame, before another is used. */
static void
map_clear(MarchStages *stages)
{
    g_clear_pointer(&stages->borders, march_borders_free);
    g_clear_pointer(&stages->border_features, march_features_free);
    g_clear_pointer(&stages->border_changes, march_features_free);
    g_clear_pointer(&stages->areas, march_features_free);
    g_clear_pointer(&stages->border_errors, march_features_free);
    g_clear_pointer(&stages->sources, march_sources_free);
    g_clear_pointer(&stages->inset_land, march_features_free);
    g_clear_pointer(&stages->inset_boundaries, march_features_free);
}

/* Credits what the map draws; a boundary file that gives it nothing is told of. */
static void
sources_credit(MarchStages *stages, MarchDiagnostics *diagnostics)
{
    const MarchSpec *spec = stages->spec;
    GPtrArray *drawn =
        march_drawn_sources_find(spec, stages->border_features, stages->border_changes,
                                 stages->areas, stages->frame);

    for (guint i = 0; i < spec->boundaries->len; i++) {
        const MarchSpecBoundaries *own = g_ptr_array_index(spec->boundaries, i);
        g_autofree char *name = g_path_get_basename(own->data);

        march_borders_check_data(stages->borders, name, spec->view,
                                 march_frame_get_visible_box(stages->frame), own->where,
                                 diagnostics);
        if (!march_drawn_sources_have_data(drawn, name)) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                                  "boundaries-not-drawn", own->where, name,
                                  "no line of %s is on the map", name);
        }
    }
    march_marginalia_set_drawn(&stages->marginalia, spec, stages->catalogue, drawn);
}

/* What changed between the two days, or nothing where the figure does not ask. */
static MarchFeatures *
changes_find(const MarchStages *stages, MarchDiagnostics *diagnostics)
{
    const MarchSpec *spec = stages->spec;
    MarchFeatures *changes;

    if (!spec->shows_changes) {
        return march_features_new();
    }
    /* The view is checked with the selection; it need not be told twice. */
    changes = march_borders_diff(stages->borders, spec->changes.from, spec->changes.to,
                                 spec->view, NULL);
    if (march_features_count(changes) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "nothing-changed",
                              march_spec_get_location(spec, "changes"), NULL,
                              "no section of the figure changes between the two days");
    }
    return changes;
}

static gboolean
borders_cut(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    double scale = march_frame_get_scale_denominator(stages->frame);

    stages->borders = march_sections_cut(
        stages->spec, stages->places, stages->catalogue,
        march_frame_get_visible_box(stages->frame), scale, diagnostics, error);
    if (stages->borders == NULL) {
        return FALSE;
    }
    stages->border_features = march_borders_select(stages->borders, stages->spec->as_of,
                                                   stages->spec->view, diagnostics);
    march_natural_earth_shorten(stages->spec, stages->border_features, stages->frame);
    if (strcmp(stages->spec->border_style, "plain") != 0 &&
        !march_side_names_set(stages->border_features, stages->catalogue, error)) {
        return FALSE;
    }
    stages->border_changes = changes_find(stages, diagnostics);
    stages->areas =
        march_figure_areas_read(stages->spec, stages->borders, stages->catalogue,
                                stages->frame, diagnostics, error);
    if (stages->areas == NULL) {
        return FALSE;
    }
    sources_credit(stages, diagnostics);
    march_claim_hues_set(stages->border_features, stages->areas, stages->frame);
    stages->border_errors =
        strcmp(stages->spec->border_error, "band") == 0
            ? march_borders_select_errors(stages->borders,
                                          march_frame_get_visible_box(stages->frame))
            : march_features_new();
    march_date_check(stages->borders, stages->spec, stages->catalogue, stages->frame,
                     stages->marginalia.notes, diagnostics);
    march_scale_check(stages->borders, stages->spec, stages->frame,
                      stages->marginalia.notes, diagnostics);
    if (march_disputes_are_drawn(stages->border_features, stages->frame)) {
        return TRUE;
    }
    return march_disputes_note(stages->spec, stages->catalogue, stages->frame,
                               stages->shown_notes, stages->marginalia.notes,
                               diagnostics, error);
}

static gboolean
own_names_add(MarchLocalNames *names, const MarchSpec *spec, GError **error)
{
    for (guint i = 0; i < spec->gazetteers->len; i++) {
        const char *path = g_ptr_array_index(spec->gazetteers, i);

        if (g_str_has_suffix(path, ".csv") &&
            !march_local_names_add_own(names, path, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
features_read(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(MarchLocalNames) names = NULL;
    MarchLabelMisses misses;

    if (stages->spec->label_languages->len > 0) {
        g_autofree char *path =
            g_build_filename(march_session_get_data_directory(stages->session),
                             "gazetteer", "cities500.tsv", NULL);

        names = march_local_names_read(path, march_frame_get_visible_box(stages->frame),
                                       error);
        if (names == NULL || !own_names_add(names, stages->spec, error)) {
            return FALSE;
        }
    }
    march_label_misses_init(&misses);
    MarchSourceInput input = {
        .spec = stages->spec,
        .names = names,
        .misses = &misses,
        .style = stages->style,
        .frame = stages->frame,
        .catalogue = stages->catalogue,
        .gazetteer = stages->gazetteer,
        .places = stages->places,
        .incidents = stages->incidents,
        .types = stages->types,
        .measures = stages->measures,
        .show = stages->show,
        .groups = stages->has_groups ? &stages->groups : NULL,
        .borders = stages->border_features,
        .changes = stages->border_changes,
        .areas = stages->areas,
        .errors = stages->border_errors,
    };

    if (stages->panel.survey != NULL) {
        input.first_date = stages->panel.survey->first_date;
        input.last_date = stages->panel.survey->last_date;
    } else {
        (void)march_incident_dates_span(stages->incidents, &input.first_date,
                                        &input.last_date);
    }
    stages->sources = march_sources_read(&input, diagnostics, error);
    march_label_misses_report(&misses, stages->spec, diagnostics);
    march_label_misses_clear(&misses);
    return stages->sources != NULL;
}

static double
overlap(double from, double to, double other_from, double other_to)
{
    return MAX(MIN(to, other_to) - MAX(from, other_from), 0);
}

/* Islands alone tell no reader where he is. */
static gboolean
is_recognised(const MarchFeatures *land, MarchBox box)
{
    guint count = 0;

    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *feature = march_features_get(land, i);
        MarchBox own = march_geometry_box(feature->geometry);
        double width = MAX(overlap(own.west, own.east, box.west, box.east),
                           overlap(own.west, own.east, box.west - 360, box.east - 360));

        width = MAX(width, overlap(own.west, own.east, box.west + 360, box.east + 360));
        if (width * overlap(own.south, own.north, box.south, box.north) >
            INSET_LAND_SHARE * march_box_width(box) * (box.north - box.south)) {
            count++;
        }
    }
    return count >= INSET_LANDS;
}

/* In the map's languages, but for names of two lines, which it has no room for. */
static void
inset_names_choose(MarchStages *stages)
{
    const GPtrArray *languages = stages->spec->label_languages;

    if (languages->len > 0 && strchr(g_ptr_array_index(languages, 0), '+') == NULL) {
        march_label_names_set(stages->inset_land, stages->spec, NULL, NULL);
    }
}

/* Near a pole a box of the wanted width goes round it: part of the way is left. */
static MarchBox
inset_box_make(MarchBox visible)
{
    double height_km = MAX(visible.north - visible.south, 0.01) * KM_PER_DEGREE;
    double factor = MAX(INSET_FACTOR, INSET_SMALLEST_KM / height_km);
    MarchBox box = march_extent_grow(visible, (factor - 1) / 2);
    double middle = march_box_center(visible).lon;

    if (march_box_width(box) > INSET_WIDEST) {
        box.west = middle - INSET_WIDEST / 2;
        box.east = middle + INSET_WIDEST / 2;
        box.west += box.west < -180 ? 360 : 0;
        box.east -= box.east > 180 ? 360 : 0;
    }
    return box;
}

/* So wide a locator looks over the pole. */
static MarchBox
inset_box_read(MarchBox box)
{
    return march_box_width(box) < INSET_WIDEST - 1
               ? box
               : (MarchBox){-180, box.south, 180, box.north};
}

static gboolean
inset_read(MarchStages *stages, GError **error)
{
    static const char *const LAND[] = {"iso", "name", NULL};
    static const char *const LINES[] = {"left", "right", NULL};
    MarchBox visible = march_frame_get_visible_box(stages->frame);

    stages->inset_box = inset_box_make(visible);
    if (!stages->spec->show_inset || march_box_width(visible) > INSET_FRAME_WIDEST) {
        return TRUE;
    }
    MarchBox read = inset_box_read(stages->inset_box);
    stages->inset_land =
        march_catalogue_read(stages->catalogue, "land", read, INSET_SCALE, LAND, error);
    if (stages->inset_land != NULL &&
        !is_recognised(stages->inset_land, stages->inset_box)) {
        MarchBox wider = march_extent_grow(stages->inset_box, INSET_WIDER);

        if (march_box_width(wider) < 120) {
            march_features_free(stages->inset_land);
            stages->inset_box = wider;
            read = wider;
            stages->inset_land = march_catalogue_read(stages->catalogue, "land", wider,
                                                      INSET_SCALE, LAND, error);
        }
    }
    if (stages->inset_land == NULL) {
        return FALSE;
    }
    inset_names_choose(stages);
    stages->inset_boundaries = march_catalogue_read(stages->catalogue, "boundaries",
                                                    read, INSET_SCALE, LINES, error);
    return stages->inset_boundaries != NULL;
}

const char *
march_stage_value_column(const MarchStages *stages)
{
    if (stages->has_groups) {
        return "incidents";
    }
    return march_measures_get_words(stages->measures);
}

static MarchScene *
scene_compose(MarchStages *stages,
              const MarchZooms *zooms,
              MarchPagePlan *wanted,
              MarchDiagnostics *diagnostics,
              GError **error)
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
        .zooms = march_zooms_get(zooms),
        .wanted = wanted,
        .foot = &stages->foot,
        .content = stages->panel.keeps_content ? &stages->content : NULL,
        .value_label = march_stage_value_column(stages),
    };
    MarchScene *scene;

    march_style_set_icons(stages->style, stages->spec->icons, icons);
    input.sources = march_sources_get_all(stages->sources, &input.n_sources);
    scene = march_layout_compose(&input, stages->text, diagnostics, error);
    march_style_report(stages->style, diagnostics);
    return scene;
}

/* What the frame decides. Notes that the borders gave reason for stand after the first
   note; those of an earlier frame do not hold for this one. */
static gboolean
frame_use(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    GPtrArray *notes = stages->marginalia.notes;
    guint n_notes;

    if (stages->n_border_notes > 0) {
        g_ptr_array_remove_range(notes, 1, stages->n_border_notes);
        stages->n_border_notes = 0;
    }
    if (!march_stage_frame_settle(stages, diagnostics, error)) {
        return FALSE;
    }
    n_notes = notes->len;
    if (!borders_cut(stages, diagnostics, error)) {
        return FALSE;
    }
    stages->n_border_notes = notes->len - n_notes;
    return TRUE;
}

/* Once more when the page has no room for the notes on borders. */
static gboolean
map_prepare(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    gboolean is_new = FALSE;

    if (!frame_use(stages, said, error)) {
        march_diagnostics_append(diagnostics, said);
        return FALSE;
    }
    if (stages->n_border_notes > 0 &&
        !march_stage_frame_review(stages, &is_new, error)) {
        return FALSE;
    }
    if (!is_new) {
        march_diagnostics_append(diagnostics, said);
        return TRUE;
    }
    map_clear(stages);
    return frame_use(stages, diagnostics, error);
}

/* The map within its frame; NULL as map_compose() has it. */
static MarchScene *
map_draw(MarchStages *stages,
         MarchPagePlan *wanted,
         MarchTimings *timings,
         MarchDiagnostics *diagnostics,
         GError **error)
{
    g_autoptr(MarchZooms) zooms = NULL;
    MarchScene *scene;

    if (!features_read(stages, diagnostics, error) || !inset_read(stages, error)) {
        return NULL;
    }
    march_timings_mark(timings, "features");
    zooms = march_zooms_compose(stages, timings, error);
    if (zooms == NULL) {
        return NULL;
    }
    scene = scene_compose(stages, zooms, wanted, diagnostics, error);
    march_timings_mark(timings, "layout");
    march_zooms_report(zooms, diagnostics);
    return scene;
}

/* NULL without an error when the layout wants another plan: @wanted is then set. */
static MarchScene *
map_compose(MarchStages *stages,
            MarchPagePlan *wanted,
            MarchTimings *timings,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    g_autoptr(MarchDiagnostics) of_drawing = march_diagnostics_new();
    MarchScene *scene;

    map_clear(stages);
    if (!map_prepare(stages, diagnostics, error) ||
        !march_stage_groups_settle(stages, diagnostics, error)) {
        return NULL;
    }
    march_timings_mark(timings, "borders");
    scene = map_draw(stages, wanted, timings, of_drawing, error);
    /* A long table takes long to check: not for a map that is drawn anew, nor where
       cells and clusters leave nothing to be on one side. */
    if (scene != NULL) {
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        gboolean has_places =
            !stages->has_groups || (strcmp(stages->spec->aggregate, "place") == 0 &&
                                    !stages->groups.has_merged_places);

        march_side_check(stages->borders, stages->spec, stages->places,
                         has_places ? stages->incidents : none, stages->catalogue,
                         diagnostics);
        march_timings_mark(timings, "sides");
    }
    march_diagnostics_append(diagnostics, of_drawing);
    return scene;
}

MarchScene *
march_stage_map(MarchStages *stages,
                MarchTimings *timings,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    /* Once without the column, once more when the legend has no place on the map. */
    for (guint round = 0;; round++) {
        g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
        MarchPagePlan wanted = stages->plan;
        gboolean may_replan = stages->panel.map_height <= 0 && round < REPLANS_MAX;
        GError *failure = NULL;
        MarchScene *scene =
            map_compose(stages, may_replan ? &wanted : NULL, timings, said, &failure);

        /* What was said of a map that is drawn anew does not hold for the new one. */
        if (scene != NULL || failure != NULL) {
            march_diagnostics_append(diagnostics, said);
        }
        if (failure != NULL) {
            g_propagate_error(error, failure);
            return scene;
        }
        if (scene != NULL) {
            return scene;
        }
        if (!march_stage_frame_again(stages, &wanted, error)) {
            return NULL;
        }
    }
}
