/* SPDX-License-Identifier: MIT */
#include "context.h"

#include <string.h>

#include "votes.h"

/* Weights of the context, in the log-odds of candidates.c. */
#define CONTAINED 7.0
/** Votes of a container that tell a candidate lies in it, and that it is known. */
#define CONTAINED_WEIGHT 0.05
#define CONTAINER_WEIGHT 0.5
#define CONTAINER_UNIT   3.0
#define ADJECTIVE        4.0
#define NEXT_CONTAINS    3.2
#define NAMED_REGION     6.0
#define COUNTRY_SHARE    4.4
/** log10 of the people in the largest countries; and what each power less adds. */
#define LARGE_COUNTRY 8.5
#define SMALL_COUNTRY 0.5
#define REGION_SHARE  3.9
#define NEIGHBOURS    5.2
/* What is left of the context where the text is the name of another place. */
#define HELD_PART  0.2
#define HELD_ALIAS 0.4
/** Cities of this size are named in reports about other parts of the world. */
#define PROMINENT_POPULATION 500000
/** How far a unit without members may reach, in parts of its precision. */
#define REACH         1.5
#define FOREIGN_REACH 0.7
#define ROUNDS        2
/** A report is about the region of so many sure names, and of this share of them. */
#define SUBJECT_NAMES 3U
#define SUBJECT_SHARE 0.6

static const MarchCandidate *
get(const MarchSearch *search, guint index)
{
    return &g_array_index(search->candidates, MarchCandidate, index);
}

/** Whether @inner lies in @outer, as far as the index knows. */
static gboolean
contains(const MarchVote *outer, const MarchCandidate *inner)
{
    const MarchPlaceRecord *record = &inner->record;
    if (inner->reader == outer->reader && inner->place == outer->place) {
        return FALSE;
    }
    const gboolean same_country =
        memcmp(record->country, outer->record.country, 2) == 0;
    /* What is disputed may lie in a region by one source and abroad by another. */
    const gboolean is_foreign =
        !same_country && record->country[0] != '\0' && outer->record.country[0] != '\0';
    switch (outer->record.place_class) {
    case MARCH_PLACE_COUNTRY:
        return same_country;
    case MARCH_PLACE_REGION:
    case MARCH_PLACE_DISTRICT:
        if (inner->reader == outer->reader && record->admin1 != 0 && same_country) {
            return record->admin1 == outer->place + 1 ||
                   record->admin2 == outer->place + 1;
        }
        return march_distance_km(march_record_position(record),
                                 march_record_position(&outer->record)) <
               (is_foreign ? FOREIGN_REACH : REACH) * outer->record.precision / 10.0;
    default:
        return march_distance_km(march_record_position(record),
                                 march_record_position(&outer->record)) < 40;
    }
}

/** The Y of "X, Y" is rather a state or country than a town. */
static void
prefer_units(MarchSearch *container)
{
    for (guint i = 0; i < container->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(container->candidates, MarchCandidate, i);
        const guint8 kind = candidate->record.place_class;
        if (candidate->is_spelled &&
            (kind == MARCH_PLACE_REGION || kind == MARCH_PLACE_COUNTRY)) {
            candidate->own += CONTAINER_UNIT;
        }
    }
    march_search_sort(container);
}

void
march_context_apply_container(MarchSearch *search, MarchSearch *container)
{
    MarchVote votes[MARCH_VOTERS];
    prefer_units(container);
    const guint count = march_votes_collect(container, votes);
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
        candidate->is_contained = weight >= CONTAINED_WEIGHT;
    }
    if (count > 0 && votes[0].weight >= CONTAINER_WEIGHT &&
        get(container, 0)->is_same) {
        search->within = *get(container, 0);
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
        if (memcmp(candidate->record.country, country, 2) == 0) {
            candidate->own += ADJECTIVE;
        }
    }
    march_search_sort(search);
}

/**
 * What a country proves: many places of one name lie in a large one anyway.
 */
static double
weigh_country(const MarchCandidate *candidate)
{
    const MarchPlaceRecord *inner = &candidate->record;
    const char code[3] = {inner->country[0], inner->country[1], '\0'};
    guint32 place;
    if (!march_index_reader_find_admin(candidate->reader, code, &place)) {
        return 1;
    }
    const guint8 rank = march_index_reader_get_traits(candidate->reader, place)->rank;
    const double smaller = LARGE_COUNTRY - rank / 10.0;
    return 1 + SMALL_COUNTRY * CLAMP(smaller, 0, 3);
}

