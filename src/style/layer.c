/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "icon-file.h"
#include "style-private.h"

const char *
march_style_layer_get_id(const MarchStyleLayer *layer)
{
    return layer->id;
}

MarchStyleLayerType
march_style_layer_get_type(const MarchStyleLayer *layer)
{
    return layer->type;
}

const MarchStyleSource *
march_style_layer_get_source(const MarchStyleLayer *layer)
{
    return layer->source;
}

MarchLocation
march_style_layer_get_location(const MarchStyleLayer *layer)
{
    return layer->where;
}

MarchLocation
march_style_layer_get_image_location(const MarchStyleLayer *layer)
{
    for (guint i = 0; i < layer->n_slots; i++) {
        if (layer->slots[i].is_given &&
            layer->slots[i].property->type == MARCH_TYPE_IMAGE) {
            return layer->slots[i].where;
        }
    }
    return layer->where;
}

MarchLocation
march_style_layer_get_font_location(const MarchStyleLayer *layer)
{
    const MarchStyleSlot *slots = layer->slots;

    g_assert(layer->type == MARCH_STYLE_SYMBOL);
    return slots[slots[MARCH_TEXT_FONT].is_given ? MARCH_TEXT_FONT : MARCH_TEXT_FIELD]
        .where;
}

void
march_style_layer_list_fonts(const MarchStyleLayer *layer, GPtrArray *names)
{
    static const int slots[] = {MARCH_TEXT_FONT, MARCH_TEXT_FIELD};

    for (guint i = 0; layer->type == MARCH_STYLE_SYMBOL && i < G_N_ELEMENTS(slots);
         i++) {
        const MarchStyleSlot *slot = &layer->slots[slots[i]];

        if (slot->expression != NULL) {
            march_expression_collect_fonts(slot->expression, names);
        } else if (slot->is_given) {
            march_style_value_collect_fonts(&slot->value, names);
        }
    }
}

gboolean
march_style_layer_is_visible(const MarchStyleLayer *layer, double zoom)
{
    return !layer->is_hidden && !(zoom < layer->minimum_zoom) &&
           !(zoom >= layer->maximum_zoom);
}

const MarchStyleLegend *
march_style_layer_get_legend(const MarchStyleLayer *layer)
{
    return layer->has_legend ? &layer->legend : NULL;
}

const MarchValue *
march_style_layer_get_metadata(const MarchStyleLayer *layer, const char *key)
{
    return layer->metadata != NULL ? march_value_object_get(layer->metadata, key)
                                   : NULL;
}

const char *const *
march_style_layer_get_properties(const MarchStyleLayer *layer)
{
    return layer->properties;
}

/* Asked for every feature, so that the answer is kept. */
static gboolean
has_image(gpointer data, const char *name)
{
    MarchStyle *style = data;
    gpointer known = g_hash_table_lookup(style->has_icon, name);

    if (known == NULL) {
        g_autofree char *path =
            march_icon_file_find(style->icons[0], style->icons[1], name);

        known = GUINT_TO_POINTER(path != NULL ? 2 : 1);
        g_hash_table_insert(style->has_icon, g_strdup(name), known);
    }
    return GPOINTER_TO_UINT(known) == 2;
}

static MarchEvaluation
begin_evaluation(const MarchStyleLayer *layer, const MarchStyleContext *context)
{
    return (MarchEvaluation){
        .zoom = context->zoom,
        .feature = context->feature,
        .global_state = layer->style->state,
        .scratch = layer->style->scratch,
        .has_image = layer->style->has_icon != NULL ? has_image : NULL,
        .images = layer->style,
    };
}

static gboolean
passes(const MarchExpression *filter, MarchEvaluation *evaluation)
{
    MarchStyleValue value;

    return filter == NULL ||
           (march_expression_evaluate(filter, evaluation, &value) &&
            value.plain.type == MARCH_VALUE_BOOLEAN && value.plain.as.boolean);
}

gboolean
march_style_layer_accepts(const MarchStyleLayer *layer,
                          const MarchStyleContext *context)
{
    MarchEvaluation evaluation = begin_evaluation(layer, context);

    if (layer->filter == NULL && layer->source_filter == NULL) {
        return TRUE;
    }
    march_arena_reset(layer->style->scratch);
    /* Filters see whole zooms only: the specification says so. */
    evaluation.zoom = floor(context->zoom);
    return passes(layer->source_filter, &evaluation) &&
           passes(layer->filter, &evaluation);
}

static void
record_failure(MarchStyleSlot *slot, const MarchEvaluation *evaluation)
{
    if (slot->failed == NULL) {
        gsize length;

        slot->failed = g_hash_table_new(NULL, NULL);
        slot->failure = g_strdup(evaluation->error);
        length = strlen(slot->failure);
        if (length > 0 && slot->failure[length - 1] == '.') {
            slot->failure[length - 1] = '\0';
        }
    }
    /* Paints are asked for more than once: for the map, its legend, its labels. */
    g_hash_table_add(slot->failed, (gpointer)(guintptr)evaluation->feature);
}

void
march_style_slot_evaluate(const MarchStyleLayer *layer,
                          MarchStyleSlot *slot,
                          const MarchStyleContext *context,
                          MarchStyleValue *value)
{
    MarchEvaluation evaluation;

    if (slot->expression == NULL ||
        (slot->has_cache && slot->cached_zoom <= context->zoom &&
         slot->cached_zoom >= context->zoom)) {
        *value = slot->value;
        return;
    }
    evaluation = begin_evaluation(layer, context);
    if (!march_expression_evaluate(slot->expression, &evaluation, value)) {
        record_failure(slot, &evaluation);
    }
    /* Only what does not live in the scratch arena can be kept. */
    if (slot->only_zoom && (value->plain.type == MARCH_VALUE_NUMBER ||
                            value->plain.type == MARCH_VALUE_COLOR ||
                            value->plain.type == MARCH_VALUE_BOOLEAN)) {
        slot->value = *value;
        slot->cached_zoom = context->zoom;
        slot->has_cache = TRUE;
    }
}

/* The slot of the sort key; NULL for layers of one thing. */
static MarchStyleSlot *
find_sort_key(const MarchStyleLayer *layer)
{
    static const int keys[] = {
        [MARCH_STYLE_BACKGROUND] = -1,
        [MARCH_STYLE_FILL] = MARCH_FILL_SORT_KEY,
        [MARCH_STYLE_LINE] = MARCH_LINE_SORT_KEY,
        [MARCH_STYLE_CIRCLE] = MARCH_CIRCLE_SORT_KEY,
        [MARCH_STYLE_SYMBOL] = MARCH_SYMBOL_SORT_KEY,
        [MARCH_STYLE_RASTER] = -1,
        [MARCH_STYLE_HILLSHADE] = -1,
    };

    return keys[layer->type] >= 0 ? &layer->slots[keys[layer->type]] : NULL;
}

gboolean
march_style_layer_has_constant_sort_key(const MarchStyleLayer *layer)
{
    const MarchStyleSlot *slot = find_sort_key(layer);

    return slot == NULL || slot->expression == NULL;
}

double
march_style_layer_get_sort_key(const MarchStyleLayer *layer,
                               const MarchStyleContext *context)
{
    MarchStyleSlot *slot = find_sort_key(layer);
    MarchStyleValue value;

    if (slot == NULL) {
        return 0;
    }
    march_arena_reset(layer->style->scratch);
    march_style_slot_evaluate(layer, slot, context, &value);
    return value.plain.type == MARCH_VALUE_NUMBER ? value.plain.as.number : 0;
}
