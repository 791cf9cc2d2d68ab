/* SPDX-License-Identifier: MIT */
/**
 * The three kinds of position, and the boxes made of them.
 *
 * They are distinct types so that the compiler catches a swap: degrees, projected
 * metres and page millimetres never mix.
 */
#ifndef MARCH_GEO_TYPES_H
#define MARCH_GEO_TYPES_H

#include <glib.h>
#include <math.h>

/** Degrees on WGS 84; lon in [-180, 180], lat in [-90, 90]. */
typedef struct {
    double lon, lat;
} MarchLonLat;

/** Metres in a projection; y grows northwards. */
typedef struct {
    double x, y;
} MarchMapXY;

/** Millimetres on the page from its upper left corner; y grows downwards. */
typedef struct {
    double x, y;
} MarchPoint;

/** Millimetres from @a to @b; hypot() guards against overflow at ten times the price. */
static inline double
march_point_distance(MarchPoint a, MarchPoint b)
{
    double dx = b.x - a.x, dy = b.y - a.y;

    return sqrt(dx * dx + dy * dy);
}

/** Degrees; west > east means that the box crosses the antimeridian. */
typedef struct {
    double west, south, east, north;
} MarchBox;

/** Page millimetres; (x, y) is the upper left corner. */
typedef struct {
    double x, y, width, height;
} MarchRect;

#define MARCH_RECT_NONE ((MarchRect){0, 0, 0, 0})

gboolean march_box_contains(MarchBox box, MarchLonLat position);
/** Whether the boxes have a position in common. */
gboolean march_box_intersects(MarchBox a, MarchBox b);
gboolean march_box_is_valid(MarchBox box);
/** The width in degrees, 0 to 360. */
double march_box_width(MarchBox box);
MarchLonLat march_box_center(MarchBox box);
gboolean march_rect_contains(MarchRect rect, MarchPoint point);
gboolean march_rect_intersects(MarchRect a, MarchRect b);
MarchRect march_rect_union(MarchRect a, MarchRect b);
/** @rect grown by @margin on every side (shrunk when negative). */
MarchRect march_rect_inset(MarchRect rect, double margin);
/** Geodesic distance in metres on the WGS 84 ellipsoid. */
double march_lon_lat_distance(MarchLonLat a, MarchLonLat b);

#endif
