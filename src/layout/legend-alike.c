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

gboolean
march_legend_sample_is_same(const MarchLegendSampler *sampler,
                            const MarchLegendUse *a,
                            const MarchLegendUse *b)
{
    const MarchStyleContext first = {.zoom = sampler->zoom, .feature = a->feature};
    const MarchStyleContext second = {.zoom = sampler->zoom, .feature = b->feature};

    if (a->kind != b->kind) {
        return FALSE;
    }
    if (a->kind == MARCH_LEGEND_LINE) {
        MarchLinePaint lines[2];

        march_style_layer_get_line(a->layer, &first, &lines[0]);
        march_style_layer_get_line(b->layer, &second, &lines[1]);
        return is_same_line(&lines[0], &lines[1]);
    }
    if (a->kind == MARCH_LEGEND_FILL) {
        MarchFillPaint fills[2];

        march_style_layer_get_fill(a->layer, &first, &fills[0]);
        march_style_layer_get_fill(b->layer, &second, &fills[1]);
        return is_same_fill(&fills[0], &fills[1]);
    }
    return FALSE; /* symbols are told apart by their icons */
}
