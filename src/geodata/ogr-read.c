/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "ogr-private.h"

/* How deep collections may nest; GDAL's own parsers stop at 32. */
#define MAX_DEPTH 32

/* A reading under way. */
typedef struct {
    const MarchOgrSource *source;
    const MarchOgrReadOptions *options;
    MarchFeatures *features;
    MarchOgrLosses *losses;
    guint64 n_positions;
} Reading;

static gboolean
kind_of(OGRwkbGeometryType flat, MarchGeometryType *kind)
{
    if (flat == wkbPoint) {
        *kind = MARCH_GEOMETRY_POINT;
    } else if (flat == wkbLineString || flat == wkbLinearRing) {
        *kind = MARCH_GEOMETRY_LINE;
    } else if (flat == wkbPolygon || flat == wkbTriangle) {
        *kind = MARCH_GEOMETRY_POLYGON;
    } else {
        return FALSE;
    }
    return TRUE;
}

/* FALSE when the part has no positions or they are not numbers. */
static gboolean
part_read(const Reading *reading,
          OGRGeometryH line,
          gboolean is_hole,
          MarchGeometry *into)
{
    const MarchGdal *gdal = reading->source->gdal;
    guint count = (guint)MAX(gdal->OGR_G_GetPointCount(line), 0);
    g_autofree MarchLonLat *positions = g_new(MarchLonLat, count + 1);

    if (count == 0) {
        return FALSE;
    }
    gdal->OGR_G_GetPoints(line, &positions->lon, sizeof *positions, &positions->lat,
                          sizeof *positions, NULL, 0);
    for (guint i = 0; i < count; i++) {
        if (!isfinite(positions[i].lon) || !isfinite(positions[i].lat)) {
            return FALSE;
        }
    }
    if (into->type == MARCH_GEOMETRY_POLYGON && count > 1) {
        if (memcmp(&positions[0], &positions[count - 1], sizeof *positions) == 0) {
            count--;
        } else {
            reading->losses->unclosed++;
        }
    }
    march_geometry_add_part(into, positions, count, is_hole);
    return TRUE;
}

static void
simple_read(const Reading *reading, OGRGeometryH geometry, MarchGeometry **into)
{
    const MarchGdal *gdal = reading->source->gdal;
    OGRwkbGeometryType flat =
        gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    MarchGeometryType kind = MARCH_GEOMETRY_POINT;

    if (!kind_of(flat, &kind) || (*into != NULL && (*into)->type != kind)) {
        reading->losses->mixed++;
        return;
    }
    if (*into == NULL) {
        *into = march_geometry_new(kind);
    }
    if (kind != MARCH_GEOMETRY_POLYGON) {
        reading->losses->mixed += !part_read(reading, geometry, FALSE, *into);
        return;
    }
    for (int i = 0; i < gdal->OGR_G_GetGeometryCount(geometry); i++) {
        if (!part_read(reading, gdal->OGR_G_GetGeometryRef(geometry, i), i > 0,
                       *into)) {
            reading->losses->mixed++;
            return;
        }
    }
}

static void
parts_read(const Reading *reading,
           OGRGeometryH geometry,
           int depth,
           MarchGeometry **into)
{
    const MarchGdal *gdal = reading->source->gdal;
    OGRwkbGeometryType flat =
        gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    gboolean is_collection = flat == wkbMultiPoint || flat == wkbMultiLineString ||
                             flat == wkbMultiPolygon || flat == wkbGeometryCollection ||
                             flat == wkbPolyhedralSurface || flat == wkbTIN;

    if (!is_collection) {
        simple_read(reading, geometry, into);
        return;
    }
    for (int i = 0; depth < MAX_DEPTH && i < gdal->OGR_G_GetGeometryCount(geometry);
         i++) {
        parts_read(reading, gdal->OGR_G_GetGeometryRef(geometry, i), depth + 1, into);
    }
}

/* An empty point geometry for a feature without one; NULL when it is unusable. */
static MarchGeometry *
geometry_read(const Reading *reading, OGRFeatureH feature)
{
    const MarchGdal *gdal = reading->source->gdal;
    OGRGeometryH geometry = gdal->OGR_F_GetGeometryRef(feature);
    MarchGeometry *read = NULL;
    OGRGeometryH linear = NULL;

    if (geometry == NULL || gdal->OGR_G_IsEmpty(geometry)) {
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    if (reading->source->to_degrees != NULL &&
        gdal->OGR_G_Transform(geometry, reading->source->to_degrees) != OGRERR_NONE) {
        reading->losses->untransformed++;
        return NULL;
    }
    if (gdal->OGR_G_HasCurveGeometry(geometry, TRUE)) {
        linear = gdal->OGR_G_GetLinearGeometry(geometry, 0, NULL);
    }
    parts_read(reading, linear != NULL ? linear : geometry, 0, &read);
    if (linear != NULL) {
        gdal->OGR_G_DestroyGeometry(linear);
    }
    if (read == NULL || read->parts->len == 0) {
        reading->losses->unusable++;
        march_geometry_free(read);
        return NULL;
    }
    return read;
}

/* GDAL writes dates with slashes; ours are ISO 8601. */
static char *
date_format(const MarchGdal *gdal, OGRFeatureH feature, int index, OGRFieldType type)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;

    gdal->OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour,
                                     &minute, &second, &zone);
    if (type == OFTDate) {
        return g_strdup_printf("%04d-%02d-%02d", year, month, day);
    }
    if (type == OFTTime) {
        return g_strdup_printf("%02d:%02d:%02d", hour, minute, (int)second);
    }
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour,
                           minute, (int)second, zone == 100 ? "Z" : "");
}

