/* SPDX-License-Identifier: MIT */
/**
 * Finds the keys that share most trigrams with a name: what sounds like it, however
 * it begins.
 *
 * A search borrows its reader and is for one thread at a time; it remembers nothing
 * from one name to the next.
 */
#ifndef MARCH_GAZETTEER_TRIGRAM_SEARCH_H
#define MARCH_GAZETTEER_TRIGRAM_SEARCH_H

#include "index-reader.h"

typedef struct MarchTrigramSearch MarchTrigramSearch;

MarchTrigramSearch *march_trigram_search_new(const MarchIndexReader *reader);
void march_trigram_search_free(MarchTrigramSearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTrigramSearch, march_trigram_search_free)

/**
 * Appends to @keys (of guint32) those that share most trigrams with the first of
 * @forms (of MarchNameForm), relative to both lengths; a fixed number at most.
 */
void march_trigram_search_find(MarchTrigramSearch *search,
                               const GArray *forms,
                               GArray *keys);

#endif
