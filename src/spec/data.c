/* SPDX-License-Identifier: MIT */
/* What the user adds: own layers, labels. */
#include "reader.h"
#include "tables.h"

#include <string.h>

#define LAYER(name) G_STRUCT_OFFSET(MarchSpecLayer, name)

static const MarchKey LAYER_KEYS[] = {
    {"data", MARCH_KEY_PATH, LAYER(data), .is_required = TRUE,
     .summary = "Any vector file"},
    {"id", MARCH_KEY_TEXT, LAYER(id), .otherwise = "the file's name without ending",
     .summary = "Name of the source in the style"},
    {"layer", MARCH_KEY_TEXT, LAYER(layer), .otherwise = "the first",
     .summary = "Layer of a file that has several"},
    {"credit", MARCH_KEY_TEXT, LAYER(credit), .otherwise = "none",
     .summary = "Credit line, printed on the figure"},
};

const MarchKeyTable MARCH_LAYER_TABLE = {"a layer", LAYER_KEYS,
                                         G_N_ELEMENTS(LAYER_KEYS)};

void
march_spec_layer_free(gpointer data)
{
    MarchSpecLayer *layer = data;

    g_free(layer->id);
    g_free(layer->data);
    g_free(layer->layer);
    g_free(layer->credit);
    march_features_free(layer->features);
    g_free(layer);
}

static char *
id_from_path(const char *path)
{
    char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');

    if (dot != NULL && dot > name) {
        *dot = '\0';
    }
    return name;
}

static void
layer_id_check(MarchSpecReader *reader,
               const GPtrArray *layers,
               const MarchSpecLayer *layer)
{
    for (guint i = 0; i < layers->len; i++) {
        const MarchSpecLayer *other = g_ptr_array_index(layers, i);

        if (other != layer && g_strcmp0(other->id, layer->id) == 0) {
            march_spec_reader_fail(reader, layer->where,
                                   "layers: the id '%s' is used twice", layer->id);
            return;
        }
    }
}

void
march_spec_read_layers(MarchSpecReader *reader,
                       const MarchKey *key,
                       const MarchYamlNode *node,
                       gpointer target)
{
    GPtrArray *layers = ((MarchSpec *)target)->layers;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecLayer *layer = g_new0(MarchSpecLayer, 1);

        layer->where = item->where;
        g_ptr_array_add(layers, layer);
        if (item->kind == MARCH_YAML_SCALAR) {
            layer->data = march_spec_read_path(reader, key->name, item);
        } else {
            march_spec_read_mapping(reader, &MARCH_LAYER_TABLE, item, layer);
        }
        if (layer->id == NULL && layer->data != NULL) {
            layer->id = id_from_path(layer->data);
        }
        layer_id_check(reader, layers, layer);
    }
}

#define LABEL(name) G_STRUCT_OFFSET(MarchSpecLabel, name)

static const MarchKey LABEL_KEYS[] = {
    {"place", MARCH_KEY_PLACE, LABEL(place), .is_required = TRUE,
     .summary = "What to label"},
    {"text", MARCH_KEY_TEXT, LABEL(text), .otherwise = "the name of the place",
     .summary = "Text of the label"},
};

const MarchKeyTable MARCH_LABEL_TABLE = {"a label", LABEL_KEYS,
                                         G_N_ELEMENTS(LABEL_KEYS)};

void
march_spec_label_free(gpointer data)
{
    MarchSpecLabel *label = data;

    march_spec_place_clear(&label->place);
    g_free(label->text);
    g_free(label);
}

void
march_spec_read_labels(MarchSpecReader *reader,
                       const MarchKey *key,
                       const MarchYamlNode *node,
                       gpointer target)
{
    GPtrArray *labels = ((MarchSpec *)target)->labels;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecLabel *label = g_new0(MarchSpecLabel, 1);

        g_ptr_array_add(labels, label);
        if (march_yaml_node_get(item, "place") != NULL ||
            march_yaml_node_get(item, "text") != NULL) {
            march_spec_read_mapping(reader, &MARCH_LABEL_TABLE, item, label);
        } else {
            march_spec_read_place(reader, key->name, item, &label->place);
        }
    }
}
