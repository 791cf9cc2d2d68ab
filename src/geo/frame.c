/* SPDX-License-Identifier: MIT */
#include "frame.h"

#include <math.h>

#include "frame-private.h"
#include "geodesic.h"

/* Samples along each side of an extent or a rectangle, and across it. */
#define SIDE_SAMPLES 64
/* A side that does not leave the globe bends so evenly that these do: what lies between
 * two of them is less than the box of what is visible is grown by. */
#define SMOOTH_SAMPLES 16
/* Of the step between two samples, to find the rim of the globe between them. */
#define RIM_HALVINGS 16
/* An image may leave the straight line by this many mm before it is densified. */
#define STRAIGHT_TOLERANCE 0.02
#define LARGEST_SAFE_SPAN  5.0
/* Ground metres per style pixel at zoom 0 on the equator times pixels per metre. */
#define ZOOM_ZERO_SCALE (2 * G_PI * 6378137.0 / 512 * 96 / 0.0254)
/* Towards the poles Web Mercator's zoom has no sense for other projections. */
#define HIGHEST_ZOOM_LATITUDE 60.0
/* An extent narrower than this is a point, which has no scale. */
#define SMALLEST_EXTENT_M 1.0

void
march_frame_free(MarchFrame *frame)
{
    if (frame == NULL) {
        return;
    }
    march_projection_free(frame->projection);
    g_free(frame);
}

MarchPoint
march_frame_to_page(const MarchFrame *frame, MarchMapXY xy)
{
    double dx = (xy.x - frame->center.x) / frame->units_per_mm;
    double dy = (xy.y - frame->center.y) / frame->units_per_mm;

    return (MarchPoint){
        frame->rect.x + frame->rect.width / 2 + dx * frame->cosine - dy * frame->sine,
        frame->rect.y + frame->rect.height / 2 - dx * frame->sine - dy * frame->cosine};
}

static MarchMapXY
from_page(const MarchFrame *frame, MarchPoint point)
{
    double right = point.x - frame->rect.x - frame->rect.width / 2;
    double up = frame->rect.y + frame->rect.height / 2 - point.y;
    double dx = right * frame->cosine + up * frame->sine;
    double dy = up * frame->cosine - right * frame->sine;

    return (MarchMapXY){frame->center.x + dx * frame->units_per_mm,
                        frame->center.y + dy * frame->units_per_mm};
}

gboolean
march_frame_project(const MarchFrame *frame, MarchLonLat position, MarchPoint *point)
{
    MarchMapXY xy;

    if (!march_projection_forward(frame->projection, position, &xy)) {
        return FALSE;
    }
    *point = march_frame_to_page(frame, xy);
    return TRUE;
}

gboolean
march_frame_shows(const MarchFrame *frame, MarchLonLat position)
{
    MarchPoint point;

    return march_frame_project(frame, position, &point) &&
           march_rect_contains(march_frame_get_rect(frame), point);
}

typedef gboolean (*Inverse)(const MarchProjection *projection,
                            MarchMapXY xy,
                            MarchLonLat *position);

static gboolean
unproject(const MarchFrame *frame,
          MarchPoint point,
          Inverse inverse,
          MarchLonLat *position)
{
    MarchMapXY xy = from_page(frame, point), image;
    MarchLonLat candidate;

    if (!inverse(frame->projection, xy, &candidate) ||
        !march_projection_forward(frame->projection, candidate, &image)) {
        return FALSE;
    }
    /* Beyond the globe's rim inverses answer with a position that is elsewhere. */
    if (hypot(image.x - xy.x, image.y - xy.y) > 0.01 * frame->units_per_mm) {
        return FALSE;
    }
    *position = candidate;
    return TRUE;
}

gboolean
march_frame_unproject(const MarchFrame *frame, MarchPoint point, MarchLonLat *position)
{
    return unproject(frame, point, march_projection_inverse, position);
}

/* What the box of the visible positions grows by, longitudes relative to the centre. */
typedef struct {
    double west, south, east, north;
    gboolean has_gap; /* some of the rectangle is beyond the globe */
} Reach;

/* FALSE when @point is beyond the globe. */
static gboolean
reach_to(const MarchFrame *frame, MarchPoint point, Reach *reach)
{
    MarchLonLat position;
    double lon;

    if (!unproject(frame, point, march_projection_inverse_roughly, &position)) {
        reach->has_gap = TRUE;
        return FALSE;
    }
    lon = march_lon_lat_wrap(position.lon - frame->center_position.lon);
    reach->west = MIN(reach->west, lon);
    reach->east = MAX(reach->east, lon);
    reach->south = MIN(reach->south, position.lat);
    reach->north = MAX(reach->north, position.lat);
    return TRUE;
}

