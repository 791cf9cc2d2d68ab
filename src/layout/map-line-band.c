/* SPDX-License-Identifier: MIT */
#include "map-line-band.h"

#include "map-line-offset.h"

#include <math.h>

static void
append_reversed(GArray *points, const MarchPath *path, const MarchPathPart *part)
{
    for (guint i = part->count; i > 0; i--) {
        g_array_append_val(
            points, g_array_index(path->points, MarchPoint, part->start + i - 1));
    }
}

/*
 * Back along the pieces of the parallel curve. Where something was cut away the next
 * piece begins where the last one ends, at the crossing, or the line itself ends.
 */
static void
append_open_pieces(GArray *points, const MarchPath *beside)
{
    for (guint i = beside->parts->len; i > 0; i--) {
        const MarchPathPart *piece =
            &g_array_index(beside->parts, MarchPathPart, i - 1);

        if (!piece->closed) {
            append_reversed(points, beside, piece);
        }
    }
}

static void
add_ring(MarchPath *band, const GArray *points)
{
    if (points->len > 2) {
        march_path_add_part(band, (const MarchPoint *)(const void *)points->data,
                            points->len, TRUE);
    }
}

static void
add_ring_band(MarchPath *band, GArray *points, const MarchPath *beside)
{
    g_autoptr(GArray) inner = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    add_ring(band, points);
    append_open_pieces(inner, beside);
    add_ring(band, inner);
    for (guint i = 0; i < beside->parts->len; i++) {
        const MarchPathPart *piece = &g_array_index(beside->parts, MarchPathPart, i);

        if (piece->closed) {
            g_array_set_size(inner, 0);
            append_reversed(inner, beside, piece);
            add_ring(band, inner);
        }
    }
}

MarchPath *
march_map_line_band(const MarchPath *path, double distance)
{
    MarchPath *band = march_path_new();

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        g_autoptr(MarchPath) line = march_path_new();
        g_autoptr(MarchPath) beside = NULL;
        g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

        if (part->count < 2 || !(fabs(distance) > 0)) {
            continue;
        }
        g_array_append_vals(
            points, &g_array_index(path->points, MarchPoint, part->start), part->count);
        march_path_add_part(line, (const MarchPoint *)(const void *)points->data,
                            points->len, part->closed);
        beside = march_map_line_offset(line, distance, FALSE);
        if (part->closed) {
            add_ring_band(band, points, beside);
        } else {
            append_open_pieces(points, beside);
            add_ring(band, points);
        }
    }
    return band;
}
