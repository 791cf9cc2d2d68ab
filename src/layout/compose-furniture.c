/* SPDX-License-Identifier: MIT */
#include "compose-furniture.h"

#include "compose-map.h"
#include "compose-replan.h"
#include "compose-side.h"
#include "inset.h"
#include "legend-key.h"
#include "north-arrow.h"
#include "page.h"

/* mm of map width, or the piece is left out. */
#define INSET_MAP_MIN    100.0
#define ARROW_MAP_MIN    60.0
#define SCALE_MAP_MIN    30.0
#define NORTH_SPREAD_MAX 20.0 /* degrees; with more an arrow would mislead */
#define ARROW_GAP        0.7  /* em */

#define TOO_SMALL "the map is too small"

MarchRect
march_compose_scale_size(const MarchComposedFurniture *furniture,
                         const MarchFurnitureKit *kit)
{
    MarchRect size = {0, 0, 0, 0};
    if (furniture->has_bar) {
        size.width = furniture->bar.width;
        size.height = furniture->bar.height;
    }
    if (furniture->has_arrow) {
        size.width += march_north_arrow_width(kit) +
                      (furniture->has_bar ? ARROW_GAP * kit->base : 0);
        size.height = MAX(size.height, march_north_arrow_height(kit));
    }
    return size;
}

static void
choose_inset(MarchComposedFurniture *furniture,
             const MarchLayoutInput *input,
             MarchDiagnostics *diagnostics)
{
    if (!input->spec->show_inset || !march_inset_is_useful(input)) {
        return;
    }
    if (input->plan->map.width < INSET_MAP_MIN) {
        march_compose_note_shed(diagnostics, "locator", TOO_SMALL);
        return;
    }
    furniture->inset_piece.is_shown = TRUE;
}

static gboolean
choose_arrow(const MarchLayoutInput *input, MarchDiagnostics *diagnostics)
{
    if (!input->spec->show_north_arrow) {
        return FALSE;
    }
    if (input->plan->map.width < ARROW_MAP_MIN) {
        march_compose_note_shed(diagnostics, "north arrow", TOO_SMALL);
        return FALSE;
    }
    if (march_north_spread(input->frame) > NORTH_SPREAD_MAX) {
        march_compose_note_shed(diagnostics, "north arrow",
                                "the direction of north differs too much over the map");
        return FALSE;
    }
    return TRUE;
}

static gboolean
choose_bar(MarchScaleBar *bar,
           const MarchLayoutInput *input,
           const MarchFurnitureKit *kit,
           MarchDiagnostics *diagnostics)
{
    if (!input->spec->show_scale_bar) {
        return FALSE;
    }
    if (input->plan->map.width < SCALE_MAP_MIN) {
        march_compose_note_shed(diagnostics, "scale bar", TOO_SMALL);
        return FALSE;
    }
    if (!march_scale_bar_make(kit, input->frame, bar)) {
        march_compose_note_shed(diagnostics, "scale bar",
                                "the scale differs too much over the map");
        return FALSE;
    }
    return TRUE;
}

/* What this size of page sheds, in the order in which it is shed. */
static void
choose_pieces(MarchComposedFurniture *furniture,
              const MarchLayoutInput *input,
              const MarchFurnitureKit *kit,
              const MarchMapContent *content,
              MarchDiagnostics *diagnostics)
{
    const MarchMarginalia *marginalia = input->marginalia;

    if (marginalia != NULL && marginalia->logo != NULL &&
        input->plan->logo.width <= 0) {
        march_compose_note_shed(diagnostics, "logo", "the page is too narrow");
    }
    choose_inset(furniture, input, diagnostics);
    furniture->has_arrow = choose_arrow(input, diagnostics);
    if (input->spec->show_graticule && !march_page_has_graticule_labels(input->spec)) {
        march_compose_note_shed(diagnostics, "degree labels", "the page is too narrow");
    }
    furniture->has_bar = choose_bar(&furniture->bar, input, kit, diagnostics);
    furniture->scale_piece.is_shown = furniture->has_bar || furniture->has_arrow;
    furniture->legend = march_legend_new(&furniture->sampler, content);
    furniture->legend_piece.is_shown =
        input->spec->show_legend && march_legend_count(furniture->legend) > 0;
}

gboolean
march_compose_furniture_init(MarchComposedFurniture *furniture,
                             const MarchLayoutInput *input,
                             const MarchFurnitureKit *kit,
                             const MarchMapContent *content,
                             MarchDiagnostics *diagnostics)
{
    *furniture = (MarchComposedFurniture){
        .sampler = {.kit = kit,
                    .zoom = march_frame_get_zoom(input->frame),
                    .value_label = march_map_value_label(input),
                    .beside =
                        input->marginalia != NULL ? input->marginalia->beside : NULL},
        .legend_piece.is_on_map = TRUE,
        .scale_piece.is_on_map = TRUE,
        .inset_piece.is_on_map = TRUE};
    choose_pieces(furniture, input, kit, content, diagnostics);

    march_compose_side_fill(furniture, input, kit);
    if (input->wanted != NULL && march_compose_column_is_empty(input, furniture, 0)) {
        furniture->may_leave_column =
            march_compose_map_has_room(furniture, input, kit, content);
        march_compose_side_fill(furniture, input, kit);
    }
    return march_compose_map_fill(furniture, input, kit, content, diagnostics);
}

void
march_compose_furniture_clear(MarchComposedFurniture *furniture)
{
    g_clear_pointer(&furniture->legend, march_legend_free);
}

