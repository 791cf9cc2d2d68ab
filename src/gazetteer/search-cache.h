/* SPDX-License-Identifier: MIT */
/**
 * What names were found to match, kept for the next figure of a batch that asks for
 * them: searching the index is most of the time of an answer.
 *
 * Kept is what depends on nothing but the name, the hinted countries and the index;
 * dates, neighbourhoods and the rest of the report are weighed each time anew, so that
 * an answer is the same whatever was asked before. The size is bounded. A cache serves
 * one gazetteer, from whose readers its candidates borrow.
 */
#ifndef MARCH_GAZETTEER_SEARCH_CACHE_H
#define MARCH_GAZETTEER_SEARCH_CACHE_H

#include "candidates.h"

typedef struct MarchSearchCache MarchSearchCache;

/** @limit: candidates of all names together, a third of a kilobyte each. */
MarchSearchCache *march_search_cache_new(guint limit);
void march_search_cache_free(MarchSearchCache *cache);
/** Forgets everything: the gazetteer's sources have changed. */
void march_search_cache_clear(MarchSearchCache *cache);
/** Gives @search, fresh with its name, the hint, forms and candidates kept for it, if any. */
gboolean march_search_cache_get(const MarchSearchCache *cache, MarchSearch *search);
/** Keeps the hint, the forms and the candidates of @search, not yet scored. */
void march_search_cache_put(MarchSearchCache *cache, const MarchSearch *search);
/** Keeps what scoring found out of the names of @search's candidates. */
void march_search_cache_learn(MarchSearchCache *cache, const MarchSearch *search);

#endif
