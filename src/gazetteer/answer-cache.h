/* SPDX-License-Identifier: MIT */
/**
 * The answers of whole reports, kept for the next figure of a batch that names the same
 * places: scoring and voting are what search-cache.h does not spare.
 *
 * The key is all that an answer depends on besides the index: every query, in order,
 * and the options. Kept are the last few reports of a bounded size. A cache serves one
 * gazetteer.
 */
#ifndef MARCH_GAZETTEER_ANSWER_CACHE_H
#define MARCH_GAZETTEER_ANSWER_CACHE_H

#include "gazetteer.h"

typedef struct MarchAnswerCache MarchAnswerCache;

MarchAnswerCache *march_answer_cache_new(void);
void march_answer_cache_free(MarchAnswerCache *cache);
/** Forgets everything: the gazetteer's sources have changed. */
void march_answer_cache_clear(MarchAnswerCache *cache);
/** What the report is known by, or NULL when it is too long to be kept. */
char *march_answer_cache_key(const MarchQuery *queries,
                             gsize count,
                             const MarchResolveOptions *options);
/**
 * Returns: (transfer full) (nullable) the answers kept under @key (nullable), shared
 * with the cache.
 */
GPtrArray *march_answer_cache_get(const MarchAnswerCache *cache, const char *key);
/** Keeps @answers, of MarchAnswer, under @key (transfer full) (nullable). */
void march_answer_cache_put(MarchAnswerCache *cache, char *key, GPtrArray *answers);

#endif
