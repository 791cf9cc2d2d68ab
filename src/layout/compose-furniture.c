/* SPDX-License-Identifier: MIT */
#include "compose-furniture.h"

#include "compose-replan.h"
#include "compose-side.h"
#include "furniture-place.h"
#include "inset.h"
#include "legend-key.h"
#include "north-arrow.h"

/* All in ems of the base size unless they say mm. */
#define PADDING            0.7
#define SCALE_PADDING      0.5
#define PIECE_GAP          0.7
#define ARROW_GAP          0.7
#define MIDDLE_SHARE       0.2  /* of the map's sides */
#define LEGEND_COST_MAX    60.0 /* see furniture-place.c */
#define LEGEND_SHARE_MAX   0.26 /* of the map's area */
#define LEGEND_SHARE_LIMIT 0.5  /* a map behind it would say less than it */
#define LEGEND_WIDE        24.0
#define LEGEND_NARROW      15.0
#define INSET_WIDTH        15.5
#define INSET_HEIGHT_SHARE 0.36 /* of the map's height */
#define INSET_WIDTH_MIN    10.5
#define INSET_SHARE        0.23  /* of the map's width */
#define INSET_MAP_MIN      100.0 /* mm of map width, or no locator */
#define ARROW_MAP_MIN      60.0
#define SCALE_MAP_MIN      30.0
#define COVERED_SAID       0.5  /* mm */
#define NORTH_SPREAD_MAX   20.0 /* degrees; with more an arrow would mislead */

typedef struct {
    guint n_columns;
    double width; /* mm for text and samples */
} LegendShape;

static void
note_shed(MarchDiagnostics *diagnostics, const char *piece, const char *reason)
{
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "furniture-shed",
                          MARCH_LOCATION_NONE, piece, "the %s is left out: %s", piece,
                          reason);
}

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
choose_scale_piece(MarchComposedFurniture *furniture,
                   const MarchLayoutInput *input,
                   const MarchFurnitureKit *kit,
                   MarchDiagnostics *diagnostics)
{
    MarchRect map = input->plan->map;
    if (input->spec->show_scale_bar) {
        if (map.width < SCALE_MAP_MIN) {
            note_shed(diagnostics, "scale bar", "the map is too small");
        } else if (!march_scale_bar_make(kit, input->frame, &furniture->bar)) {
            note_shed(diagnostics, "scale bar",
                      "the scale differs too much over the map");
        } else {
            furniture->has_bar = TRUE;
        }
    }
    if (input->spec->show_north_arrow) {
        if (map.width < ARROW_MAP_MIN) {
            note_shed(diagnostics, "north arrow", "the map is too small");
        } else if (march_north_spread(input->frame) > NORTH_SPREAD_MAX) {
            note_shed(diagnostics, "north arrow",
                      "the direction of north differs too much over the map");
        } else {
            furniture->has_arrow = TRUE;
        }
    }
    furniture->scale_piece.is_shown = furniture->has_bar || furniture->has_arrow;
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
        note_shed(diagnostics, "locator", "the map is too small");
        return;
    }
    furniture->inset_piece.is_shown = TRUE;
}

static void
measure_legend_shapes(MarchComposedFurniture *furniture,
                      const MarchFurnitureKit *kit,
                      MarchRect map,
                      LegendShape *shapes,
                      MarchFurnitureItem *item)
{
    double em = kit->base;
    const LegendShape all[] = {{1, MARCH_COMPOSE_LEGEND_WIDTH * em},
                               {1, LEGEND_WIDE * em},
                               {1, LEGEND_NARROW * em},
                               {2, 2 * LEGEND_NARROW * em},
                               {2, 2 * MARCH_COMPOSE_LEGEND_WIDTH * em},
                               {3, 3 * MARCH_COMPOSE_LEGEND_WIDTH * em}};
    G_STATIC_ASSERT(G_N_ELEMENTS(all) <= MARCH_FURNITURE_SHAPES_MAX);
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        double room = map.width - 2 * (PIECE_GAP + PADDING) * em;
        shapes[i] = (LegendShape){all[i].n_columns, MIN(all[i].width, room)};
        MarchRect size;
        march_legend_arrange(furniture->legend, &furniture->sampler, shapes[i].width,
                             shapes[i].n_columns, &size);
        item->shapes[i] = (MarchRect){0, 0, size.width + 2 * PADDING * em,
                                      size.height + 2 * PADDING * em};
    }
    item->n_shapes = G_N_ELEMENTS(all);
}

