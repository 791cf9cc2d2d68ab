/* SPDX-License-Identifier: MIT */
#include "paint.h"

#include <math.h>
#include <string.h>

#define FAINT 0.3

void
march_paint_set_color(cairo_t *cairo, MarchColor color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

static void
add_part(cairo_t *cairo, const MarchPath *path, const MarchPathPart *part)
{
    const MarchPoint *points = &g_array_index(path->points, MarchPoint, part->start);

    if (part->count == 0) {
        return;
    }
    cairo_move_to(cairo, points[0].x, points[0].y);
    for (guint i = 1; i < part->count; i++) {
        cairo_line_to(cairo, points[i].x, points[i].y);
    }
    if (part->closed) {
        cairo_close_path(cairo);
    }
}

void
march_paint_add_path(cairo_t *cairo, const MarchPath *path)
{
    for (guint i = 0; i < path->parts->len; i++) {
        add_part(cairo, path, &g_array_index(path->parts, MarchPathPart, i));
    }
}

void
march_paint_fill(cairo_t *cairo, const MarchPath *path, const MarchFill *fill)
{
    if (fill->color.alpha <= 0) {
        return;
    }
    cairo_new_path(cairo);
    march_paint_add_path(cairo, path);
    march_paint_set_color(cairo, fill->color);
    cairo_set_fill_rule(cairo, fill->even_odd ? CAIRO_FILL_RULE_EVEN_ODD
                                              : CAIRO_FILL_RULE_WINDING);
    cairo_set_antialias(cairo, fill->antialias ? CAIRO_ANTIALIAS_DEFAULT
                                               : CAIRO_ANTIALIAS_NONE);
    cairo_fill(cairo);
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
}

static gboolean
parts_have_one_phase(const MarchPath *path)
{
    double first = g_array_index(path->parts, MarchPathPart, 0).phase;

    for (guint i = 1; i < path->parts->len; i++) {
        double phase = g_array_index(path->parts, MarchPathPart, i).phase;

        if (phase < first || phase > first) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
set_dashes(cairo_t *cairo, const MarchStroke *stroke, double phase)
{
    cairo_set_dash(cairo, stroke->dashes, (int)stroke->n_dashes,
                   stroke->n_dashes > 0 ? phase + stroke->dash_offset : 0);
}

static void
stroke_parts(cairo_t *cairo, const MarchPath *path, const MarchStroke *stroke)
{
    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        cairo_new_path(cairo);
        add_part(cairo, path, part);
        set_dashes(cairo, stroke, part->phase);
        cairo_stroke(cairo);
    }
}

void
march_paint_stroke(cairo_t *cairo, const MarchPath *path, const MarchStroke *stroke)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {
        CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_BEVEL};
    MarchColor color = stroke->color;

    if (color.alpha <= 0 || stroke->width <= 0) {
        return;
    }
    cairo_set_line_width(cairo, stroke->width);
    cairo_set_line_cap(cairo, caps[stroke->cap]);
    cairo_set_line_join(cairo, joins[stroke->join]);
    cairo_set_miter_limit(cairo, stroke->miter_limit);
    /* The edge of faint paint needs no fine steps, and wide casings are faint. */
    cairo_set_antialias(cairo, color.alpha < FAINT ? CAIRO_ANTIALIAS_FAST
                                                   : CAIRO_ANTIALIAS_DEFAULT);
    if (stroke->n_dashes == 0 || parts_have_one_phase(path)) {
        march_paint_set_color(cairo, color);
        cairo_new_path(cairo);
        march_paint_add_path(cairo, path);
        set_dashes(cairo, stroke, g_array_index(path->parts, MarchPathPart, 0).phase);
        cairo_stroke(cairo);
        return;
    }
    if (color.alpha >= 1) {
        march_paint_set_color(cairo, color);
        stroke_parts(cairo, path, stroke);
        return;
    }
    /* Each part has its own dash phase; where parts meet, paint must not add up. */
    cairo_push_group(cairo);
    march_paint_set_color(cairo, (MarchColor){color.red, color.green, color.blue, 1});
    stroke_parts(cairo, path, stroke);
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, color.alpha);
}

