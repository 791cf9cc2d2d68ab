/* SPDX-License-Identifier: MIT */
#include "chain.h"

#include <math.h>
#include <string.h>

#include "geo/geodesic.h"

MarchChain *
march_chain_new(const char *left, const char *right)
{
    MarchChain *chain = g_new0(MarchChain, 1);

    chain->left = left;
    chain->right = right;
    chain->positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    chain->runs = g_array_new(FALSE, FALSE, sizeof(MarchChainRun));
    return chain;
}

void
march_chain_free(MarchChain *chain)
{
    if (chain == NULL) {
        return;
    }
    g_array_unref(chain->positions);
    g_array_unref(chain->runs);
    if (chain->along != NULL) {
        g_array_unref(chain->along);
    }
    g_free(chain);
}

static MarchLonLat
vertex_at(const MarchChain *chain, guint index)
{
    return g_array_index(chain->positions, MarchLonLat, index % chain->positions->len);
}

static guint
count_edges(const MarchChain *chain)
{
    return chain->is_ring ? chain->positions->len : chain->positions->len - 1;
}

void
march_chain_measure(MarchChain *chain)
{
    double along = 0;

    if (chain->along != NULL) {
        return;
    }
    chain->along =
        g_array_sized_new(FALSE, FALSE, sizeof(double), chain->positions->len);
    g_array_append_val(chain->along, along);
    for (guint i = 0; i < count_edges(chain); i++) {
        along += march_lon_lat_distance(vertex_at(chain, i), vertex_at(chain, i + 1));
        if (i + 1 < chain->positions->len) {
            g_array_append_val(chain->along, along);
        }
    }
    chain->length = along;
}

/* Whether @code is one of @side's, which is "KG" or "KE/SS". */
static gboolean
side_has(const char *side, const char *code)
{
    gsize length = strlen(code);

    for (const char *at = side; at != NULL && length > 0;) {
        if (strncmp(at, code, length) == 0 &&
            (at[length] == '\0' || at[length] == '/')) {
            return TRUE;
        }
        at = strchr(at, '/');
        at = at != NULL ? at + 1 : NULL;
    }
    return FALSE;
}

gboolean
march_border_sides_match(const char *left,
                         const char *right,
                         const char *a,
                         const char *b)
{
    return (side_has(left, a) && side_has(right, b)) ||
           (side_has(left, b) && side_has(right, a));
}

gboolean
march_chain_is_between(const MarchChain *chain, const char *a, const char *b)
{
    return march_border_sides_match(chain->left, chain->right, a, b);
}

/* Metres eastwards and northwards from an origin, true near it. */
typedef struct {
    MarchLonLat origin;
    double east, north; /* metres a degree */
} Plane;

static Plane
plane_at(MarchLonLat origin)
{
    const double e2 = 0.0066943799901413165, radius = 6378137.0;
    double latitude = origin.lat * G_PI / 180;
    double w = sqrt(1 - e2 * sin(latitude) * sin(latitude));

    return (Plane){origin, radius / w * cos(latitude) * G_PI / 180,
                   radius * (1 - e2) / (w * w * w) * G_PI / 180};
}

static MarchMapXY
to_plane(const Plane *plane, MarchLonLat position)
{
    return (MarchMapXY){march_lon_lat_wrap(position.lon - plane->origin.lon) *
                            plane->east,
                        (position.lat - plane->origin.lat) * plane->north};
}

static MarchLonLat
between(MarchLonLat a, MarchLonLat b, double t)
{
    double step = march_lon_lat_wrap(b.lon - a.lon);

    return (MarchLonLat){march_lon_lat_wrap(a.lon + step * t),
                         a.lat + (b.lat - a.lat) * t};
}

static double
edge_length(const MarchChain *chain, guint edge)
{
    double start = g_array_index(chain->along, double, edge);

    return (edge + 1 < chain->along->len ? g_array_index(chain->along, double, edge + 1)
                                         : chain->length) -
           start;
}

MarchChainSpot
march_chain_find_nearest(MarchChain *chain, MarchLonLat position)
{
    Plane plane = plane_at(position);
    MarchMapXY a = to_plane(&plane, vertex_at(chain, 0));
    double best = INFINITY, best_t = 0;
    guint best_edge = 0;
    MarchChainSpot spot;

    march_chain_measure(chain);
    for (guint i = 0; i < count_edges(chain); i++) {
        MarchMapXY b = to_plane(&plane, vertex_at(chain, i + 1));
        double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
        double t = squared > 0 ? CLAMP(-(a.x * dx + a.y * dy) / squared, 0, 1) : 0;
        double distance = hypot(a.x + t * dx, a.y + t * dy);

        if (distance < best) {
            best = distance;
            best_edge = i;
            best_t = t;
        }
        a = b;
    }
    spot.position =
        between(vertex_at(chain, best_edge), vertex_at(chain, best_edge + 1), best_t);
    spot.distance = march_lon_lat_distance(position, spot.position);
    spot.along = g_array_index(chain->along, double, best_edge) +
                 best_t * edge_length(chain, best_edge);
    return spot;
}

