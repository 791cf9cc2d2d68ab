/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "extent-notes.h"
#include "extent.h"
#include "stages-private.h"

/* The base text size of the page that styles are drawn for, 180 x 130 mm. */
#define BASE_SIZE_MM 2.5
/* So often a frame is made anew for the notes that the last one had reason for. */
#define NOTE_ROUNDS 3
/* The radius of a circle is its value to this power: its area tells the value. */
#define AREA_EXPONENT 0.5
/* Large circles are taken for smaller than they are; this makes up for it (Flannery
 * 1971). */
#define PERCEPTUAL_EXPONENT 0.5716
/* A line made for 1:10 million is off by a millimetre and more where the map is larger
 * than this. */
#define COARSE_REGIONS_SCALE 3e6

/* Names on the map grow and shrink with the page's own text, but less than it, and the
   smallest of the styles stay at 6 pt. */
static double
text_scale(const MarchPagePlan *plan)
{
    return CLAMP(plan->base_size / BASE_SIZE_MM, 0.98, 1.6);
}

/* The panel's, which all panels share, or the figure's own. */
static gboolean
extent_choose(MarchStages *stages, GError **error)
{
    if (stages->panel.survey != NULL) {
        stages->extent = stages->panel.survey->extent;
        return TRUE;
    }
    return march_extent_choose(stages->spec, stages->places, stages->incidents,
                               stages->catalogue, &stages->extent, error);
}

/* What styles may ask of the figure, as variables of the program's. */
/* FALSE, TRUE (beside the lines) or "along". */
static MarchValue
section_labels(const MarchSpec *spec)
{
    if (strcmp(spec->section_labels, "along") == 0) {
        return march_value_string("along");
    }
    return march_value_boolean(strcmp(spec->section_labels, "false") != 0);
}

/* Insets and panels have the sizes of the map or of the figure they belong to. */
static double
largest_group(const MarchStages *stages)
{
    double largest = stages->groups.largest;

    if (stages->panel.whole != NULL) {
        largest = MAX(largest, stages->panel.whole->groups.largest);
    }
    if (stages->panel.survey != NULL) {
        largest = MAX(largest, stages->panel.survey->largest_group);
    }
    return largest;
}

/* Insets and panels have the classes of the map or of the figure they belong to. */
static guint
largest_cell(const MarchStages *stages)
{
    return MAX(stages->panel.whole != NULL ? stages->panel.whole->groups.largest_cell
                                           : 0,
               stages->panel.survey != NULL ? stages->panel.survey->largest_cell : 0);
}

static void
variables_set(MarchStages *stages, MarchDiagnostics *diagnostics)
{
    const double metres_per_px =
        march_frame_get_scale_denominator(stages->frame) * 0.0254 / 96;
    double largest = stages->has_groups ? largest_group(stages)
                                        : march_measures_get_largest(stages->measures);
    const double exponent = strcmp(stages->spec->symbol_scaling, "perceptual") == 0
                                ? PERCEPTUAL_EXPONENT
                                : AREA_EXPONENT;
    const char *sides[2] = {"", ""};

    for (guint i = 0; i < stages->spec->sections->len && sides[0][0] == '\0'; i++) {
        const MarchSpecSection *section = g_ptr_array_index(stages->spec->sections, i);

        if (section->kind != MARCH_SECTION_NATURAL_EARTH &&
            section->between[0] != NULL) {
            sides[0] = section->between[0];
            sides[1] = section->between[1];
        }
    }
    if (!march_style_set_variable(stages->style, "figure-border-style",
                                  march_value_string(stages->spec->border_style)) &&
        strcmp(stages->spec->border_style, "plain") != 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-border-style",
                              march_spec_get_location(stages->spec, "border-style"),
                              NULL,
                              "the style draws disputed sections in its own way: it "
                              "declares no variable \"figure-border-style\"");
    }
    if (!march_style_set_variable(stages->style, "figure-section-labels",
                                  section_labels(stages->spec)) &&
        strcmp(stages->spec->section_labels, "false") != 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-section-labels",
                              march_spec_get_location(stages->spec, "section-labels"),
                              NULL,
                              "the style writes no names of sections: it declares no "
                              "variable \"figure-section-labels\"");
    }
    march_style_set_variable(stages->style, "figure-text-scale",
                             march_value_number(text_scale(&stages->plan)));
    march_style_set_variable(stages->style, "figure-first",
                             march_value_string(sides[0]));
    march_style_set_variable(stages->style, "figure-second",
                             march_value_string(sides[1]));
    march_style_set_variable(stages->style, "figure-metres-per-px",
                             march_value_number(metres_per_px));
    march_style_set_variable(stages->style, "figure-largest-value",
                             march_value_number(largest));
    if (!march_style_set_variable(stages->style, "figure-size-exponent",
                                  march_value_number(exponent)) &&
        exponent > AREA_EXPONENT) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-symbol-scaling",
                              march_spec_get_location(stages->spec, "symbol-scaling"),
                              NULL,
                              "the style scales symbols in its own way: it declares no "
                              "variable \"figure-size-exponent\"");
    }
}

