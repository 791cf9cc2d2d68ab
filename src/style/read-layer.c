/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "style-private.h"

static const char *const type_names[] = {
    [MARCH_STYLE_BACKGROUND] = "background",
    [MARCH_STYLE_FILL] = "fill",
    [MARCH_STYLE_LINE] = "line",
    [MARCH_STYLE_CIRCLE] = "circle",
    [MARCH_STYLE_SYMBOL] = "symbol",
    [MARCH_STYLE_RASTER] = "raster",
    [MARCH_STYLE_HILLSHADE] = "hillshade",
    NULL,
};

/* Styles before version 8 took members of another layer so. */
static void
fail_ref(MarchStyleReader *reader, const MarchJsonKey *key, const MarchJson *ref)
{
    gboolean is_named = ref->type == MARCH_JSON_STRING;

    march_style_reader_fail(reader, key->where,
                            "\"ref\" is not supported; copy \"type\", \"source\" and "
                            "\"filter\" from %s%s%s",
                            is_named ? "layer \"" : "the other layer",
                            is_named ? ref->string : "", is_named ? "\"" : "");
}

/* What a layer without a type lacks. */
static void
fail_no_type(MarchStyleReader *reader,
             const MarchStyleLayer *layer,
             const MarchJson *json)
{
    for (guint i = 0; i < json->length; i++) {
        if (strcmp(json->keys[i].name, "ref") == 0) {
            fail_ref(reader, &json->keys[i], &json->items[i]);
            return;
        }
    }
    march_style_reader_fail(reader, json->where, "layer \"%s\" needs a \"type\"",
                            layer->id);
}

static gboolean
read_type(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    static const char *const refused[] = {"heatmap", "fill-extrusion", "color-relief",
                                          "sky", NULL};
    const char *type = march_style_read_string(reader, json, "type");
    const char *near;

    if (type == NULL) {
        fail_no_type(reader, layer, json);
        return FALSE;
    }
    for (guint i = 0; type_names[i] != NULL; i++) {
        if (strcmp(type_names[i], type) == 0) {
            layer->type = (MarchStyleLayerType)i;
            return TRUE;
        }
    }
    near = march_suggest(type, type_names);
    if (g_strv_contains(refused, type)) {
        march_style_reader_fail(reader, march_json_get(json, "type")->where,
                                "%s layers are not drawn in print figures", type);
    } else if (near != NULL) {
        march_style_reader_fail(reader, march_json_get(json, "type")->where,
                                "there is no layer type \"%s\"; did you mean \"%s\"?",
                                type, near);
    } else {
        march_style_reader_fail(reader, march_json_get(json, "type")->where,
                                "there is no layer type \"%s\"", type);
    }
    return FALSE;
}

/* Pixels and features come from different sources. */
static void
check_source_kind(MarchStyleReader *reader,
                  const MarchStyleLayer *layer,
                  MarchStyleSourceEntry *entry,
                  MarchLocation where)
{
    MarchStyleSource *source = &entry->public;
    gboolean is_relief = g_strcmp0(source->location, "figure:relief") == 0;

    if (layer->type != MARCH_STYLE_RASTER && layer->type != MARCH_STYLE_HILLSHADE) {
        entry->has_features = TRUE;
    } else if (source->location == NULL ||
               (g_str_has_prefix(source->location, "figure:") && !is_relief) ||
               g_str_has_prefix(source->location, "pack:")) {
        march_style_reader_fail(reader, where,
                                "source \"%s\" has no pixels; %s layers draw files "
                                "named in metadata \"print:sources\"",
                                source->id, type_names[layer->type]);
        return;
    } else {
        source->is_raster = TRUE;
    }
    if (entry->has_features && (source->is_raster || is_relief)) {
        march_style_reader_fail(reader, where,
                                "source \"%s\" is a raster; only raster and hillshade "
                                "layers draw it",
                                source->id);
    }
}

static void
read_layer_source(MarchStyleReader *reader,
                  MarchStyleLayer *layer,
                  const MarchJson *json)
{
    const char *id = march_style_read_string(reader, json, "source");
    const GPtrArray *sources = reader->style->sources;
    g_autofree const char **names = g_new0(const char *, sources->len + 1);
    MarchJsonKey key = {id, json->where};

    if (layer->type == MARCH_STYLE_BACKGROUND) {
        return;
    }
    if (id == NULL) {
        march_style_reader_fail(reader, json->where, "layer \"%s\" needs a \"source\"",
                                layer->id);
        return;
    }
    for (guint i = 0; i < sources->len; i++) {
        MarchStyleSourceEntry *entry = g_ptr_array_index(sources, i);

        names[i] = entry->public.id;
        if (strcmp(entry->public.id, id) == 0) {
            layer->source = &entry->public;
            check_source_kind(reader, layer, entry,
                              march_json_get(json, "source")->where);
            if (entry->filter != NULL) {
                layer->source_filter = march_style_read_filter(reader, entry->filter);
            }
            return;
        }
    }
    key.where = march_json_get(json, "source")->where;
    march_style_reader_fail_unknown(reader, &key, "a source of this style", names);
}

