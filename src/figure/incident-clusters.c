/* SPDX-License-Identifier: MIT */
/* Incidents whose symbols would crowd each other on the page, as one symbol. */
#include <math.h>

#include "incident-groups-private.h"

/* What is nearer than this to the first of a cluster joins it. */
#define CLUSTER_MM 9.0

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
cluster_find(const GArray *clusters, GHashTable *squares, MarchPoint at)
{
    const gint64 column = (gint64)floor(at.x / CLUSTER_MM);
    const gint64 row = (gint64)floor(at.y / CLUSTER_MM);
    guint found = G_MAXUINT;
    double least = CLUSTER_MM;

    for (gint64 i = row - 1; i <= row + 1; i++) {
        for (gint64 j = column - 1; j <= column + 1; j++) {
            gint64 key = square_key(j, i);
            const GArray *square = g_hash_table_lookup(squares, &key);

            for (guint k = 0; square != NULL && k < square->len; k++) {
                guint index = g_array_index(square, guint, k);
                MarchPoint seed = g_array_index(clusters, Cluster, index).seed;
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
cluster_count(GArray *clusters,
              GHashTable *squares,
              const MarchGroupMember *member,
              MarchPoint at)
{
    guint index = cluster_find(clusters, squares, at);
    Cluster *cluster;

    if (index == G_MAXUINT) {
        const Cluster made = {.seed = at, .is_one_place = TRUE};

        index = clusters->len;
        g_array_append_val(clusters, made);
        g_array_append_val(
            square_get(squares, square_key((gint64)floor(at.x / CLUSTER_MM),
                                           (gint64)floor(at.y / CLUSTER_MM))),
            index);
    }
    cluster = &g_array_index(clusters, Cluster, index);
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

void
march_groups_add_clusters(MarchIncidentGroups *made,
                          GArray *members,
                          const MarchFrame *frame)
{
    g_autoptr(GArray) clusters = g_array_new(FALSE, TRUE, sizeof(Cluster));
    g_autoptr(GHashTable) squares =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, square_free);
    guint left = 0;

    g_array_set_clear_func(clusters, cluster_clear);
    for (guint i = 0; i < members->len; i++) {
        MarchGroupMember member = g_array_index(members, MarchGroupMember, i);
        MarchPoint at;

        if (march_frame_project(frame, member.position, &at)) {
            cluster_count(clusters, squares, &member, at);
        } else {
            g_array_index(members, MarchGroupMember, left++) = member;
        }
    }
    g_array_set_size(members, left);
    g_array_sort(clusters, clusters_compare);
    for (guint i = 0; i < clusters->len; i++) {
        cluster_draw(made, &g_array_index(clusters, Cluster, i), frame);
    }
}
