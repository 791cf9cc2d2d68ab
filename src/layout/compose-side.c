/* SPDX-License-Identifier: MIT */
#include "compose-side.h"

#include "inset.h"
#include "page.h"

#define SIDE_GAP      1.5  /* em of the base size */
#define COLUMN_LEAST  13.0 /* em; narrower columns break every label */
#define STRIP_GAP     0.9  /* em */
#define STRIP_ASPECT  1.0  /* a map narrower than high gets its strip below */
#define STRIP_SHARE   0.64 /* of the map's height, at most */
#define STRIP_MAP_MIN 16.0 /* mm of map left above a strip */

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

/* Arranges the legend @width mm wide as low as it gets. */
static gboolean
arrange_lowest(MarchComposedFurniture *furniture,
               double width,
               double limit,
               MarchRect *size)
{
    guint best = 0;
    double lowest = limit;
    for (guint n_columns = 1; n_columns <= 3; n_columns++) {
        if (n_columns > 1 &&
            width / n_columns < COLUMN_LEAST * furniture->sampler.kit->base) {
            break;
        }
        march_legend_arrange(furniture->legend, &furniture->sampler, width, n_columns,
                             size);
        if (size->width <= width && size->height < lowest) {
            lowest = size->height;
            best = n_columns;
        }
    }
    if (best > 0) {
        march_legend_arrange(furniture->legend, &furniture->sampler, width, best, size);
    }
    return best > 0;
}

/* A low strip: legend at its left, scale bar at its right. */
static void
fill_strip(MarchComposedFurniture *furniture,
           const MarchLayoutInput *input,
           const MarchFurnitureKit *kit)
{
    MarchRect side = input->plan->side;
    MarchRect size;

    if (!furniture->legend_piece.is_shown ||
        !arrange_legend_in(furniture, side, &size)) {
        return;
    }
    furniture->legend_piece.rect = (MarchRect){side.x, side.y, size.width, size.height};
    furniture->legend_piece.is_on_map = FALSE;

    double used = size.width + SIDE_GAP * kit->base;
    size = march_compose_scale_size(furniture, kit);
    if (furniture->scale_piece.is_shown && used + size.width <= side.width &&
        size.height <= side.height) {
        furniture->scale_piece.rect = (MarchRect){side.x + side.width - size.width,
                                                  side.y, size.width, size.height};
        furniture->scale_piece.is_on_map = FALSE;
    }
}

/* Stacks what fits into the side column: legend from the top, the rest at its foot. */
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

    if (furniture->legend_piece.is_shown && arrange_legend_in(furniture, side, &size)) {
        furniture->legend_piece.rect =
            (MarchRect){side.x, top, size.width, size.height};
        furniture->legend_piece.is_on_map = FALSE;
        top += size.height + gap;
    }
    size = march_compose_scale_size(furniture, kit);
    if (furniture->scale_piece.is_shown && size.height <= bottom - top &&
        size.width <= side.width) {
        bottom -= size.height;
        furniture->scale_piece.rect =
            (MarchRect){side.x, bottom, size.width, size.height};
        furniture->scale_piece.is_on_map = FALSE;
        bottom -= gap;
    }
    if (furniture->inset_piece.is_shown) {
        size = march_inset_measure(input, side.width);
        if (size.height <= bottom - top) {
            bottom -= size.height;
            furniture->inset_piece.rect =
                (MarchRect){side.x, bottom, size.width, size.height};
            furniture->inset_piece.is_on_map = FALSE;
            bottom -= gap;
        }
    }
    furniture->key_room = (MarchRect){side.x, top, side.width, MAX(bottom - top, 0)};
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

gboolean
march_compose_side_plan_strip(MarchComposedFurniture *furniture,
                              const MarchLayoutInput *input,
                              const MarchFurnitureKit *kit,
                              MarchPagePlan *wanted)
{
    MarchRect map = input->plan->map;
    double gap = SIDE_GAP * kit->base;
    MarchRect size;

    *wanted = *input->plan;
    march_legend_arrange(furniture->legend, &furniture->sampler,
                         MARCH_COMPOSE_LEGEND_WIDTH * kit->base, 1, &size);
    if (map.width - size.width - gap > STRIP_ASPECT * map.height &&
        size.height <= map.height) {
        wanted->map.width -= size.width + gap;
        wanted->side =
            (MarchRect){map.x + map.width - size.width, map.y, size.width, map.height};
        return TRUE;
    }
    double limit = MIN(STRIP_SHARE * map.height, map.height - STRIP_MAP_MIN);
    if (!arrange_lowest(furniture, map.width, limit, &size)) {
        return FALSE;
    }
    double labels = march_page_has_graticule_labels(input->spec)
                        ? march_page_graticule_label_room(kit->base)
                        : 0;
    gap = STRIP_GAP * kit->base;
    wanted->map.height -= size.height + gap;
    /* a hair of room, so that rounding does not refuse the strip later */
    wanted->side = (MarchRect){map.x, map.y + wanted->map.height + labels + gap,
                               map.width, size.height + 0.01};
    return TRUE;
}
