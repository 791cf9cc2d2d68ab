/* SPDX-License-Identifier: MIT */
#include <hb-ot.h>
#include <math.h>

#include "engine.h"

static double
to_units(double pango_units)
{
    return pango_units / PANGO_SCALE;
}

static void
measure_font(PangoLayout *layout, MarchTextMetrics *metrics)
{
    PangoContext *context = pango_layout_get_context(layout);
    const PangoFontDescription *description = pango_layout_get_font_description(layout);
    PangoFont *font = pango_context_load_font(context, description);
    hb_font_t *shaper = font != NULL ? pango_font_get_hb_font(font) : NULL;
    hb_font_extents_t extents = {0};
    hb_position_t cap_height = 0;

    if (shaper != NULL && hb_font_get_h_extents(shaper, &extents)) {
        metrics->ascent = to_units(extents.ascender);
        metrics->descent = to_units(-extents.descender);
    }
    if (shaper != NULL &&
        hb_ot_metrics_get_position(shaper, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap_height)) {
        metrics->cap_height = to_units(cap_height);
    } else {
        metrics->cap_height = 0.7 * metrics->ascent;
    }
    g_clear_object(&font);
}

void
march_text_line_init(MarchTextLine *line,
                     MarchTextEngine *engine,
                     const MarchFont *font,
                     const char *text)
{
    PangoLayout *layout = march_text_layout_new(engine, font, text);
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(layout, 0);
    PangoRectangle ink, logical;
    MarchTextMetrics *metrics = &line->metrics;

    line->layout = layout;
    pango_layout_line_get_extents(shaped, &ink, &logical);
    line->shift = to_units(-logical.x);
    metrics->advance = to_units(logical.width);
    metrics->ink = (MarchRect){to_units(ink.x) + line->shift, to_units(ink.y),
                               to_units(ink.width), to_units(ink.height)};
    metrics->missing_glyphs = pango_layout_get_unknown_glyphs_count(layout) > 0;
    measure_font(layout, metrics);
}

MarchTextMetrics
march_text_measure(MarchTextEngine *engine, const MarchFont *font, const char *text)
{
    MarchTextMetrics metrics = march_text_line_get(engine, font, text)->metrics;
    double unit = march_font_unit(font);

    metrics.advance *= unit;
    metrics.ascent *= unit;
    metrics.descent *= unit;
    metrics.cap_height *= unit;
    metrics.ink = (MarchRect){metrics.ink.x * unit, metrics.ink.y * unit,
                              metrics.ink.width * unit, metrics.ink.height * unit};
    return metrics;
}

gboolean
march_text_is_right_to_left(MarchTextEngine *engine,
                            const MarchFont *font,
                            const char *text)
{
    PangoLayout *layout = march_text_line_get(engine, font, text)->layout;
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);

    return line->resolved_dir == PANGO_DIRECTION_RTL;
}
