/* SPDX-License-Identifier: MIT */
#include "candidates.h"

#include <math.h>
#include <string.h>

#include "place-kinds.h"

/* Weights of a score, which is a log-odds: a candidate one higher than another is e
 * times as likely. Fitted on names held out of the index and on names as reports use
 * them; docs/gazetteer.md tells how. */
#define DISTANCE          (-28.5)
#define DISTANCE_SQUARED  (-0.4)
#define SHORT_NAME        (-6.4) /* a distance counts more in a name under 6 sounds */
#define SECOND_NAME       (-2.0) /* distance of the next best name of the place */
#define SECOND_GAP        3.4
#define SAME_SOUND        2.0
#define SAME_SECOND       0.12
#define EXACT_ALIAS       (-2.2) /* an alias of a hamlet proves little ... */
#define EXACT_POPULATION  0.29   /* ... that of a city more */
#define EXACT_CITY        1.0    /* for each power of ten over 100,000 people */
#define EXACT_CAPITAL     1.0
#define EXACT_MAIN        1.4
#define MAIN_NAME         (-1.0)
#define MAIN_POPULATION   0.21
#define FUZZY_POPULATION  0.06
#define RANK_WEIGHT       0.05
#define BEGINS_ALIKE      0.47
#define STRIPPED_NAME     (-2.5)
#define OTHER_READING     (-1.1)
#define HEAD_OF_NAME      (-2.0)
#define CLASS_AGREES      0.8
#define CLASS_DISAGREES   (-0.8)
#define BORROWED_POSITION (-1.2)
#define COUNTRY_HINT      7.9
#define NEAR_WEIGHT       5.0
#define NEAR_SCALE_KM     100.0
#define PART_OF_WHOLE     (-3.0) /* when the whole phrase is the name of a place */
#define NOTABLE           3.0
#define USERS_PLACE       14.0

/** MarchPlaceRecord.rank of a capital. */
#define CAPITAL_RANK 6
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

/** Whether @name is what was asked, letter by letter or but for marks and case. */
static void
compare_spelling(const MarchSearch *search,
                 MarchSpeller *speller,
                 const MarchNameForm *form,
                 const char *name,
                 MarchCandidate *candidate)
{
    char spelling[MARCH_SPELLING_LIMIT + 1];
    march_speller_spell(speller, name, spelling);
    candidate->is_spelled = strcmp(spelling, form->spelling) == 0;
    if (candidate->is_spelled) {
        g_autofree char *asked = march_name_normalize(search->name);
        g_autofree char *written = march_name_normalize(name);
        candidate->is_exact = strcmp(asked, written) == 0;
    }
}

/** "New York" is as good as the main name "New York City" without its type word. */
static void
merge_flags(MarchCandidate *a, MarchCandidate *b)
{
    const guint stripped_main = (guint)MARCH_NAME_MAIN | (guint)MARCH_NAME_STRIPPED;
    if ((a->name_flags & stripped_main) == stripped_main) {
        b->name_flags |= (guint)MARCH_NAME_MAIN;
    } else if ((b->name_flags & stripped_main) == stripped_main) {
        a->name_flags |= (guint)MARCH_NAME_MAIN;
    }
    /* "Montreal" is the main name "Montréal" but for a mark. */
    if (a->is_spelled && b->is_spelled) {
        const guint main_flag = (a->name_flags | b->name_flags) & MARCH_NAME_MAIN;
        a->name_flags |= main_flag;
        b->name_flags |= main_flag;
    }
}

