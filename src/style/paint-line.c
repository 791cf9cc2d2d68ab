/* SPDX-License-Identifier: MIT */
/* Resolved paints of lines. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "paint-source.h"

/* An odd number of dashes begins and ends with one, and these two are joined. */
static guint
join_ends(MarchLinePaint *paint, guint count)
{
    if (count % 2 == 0) {
        return count;
    }
    if (count == 1) {
        return 0;
    }
    paint->dash_offset = paint->dashes[count - 1];
    paint->dashes[0] += paint->dashes[count - 1];
    return count - 1;
}

/* Dashes count in line widths, as the width is at the whole zoom below. */
static void
read_dashes(const MarchPaintSource *source, MarchLinePaint *paint)
{
    double whole_zoom = floor(source->context->zoom);
    MarchStyleContext whole = {whole_zoom, source->context->feature};
    MarchPaintSource below = {source->layer, &whole};
    guint count = march_paint_read_numbers(&below, MARCH_LINE_DASHARRAY, paint->dashes,
                                           MARCH_PAINT_DASHES_MAX);
    gboolean has_caps = g_strcmp0(paint->cap, "butt") != 0;
    double total = 0, unit;

    if (count == 0) {
        return;
    }
    unit = march_paint_read_number(&below, MARCH_LINE_WIDTH);
    if (source->layer->style->dashes_grow) {
        unit *= exp2(source->context->zoom - whole_zoom);
    }
    count = join_ends(paint, count);
    paint->dash_offset *= unit;
    for (guint i = 0; i < count; i++) {
        /* A dash of no length is a dot where lines have caps. */
        double least = i % 2 == 0 && has_caps ? 0.001 : 0;

        paint->dashes[i] = MAX(least, paint->dashes[i] * unit);
        total += paint->dashes[i];
    }
    paint->n_dashes = total > 0 ? count : 0;
}

static MarchColor
read_edge(const MarchPaintSource *source, guint side, MarchColor fallback)
{
    const MarchStyleLayer *layer = source->layer;
    const MarchStyleSlot *slot = &layer->line_colors[MARCH_LINE_EDGE_LEFT + side];
    MarchColor color = MARCH_COLOR_NONE;

    if (layer->has_edge[side]) {
        color = slot->property != NULL ? march_paint_read_extension(source, slot)
                                       : fallback;
        color.alpha *= layer->edge_opacity;
    }
    return color;
}

static void
read_line_extensions(const MarchPaintSource *source, MarchLinePaint *paint)
{
    const MarchStyleLayer *layer = source->layer;

    paint->dashes_restart = layer->dashes_restart;
    paint->n_alternates = layer->n_alternates;
    paint->alternate_length = layer->alternate_length;
    for (guint i = 0; i < layer->n_alternates; i++) {
        paint->alternates[i] =
            march_paint_read_extension(source, &layer->line_colors[i]);
    }
    paint->edge_width = layer->edge_width;
    paint->edge_left = read_edge(source, 0, paint->color);
    paint->edge_right = read_edge(source, 1, paint->color);
}

static void
read_line(const MarchPaintSource *source, MarchLinePaint *paint)
{
    *paint = (MarchLinePaint){
        .color = march_paint_read_color(source, MARCH_LINE_COLOR),
        .opacity = march_paint_read_number(source, MARCH_LINE_OPACITY),
        .width = march_paint_read_number(source, MARCH_LINE_WIDTH),
        .gap_width = march_paint_read_number(source, MARCH_LINE_GAP_WIDTH),
        .offset = march_paint_read_number(source, MARCH_LINE_OFFSET),
        .cap = march_paint_read_string(source, MARCH_LINE_CAP),
        .join = march_paint_read_string(source, MARCH_LINE_JOIN),
        .miter_limit = march_paint_read_number(source, MARCH_LINE_MITER_LIMIT),
        .pattern = march_paint_read_string(source, MARCH_LINE_PATTERN),
    };
    march_paint_read_numbers(source, MARCH_LINE_TRANSLATE, paint->translate, 2);
    paint->translate_turns =
        march_paint_is_word(source, MARCH_LINE_TRANSLATE_ANCHOR, "map");
    read_dashes(source, paint);
    read_line_extensions(source, paint);
}