/* Reaches to the rim of the globe between @inside and @beyond: the outermost longitudes
 * lie there, on no sample. */
static void
reach_to_rim(const MarchFrame *frame,
             MarchPoint inside,
             MarchPoint beyond,
             Reach *reach)
{
    for (int i = 0; i < RIM_HALVINGS; i++) {
        MarchPoint middle = {(inside.x + beyond.x) / 2, (inside.y + beyond.y) / 2};

        if (reach_to(frame, middle, reach)) {
            inside = middle;
        } else {
            beyond = middle;
        }
    }
}

/* Reaches to @n_steps + 1 points from @start to @end. */
static void
reach_along(const MarchFrame *frame,
            MarchPoint start,
            MarchPoint end,
            int n_steps,
            Reach *reach)
{
    MarchPoint last = start;
    gboolean was_inside = reach_to(frame, start, reach);

    for (int i = 1; i <= n_steps; i++) {
        MarchPoint point = {start.x + (end.x - start.x) * i / n_steps,
                            start.y + (end.y - start.y) * i / n_steps};
        gboolean is_inside = reach_to(frame, point, reach);

        if (is_inside != was_inside) {
            reach_to_rim(frame, is_inside ? point : last, is_inside ? last : point,
                         reach);
        }
        last = point;
        was_inside = is_inside;
    }
}

static void
reach_sides(const MarchFrame *frame, MarchRect rect, int n_steps, Reach *reach)
{
    double right = rect.x + rect.width, bottom = rect.y + rect.height;
    MarchPoint corners[] = {
        {rect.x, rect.y}, {right, rect.y}, {right, bottom}, {rect.x, bottom}};

    for (int i = 0; i < 4; i++) {
        reach_along(frame, corners[i], corners[(i + 1) % 4], n_steps, reach);
    }
}

/* What is seen on the sides of the rectangle and, where it shows the rim of the globe,
 * within it. */
static void
reach_rect(const MarchFrame *frame, MarchRect rect, Reach *reach)
{
    double right = rect.x + rect.width, bottom = rect.y + rect.height;

    reach_sides(frame, rect, SMOOTH_SAMPLES, reach);
    if (!reach->has_gap) {
        return;
    }
    reach_sides(frame, rect, SIDE_SAMPLES, reach);
    for (int i = 1; i < SIDE_SAMPLES; i += 2) {
        double x = rect.x + rect.width * i / SIDE_SAMPLES;
        double y = rect.y + rect.height * i / SIDE_SAMPLES;

        reach_along(frame, (MarchPoint){rect.x, y}, (MarchPoint){right, y},
                    SIDE_SAMPLES / 2, reach);
        reach_along(frame, (MarchPoint){x, rect.y}, (MarchPoint){x, bottom},
                    SIDE_SAMPLES / 2, reach);
    }
}

static MarchBox
find_visible_box(const MarchFrame *frame)
{
    MarchLonLat center = frame->center_position;
    Reach reach = {0, center.lat, 0, center.lat, FALSE};
    gboolean shows_pole = FALSE;
    double grow;

    reach_rect(frame, frame->rect, &reach);
    for (int lat = -90; lat <= 90; lat += 180) {
        if (march_frame_shows(frame, (MarchLonLat){center.lon, lat})) {
            reach.south = MIN(reach.south, lat);
            reach.north = MAX(reach.north, lat);
            shows_pole = TRUE;
        }
    }
    if (!frame->seam.is_azimuthal) {
        /* Both ends of the seam in sight: all longitudes are. */
        double seam = march_lon_lat_wrap(frame->seam.center.lon + 180);
        MarchLonLat at_seam = {seam, center.lat};

        shows_pole = shows_pole || march_frame_shows(frame, at_seam);
    }
    grow = 0.01 * (reach.north - reach.south);
    reach.south = MAX(reach.south - grow, -90);
    reach.north = MIN(reach.north + grow, 90);
    grow = 0.01 * (reach.east - reach.west);
    if (shows_pole || reach.east - reach.west + 2 * grow >= 359) {
        return (MarchBox){-180, reach.south, 180, reach.north};
    }
    return (MarchBox){march_lon_lat_wrap(center.lon + reach.west - grow), reach.south,
                      march_lon_lat_wrap(center.lon + reach.east + grow), reach.north};
}

