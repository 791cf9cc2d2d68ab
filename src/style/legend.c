/* SPDX-License-Identifier: MIT */
/* "print:legend": what a layer's legend entries say. */
#include <math.h>
#include <string.h>

#include "style-private.h"

#define CLASSES_MAX 32

/* "under 10", "10–50", "50 and more" */
static const char *
describe_range(MarchStyleReader *reader, const MarchStyleLegendClass *class)
{
    g_autofree char *text =
        isinf(class->from) ? g_strdup_printf("under %.10g", class->to)
        : isinf(class->to) ? g_strdup_printf("%.10g and more", class->from)
                           : g_strdup_printf("%.10g–%.10g", class->from, class->to);

    return march_arena_strdup(reader->style->arena, text);
}

static void
read_range(MarchStyleReader *reader,
           const MarchJson *json,
           double before,
           MarchStyleLegendClass *class)
{
    class->from = march_style_read_number(reader, json, "from", before);
    class->to = march_style_read_number(reader, json, "to", HUGE_VAL);
    if (!(class->from < class->to) || (isinf(class->from) && isinf(class->to))) {
        march_style_reader_fail(reader, json->where,
                                "a class must have a \"value\", or a \"to\" above its "
                                "\"from\" (that of the class before)");
        class->from = 0;
        class->to = 1;
    } else if (class->from < before && !isinf(before)) {
        march_style_reader_fail(reader, json->where,
                                "the class begins at %g, below the end of the class "
                                "before, %g",
                                class->from, before);
    }
}

/* A class of one value, or of the numbers from @before or "from" to below "to". */
static void
read_class(MarchStyleReader *reader,
           const MarchJson *json,
           double before,
           MarchStyleLegendClass *class)
{
    static const char *const known[] = {"label", "value", "from", "to", NULL};
    const MarchJson *value = march_json_get(json, "value");
    guint n_problems;

    *class = (MarchStyleLegendClass){.from = before, .to = before};
    if (json->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, json->where, "a class must be an object");
        return;
    }
    n_problems = reader->problems->len;
    march_style_check_keys(reader, json, "a member of a class", known);
    class->label = march_style_read_string(reader, json, "label");
    if (value == NULL && reader->problems->len > n_problems) {
        class->from = before; /* what is missing is what is misspelt */
        class->to = HUGE_VAL;
    } else if (value == NULL) {
        read_range(reader, json, before, class);
    } else if (value->type == MARCH_JSON_STRING) {
        class->value = march_value_string(value->string);
    } else if (value->type == MARCH_JSON_NUMBER) {
        class->value = march_value_number(value->number);
    } else {
        march_style_reader_fail(reader, value->where,
                                "the \"value\" of a class must be a text or a number");
    }
    if (class->label == NULL) {
        class->label = class->value.type == MARCH_VALUE_STRING
                           ? class->value.as.string
                           : describe_range(reader, class);
    }
}

static void
read_classes(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    double before = -HUGE_VAL;

    if (json->type != MARCH_JSON_ARRAY || json->length == 0 ||
        json->length > CLASSES_MAX) {
        march_style_reader_fail(reader, json->where,
                                "\"classes\" must be a list of 1 to %d", CLASSES_MAX);
        return;
    }
    if (layer->legend.value_property == NULL) {
        march_style_reader_fail(reader, json->where,
                                "classes need a \"value-property\"");
    }
    layer->legend_classes =
        march_arena_array0(reader->style->arena, MarchStyleLegendClass, json->length);
    for (guint i = 0; i < json->length; i++) {
        MarchStyleLegendClass *class = &layer->legend_classes[i];

        read_class(reader, &json->items[i], before, class);
        before = class->value.type == MARCH_VALUE_NULL ? class->to : before;
        for (guint k = 0; k < i; k++) {
            if (strcmp(layer->legend_classes[k].label, class->label) == 0) {
                march_style_reader_fail(reader, json->items[i].where,
                                        "two classes are \"%s\"", class->label);
            }
        }
    }
    layer->n_legend_classes = json->length;
}

