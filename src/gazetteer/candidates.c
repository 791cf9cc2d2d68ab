/* SPDX-License-Identifier: MIT */
#include "candidates.h"

#include <math.h>
#include <string.h>

#include "candidate-features.h"
#include "letters.h"
#include "orthography.h"

/* What is not fitted, in the log-odds of candidate-features.h. */
#define NEAR_WEIGHT   5.0
#define NEAR_SCALE_KM 100.0
#define NOTABLE       3.0
#define NOTABLE_SAME  1.0
#define USERS_PLACE   14.0
/** What has so many names is known abroad by each of them, where no country is
 * hinted; per power of e more. */
#define FAMOUS_NAMES 15.0
#define FAME         1.0

/** A name so near in a hinted country needs no looser look there. */
#define WELL_FOUND 0.05

/** Names of one key that are looked at. */
#define NAME_LIMIT 20000
/** How far, in log-odds, a country comes behind a place that is spelt as asked. */
#define FOREIGN_COUNTRY_LAG 2.0
/** Log-odds that comparing the letters does not make up for. */
#define FAR_BEHIND 6.0
/** What a distance of sounds lets expect of the letters, before they are compared. */
#define LETTERS_GUESS 1.5

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

gboolean
march_record_is_valid(const MarchPlaceRecord *record, MarchDate as_of)
{
    const MarchDateRange range = {{record->valid_from}, {record->valid_to}};
    return march_date_is_given(as_of) ? march_date_range_contains(range, as_of)
                                      : record->valid_to == 0;
}

