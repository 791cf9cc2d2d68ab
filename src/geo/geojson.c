/* SPDX-License-Identifier: MIT */
#include "geojson.h"

#include <math.h>
#include <string.h>

static void
append_string(GString *text, const char *string)
{
    g_string_append_c(text, '"');
    for (const char *at = string; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\') {
            g_string_append_printf(text, "\\%c", *at);
        } else if ((unsigned char)*at < 0x20) {
            g_string_append_printf(text, "\\u%04x", (unsigned)*at);
        } else {
            g_string_append_c(text, *at);
        }
    }
    g_string_append_c(text, '"');
}

/* Without trailing zeros; JSON has no NaN. */
static void
append_number(GString *text, double number)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
    char *end;

    if (!isfinite(number)) {
        g_string_append(text, "null");
        return;
    }
    if (fabs(number) >= 1e15) {
        g_string_append(text, g_ascii_dtostr(digits, sizeof digits, number));
        return;
    }
    g_ascii_formatd(digits, sizeof digits, "%.7f", number);
    end = digits + strlen(digits);
    while (end[-1] == '0') {
        *--end = '\0';
    }
    if (end[-1] == '.') {
        *--end = '\0';
    }
    g_string_append(text, strcmp(digits, "-0") == 0 ? "0" : digits);
}

static void
append_value(GString *text, const MarchValue *value)
{
    switch (value->type) {
    case MARCH_VALUE_BOOLEAN:
        g_string_append(text, value->as.boolean ? "true" : "false");
        return;
    case MARCH_VALUE_NUMBER:
        append_number(text, value->as.number);
        return;
    case MARCH_VALUE_STRING:
        append_string(text, value->as.string);
        return;
    case MARCH_VALUE_COLOR: {
        g_autofree char *color = march_color_to_string(value->as.color);

        append_string(text, color);
        return;
    }
    case MARCH_VALUE_ARRAY:
        g_string_append_c(text, '[');
        for (gsize i = 0; i < value->as.array->length; i++) {
            g_string_append(text, i == 0 ? "" : ", ");
            append_value(text, &value->as.array->items[i]);
        }
        g_string_append_c(text, ']');
        return;
    case MARCH_VALUE_OBJECT:
        g_string_append_c(text, '{');
        for (gsize i = 0; i < value->as.object->length; i++) {
            g_string_append(text, i == 0 ? "" : ", ");
            append_string(text, value->as.object->keys[i]);
            g_string_append(text, ": ");
            append_value(text, &value->as.object->values[i]);
        }
        g_string_append_c(text, '}');
        return;
    case MARCH_VALUE_NULL:
    default:
        g_string_append(text, "null");
    }
}

static void
append_position(GString *text, MarchLonLat position)
{
    g_string_append_c(text, '[');
    append_number(text, position.lon);
    g_string_append_c(text, ',');
    append_number(text, position.lat);
    g_string_append_c(text, ']');
}

static void
append_part(GString *text, const MarchGeometry *geometry, guint index)
{
    guint count;
    const MarchLonLat *positions = march_geometry_get_part(geometry, index, &count);

    if (geometry->type == MARCH_GEOMETRY_POINT) {
        for (guint i = 0; i < count; i++) {
            g_string_append(text, i == 0 ? "" : ",");
            append_position(text, positions[i]);
        }
        return;
    }
    g_string_append_c(text, '[');
    for (guint i = 0; i < count; i++) {
        g_string_append(text, i == 0 ? "" : ",");
        append_position(text, positions[i]);
    }
    if (geometry->type == MARCH_GEOMETRY_POLYGON && count > 0) {
        g_string_append_c(text, ',');
        append_position(text, positions[0]);
    }
    g_string_append_c(text, ']');
}

/* All rings; a ring that is no hole starts a polygon. */
static void
append_polygons(GString *text, const MarchGeometry *geometry)
{
    for (guint i = 0; i < geometry->parts->len; i++) {
        gboolean is_hole = g_array_index(geometry->parts, MarchGeometryPart, i).is_hole;

        g_string_append(text, i == 0 ? "[" : is_hole ? "," : "],[");
        append_part(text, geometry, i);
    }
    g_string_append_c(text, ']');
}

static void
append_geometry(GString *text, const MarchGeometry *geometry)
{
    static const char *const TYPES[] = {
        [MARCH_GEOMETRY_POINT] = "Point",
        [MARCH_GEOMETRY_LINE] = "LineString",
        [MARCH_GEOMETRY_POLYGON] = "Polygon",
    };
    gboolean is_point = geometry->type == MARCH_GEOMETRY_POINT;
    gboolean is_multi =
        is_point ? geometry->positions->len > 1
                 : geometry->type == MARCH_GEOMETRY_POLYGON || geometry->parts->len > 1;

    if (geometry->positions->len == 0) {
        g_string_append(text, "null");
        return;
    }
    g_string_append_printf(text, "{\"type\": \"%s%s\", \"coordinates\": ",
                           is_multi ? "Multi" : "", TYPES[geometry->type]);
    if (is_multi) {
        g_string_append_c(text, '[');
    }
    if (geometry->type == MARCH_GEOMETRY_POLYGON) {
        append_polygons(text, geometry);
    } else {
        for (guint i = 0; i < geometry->parts->len; i++) {
            g_string_append(text, i == 0 ? "" : ",");
            append_part(text, geometry, i);
        }
    }
    g_string_append(text, is_multi ? "]}" : "}");
}

char *
march_features_to_geojson(const MarchFeatures *features)
{
    GString *text = g_string_new("{\"type\": \"FeatureCollection\", \"features\": [");

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        g_string_append_printf(text, "%s\n{\"type\": \"Feature\", ", i == 0 ? "" : ",");
        if (feature->id >= 0) {
            g_string_append_printf(text, "\"id\": %" G_GINT64_FORMAT ", ", feature->id);
        }
        g_string_append(text, "\"properties\": {");
        for (guint j = 0; j < feature->properties->len; j++) {
            const MarchProperty *property =
                &g_array_index(feature->properties, MarchProperty, j);

            g_string_append(text, j == 0 ? "" : ", ");
            append_string(text, property->key);
            g_string_append(text, ": ");
            append_value(text, &property->value);
        }
        g_string_append(text, "}, \"geometry\": ");
        append_geometry(text, feature->geometry);
        g_string_append_c(text, '}');
    }
    g_string_append(text, "\n]}\n");
    return g_string_free(text, FALSE);
}