double
march_compose_furniture_foot(const MarchComposedFurniture *furniture, MarchRect map)
{
    const MarchFurniturePiece *pieces[] = {
        &furniture->legend_piece, &furniture->scale_piece, &furniture->inset_piece};
    double foot = map.y + map.height;

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        if (pieces[i]->is_shown) {
            foot = MAX(foot, pieces[i]->rect.y + pieces[i]->rect.height);
        }
    }
    return foot;
}

/* A name beside furniture that hides its place would mislead. */
static void
take_back_labels(MarchMapContent *content,
                 MarchRect rect,
                 const char *piece,
                 MarchDiagnostics *diagnostics)
{
    for (guint i = content->requests->len; i-- > 0;) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);
        MarchRect hidden = march_rect_inset(rect, request->anchor_radius / 2);
        if (request->in_area || request->along_line ||
            !march_rect_contains(hidden, request->anchor)) {
            continue;
        }
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "label-dropped",
                              MARCH_LOCATION_NONE, request->text,
                              "the label \"%s\" was left out: its place is under the "
                              "%s",
                              request->text, piece);
        g_hash_table_add(content->nameless, (gpointer)(guintptr)request->feature);
        g_ptr_array_remove_index(content->requests, i);
    }
}

void
march_compose_furniture_reserve(const MarchComposedFurniture *furniture,
                                const MarchFurnitureKit *kit,
                                MarchMapContent *content,
                                MarchDiagnostics *diagnostics)
{
    const MarchFurniturePiece *pieces[] = {
        &furniture->legend_piece, &furniture->scale_piece, &furniture->inset_piece};
    static const char *const names[] = {"legend", "scale bar", "locator"};

    content->keys_max =
        march_legend_key_capacity(kit, content->requests, furniture->key_room);
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        if (pieces[i]->is_shown && pieces[i]->is_on_map) {
            MarchObstacle obstacle = {.kind = MARCH_OBSTACLE_FURNITURE,
                                      .rect = pieces[i]->rect,
                                      .name = names[i]};
            g_array_append_val(content->obstacles, obstacle);
            take_back_labels(content, pieces[i]->rect, names[i], diagnostics);
        }
    }
}

static void
draw_legend(const MarchComposedFurniture *furniture, const MarchFurnitureKit *kit)
{
    const MarchFurniturePiece *piece = &furniture->legend_piece;
    MarchPoint origin = {piece->rect.x, piece->rect.y};
    march_furniture_begin_group(kit, "legend", "Legend");
    if (piece->is_on_map) {
        march_furniture_add_panel(kit, piece->rect);
        origin.x += MARCH_COMPOSE_PADDING * kit->base;
        origin.y += MARCH_COMPOSE_PADDING * kit->base;
    }
    march_legend_draw(furniture->legend, &furniture->sampler, origin);
    march_scene_end_group(kit->scene);
}

static void
draw_scale_piece(const MarchComposedFurniture *furniture,
                 const MarchLayoutInput *input,
                 const MarchFurnitureKit *kit)
{
    MarchRect rect = furniture->scale_piece.rect;
    march_furniture_begin_group(kit, "scale", "Scale and north");
    if (furniture->scale_piece.is_on_map) {
        march_furniture_add_panel(kit, rect);
        rect = march_rect_inset(rect, -MARCH_COMPOSE_SCALE_PADDING * kit->base);
    }
    double x = rect.x;
    if (furniture->has_arrow) {
        double width = march_north_arrow_width(kit);
        double height = march_north_arrow_height(kit);
        double degrees = 0;
        /* north where the arrow stands; beside the map, north at the map's edge */
        MarchRect map = input->plan->map;
        MarchPoint center = {
            CLAMP(x + width / 2, map.x, map.x + map.width),
            CLAMP(rect.y + rect.height / 2, map.y, map.y + map.height)};
        march_north_direction(input->frame, center, &degrees);
        march_furniture_begin_part(kit, "north-arrow", "North arrow");
        march_north_arrow_draw(
            kit, (MarchPoint){x, rect.y + (rect.height - height) / 2}, degrees);
        march_scene_end_group(kit->scene);
        x += width + ARROW_GAP * kit->base;
    }
    if (furniture->has_bar) {
        /* beside the map the bar itself is aligned, not its first number */
        if (!furniture->scale_piece.is_on_map && !furniture->has_arrow) {
            x += march_words_is_right_to_left(kit->words) ? furniture->bar.left
                                                          : -furniture->bar.left;
        }
        march_furniture_begin_part(kit, "scale-bar", "Scale bar");
        march_scale_bar_draw(
            &furniture->bar, kit,
            (MarchPoint){x, rect.y + (rect.height - furniture->bar.height) / 2});
        march_scene_end_group(kit->scene);
    }
    march_scene_end_group(kit->scene);
}

gboolean
march_compose_furniture_draw(const MarchComposedFurniture *furniture,
                             const MarchLayoutInput *input,
                             const MarchFurnitureKit *kit,
                             const MarchMapContent *content,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    if (furniture->legend_piece.is_shown) {
        draw_legend(furniture, kit);
    }
    march_legend_key_draw(kit, content->keys, furniture->key_room);
    if (furniture->scale_piece.is_shown) {
        draw_scale_piece(furniture, input, kit);
    }
    if (furniture->inset_piece.is_shown) {
        return march_inset_draw(input, kit, furniture->inset_piece.rect,
                                furniture->inset_piece.is_on_map, diagnostics, error);
    }
    return TRUE;
}