static void
text_set(MarchFeatures *features, MarchFeature *into, const char *key, const char *text)
{
    if (g_utf8_validate(text, -1, NULL)) {
        march_features_set_string(features, into, key, text);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, -1);

        march_features_set_string(features, into, key, valid);
    }
}

static void
property_read(const Reading *reading,
              MarchFeature *into,
              OGRFeatureH feature,
              int index)
{
    const MarchGdal *gdal = reading->source->gdal;
    MarchFeatures *features = reading->features;
    OGRFieldDefnH definition = gdal->OGR_F_GetFieldDefnRef(feature, index);
    const char *key = gdal->OGR_Fld_GetNameRef(definition);
    OGRFieldType type = gdal->OGR_Fld_GetType(definition);

    if (!gdal->OGR_F_IsFieldSetAndNotNull(feature, index)) {
        return;
    }
    if (type == OFTInteger && gdal->OGR_Fld_GetSubType(definition) == OFSTBoolean) {
        march_features_set_boolean(features, into, key,
                                   gdal->OGR_F_GetFieldAsInteger(feature, index) != 0);
    } else if (type == OFTInteger || type == OFTInteger64 || type == OFTReal) {
        march_features_set_number(features, into, key,
                                  gdal->OGR_F_GetFieldAsDouble(feature, index));
    } else if (type == OFTDate || type == OFTTime || type == OFTDateTime) {
        g_autofree char *date = date_format(gdal, feature, index, type);

        march_features_set_string(features, into, key, date);
    } else if (type != OFTBinary) {
        text_set(features, into, key, gdal->OGR_F_GetFieldAsString(feature, index));
    }
}

static gboolean
box_touches(const MarchBox *box, const MarchGeometry *geometry)
{
    MarchBox own;

    if (box == NULL || geometry->positions->len == 0) {
        return TRUE;
    }
    own = march_geometry_box(geometry);
    if (own.north < box->south || own.south > box->north) {
        return FALSE;
    }
    if (box->west <= box->east) {
        return own.east >= box->west && own.west <= box->east;
    }
    return own.east >= box->west || own.west <= box->east;
}

/* Tables have lines; other files number their features, from 0 unless they keep ids. */
static MarchLocation
location_find(const MarchOgrSource *source, gint64 id)
{
    gint64 number = source->is_sheet || source->has_ids ? id : id + 1;
    int line = (int)CLAMP(number, 0, G_MAXINT);

    return march_location_new(source->path,
                              source->is_sheet || source->has_lines ? line : -line, 0);
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
    if (!box_touches(reading->options->box, geometry)) {
        march_geometry_free(geometry);
        return;
    }
    reading->n_positions += geometry->positions->len;
    into = march_features_add(reading->features, geometry);
    into->id = id;
    into->where = location_find(reading->source, id);
    for (int i = 0; i < gdal->OGR_F_GetFieldCount(feature); i++) {
        property_read(reading, into, feature, i);
    }
}

static gboolean
limits_check(const Reading *reading, GError **error)
{
    const MarchOgrReadOptions *options = reading->options;
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

/* Lets GDAL's index skip what is outside, where the box can be said in its terms. */
static void
box_filter(const MarchOgrSource *source, const MarchBox *box)
{
    source->gdal->OGR_L_SetSpatialFilter(source->layer, NULL);
    if (box != NULL && source->to_degrees == NULL && box->west <= box->east) {
        source->gdal->OGR_L_SetSpatialFilterRect(source->layer, box->west, box->south,
                                                 box->east, box->north);
    }
}

static gboolean
features_read(Reading *reading, GError **error)
{
    const MarchOgrSource *source = reading->source;
    OGRFeatureH feature;
    gboolean good = TRUE;

    source->gdal->OGR_L_ResetReading(source->layer);
    while (good &&
           (feature = source->gdal->OGR_L_GetNextFeature(source->layer)) != NULL) {
        feature_read(reading, feature);
        source->gdal->OGR_F_Destroy(feature);
        good = limits_check(reading, error);
    }
    return good;
}

gboolean
march_ogr_read(MarchOgrSource *source,
               const MarchOgrReadOptions *options,
               MarchFeatures *features,
               MarchOgrLosses *losses,
               GError **error)
{
    const MarchGdal *gdal = source->gdal;
    g_autoptr(GString) messages = g_string_new(NULL);
    Reading reading = {source, options, features, losses, 0};
    MarchLocation where = march_location_new(source->path, 0, 0);
    gboolean good;

    march_ogr_messages_begin(gdal, messages);
    if (gdal->OGR_L_SetAttributeFilter(source->layer, options->where) != OGRERR_NONE) {
        march_ogr_messages_end(gdal);
        march_error_set(error, MARCH_ERROR_CONFIG, where,
                        "the filter \"%s\" is not understood: %s", options->where,
                        messages->str);
        return FALSE;
    }
    box_filter(source, options->box);
    good = features_read(&reading, error);
    march_ogr_messages_end(gdal);
    if (good && messages->len > 0 && losses->untransformed == 0) {
        march_error_set(error,
                        g_str_has_prefix(source->path, "PG:") ? MARCH_ERROR_UNAVAILABLE
                                                              : MARCH_ERROR_DATA,
                        where, "reading failed: %s", messages->str);
        return FALSE;
    }
    return good;
}
