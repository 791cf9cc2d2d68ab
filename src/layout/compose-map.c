/* SPDX-License-Identifier: MIT */
#include "compose-map.h"

#include "compose-replan.h"
#include "furniture-place.h"
#include "inset.h"

/* All in ems of the base size unless they say mm. */
#define MIDDLE_SHARE       0.2  /* of the map's sides */
#define LEGEND_COST_MAX    60.0 /* see furniture-place.c */
#define LEGEND_SHARE_MAX   0.26 /* of the map's area */
#define LEGEND_SHARE_LIMIT 0.5  /* a map behind it would say less than it */
#define LEGEND_WIDE        24.0
#define LEGEND_NARROW      15.0
#define INSET_WIDTH        15.5
#define INSET_HEIGHT_SHARE 0.36 /* of the map's height */
#define INSET_WIDTH_MIN    10.5
#define INSET_SHARE        0.23 /* of the map's width */
#define COVERED_SAID       0.5  /* mm */

typedef struct {
    guint n_columns;
    double width; /* mm for text and samples */
} LegendShape;

void
march_compose_note_shed(MarchDiagnostics *diagnostics,
                        const char *piece,
                        const char *reason)
{
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "furniture-shed",
                          MARCH_LOCATION_NONE, piece, "the %s %s left out: %s", piece,
                          g_str_has_suffix(piece, "s") ? "are" : "is", reason);
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
        double room =
            map.width - 2 * (MARCH_COMPOSE_PIECE_GAP + MARCH_COMPOSE_PADDING) * em;
        shapes[i] = (LegendShape){all[i].n_columns, MIN(all[i].width, room)};
        MarchRect size;
        march_legend_arrange(furniture->legend, &furniture->sampler, shapes[i].width,
                             shapes[i].n_columns, &size);
        item->shapes[i] = (MarchRect){0, 0, size.width + 2 * MARCH_COMPOSE_PADDING * em,
                                      size.height + 2 * MARCH_COMPOSE_PADDING * em};
    }
    item->n_shapes = G_N_ELEMENTS(all);
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

typedef struct {
    MarchFurnitureItem legend, inset, scale;
    LegendShape shapes[MARCH_FURNITURE_SHAPES_MAX];
} MapItems;

/* The legend's shapes, the sizes of locator and scale bar. */
static void
measure_items(MarchComposedFurniture *furniture,
              const MarchLayoutInput *input,
              const MarchFurnitureKit *kit,
              MapItems *all)
{
    *all = (MapItems){
        .inset = {.prefers_top = TRUE},
        .scale = {.n_shapes = 1, .prefers_bottom = TRUE},
    };
    measure_inset_shapes(input, kit, &all->inset);
    if (furniture->legend_piece.is_shown && furniture->legend_piece.is_on_map) {
        measure_legend_shapes(furniture, kit, input->plan->map, all->shapes,
                              &all->legend);
    }
}

/* Sheds the least needed of the pieces still to be placed; FALSE when only the
   legend is left. */
static gboolean
shed_one(MarchComposedFurniture *furniture, MarchDiagnostics *diagnostics)
{
    static const char reason[] = "there is no free place in the map";
    if (furniture->inset_piece.is_shown && furniture->inset_piece.is_on_map) {
        march_compose_note_shed(diagnostics, "locator", reason);
        furniture->inset_piece.is_shown = FALSE;
        return TRUE;
    }
    if (!furniture->scale_piece.is_shown || !furniture->scale_piece.is_on_map) {
        return FALSE;
    }
    if (furniture->has_arrow) {
        march_compose_note_shed(diagnostics, "north arrow", reason);
        furniture->has_arrow = FALSE;
        furniture->scale_piece.is_shown = furniture->has_bar;
        return TRUE;
    }
    march_compose_note_shed(diagnostics, "scale bar", reason);
    furniture->has_bar = FALSE;
    furniture->scale_piece.is_shown = FALSE;
    return TRUE;
}

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
        all->scale.shapes[0] =
            march_rect_inset(march_compose_scale_size(furniture, kit),
                             MARCH_COMPOSE_SCALE_PADDING * kit->base);
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
    return march_furniture_place(ground, MARCH_COMPOSE_PIECE_GAP * kit->base, items,
                                 n_items);
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
    gboolean has_place =
        march_furniture_place(ground, MARCH_COMPOSE_PIECE_GAP * kit->base, alone, 1);

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

gboolean
march_compose_map_fill(MarchComposedFurniture *furniture,
                       const MarchLayoutInput *input,
                       const MarchFurnitureKit *kit,
                       const MarchMapContent *content,
                       MarchDiagnostics *diagnostics)
{
    MarchRect map = input->plan->map;
    MapItems all;
    measure_items(furniture, input, kit, &all);
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, kit->text);

    if (furniture->legend_piece.is_shown && furniture->legend_piece.is_on_map) {
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

static gboolean
is_clear(const MarchFurnitureItem *item)
{
    return !item->is_placed || item->covered <= COVERED_SAID;
}

gboolean
march_compose_map_has_room(MarchComposedFurniture *furniture,
                           const MarchLayoutInput *input,
                           const MarchFurnitureKit *kit,
                           const MarchMapContent *content)
{
    MarchRect map = input->plan->map;
    MapItems all;

    furniture->legend_piece.is_on_map = TRUE;
    furniture->scale_piece.is_on_map = TRUE;
    furniture->inset_piece.is_on_map = TRUE;
    measure_items(furniture, input, kit, &all);
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, kit->text);
    return place_all(furniture, kit, ground, &all) && is_clear(&all.legend) &&
           is_clear(&all.inset) && is_clear(&all.scale) &&
           (!all.legend.is_placed || is_good_place(&all.legend, map));
}