/** Whether the whole text is a name of the candidate. */
static gboolean
is_whole(const MarchCandidate *candidate)
{
    const guint bare_main = (guint)MARCH_NAME_MAIN | (guint)MARCH_NAME_STRIPPED;
    const gboolean is_bare_unit = candidate->is_same &&
                                  (candidate->name_flags & bare_main) == bare_main &&
                                  candidate->record.place_class == MARCH_PLACE_DISTRICT;
    return (candidate->is_spelled || is_bare_unit) && !candidate->is_part &&
           (candidate->name_flags & (guint)MARCH_NAME_HEAD) == 0;
}

/** Whether the text is the main name of something known far away. */
static gboolean
is_prominent(const MarchCandidate *candidate)
{
    const MarchPlaceRecord *record = &candidate->record;
    return is_whole(candidate) &&
           (candidate->name_flags & (guint)MARCH_NAME_MAIN) != 0 &&
           (record->place_class == MARCH_PLACE_COUNTRY ||
            record->place_class == MARCH_PLACE_REGION ||
            record->population >= PROMINENT_POPULATION ||
            (record->flags & MARCH_RECORD_NOTABLE) != 0);
}

/** Takes from the context of @candidate what exceeds @limit, but for a share. */
static void
hold_back(MarchCandidate *candidate, double limit, double share)
{
    if (limit >= 0 && candidate->context > limit) {
        candidate->context = limit + share * (candidate->context - limit);
    }
}

/**
 * Where the text is the name of a place, a report does not make another name of it:
 * "South Australia" is not Australia because the report is about Australia, and
 * "Montreal" is no alias of an Italian village because it names Italy.
 */
static void
hold_lesser_names_back(GArray *candidates)
{
    double whole = -1;
    double prominent = -1;
    for (guint k = 0; k < candidates->len; k++) {
        const MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
        if (is_whole(candidate)) {
            whole = MAX(whole, candidate->context);
        }
        if (is_prominent(candidate)) {
            prominent = MAX(prominent, candidate->context);
        }
    }
    for (guint k = 0; k < candidates->len; k++) {
        MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
        if (!is_whole(candidate)) {
            hold_back(candidate, whole, HELD_PART);
        } else if ((candidate->name_flags & (guint)MARCH_NAME_MAIN) == 0) {
            hold_back(candidate, prominent, HELD_ALIAS);
        }
    }
}

/** A unit is as near to the report as what lies in it and has its name. */
static void
lift_units(GArray *candidates)
{
    for (guint k = 0; k < candidates->len; k++) {
        MarchCandidate *unit = &g_array_index(candidates, MarchCandidate, k);
        const MarchPlaceRecord *outer = &unit->record;
        if (!is_whole(unit) || (outer->place_class != MARCH_PLACE_COUNTRY &&
                                outer->place_class != MARCH_PLACE_REGION)) {
            continue;
        }
        for (guint m = 0; m < candidates->len; m++) {
            const MarchCandidate *member =
                &g_array_index(candidates, MarchCandidate, m);
            const MarchPlaceRecord *inner = &member->record;
            const gboolean is_member =
                outer->place_class == MARCH_PLACE_COUNTRY
                    ? memcmp(inner->country, outer->country, 2) == 0
                    : member->reader == unit->reader &&
                          inner->admin1 == unit->place + 1;
            if (is_member) {
                unit->context = MAX(unit->context, member->context);
            }
        }
    }
}

/** How sure the name after search @index names a state or country around @candidate. */
static double
is_followed_by_container(const MarchBallot *ballot,
                         guint index,
                         const MarchCandidate *candidate)
{
    guint count;
    const MarchVote *votes = march_ballot_get_votes(ballot, index + 1, &count);
    double next = 0;
    for (guint v = 0; v < count; v++) {
        const guint8 kind = votes[v].record.place_class;
        if ((kind == MARCH_PLACE_REGION || kind == MARCH_PLACE_COUNTRY) &&
            contains(&votes[v], candidate)) {
            next += votes[v].weight;
        }
    }
    return MIN(1, next);
}

