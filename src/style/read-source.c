/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/suggest.h"
#include "geojson.h"
#include "style-private.h"

static const char *const pack_layers[] = {
    "land",   "boundaries",   "admin1-lines", "admin1",    "lakes",
    "rivers", "rivers-named", "disputed",     "countries", NULL};

static void
check_member(MarchStyleReader *reader, const MarchJsonKey *key, const MarchJson *json)
{
    static const char *const known[] = {"type",
                                        "data",
                                        "attribution",
                                        "filter",
                                        "maxzoom",
                                        "buffer",
                                        "tolerance",
                                        "lineMetrics",
                                        "generateId",
                                        "promoteId",
                                        "cluster",
                                        "clusterRadius",
                                        "clusterMaxZoom",
                                        "clusterMinPoints",
                                        "clusterProperties",
                                        NULL};

    if (!g_strv_contains(known, key->name)) {
        march_style_reader_fail_unknown(reader, key, "a member of a GeoJSON source",
                                        known);
    } else if (strcmp(key->name, "cluster") == 0 && json->boolean) {
        march_style_reader_fail(reader, key->where,
                                "clustering is not part of styles; incidents are "
                                "aggregated by the figure file");
    }
}

/* Of what is called @prefix and a name, only what @known lists can be drawn. */
static void
check_layer(MarchStyleReader *reader,
            const MarchJson *data,
            const char *prefix,
            const char *owner,
            const char *const *known)
{
    const char *name = data->string + strlen(prefix);
    const char *near = march_suggest(name, known);
    g_autofree char *list = NULL;

    if (g_strv_contains(known, name)) {
        return;
    }
    if (near != NULL) {
        march_style_reader_fail(reader, data->where,
                                "%s no layer \"%s\"; did you mean \"%s%s\"?", owner,
                                name, prefix, near);
        return;
    }
    list = g_strjoinv(", ", (char **)(guintptr)known);
    march_style_reader_fail(reader, data->where,
                            "%s no layer \"%s\"; expected one of %s", owner, name,
                            list);
}

static void
read_location(MarchStyleReader *reader, MarchStyleSource *source, const MarchJson *data)
{
    static const char *const figure_layers[] = {
        "borders",         "border-changes",  "border-errors", "incidents",
        "places",          "countries",       "regions",       "layers",
        "leaders",         "incident-places", "relief",        "incident-units",
        "incident-badges", "incident-cells",  "areas",         NULL};
    const char *location = data->string;

    source->location = location;
    source->where = data->where;
    if (g_str_has_prefix(location, "figure:")) {
        check_layer(reader, data, "figure:", "figures have", figure_layers);
        return;
    }
    if (g_str_has_prefix(location, "pack:")) {
        check_layer(reader, data, "pack:", "the data pack has", pack_layers);
        return;
    }
    if (strstr(location, "://") != NULL) {
        march_style_reader_fail(reader, data->where,
                                "\"%s\": sources are files; nothing is fetched from "
                                "the network",
                                location);
        return;
    }
    if (!g_path_is_absolute(location) && data->where.file != NULL) {
        g_autofree char *folder = g_path_get_dirname(data->where.file);
        g_autofree char *path = g_build_filename(folder, location, NULL);

        source->location = march_arena_strdup(reader->style->arena, path);
    }
}

static void
read_inline(MarchStyleReader *reader, MarchStyleSource *source, const MarchJson *data)
{
    g_autoptr(GError) error = NULL;
    MarchFeatures *features = march_geojson_read(data, &error);

    if (features == NULL) {
        march_style_reader_fail(reader, march_error_get_location(error),
                                "source \"%s\": %s", source->id, error->message);
        return;
    }
    march_geojson_split_edges(features);
    g_ptr_array_add(reader->style->features, features);
    source->inline_features = features;
}

/* {"gdal": path, "layer": name} in the root metadata "print:sources". */
static gboolean
read_data_set(MarchStyleReader *reader, MarchStyleSource *source, const MarchJson *json)
{
    static const char *const known[] = {"gdal", "layer", NULL};
    MarchJson location;

    if (json == NULL) {
        return FALSE;
    }
    for (guint i = 0; json->type == MARCH_JSON_OBJECT && i < json->length; i++) {
        if (!g_strv_contains(known, json->keys[i].name)) {
            march_style_reader_fail_unknown(reader, &json->keys[i],
                                            "a member of a data set", known);
        }
    }
    if (march_style_read_string(reader, json, "gdal") == NULL) {
        march_style_reader_fail(reader, json->where,
                                "a data set must be an object with a path as \"gdal\"");
        return TRUE;
    }
    location = *march_json_get(json, "gdal");
    read_location(reader, source, &location);
    source->layer_name = march_style_read_string(reader, json, "layer");
    return TRUE;
}

static void
read_source(MarchStyleReader *reader,
            const char *id,
            const MarchJson *json,
            const MarchJson *data_set)
{
    MarchStyleSourceEntry *entry =
        march_arena_new0(reader->style->arena, MarchStyleSourceEntry);
    const char *type = march_style_read_string(reader, json, "type");
    const MarchJson *data = march_json_get(json, "data");

    entry->public.id = id;
    g_ptr_array_add(reader->style->sources, entry);
    if (read_data_set(reader, &entry->public, data_set)) {
        return;
    }
    if (type == NULL || strcmp(type, "geojson") != 0) {
        march_style_reader_fail(
            reader, json->where,
            "source \"%s\" is of type \"%s\"; sources are \"geojson\", "
            "or data sets named in metadata \"print:sources\"",
            id, type != NULL ? type : "");
        return;
    }
    for (guint i = 0; i < json->length; i++) {
        check_member(reader, &json->keys[i], &json->items[i]);
    }
    entry->public.attribution = march_style_read_string(reader, json, "attribution");
    entry->filter = march_json_get(json, "filter");
    if (data == NULL) {
        march_style_reader_fail(reader, json->where, "source \"%s\" needs \"data\"",
                                id);
    } else if (data->type == MARCH_JSON_STRING) {
        read_location(reader, &entry->public, data);
    } else {
        read_inline(reader, &entry->public, data);
    }
}

void
march_style_read_sources(MarchStyleReader *reader, const MarchJson *root)
{
    const MarchJson *sources = march_json_get(root, "sources");
    const MarchJson *sets =
        march_json_get(march_json_get(root, "metadata"), "print:sources");

    if (sources != NULL && sources->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, sources->where,
                                "\"sources\" must be an object");
        return;
    }
    if (sets != NULL && sets->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, sets->where,
                                "\"print:sources\" must be an object");
        return;
    }
    for (guint i = 0; sources != NULL && i < sources->length; i++) {
        read_source(reader, sources->keys[i].name, &sources->items[i],
                    march_json_get(sets, sources->keys[i].name));
    }
    for (guint i = 0; sets != NULL && i < sets->length; i++) {
        if (march_json_get(sources, sets->keys[i].name) == NULL) {
            read_source(reader, sets->keys[i].name, &sets->items[i], &sets->items[i]);
        }
    }
}
