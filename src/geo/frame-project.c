/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "frame-private.h"
#include "frame-view.h"
#include "frame.h"

/* Chords may leave the true curve by this many mm. */
#define BEND_TOLERANCE 0.03
#define DEEPEST_BEND   12
/* Longer edges are cut first: a long curve may cross its own chord halfway. */
#define LONGEST_EDGE 5.0

/* One geometry on its way to the page. */
typedef struct {
    const MarchFrame *frame;
    MarchFrameView view;
    MarchRect clip;
    gboolean is_polygon;
    GArray *positions; /* of MarchLonLat: the part, unwrapped */
    GArray *spare;     /* of MarchLonLat: for clipping */
    GArray *images;    /* of MarchMapXY */
    MarchPath *path;
    guint start;   /* first point of the part under way */
    double phase;  /* mm walked up to that point */
    double before; /* mm of a line that were not projected, being out of view */
    double walked;
} Trace;

/*
 * Beyond the horizon of an azimuthal projection there is no image. Positions of
 * polygons are drawn in to the horizon, so that what they cover stays covered;
 * those of lines are dropped. Returns whether the position is beyond.
 */
static gboolean
pull_to_horizon(const Trace *trace, MarchLonLat *position)
{
    const MarchProjectionSeam *seam = &trace->frame->seam;
    double lat0 = seam->center.lat * G_PI / 180, lat = position->lat * G_PI / 180;
    double dlon = position->lon * G_PI / 180; /* relative to the centre */
    double cosine = sin(lat0) * sin(lat) + cos(lat0) * cos(lat) * cos(dlon);
    double horizon = seam->horizon * G_PI / 180;
    double azimuth;

    if (cosine >= cos(horizon)) {
        return FALSE;
    }
    azimuth = atan2(sin(dlon) * cos(lat),
                    cos(lat0) * sin(lat) - sin(lat0) * cos(lat) * cos(dlon));
    lat = asin(CLAMP(sin(lat0) * cos(horizon) + cos(lat0) * sin(horizon) * cos(azimuth),
                     -1, 1));
    dlon = atan2(sin(azimuth) * sin(horizon) * cos(lat0),
                 cos(horizon) - sin(lat0) * sin(lat));
    *position = (MarchLonLat){dlon * 180 / G_PI, lat * 180 / G_PI};
    return TRUE;
}

/*
 * The absolute longitude. PROJ brings longitudes into one turn and so may take one
 * end of the seam for the other; a billionth of a degree inside it cannot.
 */
static double
absolute_longitude(const Trace *trace, double lon)
{
    const double end = 180 - 1e-9;

    if (!trace->frame->seam.is_azimuthal && fabs(lon) > end && fabs(lon) < 180 + 1e-9) {
        lon = lon > 0 ? end : -end;
    }
    return lon + trace->frame->seam.center.lon;
}

static MarchPoint
project_relative(const Trace *trace, MarchLonLat position)
{
    MarchMapXY xy = {NAN, NAN};

    if (!trace->frame->seam.is_azimuthal || !pull_to_horizon(trace, &position) ||
        trace->is_polygon) {
        position.lon = absolute_longitude(trace, position.lon);
        march_projection_forward_many(trace->frame->projection, &position, &xy, 1);
    }
    return march_frame_to_page(trace->frame, xy);
}

static void
end_part(Trace *trace)
{
    MarchPath *path = trace->path;
    guint count = path->points->len - trace->start;

    if (count >= (trace->is_polygon ? 3u : 2u)) {
        MarchPathPart part = {trace->start, count, trace->is_polygon, trace->phase};

        g_array_append_val(path->parts, part);
    } else {
        g_array_set_size(path->points, trace->start);
    }
    trace->start = path->points->len;
}

static void
add_point(Trace *trace, MarchPoint point)
{
    guint count = trace->path->points->len;

    if (!isfinite(point.x) || !isfinite(point.y)) {
        if (!trace->is_polygon) {
            end_part(trace);
        }
        return;
    }
    if (count == trace->start) {
        trace->phase = trace->walked;
    } else {
        MarchPoint last = g_array_index(trace->path->points, MarchPoint, count - 1);

        trace->walked += march_point_distance(last, point);
    }
    g_array_append_val(trace->path->points, point);
}

