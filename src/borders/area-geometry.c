/* SPDX-License-Identifier: MIT */
#include "area-geometry.h"

#include <math.h>
#include <string.h>

/* Comparing each edge with its neighbours must come to an end with hostile rings. */
#define COMPARISONS_MAX 50000000

/* An edge of a ring, with the western end first; degrees, east of 180 going on. */
typedef struct {
    double x0, y0, x1, y1;
} Edge;

typedef struct {
    GArray *points; /* of MarchLonLat, longitudes unwrapped */
    gboolean is_hole;
} Ring;

static void
ring_clear(gpointer data)
{
    g_clear_pointer(&((Ring *)data)->points, g_array_unref);
}

/* @lon moved by whole turns to within half a turn of @near. */
static double
lon_unwrap(double lon, double near)
{
    return lon - 360 * round((lon - near) / 360);
}

static MarchLonLat
position_wrap(MarchLonLat position)
{
    position.lon -= position.lon > 180 ? 360 : position.lon < -180 ? -360 : 0;
    return position;
}

static gboolean
position_check(MarchLonLat position,
               const char *name,
               MarchLocation where,
               GError **error)
{
    if (isfinite(position.lon) && isfinite(position.lat) && fabs(position.lat) <= 90 &&
        fabs(position.lon) <= 360) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_DATA, where,
                    "area \"%s\": %g, %g is no longitude and latitude in degrees", name,
                    position.lon, position.lat);
    return FALSE;
}

/* The rings with continuous longitudes, all on the same turn as the first. */
static gboolean
rings_unwrap(GArray *rings,
             const MarchGeometry *polygons,
             const char *name,
             MarchLocation where,
             GError **error)
{
    double start = g_array_index(polygons->positions, MarchLonLat, 0).lon;

    for (guint part = 0; part < polygons->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *positions = march_geometry_get_part(polygons, part, &count);
        Ring ring = {g_array_new(FALSE, FALSE, sizeof(MarchLonLat)),
                     g_array_index(polygons->parts, MarchGeometryPart, part).is_hole};
        double near = start;

        g_array_append_val(rings, ring);
        for (guint i = 0; i < count; i++) {
            MarchLonLat point = positions[i];

            if (!position_check(point, name, where, error)) {
                return FALSE;
            }
            point.lon = near = lon_unwrap(point.lon, near);
            if (ring.points->len == 0 ||
                memcmp(&g_array_index(ring.points, MarchLonLat, ring.points->len - 1),
                       &point, sizeof point) != 0) {
                g_array_append_val(ring.points, point);
            }
        }
        if (ring.points->len < 3) {
            march_error_set(error, MARCH_ERROR_DATA, where,
                            "area \"%s\": ring %u has %u different positions: a ring "
                            "needs three",
                            name, part + 1, ring.points->len);
            return FALSE;
        }
    }
    return TRUE;
}

static int
edges_compare(gconstpointer a, gconstpointer b)
{
    const Edge *first = a;
    const Edge *second = b;

    return (first->x0 > second->x0) - (first->x0 < second->x0);
}

static GArray *
edges_collect(const GArray *rings)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Edge));

    for (guint i = 0; i < rings->len; i++) {
        const GArray *points = g_array_index(rings, Ring, i).points;

        for (guint j = 0; j < points->len; j++) {
            MarchLonLat a = g_array_index(points, MarchLonLat, j);
            MarchLonLat b = g_array_index(points, MarchLonLat, (j + 1) % points->len);
            Edge edge = a.lon <= b.lon ? (Edge){a.lon, a.lat, b.lon, b.lat}
                                       : (Edge){b.lon, b.lat, a.lon, a.lat};

            g_array_append_val(edges, edge);
        }
    }
    g_array_sort(edges, edges_compare);
    return edges;
}

