/* SPDX-License-Identifier: MIT */
#include "context.h"

#include <math.h>
#include <string.h>

/* Weights of the context, in the log-odds of candidates.c. */
#define CONTAINED     7.0
#define ADJECTIVE     4.0
#define NEXT_CONTAINS 3.0
#define COUNTRY_SHARE 3.5
#define REGION_SHARE  2.0
#define NEIGHBOURS    4.0
#define NEIGHBOUR_KM  100.0
/** What is left of the context of other names where the text is a name itself. */
#define HELD_BACK 0.4
/** Candidates of a name that vote, and names that are voted by. */
#define VOTERS  6
#define ANCHORS 120
#define ROUNDS  2

typedef struct {
    const MarchPlaceRecord *record;
    const MarchIndexReader *reader;
    guint32 place;
    MarchLonLat position;
    double weight; /**< 0 to 1 */
} Vote;

static const MarchCandidate *
get(const MarchSearch *search, guint index)
{
    return &g_array_index(search->candidates, MarchCandidate, index);
}

static double
total(const MarchCandidate *candidate)
{
    return candidate->own + candidate->context;
}

/** The best candidates with weights that sum to the confidence in the name. */
static guint
collect_votes(const MarchSearch *search, Vote *votes)
{
    const guint count = MIN(search->candidates->len, VOTERS);
    double sum = 0;
    for (guint i = 0; i < count; i++) {
        const MarchCandidate *candidate = get(search, i);
        votes[i].reader = candidate->reader;
        votes[i].place = candidate->place;
        votes[i].record =
            march_index_reader_get_place(candidate->reader, candidate->place);
        votes[i].position = march_record_position(votes[i].record);
        votes[i].weight = exp(total(candidate) - total(get(search, 0)));
        sum += votes[i].weight;
    }
    for (guint i = 0; i < count; i++) {
        const double similarity = MAX(0, 1 - 2.5 * get(search, 0)->distance);
        votes[i].weight *= similarity / sum;
    }
    return count;
}

/** Whether @inner lies in @outer, as far as the index knows. */
static gboolean
contains(const Vote *outer, const MarchCandidate *inner)
{
    const MarchPlaceRecord *record =
        march_index_reader_get_place(inner->reader, inner->place);
    if (inner->reader == outer->reader && inner->place == outer->place) {
        return FALSE;
    }
    const gboolean same_country =
        memcmp(record->country, outer->record->country, 2) == 0;
    switch (outer->record->place_class) {
    case MARCH_PLACE_COUNTRY:
        return same_country;
    case MARCH_PLACE_REGION:
    case MARCH_PLACE_DISTRICT:
        if (inner->reader == outer->reader && record->admin1 != 0 && same_country) {
            return record->admin1 == outer->place + 1 ||
                   record->admin2 == outer->place + 1;
        }
        return march_distance_km(march_record_position(record), outer->position) <
               1.5 * outer->record->precision / 10.0;
    default:
        return march_distance_km(march_record_position(record), outer->position) < 40;
    }
}

void
march_context_apply_container(MarchSearch *search, const MarchSearch *container)
{
    Vote votes[VOTERS];
    const guint count = collect_votes(container, votes);
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        double weight = 0;
        for (guint k = 0; k < count; k++) {
            if (contains(&votes[k], candidate)) {
                weight += votes[k].weight;
            }
        }
        candidate->own += CONTAINED * MIN(1, 1.5 * weight);
    }
    march_search_sort(search);
}

void
march_context_apply_country(MarchSearch *search, const char *country)
{
    for (guint i = 0; i < search->candidates->len; i++) {
        const MarchCandidate *candidate = get(search, i);
        if (candidate->is_spelled && !candidate->is_part) {
            return;
        }
    }
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        const MarchPlaceRecord *record =
            march_index_reader_get_place(candidate->reader, candidate->place);
        if (memcmp(record->country, country, 2) == 0) {
            candidate->own += ADJECTIVE;
        }
    }
    march_search_sort(search);
}