/* Whether a curve from @a over @m to @b may come into the clip rectangle. */
static gboolean
may_show(const Trace *trace, MarchPoint a, MarchPoint m, MarchPoint b, double bend)
{
    double left = MIN(MIN(a.x, b.x), m.x) - bend;
    double right = MAX(MAX(a.x, b.x), m.x) + bend;
    double top = MIN(MIN(a.y, b.y), m.y) - bend;
    double bottom = MAX(MAX(a.y, b.y), m.y) + bend;
    MarchRect clip = trace->clip;

    return left <= clip.x + clip.width && right >= clip.x &&
           top <= clip.y + clip.height && bottom >= clip.y;
}

/* Adds what lies between @a and @b, without the two. */
static void
add_bend(Trace *trace,
         MarchLonLat a,
         MarchPoint image_a,
         MarchLonLat b,
         MarchPoint image_b,
         int depth)
{
    MarchLonLat middle = {(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
    MarchPoint image = project_relative(trace, middle);
    double bend = hypot(image.x - (image_a.x + image_b.x) / 2,
                        image.y - (image_a.y + image_b.y) / 2);

    if (depth >= DEEPEST_BEND || bend <= BEND_TOLERANCE) {
        return;
    }
    if (isfinite(bend) && !may_show(trace, image_a, image, image_b, bend)) {
        return;
    }
    if (!isfinite(bend) &&
        (depth >= DEEPEST_BEND / 2 ||
         !(isfinite(image_a.x) || isfinite(image.x) || isfinite(image_b.x)))) {
        return;
    }
    add_bend(trace, a, image_a, middle, image, depth + 1);
    add_point(trace, image);
    add_bend(trace, middle, image, b, image_b, depth + 1);
}

/* Cuts the stretch [t0, t1] of an edge down to what @limit leaves of it. */
static gboolean
limit_stretch(double from, double to, double low, double high, double *t0, double *t1)
{
    double step = to - from;

    if (fabs(step) < 1e-12) {
        return from >= low && from <= high;
    }
    *t0 = MAX(*t0, ((step > 0 ? low : high) - from) / step);
    *t1 = MIN(*t1, ((step > 0 ? high : low) - from) / step);
    return *t0 <= *t1;
}

/* The stretch of a line's edge that is worth projecting; FALSE when none is. */
static gboolean
find_stretch(const Trace *trace, MarchLonLat a, MarchLonLat b, double *t0, double *t1)
{
    const MarchFrameView *view = &trace->view;
    double middle = (view->west + view->east) / 2;
    double shift = round(((a.lon + b.lon) / 2 - middle) / 360) * 360;

    *t0 = 0;
    *t1 = 1;
    if (trace->is_polygon) {
        return TRUE; /* clipped before */
    }
    return limit_stretch(a.lat, b.lat, view->south, view->north, t0, t1) &&
           (view->all_longitudes || limit_stretch(a.lon - shift, b.lon - shift,
                                                  view->west, view->east, t0, t1));
}

static MarchLonLat
interpolate(MarchLonLat a, MarchLonLat b, double t)
{
    return t >= 1 ? b
                  : (MarchLonLat){a.lon + (b.lon - a.lon) * t,
                                  a.lat + (b.lat - a.lat) * t};
}

/* Adds a long edge to @b, without its start, in pieces that bend as they should. */
static void
add_long_edge(Trace *trace,
              MarchLonLat a,
              MarchPoint image_a,
              MarchLonLat b,
              MarchPoint image_b)
{
    double span = MAX(fabs(b.lon - a.lon), fabs(b.lat - a.lat));
    int pieces = (int)CLAMP(ceil(span / LONGEST_EDGE), 1, 360);
    MarchLonLat from = a;
    MarchPoint image_from = image_a;

    for (int i = 1; i <= pieces; i++) {
        MarchLonLat to = interpolate(a, b, (double)i / pieces);
        MarchPoint image_to = i == pieces ? image_b : project_relative(trace, to);

        add_bend(trace, from, image_from, to, image_to, 0);
        add_point(trace, image_to);
        from = to;
        image_from = image_to;
    }
}

/* Adds the edge to @b, without its start. */
static void
add_edge(Trace *trace,
         MarchLonLat a,
         MarchPoint image_a,
         MarchLonLat b,
         MarchPoint image_b)
{
    double span = MAX(fabs(b.lon - a.lon), fabs(b.lat - a.lat));
    double t0, t1;

    if (span <= trace->frame->safe_span) {
        add_point(trace, image_b);
        return;
    }
    if (!find_stretch(trace, a, b, &t0, &t1)) {
        end_part(trace);
        add_point(trace, image_b);
        return;
    }
    if (t0 > 0) {
        end_part(trace);
        a = interpolate(a, b, t0);
        image_a = project_relative(trace, a);
        add_point(trace, image_a);
        t1 = (t1 - t0) / (1 - t0);
    }
    if (t1 < 1) {
        MarchLonLat end = interpolate(a, b, t1);

        add_long_edge(trace, a, image_a, end, project_relative(trace, end));
        end_part(trace);
        add_point(trace, image_b);
    } else {
        add_long_edge(trace, a, image_a, b, image_b);
    }
}

/* Longitudes relative to the seam's centre come in sheets of 360 degrees. */
static double
find_sheet(double lon)
{
    return floor((lon + 180) / 360);
}

static gboolean
is_on_seam(double lon)
{
    /* Most are far from it, and remainder() is slow. */
    return fabs(lon) > 179 && fabs(remainder(lon - 180, 360)) < 1e-9;
}

/* The image of @position as the end of an edge whose middle lies in @sheet. */
static MarchPoint
project_in_sheet(const Trace *trace,
                 MarchLonLat position,
                 double sheet,
                 MarchPoint image)
{
    if (!is_on_seam(position.lon)) {
        return image;
    }
    /* The seam has two images; the edge comes from one of its sides. */
    position.lon = position.lon - sheet * 360 > 0 ? 180 : -180;
    return project_relative(trace, position);
}

/* An edge of a line, cut where the map is torn. */
static void
add_line_edge(Trace *trace,
              MarchLonLat a,
              MarchPoint image_a,
              MarchLonLat b,
              MarchPoint image_b)
{
    double sheet_a = find_sheet(a.lon), sheet_b = find_sheet(b.lon);
    double sheet = find_sheet((a.lon + b.lon) / 2);

    if (is_on_seam(a.lon) || is_on_seam(b.lon)) {
        MarchPoint start = project_in_sheet(trace, a, sheet, image_a);
        gboolean jumps = march_point_distance(start, image_a) > 1e-6;

        if (jumps || is_on_seam(a.lon)) {
            end_part(trace);
            add_point(trace, start);
        }
        add_edge(trace, a, start, b, project_in_sheet(trace, b, sheet, image_b));
    } else if (fabs(sheet_a - sheet_b) > 0.5) {
        double seam = MAX(sheet_a, sheet_b) * 360 - 180;
        double t = (seam - a.lon) / (b.lon - a.lon);
        MarchLonLat at_seam = {seam, a.lat + (b.lat - a.lat) * t};
        double side = a.lon < seam ? 180 : -180;
        MarchPoint before = project_relative(trace, (MarchLonLat){side, at_seam.lat});
        MarchPoint after = project_relative(trace, (MarchLonLat){-side, at_seam.lat});

        add_edge(trace, a, image_a, at_seam, before);
        end_part(trace);
        add_point(trace, after);
        add_edge(trace, at_seam, after, b, image_b);
    } else {
        add_edge(trace, a, image_a, b, image_b);
    }
}

/* Projects trace->positions (relative longitudes) and adds them as one part. */
static void
add_positions(Trace *trace)
{
    const MarchFrame *frame = trace->frame;
    guint count = trace->positions->len;
    MarchLonLat *positions = (MarchLonLat *)(void *)trace->positions->data;
    MarchMapXY *images;
    MarchPoint first, previous;
    gboolean all_beyond = frame->seam.is_azimuthal;

    g_array_set_size(trace->images, count);
    images = (MarchMapXY *)(void *)trace->images->data;
    g_array_set_size(trace->spare, count);
    for (guint i = 0; i < count; i++) {
        MarchLonLat position = positions[i];
        gboolean is_beyond =
            frame->seam.is_azimuthal && pull_to_horizon(trace, &position);

        all_beyond = all_beyond && is_beyond;
        position.lon = absolute_longitude(trace, position.lon);
        if (is_beyond && !trace->is_polygon) {
            position.lon = NAN;
        }
        g_array_index(trace->spare, MarchLonLat, i) = position;
    }
    if (all_beyond) {
        return;
    }
    march_projection_forward_many(frame->projection,
                                  (const MarchLonLat *)(void *)trace->spare->data,
                                  images, count);
    trace->start = trace->path->points->len;
    trace->walked = trace->before;
    first = previous = march_frame_to_page(frame, images[0]);
    add_point(trace, first);
    for (guint i = 1; i < count; i++) {
        MarchPoint image = march_frame_to_page(frame, images[i]);

        if (!trace->is_polygon && !frame->seam.is_azimuthal) {
            add_line_edge(trace, positions[i - 1], previous, positions[i], image);
        } else {
            add_edge(trace, positions[i - 1], previous, positions[i], image);
        }
        previous = image;
    }
    if (trace->is_polygon) {
        add_edge(trace, positions[count - 1], previous, positions[0], first);
        if (isfinite(first.x) && isfinite(first.y)) {
            /* The ring closes itself. */
            g_array_set_size(trace->path->points, trace->path->points->len - 1);
        }
    }
    end_part(trace);
}

static void
add_ring(Trace *trace, const MarchLonLat *ring, guint count)
{
    const MarchFrameView *view = &trace->view;
    gboolean free_longitude = trace->frame->seam.is_azimuthal && view->all_longitudes;
    g_autoptr(GArray) whole = NULL;
    double turn = march_frame_view_unwrap(trace->frame, ring, count, trace->positions);
    int first_sheet, last_sheet;
    MarchFrameView reach;

    if (fabs(turn) > 180) {
        march_frame_view_close_over_pole(trace->positions, turn);
    }
    reach = march_frame_view_reach(trace->positions);
    if (reach.south > view->north || reach.north < view->south) {
        return;
    }
    /* A little less than all, or a ring that touches the seam appears on both sides. */
    first_sheet = (int)ceil((view->west - reach.east + 1e-9) / 360);
    last_sheet = (int)floor((view->east - reach.west - 1e-9) / 360);
    if (free_longitude) {
        first_sheet = last_sheet = 0;
    }
    if (first_sheet != last_sheet) {
        whole = g_array_copy(trace->positions);
    }
    for (int sheet = first_sheet; sheet <= last_sheet; sheet++) {
        MarchFrameView moved = {reach.west + sheet * 360, reach.south,
                                reach.east + sheet * 360, reach.north, FALSE};

        if (whole != NULL) {
            g_array_set_size(trace->positions, 0);
            g_array_append_vals(trace->positions, whole->data, whole->len);
        }
        for (guint i = 0; sheet != 0 && i < trace->positions->len; i++) {
            g_array_index(trace->positions, MarchLonLat, i).lon += sheet * 360;
        }
        march_frame_view_clip_ring(view, free_longitude, &moved, &trace->positions,
                                   &trace->spare);
        if (trace->positions->len >= 3) {
            add_positions(trace);
        }
    }
}

/* Whether an edge, straight in degrees, may meet the view. */
static gboolean
is_near(const MarchFrameView *view, MarchLonLat a, MarchLonLat b)
{
    double middle = (view->west + view->east) / 2;
    double shift = round(((a.lon + b.lon) / 2 - middle) / 360) * 360;

    return MAX(a.lat, b.lat) >= view->south && MIN(a.lat, b.lat) <= view->north &&
           MAX(a.lon, b.lon) - shift >= view->west &&
           MIN(a.lon, b.lon) - shift <= view->east;
}

/* Projects the stretches of the line that may be seen. Dashes go on behind the frame:
 * how far is reckoned from degrees as they are in the middle of the map. */
static void
add_near_stretches(Trace *trace)
{
    g_autoptr(GArray) line = g_array_copy(trace->positions);
    const MarchLonLat *positions = (const MarchLonLat *)(void *)line->data;
    double mm_per_degree =
        march_frame_length_at(trace->frame, trace->frame->center_position, 111195);
    double narrowing = cos(trace->frame->center_position.lat * G_PI / 180);
    guint start = 0;
    double skipped = 0;

    for (guint i = 1; i <= line->len; i++) {
        MarchLonLat a = positions[i - 1], b = positions[MIN(i, line->len - 1)];
        double dlon = (b.lon - a.lon) * narrowing, dlat = b.lat - a.lat;

        if (i < line->len && is_near(&trace->view, a, b)) {
            continue;
        }
        if (i - start > 1) {
            g_array_set_size(trace->positions, 0);
            g_array_append_vals(trace->positions, positions + start, i - start);
            trace->before = skipped;
            add_positions(trace);
            skipped = trace->walked;
        }
        skipped += mm_per_degree * sqrt(dlon * dlon + dlat * dlat);
        start = i;
    }
    trace->before = 0;
}

static void
add_line(Trace *trace, const MarchLonLat *line, guint count)
{
    MarchFrameView reach;

    march_frame_view_unwrap(trace->frame, line, count, trace->positions);
    reach = march_frame_view_reach(trace->positions);
    if (reach.south > trace->view.north || reach.north < trace->view.south ||
        ceil((trace->view.west - reach.east) / 360) >
            floor((trace->view.east - reach.west) / 360)) {
        return;
    }
    if (trace->view.all_longitudes) {
        add_positions(trace);
    } else {
        add_near_stretches(trace);
    }
}

static void
add_points(Trace *trace, const MarchGeometry *geometry)
{
    for (guint i = 0; i < geometry->positions->len; i++) {
        MarchPoint point;

        if (march_frame_project(trace->frame,
                                g_array_index(geometry->positions, MarchLonLat, i),
                                &point) &&
            march_rect_contains(trace->clip, point)) {
            march_path_add_part(trace->path, &point, 1, FALSE);
        }
    }
}

static MarchPath *
clip_path(Trace *trace)
{
    MarchPath *clipped = trace->is_polygon
                             ? march_path_clip_rings(trace->path, trace->clip)
                             : march_path_clip_lines(trace->path, trace->clip);

    march_path_free(trace->path);
    return clipped;
}

MarchPath *
march_frame_project_geometry(const MarchFrame *frame,
                             const MarchGeometry *geometry,
                             double margin)
{
    Trace trace = {.frame = frame,
                   .view = march_frame_view_new(frame, margin),
                   .clip = march_rect_inset(frame->rect, margin),
                   .is_polygon = geometry->type == MARCH_GEOMETRY_POLYGON,
                   .path = march_path_new()};
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    g_autoptr(GArray) spare = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    g_autoptr(GArray) images = g_array_new(FALSE, FALSE, sizeof(MarchMapXY));

    if (geometry->type == MARCH_GEOMETRY_POINT) {
        add_points(&trace, geometry);
        return trace.path;
    }
    trace.positions = positions;
    trace.spare = spare;
    trace.images = images;
    for (guint i = 0; i < geometry->parts->len; i++) {
        guint count;
        const MarchLonLat *part = march_geometry_get_part(geometry, i, &count);

        if (trace.is_polygon && count >= 3) {
            add_ring(&trace, part, count);
        } else if (!trace.is_polygon && count >= 2) {
            add_line(&trace, part, count);
        }
    }
    return clip_path(&trace);
}

MarchPath *
march_frame_get_earth_outline(const MarchFrame *frame, double margin)
{
    g_autoptr(MarchGeometry) earth = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    double middle = frame->seam.center.lon;

    /* The whole sheet, counter-clockwise in steps that unwrap the right way. */
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 36; j++) {
            double t = j / 36.0;
            double lon = i == 0   ? -180 + 360 * t
                         : i == 1 ? 180
                         : i == 2 ? 180 - 360 * t
                                  : -180;
            double lat = i == 0   ? -90
                         : i == 1 ? -90 + 180 * t
                         : i == 2 ? 90
                                  : 90 - 180 * t;
            MarchLonLat position = {middle + lon, lat};

            g_array_append_val(ring, position);
        }
    }
    march_geometry_add_part(earth, (const MarchLonLat *)(void *)ring->data, ring->len,
                            FALSE);
    return march_frame_project_geometry(frame, earth, margin);
}
