/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "flatgeobuf-private.h"

/* Field numbers of the Feature and Geometry tables, and geometry types. */
enum { FEATURE_GEOMETRY = 0, FEATURE_PROPERTIES = 1 };
enum { GEOMETRY_ENDS = 0, GEOMETRY_XY = 1, GEOMETRY_TYPE = 6, GEOMETRY_PARTS = 7 };
enum {
    TYPE_POINT = 1,
    TYPE_LINE,
    TYPE_POLYGON,
    TYPE_POINTS,
    TYPE_LINES,
    TYPE_POLYGONS
};

static gboolean
part_add(const MarchFlatVector *xy,
         guint first,
         guint end,
         gboolean is_hole,
         GArray *positions,
         MarchGeometry *into)
{
    const guint8 *from = xy->bytes + xy->at + (gsize)first * 16;
    guint count = end - first;
    MarchLonLat *position;

    g_array_set_size(positions, count);
    position = (MarchLonLat *)(gpointer)positions->data;
    for (guint i = 0; i < count; i++) {
        position[i].lon = march_flat_double(from + (gsize)i * 16);
        position[i].lat = march_flat_double(from + (gsize)i * 16 + 8);
        if (!isfinite(position[i].lon) || !isfinite(position[i].lat)) {
            return FALSE;
        }
    }
    if (into->type == MARCH_GEOMETRY_POLYGON && count > 1 &&
        memcmp(&position[0], &position[count - 1], sizeof *position) == 0) {
        count--;
    }
    march_geometry_add_part(into, position, count, is_hole);
    return TRUE;
}

/* The parts of one simple or multi geometry that is no multipolygon. */
static gboolean
parts_add(const MarchFlatTable *table, GArray *positions, MarchGeometry *into)
{
    MarchFlatVector xy = march_flat_vector(table, GEOMETRY_XY, 8);
    MarchFlatVector ends = march_flat_vector(table, GEOMETRY_ENDS, 4);
    guint total = xy.length / 2;
    guint first = 0;

    if (ends.length == 0 || into->type == MARCH_GEOMETRY_POINT) {
        return total == 0 || part_add(&xy, 0, total, FALSE, positions, into);
    }
    for (guint i = 0; i < ends.length; i++) {
        guint end = march_flat_u32(ends.bytes + ends.at + (gsize)i * 4);

        if (end < first || end > total ||
            !part_add(&xy, first, end, i > 0, positions, into)) {
            return FALSE;
        }
        first = end;
    }
    return TRUE;
}

static MarchGeometry *
geometry_decode(const MarchFlatgeobuf *file, const MarchFlatTable *feature)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    g_autoptr(MarchGeometry) geometry = NULL;
    MarchFlatTable table;
    MarchFlatVector polygons;
    const guint8 *own;
    guint type = file->geometry_type;

    if (!march_flat_child(feature, FEATURE_GEOMETRY, &table)) {
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    own = march_flat_scalar(&table, GEOMETRY_TYPE, 1);
    type = type == 0 && own != NULL ? *own : type;
    if (type < TYPE_POINT || type > TYPE_POLYGONS) {
        return NULL;
    }
    geometry = march_geometry_new(
        type == TYPE_POINT || type == TYPE_POINTS ? MARCH_GEOMETRY_POINT
        : type == TYPE_LINE || type == TYPE_LINES ? MARCH_GEOMETRY_LINE
                                                  : MARCH_GEOMETRY_POLYGON);
    if (type != TYPE_POLYGONS) {
        return parts_add(&table, positions, geometry) ? g_steal_pointer(&geometry)
                                                      : NULL;
    }
    polygons = march_flat_vector(&table, GEOMETRY_PARTS, 4);
    for (guint i = 0; i < polygons.length; i++) {
        MarchFlatTable polygon;

        if (!march_flat_element(&polygons, i, &polygon) ||
            !parts_add(&polygon, positions, geometry)) {
            return NULL;
        }
    }
    return g_steal_pointer(&geometry);
}

