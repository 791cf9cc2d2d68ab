/* SPDX-License-Identifier: MIT */
/*
 * Pattern fills: the tile's paths are repeated as vectors over the area, each item
 * as one path. A pixel tile would blur or beat against the pixel grid, and a tiling
 * pattern of the PDF shows seams in viewers.
 */
#include <math.h>

#include "paint.h"

#define CELLS_MAX 250000

/** Which cells of the tiling are needed: columns and rows, ends included. */
typedef struct {
    int left, top, right, bottom;
    double width, height;
} Cells;

/* The cells that cover @bounds, seen in the tiling turned by @angle degrees. */
static gboolean
find_cells(const MarchPatternTile *tile, MarchRect bounds, Cells *cells)
{
    double turn = -tile->angle * G_PI / 180;
    double min_x = HUGE_VAL, min_y = HUGE_VAL, max_x = -HUGE_VAL, max_y = -HUGE_VAL;

    for (int corner = 0; corner < 4; corner++) {
        double x = bounds.x + (corner % 2) * bounds.width;
        double y = bounds.y + (corner / 2) * bounds.height;
        double turned_x = cos(turn) * x - sin(turn) * y;
        double turned_y = sin(turn) * x + cos(turn) * y;

        min_x = MIN(min_x, turned_x);
        max_x = MAX(max_x, turned_x);
        min_y = MIN(min_y, turned_y);
        max_y = MAX(max_y, turned_y);
    }
    min_x = floor(min_x / tile->width);
    max_x = floor(max_x / tile->width);
    min_y = floor(min_y / tile->height);
    max_y = floor(max_y / tile->height);
    if (!((max_x - min_x + 1) * (max_y - min_y + 1) <= CELLS_MAX)) {
        return FALSE;
    }
    *cells = (Cells){(int)min_x, (int)min_y,  (int)max_x,
                     (int)max_y, tile->width, tile->height};
    return TRUE;
}

static gboolean
is_close(double a, double b)
{
    return fabs(a - b) < 1e-6;
}

/* A line that crosses the whole tile goes on in the next: one line for each row. */
static gboolean
add_rows(MarchPath *path, const MarchPoint *points, const Cells *cells)
{
    double left = cells->left * cells->width;
    double right = (cells->right + 1) * cells->width;

    if (!is_close(points[0].y, points[1].y) ||
        !is_close(MIN(points[0].x, points[1].x), 0) ||
        !is_close(MAX(points[0].x, points[1].x), cells->width)) {
        return FALSE;
    }
    for (int row = cells->top; row <= cells->bottom; row++) {
        double y = row * cells->height + points[0].y;
        MarchPoint line[] = {{left, y}, {right, y}};

        march_path_add_part(path, line, 2, FALSE);
    }
    return TRUE;
}

static void
add_copies(MarchPath *path,
           const MarchPoint *points,
           const MarchPathPart *part,
           const Cells *cells)
{
    g_autofree MarchPoint *moved = g_new(MarchPoint, part->count);

    for (int row = cells->top; row <= cells->bottom; row++) {
        for (int column = cells->left; column <= cells->right; column++) {
            for (guint i = 0; i < part->count; i++) {
                moved[i].x = points[i].x + column * cells->width;
                moved[i].y = points[i].y + row * cells->height;
            }
            march_path_add_part(path, moved, part->count, part->closed);
        }
    }
}

static MarchPath *
repeat_path(const MarchPath *tile_path, const Cells *cells, gboolean may_join)
{
    MarchPath *path = march_path_new();

    for (guint i = 0; i < tile_path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(tile_path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(tile_path->points, MarchPoint, part->start);

        if (!may_join || part->closed || part->count != 2 ||
            !add_rows(path, points, cells)) {
            add_copies(path, points, part, cells);
        }
    }
    return path;
}

/* Copies as far as they are seen: the current clip is the area. */
static void
paint_icons(cairo_t *cairo,
            const MarchIcon *icon,
            const MarchSceneIcon *item,
            const Cells *cells)
{
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    for (int row = cells->top; row <= cells->bottom; row++) {
        for (int column = cells->left; column <= cells->right; column++) {
            MarchPoint origin = {column * cells->width, row * cells->height};

            g_array_append_val(origins, origin);
        }
    }
    march_paint_icon_copies(cairo, icon, item,
                            (const MarchPoint *)(gpointer)origins->data, origins->len);
}

static void
paint_tiles(cairo_t *cairo, const MarchScene *tile_scene, const Cells *cells)
{
    for (guint i = 0; i < march_scene_count(tile_scene); i++) {
        const MarchSceneItem *item = march_scene_get(tile_scene, i);
        g_autoptr(MarchPath) path = NULL;

        if (item->type == MARCH_SCENE_FILL) {
            path = repeat_path(item->path, cells, FALSE);
            march_paint_fill(cairo, path, &item->as.fill);
        } else if (item->type == MARCH_SCENE_STROKE) {
            path = repeat_path(item->path, cells, item->as.stroke.n_dashes == 0);
            march_paint_stroke(cairo, path, &item->as.stroke);
        } else if (item->type == MARCH_SCENE_ICON &&
                   march_scene_get_icon(tile_scene, item->as.icon.icon) != NULL) {
            paint_icons(cairo, march_scene_get_icon(tile_scene, item->as.icon.icon),
                        &item->as.icon, cells);
        }
    }
}

void
march_paint_pattern(MarchPainter *painter, const MarchPath *path, const MarchFill *fill)
{
    const MarchPatternTile *tile =
        march_scene_get_pattern(painter->scene, fill->pattern);
    cairo_t *cairo = painter->cairo;
    Cells cells;

    if (!(tile->width > 0) || !(tile->height > 0) ||
        !find_cells(tile, march_path_bounds(path), &cells)) {
        if (painter->error == NULL) {
            march_error_set(&painter->error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                            "a pattern tile of %g by %g mm repeats more than %d times",
                            tile->width, tile->height, CELLS_MAX);
        }
        return;
    }
    cairo_save(cairo);
    cairo_new_path(cairo);
    march_paint_add_path(cairo, path);
    cairo_set_fill_rule(cairo, fill->even_odd ? CAIRO_FILL_RULE_EVEN_ODD
                                              : CAIRO_FILL_RULE_WINDING);
    cairo_clip(cairo);
    if (fill->color.alpha < 1) {
        cairo_push_group(cairo);
    }
    cairo_rotate(cairo, tile->angle * G_PI / 180);
    paint_tiles(cairo, march_scene_get_pattern_scene(painter->scene, fill->pattern),
                &cells);
    if (fill->color.alpha < 1) {
        cairo_pop_group_to_source(cairo);
        cairo_paint_with_alpha(cairo, MAX(fill->color.alpha, 0));
    }
    cairo_restore(cairo);
}