static gboolean
country_is_hinted(const char *countries, const char country[2])
{
    /* Land of no country, or of a disputed one, is in nobody else's. */
    if (country[0] == '\0') {
        return countries != NULL && *countries != '\0';
    }
    for (const char *p = countries; p != NULL && *p != '\0'; p++) {
        if (g_ascii_toupper(p[0]) == country[0] &&
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

/** Puts @candidate beside @old, another name of the same place. */
static void
join_candidates(MarchCandidate *old, MarchCandidate *candidate)
{
    if (candidate->string != old->string && candidate->distance < old->second) {
        old->second = candidate->distance;
        old->next_string = candidate->string;
    }
    const gboolean is_better = (candidate->is_spelled && !old->is_spelled) ||
                               (candidate->is_exact && !old->is_exact) ||
                               (candidate->is_spelled == old->is_spelled &&
                                candidate->is_exact == old->is_exact &&
                                (candidate->name_flags & MARCH_NAME_MAIN) >
                                    (old->name_flags & MARCH_NAME_MAIN));
    if (candidate->is_same && old->is_same) {
        merge_flags(old, candidate);
    }
    /* The second look may find what is nearer than what the first has. */
    if (candidate->distance < old->distance ||
        (candidate->distance <= old->distance && is_better)) {
        candidate->second = old->second;
        candidate->next_string =
            candidate->string != old->next_string ? old->next_string : old->string;
        *old = *candidate;
    }
}

/** What one index has for a search. */
typedef struct {
    MarchSearch *search;
    MarchSpeller *speller;
    const MarchIndexReader *reader;
    gboolean is_users;
    GArray *records;   /**< of MarchNameRecord */
    GHashTable *known; /**< place + 1 -> number of its candidate + 1 */
    MarchDetailWindow window;
} Collection;

/** Makes candidates of the names of one key; only of hinted countries, if so asked. */
static void
collect_key(Collection *collection, const MarchKeyMatch *match, gboolean only_hinted)
{
    MarchSearch *search = collection->search;
    const MarchIndexReader *reader = collection->reader;
    const MarchNameForm *form =
        &g_array_index(search->forms, MarchNameForm, match->form);
    guint32 count;
    const MarchNameRecord *names = march_index_reader_get_names(
        reader, &match->names, collection->records, &count);
    for (guint32 k = 0; k < MIN(count, NAME_LIMIT); k++) {
        const guint32 place = names[k].place & MARCH_NAME_PLACE_MASK;
        MarchCandidate candidate = {
            .reader = reader,
            .place = place,
            .string = names[k].string,
            .name_flags = names[k].place >> MARCH_NAME_PLACE_BITS,
            .distance = match->distance,
            .second = 1,
            .form = match->form,
            .key_names = count,
            .letters = LETTERS_GUESS * match->distance,
            .is_same = match->is_same,
            .begins_alike = match->begins_alike,
            .is_inside = match->is_inside,
            .sound_length = form->sound.length,
            .key_length = match->key_length,
            .vowels_are_missing = form->vowels_are_missing,
            .is_part = (form->flags & (MARCH_FORM_STRIPPED | MARCH_FORM_PART)) != 0,
            .is_users = collection->is_users,
        };
        march_traits_to_record(march_index_reader_get_traits(reader, place),
                               &candidate.record);
        candidate.has_hint =
            country_is_hinted(search->query->countries, candidate.record.country);
        /* A country is in itself, and its name is no village's misspelt. Parts of names of
         * units and features are mostly what they are: "border" of "X border outpost". */
        const guint8 place_class = candidate.record.place_class;
        if (only_hinted && (!candidate.has_hint || place_class == MARCH_PLACE_COUNTRY ||
                            (match->is_inside && place_class != MARCH_PLACE_PLACE))) {
            continue;
        }
        if (match->is_same) {
            compare_spelling(search, collection->speller, form,
                             march_index_reader_read_string(reader, names[k].string,
                                                            &collection->window),
                             &candidate);
        }
        const guint index = GPOINTER_TO_UINT(
            g_hash_table_lookup(collection->known, GUINT_TO_POINTER(place + 1)));
        if (index != 0) {
            join_candidates(
                &g_array_index(search->candidates, MarchCandidate, index - 1),
                &candidate);
            continue;
        }
        g_array_append_val(search->candidates, candidate);
        g_hash_table_insert(collection->known, GUINT_TO_POINTER(place + 1),
                            GUINT_TO_POINTER(search->candidates->len));
    }
}

/** Whether countries are hinted and nothing in them sounds like what is asked. */
static gboolean
needs_looser_look(const MarchSearch *search)
{
    if (search->query->countries == NULL || search->query->countries[0] == '\0') {
        return FALSE;
    }
    for (guint i = 0; i < search->candidates->len; i++) {
        const MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        if (candidate->has_hint && candidate->distance < WELL_FOUND &&
            !candidate->is_part) {
            return FALSE;
        }
    }
    return TRUE;
}

void
march_search_collect(MarchSearch *search,
                     MarchSpeller *speller,
                     MarchRetriever *retriever,
                     gboolean is_users)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(MarchKeyMatch));
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(MarchNameRecord));
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    Collection collection = {
        .search = search,
        .speller = speller,
        .reader = march_retriever_get_reader(retriever),
        .is_users = is_users,
        .records = records,
        .known = known,
    };
    march_retriever_find(retriever, search->forms, matches);
    for (guint i = 0; i < matches->len; i++) {
        collect_key(&collection, &g_array_index(matches, MarchKeyMatch, i), FALSE);
    }
    if (needs_looser_look(search)) {
        march_retriever_find_in(retriever, search->forms, search->query->countries,
                                matches);
        for (guint i = 0; i < matches->len; i++) {
            collect_key(&collection, &g_array_index(matches, MarchKeyMatch, i), TRUE);
        }
    }
}

static void
read_record(MarchCandidate *candidate, MarchDetailWindow *window)
{
    if (!candidate->is_read) {
        march_index_reader_read_place(candidate->reader, candidate->place, window,
                                      &candidate->record);
        candidate->is_read = TRUE;
    }
}

static gboolean
is_dated(const MarchCandidate *candidate)
{
    return (march_index_reader_get_traits(candidate->reader, candidate->place)->flags &
            MARCH_TRAITS_DATED) != 0;
}