static int
find_property(const MarchStyleTableEntry *table,
              guint count,
              const char *name,
              gboolean is_layout)
{
    for (guint i = 0; i < count; i++) {
        if (table[i].is_layout == is_layout &&
            strcmp(table[i].property.name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Names the nearest property; one that is in the other block is told so. */
static void
fail_property(MarchStyleReader *reader,
              const MarchStyleLayer *layer,
              const MarchJsonKey *key,
              gboolean is_layout)
{
    guint count;
    const MarchStyleTableEntry *table = march_property_table(layer->type, &count);
    g_autofree const char **names = g_new0(const char *, count + 1);
    g_autofree char *what =
        g_strdup_printf("a %s property of %s layers", is_layout ? "layout" : "paint",
                        type_names[layer->type]);

    if (march_style_reader_fail_misplaced(reader, key)) {
        return;
    }
    if (find_property(table, count, key->name, !is_layout) >= 0) {
        march_style_reader_fail(reader, key->where, "\"%s\" belongs under \"%s\"",
                                key->name, is_layout ? "paint" : "layout");
        return;
    }
    for (guint i = 0; i < count; i++) {
        names[i] = table[i].property.name;
    }
    march_style_reader_fail_unknown(reader, key, what, names);
}

static void
read_property(MarchStyleReader *reader,
              MarchStyleLayer *layer,
              const MarchJsonKey *key,
              const MarchJson *json,
              gboolean is_layout)
{
    guint count;
    const MarchStyleTableEntry *table = march_property_table(layer->type, &count);
    int index = find_property(table, count, key->name, is_layout);
    const char *reason;

    if (g_str_has_suffix(key->name, "-transition")) {
        march_style_reader_note(reader, key->where, layer->id,
                                "\"%s\" has no effect: nothing moves in print",
                                key->name);
        return;
    }
    if (index < 0) {
        fail_property(reader, layer, key, is_layout);
        return;
    }
    switch (march_property_status(key->name, &reason)) {
    case MARCH_PROPERTY_REFUSED:
        march_style_reader_fail(reader, key->where,
                                "\"%s\" is not part of the profile: %s", key->name,
                                reason);
        break;
    case MARCH_PROPERTY_IGNORED:
        march_style_reader_note(reader, key->where, layer->id,
                                "\"%s\" has no effect: %s", key->name, reason);
        break;
    case MARCH_PROPERTY_DRAWN:
        if (json->type != MARCH_JSON_NULL) {
            march_style_read_slot(reader, &table[index].property, json,
                                  &layer->slots[index]);
        }
        break;
    }
}

static void
read_block(MarchStyleReader *reader,
           MarchStyleLayer *layer,
           const MarchJson *json,
           gboolean is_layout)
{
    if (json == NULL) {
        return;
    }
    if (json->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, json->where, "\"%s\" must be an object",
                                is_layout ? "layout" : "paint");
        return;
    }
    for (guint i = 0; i < json->length; i++) {
        read_property(reader, layer, &json->keys[i], &json->items[i], is_layout);
    }
}

static void
set_defaults(MarchStyleReader *reader, MarchStyleLayer *layer)
{
    guint count;
    const MarchStyleTableEntry *table = march_property_table(layer->type, &count);

    layer->n_slots = count;
    layer->slots = march_arena_array0(reader->style->arena, MarchStyleSlot, count);
    for (guint i = 0; i < count; i++) {
        layer->slots[i].property = &table[i].property;
        layer->slots[i].value =
            march_style_property_default(&table[i].property, reader->style->arena);
    }
}

static void
read_zooms(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    layer->minimum_zoom = march_style_read_number(reader, json, "minzoom", -HUGE_VAL);
    layer->maximum_zoom = march_style_read_number(reader, json, "maxzoom", HUGE_VAL);
    if (layer->minimum_zoom > layer->maximum_zoom) {
        march_style_reader_fail(reader, march_json_get(json, "minzoom")->where,
                                "layer \"%s\" has a minzoom above its maxzoom",
                                layer->id);
    }
}

static void
check_members(MarchStyleReader *reader,
              const MarchStyleLayer *layer,
              const MarchJson *json)
{
    static const char *const known[] = {"id",       "type",    "source", "filter",
                                        "minzoom",  "maxzoom", "layout", "paint",
                                        "metadata", NULL};

    for (guint i = 0; i < json->length; i++) {
        const MarchJsonKey *key = &json->keys[i];

        if (strcmp(key->name, "source-layer") == 0) {
            march_style_reader_fail(
                reader, key->where,
                "layer \"%s\": only vector tiles have source layers; "
                "name the data set's layer in \"print:sources\"",
                layer->id);
        } else if (strcmp(key->name, "ref") == 0) {
            fail_ref(reader, key, &json->items[i]);
        } else if (!g_strv_contains(known, key->name) &&
                   !march_style_reader_fail_misplaced(reader, key)) {
            march_style_reader_fail_unknown(reader, key, "a member of a layer", known);
        }
    }
}

static void
read_visibility(MarchStyleLayer *layer)
{
    for (guint i = 0; i < layer->n_slots; i++) {
        const MarchStyleSlot *slot = &layer->slots[i];

        if (strcmp(slot->property->name, "visibility") == 0) {
            layer->is_hidden = slot->value.plain.type == MARCH_VALUE_STRING &&
                               strcmp(slot->value.plain.as.string, "none") == 0;
        }
    }
}

static void
collect(const MarchExpression *expression, GPtrArray *names)
{
    if (expression != NULL) {
        march_expression_collect_properties(expression, names);
    }
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names once each, in alphabetical order. */
static void
list_properties(MarchStyleReader *reader, MarchStyleLayer *layer)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char **list;
    guint count = 0;

    collect(layer->filter, names);
    collect(layer->source_filter, names);
    collect(layer->legend_label.expression, names);
    for (guint i = 0; i < layer->n_slots; i++) {
        collect(layer->slots[i].expression, names);
    }
    for (guint i = 0; i < layer->n_hatches; i++) {
        collect(layer->hatches[i].color.expression, names);
        collect(layer->hatches[i].opacity.expression, names);
    }
    for (guint i = 0; i < MARCH_LINE_COLORS; i++) {
        collect(layer->line_colors[i].expression, names);
    }
    if (layer->legend.value_property != NULL) {
        g_ptr_array_add(names, (gpointer)(guintptr)layer->legend.value_property);
    }
    g_ptr_array_sort(names, compare_names);
    list =
        march_arena_array0(reader->style->arena, const char *, (gsize)names->len + 1);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        if (count == 0 || strcmp(list[count - 1], name) != 0) {
            list[count++] = name;
        }
    }
    layer->properties = list;
}

static const char *
read_id(MarchStyleReader *reader, const MarchJson *json)
{
    const char *id = march_style_read_string(reader, json, "id");

    if (id == NULL) {
        march_style_reader_fail(reader, json->where, "a layer needs an \"id\"");
        return NULL;
    }
    for (guint i = 0; i < reader->style->layers->len; i++) {
        const MarchStyleLayer *other = g_ptr_array_index(reader->style->layers, i);

        if (strcmp(other->id, id) == 0) {
            march_style_reader_fail(reader, march_json_get(json, "id")->where,
                                    "there are two layers \"%s\"", id);
            return NULL;
        }
    }
    return id;
}

static void
read_layer(MarchStyleReader *reader, const MarchJson *json)
{
    MarchStyleLayer *layer = march_arena_new0(reader->style->arena, MarchStyleLayer);
    const MarchJson *filter = march_json_get(json, "filter");
    const MarchJson *metadata = march_json_get(json, "metadata");

    if (json->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, json->where, "a layer must be an object");
        return;
    }
    layer->style = reader->style;
    layer->unit = 1;
    layer->id = read_id(reader, json);
    layer->where = json->where;
    if (layer->id == NULL || !read_type(reader, layer, json)) {
        return;
    }
    g_ptr_array_add(reader->style->layers, layer);
    set_defaults(reader, layer);
    check_members(reader, layer, json);
    read_layer_source(reader, layer, json);
    read_zooms(reader, layer, json);
    if (filter != NULL) {
        layer->filter = march_style_read_filter(reader, filter);
    }
    read_block(reader, layer, march_json_get(json, "layout"), TRUE);
    read_block(reader, layer, march_json_get(json, "paint"), FALSE);
    read_visibility(layer);
    if (metadata != NULL && metadata->type == MARCH_JSON_OBJECT) {
        MarchValue value = march_json_to_value(metadata, reader->style->arena);

        layer->metadata = value.as.object;
        march_style_check_metadata(reader, metadata, FALSE);
        march_style_read_extensions(reader, layer, metadata);
    }
    list_properties(reader, layer);
}

void
march_style_read_layers(MarchStyleReader *reader, const MarchJson *layers)
{
    if (layers->type != MARCH_JSON_ARRAY) {
        march_style_reader_fail(reader, layers->where, "\"layers\" must be an array");
        return;
    }
    for (guint i = 0; i < layers->length; i++) {
        read_layer(reader, &layers->items[i]);
    }
}