/* Sheds the least needed of the pieces still to be placed; FALSE when only the
   legend is left. */
static gboolean
shed_one(MarchComposedFurniture *furniture, MarchDiagnostics *diagnostics)
{
    static const char reason[] = "there is no free place in the map";
    if (furniture->inset_piece.is_shown && furniture->inset_piece.is_on_map) {
        note_shed(diagnostics, "locator", reason);
        furniture->inset_piece.is_shown = FALSE;
        return TRUE;
    }
    if (!furniture->scale_piece.is_shown || !furniture->scale_piece.is_on_map) {
        return FALSE;
    }
    if (furniture->has_arrow) {
        note_shed(diagnostics, "north arrow", reason);
        furniture->has_arrow = FALSE;
        furniture->scale_piece.is_shown = furniture->has_bar;
        return TRUE;
    }
    note_shed(diagnostics, "scale bar", reason);
    furniture->has_bar = FALSE;
    furniture->scale_piece.is_shown = FALSE;
    return TRUE;
}

typedef struct {
    MarchFurnitureItem legend, inset, scale;
    LegendShape shapes[MARCH_FURNITURE_SHAPES_MAX];
} MapItems;

/* The pieces still to be placed in the map, in the order of their weight. */
static guint
list_items(MarchComposedFurniture *furniture,
           const MarchFurnitureKit *kit,
           MapItems *all,
           MarchFurnitureItem **items)
{
    guint n_items = 0;
    if (furniture->legend_piece.is_shown && furniture->legend_piece.is_on_map) {
        items[n_items++] = &all->legend;
    }
    if (furniture->inset_piece.is_shown && furniture->inset_piece.is_on_map) {
        items[n_items++] = &all->inset;
    }
    if (furniture->scale_piece.is_shown && furniture->scale_piece.is_on_map) {
        all->scale.shapes[0] = march_rect_inset(
            march_compose_scale_size(furniture, kit), SCALE_PADDING * kit->base);
        items[n_items++] = &all->scale;
    }
    return n_items;
}

static void
take_places(MarchComposedFurniture *furniture, const MapItems *all)
{
    if (all->inset.is_placed) {
        furniture->inset_piece.rect = all->inset.rect;
    }
    if (all->scale.is_placed) {
        furniture->scale_piece.rect = all->scale.rect;
    }
    if (all->legend.is_placed) {
        const LegendShape *shape = &all->shapes[all->legend.shape];
        MarchRect size;
        march_legend_arrange(furniture->legend, &furniture->sampler, shape->width,
                             shape->n_columns, &size);
        furniture->legend_piece.rect = all->legend.rect;
    }
}

static gboolean
place_all(MarchComposedFurniture *furniture,
          const MarchFurnitureKit *kit,
          const MarchFurnitureGround *ground,
          MapItems *all)
{
    MarchFurnitureItem *items[3];
    guint n_items = list_items(furniture, kit, all, items);
    return march_furniture_place(ground, PIECE_GAP * kit->base, items, n_items);
}

/* That a piece hides what the map is about must not go unsaid. */
static void
report_covered(const MarchFurnitureItem *item,
               const char *piece,
               MarchDiagnostics *diagnostics)
{
    if (item->is_placed && item->covered > COVERED_SAID) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "furniture-covers",
                              MARCH_LOCATION_NONE, piece,
                              "the %s hides %.0f mm of a section with a status of its "
                              "own, as no place is free; make the figure larger",
                              piece, MAX(item->covered, 1));
    }
}

static void
report_all_covered(const MapItems *all, MarchDiagnostics *diagnostics)
{
    report_covered(&all->legend, "legend", diagnostics);
    report_covered(&all->inset, "locator", diagnostics);
    report_covered(&all->scale, "scale bar", diagnostics);
}

/* Places what did not go into the side column in the map. */
static void
place_in_map(MarchComposedFurniture *furniture,
             const MarchFurnitureKit *kit,
             const MarchFurnitureGround *ground,
             MapItems *all,
             MarchDiagnostics *diagnostics)
{
    while (!place_all(furniture, kit, ground, all) &&
           shed_one(furniture, diagnostics)) {
    }
    take_places(furniture, all);
}

/* What readers look at first. */
static MarchRect
middle_of(MarchRect map)
{
    return (MarchRect){map.x + (1 - MIDDLE_SHARE) / 2 * map.width,
                       map.y + (1 - MIDDLE_SHARE) / 2 * map.height,
                       MIDDLE_SHARE * map.width, MIDDLE_SHARE * map.height};
}

