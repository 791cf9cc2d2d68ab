/* SPDX-License-Identifier: MIT */
/* Insets: parts of the map, drawn larger beside it. */
#include "reader.h"
#include "tables.h"

enum { ZOOMS_MAX = 4 };

static void
extent_read(MarchSpecReader *reader,
            const MarchKey *key,
            const MarchYamlNode *node,
            gpointer target)
{
    MarchSpecZoom *zoom = target;

    march_spec_read_extent_mapping(reader, key->name, node, &zoom->extent);
}

static const MarchKey ZOOM_KEYS[] = {
    {"extent", MARCH_KEY_CUSTOM, 0, .read = extent_read, .is_required = TRUE,
     .summary = "What it shows, as the figure's `extent`"},
    {"title", MARCH_KEY_TEXT, G_STRUCT_OFFSET(MarchSpecZoom, title),
     .otherwise = "none", .summary = "Heading over it"},
};

const MarchKeyTable MARCH_ZOOM_TABLE = {"an inset", ZOOM_KEYS, G_N_ELEMENTS(ZOOM_KEYS)};

void
march_spec_zoom_free(gpointer data)
{
    MarchSpecZoom *zoom = data;

    g_ptr_array_unref(zoom->extent.places);
    g_free(zoom->extent.country);
    g_free(zoom->title);
    g_free(zoom);
}

void
march_spec_read_zooms(MarchSpecReader *reader,
                      const MarchKey *key,
                      const MarchYamlNode *node,
                      gpointer target)
{
    GPtrArray *zooms = ((MarchSpec *)target)->zooms;
    guint count = march_spec_node_count(node);

    if (count > ZOOMS_MAX) {
        march_spec_reader_fail(reader, node->where,
                               "%s: %u of them; expected at most %d", key->name, count,
                               ZOOMS_MAX);
        return;
    }
    for (guint i = 0; i < count; i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecZoom *zoom = g_new0(MarchSpecZoom, 1);

        zoom->where = item->where;
        zoom->extent.places = g_ptr_array_new_with_free_func(march_spec_place_free);
        g_ptr_array_add(zooms, zoom);
        march_spec_read_mapping(reader, &MARCH_ZOOM_TABLE, item, zoom);
    }
}
