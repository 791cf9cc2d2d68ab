/* SPDX-License-Identifier: MIT */
#include "zooms.h"

#include <string.h>

#include "layout/inset.h"

struct MarchZooms {
    GPtrArray *compositions; /* of MarchComposition */
    GPtrArray *outlines;     /* of MarchPath */
    GArray *list;            /* of MarchLayoutZoom, which borrows from both */
    MarchDiagnostics *said;
};

static void
composition_free(gpointer data)
{
    march_composition_free(data);
}

static void
outline_free(gpointer data)
{
    march_path_free(data);
}

void
march_zooms_free(MarchZooms *zooms)
{
    if (zooms == NULL) {
        return;
    }
    g_ptr_array_unref(zooms->compositions);
    g_ptr_array_unref(zooms->outlines);
    g_array_unref(zooms->list);
    march_diagnostics_free(zooms->said);
    g_free(zooms);
}

/* The figure narrowed to the inset. Borrows from the spec; @none is empty. */
static MarchSpec
zoom_spec(const MarchSpec *spec,
          const MarchSpecZoom *zoom,
          MarchRect rect,
          GPtrArray *none)
{
    MarchSpec part = *spec;

    part.extent = zoom->extent;
    part.zooms = none;
    part.width_mm = rect.width;
    part.height_mm = rect.height;
    part.width_px = part.height_px = 0;
    part.has_fixed_marginalia = FALSE;
    part.title = part.subtitle = part.alt = part.logo = NULL;
    part.show_legend = part.show_north_arrow = FALSE;
    part.show_graticule = part.show_inset = FALSE;
    return part;
}

static gboolean
meets(MarchRect a, MarchRect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* An inset shows a part of the map; what it joins to must be on it. */
static gboolean
outline_check(const MarchStages *stages,
              const MarchSpecZoom *zoom,
              const MarchPath *outline,
              GError **error)
{
    MarchRect map = march_frame_get_rect(stages->frame);
    MarchRect bounds = march_path_bounds(outline);

    if (march_path_is_empty(outline) || !meets(bounds, map)) {
        march_error_set(error, MARCH_ERROR_CONFIG, zoom->where,
                        "the inset lies outside the map; expected a part of it");
        return FALSE;
    }
    if (bounds.width > 0.8 * map.width && bounds.height > 0.8 * map.height) {
        march_error_set(error, MARCH_ERROR_CONFIG, zoom->where,
                        "the inset shows nearly all of the map; expected a part of it");
        return FALSE;
    }
    return TRUE;
}

static gboolean
zoom_add(MarchZooms *zooms,
         const MarchStages *stages,
         guint index,
         MarchTimings *timings,
         GError **error)
{
    const MarchSpecZoom *zoom = g_ptr_array_index(stages->spec->zooms, index);
    MarchRect rect = stages->plan.zooms[index];
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    MarchSpec spec = zoom_spec(stages->spec, zoom, rect, none);
    const MarchPanel panel = {.whole = stages,
                              .map_height = rect.height,
                              .base_size = stages->plan.base_size};
    MarchComposition *composition = march_pipeline_compose_panel(
        stages->session, &spec, stages->options, &panel, timings, zooms->said, error);
    MarchPath *outline;

    if (composition == NULL) {
        return FALSE;
    }
    g_ptr_array_add(zooms->compositions, composition);
    outline = march_inset_outline(composition->frame, stages->frame);
    g_ptr_array_add(zooms->outlines, outline);
    g_array_append_vals(zooms->list,
                        &(MarchLayoutZoom){.scene = composition->scene,
                                           .outline = outline,
                                           .title = zoom->title},
                        1);
    return outline_check(stages, zoom, outline, error);
}

MarchZooms *
march_zooms_compose(const MarchStages *stages, MarchTimings *timings, GError **error)
{
    g_autoptr(MarchZooms) zooms = g_new0(MarchZooms, 1);

    zooms->compositions = g_ptr_array_new_with_free_func(composition_free);
    zooms->outlines = g_ptr_array_new_with_free_func(outline_free);
    zooms->list = g_array_new(FALSE, TRUE, sizeof(MarchLayoutZoom));
    zooms->said = march_diagnostics_new();
    for (guint i = 0; i < stages->plan.n_zooms; i++) {
        if (!zoom_add(zooms, stages, i, timings, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&zooms);
}

const MarchLayoutZoom *
march_zooms_get(const MarchZooms *zooms)
{
    return zooms->list->len > 0 ? &g_array_index(zooms->list, MarchLayoutZoom, 0)
                                : NULL;
}

/* What an inset leaves out because the map has it is no news. */
static gboolean
is_news(const MarchDiagnostic *item, const MarchDiagnostics *diagnostics)
{
    static const char *const CODES[] = {"no-incidents", "filtered-out", "outside-frame",
                                        "extent-note"};

    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++) {
        if (strcmp(item->code, CODES[i]) == 0) {
            return FALSE;
        }
    }
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *other = march_diagnostics_get(diagnostics, i);

        if (strcmp(item->code, other->code) == 0 &&
            strcmp(item->message, other->message) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

void
march_zooms_report(const MarchZooms *zooms, MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < march_diagnostics_count(zooms->said); i++) {
        const MarchDiagnostic *item = march_diagnostics_get(zooms->said, i);

        if (is_news(item, diagnostics)) {
            march_diagnostics_add(diagnostics, item->severity, item->code, item->where,
                                  item->object, "in an inset: %s", item->message);
        }
    }
}
