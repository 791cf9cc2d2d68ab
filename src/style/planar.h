/* SPDX-License-Identifier: MIT */
/**
 * Simple geometries of expressions: point in polygon, and distances on a locally
 * flat earth.
 *
 * Shapes live in an arena. Rings repeat their first position at the end. Nothing
 * here knows features or expressions.
 */
#ifndef MARCH_STYLE_PLANAR_H
#define MARCH_STYLE_PLANAR_H

#include "arena.h"
#include "geo/geometry.h"

/** Positions in whatever plane the caller works in. */
typedef struct {
    guint length;
    MarchLonLat *positions;
} MarchPlanarLine;

/** One point, one line, or one polygon with its holes. */
typedef struct {
    MarchGeometryType type;
    guint n_lines;
    MarchPlanarLine *lines;
} MarchPlanarShape;

typedef struct {
    guint length;
    MarchPlanarShape *shapes;
} MarchPlanarShapes;

/** Takes @geometry apart into simple shapes. */
MarchPlanarShapes march_planar_from_geometry(const MarchGeometry *geometry,
                                             MarchArena *arena);

/** Whether @position is inside; on the boundary it is as @on_boundary says. */
gboolean march_planar_contains(const MarchPlanarShape *polygon,
                               MarchLonLat position,
                               gboolean on_boundary);
/** Whether segments cross at inner points of both. */
gboolean
march_planar_crosses(MarchLonLat a, MarchLonLat b, MarchLonLat c, MarchLonLat d);
/** Whether the line is inside one polygon and crosses none of its rings. */
gboolean march_planar_contains_line(const MarchPlanarShape *polygon,
                                    const MarchPlanarLine *line);

/** Degrees to metres about a latitude, on the WGS 84 ellipsoid. */
typedef struct {
    double metres_per_lon, metres_per_lat;
} MarchRuler;

MarchRuler march_ruler_at(double lat);
/** Metres between the nearest positions of two shapes in degrees; 0 if they touch. */
double march_ruler_distance(const MarchRuler *ruler,
                            const MarchPlanarShape *a,
                            const MarchPlanarShape *b);

#endif
