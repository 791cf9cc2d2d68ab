/* SPDX-License-Identifier: MIT */
#include "line-distance.h"

#include <math.h>

#define M_PER_DEGREE 111195.0
/* Segments that have a box together. */
#define RUN 16U

/* Degrees of longitude the short way round; most are. */
static inline double
turn(double degrees)
{
    return fabs(degrees) <= 180 ? degrees : remainder(degrees, 360);
}

/* Where a position is nearest to a line, on the plane that touches the Earth at it, and
 * how far the square of that is. */
typedef struct {
    MarchLonLat at;
    double shrink; /* of a degree of longitude there */
    double square;
    double x, y;
} Nearest;

static inline void
segment_try(Nearest *nearest, MarchLonLat a, MarchLonLat b)
{
    double ay = a.lat - nearest->at.lat;
    double dy = b.lat - a.lat;
    double by = ay + dy;
    double ax, dx, square, share, x, y;

    /* All of it lies further north, or further south, than what is known. */
    if (ay * by > 0 && MIN(ay * ay, by * by) > nearest->square) {
        return;
    }
    ax = turn(a.lon - nearest->at.lon) * nearest->shrink;
    dx = turn(b.lon - a.lon) * nearest->shrink;
    square = dx * dx + dy * dy;
    share = square > 0 ? CLAMP(-(ax * dx + ay * dy) / square, 0, 1) : 0;
    x = ax + share * dx;
    y = ay + share * dy;
    if (x * x + y * y < nearest->square) {
        nearest->square = x * x + y * y;
        nearest->x = x;
        nearest->y = y;
    }
}

double
march_line_distance(const MarchGeometry *geometry, MarchLonLat at)
{
    Nearest nearest = {
        .at = at, .shrink = cos(at.lat * G_PI / 180), .square = INFINITY};

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

        for (guint i = 0; i + 1 < count; i++) {
            segment_try(&nearest, line[i], line[i + 1]);
        }
    }
    return isfinite(nearest.square) ? hypot(nearest.x, nearest.y) * M_PER_DEGREE
                                    : INFINITY;
}

/* Some segments on end, and the box that they lie in, in degrees. */
typedef struct {
    const MarchLonLat *line;
    guint n_segments;
    MarchLonLat middle;
    double half_lon, half_lat;
} Run;

struct MarchLineIndex {
    GArray *runs; /* of Run */
};

static Run
run_new(const MarchLonLat *line, guint n_segments)
{
    Run run = {.line = line, .n_segments = n_segments};
    double west = 0, east = 0;
    double south = line[0].lat, north = line[0].lat;

    for (guint i = 1; i <= n_segments; i++) {
        double lon = turn(line[i].lon - line[0].lon);

        west = MIN(west, lon);
        east = MAX(east, lon);
        south = MIN(south, line[i].lat);
        north = MAX(north, line[i].lat);
    }
    run.middle = (MarchLonLat){line[0].lon + (west + east) / 2, (south + north) / 2};
    run.half_lon = (east - west) / 2;
    run.half_lat = (north - south) / 2;
    return run;
}

MarchLineIndex *
march_line_index_new(const MarchGeometry *geometry)
{
    MarchLineIndex *index = g_new0(MarchLineIndex, 1);

    index->runs = g_array_new(FALSE, FALSE, sizeof(Run));
    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

        for (guint i = 0; i + 1 < count; i += RUN) {
            Run run = run_new(line + i, MIN(RUN, count - 1 - i));

            g_array_append_val(index->runs, run);
        }
    }
    return index;
}

void
march_line_index_free(MarchLineIndex *index)
{
    if (index != NULL) {
        g_array_unref(index->runs);
        g_free(index);
    }
}

/* The square of what any segment of @run is away at least. */
static inline double
run_square(const Run *run, const Nearest *nearest)
{
    double lon = fabs(turn(run->middle.lon - nearest->at.lon)) - run->half_lon;
    double lat = fabs(run->middle.lat - nearest->at.lat) - run->half_lat;
    double x = MAX(lon, 0) * nearest->shrink;
    double y = MAX(lat, 0);

    return x * x + y * y;
}

static inline void
run_try(const Run *run, Nearest *nearest)
{
    for (guint i = 0; i < run->n_segments; i++) {
        segment_try(nearest, run->line[i], run->line[i + 1]);
    }
}

double
march_line_index_distance(const MarchLineIndex *index, MarchLonLat at, double limit)
{
    const double reach = limit / M_PER_DEGREE;
    Nearest nearest = {.at = at,
                       .shrink = cos(at.lat * G_PI / 180),
                       .square = reach * reach * (1 + 1e-9)};
    const double start = nearest.square;
    const Run *best = NULL;
    double best_square = nearest.square;

    /* The run with the nearest box first: it spares most of the others. */
    for (guint i = 0; i < index->runs->len; i++) {
        const Run *run = &g_array_index(index->runs, Run, i);
        double square = run_square(run, &nearest);

        if (square < best_square) {
            best = run;
            best_square = square;
        }
    }
    if (best == NULL) {
        return INFINITY;
    }
    run_try(best, &nearest);
    for (guint i = 0; i < index->runs->len; i++) {
        const Run *run = &g_array_index(index->runs, Run, i);

        if (run != best && run_square(run, &nearest) < nearest.square) {
            run_try(run, &nearest);
        }
    }
    return nearest.square < start ? hypot(nearest.x, nearest.y) * M_PER_DEGREE
                                  : INFINITY;
}
