/* SPDX-License-Identifier: MIT */
#include "map-line-merge.h"

#include <math.h>

#define SNAP_MM 0.002

typedef struct {
    gint64 x, y;
} NodeKey;

/* One end of a part: the part and which end (0 start, 1 end). */
typedef struct {
    guint n_ends;
    guint part[2];
    guint end[2];
} Node;

typedef struct {
    const MarchPath *path;
    GHashTable *nodes; /* of NodeKey: Node index + 1 */
    GArray *all_nodes; /* of Node */
    guint *node_of;    /* [2 * part + end] */
    gboolean *used;
    gboolean keep_direction;
} Merger;

static guint
node_key_hash(gconstpointer pointer)
{
    const NodeKey *key = pointer;
    guint64 mixed = (guint64)key->x * 0x9e3779b97f4a7c15U ^ (guint64)key->y;

    return (guint)(mixed >> 32) ^ (guint)mixed;
}

static gboolean
node_key_equal(gconstpointer a, gconstpointer b)
{
    const NodeKey *one = a;
    const NodeKey *other = b;

    return one->x == other->x && one->y == other->y;
}

static const MarchPathPart *
part_at(const MarchPath *path, guint index)
{
    return &g_array_index(path->parts, MarchPathPart, index);
}

static MarchPoint
end_point(const MarchPath *path, guint part, guint end)
{
    const MarchPathPart *range = part_at(path, part);
    guint index = end == 0 ? range->start : range->start + range->count - 1;

    return g_array_index(path->points, MarchPoint, index);
}

static void
register_end(Merger *merger, guint part, guint end)
{
    MarchPoint point = end_point(merger->path, part, end);
    NodeKey key = {(gint64)llround(point.x / SNAP_MM),
                   (gint64)llround(point.y / SNAP_MM)};
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(merger->nodes, &key));
    Node *node;

    if (index == 0) {
        Node empty = {0, {0, 0}, {0, 0}};

        g_array_append_val(merger->all_nodes, empty);
        index = merger->all_nodes->len;
        g_hash_table_insert(merger->nodes, g_memdup2(&key, sizeof key),
                            GUINT_TO_POINTER(index));
    }
    merger->node_of[2 * part + end] = index - 1;
    node = &g_array_index(merger->all_nodes, Node, index - 1);
    if (node->n_ends < 2) {
        node->part[node->n_ends] = part;
        node->end[node->n_ends] = end;
    }
    node->n_ends++;
}

/* The end that continues from end @end of @part; FALSE when the line stops there. */
static gboolean
find_next(const Merger *merger, guint part, guint end, guint *next, guint *next_end)
{
    const Node *node =
        &g_array_index(merger->all_nodes, Node, merger->node_of[2 * part + end]);
    guint other;

    if (node->n_ends != 2) {
        return FALSE;
    }
    other = node->part[0] == part && node->end[0] == end ? 1 : 0;
    *next = node->part[other];
    *next_end = node->end[other];
    return !merger->keep_direction || *next_end != end;
}

/* Walks back from @part to the part with which its line begins. */
static void
find_beginning(const Merger *merger, guint *part, guint *end)
{
    guint first = *part;

    for (;;) {
        guint next;
        guint next_end;

        if (!find_next(merger, *part, *end, &next, &next_end) || merger->used[next] ||
            next == first) {
            return;
        }
        *part = next;
        *end = 1 - next_end;
    }
}

static void
append_points(const Merger *merger, GArray *points, guint part, guint from_end)
{
    const MarchPathPart *range = part_at(merger->path, part);
    guint skip = points->len > 0 ? 1 : 0;

    for (guint i = skip; i < range->count; i++) {
        guint index =
            from_end == 0 ? range->start + i : range->start + range->count - 1 - i;

        g_array_append_val(points,
                           g_array_index(merger->path->points, MarchPoint, index));
    }
}

static void
emit_line(Merger *merger, MarchPath *result, guint part)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    guint end = 0;
    double phase;
    gboolean closed = FALSE;
    guint first;
    guint first_end;

    find_beginning(merger, &part, &end);
    first = part;
    first_end = end;
    phase = end == 0 ? part_at(merger->path, part)->phase : 0;
    for (;;) {
        guint next;
        guint next_end;

        append_points(merger, points, part, end);
        merger->used[part] = TRUE;
        if (!find_next(merger, part, 1 - end, &next, &next_end)) {
            break;
        }
        if (merger->used[next]) {
            closed = next == first && next_end == first_end && points->len > 3;
            break;
        }
        part = next;
        end = next_end;
    }
    march_path_add_part(result, (const MarchPoint *)(void *)points->data,
                        closed ? points->len - 1 : points->len, closed);
    g_array_index(result->parts, MarchPathPart, result->parts->len - 1).phase = phase;
}

MarchPath *
march_map_line_merge(const MarchPath *path, gboolean keep_direction)
{
    MarchPath *result = march_path_new();
    guint n_parts = path->parts->len;
    g_autoptr(GHashTable) nodes =
        g_hash_table_new_full(node_key_hash, node_key_equal, g_free, NULL);
    g_autoptr(GArray) all_nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    g_autofree guint *node_of = g_new0(guint, 2 * (gsize)n_parts + 1);
    g_autofree gboolean *used = g_new0(gboolean, n_parts + 1);
    Merger merger = {path, nodes, all_nodes, node_of, used, keep_direction};

    for (guint i = 0; i < n_parts; i++) {
        if (!part_at(path, i)->closed && part_at(path, i)->count > 1) {
            register_end(&merger, i, 0);
            register_end(&merger, i, 1);
        }
    }
    for (guint i = 0; i < n_parts; i++) {
        const MarchPathPart *part = part_at(path, i);

        if (part->closed || part->count < 2) {
            march_path_add_part(result,
                                &g_array_index(path->points, MarchPoint, part->start),
                                part->count, part->closed);
            g_array_index(result->parts, MarchPathPart, result->parts->len - 1).phase =
                part->phase;
        } else if (!used[i]) {
            emit_line(&merger, result, i);
        }
    }
    return result;
}
