/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "legend-sample.h"

static gboolean
is_near(double a, double b)
{
    return fabs(a - b) < 0.01;
}

static gboolean
is_color(MarchColor a, MarchColor b)
{
    return is_near(a.red, b.red) && is_near(a.green, b.green) &&
           is_near(a.blue, b.blue) && is_near(a.alpha, b.alpha);
}

static gboolean
is_same_line(const MarchLinePaint *a, const MarchLinePaint *b)
{
    gboolean is_same =
        is_color(a->color, b->color) && is_near(a->opacity, b->opacity) &&
        is_near(a->width, b->width) && is_near(a->gap_width, b->gap_width) &&
        g_strcmp0(a->pattern, b->pattern) == 0 && a->n_dashes == b->n_dashes &&
        a->n_alternates == b->n_alternates && is_near(a->edge_width, b->edge_width) &&
        is_color(a->edge_left, b->edge_left) && is_color(a->edge_right, b->edge_right);

    for (guint i = 0; i < a->n_dashes && is_same; i++) {
        is_same = is_near(a->dashes[i], b->dashes[i]);
    }
    for (guint i = 0; i < a->n_alternates && is_same; i++) {
        is_same = is_color(a->alternates[i], b->alternates[i]);
    }
    return is_same;
}

static gboolean
is_same_fill(const MarchFillPaint *a, const MarchFillPaint *b)
{
    gboolean is_same =
        is_color(a->color, b->color) && is_near(a->opacity, b->opacity) &&
        a->has_outline == b->has_outline &&
        is_color(a->outline_color, b->outline_color) &&
        g_strcmp0(a->pattern, b->pattern) == 0 && a->n_hatches == b->n_hatches;

    for (guint i = 0; i < a->n_hatches && is_same; i++) {
        is_same = is_color(a->hatches[i].color, b->hatches[i].color) &&
                  is_near(a->hatches[i].opacity, b->hatches[i].opacity) &&
                  is_near(a->hatches[i].angle, b->hatches[i].angle) &&
                  is_near(a->hatches[i].spacing, b->hatches[i].spacing) &&
                  is_near(a->hatches[i].width, b->hatches[i].width);
    }
    return is_same;
}

static gboolean
is_same_circle(const MarchCirclePaint *a,
               const MarchCirclePaint *b,
               gboolean sizes_are_numbers)
{
    return (sizes_are_numbers || is_near(a->radius, b->radius)) &&
           is_color(a->color, b->color) && is_near(a->opacity, b->opacity) &&
           is_near(a->stroke_width, b->stroke_width) &&
           is_color(a->stroke_color, b->stroke_color) &&
           is_near(a->stroke_opacity, b->stroke_opacity);
}

static gboolean
has_text(const MarchSymbolPaint *paint)
{
    return paint->text != NULL && paint->text[0] != '\0';
}

/* What the text says is an example, and no sample shows it but as a number. */
static gboolean
is_same_symbol(const MarchSymbolPaint *a,
               const MarchSymbolPaint *b,
               gboolean sizes_are_numbers)
{
    if (!has_text(a) != !has_text(b) || g_strcmp0(a->icon, b->icon) != 0 ||
        a->n_sections + b->n_sections > 0) {
        return FALSE;
    }
    if (has_text(a) &&
        (g_strcmp0(a->font, b->font) != 0 || !is_near(a->size, b->size) ||
         !is_color(a->color, b->color) || !is_near(a->opacity, b->opacity) ||
         !is_color(a->halo_color, b->halo_color) ||
         !is_near(a->halo_width, b->halo_width))) {
        return FALSE;
    }
    return a->icon == NULL ||
           ((sizes_are_numbers || is_near(a->icon_size, b->icon_size)) &&
            is_color(a->icon_color, b->icon_color) &&
            is_near(a->icon_opacity, b->icon_opacity) &&
            is_near(a->icon_rotate, b->icon_rotate) &&
            is_color(a->icon_halo_color, b->icon_halo_color) &&
            is_near(a->icon_halo_width, b->icon_halo_width) &&
            g_strcmp0(a->icon_text_fit, b->icon_text_fit) == 0);
}