/** Votes of all names of a report. */
typedef struct {
    Vote (*votes)[VOTERS];
    guint *counts;
    guint *first;          /**< number of the first search with the same name */
    GHashTable *countries; /**< code -> index + 1 in the sums */
    GArray *sums;          /**< of double: weight by country */
    double sum;
} Ballot;

static guint
country_index(Ballot *ballot, const char country[2])
{
    const guint code = (guint)(guchar)country[0] << 8 | (guchar)country[1];
    guint index = GPOINTER_TO_UINT(
        g_hash_table_lookup(ballot->countries, GUINT_TO_POINTER(code)));
    if (index == 0) {
        const double zero = 0;
        g_array_append_val(ballot->sums, zero);
        index = ballot->sums->len;
        g_hash_table_insert(ballot->countries, GUINT_TO_POINTER(code),
                            GUINT_TO_POINTER(index));
    }
    return index - 1;
}

static void
count_votes(Ballot *ballot, MarchSearch *const *searches, guint count)
{
    g_array_set_size(ballot->sums, 0);
    g_hash_table_remove_all(ballot->countries);
    ballot->sum = 0;
    for (guint i = 0; i < count; i++) {
        ballot->counts[i] = collect_votes(searches[i], ballot->votes[i]);
        if (ballot->first[i] != i) {
            continue;
        }
        for (guint k = 0; k < ballot->counts[i]; k++) {
            const Vote *vote = &ballot->votes[i][k];
            const guint index = country_index(ballot, vote->record->country);
            g_array_index(ballot->sums, double, index) += vote->weight;
            ballot->sum += vote->weight;
        }
    }
}

/** The share of the country among the votes of the other names. */
static double
country_share(Ballot *ballot, guint own, const char country[2])
{
    const guint index = country_index(ballot, country);
    double weight = g_array_index(ballot->sums, double, index);
    double sum = ballot->sum;
    for (guint k = 0; k < ballot->counts[own]; k++) {
        const Vote *vote = &ballot->votes[own][k];
        sum -= vote->weight;
        if (memcmp(vote->record->country, country, 2) == 0) {
            weight -= vote->weight;
        }
    }
    /* Two votes' worth of doubt: one name is not yet a report. */
    return MAX(0, weight) / (MAX(0, sum) + 1);
}

/** How near the other names are, and whether they name the candidate's region. */
static void
score_neighbours(const Ballot *ballot,
                 guint count,
                 guint own,
                 const MarchCandidate *candidate,
                 double *near,
                 double *region)
{
    const MarchPlaceRecord *record =
        march_index_reader_get_place(candidate->reader, candidate->place);
    const MarchLonLat position = march_record_position(record);
    double far = 1;
    *region = 0;
    guint anchors = 0;
    for (guint i = 0; i < count && anchors < ANCHORS; i++) {
        if (ballot->first[i] != i || ballot->first[own] == i) {
            continue;
        }
        anchors++;
        for (guint k = 0; k < MIN(ballot->counts[i], 3); k++) {
            const Vote *vote = &ballot->votes[i][k];
            if (vote->weight < 0.05) {
                continue;
            }
            if (vote->record->place_class == MARCH_PLACE_REGION ||
                vote->record->place_class == MARCH_PLACE_DISTRICT) {
                if (vote->reader == candidate->reader &&
                    (record->admin1 == vote->place + 1 ||
                     record->admin2 == vote->place + 1)) {
                    *region = MAX(*region, vote->weight);
                }
                continue;
            }
            if (vote->record->place_class == MARCH_PLACE_COUNTRY) {
                continue;
            }
            const double km = march_distance_km(position, vote->position);
            far *= 1 - 0.8 * vote->weight * exp(-km / NEIGHBOUR_KM);
        }
    }
    *near = 1 - far;
}

/** Whether the whole text is a name of the candidate. */
static gboolean
is_whole(const MarchCandidate *candidate)
{
    return candidate->is_spelled && !candidate->is_part &&
           (candidate->name_flags & (guint)MARCH_NAME_HEAD) == 0;
}

