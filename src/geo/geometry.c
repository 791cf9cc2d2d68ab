/* SPDX-License-Identifier: MIT */
#include "geometry.h"

#include "geodesic.h"

MarchGeometry *
march_geometry_new(MarchGeometryType type)
{
    MarchGeometry *geometry = g_new0(MarchGeometry, 1);

    geometry->type = type;
    geometry->positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    geometry->parts = g_array_new(FALSE, FALSE, sizeof(MarchGeometryPart));
    return geometry;
}

MarchGeometry *
march_geometry_new_point(MarchLonLat position)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POINT);

    march_geometry_add_part(geometry, &position, 1, FALSE);
    return geometry;
}

MarchGeometry *
march_geometry_copy(const MarchGeometry *geometry)
{
    MarchGeometry *copy = g_new0(MarchGeometry, 1);

    copy->type = geometry->type;
    copy->positions = g_array_copy(geometry->positions);
    copy->parts = g_array_copy(geometry->parts);
    return copy;
}

void
march_geometry_free(MarchGeometry *geometry)
{
    if (geometry == NULL) {
        return;
    }
    g_array_unref(geometry->positions);
    g_array_unref(geometry->parts);
    g_free(geometry);
}

void
march_geometry_add_part(MarchGeometry *geometry,
                        const MarchLonLat *positions,
                        guint count,
                        gboolean is_hole)
{
    MarchGeometryPart part = {geometry->positions->len, count, is_hole};

    if (count > 0) {
        g_array_append_vals(geometry->positions, positions, count);
    }
    g_array_append_val(geometry->parts, part);
}

MarchBox
march_geometry_box(const MarchGeometry *geometry)
{
    const MarchLonLat *positions =
        (const MarchLonLat *)(void *)geometry->positions->data;
    MarchBox box = {0, 0, 0, 0};

    for (guint i = 0; i < geometry->positions->len; i++) {
        if (i == 0) {
            box = (MarchBox){positions[0].lon, positions[0].lat, positions[0].lon,
                             positions[0].lat};
        }
        box.west = MIN(box.west, positions[i].lon);
        box.east = MAX(box.east, positions[i].lon);
        box.south = MIN(box.south, positions[i].lat);
        box.north = MAX(box.north, positions[i].lat);
    }
    return box;
}

const MarchLonLat *
march_geometry_get_part(const MarchGeometry *geometry, guint index, guint *count)
{
    const MarchGeometryPart *part;

    g_assert(index < geometry->parts->len);
    part = &g_array_index(geometry->parts, MarchGeometryPart, index);
    *count = part->count;
    if (part->count == 0) {
        return NULL;
    }
    return (const MarchLonLat *)(void *)geometry->positions->data + part->start;
}

double
march_geometry_length(const MarchGeometry *geometry)
{
    double length = 0;

    if (geometry->type == MARCH_GEOMETRY_POINT) {
        return 0;
    }
    for (guint i = 0; i < geometry->parts->len; i++) {
        guint count;
        const MarchLonLat *positions = march_geometry_get_part(geometry, i, &count);

        length += march_lon_lat_length(positions, count,
                                       geometry->type == MARCH_GEOMETRY_POLYGON);
    }
    return length;
}

void
march_geometry_add_parts(MarchGeometry *geometry, const MarchGeometry *other)
{
    for (guint i = 0; i < other->parts->len; i++) {
        guint count = 0;
        const MarchLonLat *positions = march_geometry_get_part(other, i, &count);

        march_geometry_add_part(
            geometry, positions, count,
            g_array_index(other->parts, MarchGeometryPart, i).is_hole);
    }
}
