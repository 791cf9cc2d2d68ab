/* SPDX-License-Identifier: MIT */
#include "area-geometry.h"

#include <math.h>

#define JOIN_MAX_M          25000.0
#define JOIN_WORTH_A_WORD_M 300.0
/* So many pairs of edges are compared in reasonable time. */
#define PAIRS_MAX 50000000

/* Where the lines cross: at @along[line] edges, and parts of one, from their start. */
typedef struct {
    double along[2];
    MarchLonLat at;
} Crossing;

static MarchLonLat
point_of(const GArray *line, guint index)
{
    return g_array_index(line, MarchLonLat, index);
}

static double
lon_near(double lon, double near)
{
    return lon - 360 * round((lon - near) / 360);
}

/* The one part of @geometry with longitudes that go on beyond 180. */
static GArray *
line_read(const MarchGeometry *geometry,
          double near,
          const char *name,
          MarchLocation where,
          GError **error)
{
    guint count = 0;
    const MarchLonLat *positions = march_geometry_get_part(geometry, 0, &count);
    GArray *line;

    if (geometry->parts->len != 1 || count < 2) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "area \"%s\": a section that it lies between comes in %u "
                        "pieces: expected one line",
                        name, geometry->parts->len);
        return NULL;
    }
    line = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    for (guint i = 0; i < count; i++) {
        MarchLonLat point = positions[i];

        point.lon = near = lon_near(point.lon, near);
        g_array_append_val(line, point);
    }
    return line;
}

static void
line_reverse(GArray *line)
{
    for (guint i = 0; i < line->len / 2; i++) {
        MarchLonLat *a = &g_array_index(line, MarchLonLat, i);
        MarchLonLat *b = &g_array_index(line, MarchLonLat, line->len - 1 - i);
        MarchLonLat swap = *a;

        *a = *b;
        *b = swap;
    }
}

/* Turns @second so that its ends lie at those of @first, and checks how near. */
static gboolean
ends_match(const GArray *first,
           GArray *second,
           const char *name,
           MarchLocation where,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchLonLat a[2] = {point_of(first, 0), point_of(first, first->len - 1)};
    MarchLonLat b[2] = {point_of(second, 0), point_of(second, second->len - 1)};

    if (march_lon_lat_distance(a[0], b[1]) + march_lon_lat_distance(a[1], b[0]) <
        march_lon_lat_distance(a[0], b[0]) + march_lon_lat_distance(a[1], b[1])) {
        line_reverse(second);
        b[0] = point_of(second, 0);
        b[1] = point_of(second, second->len - 1);
    }
    for (guint end = 0; end < 2; end++) {
        double gap = march_lon_lat_distance(a[end], b[end]);

        if (!(gap <= JOIN_MAX_M)) {
            march_error_set(error, MARCH_ERROR_DATA, where,
                            "area \"%s\": its lines end %.1f km apart, at %.4f, %.4f "
                            "and %.4f, %.4f: more than the %g km that are closed",
                            name, gap / 1000, a[end].lon, a[end].lat, b[end].lon,
                            b[end].lat, JOIN_MAX_M / 1000);
            return FALSE;
        }
        if (gap > JOIN_WORTH_A_WORD_M) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "area-closed",
                                  where, name,
                                  "area \"%s\": its lines end %.1f km apart at %.4f, "
                                  "%.4f: closed by a straight line",
                                  name, gap / 1000, a[end].lon, a[end].lat);
        }
    }
    return TRUE;
}

static gboolean
edges_cross(const GArray *first,
            guint i,
            const GArray *second,
            guint j,
            Crossing *crossing)
{
    MarchLonLat a = point_of(first, i), b = point_of(first, i + 1);
    MarchLonLat c = point_of(second, j), d = point_of(second, j + 1);
    double ux = b.lon - a.lon, uy = b.lat - a.lat;
    double vx = d.lon - c.lon, vy = d.lat - c.lat;
    double cross = ux * vy - uy * vx;
    double s = ((c.lon - a.lon) * vy - (c.lat - a.lat) * vx) / cross;
    double t = ((c.lon - a.lon) * uy - (c.lat - a.lat) * ux) / cross;

    if (!(s > 0 && s < 1 && t > 0 && t < 1)) { /* parallel edges give no numbers */
        return FALSE;
    }
    *crossing = (Crossing){{i + s, j + t}, {a.lon + s * ux, a.lat + s * uy}};
    return TRUE;
}

