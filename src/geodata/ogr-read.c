/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "ogr-private.h"

/* A reading under way. */
typedef struct {
    MarchOgrSource *source;
    MarchFeatures *features;
    guint n_positions;
    GArray *positions; /* of MarchLonLat: one part */
} Reading;

static gboolean
part_read(Reading *reading, OGRGeometryH line, MarchGeometry *into, gboolean is_hole)
{
    int count = OGR_G_GetPointCount(line);
    MarchLonLat *positions;

    g_array_set_size(reading->positions, (guint)MAX(count, 0));
    if (count <= 0) {
        return TRUE;
    }
    positions = (MarchLonLat *)(gpointer)reading->positions->data;
    OGR_G_GetPoints(line, &positions->lon, sizeof *positions, &positions->lat,
                    sizeof *positions, NULL, 0);
    for (int i = 0; i < count; i++) {
        if (!isfinite(positions[i].lon) || !isfinite(positions[i].lat)) {
            return FALSE;
        }
    }
    if (into->type == MARCH_GEOMETRY_POLYGON && count > 1 &&
        memcmp(&positions[0], &positions[count - 1], sizeof *positions) == 0) {
        count--;
    }
    march_geometry_add_part(into, positions, (guint)count, is_hole);
    reading->n_positions += (guint)count;
    return TRUE;
}

static gboolean
type_of(OGRwkbGeometryType ogr, MarchGeometryType *type)
{
    switch ((int)wkbFlatten(ogr)) {
    case wkbPoint:
    case wkbMultiPoint:
        *type = MARCH_GEOMETRY_POINT;
        return TRUE;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCircularString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
        *type = MARCH_GEOMETRY_LINE;
        return TRUE;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
        *type = MARCH_GEOMETRY_POLYGON;
        return TRUE;
    default:
        return FALSE;
    }
}

/* Collections nest at most twice here: a multipolygon holds polygons holds rings. */
static gboolean
parts_read(Reading *reading, OGRGeometryH geometry, MarchGeometry *into)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    int count = OGR_G_GetGeometryCount(geometry);

    if (type == wkbPolygon) {
        for (int i = 0; i < count; i++) {
            if (!part_read(reading, OGR_G_GetGeometryRef(geometry, i), into, i > 0)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (type == wkbPoint || type == wkbLineString) {
        return part_read(reading, geometry, into, FALSE);
    }
    for (int i = 0; i < count; i++) {
        if (!parts_read(reading, OGR_G_GetGeometryRef(geometry, i), into)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* An empty point geometry for a feature without one; NULL when it is unusable. */
static MarchGeometry *
geometry_read(Reading *reading, OGRFeatureH feature)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    g_autoptr(MarchGeometry) read = NULL;
    MarchGeometryType type = MARCH_GEOMETRY_POINT;
    OGRGeometryH linear;
    gboolean good;

    if (geometry == NULL || OGR_G_IsEmpty(geometry)) {
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    if (!type_of(OGR_G_GetGeometryType(geometry), &type)) {
        return NULL;
    }
    if (reading->source->to_degrees != NULL &&
        OGR_G_Transform(geometry, reading->source->to_degrees) != OGRERR_NONE) {
        return NULL;
    }
    read = march_geometry_new(type);
    linear = OGR_G_HasCurveGeometry(geometry, TRUE)
                 ? OGR_G_GetLinearGeometry(geometry, 0, NULL)
                 : NULL;
    good = parts_read(reading, linear != NULL ? linear : geometry, read);
    if (linear != NULL) {
        OGR_G_DestroyGeometry(linear);
    }
    return good ? g_steal_pointer(&read) : NULL;
}

static void
property_read(MarchFeatures *features,
              MarchFeature *into,
              OGRFeatureH feature,
              int index)
{
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, index);
    const char *key = OGR_Fld_GetNameRef(definition);
    OGRFieldType type = OGR_Fld_GetType(definition);
    const char *text;

    if (!OGR_F_IsFieldSetAndNotNull(feature, index)) {
        return;
    }
    if (type == OFTInteger && OGR_Fld_GetSubType(definition) == OFSTBoolean) {
        march_features_set_boolean(features, into, key,
                                   OGR_F_GetFieldAsInteger(feature, index) != 0);
        return;
    }
    if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
        march_features_set_number(features, into, key,
                                  OGR_F_GetFieldAsDouble(feature, index));
        return;
    }
    text = OGR_F_GetFieldAsString(feature, index);
    if (g_utf8_validate(text, -1, NULL)) {
        march_features_set_string(features, into, key, text);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, -1);

        march_features_set_string(features, into, key, valid);
    }
}

static void
feature_read(Reading *reading, OGRFeatureH feature)
{
    MarchGeometry *geometry = geometry_read(reading, feature);
    gint64 id = OGR_F_GetFID(feature);
    MarchFeature *into;

    if (geometry == NULL) {
        return;
    }
    into = march_features_add(reading->features, geometry);
    into->id = id;
    into->where =
        march_location_new(reading->source->path, (int)CLAMP(id + 1, 0, G_MAXINT), 0);
    for (int i = 0; i < OGR_F_GetFieldCount(feature); i++) {
        property_read(reading->features, into, feature, i);
    }
}

static gboolean
limits_check(const Reading *reading, const MarchOgrReadOptions *options, GError **error)
{
    MarchLocation where = march_location_new(reading->source->path, 0, 0);

    if (options->max_features > 0 &&
        march_features_count(reading->features) > options->max_features) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "it has more than %u features in view; the limit protects "
                        "memory",
                        options->max_features);
        return FALSE;
    }
    if (options->max_positions > 0 && reading->n_positions > options->max_positions) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "it has more than %u vertices in view; the limit protects "
                        "memory",
                        options->max_positions);
        return FALSE;
    }
    return TRUE;
}