/* Whether all features have the same value of @slot at this zoom. */
static gboolean
is_common(const MarchPaintSource *source, const MarchStyleSlot *slot)
{
    return slot->expression == NULL || march_paint_is_cached(source, slot);
}

static gboolean
has_common_extensions(const MarchPaintSource *source)
{
    const MarchStyleLayer *layer = source->layer;

    for (guint i = 0; i < MARCH_LINE_COLORS; i++) {
        if (layer->line_colors[i].expression != NULL) {
            return FALSE;
        }
    }
    return !(layer->edge_width > 0) ||
           is_common(source, &layer->slots[MARCH_LINE_COLOR]);
}

/* Numbers and the colour may vary, but for a width that dashes count in. */
static void
find_base(const MarchPaintSource *source, MarchStyleLineBase *base)
{
    static const int may_vary[] = {MARCH_LINE_COLOR, MARCH_LINE_OPACITY,
                                   MARCH_LINE_WIDTH, MARCH_LINE_GAP_WIDTH,
                                   MARCH_LINE_OFFSET};
    const MarchStyleLayer *layer = source->layer;
    guint n_different = 0;

    for (guint i = 0; i < layer->n_slots; i++) {
        n_different += is_common(source, &layer->slots[i]) ? 0 : 1;
    }
    n_different -= is_common(source, &layer->slots[MARCH_LINE_SORT_KEY]) ? 0 : 1;
    base->n_varying = 0;
    for (guint i = 0; i < G_N_ELEMENTS(may_vary); i++) {
        if (!is_common(source, &layer->slots[may_vary[i]])) {
            base->varying[base->n_varying++] = (guint8)may_vary[i];
        }
    }
    base->is_usable = n_different == base->n_varying && has_common_extensions(source) &&
                      (base->paint.n_dashes == 0 ||
                       is_common(source, &layer->slots[MARCH_LINE_WIDTH]));
}

static gboolean
is_current(const MarchStyleLineBase *base, const MarchPaintSource *source)
{
    return base->is_tried && base->generation == source->layer->style->generation &&
           base->zoom <= source->context->zoom && base->zoom >= source->context->zoom;
}

static void
read_varying(const MarchPaintSource *source, int index, MarchLinePaint *paint)
{
    switch (index) {
    case MARCH_LINE_COLOR:
        paint->color = march_paint_read_color(source, index);
        break;
    case MARCH_LINE_OPACITY:
        paint->opacity = march_paint_read_number(source, index);
        break;
    case MARCH_LINE_WIDTH:
        paint->width = march_paint_read_number(source, index);
        break;
    case MARCH_LINE_GAP_WIDTH:
        paint->gap_width = march_paint_read_number(source, index);
        break;
    default:
        paint->offset = march_paint_read_number(source, index);
        break;
    }
}

static void
copy_base(const MarchLinePaint *base, MarchLinePaint *paint)
{
    memcpy(paint, base, offsetof(MarchLinePaint, dashes));
    for (guint i = 0; i < base->n_dashes; i++) {
        paint->dashes[i] = base->dashes[i];
    }
    for (guint i = 0; i < base->n_alternates; i++) {
        paint->alternates[i] = base->alternates[i];
    }
}

void
march_style_layer_get_line(const MarchStyleLayer *layer,
                           const MarchStyleContext *context,
                           MarchLinePaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);
    /* What was found for one feature speeds up the next, and changes no result. */
    MarchStyleLineBase *base = (MarchStyleLineBase *)(guintptr)&layer->line_base;

    g_assert(layer->type == MARCH_STYLE_LINE);
    if (is_current(base, &source) && base->is_usable) {
        copy_base(&base->paint, paint);
        for (guint i = 0; i < base->n_varying; i++) {
            read_varying(&source, base->varying[i], paint);
        }
        return;
    }
    read_line(&source, paint);
    if (!is_current(base, &source)) {
        base->is_tried = TRUE;
        base->zoom = context->zoom;
        base->generation = layer->style->generation;
        base->paint = *paint;
        find_base(&source, base);
    }
}
