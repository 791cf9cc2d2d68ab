/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "paint.h"

static void
add_segments(cairo_t *cairo, const MarchIconShape *shape)
{
    for (guint i = 0; i < shape->segments->len; i++) {
        const MarchIconSegment *segment =
            &g_array_index(shape->segments, MarchIconSegment, i);
        const MarchPoint *points = segment->points;

        switch (segment->op) {
        case MARCH_ICON_MOVE:
            cairo_move_to(cairo, points[0].x, points[0].y);
            break;
        case MARCH_ICON_LINE:
            cairo_line_to(cairo, points[0].x, points[0].y);
            break;
        case MARCH_ICON_CURVE:
            cairo_curve_to(cairo, points[0].x, points[0].y, points[1].x, points[1].y,
                           points[2].x, points[2].y);
            break;
        case MARCH_ICON_CLOSE:
            cairo_close_path(cairo);
            break;
        }
    }
}

/* Where copies of an icon stand: all copies of a shape are one path, without seams. */
typedef struct {
    const MarchIcon *icon;
    const MarchSceneIcon *item;
    const MarchPoint *origins;
    guint count;
} Copies;

/* From page mm to the icon's own units. */
static double
enter_icon(cairo_t *cairo, const MarchIcon *icon, const MarchSceneIcon *item)
{
    MarchRect box = icon->view_box;
    double scale = MIN(item->rect.width / box.width, item->rect.height / box.height);

    cairo_translate(cairo, item->rect.x + item->rect.width / 2,
                    item->rect.y + item->rect.height / 2);
    cairo_rotate(cairo, item->angle * G_PI / 180);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, -box.x - box.width / 2, -box.y - box.height / 2);
    return scale;
}

static void
add_shape(cairo_t *cairo, const Copies *copies, const MarchIconShape *shape)
{
    cairo_new_path(cairo);
    for (guint i = 0; i < copies->count; i++) {
        cairo_save(cairo);
        cairo_translate(cairo, copies->origins[i].x, copies->origins[i].y);
        enter_icon(cairo, copies->icon, copies->item);
        add_segments(cairo, shape);
        cairo_restore(cairo);
    }
}

/* Sets the source; FALSE when @paint paints nothing. */
static gboolean
set_paint(cairo_t *cairo, const MarchIconPaint *paint, MarchColor tint)
{
    MarchColor color = paint->type == MARCH_ICON_PAINT_TINT ? tint : paint->color;

    color.alpha *= paint->opacity;
    march_paint_set_color(cairo, color);
    return paint->type != MARCH_ICON_PAINT_NONE && color.alpha > 0;
}

static void
set_pen(cairo_t *cairo, const MarchIconShape *shape)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {
        CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_BEVEL};

    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_line_width(cairo, shape->stroke_width);
    cairo_set_line_cap(cairo, caps[shape->cap]);
    cairo_set_line_join(cairo, joins[shape->join]);
    cairo_set_miter_limit(cairo, shape->miter_limit);
}

/* Pens are as wide as the icon's units make them. */
static void
stroke_shape(cairo_t *cairo, const Copies *copies, const MarchIconShape *shape)
{
    cairo_save(cairo);
    enter_icon(cairo, copies->icon, copies->item);
    set_pen(cairo, shape);
    cairo_stroke_preserve(cairo);
    cairo_restore(cairo);
}

static void
paint_shape(cairo_t *cairo, const Copies *copies, const MarchIconShape *shape)
{
    MarchColor tint = copies->item->color;

    add_shape(cairo, copies, shape);
    if (set_paint(cairo, &shape->fill, tint)) {
        cairo_set_fill_rule(cairo, shape->even_odd ? CAIRO_FILL_RULE_EVEN_ODD
                                                   : CAIRO_FILL_RULE_WINDING);
        cairo_fill_preserve(cairo);
    }
    if (shape->stroke_width > 0 && set_paint(cairo, &shape->stroke, tint)) {
        stroke_shape(cairo, copies, shape);
    }
    cairo_new_path(cairo);
}

static void
paint_halo(cairo_t *cairo, const Copies *copies, const MarchIconShape *shape)
{
    gboolean is_stroked = shape->stroke.type != MARCH_ICON_PAINT_NONE;
    double scale;

    add_shape(cairo, copies, shape);
    cairo_save(cairo);
    scale = enter_icon(cairo, copies->icon, copies->item);
    set_pen(cairo, shape);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo, 2 * copies->item->halo_width / scale +
                                    (is_stroked ? shape->stroke_width : 0));
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void
march_paint_icon_copies(cairo_t *cairo,
                        const MarchIcon *icon,
                        const MarchSceneIcon *item,
                        const MarchPoint *origins,
                        guint count)
{
    const Copies copies = {icon, item, origins, count};
    gboolean is_translucent = item->opacity < 1;

    if (!(item->rect.width > 0) || !(item->rect.height > 0) || item->opacity <= 0) {
        return;
    }
    cairo_save(cairo);
    if (is_translucent) {
        cairo_push_group(cairo);
    }
    if (item->halo_color.alpha > 0 && item->halo_width > 0) {
        march_paint_set_color(cairo, item->halo_color);
        for (guint i = 0; i < icon->shapes->len; i++) {
            paint_halo(cairo, &copies, &g_array_index(icon->shapes, MarchIconShape, i));
        }
    }
    for (guint i = 0; i < icon->shapes->len; i++) {
        paint_shape(cairo, &copies, &g_array_index(icon->shapes, MarchIconShape, i));
    }
    if (is_translucent) {
        cairo_pop_group_to_source(cairo);
        cairo_paint_with_alpha(cairo, item->opacity);
    }
    cairo_restore(cairo);
}

void
march_paint_icon(cairo_t *cairo, const MarchIcon *icon, const MarchSceneIcon *item)
{
    march_paint_icon_copies(cairo, icon, item, &(MarchPoint){0, 0}, 1);
}
