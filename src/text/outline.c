/* SPDX-License-Identifier: MIT */
/*
 * Outlines of letters in layout units. They are made once, at one size and upright:
 * cairo would otherwise load every glyph anew for each size and angle.
 */
#include "engine.h"

/* Without bounds: cairo leaves out glyphs that are far outside of an image. */
static cairo_t *
create_canvas(void)
{
    cairo_surface_t *surface =
        cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *canvas = cairo_create(surface);

    cairo_surface_destroy(surface);
    cairo_move_to(canvas, 0, 0);
    return canvas;
}

const cairo_path_t *
march_text_line_outline(MarchTextLine *line)
{
    if (line->outline == NULL) {
        cairo_t *canvas = create_canvas();

        pango_cairo_layout_line_path(canvas,
                                     pango_layout_get_line_readonly(line->layout, 0));
        line->outline = cairo_copy_path(canvas);
        cairo_destroy(canvas);
    }
    return line->outline;
}

cairo_path_t *
march_text_glyphs_outline(PangoFont *font, PangoGlyphString *glyphs)
{
    cairo_t *canvas = create_canvas();
    cairo_path_t *outline;

    pango_cairo_glyph_string_path(canvas, font, glyphs);
    outline = cairo_copy_path(canvas);
    cairo_destroy(canvas);
    return outline;
}