/* By how many mm the image of a straight edge of @span degrees bends at @middle. */
static double
measure_bend(const MarchFrame *frame, MarchLonLat middle, double dlon, double dlat)
{
    MarchLonLat ends[2] = {{middle.lon - dlon / 2, middle.lat - dlat / 2},
                           {middle.lon + dlon / 2, middle.lat + dlat / 2}};
    MarchPoint a, b, m;

    if (fabs(ends[0].lat) > 90 || fabs(ends[1].lat) > 90) {
        return 0;
    }
    if (!march_frame_project(frame, ends[0], &a) ||
        !march_frame_project(frame, ends[1], &b) ||
        !march_frame_project(frame, middle, &m)) {
        return INFINITY;
    }
    return hypot(m.x - (a.x + b.x) / 2, m.y - (a.y + b.y) / 2);
}

static double
find_safe_span(const MarchFrame *frame)
{
    static const double DIRECTIONS[][2] = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    double height = frame->visible.north - frame->visible.south;
    double span = CLAMP(height / 8, 1e-6, 1);
    double bend = 0;
    gboolean has_gap = FALSE;

    for (int i = 0; i < 25; i++) {
        MarchPoint point = {frame->rect.x + frame->rect.width * (i % 5) / 4,
                            frame->rect.y + frame->rect.height * (i / 5) / 4};
        MarchLonLat middle;

        if (!unproject(frame, point, march_projection_inverse_roughly, &middle)) {
            has_gap = TRUE;
            continue;
        }
        for (gsize j = 0; j < G_N_ELEMENTS(DIRECTIONS); j++) {
            bend = MAX(bend, measure_bend(frame, middle, span * DIRECTIONS[j][0],
                                          span * DIRECTIONS[j][1]));
        }
    }
    if (!isfinite(bend)) {
        return 0;
    }
    /* Towards the globe's rim, where no sample fell, lines may bend more. */
    bend *= has_gap ? 16 : 1;
    if (bend < 1e-9) {
        return LARGEST_SAFE_SPAN;
    }
    return MIN(span * sqrt(STRAIGHT_TOLERANCE / bend), LARGEST_SAFE_SPAN);
}

static gboolean
check_rect(MarchRect rect, GError **error)
{
    if (isfinite(rect.width) && isfinite(rect.height) && rect.width > 0 &&
        rect.height > 0) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                    "no room for the map: its frame is %g by %g mm", rect.width,
                    rect.height);
    return FALSE;
}

/* Fills what follows from the projection, the centre and the scale. */
static MarchFrame *
finish(MarchFrame *frame, GError **error)
{
    if (!march_projection_inverse(frame->projection, frame->center,
                                  &frame->center_position)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "the middle of the map is outside the projection %s",
                        march_projection_get_description(frame->projection));
        march_frame_free(frame);
        return NULL;
    }
    frame->scale_at_center =
        march_projection_scale_at(frame->projection, frame->center_position);
    frame->scale_denominator = frame->units_per_mm * 1000 / frame->scale_at_center;
    if (!isfinite(frame->scale_denominator) || frame->scale_denominator <= 0) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "the map has no scale at its middle (%.4f, %.4f) in the "
                        "projection %s",
                        frame->center_position.lon, frame->center_position.lat,
                        march_projection_get_description(frame->projection));
        march_frame_free(frame);
        return NULL;
    }
    frame->visible = find_visible_box(frame);
    frame->safe_span = find_safe_span(frame);
    return frame;
}

/* The box of the images of a net of positions over @extent. */
static gboolean
find_image_box(const MarchProjection *projection,
               MarchBox extent,
               MarchMapXY *lower,
               MarchMapXY *upper)
{
    double width = march_box_width(extent), height = extent.north - extent.south;
    gboolean any = FALSE;

    for (int i = 0; i <= SIDE_SAMPLES; i++) {
        for (int j = 0; j <= SIDE_SAMPLES; j++) {
            gboolean on_side =
                i == 0 || j == 0 || i == SIDE_SAMPLES || j == SIDE_SAMPLES;
            MarchLonLat position = {extent.west + width * i / SIDE_SAMPLES,
                                    extent.south + height * j / SIDE_SAMPLES};
            MarchMapXY xy;

            /* Inside, an eighth of the samples finds what bulges out. */
            if (!on_side && (i % 8 != 0 || j % 8 != 0)) {
                continue;
            }
            if (!march_projection_forward(projection, position, &xy)) {
                continue;
            }
            if (!any) {
                *lower = *upper = xy;
                any = TRUE;
            }
            lower->x = MIN(lower->x, xy.x);
            lower->y = MIN(lower->y, xy.y);
            upper->x = MAX(upper->x, xy.x);
            upper->y = MAX(upper->y, xy.y);
        }
    }
    return any;
}

