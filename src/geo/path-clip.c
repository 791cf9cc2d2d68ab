/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "path.h"

/* Liang and Barsky (1984): the stretch [t0, t1] of a-b inside @rect. */
static gboolean
clip_segment(MarchPoint a, MarchPoint b, MarchRect rect, double *t0, double *t1)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double p[4] = {-dx, dx, -dy, dy};
    double q[4] = {a.x - rect.x, rect.x + rect.width - a.x, a.y - rect.y,
                   rect.y + rect.height - a.y};

    *t0 = 0;
    *t1 = 1;
    for (gsize i = 0; i < 4; i++) {
        if (fabs(p[i]) <= 0) {
            if (q[i] < 0) {
                return FALSE;
            }
        } else if (p[i] < 0) {
            *t0 = MAX(*t0, q[i] / p[i]);
        } else {
            *t1 = MIN(*t1, q[i] / p[i]);
        }
    }
    return *t0 <= *t1;
}

static MarchPoint
interpolate(MarchPoint a, MarchPoint b, double t, MarchRect rect)
{
    MarchPoint point = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};

    /* Rounding must not put a clipped point outside. */
    point.x = CLAMP(point.x, rect.x, rect.x + rect.width);
    point.y = CLAMP(point.y, rect.y, rect.y + rect.height);
    return point;
}

/* One line being clipped: the piece under way, and what was walked so far. */
typedef struct {
    MarchPath *into;
    MarchPathPart piece;
    gboolean open;
} LineClip;

static void
end_piece(LineClip *clip)
{
    if (!clip->open) {
        return;
    }
    clip->open = FALSE;
    if (clip->piece.count >= 2) {
        g_array_append_val(clip->into->parts, clip->piece);
    } else {
        g_array_set_size(clip->into->points, clip->piece.start);
    }
}

static void
add_point(LineClip *clip, MarchPoint point, double phase)
{
    if (!clip->open) {
        clip->piece = (MarchPathPart){clip->into->points->len, 0, FALSE, phase};
        clip->open = TRUE;
    }
    g_array_append_val(clip->into->points, point);
    clip->piece.count++;
}

/*
 * A ring whose first point is inside was cut at that point, which is no end of
 * the line: the last piece, which ends there, is moved in front of the first.
 */
static void
join_across_start(MarchPath *path, guint first_part)
{
    MarchPathPart last, *first, joined;
    g_autofree MarchPoint *tail = NULL;

    if (path->parts->len < first_part + 2) {
        return;
    }
    last = g_array_index(path->parts, MarchPathPart, path->parts->len - 1);
    first = &g_array_index(path->parts, MarchPathPart, first_part);
    tail = g_memdup2(&g_array_index(path->points, MarchPoint, last.start),
                     last.count * sizeof(MarchPoint));
    joined = (MarchPathPart){path->points->len, 0, FALSE, last.phase};
    joined.count = last.count + first->count - 1;
    g_array_append_vals(path->points, tail, last.count - 1);
    for (guint i = 0; i < first->count; i++) {
        MarchPoint point = g_array_index(path->points, MarchPoint, first->start + i);

        g_array_append_val(path->points, point);
    }
    *first = joined;
    g_array_set_size(path->parts, path->parts->len - 1);
}

static void
clip_line(MarchPath *into,
          const MarchPoint *points,
          const MarchPathPart *part,
          MarchRect rect)
{
    LineClip clip = {into, {0, 0, FALSE, 0}, FALSE};
    guint first_part = into->parts->len;
    guint n_edges = part->closed && part->count > 2 ? part->count : part->count - 1;
    double walked = part->phase;
    gboolean ends_at_start = FALSE;

    for (guint i = 0; i < n_edges; i++) {
        MarchPoint a = points[i], b = points[(i + 1) % part->count];
        double length = march_point_distance(a, b), t0, t1;

        if (!clip_segment(a, b, rect, &t0, &t1)) {
            end_piece(&clip);
            walked += length;
            continue;
        }
        if (t0 > 0) {
            end_piece(&clip);
        }
        if (!clip.open) {
            add_point(&clip, interpolate(a, b, t0, rect), walked + t0 * length);
        }
        add_point(&clip, interpolate(a, b, t1, rect), 0);
        if (t1 < 1) {
            end_piece(&clip);
        } else {
            ends_at_start = i + 1 == part->count;
        }
        walked += length;
    }
    end_piece(&clip);
    if (ends_at_start && march_rect_contains(rect, points[0])) {
        join_across_start(into, first_part);
    }
}

