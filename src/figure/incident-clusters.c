/* SPDX-License-Identifier: MIT */
/* Incidents whose symbols would crowd each other on the page, as one symbol. */
#include <math.h>

#include "incident-groups-private.h"

/* What is nearer than @reach (mm) to the first of a cluster joins it. */
typedef struct {
    GArray *list; /* of Cluster */
    GHashTable *squares;
    double reach;
} Clusters;

typedef struct {
    MarchIncidentGroup group;
    MarchPoint seed, sum;
    gboolean is_one_place;
} Cluster;

/* The clusters whose first member lies in the same square of the page. */
static gint64
square_key(gint64 column, gint64 row)
{
    return row * 1000003 + column;
}

static GArray *
square_get(GHashTable *squares, gint64 key)
{
    GArray *square = g_hash_table_lookup(squares, &key);

    if (square == NULL) {
        square = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(squares, g_memdup2(&key, sizeof key), square);
    }
    return square;
}

/* The cluster nearest to @at within reach, or G_MAXUINT. */
static guint
cluster_find(const Clusters *clusters, MarchPoint at)
{
    const gint64 column = (gint64)floor(at.x / clusters->reach);
    const gint64 row = (gint64)floor(at.y / clusters->reach);
    guint found = G_MAXUINT;
    double least = clusters->reach;

    for (gint64 i = row - 1; i <= row + 1; i++) {
        for (gint64 j = column - 1; j <= column + 1; j++) {
            gint64 key = square_key(j, i);
            const GArray *square = g_hash_table_lookup(clusters->squares, &key);

            for (guint k = 0; square != NULL && k < square->len; k++) {
                guint index = g_array_index(square, guint, k);
                MarchPoint seed = g_array_index(clusters->list, Cluster, index).seed;
                double distance = hypot(seed.x - at.x, seed.y - at.y);

                if (distance < least) {
                    least = distance;
                    found = index;
                }
            }
        }
    }
    return found;
}

static void
cluster_count(Clusters *clusters, const MarchGroupMember *member, MarchPoint at)
{
    guint index = cluster_find(clusters, at);
    Cluster *cluster;

    if (index == G_MAXUINT) {
        const Cluster made = {.seed = at, .is_one_place = TRUE};
        gint64 key = square_key((gint64)floor(at.x / clusters->reach),
                                (gint64)floor(at.y / clusters->reach));

        index = clusters->list->len;
        g_array_append_val(clusters->list, made);
        g_array_append_val(square_get(clusters->squares, key), index);
    }
    cluster = &g_array_index(clusters->list, Cluster, index);
    march_incident_group_count(&cluster->group, member);
    cluster->is_one_place =
        cluster->is_one_place &&
        march_lon_lat_distance(cluster->group.first->position, member->position) < 1;
    cluster->sum.x += at.x;
    cluster->sum.y += at.y;
}

/* Largest first; the sort is stable. */
static int
clusters_compare(gconstpointer a, gconstpointer b)
{
    const Cluster *first = a;
    const Cluster *second = b;

    return (first->group.count < second->group.count) -
           (first->group.count > second->group.count);
}

/* A ring for doubt about one place says nothing of several. */
static void
cluster_draw(MarchIncidentGroups *made, const Cluster *cluster, const MarchFrame *frame)
{
    MarchIncidentGroup group = cluster->group;
    const MarchPoint middle = {cluster->sum.x / group.count,
                               cluster->sum.y / group.count};
    MarchLonLat position = group.first->position;

    if (!cluster->is_one_place) {
        (void)march_frame_unproject(frame, middle, &position);
        group.precision_km = 0;
    }
    (void)march_groups_add_point(
        made, position, cluster->is_one_place ? group.first->place : NULL, &group);
}

static void
cluster_clear(gpointer data)
{
    march_incident_group_clear(&((Cluster *)data)->group);
}

static void
square_free(gpointer square)
{
    g_array_unref(square);
}

guint
march_groups_count_squares(const GArray *members, const MarchFrame *frame, double side)
{
    g_autoptr(GHashTable) squares =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < members->len; i++) {
        const MarchGroupMember *member = &g_array_index(members, MarchGroupMember, i);
        MarchPoint at;

        if (march_frame_project(frame, member->position, &at)) {
            gint64 key =
                square_key((gint64)floor(at.x / side), (gint64)floor(at.y / side));

            if (!g_hash_table_contains(squares, &key)) {
                g_hash_table_add(squares, g_memdup2(&key, sizeof key));
            }
        }
    }
    return g_hash_table_size(squares);
}

void
march_groups_add_clusters(MarchIncidentGroups *made,
                          GArray *members,
                          const MarchFrame *frame,
                          double reach)
{
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Cluster));
    g_autoptr(GHashTable) squares =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, square_free);
    Clusters clusters = {list, squares, reach};
    guint left = 0;

    g_array_set_clear_func(list, cluster_clear);
    for (guint i = 0; i < members->len; i++) {
        MarchGroupMember member = g_array_index(members, MarchGroupMember, i);
        MarchPoint at;

        if (march_frame_project(frame, member.position, &at)) {
            cluster_count(&clusters, &member, at);
        } else {
            g_array_index(members, MarchGroupMember, left++) = member;
        }
    }
    g_array_set_size(members, left);
    g_array_sort(list, clusters_compare);
    for (guint i = 0; i < list->len; i++) {
        cluster_draw(made, &g_array_index(list, Cluster, i), frame);
    }
}
