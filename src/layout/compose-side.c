/* SPDX-License-Identifier: MIT */
#include "compose-side.h"

#include "inset.h"

#define SIDE_GAP          1.5 /* em of the base size */
#define STRIP_COLUMNS_MAX 3
#define FIXED_INSET       0.4  /* of the column's height */
#define GAP_SHARE         0.1  /* of the map's height, left in that column */
#define GROWN_ASPECT      0.75 /* of a locator over a gap */

/* Arranges the legend in as few columns as @room's height allows. */
static gboolean
arrange_legend_in(MarchComposedFurniture *furniture, MarchRect room, MarchRect *size)
{
    for (guint n_columns = 1; n_columns <= 3; n_columns++) {
        march_legend_arrange(furniture->legend, &furniture->sampler, room.width,
                             n_columns, size);
        if (size->height <= room.height && size->width <= room.width) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Arranges the legend as low as it gets within @width; FALSE when it does not fit. */
static gboolean
arrange_legend_low(MarchComposedFurniture *furniture,
                   MarchRect room,
                   double width,
                   MarchRect *size)
{
    guint best = 0;
    double lowest = room.height;

    for (guint n_columns = 1; n_columns <= STRIP_COLUMNS_MAX; n_columns++) {
        march_legend_arrange(furniture->legend, &furniture->sampler, room.width,
                             n_columns, size);
        if (size->width <= width && size->height < lowest) {
            lowest = size->height;
            best = n_columns;
        }
    }
    if (best == 0) {
        return FALSE;
    }
    march_legend_arrange(furniture->legend, &furniture->sampler, room.width, best,
                         size);
    return TRUE;
}

/* A low strip: legend where lines begin, scale bar where they end. */
static void
fill_strip(MarchComposedFurniture *furniture,
           const MarchLayoutInput *input,
           const MarchFurnitureKit *kit)
{
    MarchRect side = input->plan->side;
    MarchFurnitureKit mirrored = march_furniture_mirror(kit, side);
    MarchRect scale = march_compose_scale_size(furniture, kit);
    MarchRect size = MARCH_RECT_NONE;
    double gap = SIDE_GAP * kit->base;
    double used = 0;

    if (furniture->legend_piece.is_shown) {
        if (!arrange_legend_low(furniture, side, side.width - scale.width - gap,
                                &size) &&
            !arrange_legend_in(furniture, side, &size)) {
            return;
        }
        furniture->legend_piece.rect = march_furniture_mirror_rect(
            &mirrored, (MarchRect){side.x, side.y, size.width, size.height});
        furniture->legend_piece.is_on_map = FALSE;
        used = size.width + gap;
    }
    if (furniture->scale_piece.is_shown && used + scale.width <= side.width &&
        scale.height <= side.height) {
        furniture->scale_piece.rect = march_furniture_mirror_rect(
            &mirrored, (MarchRect){side.x + side.width - scale.width, side.y,
                                   scale.width, scale.height});
        furniture->scale_piece.is_on_map = FALSE;
    }
}

/* The locator at the top of the column; returns where the rest begins. */
static double
put_inset_on_top(MarchComposedFurniture *furniture,
                 const MarchLayoutInput *input,
                 const MarchFurnitureKit *kit,
                 double gap)
{
    MarchRect side = input->plan->side;
    MarchRect size = march_inset_measure(input, side.width);
    double limit = FIXED_INSET * side.height;

    if (!furniture->inset_piece.is_shown) {
        return side.y;
    }
    if (size.height > limit) {
        size = march_inset_measure(input, side.width * limit / size.height);
    }
    furniture->inset_piece.rect = march_furniture_at_start(
        kit, (MarchRect){side.x, side.y, size.width, size.height}, side);
    furniture->inset_piece.is_on_map = FALSE;
    return side.y + size.height + gap;
}

/* A locator over a gap grows into it: it shows more of what lies around. */
static void
grow_inset(MarchComposedFurniture *furniture, const MarchLayoutInput *input)
{
    MarchRect *inset = &furniture->inset_piece.rect;
    double most = MAX(inset->width / GROWN_ASPECT, inset->height);
    double gap = furniture->key_room.height - GAP_SHARE * input->plan->map.height;
    double growth = CLAMP(most - inset->height, 0, MAX(gap, 0));

    inset->height += growth;
    if (furniture->legend_piece.is_shown && !furniture->legend_piece.is_on_map) {
        furniture->legend_piece.rect.y += growth;
    }
    furniture->key_room.y += growth;
    furniture->key_room.height -= growth;
}

/* Stacks what fits into the side column: legend from the top, the rest at its foot;
   on pages with fixed marginalia the locator stands over the legend. */
static void
fill_column(MarchComposedFurniture *furniture,
            const MarchLayoutInput *input,
            const MarchFurnitureKit *kit)
{
    MarchRect side = input->plan->side;
    double gap = SIDE_GAP * kit->base;
    double top = side.y;
    double bottom = side.y + side.height;
    MarchRect size;

    if (input->spec->has_fixed_marginalia) {
        top = put_inset_on_top(furniture, input, kit, gap);
    }
    MarchRect room = {side.x, top, side.width, bottom - top};
    if (furniture->legend_piece.is_shown && arrange_legend_in(furniture, room, &size)) {
        furniture->legend_piece.rect = march_furniture_at_start(
            kit, (MarchRect){side.x, top, size.width, size.height}, side);
        furniture->legend_piece.is_on_map = FALSE;
        top += size.height + gap;
    }
    size = march_compose_scale_size(furniture, kit);
    if (furniture->scale_piece.is_shown && size.height <= bottom - top &&
        size.width <= side.width) {
        bottom -= size.height;
        furniture->scale_piece.rect = march_furniture_at_start(
            kit, (MarchRect){side.x, bottom, size.width, size.height}, side);
        furniture->scale_piece.is_on_map = FALSE;
        bottom -= gap;
    }
    if (furniture->inset_piece.is_shown && furniture->inset_piece.is_on_map) {
        size = march_inset_measure(input, side.width);
        if (size.height <= bottom - top) {
            bottom -= size.height;
            furniture->inset_piece.rect = march_furniture_at_start(
                kit, (MarchRect){side.x, bottom, size.width, size.height}, side);
            furniture->inset_piece.is_on_map = FALSE;
            bottom -= gap;
        }
    }
    furniture->key_room = (MarchRect){side.x, top, side.width, MAX(bottom - top, 0)};
    if (input->spec->has_fixed_marginalia && furniture->inset_piece.is_shown) {
        grow_inset(furniture, input);
    }
}

void
march_compose_side_fill(MarchComposedFurniture *furniture,
                        const MarchLayoutInput *input,
                        const MarchFurnitureKit *kit)
{
    if (input->plan->side.width > input->plan->side.height) {
        fill_strip(furniture, input, kit);
    } else if (input->plan->side.width > 0) {
        fill_column(furniture, input, kit);
    }
}
