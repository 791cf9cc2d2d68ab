/* SPDX-License-Identifier: MIT */
/* Resolved paints: properties evaluated for one feature, lengths in CSS px. */
#include <math.h>
#include <string.h>

#include "paint-source.h"

void
march_style_layer_get_background(const MarchStyleLayer *layer,
                                 const MarchStyleContext *context,
                                 MarchBackgroundPaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_BACKGROUND);
    paint->color = march_paint_read_color(&source, MARCH_BACKGROUND_COLOR);
    paint->opacity = march_paint_read_number(&source, MARCH_BACKGROUND_OPACITY);
    paint->pattern = march_paint_read_string(&source, MARCH_BACKGROUND_PATTERN);
}

static MarchColor
read_extension_color(const MarchPaintSource *source, const MarchStyleSlot *slot)
{
    MarchStyleValue color;

    march_style_slot_evaluate(source->layer, (MarchStyleSlot *)(guintptr)slot,
                              source->context, &color);
    return color.plain.type == MARCH_VALUE_COLOR ? color.plain.as.color
                                                 : MARCH_COLOR_BLACK;
}

/* From 0 to 1. */
static double
read_extension_share(const MarchPaintSource *source, const MarchStyleSlot *slot)
{
    MarchStyleValue share;

    march_style_slot_evaluate(source->layer, (MarchStyleSlot *)(guintptr)slot,
                              source->context, &share);
    return share.plain.type == MARCH_VALUE_NUMBER ? CLAMP(share.plain.as.number, 0, 1)
                                                  : 1;
}

static void
read_hatches(const MarchPaintSource *source, MarchFillPaint *paint)
{
    const MarchStyleLayer *layer = source->layer;

    paint->n_hatches = layer->n_hatches;
    for (guint i = 0; i < layer->n_hatches; i++) {
        const MarchStyleHatch *hatch = &layer->hatches[i];

        paint->hatches[i] = (MarchHatch){
            .angle = hatch->angle,
            .spacing = hatch->spacing,
            .offset = hatch->offset,
            .width = hatch->width,
            .color = read_extension_color(source, &hatch->color),
            .opacity = hatch->opacity.is_given
                           ? read_extension_share(source, &hatch->opacity)
                           : paint->opacity,
            .cross = hatch->cross,
        };
    }
    paint->has_hatch = paint->n_hatches > 0;
    if (paint->has_hatch) {
        paint->hatch = paint->hatches[0];
    }
}

void
march_style_layer_get_fill(const MarchStyleLayer *layer,
                           const MarchStyleContext *context,
                           MarchFillPaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);
    MarchStyleValue store;
    const MarchStyleValue *outline;

    g_assert(layer->type == MARCH_STYLE_FILL);
    *paint = (MarchFillPaint){
        .color = march_paint_read_color(&source, MARCH_FILL_COLOR),
        .opacity = march_paint_read_number(&source, MARCH_FILL_OPACITY),
        .antialias = march_paint_read_boolean(&source, MARCH_FILL_ANTIALIAS),
        .pattern = march_paint_read_string(&source, MARCH_FILL_PATTERN),
    };
    march_paint_read_numbers(&source, MARCH_FILL_TRANSLATE, paint->translate, 2);
    paint->translate_turns =
        march_paint_is_word(&source, MARCH_FILL_TRANSLATE_ANCHOR, "map");
    outline = march_paint_read_value(&source, MARCH_FILL_OUTLINE_COLOR, &store);
    if (outline->plain.type == MARCH_VALUE_COLOR && paint->antialias) {
        paint->has_outline = TRUE;
        paint->outline_color = outline->plain.as.color;
        paint->outline_width = layer->style->outline_width;
    }
    read_hatches(&source, paint);
}

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
        color = slot->property != NULL ? read_extension_color(source, slot) : fallback;
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
        paint->alternates[i] = read_extension_color(source, &layer->line_colors[i]);
    }
    paint->edge_width = layer->edge_width;
    paint->edge_left = read_edge(source, 0, paint->color);
    paint->edge_right = read_edge(source, 1, paint->color);
}

void
march_style_layer_get_line(const MarchStyleLayer *layer,
                           const MarchStyleContext *context,
                           MarchLinePaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_LINE);
    *paint = (MarchLinePaint){
        .color = march_paint_read_color(&source, MARCH_LINE_COLOR),
        .opacity = march_paint_read_number(&source, MARCH_LINE_OPACITY),
        .width = march_paint_read_number(&source, MARCH_LINE_WIDTH),
        .gap_width = march_paint_read_number(&source, MARCH_LINE_GAP_WIDTH),
        .offset = march_paint_read_number(&source, MARCH_LINE_OFFSET),
        .cap = march_paint_read_string(&source, MARCH_LINE_CAP),
        .join = march_paint_read_string(&source, MARCH_LINE_JOIN),
        .miter_limit = march_paint_read_number(&source, MARCH_LINE_MITER_LIMIT),
        .pattern = march_paint_read_string(&source, MARCH_LINE_PATTERN),
    };
    march_paint_read_numbers(&source, MARCH_LINE_TRANSLATE, paint->translate, 2);
    paint->translate_turns =
        march_paint_is_word(&source, MARCH_LINE_TRANSLATE_ANCHOR, "map");
    read_dashes(&source, paint);
    read_line_extensions(&source, paint);
}