static double
turn(double ax, double ay, double bx, double by, double x, double y)
{
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

/* Whether the edges cross inside both of them; touching is no crossing. */
static gboolean
edges_cross(const Edge *a, const Edge *b, MarchLonLat *at)
{
    double b0 = turn(a->x0, a->y0, a->x1, a->y1, b->x0, b->y0);
    double b1 = turn(a->x0, a->y0, a->x1, a->y1, b->x1, b->y1);
    double a0 = turn(b->x0, b->y0, b->x1, b->y1, a->x0, a->y0);
    double a1 = turn(b->x0, b->y0, b->x1, b->y1, a->x1, a->y1);
    double share;

    if (!(b0 * b1 < 0 && a0 * a1 < 0)) {
        return FALSE;
    }
    share = a0 / (a0 - a1);
    *at =
        (MarchLonLat){a->x0 + share * (a->x1 - a->x0), a->y0 + share * (a->y1 - a->y0)};
    return TRUE;
}

static gboolean
crossings_check(const GArray *rings,
                const char *name,
                MarchLocation where,
                GError **error)
{
    g_autoptr(GArray) edges = edges_collect(rings);
    guint64 n_compared = 0;

    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i);

        for (guint j = i + 1; j < edges->len; j++) {
            const Edge *other = &g_array_index(edges, Edge, j);
            MarchLonLat at;

            if (other->x0 > edge->x1) {
                break;
            }
            if (++n_compared > COMPARISONS_MAX) {
                march_error_set(error, MARCH_ERROR_LIMIT, where,
                                "area \"%s\": %u edges are too many to be checked for "
                                "crossings: simplify the polygons",
                                name, edges->len);
                return FALSE;
            }
            if (edges_cross(edge, other, &at)) {
                at = position_wrap(at);
                march_error_set(error, MARCH_ERROR_DATA, where,
                                "area \"%s\": its outline crosses itself at %.5f, %.5f",
                                name, at.lon, at.lat);
                return FALSE;
            }
        }
    }
    return TRUE;
}

/* 1 inside, 0 outside, -1 on the ring. */
static int
ring_locate(const GArray *points, MarchLonLat position)
{
    int inside = 0;

    for (guint i = 0; i < points->len; i++) {
        MarchLonLat a = g_array_index(points, MarchLonLat, i);
        MarchLonLat b = g_array_index(points, MarchLonLat, (i + 1) % points->len);
        double side = turn(a.lon, a.lat, b.lon, b.lat, position.lon, position.lat);

        if (fabs(side) < 1e-12 && position.lon >= MIN(a.lon, b.lon) - 1e-12 &&
            position.lon <= MAX(a.lon, b.lon) + 1e-12 &&
            position.lat >= MIN(a.lat, b.lat) - 1e-12 &&
            position.lat <= MAX(a.lat, b.lat) + 1e-12) {
            return -1;
        }
        if ((a.lat > position.lat) != (b.lat > position.lat) &&
            (side > 0) == (b.lat > a.lat)) {
            inside = 1 - inside;
        }
    }
    return inside;
}

/* Whether @inner, which crosses nothing, lies inside @outer. */
static gboolean
ring_is_inside(const GArray *inner, const GArray *outer)
{
    for (guint i = 0; i < inner->len; i++) {
        int place = ring_locate(outer, g_array_index(inner, MarchLonLat, i));

        if (place >= 0) {
            return place == 1;
        }
    }
    return FALSE;
}

/* Holes lie inside an odd number of rings, outlines inside an even one. */
static gboolean
nesting_check(const GArray *rings,
              const char *name,
              MarchLocation where,
              GError **error)
{
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        MarchLonLat at = position_wrap(g_array_index(ring->points, MarchLonLat, 0));
        guint depth = 0;

        for (guint j = 0; j < rings->len; j++) {
            depth += j != i &&
                     ring_is_inside(ring->points, g_array_index(rings, Ring, j).points);
        }
        if ((depth % 2 == 1) != ring->is_hole) {
            march_error_set(error, MARCH_ERROR_DATA, where,
                            "area \"%s\": the %s at %.5f, %.5f lies %s", name,
                            ring->is_hole ? "hole" : "polygon", at.lon, at.lat,
                            ring->is_hole ? "outside of its polygon"
                                          : "inside another polygon");
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_area_check(const MarchGeometry *polygons,
                 const char *name,
                 MarchLocation where,
                 GError **error)
{
    g_autoptr(GArray) rings = g_array_new(FALSE, TRUE, sizeof(Ring));

    g_array_set_clear_func(rings, ring_clear);
    if (polygons->type != MARCH_GEOMETRY_POLYGON || polygons->parts->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "area \"%s\" has no polygon, but %s", name,
                        polygons->parts->len == 0               ? "nothing"
                        : polygons->type == MARCH_GEOMETRY_LINE ? "a line"
                                                                : "a point");
        return FALSE;
    }
    return rings_unwrap(rings, polygons, name, where, error) &&
           crossings_check(rings, name, where, error) &&
           nesting_check(rings, name, where, error);
}