MarchFrame *
march_frame_new(MarchProjection *projection,
                MarchBox extent,
                MarchRect rect,
                GError **error)
{
    MarchFrame *frame = g_new0(MarchFrame, 1);
    MarchMapXY lower = {0, 0}, upper = {0, 0};
    MarchLonLat corners[2] = {{extent.west, extent.south}, {extent.east, extent.north}};

    frame->projection = projection;
    if (!check_rect(rect, error)) {
        march_frame_free(frame);
        return NULL;
    }
    if (!march_box_is_valid(extent) ||
        (march_box_width(extent) < 1 &&
         march_lon_lat_distance(corners[0], corners[1]) < SMALLEST_EXTENT_M)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "extent [%g, %g, %g, %g] is empty: expected an area, or a "
                        "place with a radius",
                        extent.west, extent.south, extent.east, extent.north);
        march_frame_free(frame);
        return NULL;
    }
    if (extent.west > extent.east) {
        march_projection_recenter(projection, march_box_center(extent).lon);
    }
    if (!find_image_box(projection, extent, &lower, &upper)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "extent [%g, %g, %g, %g] lies outside the projection %s",
                        extent.west, extent.south, extent.east, extent.north,
                        march_projection_get_description(projection));
        march_frame_free(frame);
        return NULL;
    }
    frame->seam = march_projection_get_seam(projection);
    frame->rect = rect;
    frame->cosine = 1;
    frame->center = (MarchMapXY){(lower.x + upper.x) / 2, (lower.y + upper.y) / 2};
    frame->units_per_mm =
        MAX((upper.x - lower.x) / rect.width, (upper.y - lower.y) / rect.height);
    return finish(frame, error);
}

MarchFrame *
march_frame_new_at(MarchProjection *projection,
                   MarchLonLat center,
                   double scale_denominator,
                   double bearing_degrees,
                   MarchRect rect,
                   GError **error)
{
    MarchFrame *frame = g_new0(MarchFrame, 1);

    frame->projection = projection;
    frame->rect = rect;
    if (!check_rect(rect, error)) {
        march_frame_free(frame);
        return NULL;
    }
    if (!isfinite(scale_denominator) || scale_denominator <= 0 ||
        !isfinite(bearing_degrees)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "scale 1:%g at bearing %g: expected a positive scale and a "
                        "bearing in degrees",
                        scale_denominator, bearing_degrees);
        march_frame_free(frame);
        return NULL;
    }
    march_projection_recenter(projection, center.lon);
    if (!march_projection_forward(projection, center, &frame->center)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "centre (%g, %g) lies outside the projection %s", center.lon,
                        center.lat, march_projection_get_description(projection));
        march_frame_free(frame);
        return NULL;
    }
    frame->seam = march_projection_get_seam(projection);
    frame->sine = sin(bearing_degrees * G_PI / 180);
    frame->cosine = cos(bearing_degrees * G_PI / 180);
    frame->units_per_mm =
        scale_denominator / 1000 * march_projection_scale_at(projection, center);
    return finish(frame, error);
}

const MarchProjection *
march_frame_get_projection(const MarchFrame *frame)
{
    return frame->projection;
}

MarchRect
march_frame_get_rect(const MarchFrame *frame)
{
    return frame->rect;
}

MarchBox
march_frame_get_visible_box(const MarchFrame *frame)
{
    return frame->visible;
}

double
march_frame_get_scale_denominator(const MarchFrame *frame)
{
    return frame->scale_denominator;
}

double
march_frame_get_zoom(const MarchFrame *frame)
{
    double latitude = MIN(fabs(frame->center_position.lat), 90);
    double cosine;

    if (!march_projection_is_web_mercator(frame->projection)) {
        latitude = MIN(latitude, HIGHEST_ZOOM_LATITUDE);
    }
    cosine = cos(latitude * G_PI / 180);
    return log2(ZOOM_ZERO_SCALE * MAX(cosine, 1e-6) / frame->scale_denominator);
}

double
march_frame_length_at(const MarchFrame *frame, MarchLonLat position, double metres)
{
    return metres * march_projection_scale_at(frame->projection, position) /
           frame->units_per_mm;
}

/* A vertex in sight is found sooner than a path is made. */
static gboolean
shows_vertex(const MarchFrame *frame, const MarchGeometry *geometry)
{
    for (guint i = 0; i < geometry->positions->len; i++) {
        MarchLonLat position = g_array_index(geometry->positions, MarchLonLat, i);

        if (march_box_contains(frame->visible, position) &&
            march_frame_shows(frame, position)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_frame_shows_geometry(const MarchFrame *frame, const MarchGeometry *geometry)
{
    g_autoptr(MarchPath) path = NULL;

    if (!frame->seam.is_azimuthal && shows_vertex(frame, geometry)) {
        return TRUE;
    }
    path = march_frame_project_geometry(frame, geometry, 0);
    return !march_path_is_empty(path);
}
