/* SPDX-License-Identifier: MIT */
#include "geojson.h"

#include <math.h>
#include <string.h>

/* Degrees of longitude. */
#define LONGEST_EDGE 90.0

static gboolean
fail(const MarchJson *json, GError **error, const char *message)
{
    march_error_set(error, MARCH_ERROR_DATA, json->where, "GeoJSON: %s", message);
    return FALSE;
}

static gboolean
read_position(const MarchJson *json, MarchLonLat *position, GError **error)
{
    if (json->type != MARCH_JSON_ARRAY || json->length < 2 ||
        json->items[0].type != MARCH_JSON_NUMBER ||
        json->items[1].type != MARCH_JSON_NUMBER) {
        return fail(json, error, "a position must be an array of at least two numbers");
    }
    *position = (MarchLonLat){json->items[0].number, json->items[1].number};
    return TRUE;
}

/* Adds one line, ring or set of points. Rings lose the repetition of their start. */
static gboolean
add_part(MarchGeometry *geometry,
         const MarchJson *json,
         gboolean is_hole,
         GError **error)
{
    g_autofree MarchLonLat *positions = NULL;
    guint count;

    if (json->type != MARCH_JSON_ARRAY) {
        return fail(json, error, "coordinates must be an array");
    }
    count = json->length;
    positions = g_new0(MarchLonLat, count + 1);
    for (guint i = 0; i < count; i++) {
        if (!read_position(&json->items[i], &positions[i], error)) {
            return FALSE;
        }
    }
    if (geometry->type == MARCH_GEOMETRY_POLYGON && count > 1 &&
        memcmp(&positions[0], &positions[count - 1], sizeof positions[0]) == 0) {
        count--;
    }
    if (count > 0) {
        march_geometry_add_part(geometry, positions, count, is_hole);
    }
    return TRUE;
}

