/* SPDX-License-Identifier: MIT */
#include "manifest.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/yaml.h"

static const char *
text_get(const MarchYamlNode *entry, const char *key, GStringChunk *strings)
{
    const MarchYamlNode *node = march_yaml_node_get(entry, key);

    if (node == NULL || node->kind != MARCH_YAML_SCALAR) {
        return NULL;
    }
    return g_string_chunk_insert_const(strings, node->text);
}

static double
number_get(const MarchYamlNode *entry, const char *key, double fallback)
{
    const MarchYamlNode *node = march_yaml_node_get(entry, key);
    char *end = NULL;
    double number;

    if (node == NULL || node->kind != MARCH_YAML_SCALAR || node->is_null) {
        return fallback;
    }
    number = g_ascii_strtod(node->text, &end);
    return end != node->text && *end == '\0' && isfinite(number) ? number : fallback;
}

/* The pack is data like any other: a path must stay inside it. */
static gboolean
path_is_inside(const char *path)
{
    return !g_path_is_absolute(path) && strstr(path, "..") == NULL;
}

static gboolean
entry_read(const MarchYamlNode *node,
           GStringChunk *strings,
           MarchCatalogueEntry *entry,
           GError **error)
{
    *entry = (MarchCatalogueEntry){
        .layer = text_get(node, "layer", strings),
        .path = text_get(node, "path", strings),
        .source = text_get(node, "source", strings),
        .licence = text_get(node, "licence", strings),
        .credit = text_get(node, "credit", strings),
        .date = text_get(node, "date", strings),
        .sha256 = text_get(node, "sha256", strings),
        .tolerance_m = number_get(node, "tolerance-m", 0),
        .error_m = MAX(number_get(node, "error-m", 0), 0),
        .error_from = text_get(node, "error-from", strings),
        .max_scale_denominator = number_get(node, "max-scale", HUGE_VAL),
    };
    if (entry->max_scale_denominator <= 0) {
        entry->max_scale_denominator = HUGE_VAL;
    }
    if (entry->layer == NULL || entry->path == NULL || entry->source == NULL ||
        entry->licence == NULL || entry->credit == NULL || entry->date == NULL) {
        march_error_set(error, MARCH_ERROR_DATA, node->where,
                        "the manifest entry lacks one of layer, path, source, licence, "
                        "credit and date");
        return FALSE;
    }
    if (!path_is_inside(entry->path)) {
        march_error_set(error, MARCH_ERROR_DATA, node->where,
                        "the path \"%s\" leaves the data pack", entry->path);
        return FALSE;
    }
    return TRUE;
}

GArray *
march_manifest_read(const char *directory, GStringChunk *strings, GError **error)
{
    g_autofree char *path = g_build_filename(directory, "MANIFEST.yaml", NULL);
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, error);
    g_autoptr(MarchYaml) yaml = NULL;
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(MarchCatalogueEntry));
    const MarchYamlNode *files;

    if (text == NULL) {
        g_prefix_error(error, "the data pack has no manifest: ");
        return NULL;
    }
    yaml = march_yaml_parse(text, length, path, error);
    if (yaml == NULL) {
        return NULL;
    }
    files = march_yaml_get_root(yaml) != NULL
                ? march_yaml_node_get(march_yaml_get_root(yaml), "files")
                : NULL;
    if (files == NULL || files->kind != MARCH_YAML_SEQUENCE) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "the manifest has no list \"files\"");
        return NULL;
    }
    for (guint i = 0; i < files->items->len; i++) {
        MarchCatalogueEntry entry;

        if (!entry_read(g_ptr_array_index(files->items, i), strings, &entry, error)) {
            return NULL;
        }
        g_array_append_val(entries, entry);
    }
    return g_steal_pointer(&entries);
}
