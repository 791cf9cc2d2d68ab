/* SPDX-License-Identifier: MIT */
#include "catalogue.h"

#include <string.h>

#include "flatgeobuf.h"
#include "manifest.h"

struct MarchCatalogue {
    char *directory;
    GStringChunk *strings;
    GArray *entries;   /* of MarchCatalogueEntry */
    GHashTable *files; /* path -> MarchFlatgeobuf, kept open */
};

static void
file_free(gpointer data)
{
    march_flatgeobuf_free(data);
}

MarchCatalogue *
march_catalogue_open(const char *directory, GError **error)
{
    g_autoptr(MarchCatalogue) catalogue = g_new0(MarchCatalogue, 1);

    catalogue->directory = g_strdup(directory);
    catalogue->strings = g_string_chunk_new(4096);
    catalogue->files =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, file_free);
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
    g_hash_table_unref(catalogue->files);
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

static MarchFlatgeobuf *
file_get(MarchCatalogue *catalogue, const char *path, GError **error)
{
    MarchFlatgeobuf *file = g_hash_table_lookup(catalogue->files, path);

    if (file == NULL) {
        g_autofree char *full = g_build_filename(catalogue->directory, path, NULL);

        file = march_flatgeobuf_open(full, error);
        if (file != NULL) {
            g_hash_table_insert(catalogue->files, g_strdup(path), file);
        }
    }
    return file;
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
    MarchFlatgeobuf *file;

    if (entry == NULL) {
        march_error_set(error, MARCH_ERROR_UNKNOWN, MARCH_LOCATION_NONE,
                        "the data pack has no layer \"%s\"", layer);
        return NULL;
    }
    file = file_get(catalogue, entry->path, error);
    if (file == NULL) {
        return NULL;
    }
    return march_flatgeobuf_read(file, box, properties, features, error)
               ? g_steal_pointer(&features)
               : NULL;
}

static gboolean
entry_verify(const MarchCatalogue *catalogue,
             const MarchCatalogueEntry *entry,
             GError **error)
{
    g_autofree char *path = g_build_filename(catalogue->directory, entry->path, NULL);
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    g_autofree char *sum = NULL;

    if (file == NULL) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, march_location_new(path, 0, 0),
                        "a file of the data pack is missing");
        return FALSE;
    }
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
                                      (const guchar *)g_mapped_file_get_contents(file),
                                      g_mapped_file_get_length(file));
    if (g_strcmp0(sum, entry->sha256) != 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 0, 0),
                        "the data pack is damaged: the file's sha256 is %.12s, "
                        "expected %.12s",
                        sum, entry->sha256 != NULL ? entry->sha256 : "one");
        return FALSE;
    }
    return TRUE;
}

gboolean
march_catalogue_verify(const MarchCatalogue *catalogue, GError **error)
{
    for (guint i = 0; i < catalogue->entries->len; i++) {
        if (!entry_verify(catalogue, march_catalogue_get(catalogue, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}
