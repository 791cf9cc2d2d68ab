/* SPDX-License-Identifier: MIT */
#include "given-line.h"

#include <math.h>

#include "cut.h"
#include "geo/geodesic.h"

/* Ends as near as this are one point. */
#define SAME_M 15.0

/* An edge of the line, its western end first. */
typedef struct {
    MarchLonLat west, east;
    guint part, index;
} Edge;

static int
edges_compare(gconstpointer a, gconstpointer b)
{
    const Edge *first = a, *second = b;

    return (first->west.lon > second->west.lon) - (first->west.lon < second->west.lon);
}

/* Of a line over the antimeridian the one edge across it is left out. */
static GArray *
edges_list(const MarchGeometry *geometry)
{
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Edge));

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

        for (guint i = 1; i < count; i++) {
            gboolean eastwards = line[i - 1].lon <= line[i].lon;
            Edge edge = {line[eastwards ? i - 1 : i], line[eastwards ? i : i - 1], part,
                         i};

            if (edge.east.lon - edge.west.lon < 180) {
                g_array_append_val(edges, edge);
            }
        }
    }
    g_array_sort(edges, edges_compare);
    return edges;
}

static double
turn(MarchLonLat a, MarchLonLat b, MarchLonLat c)
{
    return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);
}

/* Whether each has its ends on either side of the other; touching is no crossing. */
static gboolean
edges_cross(const Edge *a, const Edge *b)
{
    return turn(a->west, a->east, b->west) * turn(a->west, a->east, b->east) < 0 &&
           turn(b->west, b->east, a->west) * turn(b->west, b->east, a->east) < 0;
}

/* Edges are in order from the west: only those that begin before one ends can cross it. */
static gboolean
crossing_find(const MarchGeometry *geometry, MarchLonLat *where)
{
    g_autoptr(GArray) edges = edges_list(geometry);

    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i);

        for (guint k = i + 1; k < edges->len; k++) {
            const Edge *other = &g_array_index(edges, Edge, k);

            if (other->west.lon > edge->east.lon) {
                break;
            }
            if (edges_cross(edge, other)) {
                *where = other->west;
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean
march_given_line_check(const MarchCutRequest *request,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    const MarchGeometry *given = request->geometry;
    MarchLonLat crossing;

    if (given == NULL || given->type != MARCH_GEOMETRY_LINE || given->parts->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "the given geometry has no line");
        return FALSE;
    }
    for (guint i = 0; i < given->parts->len; i++) {
        guint count;
        const MarchLonLat *line = march_geometry_get_part(given, i, &count);
        double length = 0;

        for (guint k = 1; k < count; k++) {
            length += march_lon_lat_distance(line[k - 1], line[k]);
        }
        if (length < MARCH_CUT_SHORTEST_M) {
            march_error_set(error, MARCH_ERROR_DATA, request->where,
                            "part %u of the given geometry has no length", i + 1);
            return FALSE;
        }
    }
    if (!request->is_beside && crossing_find(given, &crossing)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                              "line-crosses-itself", request->where, request->name,
                              "the given line of section \"%s\" crosses itself near "
                              "%.4f, %.4f",
                              request->name != NULL ? request->name : "unnamed",
                              crossing.lon, crossing.lat);
    }
    return TRUE;
}

/* How far @position is from the border, in metres. */
static double
border_distance(const MarchBorders *borders,
                const MarchCutRequest *request,
                MarchLonLat position)
{
    double nearest = INFINITY;

    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (march_cut_is_candidate(chain, request)) {
            nearest = MIN(nearest, march_chain_find_nearest(chain, position).distance);
        }
    }
    return nearest;
}

/* FALSE with an error when @end is farther from the border than places may be. */
static gboolean
end_check(const MarchBorders *borders,
          const MarchCutRequest *request,
          MarchLonLat end,
          GError **error)
{
    const MarchLonLat swapped = {end.lat, end.lon};
    double distance = border_distance(borders, request, end);
    double limit = march_cut_snap_limit(request, &request->from);
    g_autofree char *pair = NULL;
    g_autofree char *away = NULL;
    gboolean is_swapped;

    if (distance <= limit * 1000) {
        return TRUE;
    }
    pair = march_border_pair_text(request->between[0], request->between[1]);
    is_swapped = fabs(swapped.lat) <= 90 &&
                 border_distance(borders, request, swapped) <= limit * 1000;
    away = march_cut_beyond_text(distance / 1000, limit);
    march_error_set(
        error, MARCH_ERROR_DATA, request->where,
        "the given line of section \"%s\" ends at %.4f, %.4f, %s km from "
        "the border %s: more than the limit of %g km%s",
        request->name != NULL ? request->name : "unnamed", end.lon, end.lat, away, pair,
        limit,
        is_swapped ? "; with longitude and latitude swapped it would be near" : "");
    return FALSE;
}

static MarchLonLat
middle_of(const MarchLonLat *line, guint count)
{
    MarchLonLat sum = {0, 0};

    for (guint i = 0; i < count; i++) {
        sum.lon += march_lon_lat_wrap(line[i].lon - line[0].lon) / count;
        sum.lat += line[i].lat / count;
    }
    return (MarchLonLat){march_lon_lat_wrap(line[0].lon + sum.lon), sum.lat};
}

/* The request for what lies under one part. */
static MarchCutRequest
cut_under(const MarchCutRequest *request, const MarchLonLat *line, guint count)
{
    MarchCutRequest under = *request;

    under.n_via = 0;
    if (march_lon_lat_distance(line[0], line[count - 1]) <= SAME_M) {
        under.kind = MARCH_CUT_RING;
        under.from =
            (MarchCutPlace){"the middle of the line", middle_of(line, count), 0};
    } else {
        under.kind = MARCH_CUT_FROM_TO;
        under.from = (MarchCutPlace){"its first point", line[0], 0};
        under.to = (MarchCutPlace){"its last point", line[count - 1], 0};
    }
    return under;
}

static void
part_hide(MarchBorders *borders,
          const MarchCutRequest *under,
          guint section,
          MarchDiagnostics *diagnostics)
{
    MarchCut cut = {0};
    g_autoptr(GError) error = NULL;

    if (march_cut_find(borders, under, &cut, NULL, &error)) {
        for (guint i = 0; i < cut.stretches->len; i++) {
            MarchStretch stretch = g_array_index(cut.stretches, MarchStretch, i);

            stretch.section = section;
            stretch.hides = TRUE;
            g_array_append_val(borders->stretches, stretch);
        }
    } else {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "line-beside-border",
                              under->where, under->name,
                              "the given line is drawn besides the border: %s",
                              error->message);
    }
    march_cut_clear(&cut);
}

gboolean
march_given_line_hide(MarchBorders *borders,
                      const MarchCutRequest *request,
                      const MarchGeometry *geometry,
                      guint section,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    g_autoptr(GError) no_border = NULL;

    if (!march_cut_check_pair(borders, request, &no_border)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "line-beside-border", request->where,
            request->name, "the given line is drawn by itself: %s", no_border->message);
        return TRUE;
    }
    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);

        if (!end_check(borders, request, line[0], error) ||
            !end_check(borders, request, line[count - 1], error)) {
            return FALSE;
        }
    }
    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count;
        const MarchLonLat *line = march_geometry_get_part(geometry, part, &count);
        const MarchCutRequest under = cut_under(request, line, count);

        part_hide(borders, &under, section, diagnostics);
    }
    return TRUE;
}