/* Plans the page, unless the layout did, and fits the extent into the room it leaves. */
static gboolean
frame_make(MarchStages *stages, GError **error)
{
    g_autoptr(MarchProjection) projection =
        march_projection_new(stages->spec->projection, stages->extent, error);

    if (projection == NULL) {
        march_error_add_location(error != NULL ? *error : NULL,
                                 march_spec_get_location(stages->spec, "projection"));
        return FALSE;
    }
    if (stages->panel.map_height > 0) {
        march_layout_plan_panel(stages->spec, stages->panel.map_height,
                                stages->panel.base_size, &stages->plan);
    } else if (!stages->is_replanned &&
               !march_layout_plan(stages->spec, stages->style, stages->text,
                                  &stages->marginalia, &stages->plan, error)) {
        return FALSE;
    }
    march_frame_free(stages->frame);
    stages->frame = march_frame_new(g_steal_pointer(&projection), stages->extent,
                                    stages->plan.map, error);
    return stages->frame != NULL;
}

/* Decides anew which incidents are shown, for the frame there is now. */
static gboolean
show_make(MarchStages *stages, GError **error)
{
    MarchIncidentShow *show =
        march_incident_show_new(stages->incidents, stages->catalogue, stages->districts,
                                stages->frame, stages->spec->as_of, error);

    if (show == NULL) {
        return FALSE;
    }
    if (stages->panel.whole != NULL) {
        march_incident_show_number_as(show, stages->panel.whole->show);
    }
    march_incident_show_free(stages->show);
    stages->show = show;
    march_marginalia_set_incidents(&stages->marginalia, stages->spec, show,
                                   stages->measures, stages->incidents);
    return TRUE;
}

static void
outside_report(const MarchStages *stages, MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < stages->incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(stages->incidents, i);
        guint count = march_incidents_count(table);
        MarchRowReport report;

        march_row_report_init(
            &report, count > 0 ? march_incidents_get(table, 0)->where.file : NULL,
            diagnostics);
        for (guint row = 0; row < count; row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (march_incident_show_get(stages->show, i, row)->fate !=
                MARCH_FATE_OUTSIDE) {
                continue;
            }
            march_row_report_add(
                &report, MARCH_SEVERITY_WARNING, "outside-frame", incident->where,
                incident->id,
                "the incident at latitude %.4f, longitude %.4f (%s) lies outside the map",
                incident->position.lat, incident->position.lon,
                incident->place != NULL ? incident->place : incident->id);
        }
        march_row_report_finish(&report);
    }
}

/* What the counts of the map do not show by themselves. */
static void
shown_report(const MarchStages *stages, MarchDiagnostics *diagnostics)
{
    const guint across = march_incident_show_get_counts(stages->show)->across;
    const MarchLocation where = march_spec_get_location(stages->spec, "incidents");

    if (across > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "counted-across", where, NULL,
            "%u incident%s known to a region %s said to be in another country than the "
            "region that %s in, and %s counted there",
            across, across == 1 ? "" : "s", across == 1 ? "is" : "are",
            across == 1 ? "it lies" : "they lie", across == 1 ? "is" : "are");
    }
    if (stages->incidents->len > 0 &&
        march_incident_show_count_shown(stages->show) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-incident-shown",
                              where, NULL,
                              "the map shows no incident: all rows are left out, lie "
                              "outside it or have no place");
    }
}

gboolean
march_stage_frame_settle(MarchStages *stages,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    if (!show_make(stages, error)) {
        return FALSE;
    }
    outside_report(stages, diagnostics);
    shown_report(stages, diagnostics);
    return TRUE;
}

/* Inner borders of the pack's regions are those of Natural Earth at 1:10 million. */
static gboolean
regions_outline(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    double scale = march_frame_get_scale_denominator(stages->frame);
    guint count = 0;

    if (!march_incident_show_outline(stages->show, stages->catalogue, stages->frame,
                                     &count, error)) {
        return FALSE;
    }
    if (count > 0 && scale < COARSE_REGIONS_SCALE) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "coarse-regions",
            march_spec_get_location(stages->spec, "incidents"), NULL,
            "at 1:%.0f the outline%s of the region%s that incidents are known to %s rough "
            "but along the country's own border: the data are made for 1:10,000,000",
            scale, count == 1 ? "" : "s", count == 1 ? "" : "s",
            count == 1 ? "is" : "are");
    }
    return TRUE;
}

gboolean
march_stage_groups_settle(MarchStages *stages,
                          MarchDiagnostics *diagnostics,
                          GError **error)
{
    const MarchSpec *spec = stages->spec;
    const MarchIncidentGrouping grouping = {
        .by = spec->aggregate,
        .hexagon_side_km = spec->hexagon_side_km,
        .section_km = spec->section_distance_km,
        .largest_cell = largest_cell(stages),
        .frame = stages->frame,
        .catalogue = stages->catalogue,
        .districts = stages->districts,
        .borders = stages->border_features,
        .types = stages->types,
        .measures = stages->measures,
        .where = march_spec_get_location(spec, "aggregate"),
        .diagnostics = diagnostics,
    };

    if (!regions_outline(stages, diagnostics, error)) {
        return FALSE;
    }
    march_incident_groups_clear(&stages->groups);
    stages->has_groups = strcmp(spec->aggregate, "none") != 0;
    if (stages->has_groups &&
        !march_incident_groups_make(&stages->groups, stages->incidents, stages->show,
                                    &grouping, error)) {
        return FALSE;
    }
    variables_set(stages, diagnostics);
    return TRUE;
}