static gboolean
add_polygon(MarchGeometry *geometry, const MarchJson *json, GError **error)
{
    if (json->type != MARCH_JSON_ARRAY) {
        return fail(json, error, "coordinates must be an array");
    }
    for (guint i = 0; i < json->length; i++) {
        if (!add_part(geometry, &json->items[i], i > 0, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
add_points(MarchGeometry *geometry, const MarchJson *json, GError **error)
{
    MarchLonLat position;

    if (json->type != MARCH_JSON_ARRAY) {
        return fail(json, error, "coordinates must be an array");
    }
    for (guint i = 0; i < json->length; i++) {
        if (!read_position(&json->items[i], &position, error)) {
            return FALSE;
        }
        march_geometry_add_part(geometry, &position, 1, FALSE);
    }
    return TRUE;
}

static gboolean
add_each(MarchGeometry *geometry,
         const MarchJson *json,
         gboolean (*add)(MarchGeometry *, const MarchJson *, GError **),
         GError **error)
{
    if (json->type != MARCH_JSON_ARRAY) {
        return fail(json, error, "coordinates must be an array");
    }
    for (guint i = 0; i < json->length; i++) {
        if (!add(geometry, &json->items[i], error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
add_line(MarchGeometry *geometry, const MarchJson *json, GError **error)
{
    return add_part(geometry, json, FALSE, error);
}

static gboolean
add_point(MarchGeometry *geometry, const MarchJson *json, GError **error)
{
    MarchLonLat position;

    if (!read_position(json, &position, error)) {
        return FALSE;
    }
    march_geometry_add_part(geometry, &position, 1, FALSE);
    return TRUE;
}

static MarchGeometry *
read_coordinates(const MarchJson *json, const char *type, GError **error)
{
    const MarchJson *coordinates = march_json_get(json, "coordinates");
    g_autoptr(MarchGeometry) geometry = NULL;
    gboolean ok = FALSE;

    if (coordinates == NULL) {
        fail(json, error, "a geometry needs \"coordinates\"");
        return NULL;
    }
    geometry =
        march_geometry_new(strstr(type, "Point") != NULL  ? MARCH_GEOMETRY_POINT
                           : strstr(type, "Line") != NULL ? MARCH_GEOMETRY_LINE
                                                          : MARCH_GEOMETRY_POLYGON);
    if (strcmp(type, "Point") == 0) {
        ok = add_point(geometry, coordinates, error);
    } else if (strcmp(type, "MultiPoint") == 0) {
        ok = add_points(geometry, coordinates, error);
    } else if (strcmp(type, "LineString") == 0) {
        ok = add_line(geometry, coordinates, error);
    } else if (strcmp(type, "MultiLineString") == 0) {
        ok = add_each(geometry, coordinates, add_line, error);
    } else if (strcmp(type, "Polygon") == 0) {
        ok = add_polygon(geometry, coordinates, error);
    } else if (strcmp(type, "MultiPolygon") == 0) {
        ok = add_each(geometry, coordinates, add_polygon, error);
    } else {
        march_error_set(error, MARCH_ERROR_DATA, json->where,
                        "GeoJSON: \"%s\" is not a geometry type", type);
    }
    return ok ? g_steal_pointer(&geometry) : NULL;
}

static MarchValue
copy_value(MarchFeatures *features, const MarchJson *json)
{
    MarchValueArena *arena = march_features_get_arena(features);
    g_autofree MarchValue *values = NULL;
    g_autofree const char **keys = NULL;

    if (json->type == MARCH_JSON_STRING) {
        return march_value_string(march_value_arena_intern(arena, json->string));
    }
    if (json->type == MARCH_JSON_NUMBER) {
        return march_value_number(json->number);
    }
    if (json->type == MARCH_JSON_BOOLEAN) {
        return march_value_boolean(json->boolean);
    }
    if (json->type == MARCH_JSON_NULL) {
        return MARCH_VALUE_NONE;
    }
    values = g_new0(MarchValue, json->length + 1);
    keys = g_new0(const char *, json->length + 1);
    for (guint i = 0; i < json->length; i++) {
        values[i] = copy_value(features, &json->items[i]);
        keys[i] = json->keys != NULL ? json->keys[i].name : NULL;
    }
    return json->type == MARCH_JSON_ARRAY
               ? march_value_arena_array(arena, values, json->length)
               : march_value_arena_object(arena, keys, values, json->length);
}

void
march_geojson_set_properties(MarchFeatures *features,
                             MarchFeature *feature,
                             const MarchJson *properties)
{
    for (guint i = 0; properties->keys != NULL && i < properties->length; i++) {
        march_features_set_value(features, feature, properties->keys[i].name,
                                 copy_value(features, &properties->items[i]));
    }
}

static void
add_feature(MarchFeatures *features,
            MarchGeometry *geometry,
            const MarchJson *json,
            const MarchJson *properties,
            const MarchJson *id)
{
    MarchFeature *feature = march_features_add(features, geometry);

    feature->where = json->where;
    if (id != NULL && id->type == MARCH_JSON_NUMBER && id->number >= 0 &&
        id->number < 9e15) {
        feature->id = (gint64)id->number;
    }
    if (properties != NULL) {
        march_geojson_set_properties(features, feature, properties);
    }
}

static gboolean
read_geometry(MarchFeatures *features,
              const MarchJson *json,
              const MarchJson *properties,
              const MarchJson *id,
              GError **error)
{
    const MarchJson *type = march_json_get(json, "type");
    const MarchJson *members;
    MarchGeometry *geometry;

    if (type == NULL || type->type != MARCH_JSON_STRING) {
        return fail(json, error, "an object needs a \"type\"");
    }
    if (strcmp(type->string, "GeometryCollection") == 0) {
        members = march_json_get(json, "geometries");
        if (members == NULL || members->type != MARCH_JSON_ARRAY) {
            return fail(json, error, "a collection needs an array of \"geometries\"");
        }
        for (guint i = 0; i < members->length; i++) {
            if (!read_geometry(features, &members->items[i], properties, id, error)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    geometry = read_coordinates(json, type->string, error);
    if (geometry == NULL) {
        return FALSE;
    }
    add_feature(features, geometry, json, properties, id);
    return TRUE;
}

static gboolean
read_object(MarchFeatures *features, const MarchJson *json, GError **error)
{
    const MarchJson *type = march_json_get(json, "type");
    const MarchJson *members;

    if (type == NULL || type->type != MARCH_JSON_STRING) {
        return fail(json, error, "an object needs a \"type\"");
    }
    if (strcmp(type->string, "FeatureCollection") == 0) {
        members = march_json_get(json, "features");
        if (members == NULL || members->type != MARCH_JSON_ARRAY) {
            return fail(json, error, "a collection needs an array of \"features\"");
        }
        for (guint i = 0; i < members->length; i++) {
            if (!read_object(features, &members->items[i], error)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (strcmp(type->string, "Feature") == 0) {
        const MarchJson *geometry = march_json_get(json, "geometry");
        const MarchJson *properties = march_json_get(json, "properties");

        if (geometry == NULL || geometry->type == MARCH_JSON_NULL) {
            return TRUE;
        }
        if (properties != NULL && properties->type != MARCH_JSON_OBJECT &&
            properties->type != MARCH_JSON_NULL) {
            return fail(properties, error, "\"properties\" must be an object or null");
        }
        return read_geometry(features, geometry, properties, march_json_get(json, "id"),
                             error);
    }
    return read_geometry(features, json, NULL, NULL, error);
}

MarchFeatures *
march_geojson_read(const MarchJson *json, GError **error)
{
    g_autoptr(MarchFeatures) features = march_features_new();

    return read_object(features, json, error) ? g_steal_pointer(&features) : NULL;
}

static void
append_edge(GArray *positions, MarchLonLat from, MarchLonLat to)
{
    int steps = (int)CLAMP(ceil(fabs(to.lon - from.lon) / LONGEST_EDGE), 1, 100);

    g_array_append_val(positions, from);
    for (int i = 1; i < steps; i++) {
        MarchLonLat between = {from.lon + (to.lon - from.lon) * i / steps,
                               from.lat + (to.lat - from.lat) * i / steps};

        g_array_append_val(positions, between);
    }
}

static MarchGeometry *
split_edges(const MarchGeometry *geometry)
{
    MarchGeometry *split = march_geometry_new(geometry->type);

    for (guint i = 0; i < geometry->parts->len; i++) {
        g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
        guint count;
        const MarchLonLat *old = march_geometry_get_part(geometry, i, &count);
        gboolean closes = geometry->type == MARCH_GEOMETRY_POLYGON;

        for (guint j = 0; j + 1 < count; j++) {
            append_edge(positions, old[j], old[j + 1]);
        }
        append_edge(positions, old[count - 1], old[closes ? 0 : count - 1]);
        march_geometry_add_part(
            split, (const MarchLonLat *)(gpointer)positions->data, positions->len,
            g_array_index(geometry->parts, MarchGeometryPart, i).is_hole);
    }
    return split;
}

void
march_geojson_split_edges(MarchFeatures *features)
{
    for (guint i = 0; i < march_features_count(features); i++) {
        MarchFeature *feature = march_features_edit(features, i);
        MarchGeometry *split;

        if (feature->geometry == NULL ||
            feature->geometry->type == MARCH_GEOMETRY_POINT) {
            continue;
        }
        split = split_edges(feature->geometry);
        march_geometry_free(feature->geometry);
        feature->geometry = split;
    }
}