void
march_style_layer_get_circle(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchCirclePaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_CIRCLE);
    *paint = (MarchCirclePaint){
        .radius = march_paint_read_number(&source, MARCH_CIRCLE_RADIUS),
        .color = march_paint_read_color(&source, MARCH_CIRCLE_COLOR),
        .opacity = march_paint_read_number(&source, MARCH_CIRCLE_OPACITY),
        .stroke_width = march_paint_read_number(&source, MARCH_CIRCLE_STROKE_WIDTH),
        .stroke_color = march_paint_read_color(&source, MARCH_CIRCLE_STROKE_COLOR),
        .stroke_opacity = march_paint_read_number(&source, MARCH_CIRCLE_STROKE_OPACITY),
    };
    march_paint_read_numbers(&source, MARCH_CIRCLE_TRANSLATE, paint->translate, 2);
    paint->translate_turns =
        march_paint_is_word(&source, MARCH_CIRCLE_TRANSLATE_ANCHOR, "map");
}

void
march_style_layer_get_raster(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchRasterPaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_RASTER);
    *paint = (MarchRasterPaint){
        .opacity = march_paint_read_number(&source, MARCH_RASTER_OPACITY),
        .brightness_min = march_paint_read_number(&source, MARCH_RASTER_BRIGHTNESS_MIN),
        .brightness_max = march_paint_read_number(&source, MARCH_RASTER_BRIGHTNESS_MAX),
        .contrast = march_paint_read_number(&source, MARCH_RASTER_CONTRAST),
        .saturation = march_paint_read_number(&source, MARCH_RASTER_SATURATION),
        .hue_rotate = march_paint_read_number(&source, MARCH_RASTER_HUE_ROTATE),
    };
}

/* The colours of an array; their number. */
static guint
read_colors(const MarchPaintSource *source, int index, MarchColor *colors, guint count)
{
    MarchStyleValue store;
    const MarchStyleValue *value = march_paint_read_value(source, index, &store);
    guint length = 0;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        return 0;
    }
    for (; length < value->plain.as.array->length && length < count; length++) {
        const MarchValue *item = &value->plain.as.array->items[length];

        colors[length] =
            item->type == MARCH_VALUE_COLOR ? item->as.color : MARCH_COLOR_NONE;
    }
    return length;
}

/* As many lights as the longest list has; shorter lists go on with their last. */
static void
read_lights(const MarchPaintSource *source, MarchHillshadePaint *paint)
{
    double directions[MARCH_PAINT_LIGHTS_MAX] = {335};
    double altitudes[MARCH_PAINT_LIGHTS_MAX] = {45};
    MarchColor shadows[MARCH_PAINT_LIGHTS_MAX] = {MARCH_COLOR_BLACK};
    MarchColor highlights[MARCH_PAINT_LIGHTS_MAX] = {MARCH_COLOR_WHITE};
    guint counts[] = {
        march_paint_read_numbers(source, MARCH_HILLSHADE_DIRECTION, directions,
                                 MARCH_PAINT_LIGHTS_MAX),
        march_paint_read_numbers(source, MARCH_HILLSHADE_ALTITUDE, altitudes,
                                 MARCH_PAINT_LIGHTS_MAX),
        read_colors(source, MARCH_HILLSHADE_SHADOW_COLOR, shadows,
                    MARCH_PAINT_LIGHTS_MAX),
        read_colors(source, MARCH_HILLSHADE_HIGHLIGHT_COLOR, highlights,
                    MARCH_PAINT_LIGHTS_MAX),
    };

    paint->n_lights = 1;
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        paint->n_lights = MAX(paint->n_lights, counts[i]);
        counts[i] = MAX(counts[i], 1);
    }
    for (guint i = 0; i < paint->n_lights; i++) {
        paint->lights[i] = (MarchHillshadeLight){
            .direction = directions[MIN(i, counts[0] - 1)],
            .altitude = altitudes[MIN(i, counts[1] - 1)],
            .shadow = shadows[MIN(i, counts[2] - 1)],
            .highlight = highlights[MIN(i, counts[3] - 1)],
        };
    }
}

void
march_style_layer_get_hillshade(const MarchStyleLayer *layer,
                                const MarchStyleContext *context,
                                MarchHillshadePaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_HILLSHADE);
    *paint = (MarchHillshadePaint){
        .method = march_paint_read_string(&source, MARCH_HILLSHADE_METHOD),
        .lights_turn = march_paint_is_word(&source, MARCH_HILLSHADE_ANCHOR, "map"),
        .exaggeration = march_paint_read_number(&source, MARCH_HILLSHADE_EXAGGERATION),
        .accent = march_paint_read_color(&source, MARCH_HILLSHADE_ACCENT_COLOR),
    };
    if (paint->method == NULL) {
        paint->method = "standard";
    }
    read_lights(&source, paint);
}
