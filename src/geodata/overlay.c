/* SPDX-License-Identifier: MIT */
#include "overlay.h"

#include <math.h>

#include "ogr-private.h"

static double
lon_near(double lon, double near)
{
    return lon - 360 * round((lon - near) / 360);
}

static OGRGeometryH
ring_make(const MarchGdal *gdal, const MarchGeometry *polygons, guint part, double near)
{
    OGRGeometryH ring = gdal->OGR_G_CreateGeometry(wkbLinearRing);
    guint count = 0;
    const MarchLonLat *positions = march_geometry_get_part(polygons, part, &count);
    double first = lon_near(positions[0].lon, near);

    near = first;
    for (guint i = 0; i < count; i++) {
        near = lon_near(positions[i].lon, near);
        gdal->OGR_G_AddPoint_2D(ring, near, positions[i].lat);
    }
    gdal->OGR_G_AddPoint_2D(ring, first, positions[0].lat);
    return ring;
}

/* GDAL's multipolygon, with longitudes that go on beyond 180 from about @near. */
static OGRGeometryH
polygons_make(const MarchGdal *gdal, const MarchGeometry *polygons, double near)
{
    OGRGeometryH all = gdal->OGR_G_CreateGeometry(wkbMultiPolygon);
    OGRGeometryH polygon = NULL;

    for (guint part = 0; part < polygons->parts->len; part++) {
        const MarchGeometryPart *ring =
            &g_array_index(polygons->parts, MarchGeometryPart, part);

        if (ring->count < 3) {
            continue;
        }
        if (polygon == NULL || !ring->is_hole) {
            polygon = gdal->OGR_G_CreateGeometry(wkbPolygon);
            gdal->OGR_G_AddGeometryDirectly(all, polygon);
        }
        gdal->OGR_G_AddGeometryDirectly(polygon, ring_make(gdal, polygons, part, near));
    }
    return all;
}

static void
ring_read(const MarchGdal *gdal,
          OGRGeometryH ring,
          gboolean is_hole,
          MarchGeometry *into)
{
    int count = gdal->OGR_G_GetPointCount(ring) - 1; /* without the repeated first */
    g_autofree MarchLonLat *positions = g_new(MarchLonLat, (gsize)MAX(count, 0) + 1);

    if (count < 3) {
        return;
    }
    gdal->OGR_G_GetPoints(ring, &positions->lon, sizeof *positions, &positions->lat,
                          sizeof *positions, NULL, 0);
    for (int i = 0; i < count; i++) {
        positions[i].lon = lon_near(positions[i].lon, 0);
    }
    march_geometry_add_part(into, positions, (guint)count, is_hole);
}

static void
polygons_read(const MarchGdal *gdal, OGRGeometryH geometry, MarchGeometry *into)
{
    OGRwkbGeometryType flat =
        gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));

    for (int i = 0; i < gdal->OGR_G_GetGeometryCount(geometry); i++) {
        OGRGeometryH part = gdal->OGR_G_GetGeometryRef(geometry, i);

        if (flat == wkbPolygon) {
            ring_read(gdal, part, i > 0, into);
        } else if (flat == wkbMultiPolygon || flat == wkbGeometryCollection) {
            polygons_read(gdal, part, into);
        }
    }
}

static double
first_lon(const MarchGeometry *polygons)
{
    return polygons->positions->len > 0
               ? g_array_index(polygons->positions, MarchLonLat, 0).lon
               : 0;
}

/* Takes @made, GDAL's answer; NULL is an error. */
static MarchGeometry *
result_read(const MarchGdal *gdal,
            OGRGeometryH made,
            const char *what,
            const GString *messages,
            GError **error)
{
    MarchGeometry *result;

    if (made == NULL) {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "polygons cannot be %s%s%s", what,
                        messages->len > 0 ? ": " : "", messages->str);
        return NULL;
    }
    result = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    polygons_read(gdal, made, result);
    gdal->OGR_G_DestroyGeometry(made);
    return result;
}

static MarchGeometry *
overlay_make(const MarchGeometry *polygons,
             const MarchGeometry *other,
             gboolean is_difference,
             GError **error)
{
    const MarchGdal *gdal = march_gdal_get(error);
    g_autoptr(GString) messages = g_string_new(NULL);
    double near = first_lon(polygons);
    MarchGeometry *result;
    OGRGeometryH from;
    OGRGeometryH what;

    if (gdal == NULL) {
        return NULL;
    }
    march_ogr_messages_begin(gdal, messages);
    from = polygons_make(gdal, polygons, near);
    what = polygons_make(gdal, other, near);
    result = result_read(gdal,
                         is_difference ? gdal->OGR_G_Difference(from, what)
                                       : gdal->OGR_G_Intersection(from, what),
                         "divided", messages, error);
    gdal->OGR_G_DestroyGeometry(from);
    gdal->OGR_G_DestroyGeometry(what);
    march_ogr_messages_end(gdal);
    return result;
}

MarchGeometry *
march_polygons_subtract(const MarchGeometry *polygons,
                        const MarchGeometry *other,
                        GError **error)
{
    return overlay_make(polygons, other, TRUE, error);
}

MarchGeometry *
march_polygons_intersect(const MarchGeometry *polygons,
                         const MarchGeometry *other,
                         GError **error)
{
    return overlay_make(polygons, other, FALSE, error);
}

MarchGeometry *
march_polygons_unite(const MarchGeometry *polygons, GError **error)
{
    const MarchGdal *gdal = march_gdal_get(error);
    g_autoptr(GString) messages = g_string_new(NULL);
    MarchGeometry *result;
    OGRGeometryH from;

    if (gdal == NULL) {
        return NULL;
    }
    if (polygons->parts->len == 0) {
        return march_geometry_new(MARCH_GEOMETRY_POLYGON);
    }
    march_ogr_messages_begin(gdal, messages);
    from = polygons_make(gdal, polygons, first_lon(polygons));
    result =
        result_read(gdal, gdal->OGR_G_UnionCascaded(from), "united", messages, error);
    gdal->OGR_G_DestroyGeometry(from);
    march_ogr_messages_end(gdal);
    return result;
}