static int
crossings_compare(gconstpointer a, gconstpointer b)
{
    double first = ((const Crossing *)a)->along[0];
    double second = ((const Crossing *)b)->along[0];

    return (first > second) - (first < second);
}

/* The crossings in order along both lines; NULL when there is no such order. */
static GArray *
crossings_find(const GArray *first,
               const GArray *second,
               const char *name,
               MarchLocation where,
               GError **error)
{
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));

    if ((guint64)first->len * second->len > PAIRS_MAX) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "area \"%s\": lines of %u and %u vertices are too many to be "
                        "compared",
                        name, first->len, second->len);
        return NULL;
    }
    for (guint i = 0; i + 1 < first->len; i++) {
        for (guint j = 0; j + 1 < second->len; j++) {
            Crossing crossing;

            if (edges_cross(first, i, second, j, &crossing)) {
                g_array_append_val(crossings, crossing);
            }
        }
    }
    g_array_sort(crossings, crossings_compare);
    for (guint i = 1; i < crossings->len; i++) {
        const Crossing *here = &g_array_index(crossings, Crossing, i);

        if (here->along[1] < g_array_index(crossings, Crossing, i - 1).along[1]) {
            march_error_set(error, MARCH_ERROR_DATA, where,
                            "area \"%s\": its lines cross back and forth near %.4f, "
                            "%.4f: the land between them has no clear sides",
                            name, here->at.lon, here->at.lat);
            return NULL;
        }
    }
    return g_steal_pointer(&crossings);
}

static void
point_add(GArray *ring, MarchLonLat point)
{
    point.lon = lon_near(point.lon, 0);
    g_array_append_val(ring, point);
}

/* The vertices of @line between two places on it, in either direction. */
static void
stretch_add(GArray *ring, const GArray *line, double from, double to)
{
    if (to >= from) {
        for (double at = floor(from) + 1; at < to; at++) {
            point_add(ring, point_of(line, (guint)at));
        }
    } else {
        for (double at = ceil(from) - 1; at > to; at--) {
            point_add(ring, point_of(line, (guint)at));
        }
    }
}

static void
lobe_add(MarchGeometry *area,
         const GArray *first,
         const GArray *second,
         const Crossing *from,
         const Crossing *to)
{
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));

    point_add(ring, from->at);
    stretch_add(ring, first, from->along[0], to->along[0]);
    point_add(ring, to->at);
    stretch_add(ring, second, to->along[1], from->along[1]);
    if (ring->len >= 3) {
        march_geometry_add_part(area, (const MarchLonLat *)(void *)ring->data,
                                ring->len, FALSE);
    }
}

MarchGeometry *
march_area_between(const MarchGeometry *first,
                   const MarchGeometry *second,
                   const char *name,
                   MarchLocation where,
                   MarchDiagnostics *diagnostics,
                   GError **error)
{
    g_autoptr(GArray) a = line_read(first, 0, name, where, error);
    g_autoptr(GArray) b =
        a != NULL ? line_read(second, point_of(a, 0).lon, name, where, error) : NULL;
    g_autoptr(GArray) crossings = NULL;
    MarchGeometry *area;
    Crossing last;

    if (b == NULL || !ends_match(a, b, name, where, diagnostics, error)) {
        return NULL;
    }
    crossings = crossings_find(a, b, name, where, error);
    if (crossings == NULL) {
        return NULL;
    }
    area = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    /* An end of the first line stands for both; the second's is a vertex of its own. */
    last = (Crossing){{0, -1}, point_of(a, 0)};
    for (guint i = 0; i <= crossings->len; i++) {
        Crossing next = i < crossings->len
                            ? g_array_index(crossings, Crossing, i)
                            : (Crossing){{a->len - 1, b->len}, point_of(a, a->len - 1)};

        lobe_add(area, a, b, &last, &next);
        last = next;
    }
    return area;
}