void
march_search_collect(MarchSearch *search,
                     MarchSpeller *speller,
                     MarchRetriever *retriever,
                     gboolean is_users,
                     MarchDate as_of)
{
    const MarchIndexReader *reader = march_retriever_get_reader(retriever);
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(MarchKeyMatch));
    march_retriever_find(retriever, search->forms, matches);
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(MarchNameRecord));
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < matches->len; i++) {
        const MarchKeyMatch *match = &g_array_index(matches, MarchKeyMatch, i);
        const MarchNameForm *form =
            &g_array_index(search->forms, MarchNameForm, match->form);
        guint32 count;
        const MarchNameRecord *names =
            march_index_reader_get_names(reader, &match->names, records, &count);
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
                .second = 1,
                .is_same = match->is_same,
                .begins_alike = match->begins_alike,
                .sound_length = form->sound.length,
                .vowels_are_missing = form->vowels_are_missing,
                .is_part = (form->flags & (MARCH_FORM_STRIPPED | MARCH_FORM_PART)) != 0,
                .is_users = is_users,
                .has_hint =
                    country_is_hinted(search->query->countries, record->country),
            };
            if (match->is_same) {
                compare_spelling(search, speller, form,
                                 march_index_reader_get_string(reader, names[k].string),
                                 &candidate);
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
            if (candidate.string != old->string) {
                old->second = MIN(old->second, candidate.distance);
            }
            const gboolean is_better = (candidate.is_spelled && !old->is_spelled) ||
                                       (candidate.is_exact && !old->is_exact) ||
                                       (candidate.is_spelled == old->is_spelled &&
                                        candidate.is_exact == old->is_exact &&
                                        (candidate.name_flags & MARCH_NAME_MAIN) >
                                            (old->name_flags & MARCH_NAME_MAIN));
            if (candidate.is_same && old->is_same) {
                merge_flags(old, &candidate);
            }
            if (candidate.distance <= old->distance && is_better) {
                candidate.second = old->second;
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
    return both_admin ? 0 : CLASS_DISAGREES;
}

/** log10 of the population; units get what their kind is worth. */
static double
importance_of(const MarchPlaceRecord *record)
{
    const double importance = log10(1 + (double)record->population);
    switch (record->place_class) {
    case MARCH_PLACE_COUNTRY:
        return MAX(record->rank / 10.0, 6);
    case MARCH_PLACE_REGION:
        return MAX(record->rank / 10.0, 4);
    case MARCH_PLACE_DISTRICT:
        return MAX(record->rank / 10.0, 3);
    default:
        return importance;
    }
}

/** Countries are named often; other units rarely when a settlement has the name. */
static double
score_kind(guint8 place_class)
{
    switch (place_class) {
    case MARCH_PLACE_COUNTRY:
        return 1.5;
    case MARCH_PLACE_REGION:
        return -2.0;
    case MARCH_PLACE_DISTRICT:
        return -1.2;
    default:
        return 0;
    }
}

/** What the name that matched says. */
static double
score_name(const MarchCandidate *candidate, double importance, gboolean is_country)
{
    const double distance = candidate->distance;
    const double second = MIN(candidate->second, 0.6);
    const double shortness = MAX(0, 6.0 - candidate->sound_length) / 3;
    const gboolean is_main =
        is_country || (candidate->name_flags & MARCH_NAME_MAIN) != 0;
    double score = DISTANCE * distance + DISTANCE_SQUARED * distance * distance +
                   SHORT_NAME * distance * shortness + SECOND_NAME * second +
                   SECOND_GAP * MIN(second - distance, 0.15);
    if (candidate->is_same) {
        score += SAME_SOUND + (second < 0.001 ? SAME_SECOND : 0);
    } else {
        score += FUZZY_POPULATION * importance;
    }
    if (candidate->is_spelled) {
        score += EXACT_ALIAS + EXACT_POPULATION * importance;
        score += is_main ? EXACT_MAIN : 0;
        score += EXACT_CITY * MAX(0, importance - 5);
    }
    if (is_main) {
        score += MAIN_NAME + MAIN_POPULATION * importance;
    }
    score += candidate->begins_alike ? BEGINS_ALIKE : 0;
    score += (candidate->name_flags & MARCH_NAME_READING) != 0 ? OTHER_READING : 0;
    score += (candidate->name_flags & MARCH_NAME_HEAD) != 0 ? HEAD_OF_NAME : 0;
    return score;
}

static double
score_candidate(const MarchSearch *search, const MarchCandidate *candidate)
{
    const MarchPlaceRecord *record =
        march_index_reader_get_place(candidate->reader, candidate->place);
    const gboolean is_place = record->place_class == MARCH_PLACE_PLACE;
    const double agreement =
        score_class(&search->hint, (MarchPlaceClass)record->place_class);
    double score = score_name(candidate, importance_of(record),
                              record->place_class == MARCH_PLACE_COUNTRY) +
                   (agreement > 0 ? 0
                                  : score_kind(record->place_class) +
                                        march_place_kind_score(record)) +
                   (is_place ? record->rank * RANK_WEIGHT : 0) + agreement;
    if (candidate->is_spelled && is_place && record->rank >= CAPITAL_RANK) {
        score += EXACT_CAPITAL;
    }
    if (candidate->has_hint) {
        score += COUNTRY_HINT;
    }
    if ((record->flags & MARCH_RECORD_NOTABLE) != 0) {
        score += NOTABLE * MAX(0, 1 - 6 * candidate->distance);
    }
    if (candidate->is_users) {
        score += USERS_PLACE * MAX(0, 1 - 4 * candidate->distance);
    }
    if ((candidate->name_flags & MARCH_NAME_STRIPPED) != 0) {
        score += STRIPPED_NAME * (search->hint.has_role ? 0.6 : 1);
    }
    if ((record->flags & (MARCH_RECORD_UNPLACED | MARCH_RECORD_BORROWED)) != 0) {
        score += BORROWED_POSITION;
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
march_search_add_unit(MarchSearch *search,
                      const MarchIndexReader *reader,
                      guint32 place,
                      double own)
{
    const MarchPlaceRecord *record = march_index_reader_get_place(reader, place);
    const MarchCandidate unit = {
        .reader = reader,
        .place = place,
        .string = record->name,
        .name_flags = MARCH_NAME_MAIN,
        .second = 1,
        .is_same = TRUE,
        .begins_alike = TRUE,
        .is_spelled = TRUE,
        .has_hint = country_is_hinted(search->query->countries, record->country),
        .own = own,
    };
    gboolean is_known = FALSE;
    for (guint i = 0; i < search->candidates->len && !is_known; i++) {
        MarchCandidate *known = &g_array_index(search->candidates, MarchCandidate, i);
        is_known = known->reader == reader && known->place == place;
        known->own = is_known ? MAX(known->own, own) : known->own;
    }
    if (!is_known) {
        g_array_append_val(search->candidates, unit);
    }
    march_search_sort(search);
}

void
march_search_score(MarchSearch *search, guint limit)
{
    gboolean has_whole = FALSE;
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        candidate->own = score_candidate(search, candidate);
        has_whole |= candidate->is_spelled && !candidate->is_part;
    }
    /* "South Sudan" is there as it stands: then it is not Sudan. */
    for (guint i = 0; has_whole && i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        candidate->own += candidate->is_part ? PART_OF_WHOLE : 0;
    }
    march_search_sort(search);
    if (search->candidates->len > limit) {
        g_array_set_size(search->candidates, limit);
    }
}
