/* SPDX-License-Identifier: MIT */
#include "map-line-pieces.h"

#include "map-spots.h"

#include <math.h>

#define PIECES_MAX 64

static MarchPoint
point_between(MarchPoint a, MarchPoint b, double t)
{
    return (MarchPoint){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/* Adds what lies from @from to @to mm along the line. */
static void
add_piece(MarchPath *piece,
          const MarchPoint *points,
          guint count,
          double from,
          double to)
{
    g_autoptr(GArray) cut = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    double walked = 0;

    for (guint i = 0; i + 1 < count && walked < to; i++) {
        double length =
            hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
        double end = walked + length;

        if (length > 0 && end > from) {
            MarchPoint a =
                point_between(points[i], points[i + 1], MAX(from - walked, 0) / length);
            MarchPoint b = point_between(points[i], points[i + 1],
                                         MIN(to - walked, length) / length);

            if (cut->len == 0) {
                g_array_append_val(cut, a);
            }
            g_array_append_val(cut, b);
        }
        walked = end;
    }
    if (cut->len > 1) {
        march_path_add_part(piece, (const MarchPoint *)(gconstpointer)cut->data,
                            cut->len, FALSE);
    }
}

static MarchPath *
add_path(GPtrArray *pieces)
{
    MarchPath *path = march_path_new();

    g_ptr_array_add(pieces, path);
    return path;
}

GPtrArray *
march_map_line_pieces(const MarchPath *path, double spacing)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
    MarchPath *first = add_path(pieces);

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(path->points, MarchPoint, part->start);
        double length = march_map_length_of(points, part->count);
        double room = PIECES_MAX + 1 - pieces->len;
        guint count = spacing > 0 ? (guint)CLAMP(floor(length / spacing), 1, room) : 1;

        if (count == 1) {
            march_path_add_part(first, points, part->count, part->closed);
            continue;
        }
        for (guint k = 0; k < count; k++) {
            add_piece(k == 0 ? first : add_path(pieces), points, part->count,
                      length * k / count, length * (k + 1) / count);
        }
    }
    return pieces;
}
