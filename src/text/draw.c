/* SPDX-License-Identifier: MIT */
/* Drawing shaped lines with cairo. */
#include <math.h>

#include "engine.h"
#include "masks.h"
#include "pixels.h"

static void
set_color(cairo_t *cairo, MarchColor color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
}

static gboolean
has_halo(const MarchTextRun *run)
{
    return run->halo_color.alpha > 0 && run->halo_width > 0;
}

/*
 * Pixels get text as filled outlines: cairo's image surfaces would otherwise round
 * every glyph to a whole pixel, and spacing would differ from the other formats.
 */
static gboolean
is_image(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_group_target(cairo)) ==
           CAIRO_SURFACE_TYPE_IMAGE;
}

/* Strokes the current path, in layout units, as the halo. */
static void
stroke_halo(cairo_t *cairo, const MarchTextRun *run)
{
    cairo_set_line_width(cairo, 2 * run->halo_width / march_font_unit(&run->font));
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cairo, NULL, 0, 0);
    set_color(cairo, run->halo_color);
    cairo_stroke_preserve(cairo);
}

/* The halo's width in pixels of an image; the context's unit is a layout unit. */
static double
halo_pixels(cairo_t *cairo, const MarchTextRun *run)
{
    double x = run->halo_width / march_font_unit(&run->font), y = 0;

    cairo_user_to_device_distance(cairo, &x, &y);
    return hypot(x, y);
}

gboolean
march_text_wants_outline(cairo_t *cairo, const MarchTextRun *run)
{
    return is_image(cairo) || has_halo(run);
}

gboolean
march_text_paint_outline(MarchTextEngine *engine,
                         cairo_t *cairo,
                         const MarchTextRun *run)
{
    gboolean is_pixels = is_image(cairo);
    double halo = has_halo(run) ? halo_pixels(cairo, run) : 0;

    if (is_pixels && march_text_paint_pixels(engine->rasteriser, cairo, halo,
                                             run->halo_color, run->color)) {
        return TRUE;
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    if (halo > 0) {
        stroke_halo(cairo, run);
    }
    set_color(cairo, run->color);
    if (is_pixels) {
        cairo_fill(cairo);
    } else {
        cairo_new_path(cairo);
    }
    return is_pixels;
}

static double
align_shift(const MarchTextRun *run, double advance)
{
    switch (run->align) {
    case MARCH_TEXT_ALIGN_MIDDLE:
        return -advance / 2;
    case MARCH_TEXT_ALIGN_END:
        return -advance;
    case MARCH_TEXT_ALIGN_START:
        break;
    }
    return 0;
}

/* From page mm to layout units at the start of @line. */
static void
move_to_line(cairo_t *cairo, const MarchTextRun *run, const MarchTextLine *line)
{
    double unit = march_font_unit(&run->font);

    cairo_translate(cairo, run->origin.x, run->origin.y);
    cairo_rotate(cairo, run->angle * G_PI / 180);
    cairo_scale(cairo, unit, unit);
    cairo_translate(cairo, line->shift + align_shift(run, line->metrics.advance), 0);
}

void
march_text_add_outline(MarchTextEngine *engine, cairo_t *cairo, const MarchTextRun *run)
{
    MarchTextLine *line = march_text_line_get(engine, &run->font, run->text);

    cairo_save(cairo);
    move_to_line(cairo, run, line);
    cairo_append_path(cairo, march_text_line_outline(line));
    cairo_restore(cairo);
}

void
march_text_draw(MarchTextEngine *engine, cairo_t *cairo, const MarchTextRun *run)
{
    MarchTextLine *line = march_text_line_get(engine, &run->font, run->text);

    cairo_save(cairo);
    move_to_line(cairo, run, line);
    cairo_new_path(cairo);
    if (is_image(cairo) &&
        march_text_masks_paint(engine->masks, engine->rasteriser, cairo, line,
                               has_halo(run) ? halo_pixels(cairo, run) : 0,
                               run->halo_color, run->color)) {
        cairo_restore(cairo);
        return;
    }
    if (march_text_wants_outline(cairo, run)) {
        cairo_append_path(cairo, march_text_line_outline(line));
    }
    if (!march_text_paint_outline(engine, cairo, run)) {
        cairo_move_to(cairo, 0, 0);
        pango_cairo_show_layout_line(cairo,
                                     pango_layout_get_line_readonly(line->layout, 0));
    }
    cairo_restore(cairo);
}
