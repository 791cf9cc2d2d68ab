/* SPDX-License-Identifier: MIT */
#include "path.h"

#include <math.h>

/* How far a circle's chord may be from the circle, in mm. */
#define CIRCLE_TOLERANCE 0.005

MarchPath *
march_path_new(void)
{
    MarchPath *path = g_new0(MarchPath, 1);

    path->points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    path->parts = g_array_new(FALSE, FALSE, sizeof(MarchPathPart));
    return path;
}

MarchPath *
march_path_new_rect(MarchRect rect)
{
    MarchPath *path = march_path_new();
    MarchPoint corners[] = {
        {rect.x, rect.y},
        {rect.x + rect.width, rect.y},
        {rect.x + rect.width, rect.y + rect.height},
        {rect.x, rect.y + rect.height},
    };

    march_path_add_part(path, corners, G_N_ELEMENTS(corners), TRUE);
    return path;
}

MarchPath *
march_path_new_line(MarchPoint from, MarchPoint to)
{
    MarchPath *path = march_path_new();
    MarchPoint ends[] = {from, to};

    march_path_add_part(path, ends, G_N_ELEMENTS(ends), FALSE);
    return path;
}

MarchPath *
march_path_new_circle(MarchPoint center, double radius)
{
    MarchPath *path = march_path_new();
    MarchPathPart part = {0, 12, TRUE, 0};

    if (radius > 2 * CIRCLE_TOLERANCE) {
        double half_step = acos(1 - CIRCLE_TOLERANCE / radius);

        part.count = MAX(part.count, (guint)ceil(G_PI / half_step));
    }
    for (guint i = 0; i < part.count; i++) {
        double angle = 2 * G_PI * i / part.count;
        MarchPoint point = {center.x + radius * cos(angle),
                            center.y + radius * sin(angle)};

        g_array_append_val(path->points, point);
    }
    g_array_append_val(path->parts, part);
    return path;
}

MarchPath *
march_path_copy(const MarchPath *path)
{
    MarchPath *copy = g_new0(MarchPath, 1);

    copy->points = g_array_copy(path->points);
    copy->parts = g_array_copy(path->parts);
    return copy;
}

void
march_path_free(MarchPath *path)
{
    if (path == NULL) {
        return;
    }
    g_array_unref(path->points);
    g_array_unref(path->parts);
    g_free(path);
}

void
march_path_add_part_at(MarchPath *path,
                       const MarchPoint *points,
                       guint count,
                       gboolean closed,
                       double phase)
{
    MarchPathPart part = {path->points->len, count, closed, phase};

    if (count > 0) {
        g_array_append_vals(path->points, points, count);
    }
    g_array_append_val(path->parts, part);
}

void
march_path_add_part(MarchPath *path,
                    const MarchPoint *points,
                    guint count,
                    gboolean closed)
{
    march_path_add_part_at(path, points, count, closed, 0);
}

void
march_path_append(MarchPath *path, const MarchPath *other)
{
    guint offset = path->points->len;

    if (other->points->len > 0) {
        g_array_append_vals(path->points, other->points->data, other->points->len);
    }
    for (guint i = 0; i < other->parts->len; i++) {
        MarchPathPart part = g_array_index(other->parts, MarchPathPart, i);

        part.start += offset;
        g_array_append_val(path->parts, part);
    }
}

gboolean
march_path_is_empty(const MarchPath *path)
{
    return path->points->len == 0;
}

MarchRect
march_path_bounds(const MarchPath *path)
{
    const MarchPoint *points = (const MarchPoint *)(void *)path->points->data;
    double left, right, top, bottom;

    if (path->points->len == 0) {
        return MARCH_RECT_NONE;
    }
    left = right = points[0].x;
    top = bottom = points[0].y;
    for (guint i = 1; i < path->points->len; i++) {
        left = MIN(left, points[i].x);
        right = MAX(right, points[i].x);
        top = MIN(top, points[i].y);
        bottom = MAX(bottom, points[i].y);
    }
    return (MarchRect){left, top, right - left, bottom - top};
}

/* The points of a part; NULL when it has none. */
static const MarchPoint *
part_points(const MarchPath *path, const MarchPathPart *part)
{
    return part->count == 0
               ? NULL
               : (const MarchPoint *)(void *)path->points->data + part->start;
}

double
march_path_length(const MarchPath *path)
{
    double length = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points = part_points(path, part);

        for (guint j = 1; j < part->count; j++) {
            length += march_point_distance(points[j - 1], points[j]);
        }
        if (part->closed && part->count > 2) {
            length += hypot(points[0].x - points[part->count - 1].x,
                            points[0].y - points[part->count - 1].y);
        }
    }
    return length;
}

/* Marks in @keep what Douglas and Peucker (1973) keep between @first and @last. */
static void
mark_kept(const MarchPoint *points,
          guint first,
          guint last,
          double tolerance,
          guint8 *keep)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, 2 * sizeof(guint));
    guint range[2] = {first, last};

    g_array_append_vals(stack, range, 1);
    while (stack->len > 0) {
        const guint *top =
            (const guint *)(void *)(stack->data + (stack->len - 1) * 2 * sizeof(guint));
        guint from = top[0], to = top[1], farthest = 0;
        MarchPoint a = points[from];
        double dx = points[to].x - a.x, dy = points[to].y - a.y;
        double squared = dx * dx + dy * dy, worst = -1;

        g_array_set_size(stack, stack->len - 1);
        for (guint i = from + 1; i < to; i++) {
            double px = points[i].x - a.x, py = points[i].y - a.y;
            double t = squared > 0 ? CLAMP((px * dx + py * dy) / squared, 0, 1) : 0;
            double distance = hypot(px - t * dx, py - t * dy);

            if (distance > worst) {
                worst = distance;
                farthest = i;
            }
        }
        if (worst >= tolerance) {
            guint left[2] = {from, farthest}, right[2] = {farthest, to};

            keep[farthest] = 1;
            g_array_append_vals(stack, left, 1);
            g_array_append_vals(stack, right, 1);
        }
    }
}

static void
simplify_part(MarchPath *into,
              const MarchPoint *points,
              const MarchPathPart *part,
              double tolerance)
{
    g_autofree guint8 *keep = g_malloc0(part->count);
    MarchPathPart simple = {into->points->len, 0, part->closed, part->phase};
    guint last = part->count - 1;

    keep[0] = 1;
    keep[last] = 1;
    if (part->closed) {
        guint opposite = 0;
        double worst = -1;

        /* A ring has no ends: the point farthest from the first becomes one. */
        for (guint i = 1; i <= last; i++) {
            double distance =
                hypot(points[i].x - points[0].x, points[i].y - points[0].y);

            if (distance > worst) {
                worst = distance;
                opposite = i;
            }
        }
        keep[opposite] = 1;
        mark_kept(points, 0, opposite, tolerance, keep);
        mark_kept(points, opposite, last, tolerance, keep);
    } else {
        mark_kept(points, 0, last, tolerance, keep);
    }
    for (guint i = 0; i < part->count; i++) {
        if (keep[i]) {
            g_array_append_val(into->points, points[i]);
            simple.count++;
        }
    }
    g_array_append_val(into->parts, simple);
}

MarchPath *
march_path_simplify(const MarchPath *path, double tolerance)
{
    MarchPath *simple = march_path_new();

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points = part_points(path, part);

        if (part->count < (part->closed ? 4 : 3)) {
            march_path_add_part_at(simple, points, part->count, part->closed,
                                   part->phase);
        } else {
            simplify_part(simple, points, part, tolerance);
        }
    }
    return simple;
}
