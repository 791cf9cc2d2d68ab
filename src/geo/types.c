/* SPDX-License-Identifier: MIT */
#include "types.h"

#include <geodesic.h>
#include <math.h>

#include "geodesic.h"

gboolean
march_box_contains(MarchBox box, MarchLonLat position)
{
    if (position.lat < box.south || position.lat > box.north) {
        return FALSE;
    }
    if (box.west <= box.east) {
        return position.lon >= box.west && position.lon <= box.east;
    }
    return position.lon >= box.west || position.lon <= box.east;
}

gboolean
march_box_intersects(MarchBox a, MarchBox b)
{
    MarchLonLat west_of_a = {a.west, MAX(a.south, b.south)};
    MarchLonLat west_of_b = {b.west, MAX(a.south, b.south)};

    /* Two stretches of a circle meet where one of them begins. */
    return a.south <= b.north && b.south <= a.north &&
           (march_box_contains(b, west_of_a) || march_box_contains(a, west_of_b));
}

gboolean
march_box_is_valid(MarchBox box)
{
    return isfinite(box.west) && isfinite(box.east) && isfinite(box.south) &&
           isfinite(box.north) && box.west >= -180 && box.west <= 180 &&
           box.east >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90 &&
           box.south <= box.north;
}

double
march_box_width(MarchBox box)
{
    double width = box.east - box.west;

    return width < 0 ? width + 360 : width;
}

MarchLonLat
march_box_center(MarchBox box)
{
    double lon = box.west + march_box_width(box) / 2;

    return (MarchLonLat){lon > 180 ? lon - 360 : lon, (box.south + box.north) / 2};
}

gboolean
march_rect_contains(MarchRect rect, MarchPoint point)
{
    return point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y &&
           point.y <= rect.y + rect.height;
}

gboolean
march_rect_intersects(MarchRect a, MarchRect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

MarchRect
march_rect_union(MarchRect a, MarchRect b)
{
    double x = MIN(a.x, b.x);
    double y = MIN(a.y, b.y);

    return (MarchRect){x, y, MAX(a.x + a.width, b.x + b.width) - x,
                       MAX(a.y + a.height, b.y + b.height) - y};
}

MarchRect
march_rect_inset(MarchRect rect, double margin)
{
    double width = MAX(rect.width + 2 * margin, 0);
    double height = MAX(rect.height + 2 * margin, 0);

    return (MarchRect){rect.x + (rect.width - width) / 2,
                       rect.y + (rect.height - height) / 2, width, height};
}

double
march_lon_lat_wrap(double lon)
{
    if (lon >= -180 && lon <= 180) {
        return lon;
    }
    lon = fmod(lon + 180, 360);
    return lon < 0 ? lon + 180 : lon - 180;
}

static struct geod_geodesic
wgs84(void)
{
    struct geod_geodesic ellipsoid;

    geod_init(&ellipsoid, 6378137.0, 1 / 298.257223563);
    return ellipsoid;
}

double
march_lon_lat_distance(MarchLonLat a, MarchLonLat b)
{
    struct geod_geodesic ellipsoid = wgs84();
    double distance = 0;

    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &distance, NULL, NULL);
    return distance;
}

double
march_lon_lat_azimuth(MarchLonLat from, MarchLonLat to)
{
    struct geod_geodesic ellipsoid = wgs84();
    double azimuth = 0;

    geod_inverse(&ellipsoid, from.lat, from.lon, to.lat, to.lon, NULL, &azimuth, NULL);
    return azimuth;
}

MarchLonLat
march_lon_lat_destination(MarchLonLat from, double azimuth, double metres)
{
    struct geod_geodesic ellipsoid = wgs84();
    MarchLonLat to = from;

    geod_direct(&ellipsoid, from.lat, from.lon, azimuth, metres, &to.lat, &to.lon,
                NULL);
    return to;
}

double
march_lon_lat_length(const MarchLonLat *positions, gsize count, gboolean closed)
{
    struct geod_geodesic ellipsoid = wgs84();
    double length = 0;

    for (gsize i = 0; i < count; i++) {
        const MarchLonLat *from = &positions[i];
        const MarchLonLat *to;
        double distance = 0;

        if (i + 1 == count && (!closed || count < 3)) {
            break;
        }
        to = &positions[(i + 1) % count];
        geod_inverse(&ellipsoid, from->lat, from->lon, to->lat, to->lon, &distance,
                     NULL, NULL);
        length += distance;
    }
    return length;
}

double
march_lon_lat_segment_distance(MarchLonLat position,
                               MarchLonLat a,
                               MarchLonLat b,
                               double *share)
{
    const double north = 111195; /* metres a degree */
    double east = north * cos(position.lat * G_PI / 180);
    double x = march_lon_lat_wrap(a.lon - position.lon) * east;
    double y = (a.lat - position.lat) * north;
    double dx = march_lon_lat_wrap(b.lon - a.lon) * east;
    double dy = (b.lat - a.lat) * north;
    double squared = dx * dx + dy * dy;
    double t = squared > 0 ? CLAMP(-(x * dx + y * dy) / squared, 0, 1) : 0;

    if (share != NULL) {
        *share = t;
    }
    return hypot(x + t * dx, y + t * dy);
}
