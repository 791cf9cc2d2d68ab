/* SPDX-License-Identifier: MIT */
/* Boundary files of the user's own. */
#include "reader.h"
#include "tables.h"

#define FIELD(name) G_STRUCT_OFFSET(MarchSpecBoundaries, name)

static const MarchKey BOUNDARIES_KEYS[] = {
    {"data", MARCH_KEY_PATH, FIELD(data), .is_required = TRUE,
     .summary = "Any vector file of boundary lines"},
    {"layer", MARCH_KEY_TEXT, FIELD(layer), .otherwise = "the first",
     .summary = "Layer of a file that has several"},
    {"error", MARCH_KEY_DISTANCE, FIELD(error_km), .least = 0.001, .most = 100,
     .otherwise = "what is published for files of its kind, else 320 m",
     .summary = "How far the lines may be off"},
};

const MarchKeyTable MARCH_BOUNDARIES_TABLE = {"a boundary file", BOUNDARIES_KEYS,
                                              G_N_ELEMENTS(BOUNDARIES_KEYS)};

void
march_spec_boundaries_free(gpointer data)
{
    MarchSpecBoundaries *boundaries = data;

    g_free(boundaries->data);
    g_free(boundaries->layer);
    g_free(boundaries);
}

void
march_spec_read_boundaries(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target)
{
    GPtrArray *files = ((MarchSpec *)target)->boundaries;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecBoundaries *boundaries = g_new0(MarchSpecBoundaries, 1);

        boundaries->where = item->where;
        g_ptr_array_add(files, boundaries);
        if (item->kind == MARCH_YAML_SCALAR) {
            boundaries->data = march_spec_read_path(reader, key->name, item);
        } else {
            march_spec_read_mapping(reader, &MARCH_BOUNDARIES_TABLE, item, boundaries);
        }
    }
}
