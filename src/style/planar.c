/* SPDX-License-Identifier: MIT */
#include "planar.h"

#include <math.h>

static MarchPlanarLine
copy_part(const MarchGeometry *geometry, guint index, MarchArena *arena)
{
    guint count;
    const MarchLonLat *positions = march_geometry_get_part(geometry, index, &count);
    gboolean closes = geometry->type == MARCH_GEOMETRY_POLYGON && count > 0;
    MarchPlanarLine line = {count + (closes ? 1 : 0),
                            march_arena_array0(arena, MarchLonLat, (gsize)count + 1)};

    for (guint i = 0; i < line.length; i++) {
        line.positions[i] = positions[i % count];
    }
    return line;
}

MarchPlanarShapes
march_planar_from_geometry(const MarchGeometry *geometry, MarchArena *arena)
{
    guint n_parts = geometry->parts->len;
    MarchPlanarLine *lines = march_arena_array0(arena, MarchPlanarLine, n_parts);
    MarchPlanarShapes shapes = {0,
                                march_arena_array0(arena, MarchPlanarShape, n_parts)};

    for (guint i = 0; i < n_parts; i++) {
        gboolean is_hole = geometry->type == MARCH_GEOMETRY_POLYGON && i > 0 &&
                           g_array_index(geometry->parts, MarchGeometryPart, i).is_hole;

        lines[i] = copy_part(geometry, i, arena);
        if (!is_hole) {
            shapes.shapes[shapes.length++] =
                (MarchPlanarShape){geometry->type, 0, &lines[i]};
        }
        shapes.shapes[shapes.length - 1].n_lines++;
    }
    return shapes;
}

static gboolean
is_zero(double number)
{
    return number >= 0 && number <= 0;
}

static gboolean
is_on_segment(MarchLonLat p, MarchLonLat a, MarchLonLat b)
{
    double ax = p.lon - a.lon, ay = p.lat - a.lat;
    double bx = p.lon - b.lon, by = p.lat - b.lat;

    return is_zero(ax * by - bx * ay) && ax * bx <= 0 && ay * by <= 0;
}

gboolean
march_planar_contains(const MarchPlanarShape *polygon,
                      MarchLonLat position,
                      gboolean on_boundary)
{
    gboolean inside = FALSE;

    for (guint i = 0; i < polygon->n_lines; i++) {
        const MarchPlanarLine *ring = &polygon->lines[i];

        for (guint j = 0; j + 1 < ring->length; j++) {
            MarchLonLat a = ring->positions[j], b = ring->positions[j + 1];

            if (is_on_segment(position, a, b)) {
                return on_boundary;
            }
            if ((a.lat > position.lat) != (b.lat > position.lat) &&
                position.lon <
                    (b.lon - a.lon) * (position.lat - a.lat) / (b.lat - a.lat) +
                        a.lon) {
                inside = !inside;
            }
        }
    }
    return inside;
}

static double
cross(MarchLonLat origin, MarchLonLat a, MarchLonLat b)
{
    return (a.lon - origin.lon) * (b.lat - origin.lat) -
           (b.lon - origin.lon) * (a.lat - origin.lat);
}

static gboolean
are_on_two_sides(MarchLonLat a, MarchLonLat b, MarchLonLat c, MarchLonLat d)
{
    double left = cross(c, a, d), right = cross(c, b, d);

    return (left > 0 && right < 0) || (left < 0 && right > 0);
}

gboolean
march_planar_crosses(MarchLonLat a, MarchLonLat b, MarchLonLat c, MarchLonLat d)
{
    return are_on_two_sides(a, b, c, d) && are_on_two_sides(c, d, a, b);
}