static gboolean
are_same_lines(const MarchLegendUse *a, const MarchLegendUse *b, double zoom)
{
    const MarchStyleContext first = {.zoom = zoom, .feature = a->feature};
    const MarchStyleContext second = {.zoom = zoom, .feature = b->feature};
    g_autofree char *pattern = NULL;
    MarchLinePaint lines[2];

    march_style_layer_get_line(a->layer, &first, &lines[0]);
    /* Text of a paint lasts until the style is asked again. */
    lines[0].pattern = pattern = g_strdup(lines[0].pattern);
    march_style_layer_get_line(b->layer, &second, &lines[1]);
    return is_same_line(&lines[0], &lines[1]);
}

static gboolean
are_same_fills(const MarchLegendUse *a, const MarchLegendUse *b, double zoom)
{
    const MarchStyleContext first = {.zoom = zoom, .feature = a->feature};
    const MarchStyleContext second = {.zoom = zoom, .feature = b->feature};
    g_autofree char *pattern = NULL;
    MarchFillPaint fills[2];

    march_style_layer_get_fill(a->layer, &first, &fills[0]);
    fills[0].pattern = pattern = g_strdup(fills[0].pattern);
    march_style_layer_get_fill(b->layer, &second, &fills[1]);
    return is_same_fill(&fills[0], &fills[1]);
}

static gboolean
are_same_circles(const MarchLegendUse *a,
                 const MarchLegendUse *b,
                 double zoom,
                 gboolean sizes_are_numbers)
{
    const MarchStyleContext first = {.zoom = zoom, .feature = a->feature};
    const MarchStyleContext second = {.zoom = zoom, .feature = b->feature};
    MarchCirclePaint circles[2];

    march_style_layer_get_circle(a->layer, &first, &circles[0]);
    march_style_layer_get_circle(b->layer, &second, &circles[1]);
    return is_same_circle(&circles[0], &circles[1], sizes_are_numbers);
}

static gboolean
are_same_symbols(const MarchLegendUse *a,
                 const MarchLegendUse *b,
                 double zoom,
                 gboolean sizes_are_numbers)
{
    const MarchStyleContext first = {.zoom = zoom, .feature = a->feature};
    const MarchStyleContext second = {.zoom = zoom, .feature = b->feature};
    g_autofree char *text = NULL;
    g_autofree char *font = NULL;
    g_autofree char *icon = NULL;
    g_autofree char *fit = NULL;
    MarchSymbolPaint symbols[2];

    march_style_layer_get_symbol(a->layer, &first, &symbols[0]);
    symbols[0].text = text = g_strdup(symbols[0].text);
    symbols[0].font = font = g_strdup(symbols[0].font);
    symbols[0].icon = icon = g_strdup(symbols[0].icon);
    symbols[0].icon_text_fit = fit = g_strdup(symbols[0].icon_text_fit);
    march_style_layer_get_symbol(b->layer, &second, &symbols[1]);
    return is_same_symbol(&symbols[0], &symbols[1], sizes_are_numbers);
}

gboolean
march_legend_sample_is_same(const MarchLegendSampler *sampler,
                            const MarchLegendUse *a,
                            const MarchLegendUse *b,
                            gboolean sizes_are_numbers)
{
    if (a->kind != b->kind) {
        return FALSE;
    }
    switch (a->kind) {
    case MARCH_LEGEND_LINE:
        return are_same_lines(a, b, sampler->zoom);
    case MARCH_LEGEND_FILL:
        return are_same_fills(a, b, sampler->zoom);
    case MARCH_LEGEND_CIRCLE:
        return are_same_circles(a, b, sampler->zoom, sizes_are_numbers);
    case MARCH_LEGEND_SYMBOL:
        return are_same_symbols(a, b, sampler->zoom, sizes_are_numbers);
    }
    g_assert_not_reached();
}
