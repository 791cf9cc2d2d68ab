/* SPDX-License-Identifier: MIT */
/**
 * Answers that were given before, for questions that stand by themselves.
 *
 * Bounded: when it is full, those asked for neither lately nor again go. Threads may
 * share it. An answer is the same whether it comes from here or not.
 */
#ifndef MARCH_CLI_GEOCODE_CACHE_H
#define MARCH_CLI_GEOCODE_CACHE_H

#include "gazetteer/gazetteer.h"

typedef struct MarchGeocodeCache MarchGeocodeCache;

/** An answer that several hold; free it with march_shared_answer_unref(). */
typedef struct {
    MarchAnswer *answer;
} MarchSharedAnswer;

MarchGeocodeCache *march_geocode_cache_new(void);
void march_geocode_cache_free(MarchGeocodeCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGeocodeCache, march_geocode_cache_free)

/** The answer to @query, (transfer full), or NULL. */
MarchSharedAnswer *march_geocode_cache_find(MarchGeocodeCache *cache,
                                            const MarchQuery *query);
/** Keeps @answer, which it takes; returns it to be shared, (transfer full). */
MarchSharedAnswer *march_geocode_cache_take(MarchGeocodeCache *cache,
                                            const MarchQuery *query,
                                            MarchAnswer *answer);
void march_shared_answer_unref(MarchSharedAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSharedAnswer, march_shared_answer_unref)

#endif