static gboolean
crosses_rings(const MarchPlanarShape *polygon, MarchLonLat a, MarchLonLat b)
{
    for (guint i = 0; i < polygon->n_lines; i++) {
        const MarchPlanarLine *ring = &polygon->lines[i];

        for (guint j = 0; j + 1 < ring->length; j++) {
            if (march_planar_crosses(a, b, ring->positions[j],
                                     ring->positions[j + 1])) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean
march_planar_contains_line(const MarchPlanarShape *polygon, const MarchPlanarLine *line)
{
    for (guint i = 0; i < line->length; i++) {
        if (!march_planar_contains(polygon, line->positions[i], FALSE)) {
            return FALSE;
        }
    }
    for (guint i = 0; i + 1 < line->length; i++) {
        if (crosses_rings(polygon, line->positions[i], line->positions[i + 1])) {
            return FALSE;
        }
    }
    return TRUE;
}

MarchRuler
march_ruler_at(double lat)
{
    /* Radii of curvature of the ellipsoid: en.wikipedia.org/wiki/Earth_radius. */
    const double flattening = 1 / 298.257223563;
    const double eccentricity = flattening * (2 - flattening);
    const double metres = G_PI / 180 * 6378137;
    double cosine = cos(lat * G_PI / 180);
    double w2 = 1 / (1 - eccentricity * (1 - cosine * cosine));
    double w = sqrt(w2);

    return (MarchRuler){metres * w * cosine, metres * w * w2 * (1 - eccentricity)};
}

static double
wrap(double degrees)
{
    return fabs(degrees) <= 180 || !isfinite(degrees) ? degrees
                                                      : remainder(degrees, 360);
}

static double
between_points(const MarchRuler *ruler, MarchLonLat a, MarchLonLat b)
{
    return hypot(wrap(a.lon - b.lon) * ruler->metres_per_lon,
                 (a.lat - b.lat) * ruler->metres_per_lat);
}

static double
point_to_segment(const MarchRuler *ruler, MarchLonLat p, MarchLonLat a, MarchLonLat b)
{
    double dx = wrap(b.lon - a.lon) * ruler->metres_per_lon;
    double dy = (b.lat - a.lat) * ruler->metres_per_lat;
    double px = wrap(p.lon - a.lon) * ruler->metres_per_lon;
    double py = (p.lat - a.lat) * ruler->metres_per_lat;
    double squared = dx * dx + dy * dy;
    double t = squared > 0 ? CLAMP((px * dx + py * dy) / squared, 0, 1) : 0;

    return hypot(px - t * dx, py - t * dy);
}

static double
segment_to_segment(const MarchRuler *ruler, const MarchLonLat *a, const MarchLonLat *b)
{
    if (march_planar_crosses(a[0], a[1], b[0], b[1])) {
        return 0;
    }
    return MIN(MIN(point_to_segment(ruler, a[0], b[0], b[1]),
                   point_to_segment(ruler, a[1], b[0], b[1])),
               MIN(point_to_segment(ruler, b[0], a[0], a[1]),
                   point_to_segment(ruler, b[1], a[0], a[1])));
}

static double
line_to_line(const MarchRuler *ruler,
             const MarchPlanarLine *a,
             const MarchPlanarLine *b)
{
    double nearest = HUGE_VAL;

    if (a->length == 1 && b->length == 1) {
        return between_points(ruler, a->positions[0], b->positions[0]);
    }
    if (a->length == 1) {
        for (guint j = 0; j + 1 < b->length; j++) {
            nearest =
                MIN(nearest, point_to_segment(ruler, a->positions[0], b->positions[j],
                                              b->positions[j + 1]));
        }
        return nearest;
    }
    if (b->length == 1) {
        return line_to_line(ruler, b, a);
    }
    for (guint i = 0; i + 1 < a->length; i++) {
        for (guint j = 0; j + 1 < b->length; j++) {
            nearest = MIN(
                nearest, segment_to_segment(ruler, &a->positions[i], &b->positions[j]));
        }
    }
    return nearest;
}

/* Whether any position of @shape is in the polygon. */
static gboolean
touches(const MarchPlanarShape *polygon, const MarchPlanarShape *shape)
{
    for (guint i = 0; polygon->type == MARCH_GEOMETRY_POLYGON && i < shape->n_lines;
         i++) {
        for (guint j = 0; j < shape->lines[i].length; j++) {
            if (march_planar_contains(polygon, shape->lines[i].positions[j], TRUE)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

double
march_ruler_distance(const MarchRuler *ruler,
                     const MarchPlanarShape *a,
                     const MarchPlanarShape *b)
{
    double nearest = HUGE_VAL;

    if (touches(a, b) || touches(b, a)) {
        return 0;
    }
    for (guint i = 0; i < a->n_lines; i++) {
        for (guint j = 0; j < b->n_lines; j++) {
            nearest = MIN(nearest, line_to_line(ruler, &a->lines[i], &b->lines[j]));
        }
    }
    return nearest;
}
