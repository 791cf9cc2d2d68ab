/* SPDX-License-Identifier: MIT */
/**
 * Finds the keys of some countries that may sound like a name, by their signatures:
 * a looser look than that of the trigrams, for names that are hardly like any other.
 *
 * A search borrows its reader and is for one thread at a time.
 */
#ifndef MARCH_GAZETTEER_COUNTRY_SEARCH_H
#define MARCH_GAZETTEER_COUNTRY_SEARCH_H

#include "index-reader.h"

typedef struct MarchCountrySearch MarchCountrySearch;

MarchCountrySearch *march_country_search_new(const MarchIndexReader *reader);
void march_country_search_free(MarchCountrySearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchCountrySearch, march_country_search_free)

/**
 * Appends to @keys (of guint32) those of @countries (ISO codes, with commas between)
 * whose signatures are nearest to those of the first of @forms (of MarchNameForm); a
 * fixed number at most.
 */
void march_country_search_find(MarchCountrySearch *search,
                               const char *countries,
                               const GArray *forms,
                               GArray *keys);
/**
 * Appends to @keys those of @countries that are longer than @sound and have all its
 * consonants: it may be a part of them. None for a @sound with too few; a fixed number
 * at most, the shortest first.
 */
void march_country_search_find_longer(MarchCountrySearch *search,
                                      const char *countries,
                                      const MarchSound *sound,
                                      GArray *keys);

#endif