/* Whether the place of the legend leaves the map to the map. */
static gboolean
is_good_place(const MarchFurnitureItem *legend, MarchRect map)
{
    double area = legend->rect.width * legend->rect.height;
    return legend->cost < LEGEND_COST_MAX &&
           area < LEGEND_SHARE_MAX * map.width * map.height &&
           !march_rect_intersects(legend->rect, middle_of(map));
}

/* Decides whether a legend that has no good place among the other pieces stands in
   the map, outside it, or nowhere; FALSE when it set the wanted plan. */
static gboolean
settle_legend(MarchComposedFurniture *furniture,
              const MarchLayoutInput *input,
              const MarchFurnitureKit *kit,
              const MarchFurnitureGround *ground,
              MarchFurnitureItem *legend,
              MarchDiagnostics *diagnostics)
{
    MarchFurnitureItem *alone[] = {legend};
    gboolean has_place = march_furniture_place(ground, PIECE_GAP * kit->base, alone, 1);

    if ((!has_place || !is_good_place(legend, input->plan->map)) &&
        input->wanted != NULL && input->plan->side.width <= 0 &&
        march_compose_replan(furniture, input, kit, input->wanted)) {
        return FALSE;
    }
    double share = legend->rect.width * legend->rect.height /
                   (input->plan->map.width * input->plan->map.height);
    if (!has_place || share > LEGEND_SHARE_LIMIT) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "legend-shed",
                              MARCH_LOCATION_NONE, NULL,
                              "the legend is left out: it would cover %s; make the "
                              "figure larger",
                              has_place ? "half of the map" : "an incident");
        furniture->legend_piece.is_shown = FALSE;
    }
    return TRUE;
}

/* The locator at its best size and smaller. */
static void
measure_inset_shapes(const MarchLayoutInput *input,
                     const MarchFurnitureKit *kit,
                     MarchFurnitureItem *item)
{
    MarchRect map = input->plan->map;
    double width = MIN(INSET_WIDTH * kit->base, INSET_SHARE * map.width);
    width = MIN(width, INSET_HEIGHT_SHARE * map.height * MARCH_INSET_ASPECT_MIN);
    for (int i = 0; i < 3; i++) {
        double smaller = width * (1 - 0.14 * i);
        if (i == 0 || smaller >= INSET_WIDTH_MIN * kit->base) {
            item->shapes[item->n_shapes++] = march_inset_measure(input, smaller);
        }
    }
}

static gboolean
fill_map(MarchComposedFurniture *furniture,
         const MarchLayoutInput *input,
         const MarchFurnitureKit *kit,
         const MarchMapContent *content,
         MarchDiagnostics *diagnostics)
{
    MarchRect map = input->plan->map;
    MapItems all = {
        .inset = {.prefers_top = TRUE},
        .scale = {.n_shapes = 1, .prefers_bottom = TRUE},
    };
    measure_inset_shapes(input, kit, &all.inset);
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, kit->text);

    if (furniture->legend_piece.is_shown && furniture->legend_piece.is_on_map) {
        measure_legend_shapes(furniture, kit, map, all.shapes, &all.legend);
        if (place_all(furniture, kit, ground, &all) &&
            is_good_place(&all.legend, map)) {
            take_places(furniture, &all);
            report_all_covered(&all, diagnostics);
            return TRUE;
        }
        if (!settle_legend(furniture, input, kit, ground, &all.legend, diagnostics)) {
            return FALSE;
        }
    }
    place_in_map(furniture, kit, ground, &all, diagnostics);
    report_all_covered(&all, diagnostics);
    return TRUE;
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
    furniture->legend = march_legend_new(&furniture->sampler, content);
    furniture->legend_piece.is_shown =
        input->spec->show_legend && march_legend_count(furniture->legend) > 0;
    choose_scale_piece(furniture, input, kit, diagnostics);
    choose_inset(furniture, input, diagnostics);

    march_compose_side_fill(furniture, input, kit);
    return fill_map(furniture, input, kit, content, diagnostics);
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

    content->keys_max = march_legend_key_capacity(kit, furniture->key_room);
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
        origin.x += PADDING * kit->base;
        origin.y += PADDING * kit->base;
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
        rect = march_rect_inset(rect, -SCALE_PADDING * kit->base);
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
