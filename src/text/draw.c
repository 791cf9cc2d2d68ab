/* SPDX-License-Identifier: MIT */
/* Drawing shaped lines with cairo. */
#include <math.h>

#include "engine.h"

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
wants_outlines(cairo_t *cairo)
{
    return cairo_surface_get_type(cairo_get_group_target(cairo)) ==
           CAIRO_SURFACE_TYPE_IMAGE;
}

/* Strokes the current path, in layout units, as the halo. */
static void
stroke_halo(cairo_t *cairo, const MarchTextRun *run)
{
    cairo_set_line_width(cairo, 2 * run->halo_width * MARCH_TEXT_UNITS);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cairo, NULL, 0, 0);
    set_color(cairo, run->halo_color);
    cairo_stroke_preserve(cairo);
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

void
march_text_draw(MarchTextEngine *engine, cairo_t *cairo, const MarchTextRun *run)
{
    const MarchTextLine *line = march_text_line_get(engine, &run->font, run->text);
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(line->layout, 0);
    double shift = line->shift + align_shift(run, line->metrics.advance);
    gboolean outlines = wants_outlines(cairo);

    cairo_save(cairo);
    cairo_translate(cairo, run->origin.x, run->origin.y);
    cairo_rotate(cairo, run->angle * G_PI / 180);
    cairo_scale(cairo, 1 / MARCH_TEXT_UNITS, 1 / MARCH_TEXT_UNITS);
    cairo_new_path(cairo);
    cairo_move_to(cairo, shift * MARCH_TEXT_UNITS, 0);
    if (outlines || has_halo(run)) {
        pango_cairo_layout_line_path(cairo, shaped);
    }
    if (has_halo(run)) {
        stroke_halo(cairo, run);
    }
    set_color(cairo, run->color);
    if (outlines) {
        cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
        cairo_fill(cairo);
    } else {
        cairo_new_path(cairo);
        cairo_move_to(cairo, shift * MARCH_TEXT_UNITS, 0);
        pango_cairo_show_layout_line(cairo, shaped);
    }
    cairo_restore(cairo);
}

/* A place on a polyline: walks forward only. */
typedef struct {
    const MarchPoint *points;
    guint count;
    guint index;   /* of the segment's first point */
    double passed; /* mm before that point */
} Walk;

/* The point @distance mm into the walk and the direction there, in radians. */
static MarchPoint
walk_to(Walk *walk, double distance, double *direction)
{
    for (;;) {
        MarchPoint from = walk->points[walk->index];
        MarchPoint to = walk->points[walk->index + 1];
        double length = hypot(to.x - from.x, to.y - from.y);

        if (distance <= walk->passed + length || walk->index + 2 >= walk->count) {
            double t = length > 0 ? (distance - walk->passed) / length : 0;

            *direction = atan2(to.y - from.y, to.x - from.x);
            return (MarchPoint){from.x + t * (to.x - from.x),
                                from.y + t * (to.y - from.y)};
        }
        walk->passed += length;
        walk->index++;
    }
}

typedef enum { DRAW_OUTLINE, DRAW_GLYPHS } DrawMode;

/* Draws one cluster so that its middle stands on the path. */
static void
draw_cluster(cairo_t *cairo,
             const char *text,
             const PangoGlyphItemIter *iter,
             Walk *walk,
             double *position,
             DrawMode mode)
{
    const PangoGlyphItem *run = iter->glyph_item;
    /* Pango gives [start, end) of the glyphs, mirrored for text from right to left. */
    gboolean is_mirrored = iter->start_glyph > iter->end_glyph;
    int first = is_mirrored ? iter->end_glyph + 1 : iter->start_glyph;
    int last = is_mirrored ? iter->start_glyph + 1 : iter->end_glyph;
    PangoGlyphString glyphs = {.num_glyphs = last - first,
                               .glyphs = run->glyphs->glyphs + first,
                               .log_clusters = run->glyphs->log_clusters + first};
    double width = 0, direction;
    MarchPoint middle;

    for (int i = 0; i < glyphs.num_glyphs; i++) {
        width += (double)glyphs.glyphs[i].geometry.width / PANGO_SCALE;
    }
    middle = walk_to(walk, *position + width / 2 / MARCH_TEXT_UNITS, &direction);
    *position += width / MARCH_TEXT_UNITS;
    cairo_save(cairo);
    cairo_translate(cairo, middle.x, middle.y);
    cairo_rotate(cairo, direction);
    cairo_scale(cairo, 1 / MARCH_TEXT_UNITS, 1 / MARCH_TEXT_UNITS);
    cairo_move_to(cairo, -width / 2, 0);
    if (mode == DRAW_OUTLINE) {
        pango_cairo_glyph_string_path(cairo, run->item->analysis.font, &glyphs);
    } else {
        PangoItem item = *run->item;
        PangoGlyphItem cluster = {.item = &item, .glyphs = &glyphs};
        g_autofree int *log_clusters = g_new0(int, (gsize)glyphs.num_glyphs);

        item.offset = iter->start_index;
        item.length = iter->end_index - iter->start_index;
        item.num_chars = iter->end_char - iter->start_char;
        glyphs.log_clusters = log_clusters;
        pango_cairo_show_glyph_item(cairo, text, &cluster);
    }
    cairo_restore(cairo);
}

static void
draw_clusters(cairo_t *cairo,
              const MarchTextLine *line,
              const MarchPath *path,
              double start_offset,
              DrawMode mode)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, 0);
    const char *text = pango_layout_get_text(line->layout);
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(line->layout, 0);
    Walk walk = {.points = &g_array_index(path->points, MarchPoint, part->start),
                 .count = part->count};
    double position = start_offset + line->shift;

    for (GSList *node = shaped->runs; node != NULL; node = node->next) {
        PangoLayoutRun *run = node->data;
        gboolean is_rtl = run->item->analysis.level % 2 != 0;
        PangoGlyphItemIter iter;
        gboolean has_more = is_rtl ? pango_glyph_item_iter_init_end(&iter, run, text)
                                   : pango_glyph_item_iter_init_start(&iter, run, text);

        while (has_more) {
            draw_cluster(cairo, text, &iter, &walk, &position, mode);
            has_more = is_rtl ? pango_glyph_item_iter_prev_cluster(&iter)
                              : pango_glyph_item_iter_next_cluster(&iter);
        }
    }
}

void
march_text_draw_along(MarchTextEngine *engine,
                      cairo_t *cairo,
                      const MarchTextRun *run,
                      const MarchPath *path,
                      double start_offset)
{
    const MarchTextLine *line = march_text_line_get(engine, &run->font, run->text);
    gboolean outlines = wants_outlines(cairo);

    if (path->parts->len == 0 ||
        g_array_index(path->parts, MarchPathPart, 0).count < 2) {
        return;
    }
    cairo_save(cairo);
    cairo_new_path(cairo);
    if (outlines || has_halo(run)) {
        draw_clusters(cairo, line, path, start_offset, DRAW_OUTLINE);
    }
    cairo_scale(cairo, 1 / MARCH_TEXT_UNITS, 1 / MARCH_TEXT_UNITS);
    if (has_halo(run)) {
        stroke_halo(cairo, run);
    }
    set_color(cairo, run->color);
    if (outlines) {
        cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
        cairo_fill(cairo);
    } else {
        cairo_scale(cairo, MARCH_TEXT_UNITS, MARCH_TEXT_UNITS);
        cairo_new_path(cairo);
        draw_clusters(cairo, line, path, start_offset, DRAW_GLYPHS);
    }
    cairo_restore(cairo);
}