/* Bytes of a value of fixed size, 0 for one that is preceded by its length. */
static gsize
type_size(MarchColumnType type)
{
    switch (type) {
    case MARCH_COLUMN_BYTE:
    case MARCH_COLUMN_UBYTE:
    case MARCH_COLUMN_BOOL:
        return 1;
    case MARCH_COLUMN_SHORT:
    case MARCH_COLUMN_USHORT:
        return 2;
    case MARCH_COLUMN_INT:
    case MARCH_COLUMN_UINT:
    case MARCH_COLUMN_FLOAT:
        return 4;
    case MARCH_COLUMN_LONG:
    case MARCH_COLUMN_ULONG:
    case MARCH_COLUMN_DOUBLE:
        return 8;
    case MARCH_COLUMN_STRING:
    case MARCH_COLUMN_JSON:
    case MARCH_COLUMN_DATETIME:
    case MARCH_COLUMN_BINARY:
    default:
        return 0;
    }
}

static double
number_decode(MarchColumnType type, const guint8 *at)
{
    guint32 bits;
    float single;

    switch (type) {
    case MARCH_COLUMN_BYTE:
        return (double)(gint8)*at;
    case MARCH_COLUMN_SHORT:
        return (double)(gint16)march_flat_u16(at);
    case MARCH_COLUMN_USHORT:
        return (double)march_flat_u16(at);
    case MARCH_COLUMN_INT:
        return (double)(gint32)march_flat_u32(at);
    case MARCH_COLUMN_UINT:
        return (double)march_flat_u32(at);
    case MARCH_COLUMN_LONG:
        return (double)(gint64)march_flat_u64(at);
    case MARCH_COLUMN_ULONG:
        return (double)march_flat_u64(at);
    case MARCH_COLUMN_FLOAT:
        bits = march_flat_u32(at);
        memcpy(&single, &bits, sizeof single);
        return (double)single;
    case MARCH_COLUMN_DOUBLE:
        return march_flat_double(at);
    case MARCH_COLUMN_UBYTE:
    case MARCH_COLUMN_BOOL:
    case MARCH_COLUMN_STRING:
    case MARCH_COLUMN_JSON:
    case MARCH_COLUMN_DATETIME:
    case MARCH_COLUMN_BINARY:
    default:
        return (double)*at;
    }
}

static void
property_add(MarchFeatures *features,
             MarchFeature *feature,
             const MarchColumn *column,
             const guint8 *at,
             gsize size)
{
    g_autofree char *text = NULL;

    if (column->type == MARCH_COLUMN_BOOL) {
        march_features_set_boolean(features, feature, column->name, *at != 0);
    } else if (type_size(column->type) > 0) {
        double number = number_decode(column->type, at);

        if (isfinite(number)) {
            march_features_set_number(features, feature, column->name, number);
        }
    } else if (column->type != MARCH_COLUMN_BINARY) {
        text = g_utf8_make_valid((const char *)at, (gssize)size);
        march_features_set_string(features, feature, column->name, text);
    }
}

static gboolean
properties_decode(const MarchFlatgeobuf *file,
                  const MarchFlatTable *table,
                  const gboolean *wanted,
                  MarchFeatures *features,
                  MarchFeature *feature)
{
    MarchFlatVector bytes = march_flat_vector(table, FEATURE_PROPERTIES, 1);
    const guint8 *at = bytes.bytes + bytes.at;
    gsize left = bytes.length;

    while (left >= 2) {
        guint index = march_flat_u16(at);
        const MarchColumn *column;
        gsize size;

        if (index >= file->columns->len) {
            return FALSE;
        }
        column = &g_array_index(file->columns, MarchColumn, index);
        size = type_size(column->type);
        at += 2;
        left -= 2;
        if (size == 0) {
            if (left < 4) {
                return FALSE;
            }
            size = march_flat_u32(at);
            at += 4;
            left -= 4;
        }
        if (size > left) {
            return FALSE;
        }
        if (wanted[index]) {
            property_add(features, feature, column, at, size);
        }
        at += size;
        left -= size;
    }
    return left == 0;
}

gboolean
march_flatgeobuf_decode(const MarchFlatgeobuf *file,
                        const guint8 *bytes,
                        gsize length,
                        const gboolean *wanted,
                        MarchFeatures *features)
{
    MarchFlatTable table;
    MarchGeometry *geometry;
    MarchFeature *feature;

    if (!march_flat_root(bytes, length, &table)) {
        return FALSE;
    }
    geometry = geometry_decode(file, &table);
    if (geometry == NULL) {
        return FALSE;
    }
    feature = march_features_add(features, geometry);
    feature->where = file->where;
    return properties_decode(file, &table, wanted, features, feature);
}
