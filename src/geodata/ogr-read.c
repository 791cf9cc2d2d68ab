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
    const MarchGdal *gdal = reading->source->gdal;
    int count = gdal->OGR_G_GetPointCount(line);
    MarchLonLat *positions;

    g_array_set_size(reading->positions, (guint)MAX(count, 0));
    if (count <= 0) {
        return TRUE;
    }
    positions = (MarchLonLat *)(gpointer)reading->positions->data;
    gdal->OGR_G_GetPoints(line, &positions->lon, sizeof *positions, &positions->lat,
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
    switch ((int)ogr) {
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
    const MarchGdal *gdal = reading->source->gdal;
    OGRwkbGeometryType type =
        gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    int count = gdal->OGR_G_GetGeometryCount(geometry);

    if (type == wkbPolygon) {
        for (int i = 0; i < count; i++) {
            if (!part_read(reading, gdal->OGR_G_GetGeometryRef(geometry, i), into,
                           i > 0)) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (type == wkbPoint || type == wkbLineString) {
        return part_read(reading, geometry, into, FALSE);
    }
    for (int i = 0; i < count; i++) {
        if (!parts_read(reading, gdal->OGR_G_GetGeometryRef(geometry, i), into)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* An empty point geometry for a feature without one; NULL when it is unusable. */
static MarchGeometry *
geometry_read(Reading *reading, OGRFeatureH feature)
{
    const MarchGdal *gdal = reading->source->gdal;
    OGRGeometryH geometry = gdal->OGR_F_GetGeometryRef(feature);
    g_autoptr(MarchGeometry) read = NULL;
    MarchGeometryType type = MARCH_GEOMETRY_POINT;
    OGRGeometryH linear;
    gboolean good;

    if (geometry == NULL || gdal->OGR_G_IsEmpty(geometry)) {
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    if (!type_of(gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry)), &type)) {
        return NULL;
    }
    if (reading->source->to_degrees != NULL &&
        gdal->OGR_G_Transform(geometry, reading->source->to_degrees) != OGRERR_NONE) {
        return NULL;
    }
    read = march_geometry_new(type);
    linear = gdal->OGR_G_HasCurveGeometry(geometry, TRUE)
                 ? gdal->OGR_G_GetLinearGeometry(geometry, 0, NULL)
                 : NULL;
    good = parts_read(reading, linear != NULL ? linear : geometry, read);
    if (linear != NULL) {
        gdal->OGR_G_DestroyGeometry(linear);
    }
    return good ? g_steal_pointer(&read) : NULL;
}

static void
property_read(Reading *reading, MarchFeature *into, OGRFeatureH feature, int index)
{
    const MarchGdal *gdal = reading->source->gdal;
    MarchFeatures *features = reading->features;
    OGRFieldDefnH definition = gdal->OGR_F_GetFieldDefnRef(feature, index);
    const char *key = gdal->OGR_Fld_GetNameRef(definition);
    OGRFieldType type = gdal->OGR_Fld_GetType(definition);
    const char *text;

    if (!gdal->OGR_F_IsFieldSetAndNotNull(feature, index)) {
        return;
    }
    if (type == OFTInteger && gdal->OGR_Fld_GetSubType(definition) == OFSTBoolean) {
        march_features_set_boolean(features, into, key,
                                   gdal->OGR_F_GetFieldAsInteger(feature, index) != 0);
        return;
    }
    if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
        march_features_set_number(features, into, key,
                                  gdal->OGR_F_GetFieldAsDouble(feature, index));
        return;
    }
    text = gdal->OGR_F_GetFieldAsString(feature, index);
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
    const MarchGdal *gdal = reading->source->gdal;
    MarchGeometry *geometry = geometry_read(reading, feature);
    gint64 id = gdal->OGR_F_GetFID(feature);
    MarchFeature *into;

    if (geometry == NULL) {
        return;
    }
    into = march_features_add(reading->features, geometry);
    into->id = id;
    into->where =
        march_location_new(reading->source->path, (int)CLAMP(id + 1, 0, G_MAXINT), 0);
    for (int i = 0; i < gdal->OGR_F_GetFieldCount(feature); i++) {
        property_read(reading, into, feature, i);
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

static gboolean
filters_set(MarchOgrSource *source, const MarchOgrReadOptions *options)
{
    const MarchGdal *gdal = source->gdal;

    gdal->OGR_L_SetSpatialFilter(source->layer, NULL);
    if (options->box != NULL && source->to_degrees == NULL) {
        gdal->OGR_L_SetSpatialFilterRect(source->layer, options->box->west,
                                         options->box->south, options->box->east,
                                         options->box->north);
    }
    return gdal->OGR_L_SetAttributeFilter(source->layer, options->where) == OGRERR_NONE;
}

gboolean
march_ogr_read(MarchOgrSource *source,
               const MarchOgrReadOptions *options,
               MarchFeatures *features,
               GError **error)
{
    const MarchGdal *gdal = source->gdal;
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    Reading reading = {source, features, 0, positions};
    OGRFeatureH feature;
    gboolean good;

    march_ogr_messages_begin(gdal, messages);
    good = filters_set(source, options);
    gdal->OGR_L_ResetReading(source->layer);
    while (good && (feature = gdal->OGR_L_GetNextFeature(source->layer)) != NULL) {
        feature_read(&reading, feature);
        gdal->OGR_F_Destroy(feature);
        good = limits_check(&reading, options, error);
    }
    march_ogr_messages_end(gdal);
    if (messages->len > 0 && (error == NULL || *error == NULL)) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                        "reading failed: %s", messages->str);
        return FALSE;
    }
    return good;
}
