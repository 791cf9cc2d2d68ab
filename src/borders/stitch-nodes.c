/* SPDX-License-Identifier: MIT */
#include "stitch-nodes.h"

#include <math.h>

typedef struct {
    MarchLonLat position;
    guint degree;
    gboolean is_merged; /* into another one */
    guint ends[2];      /* indices of the first two ends */
} Node;

struct MarchStitchNodes {
    GArray *ends;  /* borrowed, of MarchStitchEnd */
    GArray *nodes; /* of Node, from west to east */
};

/* Two nodes near each other. */
typedef struct {
    guint a, b;
    double distance;
} Neighbours;

static int
compare_ends(gconstpointer a, gconstpointer b, gpointer data)
{
    const GArray *ends = data;
    const MarchStitchEnd *first =
        &g_array_index(ends, MarchStitchEnd, *(const guint *)a);
    const MarchStitchEnd *second =
        &g_array_index(ends, MarchStitchEnd, *(const guint *)b);

    if (first->position.lon < second->position.lon ||
        first->position.lon > second->position.lon) {
        return first->position.lon < second->position.lon ? -1 : 1;
    }
    if (first->position.lat < second->position.lat ||
        first->position.lat > second->position.lat) {
        return first->position.lat < second->position.lat ? -1 : 1;
    }
    return (first->piece > second->piece) - (first->piece < second->piece);
}

static gboolean
is_equal(MarchLonLat a, MarchLonLat b)
{
    return fabs(a.lon - b.lon) <= 0 && fabs(a.lat - b.lat) <= 0;
}

static void
add_end(MarchStitchNodes *nodes, guint index)
{
    MarchStitchEnd *end = &g_array_index(nodes->ends, MarchStitchEnd, index);
    Node *last = nodes->nodes->len == 0
                     ? NULL
                     : &g_array_index(nodes->nodes, Node, nodes->nodes->len - 1);

    if (last != NULL && is_equal(last->position, end->position)) {
        if (last->degree < 2) {
            last->ends[last->degree] = index;
        }
        last->degree++;
    } else {
        Node node = {end->position, 1, FALSE, {index, 0}};

        g_array_append_val(nodes->nodes, node);
    }
    end->node = nodes->nodes->len - 1;
}

static gboolean
is_free(const Node *node)
{
    return node->degree == 1 && !node->is_merged;
}

static int
compare_neighbours(gconstpointer a, gconstpointer b)
{
    const Neighbours *first = a, *second = b;

    if (first->distance < second->distance || first->distance > second->distance) {
        return first->distance < second->distance ? -1 : 1;
    }
    if (first->a != second->a) {
        return first->a < second->a ? -1 : 1;
    }
    return (first->b > second->b) - (first->b < second->b);
}

/* Pairs of nodes within @metres, nearest first; of free ones only if asked. */
static GArray *
find_neighbours(const MarchStitchNodes *nodes, double metres, gboolean only_free)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Neighbours));

    for (guint i = 0; i < nodes->nodes->len; i++) {
        const Node *a = &g_array_index(nodes->nodes, Node, i);
        double cosine = MAX(cos(a->position.lat * G_PI / 180), 0.01);
        double reach_lat = metres / 110000, reach_lon = reach_lat / cosine;

        if (only_free && !is_free(a)) {
            continue;
        }
        for (guint j = i + 1; j < nodes->nodes->len; j++) {
            const Node *b = &g_array_index(nodes->nodes, Node, j);
            Neighbours pair = {i, j, 0};

            if (b->position.lon - a->position.lon > reach_lon) {
                break;
            }
            if ((only_free && !is_free(b)) ||
                fabs(b->position.lat - a->position.lat) > reach_lat) {
                continue;
            }
            pair.distance = march_lon_lat_distance(a->position, b->position);
            if (pair.distance <= metres) {
                g_array_append_val(found, pair);
            }
        }
    }
    g_array_sort(found, compare_neighbours);
    return found;
}

static void
merge(MarchStitchNodes *nodes, guint into, guint from)
{
    Node *a = &g_array_index(nodes->nodes, Node, into);
    Node *b = &g_array_index(nodes->nodes, Node, from);

    a->ends[1] = b->ends[0];
    a->degree = 2;
    b->is_merged = TRUE;
    g_array_index(nodes->ends, MarchStitchEnd, b->ends[0]).node = into;
}

MarchStitchNodes *
march_stitch_nodes_new(GArray *ends, double tolerance_m)
{
    MarchStitchNodes *nodes = g_new0(MarchStitchNodes, 1);
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) pairs = NULL;

    nodes->ends = ends;
    nodes->nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    for (guint i = 0; i < ends->len; i++) {
        g_array_append_val(order, i);
    }
    g_array_sort_with_data(order, compare_ends, ends);
    for (guint i = 0; i < order->len; i++) {
        add_end(nodes, g_array_index(order, guint, i));
    }
    pairs = find_neighbours(nodes, tolerance_m, TRUE);
    for (guint i = 0; i < pairs->len; i++) {
        const Neighbours *pair = &g_array_index(pairs, Neighbours, i);

        if (is_free(&g_array_index(nodes->nodes, Node, pair->a)) &&
            is_free(&g_array_index(nodes->nodes, Node, pair->b))) {
            merge(nodes, pair->a, pair->b);
        }
    }
    return nodes;
}

void
march_stitch_nodes_free(MarchStitchNodes *nodes)
{
    if (nodes == NULL) {
        return;
    }
    g_array_unref(nodes->nodes);
    g_free(nodes);
}

guint
march_stitch_nodes_degree(const MarchStitchNodes *nodes, guint node)
{
    return g_array_index(nodes->nodes, Node, node).degree;
}

static gboolean
follow(const MarchStitchNodes *nodes, guint node, guint which, guint *piece, guint *end)
{
    const Node *at = &g_array_index(nodes->nodes, Node, node);
    const MarchStitchEnd *found;

    if (which >= at->degree) {
        return FALSE;
    }
    found = &g_array_index(nodes->ends, MarchStitchEnd, at->ends[which]);
    *piece = found->piece;
    *end = found->end;
    return TRUE;
}

gboolean
march_stitch_nodes_follow(const MarchStitchNodes *nodes,
                          guint node,
                          guint *piece,
                          guint *end)
{
    return follow(nodes, node, 0, piece, end);
}

gboolean
march_stitch_nodes_follow_other(const MarchStitchNodes *nodes,
                                guint node,
                                guint *piece,
                                guint *end)
{
    return follow(nodes, node, 1, piece, end);
}

MarchLonLat
march_stitch_nodes_position(const MarchStitchNodes *nodes, guint node)
{
    return g_array_index(nodes->nodes, Node, node).position;
}

void
march_stitch_nodes_cluster(MarchStitchNodes *nodes, double tolerance_m)
{
    g_autoptr(GArray) pairs = find_neighbours(nodes, tolerance_m, FALSE);

    for (guint i = 0; i < pairs->len; i++) {
        const Neighbours *pair = &g_array_index(pairs, Neighbours, i);

        g_array_index(nodes->nodes, Node, pair->b).position =
            g_array_index(nodes->nodes, Node, pair->a).position;
    }
}

gboolean
march_stitch_nodes_find_branch(const MarchStitchNodes *nodes, MarchLonLat *where)
{
    for (guint i = 0; i < nodes->nodes->len; i++) {
        const Node *node = &g_array_index(nodes->nodes, Node, i);

        if (node->degree > 2) {
            *where = node->position;
            return TRUE;
        }
    }
    return FALSE;
}
