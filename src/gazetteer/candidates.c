/* SPDX-License-Identifier: MIT */
#include "candidates.h"

#include <math.h>
#include <string.h>

/* Weights of a score; a perfect name alone scores 1. Tuned on held-out names by
 * tests/bench/gazetteer (docs/gazetteer.md has the figures). */
#define POPULATION_EXACT 0.014
#define POPULATION_FUZZY 0.010
#define RANK_WEIGHT      0.006
#define COUNTRY_HINT     0.15
#define NEAR_WEIGHT      0.15
#define NEAR_SCALE_KM    100.0
#define CLASS_AGREES     0.05
#define CLASS_DISAGREES  0.03
#define EXACT_SPELLING   0.02
#define USERS_PLACE      0.30
#define STRIPPED_NAME    0.02
#define UNPLACED_PENALTY 0.05

/** Names of one key that are looked at. */
#define NAME_LIMIT 20000

void
march_search_init(MarchSearch *search, const MarchQuery *query)
{
    *search = (MarchSearch){
        .query = query,
        .forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm)),
        .candidates = g_array_new(FALSE, FALSE, sizeof(MarchCandidate)),
    };
}

void
march_search_clear(MarchSearch *search)
{
    g_free(search->name);
    g_free(search->container);
    g_array_unref(search->forms);
    g_array_unref(search->candidates);
}

MarchLonLat
march_record_position(const MarchPlaceRecord *record)
{
    return (MarchLonLat){record->lon / 1e6, record->lat / 1e6};
}

double
march_distance_km(MarchLonLat a, MarchLonLat b)
{
    const double to_radians = G_PI / 180;
    const double lat = sin((b.lat - a.lat) * to_radians / 2);
    const double lon = sin((b.lon - a.lon) * to_radians / 2);
    const double h =
        lat * lat + cos(a.lat * to_radians) * cos(b.lat * to_radians) * lon * lon;
    return 2 * 6371.0 * asin(MIN(1, sqrt(h)));
}

static gboolean
is_valid_then(const MarchPlaceRecord *record, MarchDate as_of)
{
    const MarchDateRange range = {{record->valid_from}, {record->valid_to}};
    return !march_date_is_given(as_of) || march_date_range_contains(range, as_of);
}

static gboolean
country_is_hinted(const char *countries, const char country[2])
{
    for (const char *p = countries; p != NULL && *p != '\0'; p++) {
        if (country[0] != '\0' && g_ascii_toupper(p[0]) == country[0] &&
            g_ascii_toupper(p[1]) == country[1]) {
            return TRUE;
        }
        while (*p != '\0' && *p != ',' && *p != ' ') {
            p++;
        }
        if (*p == '\0') {
            return FALSE;
        }
    }
    return FALSE;
}

void
march_search_collect(MarchSearch *search,
                     MarchRetriever *retriever,
                     gboolean is_users,
                     MarchDate as_of)
{
    const MarchIndexReader *reader = march_retriever_get_reader(retriever);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(MarchKeyMatch));
    march_retriever_find(retriever, search->forms, matches);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autofree char *normal = march_name_normalize(search->name);
    for (guint i = 0; i < matches->len; i++) {
        const MarchKeyMatch *match = &g_array_index(matches, MarchKeyMatch, i);
        guint32 count;
        const MarchNameRecord *names =
            march_index_reader_get_names(reader, match->key, &count);
        for (guint32 k = 0; k < MIN(count, NAME_LIMIT); k++) {
            const guint32 place = names[k].place & MARCH_NAME_PLACE_MASK;
            const guint flags = names[k].place >> MARCH_NAME_PLACE_BITS;
            const MarchPlaceRecord *record =
                march_index_reader_get_place(reader, place);
            if (!is_valid_then(record, as_of)) {
                continue;
            }
            MarchCandidate candidate = {
                .reader = reader,
                .place = place,
                .string = names[k].string,
                .name_flags = flags,
                .distance = match->distance,
                .is_same = match->is_same,
                .is_users = is_users,
                .has_hint =
                    country_is_hinted(search->query->countries, record->country),
            };
            if (match->is_same && match->form == 0) {
                g_autofree char *written = march_name_normalize(
                    march_index_reader_get_string(reader, names[k].string));
                candidate.is_exact = strcmp(written, normal) == 0;
            }
            const guint index = GPOINTER_TO_UINT(
                g_hash_table_lookup(known, GUINT_TO_POINTER(place + 1)));
            if (index == 0) {
                g_array_append_val(search->candidates, candidate);
                g_hash_table_insert(known, GUINT_TO_POINTER(place + 1),
                                    GUINT_TO_POINTER(search->candidates->len));
                continue;
            }
            MarchCandidate *old =
                &g_array_index(search->candidates, MarchCandidate, index - 1);
            if (candidate.distance <= old->distance && candidate.is_exact &&
                !old->is_exact) {
                *old = candidate;
            }
        }
    }
}