/**
 * Where the text is the name of a place, a report does not make another name of it:
 * "South Australia" is not Australia because the report is about Australia.
 */
static void
hold_parts_back(GArray *candidates)
{
    double whole = -1;
    for (guint k = 0; k < candidates->len; k++) {
        const MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
        if (is_whole(candidate)) {
            whole = MAX(whole, candidate->context);
        }
    }
    for (guint k = 0; whole >= 0 && k < candidates->len; k++) {
        MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
        if (!is_whole(candidate) && candidate->context > whole) {
            candidate->context = whole + HELD_BACK * (candidate->context - whole);
        }
    }
}

static void
score_context(Ballot *ballot, MarchSearch *const *searches, guint count)
{
    for (guint i = 0; i < count; i++) {
        GArray *candidates = searches[i]->candidates;
        for (guint k = 0; k < candidates->len; k++) {
            MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
            const MarchPlaceRecord *record =
                march_index_reader_get_place(candidate->reader, candidate->place);
            double near = 0;
            double region = 0;
            double next = 0;
            score_neighbours(ballot, count, i, candidate, &near, &region);
            if (i + 1 < count) {
                for (guint v = 0; v < ballot->counts[i + 1]; v++) {
                    const Vote *vote = &ballot->votes[i + 1][v];
                    const guint8 kind = vote->record->place_class;
                    if ((kind == MARCH_PLACE_REGION || kind == MARCH_PLACE_COUNTRY) &&
                        contains(vote, candidate)) {
                        next += vote->weight;
                    }
                }
            }
            candidate->context =
                COUNTRY_SHARE * country_share(ballot, i, record->country) +
                NEIGHBOURS * near + REGION_SHARE * region +
                NEXT_CONTAINS * MIN(1, next);
        }
        hold_parts_back(candidates);
        march_search_sort(searches[i]);
    }
}

/** Gives all searches of one name the sum of their context. */
static void
share_senses(const Ballot *ballot, MarchSearch *const *searches, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (ballot->first[i] == i) {
            continue;
        }
        MarchSearch *first = searches[ballot->first[i]];
        MarchSearch *other = searches[i];
        for (guint k = 0; k < first->candidates->len; k++) {
            MarchCandidate *a = &g_array_index(first->candidates, MarchCandidate, k);
            for (guint m = 0; m < other->candidates->len; m++) {
                MarchCandidate *b =
                    &g_array_index(other->candidates, MarchCandidate, m);
                if (a->reader == b->reader && a->place == b->place) {
                    a->context = b->context = MAX(a->context, b->context);
                    a->own = b->own = MAX(a->own, b->own);
                }
            }
        }
    }
    for (guint i = 0; i < count; i++) {
        march_search_sort(searches[i]);
    }
}

void
march_context_apply_report(MarchSearch *const *searches, guint count)
{
    if (count < 2) {
        return;
    }
    Ballot ballot = {
        .votes = g_malloc0_n(count, sizeof(Vote[VOTERS])),
        .counts = g_new0(guint, count),
        .first = g_new0(guint, count),
        .countries = g_hash_table_new(NULL, NULL),
        .sums = g_array_new(FALSE, FALSE, sizeof(double)),
    };
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < count; i++) {
        const char *name =
            searches[i]->forms->len == 0
                ? ""
                : g_array_index(searches[i]->forms, MarchNameForm, 0).sound.text;
        gpointer known = g_hash_table_lookup(names, name);
        ballot.first[i] = known == NULL ? i : GPOINTER_TO_UINT(known) - 1;
        if (known == NULL) {
            g_hash_table_insert(names, (gpointer)(guintptr)name,
                                GUINT_TO_POINTER(i + 1));
        }
    }
    for (guint round = 0; round < ROUNDS; round++) {
        count_votes(&ballot, searches, count);
        score_context(&ballot, searches, count);
        share_senses(&ballot, searches, count);
    }
    g_free(ballot.votes);
    g_free(ballot.counts);
    g_free(ballot.first);
    g_hash_table_unref(ballot.countries);
    g_array_unref(ballot.sums);
}
