/* SPDX-License-Identifier: MIT */
#include "map-buckets.h"

struct MarchMapBuckets {
    gsize paint_size;
    GPtrArray *buckets; /* of MarchMapBucket */
    GHashTable *index;  /* GBytes: MarchMapBucket */
};

static void
bucket_free(gpointer data)
{
    MarchMapBucket *bucket = data;

    g_ptr_array_unref(bucket->paths);
    g_free(bucket);
}

MarchMapBuckets *
march_map_buckets_new(gsize paint_size)
{
    MarchMapBuckets *buckets = g_new0(MarchMapBuckets, 1);

    buckets->paint_size = paint_size;
    buckets->buckets = g_ptr_array_new_with_free_func(bucket_free);
    buckets->index = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                           (GDestroyNotify)g_bytes_unref, NULL);
    return buckets;
}

void
march_map_buckets_free(MarchMapBuckets *buckets)
{
    if (buckets == NULL) {
        return;
    }
    g_ptr_array_unref(buckets->buckets);
    g_hash_table_unref(buckets->index);
    g_free(buckets);
}

void
march_map_buckets_add(MarchMapBuckets *buckets,
                      gconstpointer paint,
                      const MarchPath *path)
{
    g_autoptr(GBytes) key = g_bytes_new(paint, buckets->paint_size);
    MarchMapBucket *bucket = g_hash_table_lookup(buckets->index, key);

    if (bucket == NULL) {
        bucket = g_new0(MarchMapBucket, 1);
        bucket->paint = g_bytes_get_data(key, NULL);
        bucket->paths = g_ptr_array_new();
        g_ptr_array_add(buckets->buckets, bucket);
        g_hash_table_insert(buckets->index, g_steal_pointer(&key), bucket);
    }
    g_ptr_array_add(bucket->paths, (gpointer)(guintptr)path);
}

guint
march_map_buckets_count(const MarchMapBuckets *buckets)
{
    return buckets->buckets->len;
}

const MarchMapBucket *
march_map_buckets_get(const MarchMapBuckets *buckets, guint index)
{
    return g_ptr_array_index(buckets->buckets, index);
}