/** Whether the class of a place is what a type word of the query asks for. */
static double
score_class(const MarchNameHint *hint, MarchPlaceClass place_class)
{
    if (!hint->has_role || hint->role == MARCH_WORD_FILLER) {
        return 0;
    }
    static const MarchPlaceClass wanted[] = {
        [MARCH_WORD_PLACE] = MARCH_PLACE_PLACE,
        [MARCH_WORD_DISTRICT] = MARCH_PLACE_DISTRICT,
        [MARCH_WORD_REGION] = MARCH_PLACE_REGION,
        [MARCH_WORD_COUNTRY] = MARCH_PLACE_COUNTRY,
        [MARCH_WORD_FEATURE] = MARCH_PLACE_FEATURE,
    };
    if (place_class == wanted[hint->role]) {
        return CLASS_AGREES;
    }
    const gboolean both_admin =
        (hint->role == MARCH_WORD_DISTRICT || hint->role == MARCH_WORD_REGION) &&
        (place_class == MARCH_PLACE_DISTRICT || place_class == MARCH_PLACE_REGION);
    return both_admin ? 0 : -CLASS_DISAGREES;
}

static double
score_candidate(const MarchSearch *search, const MarchCandidate *candidate)
{
    const MarchPlaceRecord *record =
        march_index_reader_get_place(candidate->reader, candidate->place);
    double score = 1 - candidate->distance;
    double importance = log10(1 + (double)record->population);
    if (record->place_class == MARCH_PLACE_COUNTRY) {
        importance = 9;
    } else if (record->place_class == MARCH_PLACE_REGION) {
        importance = MAX(importance, 5.5);
    } else if (record->place_class == MARCH_PLACE_DISTRICT) {
        importance = MAX(importance, 3);
    }
    score += importance * (candidate->is_same ? POPULATION_EXACT : POPULATION_FUZZY);
    score += record->rank * RANK_WEIGHT;
    score += score_class(&search->hint, (MarchPlaceClass)record->place_class);
    if (candidate->has_hint) {
        score += COUNTRY_HINT;
    }
    if (candidate->is_exact) {
        score += EXACT_SPELLING;
    }
    if (candidate->is_users) {
        score += USERS_PLACE * MAX(0, 1 - 4 * candidate->distance);
    }
    if ((candidate->name_flags & MARCH_NAME_STRIPPED) != 0 && !search->hint.has_role) {
        score -= STRIPPED_NAME;
    }
    if ((record->flags & (MARCH_RECORD_UNPLACED | MARCH_RECORD_BORROWED)) != 0) {
        score -= UNPLACED_PENALTY;
    }
    if (search->query->near != NULL) {
        const double distance =
            march_distance_km(march_record_position(record), *search->query->near);
        score += NEAR_WEIGHT * exp(-distance / NEAR_SCALE_KM);
    }
    return score;
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const MarchCandidate *first = a;
    const MarchCandidate *second = b;
    const double difference =
        second->own + second->context - first->own - first->context;
    if (difference > 0 || difference < 0) {
        return difference > 0 ? 1 : -1;
    }
    if (first->is_users != second->is_users) {
        return first->is_users ? -1 : 1;
    }
    return first->place < second->place ? -1 : first->place > second->place;
}

void
march_search_sort(MarchSearch *search)
{
    g_array_sort(search->candidates, compare_candidates);
}

void
march_search_score(MarchSearch *search, guint limit)
{
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        candidate->own = score_candidate(search, candidate);
    }
    march_search_sort(search);
    if (search->candidates->len > limit) {
        g_array_set_size(search->candidates, limit);
    }
}
