/* SPDX-License-Identifier: MIT */
/**
 * Within the style module: reading properties of a layer for one feature.
 *
 * Inline, since maps ask for millions of them. What is returned borrows from the
 * layer, the feature or the style's scratch arena.
 */
#ifndef MARCH_STYLE_PAINT_SOURCE_H
#define MARCH_STYLE_PAINT_SOURCE_H

#include "style-private.h"

/** The layer and context that values are read for. */
typedef struct {
    const MarchStyleLayer *layer;
    const MarchStyleContext *context;
} MarchPaintSource;

static inline MarchPaintSource
march_paint_begin(const MarchStyleLayer *layer, const MarchStyleContext *context)
{
    march_arena_reset(layer->style->scratch);
    return (MarchPaintSource){layer, context};
}

/* Whether @slot holds what it evaluates to at this zoom. */
static inline gboolean
march_paint_is_cached(const MarchPaintSource *source, const MarchStyleSlot *slot)
{
    return slot->has_cache && slot->cached_zoom <= source->context->zoom &&
           slot->cached_zoom >= source->context->zoom;
}

/* What is asked of an expression may have a short way: see MarchEvaluateNumber. */
static inline gboolean
march_paint_has_short_way(const MarchPaintSource *source, const MarchStyleSlot *slot)
{
    return slot->expression != NULL && source->context->feature != NULL &&
           source->context->feature->properties != NULL;
}

/* Most properties are constant and stay where they lie; others go into @store. */
static inline const MarchStyleValue *
march_paint_read_value(const MarchPaintSource *source,
                       int index,
                       MarchStyleValue *store)
{
    MarchStyleSlot *slot = &source->layer->slots[index];

    if (slot->expression == NULL || march_paint_is_cached(source, slot)) {
        return &slot->value;
    }
    march_style_slot_evaluate(source->layer, slot, source->context, store);
    return store;
}

/* Within the property's range; what evaluates to nothing is 0. */
static inline double
march_paint_read_number(const MarchPaintSource *source, int index)
{
    const MarchStyleSlot *slot = &source->layer->slots[index];
    const MarchStyleProperty *property = slot->property;
    double number;

    if (!march_paint_has_short_way(source, slot) ||
        !march_expression_get_number(slot->expression, source->context->feature,
                                     &number)) {
        MarchStyleValue store;
        const MarchStyleValue *value = march_paint_read_value(source, index, &store);

        number = value->plain.type == MARCH_VALUE_NUMBER ? value->plain.as.number : 0;
    }
    if ((property->flags & MARCH_PROPERTY_MINIMUM) && number < property->minimum) {
        number = property->minimum;
    }
    if ((property->flags & MARCH_PROPERTY_MAXIMUM) && number > property->maximum) {
        number = property->maximum;
    }
    return property->flags & MARCH_PROPERTY_LENGTH ? number * source->layer->unit
                                                   : number;
}

static inline gboolean
march_paint_read_boolean(const MarchPaintSource *source, int index)
{
    MarchStyleValue store;
    const MarchStyleValue *value = march_paint_read_value(source, index, &store);

    return value->plain.type == MARCH_VALUE_BOOLEAN && value->plain.as.boolean;
}

static inline MarchColor
march_paint_read_color(const MarchPaintSource *source, int index)
{
    const MarchStyleSlot *slot = &source->layer->slots[index];
    MarchStyleValue store;
    const MarchStyleValue *value;
    MarchColor color;

    if (march_paint_has_short_way(source, slot) &&
        march_expression_get_color(slot->expression, source->context->feature,
                                   &color)) {
        return color;
    }
    value = march_paint_read_value(source, index, &store);
    return value->plain.type == MARCH_VALUE_COLOR ? value->plain.as.color
                                                  : MARCH_COLOR_NONE;
}

/** The colour of a print extension; black when there is none. */
MarchColor march_paint_read_extension(const MarchPaintSource *source,
                                      const MarchStyleSlot *slot);

/* NULL when there is none or it is empty. */
static inline const char *
march_paint_read_string(const MarchPaintSource *source, int index)
{
    MarchStyleValue store;
    const MarchStyleValue *value = march_paint_read_value(source, index, &store);

    return value->plain.type == MARCH_VALUE_STRING && *value->plain.as.string != '\0'
               ? value->plain.as.string
               : NULL;
}

static inline gboolean
march_paint_is_word(const MarchPaintSource *source, int index, const char *word)
{
    return g_strcmp0(march_paint_read_string(source, index), word) == 0;
}

/* The numbers of an array; those it lacks stay as they are. */
static inline guint
march_paint_read_numbers(const MarchPaintSource *source,
                         int index,
                         double *numbers,
                         guint count)
{
    const MarchStyleProperty *property = source->layer->slots[index].property;
    MarchStyleValue store;
    const MarchStyleValue *value = march_paint_read_value(source, index, &store);
    double unit = property->flags & MARCH_PROPERTY_LENGTH ? source->layer->unit : 1;
    guint length = 0;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        return 0;
    }
    for (; length < value->plain.as.array->length && length < count; length++) {
        const MarchValue *item = &value->plain.as.array->items[length];

        numbers[length] = item->type == MARCH_VALUE_NUMBER ? item->as.number * unit : 0;
    }
    return length;
}

#endif
