/* SPDX-License-Identifier: MIT */
#include "catalogue.h"

#include <string.h>

#include "manifest.h"
#include "ogr.h"

struct MarchCatalogue {
    char *directory;
    GStringChunk *strings;
    GArray *entries;     /* of MarchCatalogueEntry */
    GHashTable *sources; /* path -> MarchOgrSource, kept open */
};

static void
source_free(gpointer data)
{
    march_ogr_source_free(data);
}

MarchCatalogue *
march_catalogue_open(const char *directory, GError **error)
{
    g_autoptr(MarchCatalogue) catalogue = g_new0(MarchCatalogue, 1);

    catalogue->directory = g_strdup(directory);
    catalogue->strings = g_string_chunk_new(4096);
    catalogue->sources =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, source_free);
    catalogue->entries = march_manifest_read(directory, catalogue->strings, error);
    return catalogue->entries != NULL ? g_steal_pointer(&catalogue) : NULL;
}

void
march_catalogue_free(MarchCatalogue *catalogue)
{
    if (catalogue == NULL) {
        return;
    }
    g_free(catalogue->directory);
    g_string_chunk_free(catalogue->strings);
    g_hash_table_unref(catalogue->sources);
    if (catalogue->entries != NULL) {
        g_array_unref(catalogue->entries);
    }
    g_free(catalogue);
}

guint
march_catalogue_count(const MarchCatalogue *catalogue)
{
    return catalogue->entries->len;
}

const MarchCatalogueEntry *
march_catalogue_get(const MarchCatalogue *catalogue, guint index)
{
    g_assert(index < catalogue->entries->len);
    return &g_array_index(catalogue->entries, MarchCatalogueEntry, index);
}

const MarchCatalogueEntry *
march_catalogue_find(const MarchCatalogue *catalogue,
                     const char *layer,
                     double scale_denominator)
{
    const MarchCatalogueEntry *best = NULL;
    const MarchCatalogueEntry *coarsest = NULL;

    for (guint i = 0; i < catalogue->entries->len; i++) {
        const MarchCatalogueEntry *entry = march_catalogue_get(catalogue, i);

        if (strcmp(entry->layer, layer) != 0) {
            continue;
        }
        if (coarsest == NULL ||
            entry->max_scale_denominator > coarsest->max_scale_denominator) {
            coarsest = entry;
        }
        /* The coarsest level that is still meant for the scale. */
        if (entry->max_scale_denominator >= scale_denominator &&
            (best == NULL ||
             entry->max_scale_denominator < best->max_scale_denominator)) {
            best = entry;
        }
    }
    return best != NULL ? best : coarsest;
}

static MarchOgrSource *
source_get(MarchCatalogue *catalogue, const char *path, GError **error)
{
    MarchOgrSource *source = g_hash_table_lookup(catalogue->sources, path);

    if (source == NULL) {
        g_autofree char *full = g_build_filename(catalogue->directory, path, NULL);

        source = march_ogr_open_pack(full, error);
        if (source != NULL) {
            g_hash_table_insert(catalogue->sources, g_strdup(path), source);
        }
    }
    return source;
}

MarchFeatures *
march_catalogue_read(MarchCatalogue *catalogue,
                     const char *layer,
                     MarchBox box,
                     double scale_denominator,
                     const char *const *properties,
                     GError **error)
{
    const MarchCatalogueEntry *entry =
        march_catalogue_find(catalogue, layer, scale_denominator);
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchOgrReadOptions options = {.box = &box, .properties = properties};
    MarchOgrSource *source;

    if (entry == NULL) {
        march_error_set(error, MARCH_ERROR_UNKNOWN, MARCH_LOCATION_NONE,
                        "the data pack has no layer \"%s\"", layer);
        return NULL;
    }
    source = source_get(catalogue, entry->path, error);
    if (source == NULL) {
        return NULL;
    }
    if (box.west <= box.east) {
        return march_ogr_read(source, &options, features, error)
                   ? g_steal_pointer(&features)
                   : NULL;
    }
    for (guint half = 0; half < 2; half++) {
        MarchBox side = box;

        side.east = half == 0 ? 180 : box.east;
        side.west = half == 0 ? box.west : -180;
        options.box = &side;
        if (!march_ogr_read(source, &options, features, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&features);
}