/** How sure any other name is a region around @candidate, which bears its name whole. */
static double
is_in_named_region(const MarchBallot *ballot,
                   guint own,
                   guint total,
                   const MarchCandidate *candidate)
{
    double most = 0;
    for (guint i = 0; i < total && is_whole(candidate); i++) {
        if (march_ballot_get_first(ballot, i) != i ||
            march_ballot_get_first(ballot, own) == i) {
            continue;
        }
        guint count;
        const MarchVote *votes = march_ballot_get_votes(ballot, i, &count);
        for (guint v = 0; v < count; v++) {
            if (votes[v].weight > most &&
                (votes[v].record.place_class == MARCH_PLACE_REGION ||
                 votes[v].record.place_class == MARCH_PLACE_DISTRICT) &&
                contains(&votes[v], candidate)) {
                most = votes[v].weight;
            }
        }
    }
    return MIN(1, most);
}

static void
score_context(const MarchBallot *ballot, MarchSearch *const *searches, guint count)
{
    for (guint i = 0; i < count; i++) {
        GArray *candidates = searches[i]->candidates;
        for (guint k = 0; k < candidates->len; k++) {
            MarchCandidate *candidate = &g_array_index(candidates, MarchCandidate, k);
            const double next =
                i + 1 < count ? is_followed_by_container(ballot, i, candidate) : 0;
            candidate->context =
                COUNTRY_SHARE * weigh_country(candidate) *
                    march_ballot_share_country(ballot, i, candidate) +
                REGION_SHARE * march_ballot_share_region(ballot, i, candidate) +
                NEIGHBOURS * march_ballot_measure_nearness(ballot, i, candidate) +
                NEXT_CONTAINS * next +
                NAMED_REGION * is_in_named_region(ballot, i, count, candidate);
        }
        lift_units(candidates);
        hold_lesser_names_back(candidates);
        march_search_sort(searches[i]);
    }
}

/** Gives all searches of one name the sum of their context. */
static void
share_senses(const MarchBallot *ballot, MarchSearch *const *searches, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (march_ballot_get_first(ballot, i) == i) {
            continue;
        }
        MarchSearch *first = searches[march_ballot_get_first(ballot, i)];
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

/** The region of the best sense of @search, 0 when that is not sure. */
static guint32
find_region(const MarchSearch *search)
{
    if (search->candidates->len == 0 || !is_whole(get(search, 0))) {
        return 0;
    }
    const MarchPlaceRecord *record = &get(search, 0)->record;
    return record->place_class == MARCH_PLACE_COUNTRY ? 0 : record->admin1;
}

/** Tells all searches which region most of the sure names lie in, if there is one. */
static void
tell_subject(const MarchBallot *ballot, MarchSearch *const *searches, guint count)
{
    MarchCandidate about = {.reader = NULL};
    guint most = 0;
    guint sure = 0;
    for (guint i = 0; i < count; i++) {
        const guint32 region = find_region(searches[i]);
        if (region == 0 || march_ballot_get_first(ballot, i) != i) {
            continue;
        }
        sure++;
        guint same = 0;
        for (guint k = 0; k < count; k++) {
            same += march_ballot_get_first(ballot, k) == k &&
                    find_region(searches[k]) == region &&
                    get(searches[k], 0)->reader == get(searches[i], 0)->reader;
        }
        if (same > most) {
            const MarchIndexReader *reader = get(searches[i], 0)->reader;
            MarchDetailWindow window;
            most = same;
            about = (MarchCandidate){
                .reader = reader,
                .place = region - 1,
                .is_read = TRUE,
            };
            march_index_reader_read_place(reader, about.place, &window, &about.record);
            about.string = about.record.name;
        }
    }
    if (most < SUBJECT_NAMES || most < SUBJECT_SHARE * sure) {
        return;
    }
    for (guint i = 0; i < count; i++) {
        searches[i]->about = about;
    }
}

void
march_context_apply_report(MarchSearch *const *searches, guint count)
{
    if (count < 2) {
        return;
    }
    g_autoptr(MarchBallot) ballot = march_ballot_new(searches, count);
    for (guint round = 0; round < ROUNDS; round++) {
        march_ballot_count(ballot);
        score_context(ballot, searches, count);
        share_senses(ballot, searches, count);
    }
    tell_subject(ballot, searches, count);
}

double
march_context_apply_pair(MarchSearch *search, MarchSearch *other)
{
    MarchSearch *const pair[] = {search, other};
    march_context_apply_report(pair, 2);
    if (search->candidates->len == 0 || other->candidates->len == 0) {
        return 0;
    }
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        candidate->own += candidate->context;
        candidate->context = 0;
    }
    const MarchCandidate *here = get(search, 0);
    const MarchCandidate *there = get(other, 0);
    return march_distance_km(march_record_position(&here->record),
                             march_record_position(&there->record));
}