/** Whether another candidate is the same place by its present name. */
static gboolean
is_succeeded(MarchSearch *search,
             const MarchPlaceRecord *record,
             MarchDetailWindow *window)
{
    if (record->geonames_id == 0) {
        return FALSE;
    }
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *other = &g_array_index(search->candidates, MarchCandidate, i);
        read_record(other, window);
        if (other->record.geonames_id == record->geonames_id &&
            other->record.valid_to == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_search_keep_valid(MarchSearch *search, MarchDate as_of)
{
    guint kept = 0;
    MarchDetailWindow window;
    window.reader = NULL;
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        if (is_dated(candidate)) {
            read_record(candidate, &window);
        }
        if (march_record_is_valid(&candidate->record, as_of) ||
            (!march_date_is_given(as_of) &&
             !is_succeeded(search, &candidate->record, &window))) {
            g_array_index(search->candidates, MarchCandidate, kept++) = *candidate;
        }
    }
    g_array_set_size(search->candidates, kept);
}

static double
score_candidate(const MarchSearch *search, const MarchCandidate *candidate)
{
    const MarchPlaceRecord *record = &candidate->record;
    double features[MARCH_FEATURE_COUNT];
    march_candidate_measure(search, candidate, features);
    double score = march_feature_score(features);
    if ((record->flags & MARCH_RECORD_NOTABLE) != 0) {
        score += NOTABLE * MAX(0, 1 - 6 * candidate->distance) +
                 (candidate->is_same ? NOTABLE_SAME : 0);
    }
    const char *countries = search->query->countries;
    const gboolean is_abroad = countries == NULL || *countries == '\0';
    if (is_abroad && candidate->is_spelled && !candidate->is_part &&
        search->script == MARCH_SCRIPT_LATIN) {
        score += FAME * log(MAX(record->name_count / FAMOUS_NAMES, 1));
    }
    if (candidate->is_users) {
        score += USERS_PLACE * MAX(0, 1 - 4 * candidate->distance);
    }
    if (search->query->near != NULL) {
        const double distance =
            march_distance_km(march_record_position(record), *search->query->near);
        score += NEAR_WEIGHT * exp(-distance / NEAR_SCALE_KM);
    }
    return score;
}

/** How alike @spelling is to what was asked, as a whole or as the form that matched. */
static void
compare_letters(const MarchSearch *search,
                const char *spelling,
                MarchCandidate *candidate)
{
    const guint forms[] = {0, candidate->form};
    for (guint i = 0; i < (candidate->form == 0 ? 1 : G_N_ELEMENTS(forms)); i++) {
        const MarchNameForm *form =
            &g_array_index(search->forms, MarchNameForm, forms[i]);
        const double letters = march_letters_distance(form->spelling, spelling);
        candidate->letters = MIN(candidate->letters, letters);
        candidate->letters_flags |= march_letters_compare(form->spelling, spelling);
    }
}

/** Compares the letters of the names of @candidate that matched. */
static void
compare_names(const MarchSearch *search,
              MarchSpeller *speller,
              MarchDetailWindow *window,
              MarchCandidate *candidate)
{
    char spelling[MARCH_SPELLING_LIMIT + 1];
    read_record(candidate, window);
    if (candidate->is_compared) {
        candidate->letters = candidate->compared_letters;
        candidate->unlike_main = candidate->compared_unlike_main;
        candidate->letters_flags = candidate->compared_flags;
        candidate->script = candidate->compared_script;
        candidate->share = candidate->compared_share;
        return;
    }
    candidate->letters = 1;
    candidate->letters_flags = 0;
    const char *name =
        march_index_reader_read_string(candidate->reader, candidate->string, window);
    candidate->script = march_script_of(name);
    march_speller_spell(speller, name, spelling);
    compare_letters(search, spelling, candidate);
    if (candidate->form < search->forms->len) {
        march_letters_share(
            g_array_index(search->forms, MarchNameForm, candidate->form).spelling,
            spelling, &candidate->share);
    }
    if (candidate->string != candidate->record.name) {
        char main_name[MARCH_SPELLING_LIMIT + 1];
        march_speller_spell(speller,
                            march_index_reader_read_string(
                                candidate->reader, candidate->record.name, window),
                            main_name);
        candidate->unlike_main = march_letters_distance(spelling, main_name);
    }
    if (candidate->next_string != 0) {
        march_speller_spell(speller,
                            march_index_reader_read_string(
                                candidate->reader, candidate->next_string, window),
                            spelling);
        compare_letters(search, spelling, candidate);
    }
    candidate->is_compared = TRUE;
    candidate->compared_letters = candidate->letters;
    candidate->compared_unlike_main = candidate->unlike_main;
    candidate->compared_flags = candidate->letters_flags;
    candidate->compared_script = candidate->script;
    candidate->compared_share = candidate->share;
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
    MarchCandidate unit = {
        .reader = reader,
        .place = place,
        .name_flags = MARCH_NAME_MAIN,
        .second = 1,
        .is_same = TRUE,
        .begins_alike = TRUE,
        .is_spelled = TRUE,
        .own = own,
    };
    MarchDetailWindow window;
    read_record(&unit, &window);
    unit.string = unit.record.name;
    unit.has_hint = country_is_hinted(search->query->countries, unit.record.country);
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

static void
score_all(MarchSearch *search)
{
    /* "South Sudan" is there as it stands: then it is not Sudan. */
    gboolean has_whole = FALSE;
    for (guint i = 0; i < search->candidates->len; i++) {
        const MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        has_whole |= candidate->is_spelled && !candidate->is_part;
    }
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        candidate->is_part_of_whole = has_whole && candidate->is_part;
        candidate->own = score_candidate(search, candidate);
    }
    march_search_sort(search);
}

/** Drops what a closer look will not bring forward; the candidates are sorted. */
static void
keep_best(MarchSearch *search, guint least, guint limit)
{
    guint count = MIN(search->candidates->len, limit);
    while (count > least) {
        const MarchCandidate *best =
            &g_array_index(search->candidates, MarchCandidate, 0);
        const MarchCandidate *last =
            &g_array_index(search->candidates, MarchCandidate, count - 1);
        if (last->is_same || last->own > best->own - FAR_BEHIND) {
            break;
        }
        count--;
    }
    g_array_set_size(search->candidates, count);
}

void
march_search_read(MarchSearch *search)
{
    MarchDetailWindow window;
    window.reader = NULL;
    for (guint i = 0; i < search->candidates->len; i++) {
        read_record(&g_array_index(search->candidates, MarchCandidate, i), &window);
    }
}

/**
 * A name of a country in another script that sounds like the query says less than a
 * place whose own name is spelt so: the country comes behind the best of these.
 */
static void
lower_foreign_countries(MarchSearch *search)
{
    double spelled = -G_MAXDOUBLE;
    for (guint i = 0; i < search->candidates->len; i++) {
        const MarchCandidate *other =
            &g_array_index(search->candidates, MarchCandidate, i);
        if (other->is_spelled && (other->name_flags & MARCH_NAME_MAIN) != 0) {
            spelled = MAX(spelled, other->own);
        }
    }
    for (guint i = 0; spelled > -G_MAXDOUBLE && i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        if (candidate->record.place_class == MARCH_PLACE_COUNTRY &&
            !candidate->is_spelled && candidate->script != MARCH_SCRIPT_UNKNOWN &&
            candidate->script != search->script) {
            candidate->own = MIN(candidate->own, spelled - FOREIGN_COUNTRY_LAG);
        }
    }
}

void
march_search_score(MarchSearch *search, MarchSpeller *speller, guint least, guint limit)
{
    search->script = march_script_of(search->name);
    search->marks = march_orthography_tell(search->name);
    MarchDetailWindow window;
    window.reader = NULL;
    if (search->query->near != NULL) {
        march_search_read(search);
    }
    score_all(search);
    keep_best(search, least, limit);
    for (guint i = 0; i < search->candidates->len; i++) {
        MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        compare_names(search, speller, &window, candidate);
    }
    score_all(search);
    lower_foreign_countries(search);
}
