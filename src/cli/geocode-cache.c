/* SPDX-License-Identifier: MIT */
#include "geocode-cache.h"

/** Answers in each of two generations, about 1.5 kB each. */
#define GENERATION 500

struct MarchGeocodeCache {
    GMutex lock;
    GHashTable *young, *old; /**< question -> MarchSharedAnswer */
};

static void
clear_answer(gpointer data)
{
    march_answer_free(((MarchSharedAnswer *)data)->answer);
}

void
march_shared_answer_unref(MarchSharedAnswer *answer)
{
    if (answer != NULL) {
        g_atomic_rc_box_release_full(answer, clear_answer);
    }
}

static void
unref_answer(gpointer data)
{
    march_shared_answer_unref(data);
}

static GHashTable *
new_generation(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_answer);
}

MarchGeocodeCache *
march_geocode_cache_new(void)
{
    MarchGeocodeCache *cache = g_new0(MarchGeocodeCache, 1);
    g_mutex_init(&cache->lock);
    cache->young = new_generation();
    cache->old = new_generation();
    return cache;
}

void
march_geocode_cache_free(MarchGeocodeCache *cache)
{
    if (cache != NULL) {
        g_hash_table_unref(cache->young);
        g_hash_table_unref(cache->old);
        g_mutex_clear(&cache->lock);
        g_free(cache);
    }
}

/** A line break is in no code: it keeps the two parts apart. */
static char *
make_key(const MarchQuery *query)
{
    return g_strconcat(query->countries != NULL ? query->countries : "", "\n",
                       query->text, NULL);
}

/** Puts @answer among the young, which takes @key and a reference. */
static void
insert(MarchGeocodeCache *cache, char *key, MarchSharedAnswer *answer)
{
    if (g_hash_table_size(cache->young) >= GENERATION) {
        g_hash_table_unref(cache->old);
        cache->old = cache->young;
        cache->young = new_generation();
    }
    g_hash_table_replace(cache->young, key, g_atomic_rc_box_acquire(answer));
}

MarchSharedAnswer *
march_geocode_cache_find(MarchGeocodeCache *cache, const MarchQuery *query)
{
    g_autofree char *key = make_key(query);
    g_mutex_lock(&cache->lock);
    MarchSharedAnswer *answer = g_hash_table_lookup(cache->young, key);
    if (answer != NULL) {
        g_atomic_rc_box_acquire(answer);
    } else {
        answer = g_hash_table_lookup(cache->old, key);
        if (answer != NULL) {
            g_atomic_rc_box_acquire(answer);
            insert(cache, g_steal_pointer(&key), answer);
        }
    }
    g_mutex_unlock(&cache->lock);
    return answer;
}

MarchSharedAnswer *
march_geocode_cache_take(MarchGeocodeCache *cache,
                         const MarchQuery *query,
                         MarchAnswer *answer)
{
    MarchSharedAnswer *shared = g_atomic_rc_box_new0(MarchSharedAnswer);
    shared->answer = answer;
    char *key = make_key(query);
    g_mutex_lock(&cache->lock);
    insert(cache, key, shared);
    g_mutex_unlock(&cache->lock);
    return shared;
}
