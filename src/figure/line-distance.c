/* SPDX-License-Identifier: MIT */
#include "line-distance.h"

#include <math.h>

#define M_PER_DEGREE 111195.0

/* Metres from @at to the segment @a–@b, on the plane that touches the Earth at @at. */
static double
segment_distance(MarchLonLat at, MarchLonLat a, MarchLonLat b)
{
    double shrink = cos(at.lat * G_PI / 180);
    double ax = remainder(a.lon - at.lon, 360) * shrink;
    double ay = a.lat - at.lat;
    double dx = remainder(b.lon - a.lon, 360) * shrink;
    double dy = b.lat - a.lat;
    double square = dx * dx + dy * dy;
    double share = square > 0 ? CLAMP(-(ax * dx + ay * dy) / square, 0, 1) : 0;

    return hypot(ax + share * dx, ay + share * dy) * M_PER_DEGREE;
}

double
march_line_distance(const MarchGeometry *geometry, MarchLonLat at)
{
    double least = INFINITY;

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

        for (guint i = 0; i + 1 < count; i++) {
            least = MIN(least, segment_distance(at, line[i], line[i + 1]));
        }
    }
    return least;
}
