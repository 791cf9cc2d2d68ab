/* SPDX-License-Identifier: MIT */
/* Text along a path: each cluster stands on the path by its middle. */
#include <math.h>

#include "engine.h"

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

/** What drawing the clusters of one line shares. */
typedef struct {
    cairo_t *cairo;
    const char *text;
    Walk walk;
    double unit;     /* mm of a layout unit */
    double position; /* mm along the path */
    gboolean as_outline;
} Along;

static void
add_outline(const Along *along, PangoFont *font, PangoGlyphString *glyphs)
{
    cairo_path_t *outline = march_text_glyphs_outline(font, glyphs);

    cairo_append_path(along->cairo, outline);
    cairo_path_destroy(outline);
}

/* The cluster with its text, so that a PDF's text can be searched. */
static void
show_cluster(const Along *along,
             const PangoGlyphItemIter *iter,
             PangoGlyphString *glyphs)
{
    PangoItem item = *iter->glyph_item->item;
    PangoGlyphItem cluster = {.item = &item, .glyphs = glyphs};
    g_autofree int *log_clusters = g_new0(int, (gsize)glyphs->num_glyphs);

    item.offset = iter->start_index;
    item.length = iter->end_index - iter->start_index;
    item.num_chars = iter->end_char - iter->start_char;
    glyphs->log_clusters = log_clusters;
    cairo_move_to(along->cairo, 0, 0);
    pango_cairo_show_glyph_item(along->cairo, along->text, &cluster);
}

static void
draw_cluster(Along *along, const PangoGlyphItemIter *iter)
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
    middle =
        walk_to(&along->walk, along->position + width / 2 * along->unit, &direction);
    along->position += width * along->unit;
    cairo_save(along->cairo);
    cairo_translate(along->cairo, middle.x, middle.y);
    cairo_rotate(along->cairo, direction);
    cairo_scale(along->cairo, along->unit, along->unit);
    cairo_translate(along->cairo, -width / 2, 0);
    if (along->as_outline) {
        add_outline(along, run->item->analysis.font, &glyphs);
    } else {
        show_cluster(along, iter, &glyphs);
    }
    cairo_restore(along->cairo);
}

/* All clusters from left to right, @start_offset mm into the path. */
static void
draw_clusters(Along *along,
              const MarchTextLine *line,
              const MarchPath *path,
              double start_offset)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, 0);
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(line->layout, 0);

    along->walk =
        (Walk){.points = &g_array_index(path->points, MarchPoint, part->start),
               .count = part->count};
    along->position = start_offset + line->shift * along->unit;
    for (GSList *node = shaped->runs; node != NULL; node = node->next) {
        PangoLayoutRun *run = node->data;
        gboolean is_rtl = run->item->analysis.level % 2 != 0;
        PangoGlyphItemIter iter;
        gboolean has_more =
            is_rtl ? pango_glyph_item_iter_init_end(&iter, run, along->text)
                   : pango_glyph_item_iter_init_start(&iter, run, along->text);

        while (has_more) {
            draw_cluster(along, &iter);
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
    double unit = march_font_unit(&run->font);
    Along along = {
        .cairo = cairo, .text = pango_layout_get_text(line->layout), .unit = unit};

    if (path->parts->len == 0 ||
        g_array_index(path->parts, MarchPathPart, 0).count < 2) {
        return;
    }
    cairo_save(cairo);
    cairo_new_path(cairo);
    along.as_outline = march_text_wants_outline(cairo, run);
    if (along.as_outline) {
        draw_clusters(&along, line, path, start_offset);
    }
    cairo_scale(cairo, unit, unit);
    if (!march_text_paint_outline(engine, cairo, run)) {
        cairo_scale(cairo, 1 / unit, 1 / unit);
        along.as_outline = FALSE;
        draw_clusters(&along, line, path, start_offset);
    }
    cairo_restore(cairo);
}

void
march_text_add_outline_along(MarchTextEngine *engine,
                             cairo_t *cairo,
                             const MarchTextRun *run,
                             const MarchPath *path,
                             double start_offset)
{
    const MarchTextLine *line = march_text_line_get(engine, &run->font, run->text);
    Along along = {.cairo = cairo,
                   .text = pango_layout_get_text(line->layout),
                   .unit = march_font_unit(&run->font),
                   .as_outline = TRUE};

    if (path->parts->len > 0 &&
        g_array_index(path->parts, MarchPathPart, 0).count >= 2) {
        draw_clusters(&along, line, path, start_offset);
    }
}
