/* SPDX-License-Identifier: MIT */
#include "map-rings.h"

#include <math.h>

#define WITNESSES 5

typedef struct {
    const MarchPoint *points;
    guint count;
    double area; /* signed */
    MarchRect bounds;
} Ring;

static Ring
read_ring(const MarchPath *path, guint index)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, index);
    Ring ring = {&g_array_index(path->points, MarchPoint, part->start), part->count, 0,
                 MARCH_RECT_NONE};
    MarchPoint low = ring.points[0];
    MarchPoint high = ring.points[0];

    for (guint i = 0; i < ring.count; i++) {
        MarchPoint a = ring.points[i];
        MarchPoint b = ring.points[(i + 1) % ring.count];

        ring.area += (a.x - ring.points[0].x) * (b.y - ring.points[0].y) -
                     (b.x - ring.points[0].x) * (a.y - ring.points[0].y);
        low = (MarchPoint){MIN(low.x, a.x), MIN(low.y, a.y)};
        high = (MarchPoint){MAX(high.x, a.x), MAX(high.y, a.y)};
    }
    ring.area /= 2;
    ring.bounds = (MarchRect){low.x, low.y, high.x - low.x, high.y - low.y};
    return ring;
}

static gboolean
ring_contains(const Ring *ring, MarchPoint point)
{
    gboolean inside = FALSE;

    for (guint i = 0, k = ring->count - 1; i < ring->count; k = i++) {
        MarchPoint a = ring->points[i];
        MarchPoint b = ring->points[k];

        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

/* By majority, since rings cut at the frame share points with others. */
static gboolean
ring_is_within(const Ring *inner, const Ring *outer)
{
    guint votes = 0;
    guint step = MAX(1U, inner->count / WITNESSES);
    guint asked = 0;

    if (fabs(outer->area) <= fabs(inner->area) ||
        !march_rect_intersects(outer->bounds, inner->bounds)) {
        return FALSE;
    }
    for (guint i = 0; i < inner->count; i += step) {
        asked++;
        votes += ring_contains(outer, inner->points[i]) ? 1 : 0;
    }
    return 2 * votes > asked;
}

static void
append_ring(MarchPath *into, const Ring *ring, gboolean reversed)
{
    if (reversed) {
        g_autofree MarchPoint *points = g_new(MarchPoint, ring->count);

        for (guint i = 0; i < ring->count; i++) {
            points[i] = ring->points[ring->count - 1 - i];
        }
        march_path_add_part(into, points, ring->count, TRUE);
    } else {
        march_path_add_part(into, ring->points, ring->count, TRUE);
    }
}

void
march_map_rings_append(MarchPath *into, const MarchPath *feature)
{
    g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(Ring));

    for (guint i = 0; i < feature->parts->len; i++) {
        if (g_array_index(feature->parts, MarchPathPart, i).count > 2) {
            Ring ring = read_ring(feature, i);

            g_array_append_val(rings, ring);
        }
    }
    for (guint i = 0; i < rings->len; i++) {
        const Ring *ring = &g_array_index(rings, Ring, i);
        gboolean is_hole = FALSE;

        for (guint k = 0; k < rings->len; k++) {
            if (k != i && ring_is_within(ring, &g_array_index(rings, Ring, k))) {
                is_hole = !is_hole;
            }
        }
        append_ring(into, ring, is_hole == (ring->area > 0));
    }
}

gboolean
march_map_path_is_visible(const MarchPath *path, gboolean filled, MarchRect rect)
{
    g_autoptr(MarchPath) clipped = NULL;

    for (guint i = 0; i < path->points->len; i++) {
        if (march_rect_contains(rect, g_array_index(path->points, MarchPoint, i))) {
            return TRUE;
        }
    }
    if (march_path_is_empty(path) ||
        !march_rect_intersects(march_path_bounds(path), rect)) {
        return FALSE;
    }
    clipped =
        filled ? march_path_clip_rings(path, rect) : march_path_clip_lines(path, rect);
    return !march_path_is_empty(clipped);
}