static void
begin_group(gpointer self, const MarchSceneGroup *group)
{
    MarchPainter *painter = self;

    if (group->opacity < 1) {
        cairo_push_group(painter->cairo);
    }
}

static void
end_group(gpointer self, const MarchSceneGroup *group)
{
    MarchPainter *painter = self;

    if (group->opacity < 1) {
        cairo_pop_group_to_source(painter->cairo);
        cairo_paint_with_alpha(painter->cairo, MAX(group->opacity, 0));
    }
}

static void
begin_clip(gpointer self, const MarchPath *path)
{
    MarchPainter *painter = self;

    cairo_save(painter->cairo);
    cairo_new_path(painter->cairo);
    march_paint_add_path(painter->cairo, path);
    cairo_set_fill_rule(painter->cairo, CAIRO_FILL_RULE_WINDING);
    cairo_clip(painter->cairo);
}

static void
end_clip(gpointer self)
{
    MarchPainter *painter = self;

    cairo_restore(painter->cairo);
}

static void
paint_fill(gpointer self, const MarchPath *path, const MarchFill *fill)
{
    MarchPainter *painter = self;

    if (fill->pattern > 0) {
        march_paint_pattern(painter, path, fill);
    } else {
        march_paint_fill(painter->cairo, path, fill);
    }
}

static void
paint_stroke(gpointer self, const MarchPath *path, const MarchStroke *stroke)
{
    MarchPainter *painter = self;

    march_paint_stroke(painter->cairo, path, stroke);
}

static void
paint_text(gpointer self, const MarchTextRun *run)
{
    MarchPainter *painter = self;

    march_text_draw(painter->text, painter->cairo, run);
}

static void
paint_text_along(gpointer self,
                 const MarchTextRun *run,
                 const MarchPath *path,
                 double start_offset)
{
    MarchPainter *painter = self;

    march_text_draw_along(painter->text, painter->cairo, run, path, start_offset);
}

static void
paint_icon(gpointer self, const MarchSceneIcon *item)
{
    MarchPainter *painter = self;
    const MarchIcon *icon = march_scene_get_icon(painter->scene, item->icon);

    if (icon != NULL) {
        march_paint_icon(painter->cairo, icon, item);
    }
}

static void
paint_image(gpointer self, const MarchSceneImage *image)
{
    MarchPainter *painter = self;
    cairo_t *cairo = painter->cairo;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)image->width, (int)image->height);

    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        gsize stride = (gsize)cairo_image_surface_get_stride(surface);
        unsigned char *rows = cairo_image_surface_get_data(surface);

        for (guint y = 0; y < image->height; y++) {
            memcpy(rows + y * stride, image->pixels + (gsize)y * image->width,
                   image->width * sizeof *image->pixels);
        }
        cairo_surface_mark_dirty(surface);
    }
    cairo_save(cairo);
    cairo_translate(cairo, image->rect.x, image->rect.y);
    cairo_scale(cairo, image->rect.width / image->width,
                image->rect.height / image->height);
    cairo_rectangle(cairo, 0, 0, image->width, image->height);
    cairo_clip(cairo);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_paint_with_alpha(cairo, CLAMP(image->opacity, 0, 1));
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
}

static const MarchBackend painter_backend = {
    .begin_group = begin_group,
    .end_group = end_group,
    .begin_clip = begin_clip,
    .end_clip = end_clip,
    .fill = paint_fill,
    .stroke = paint_stroke,
    .text = paint_text,
    .text_along = paint_text_along,
    .icon = paint_icon,
    .image = paint_image,
};

gboolean
march_paint_scene(const MarchScene *scene,
                  MarchTextEngine *text,
                  cairo_t *cairo,
                  GError **error)
{
    MarchPainter painter = {.scene = scene, .text = text, .cairo = cairo};

    march_replay(scene, &painter_backend, &painter);
    if (painter.error != NULL) {
        g_propagate_error(error, painter.error);
        return FALSE;
    }
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS) {
        march_error_set(error, MARCH_ERROR_RENDER, MARCH_LOCATION_NONE,
                        "drawing failed: %s",
                        cairo_status_to_string(cairo_status(cairo)));
        return FALSE;
    }
    return TRUE;
}
