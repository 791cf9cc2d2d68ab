/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "extent.h"
#include "stages-private.h"

/* The base text size of the page that styles are drawn for, 180 x 130 mm. */
#define BASE_SIZE_MM 2.5

/* -1 when no incident has a number, which is not the same as all being 0. */
static double
largest_value(GPtrArray *incidents)
{
    double largest = -1;

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

/* Names on the map grow and shrink with the page's own text, but less than it. */
static double
text_scale(const MarchPagePlan *plan)
{
    return CLAMP(plan->base_size / BASE_SIZE_MM, 0.85, 1.6);
}

/* What styles may ask of the figure, as variables of the program's. */
static void
variables_set(MarchStages *stages, MarchDiagnostics *diagnostics)
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
    if (!march_style_set_variable(stages->style, "figure-border-style",
                                  march_value_string(stages->spec->border_style)) &&
        strcmp(stages->spec->border_style, "plain") != 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-border-style",
                              march_spec_get_location(stages->spec, "border-style"),
                              NULL,
                              "the style draws disputed sections in its own way: it "
                              "declares no variable \"figure-border-style\"");
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
    if (stages->panel_map_height > 0) {
        march_layout_plan_panel(stages->spec, stages->panel_map_height, &stages->plan);
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

/* Incidents beyond the frame are placed but not shown. @diagnostics may be NULL. */
static guint
outside_count(MarchStages *stages, MarchDiagnostics *diagnostics)
{
    guint outside = 0;

    for (guint i = 0; i < stages->incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(stages->incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (!incident->is_located ||
                march_frame_shows(stages->frame, incident->position)) {
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

void
march_stage_frame_settle(MarchStages *stages, MarchDiagnostics *diagnostics)
{
    stages->counts.outside = outside_count(stages, diagnostics);
    variables_set(stages, diagnostics);
}

gboolean
march_stage_frame(MarchStages *stages, GError **error)
{
    guint outside;

    march_marginalia_init(&stages->marginalia, stages->spec, stages->style,
                          stages->catalogue, &stages->counts,
                          march_places_count(stages->places) > 0);
    if (!march_extent_choose(stages->spec, stages->places, stages->incidents,
                             stages->catalogue, &stages->extent, error) ||
        !frame_make(stages, error)) {
        return FALSE;
    }
    outside = outside_count(stages, NULL);
    if (outside == 0) {
        return TRUE;
    }
    /* The note takes room of its own, so the page is planned again with it. */
    g_ptr_array_insert(stages->marginalia.notes, 1,
                       g_strdup_printf("%u incident%s outside the map.", outside,
                                       outside == 1 ? " lies" : "s lie"));
    return frame_make(stages, error);
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
