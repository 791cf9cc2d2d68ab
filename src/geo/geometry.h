/* SPDX-License-Identifier: MIT */
/**
 * A geometry in degrees: points, lines or polygons, possibly in several parts.
 *
 * Coordinates of all parts lie in one array; a part is a range of it. For
 * polygons a part is a ring (not repeated at its end) and starts a new polygon
 * unless it is a hole. The geometry owns its arrays; it knows no projection.
 */
#ifndef MARCH_GEO_GEOMETRY_H
#define MARCH_GEO_GEOMETRY_H

#include "types.h"

typedef enum {
    MARCH_GEOMETRY_POINT,
    MARCH_GEOMETRY_LINE,
    MARCH_GEOMETRY_POLYGON,
} MarchGeometryType;

typedef struct {
    guint start;
    guint count;
    gboolean is_hole; /**< polygons only */
} MarchGeometryPart;

typedef struct {
    MarchGeometryType type;
    GArray *positions; /**< of MarchLonLat */
    GArray *parts;     /**< of MarchGeometryPart */
} MarchGeometry;

MarchGeometry *march_geometry_new(MarchGeometryType type);
MarchGeometry *march_geometry_new_point(MarchLonLat position);
MarchGeometry *march_geometry_copy(const MarchGeometry *geometry);
void march_geometry_free(MarchGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeometry, march_geometry_free)

/** Appends a part; positions are copied. */
void march_geometry_add_part(MarchGeometry *geometry,
                             const MarchLonLat *positions,
                             guint count,
                             gboolean is_hole);
/** Appends copies of all parts of @other. */
void march_geometry_add_parts(MarchGeometry *geometry, const MarchGeometry *other);
/** The bounding box without regard to the antimeridian. */
MarchBox march_geometry_box(const MarchGeometry *geometry);
/** The positions of part @index; @count is set. NULL when the part is empty. */
const MarchLonLat *
march_geometry_get_part(const MarchGeometry *geometry, guint index, guint *count);
/** Geodesic length of all lines (or rings) in metres on WGS 84. */
double march_geometry_length(const MarchGeometry *geometry);

#endif