/* Where notes by extent stand: after the figure's own, before the disclaimer. */
static guint
extent_notes_start(const MarchStages *stages)
{
    const char *disclaimer = stages->spec->disclaimer;
    guint has_disclaimer = disclaimer == NULL || disclaimer[0] != '\0' ? 1 : 0;

    return stages->marginalia.notes->len - has_disclaimer - stages->shown_notes->len;
}

static gboolean
are_same(const GPtrArray *a, const GPtrArray *b)
{
    gboolean same = a->len == b->len;

    for (guint i = 0; same && i < a->len; i++) {
        same = g_ptr_array_index(a, i) == g_ptr_array_index(b, i);
    }
    return same;
}

/* Puts the notes that the frame has reason for in place of those of the last frame. */
static gboolean
extent_notes_place(MarchStages *stages, gboolean *is_changed, GError **error)
{
    g_autoptr(GPtrArray) found = march_extent_notes_find(
        stages->spec, stages->extent_notes, stages->catalogue, stages->frame, error);
    guint start = extent_notes_start(stages);

    if (found == NULL) {
        return FALSE;
    }
    *is_changed = !are_same(found, stages->shown_notes);
    if (!*is_changed) {
        return TRUE;
    }
    if (stages->shown_notes->len > 0) {
        g_ptr_array_remove_range(stages->marginalia.notes, start,
                                 stages->shown_notes->len);
    }
    for (guint i = 0; i < found->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(found, i);

        g_ptr_array_insert(stages->marginalia.notes, (int)(start + i),
                           g_strdup(note->text));
    }
    g_ptr_array_unref(stages->shown_notes);
    stages->shown_notes = g_steal_pointer(&found);
    return TRUE;
}

/* Notes take room, which may push out of the map, or into it, what they are about. */
static gboolean
extent_notes_settle(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    gboolean is_changed = TRUE;

    stages->shown_notes = g_ptr_array_new();
    stages->extent_notes =
        march_extent_notes_load(stages->spec, stages->session, diagnostics, error);
    if (stages->extent_notes == NULL) {
        return FALSE;
    }
    for (guint round = 0; is_changed && round < NOTE_ROUNDS; round++) {
        if (!extent_notes_place(stages, &is_changed, error) ||
            (is_changed && !frame_make(stages, error))) {
            return FALSE;
        }
    }
    for (guint i = 0; i < stages->shown_notes->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(stages->shown_notes, i);

        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "extent-note", note->where, note->about,
            "the map has the note on %s%s%s%s",
            note->about != NULL ? note->about : "its extent",
            note->source != NULL ? " (" : "", note->source != NULL ? note->source : "",
            note->source != NULL ? ")" : "");
    }
    return TRUE;
}

gboolean
march_stage_frame(MarchStages *stages, MarchDiagnostics *diagnostics, GError **error)
{
    if (stages->spec->logo != NULL) {
        stages->logo = march_logo_load(
            stages->spec->logo, march_spec_get_location(stages->spec, "logo"), error);
        if (stages->logo == NULL) {
            return FALSE;
        }
    }
    march_marginalia_init(&stages->marginalia, stages->spec, stages->style,
                          stages->catalogue, stages->incidents,
                          march_places_count(stages->places) > 0);
    stages->marginalia.logo = stages->logo;
    march_marginalia_set_incidents(&stages->marginalia, stages->spec, stages->show,
                                   stages->measures, stages->incidents);
    if (!extent_choose(stages, error) || !frame_make(stages, error)) {
        return FALSE;
    }
    if (!show_make(stages, error)) {
        return FALSE;
    }
    /* What is said of incidents outside takes room, so the page is planned again. */
    if (march_incident_show_get_counts(stages->show)->fates[MARCH_FATE_OUTSIDE] > 0 &&
        !frame_make(stages, error)) {
        return FALSE;
    }
    return extent_notes_settle(stages, diagnostics, error);
}

gboolean
march_stage_frame_review(MarchStages *stages, gboolean *is_new, GError **error)
{
    *is_new = stages->panel.map_height <= 0 && !stages->is_replanned &&
              !march_layout_notes_fit(stages->spec, stages->style, stages->text,
                                      &stages->marginalia, &stages->plan);
    return !*is_new || frame_make(stages, error);
}

gboolean
march_stage_frame_again(MarchStages *stages,
                        const MarchPagePlan *wanted,
                        GError **error)
{
    stages->plan = *wanted;
    stages->is_replanned = TRUE;
    return frame_make(stages, error);
}