/* The last vertex at or before @along, which lies on the chain. */
static guint
find_edge(const MarchChain *chain, double along)
{
    guint low = 0, high = chain->along->len - 1;

    while (low < high) {
        guint middle = (low + high + 1) / 2;

        if (g_array_index(chain->along, double, middle) <= along) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return MIN(low, count_edges(chain) - 1);
}

static double
into_chain(const MarchChain *chain, double along)
{
    if (!chain->is_ring) {
        return CLAMP(along, 0, chain->length);
    }
    along = fmod(along, chain->length);
    return along < 0 ? along + chain->length : along;
}

MarchLonLat
march_chain_get_position(const MarchChain *chain, double along)
{
    double inside = into_chain(chain, along);
    guint edge = find_edge(chain, inside);
    double length = edge_length(chain, edge);
    double rest = inside - g_array_index(chain->along, double, edge);

    return between(vertex_at(chain, edge), vertex_at(chain, edge + 1),
                   length > 0 ? CLAMP(rest / length, 0, 1) : 0);
}

static void
append_distinct(GArray *positions, MarchLonLat position)
{
    if (positions->len > 0) {
        MarchLonLat last = g_array_index(positions, MarchLonLat, positions->len - 1);

        if (fabs(last.lon - position.lon) < 1e-12 &&
            fabs(last.lat - position.lat) < 1e-12) {
            return;
        }
    }
    g_array_append_val(positions, position);
}

void
march_chain_add_stretch(const MarchChain *chain,
                        double from,
                        double to,
                        MarchGeometry *geometry)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    double low = MIN(from, to), high = MAX(from, to), base = 0;
    guint edge;

    if (chain->is_ring) {
        base = floor(low / chain->length) * chain->length;
        high = MIN(high, low + chain->length);
    } else {
        low = MAX(low, 0);
        high = MIN(high, chain->length);
    }
    edge = find_edge(chain, low - base);
    append_distinct(positions, march_chain_get_position(chain, low));
    for (guint i = edge + 1;; i++) {
        guint turns = i / chain->positions->len, vertex = i % chain->positions->len;
        double along =
            base + turns * chain->length + g_array_index(chain->along, double, vertex);

        if (along >= high || (!chain->is_ring && turns > 0)) {
            break;
        }
        append_distinct(positions, vertex_at(chain, vertex));
    }
    append_distinct(positions, march_chain_get_position(chain, high));
    if (positions->len < 2) {
        return;
    }
    if (from > to) {
        for (guint i = 0, j = positions->len - 1; i < j; i++, j--) {
            MarchLonLat swap = g_array_index(positions, MarchLonLat, i);

            g_array_index(positions, MarchLonLat, i) =
                g_array_index(positions, MarchLonLat, j);
            g_array_index(positions, MarchLonLat, j) = swap;
        }
    }
    march_geometry_add_part(geometry, (const MarchLonLat *)(void *)positions->data,
                            positions->len, FALSE);
}

gboolean
march_chain_contains(const MarchChain *chain, MarchLonLat position)
{
    gboolean inside = FALSE;

    if (!chain->is_ring) {
        return FALSE;
    }
    for (guint i = 0; i < chain->positions->len; i++) {
        MarchLonLat a = vertex_at(chain, i), b = vertex_at(chain, i + 1);
        double ax = march_lon_lat_wrap(a.lon - position.lon);
        double bx = ax + march_lon_lat_wrap(b.lon - a.lon);

        if ((a.lat > position.lat) != (b.lat > position.lat) &&
            ax + (bx - ax) * (position.lat - a.lat) / (b.lat - a.lat) > 0) {
            inside = !inside;
        }
    }
    return inside;
}

/* The part [t0, t1] of an edge inside a circle round the plane's origin. */
static gboolean
edge_within(MarchMapXY a, MarchMapXY b, double radius, double *t0, double *t1)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double p = dx * dx + dy * dy, q = a.x * dx + a.y * dy;
    double r = a.x * a.x + a.y * a.y - radius * radius;
    double root;

    if (p <= 0) {
        *t0 = 0;
        *t1 = 1;
        return r <= 0;
    }
    root = q * q - p * r;
    if (root < 0) {
        return FALSE;
    }
    root = sqrt(root);
    *t0 = MAX((-q - root) / p, 0);
    *t1 = MIN((-q + root) / p, 1);
    return *t0 <= *t1;
}

GArray *
march_chain_find_within(MarchChain *chain, MarchLonLat position, double metres)
{
    GArray *stretches = g_array_new(FALSE, FALSE, 2 * sizeof(double));
    Plane plane = plane_at(position);
    double *first, *last;

    march_chain_measure(chain);
    for (guint i = 0; i < count_edges(chain); i++) {
        MarchMapXY a = to_plane(&plane, vertex_at(chain, i));
        MarchMapXY b = to_plane(&plane, vertex_at(chain, i + 1));
        double start = g_array_index(chain->along, double, i);
        double length = edge_length(chain, i), t0, t1;

        if (!edge_within(a, b, metres, &t0, &t1)) {
            continue;
        }
        last = stretches->len == 0
                   ? NULL
                   : (double *)(void *)stretches->data + 2 * (stretches->len - 1);
        if (last != NULL && start + t0 * length <= last[1] + 1e-6) {
            last[1] = start + t1 * length;
        } else {
            double stretch[2] = {start + t0 * length, start + t1 * length};

            g_array_append_vals(stretches, stretch, 1);
        }
    }
    if (!chain->is_ring || stretches->len < 2) {
        return stretches;
    }
    /* Over the start of a ring the last stretch goes on as the first. */
    first = (double *)(void *)stretches->data;
    last = first + 2 * (stretches->len - 1);
    if (first[0] <= 1e-6 && last[1] >= chain->length - 1e-6) {
        last[1] = chain->length + first[1];
        g_array_remove_index(stretches, 0);
    }
    return stretches;
}
