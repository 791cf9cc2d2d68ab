/* SPDX-License-Identifier: MIT */
#include "map-draw.h"

#include <math.h>

#define NORTHWARDS_DEGREES 1e-3
#define SYMBOL_CELL_MM     2.0
#define LEAST_BEARING      0.01 /* degrees: less is rounding */

static const MarchLayoutSource *
find_source(const MarchLayoutInput *input, const MarchStyleSource *source)
{
    for (gsize i = 0; source != NULL && i < input->n_sources; i++) {
        if (g_strcmp0(input->sources[i].id, source->id) == 0) {
            return &input->sources[i];
        }
    }
    return NULL;
}

static const MarchFeatures *
find_features(const MarchLayoutInput *input, const MarchStyleLayer *layer)
{
    const MarchStyleSource *source = march_style_layer_get_source(layer);
    const MarchLayoutSource *found = find_source(input, source);

    if (found != NULL) {
        return found->features;
    }
    return source != NULL ? source->inline_features : NULL;
}

const MarchPageRaster *
march_map_find_raster(const MarchMapDrawing *drawing)
{
    const MarchLayoutSource *found =
        find_source(drawing->input, march_style_layer_get_source(drawing->layer));

    return found != NULL ? found->raster : NULL;
}

/* For all visible layers that draw @features, in one pass over these. */
static void
select_items(MarchMapDrawing *drawing, const MarchFeatures *features)
{
    const MarchStyle *style = drawing->input->style;
    g_autoptr(GPtrArray) layers = g_ptr_array_new();
    g_autoptr(GPtrArray) selected = NULL;

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);

        if (march_style_layer_is_visible(layer, drawing->zoom) &&
            find_features(drawing->input, layer) == features) {
            g_ptr_array_add(layers, (gpointer)(guintptr)layer);
        }
    }
    selected = march_style_select((const MarchStyleLayer *const *)layers->pdata,
                                  layers->len, features, drawing->zoom);
    for (guint i = 0; i < layers->len; i++) {
        g_hash_table_insert(drawing->selected, layers->pdata[i],
                            g_array_ref(selected->pdata[i]));
    }
}

static void
collect_items(MarchMapDrawing *drawing)
{
    drawing->items = g_hash_table_lookup(drawing->selected, drawing->layer);
    if (drawing->items == NULL) {
        select_items(drawing, find_features(drawing->input, drawing->layer));
        drawing->items = g_hash_table_lookup(drawing->selected, drawing->layer);
    }
}

static void
draw_layer(MarchMapDrawing *drawing)
{
    collect_items(drawing);
    drawing->is_open = FALSE;
    switch (march_style_layer_get_type(drawing->layer)) {
    case MARCH_STYLE_BACKGROUND:
        march_map_draw_background(drawing);
        break;
    case MARCH_STYLE_FILL:
        march_map_draw_fills(drawing);
        break;
    case MARCH_STYLE_LINE:
        march_map_draw_lines(drawing);
        break;
    case MARCH_STYLE_CIRCLE:
        march_map_draw_circles(drawing);
        break;
    case MARCH_STYLE_SYMBOL:
        march_map_draw_symbols(drawing);
        break;
    case MARCH_STYLE_RASTER:
        march_map_draw_raster(drawing);
        break;
    case MARCH_STYLE_HILLSHADE:
        march_map_draw_hillshade(drawing);
        break;
    }
    march_map_drawing_close(drawing);
}

static gboolean
is_above_areas(const MarchStyleLayer *layer)
{
    MarchStyleLayerType type = march_style_layer_get_type(layer);

    return type == MARCH_STYLE_LINE || type == MARCH_STYLE_CIRCLE ||
           type == MARCH_STYLE_SYMBOL;
}

static void
draw_layers(MarchMapDrawing *drawing)
{
    const MarchStyle *style = drawing->input->style;
    MarchMapContent *content = drawing->content;
    gboolean is_due = content->draw_under_lines != NULL;

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        drawing->layer = march_style_get_layer(style, i);
        if (!march_style_layer_is_visible(drawing->layer, drawing->zoom)) {
            continue;
        }
        if (is_due && is_above_areas(drawing->layer)) {
            content->draw_under_lines(drawing->scene, content->under_lines_data);
            is_due = FALSE;
        }
        draw_layer(drawing);
    }
    if (is_due) {
        content->draw_under_lines(drawing->scene, content->under_lines_data);
    }
}

/* Where grid north points on the page: true north less the convergence there. */
static double
find_bearing(const MarchFrame *frame)
{
    MarchRect rect = march_frame_get_rect(frame);
    MarchPoint center = {rect.x + rect.width / 2, rect.y + rect.height / 2};
    MarchLonLat position;
    MarchPoint north;
    double bearing;

    if (!march_frame_unproject(frame, center, &position)) {
        return 0;
    }
    position.lat = MIN(position.lat, 90 - NORTHWARDS_DEGREES);
    if (!march_frame_project(frame, position, &center)) {
        return 0;
    }
    bearing =
        -march_projection_convergence_at(march_frame_get_projection(frame), position);
    position.lat += NORTHWARDS_DEGREES;
    if (!march_frame_project(frame, position, &north)) {
        return 0;
    }
    bearing += atan2(north.x - center.x, center.y - north.y) * 180 / G_PI;
    return fabs(bearing) < LEAST_BEARING ? 0 : bearing;
}

static void
icon_free(gpointer data)
{
    MarchMapIcon *icon = data;

    g_clear_pointer(&icon->svg, g_bytes_unref);
    g_free(icon);
}

gboolean
march_map_content_draw(const MarchLayoutInput *input,
                       MarchTextEngine *text,
                       MarchMapContent *content,
                       MarchScene *scene,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_autoptr(GHashTable) selected =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    g_autoptr(GHashTable) projected =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)march_path_free);
    g_autoptr(GHashTable) families = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) icons =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, icon_free);
    g_autoptr(GHashTable) obstructed = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) cut = g_hash_table_new(NULL, NULL);
    g_autoptr(MarchMapGrid) symbols =
        march_map_grid_new(march_frame_get_rect(input->frame), SYMBOL_CELL_MM);
    MarchMapDrawing drawing = {.input = input,
                               .text = text,
                               .content = content,
                               .scene = scene,
                               .diagnostics = diagnostics,
                               .rect = march_frame_get_rect(input->frame),
                               .bearing = find_bearing(input->frame),
                               .zoom = march_frame_get_zoom(input->frame),
                               .selected = selected,
                               .projected = projected,
                               .icons = icons,
                               .families = families,
                               .obstructed = obstructed,
                               .cut = cut,
                               .symbols = symbols};
    guint before = march_scene_count(scene);

    draw_layers(&drawing);
    if (march_scene_count(scene) == before && content->requests->len == 0) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_style_get_location(input->style),
                        "the style draws nothing at zoom %.1f", drawing.zoom);
        return FALSE;
    }
    return TRUE;
}
