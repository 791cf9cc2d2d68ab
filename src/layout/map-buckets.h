/* SPDX-License-Identifier: MIT */
/**
 * Features that are painted alike, gathered so that they can be drawn as one path.
 */
#ifndef MARCH_LAYOUT_MAP_BUCKETS_H
#define MARCH_LAYOUT_MAP_BUCKETS_H

#include "geo/path.h"

typedef struct {
    gconstpointer paint; /**< a copy, owned by the bucket */
    GPtrArray *paths;    /**< of MarchPath, borrowed */
} MarchMapBucket;

typedef struct MarchMapBuckets MarchMapBuckets;

/** For paints of @paint_size bytes that are compared as bytes. */
MarchMapBuckets *march_map_buckets_new(gsize paint_size);
void march_map_buckets_free(MarchMapBuckets *buckets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMapBuckets, march_map_buckets_free)

/** @paint must have no uninitialised padding. */
void march_map_buckets_add(MarchMapBuckets *buckets,
                           gconstpointer paint,
                           const MarchPath *path);
guint march_map_buckets_count(const MarchMapBuckets *buckets);
/** In the order of first appearance. */
const MarchMapBucket *march_map_buckets_get(const MarchMapBuckets *buckets,
                                            guint index);

#endif