/* Fields that nobody asked for are not decoded at all. */
static void
fields_choose(OGRLayerH layer, const char *const *properties)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    g_autoptr(GPtrArray) ignored = g_ptr_array_new();

    for (int i = 0; properties != NULL && i < OGR_FD_GetFieldCount(definition); i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));

        if (!g_strv_contains(properties, name)) {
            g_ptr_array_add(ignored, (gpointer)(guintptr)name);
        }
    }
    g_ptr_array_add(ignored, NULL);
    OGR_L_SetIgnoredFields(layer, (const char **)ignored->pdata);
}

static gboolean
filters_set(MarchOgrSource *source, const MarchOgrReadOptions *options)
{
    OGR_L_SetSpatialFilter(source->layer, NULL);
    if (options->box != NULL && source->to_degrees == NULL) {
        OGR_L_SetSpatialFilterRect(source->layer, options->box->west,
                                   options->box->south, options->box->east,
                                   options->box->north);
    }
    return OGR_L_SetAttributeFilter(source->layer, options->where) == OGRERR_NONE;
}

gboolean
march_ogr_read(MarchOgrSource *source,
               const MarchOgrReadOptions *options,
               MarchFeatures *features,
               GError **error)
{
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    Reading reading = {source, features, 0, positions};
    OGRFeatureH feature;
    gboolean good;

    march_ogr_messages_begin(messages);
    fields_choose(source->layer, options->properties);
    good = filters_set(source, options);
    OGR_L_ResetReading(source->layer);
    while (good && (feature = OGR_L_GetNextFeature(source->layer)) != NULL) {
        feature_read(&reading, feature);
        OGR_F_Destroy(feature);
        good = limits_check(&reading, options, error);
    }
    march_ogr_messages_end();
    if (messages->len > 0 && (error == NULL || *error == NULL)) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                        "reading failed: %s", messages->str);
        return FALSE;
    }
    return good;
}
