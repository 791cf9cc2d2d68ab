/* SPDX-License-Identifier: MIT */
#include "frame-view.h"

#include <math.h>

#include "geodesic.h"

MarchFrameView
march_frame_view_new(const MarchFrame *frame, double margin)
{
    MarchBox box = frame->visible;
    double mm_per_degree = march_frame_length_at(frame, frame->center_position, 111000);
    double grow = mm_per_degree > 0 ? 2 * margin / mm_per_degree : 0;
    double widen = grow / MAX(cos(frame->center_position.lat * G_PI / 180), 0.02);
    MarchFrameView view = {-180, MAX(box.south - grow, -90), 180,
                           MIN(box.north + grow, 90), FALSE};
    double west = march_lon_lat_wrap(box.west - frame->seam.center.lon) - widen;
    double east = west + march_box_width(box) + 2 * widen;

    if (east - west >= 360 ||
        (!frame->seam.is_azimuthal && (west < -180 || east > 180))) {
        view.all_longitudes = TRUE;
        return view;
    }
    view.west = west;
    view.east = east;
    return view;
}

double
march_frame_view_unwrap(const MarchFrame *frame,
                        const MarchLonLat *positions,
                        guint count,
                        GArray *unwrapped)
{
    double lon, previous = positions[0].lon, last_step;

    g_array_set_size(unwrapped, count);
    lon = march_lon_lat_wrap(positions[0].lon - frame->seam.center.lon);
    for (guint i = 0; i < count; i++) {
        double step = positions[i].lon - previous;

        if (fabs(step) > 180) {
            step = remainder(step, 360);
        }
        lon += step;
        previous = positions[i].lon;
        g_array_index(unwrapped, MarchLonLat, i) = (MarchLonLat){lon, positions[i].lat};
    }
    last_step = positions[0].lon - previous;
    if (fabs(last_step) > 180) {
        last_step = remainder(last_step, 360);
    }
    lon += last_step - g_array_index(unwrapped, MarchLonLat, 0).lon;
    return round(lon / 360) * 360;
}

void
march_frame_view_close_over_pole(GArray *ring, double turn)
{
    MarchLonLat first = g_array_index(ring, MarchLonLat, 0);
    double latitudes = 0;
    double pole;

    for (guint i = 0; i < ring->len; i++) {
        latitudes += g_array_index(ring, MarchLonLat, i).lat;
    }
    pole = latitudes < 0 ? -90 : 90;
    for (int i = 0; i < 4; i++) {
        MarchLonLat corner = {first.lon + (i < 2 ? turn : 0),
                              i == 0 || i == 3 ? first.lat : pole};

        g_array_append_val(ring, corner);
    }
}

typedef enum { SIDE_WEST, SIDE_EAST, SIDE_SOUTH, SIDE_NORTH } Side;

static void
clip_to_side(const GArray *ring, Side side, double limit, GArray *into)
{
    const MarchLonLat *positions = (const MarchLonLat *)(void *)ring->data;
    gboolean by_lon = side == SIDE_WEST || side == SIDE_EAST;
    double sign = side == SIDE_WEST || side == SIDE_SOUTH ? 1 : -1;

    g_array_set_size(into, 0);
    for (guint i = 0; i < ring->len; i++) {
        MarchLonLat a = positions[i == 0 ? ring->len - 1 : i - 1], b = positions[i];
        double depth_a = sign * ((by_lon ? a.lon : a.lat) - limit);
        double depth_b = sign * ((by_lon ? b.lon : b.lat) - limit);

        if ((depth_a < 0) != (depth_b < 0)) {
            double t = depth_a / (depth_a - depth_b);
            MarchLonLat crossing = {a.lon + (b.lon - a.lon) * t,
                                    a.lat + (b.lat - a.lat) * t};

            *(by_lon ? &crossing.lon : &crossing.lat) = limit;
            g_array_append_val(into, crossing);
        }
        if (depth_b >= 0) {
            g_array_append_val(into, b);
        }
    }
}

MarchFrameView
march_frame_view_reach(const GArray *positions)
{
    MarchFrameView reach = {INFINITY, INFINITY, -INFINITY, -INFINITY, FALSE};

    for (guint i = 0; i < positions->len; i++) {
        MarchLonLat position = g_array_index(positions, MarchLonLat, i);

        reach.west = MIN(reach.west, position.lon);
        reach.east = MAX(reach.east, position.lon);
        reach.south = MIN(reach.south, position.lat);
        reach.north = MAX(reach.north, position.lat);
    }
    return reach;
}

static void
clip(Side side, double limit, GArray **ring, GArray **spare)
{
    GArray *clipped = *spare;

    clip_to_side(*ring, side, limit, clipped);
    *spare = *ring;
    *ring = clipped;
}

void
march_frame_view_clip_ring(const MarchFrameView *view,
                           gboolean free_longitude,
                           const MarchFrameView *reach,
                           GArray **ring,
                           GArray **spare)
{
    if (!free_longitude && reach->west < view->west) {
        clip(SIDE_WEST, view->west, ring, spare);
    }
    if (!free_longitude && reach->east > view->east) {
        clip(SIDE_EAST, view->east, ring, spare);
    }
    if (reach->south < view->south) {
        clip(SIDE_SOUTH, view->south, ring, spare);
    }
    if (reach->north > view->north) {
        clip(SIDE_NORTH, view->north, ring, spare);
    }
}