/* The points of a part; NULL when it has none. */
static const MarchPoint *
part_points(const MarchPath *path, const MarchPathPart *part)
{
    return part->count == 0
               ? NULL
               : (const MarchPoint *)(void *)path->points->data + part->start;
}

static gboolean
all_inside(const MarchPoint *points, guint count, MarchRect rect)
{
    for (guint i = 0; i < count; i++) {
        if (!march_rect_contains(rect, points[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

MarchPath *
march_path_clip_lines(const MarchPath *path, MarchRect rect)
{
    MarchPath *clipped = march_path_new();

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points = part_points(path, part);

        if (part->count == 0) {
            continue;
        }
        if (all_inside(points, part->count, rect)) {
            march_path_add_part_at(clipped, points, part->count, part->closed,
                                   part->phase);
        } else if (part->count > 1) {
            clip_line(clipped, points, part, rect);
        }
    }
    return clipped;
}

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM } Side;

/* How far inside of @side of @rect the point is; negative is outside. */
static double
depth_inside(MarchPoint point, Side side, MarchRect rect)
{
    switch (side) {
    case SIDE_LEFT:
        return point.x - rect.x;
    case SIDE_RIGHT:
        return rect.x + rect.width - point.x;
    case SIDE_TOP:
        return point.y - rect.y;
    case SIDE_BOTTOM:
    default:
        return rect.y + rect.height - point.y;
    }
}

static void
clip_to_side(const GArray *ring, Side side, MarchRect rect, GArray *into)
{
    const MarchPoint *points = (const MarchPoint *)(void *)ring->data;

    g_array_set_size(into, 0);
    for (guint i = 0; i < ring->len; i++) {
        MarchPoint a = points[i == 0 ? ring->len - 1 : i - 1], b = points[i];
        double depth_a = depth_inside(a, side, rect);
        double depth_b = depth_inside(b, side, rect);

        if ((depth_a < 0) != (depth_b < 0)) {
            double t = depth_a / (depth_a - depth_b);
            MarchPoint crossing = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};

            /* On the side exactly, so that the next pass and tests agree. */
            if (side == SIDE_LEFT || side == SIDE_RIGHT) {
                crossing.x = side == SIDE_LEFT ? rect.x : rect.x + rect.width;
            } else {
                crossing.y = side == SIDE_TOP ? rect.y : rect.y + rect.height;
            }
            g_array_append_val(into, crossing);
        }
        if (depth_b >= 0) {
            g_array_append_val(into, b);
        }
    }
}

MarchPath *
march_path_clip_rings(const MarchPath *path, MarchRect rect)
{
    MarchPath *clipped = march_path_new();
    g_autoptr(GArray) ring = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    g_autoptr(GArray) other = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points = part_points(path, part);

        if (part->count == 0) {
            continue;
        }
        if (all_inside(points, part->count, rect)) {
            march_path_add_part_at(clipped, points, part->count, TRUE, part->phase);
            continue;
        }
        g_array_set_size(ring, 0);
        g_array_append_vals(ring, points, part->count);
        clip_to_side(ring, SIDE_LEFT, rect, other);
        clip_to_side(other, SIDE_RIGHT, rect, ring);
        clip_to_side(ring, SIDE_TOP, rect, other);
        clip_to_side(other, SIDE_BOTTOM, rect, ring);
        if (ring->len >= 3) {
            march_path_add_part(clipped, (const MarchPoint *)(void *)ring->data,
                                ring->len, TRUE);
        }
    }
    return clipped;
}
