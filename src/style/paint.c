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

MarchColor
march_paint_read_extension(const MarchPaintSource *source, const MarchStyleSlot *slot)
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
            .color = march_paint_read_extension(source, &hatch->color),
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