static gboolean
check_legend(MarchStyleReader *reader,
             const MarchStyleLayer *layer,
             const MarchJson *json)
{
    static const char *const known[] = {
        "label",          "group",       "order",   "nested-circles",
        "value-property", "value-label", "classes", NULL};

    if (json->type != MARCH_JSON_OBJECT || (march_json_get(json, "label") == NULL &&
                                            march_json_get(json, "classes") == NULL)) {
        march_style_reader_fail(
            reader, json->where,
            "a legend must be an object with a \"label\" or \"classes\"");
        return FALSE;
    }
    march_style_check_keys(reader, json, "a member of a legend", known);
    if (layer->type == MARCH_STYLE_RASTER || layer->type == MARCH_STYLE_HILLSHADE) {
        march_style_reader_fail(reader, json->where,
                                "rasters have no legend entry; say in the figure's "
                                "notes what they show");
        return FALSE;
    }
    return TRUE;
}

void
march_style_read_legend(MarchStyleReader *reader,
                        MarchStyleLayer *layer,
                        const MarchJson *json)
{
    static const MarchStyleProperty label = {
        .name = "print:legend label",
        .type = MARCH_TYPE_STRING,
        .flags = MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE,
    };
    const MarchJson *label_json = march_json_get(json, "label");
    const MarchJson *classes = march_json_get(json, "classes");
    const MarchJson *nested = march_json_get(json, "nested-circles");

    if (!check_legend(reader, layer, json)) {
        return;
    }
    layer->has_legend = TRUE;
    layer->legend_where = json->where;
    layer->legend.group = march_style_read_string(reader, json, "group");
    layer->legend.order = march_style_read_number(reader, json, "order", 0);
    layer->legend.nested_circles = nested != NULL && nested->boolean;
    layer->legend.value_property =
        march_style_read_string(reader, json, "value-property");
    layer->legend.value_label = march_style_read_string(reader, json, "value-label");
    if (layer->legend.nested_circles && layer->legend.value_property == NULL) {
        march_style_reader_fail(reader, nested->where,
                                "nested circles need a \"value-property\"");
    }
    if (layer->legend.nested_circles && layer->type != MARCH_STYLE_CIRCLE) {
        march_style_reader_fail(reader, nested->where,
                                "only circle layers have nested circles");
    }
    if (label_json != NULL) {
        march_style_read_slot(reader, &label, label_json, &layer->legend_label);
    }
    if (classes != NULL) {
        read_classes(reader, layer, classes);
    }
}

static gboolean
class_holds(const MarchStyleLegendClass *class, const MarchValue *value)
{
    if (class->value.type == MARCH_VALUE_STRING) {
        return value->type == MARCH_VALUE_STRING &&
               strcmp(value->as.string, class->value.as.string) == 0;
    }
    if (value->type != MARCH_VALUE_NUMBER) {
        return FALSE;
    }
    return class->value.type == MARCH_VALUE_NUMBER
               ? !(value->as.number < class->value.as.number) &&
                     !(value->as.number > class->value.as.number)
               : value->as.number >= class->from && value->as.number < class->to;
}

/* NULL when the feature is in no class. */
static const char *
find_class(const MarchStyleLayer *layer, const MarchFeature *feature)
{
    const MarchValue *value =
        feature != NULL && layer->n_legend_classes > 0
            ? march_feature_get(feature, layer->legend.value_property)
            : NULL;

    for (guint i = 0; value != NULL && i < layer->n_legend_classes; i++) {
        if (class_holds(&layer->legend_classes[i], value)) {
            return layer->legend_classes[i].label;
        }
    }
    return NULL;
}

const char *
march_style_layer_get_legend_label(const MarchStyleLayer *layer,
                                   const MarchStyleContext *context)
{
    MarchStyleSlot *slot = (MarchStyleSlot *)(guintptr)&layer->legend_label;
    const char *class = find_class(layer, context->feature);
    MarchStyleValue value;

    if (class == NULL && layer->n_legend_classes > 0 && slot->property == NULL) {
        ((MarchStyleLayer *)(guintptr)layer)->n_unclassed++;
    }
    if (class != NULL || !layer->has_legend || slot->property == NULL) {
        return class;
    }
    march_arena_reset(layer->style->scratch);
    march_style_slot_evaluate(layer, slot, context, &value);
    return value.plain.type == MARCH_VALUE_STRING && value.plain.as.string[0] != '\0'
               ? value.plain.as.string
               : NULL;
}

guint
march_style_layer_get_legend_rank(const MarchStyleLayer *layer, const char *label)
{
    for (guint i = 0; i < layer->n_legend_classes; i++) {
        if (strcmp(layer->legend_classes[i].label, label) == 0) {
            return i;
        }
    }
    return layer->n_legend_classes;
}
