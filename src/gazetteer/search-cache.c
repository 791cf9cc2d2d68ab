/* SPDX-License-Identifier: MIT */
#include "search-cache.h"

#define NAMES_MAX 256u

typedef struct {
    MarchNameHint hint;
    MarchNameForm *forms; /* owned */
    guint n_forms;
    MarchCandidate *candidates; /* owned */
    guint count;
} Kept;

struct MarchSearchCache {
    GHashTable *names; /* key -> Kept, both owned */
    guint candidates;  /* of all names */
    guint limit;       /* of them */
};

static void
kept_free(gpointer data)
{
    Kept *kept = data;

    g_free(kept->forms);
    g_free(kept->candidates);
    g_free(kept);
}

MarchSearchCache *
march_search_cache_new(guint limit)
{
    MarchSearchCache *cache = g_new0(MarchSearchCache, 1);

    cache->limit = limit;
    cache->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    return cache;
}

void
march_search_cache_free(MarchSearchCache *cache)
{
    if (cache != NULL) {
        g_hash_table_unref(cache->names);
        g_free(cache);
    }
}

void
march_search_cache_clear(MarchSearchCache *cache)
{
    g_hash_table_remove_all(cache->names);
    cache->candidates = 0;
}

static char *
key_of(const MarchSearch *search)
{
    const char *countries = search->query->countries;

    return g_strconcat(countries != NULL ? countries : "-", "\n", search->name, NULL);
}

gboolean
march_search_cache_get(const MarchSearchCache *cache, MarchSearch *search)
{
    g_autofree char *key = key_of(search);
    const Kept *kept = g_hash_table_lookup(cache->names, key);

    if (kept == NULL) {
        return FALSE;
    }
    search->hint = kept->hint;
    g_array_append_vals(search->forms, kept->forms, kept->n_forms);
    g_array_append_vals(search->candidates, kept->candidates, kept->count);
    return TRUE;
}

void
march_search_cache_put(MarchSearchCache *cache, const MarchSearch *search)
{
    guint count = search->candidates->len;
    Kept *kept;

    if (count > cache->limit) {
        return;
    }
    if (cache->candidates + count > cache->limit ||
        g_hash_table_size(cache->names) >= NAMES_MAX) {
        march_search_cache_clear(cache);
    }
    kept = g_new(Kept, 1);
    *kept = (Kept){
        search->hint,
        g_memdup2(search->forms->data, search->forms->len * sizeof(MarchNameForm)),
        search->forms->len,
        g_memdup2(search->candidates->data, count * sizeof(MarchCandidate)),
        count,
    };
    g_hash_table_insert(cache->names, key_of(search), kept);
    cache->candidates += count;
}

static MarchCandidate *
find_kept(const Kept *kept, const MarchCandidate *candidate)
{
    for (guint i = 0; i < kept->count; i++) {
        if (kept->candidates[i].place == candidate->place &&
            kept->candidates[i].reader == candidate->reader) {
            return &kept->candidates[i];
        }
    }
    return NULL;
}

void
march_search_cache_learn(MarchSearchCache *cache, const MarchSearch *search)
{
    g_autofree char *key = key_of(search);
    const Kept *kept = g_hash_table_lookup(cache->names, key);

    for (guint i = 0; kept != NULL && i < search->candidates->len; i++) {
        const MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        MarchCandidate *known = find_kept(kept, candidate);

        if (known != NULL && !known->is_compared) {
            known->is_compared = candidate->is_compared;
            known->is_read = candidate->is_read;
            known->record = candidate->record;
            known->compared_letters = candidate->compared_letters;
            known->compared_unlike_main = candidate->compared_unlike_main;
            known->compared_flags = candidate->compared_flags;
            known->compared_script = candidate->compared_script;
            known->compared_share = candidate->compared_share;
        }
    }
}
