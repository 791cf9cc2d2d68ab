/* SPDX-License-Identifier: MIT */
#include "candidate-features.h"

#include <math.h>

#include "letters.h"
#include "orthography.h"
#include "place-kinds.h"

/** MarchPlaceRecord.rank of a capital. */
#define CAPITAL_RANK 6

/** Whether the class of a place is what a type word of the query asks for. */
static int
compare_class(const MarchNameHint *hint, guint8 place_class)
{
    if (!hint->has_role || hint->role == MARCH_WORD_FILLER) {
        return 0;
    }
    static const guint8 wanted[] = {
        [MARCH_WORD_PLACE] = MARCH_PLACE_PLACE,
        [MARCH_WORD_DISTRICT] = MARCH_PLACE_DISTRICT,
        [MARCH_WORD_REGION] = MARCH_PLACE_REGION,
        [MARCH_WORD_COUNTRY] = MARCH_PLACE_COUNTRY,
        [MARCH_WORD_FEATURE] = MARCH_PLACE_FEATURE,
    };
    if (place_class == wanted[hint->role]) {
        return 1;
    }
    const gboolean both_admin =
        (hint->role == MARCH_WORD_DISTRICT || hint->role == MARCH_WORD_REGION) &&
        (place_class == MARCH_PLACE_DISTRICT || place_class == MARCH_PLACE_REGION);
    return both_admin ? 0 : -1;
}

/** log10 of the population; units get what their kind is worth. */
static double
importance_of(const MarchPlaceRecord *record)
{
    switch (record->place_class) {
    case MARCH_PLACE_COUNTRY:
        return MAX(record->rank / 10.0, 6);
    case MARCH_PLACE_REGION:
        return MAX(record->rank / 10.0, 4);
    case MARCH_PLACE_DISTRICT:
        return MAX(record->rank / 10.0, 3);
    default:
        return log10(1 + (double)record->population);
    }
}

static void
measure_sounds(const MarchCandidate *candidate, double *features)
{
    const double distance = candidate->distance;
    const double second = MIN(candidate->second, 0.6);
    const double shortness = MAX(0, 6.0 - candidate->sound_length) / 3;
    features[MARCH_FEATURE_DISTANCE] = distance;
    features[MARCH_FEATURE_DISTANCE_SHORT] = distance * shortness;
    features[MARCH_FEATURE_DISTANCE_WHOLE] =
        distance * (candidate->sound_length + candidate->key_length) / 2;
    features[MARCH_FEATURE_DISTANCE_FAR] = MAX(0, distance - 0.2);
    features[MARCH_FEATURE_SECOND] = second;
    features[MARCH_FEATURE_SECOND_GAP] = MAX(0, MIN(second - distance, 0.15));
    features[MARCH_FEATURE_INSIDE] = candidate->is_inside;
    features[MARCH_FEATURE_BEGINS] = candidate->begins_alike;
    features[MARCH_FEATURE_UNVOCALISED] = candidate->vowels_are_missing ? distance : 0;
}

static void
measure_letters(const MarchCandidate *candidate, double *features)
{
    const guint flags = candidate->letters_flags;
    features[MARCH_FEATURE_LETTERS] = candidate->letters;
    features[MARCH_FEATURE_LETTERS_FIRST] = (flags & MARCH_LETTERS_FIRST) == 0;
    features[MARCH_FEATURE_LETTERS_LAST] = (flags & MARCH_LETTERS_LAST) == 0;
    features[MARCH_FEATURE_HEAD] = (flags & MARCH_LETTERS_HEAD) != 0;
    features[MARCH_FEATURE_TAIL] = (flags & MARCH_LETTERS_TAIL) != 0;
    features[MARCH_FEATURE_MIDDLE] = (flags & MARCH_LETTERS_MIDDLE) != 0;
    features[MARCH_FEATURE_UNLIKE] = candidate->unlike_main;
    features[MARCH_FEATURE_UNLIKE_SPELLED] =
        candidate->is_spelled ? candidate->unlike_main : 0;
    features[MARCH_FEATURE_PART] = (flags & MARCH_LETTERS_PART) != 0;
    features[MARCH_FEATURE_PREFIX] = candidate->share.prefix;
    features[MARCH_FEATURE_SUFFIX] = candidate->share.suffix;
    features[MARCH_FEATURE_LONGER] = candidate->share.longer;
    features[MARCH_FEATURE_SHORTER] = candidate->share.shorter;
    features[MARCH_FEATURE_ASKED_WORDS] = candidate->share.asked_words;
    features[MARCH_FEATURE_NAME_WORDS] = candidate->share.name_words;
}

static void
measure_name(const MarchSearch *search,
             const MarchCandidate *candidate,
             const MarchPlaceRecord *record,
             double *features)
{
    const gboolean is_main = record->place_class == MARCH_PLACE_COUNTRY ||
                             (candidate->name_flags & MARCH_NAME_MAIN) != 0;
    const double importance = importance_of(record);
    const double shared = log(MAX(candidate->key_names, 1));
    if (candidate->is_same) {
        features[MARCH_FEATURE_SAME] = 1;
        features[MARCH_FEATURE_SAME_SECOND] = candidate->second < 0.001;
        features[MARCH_FEATURE_SAME_SIZE] = importance;
        features[MARCH_FEATURE_SAME_SHARED] = shared;
        features[MARCH_FEATURE_LONG] = MAX(0, (int)candidate->sound_length - 8);
    } else {
        features[MARCH_FEATURE_FUZZY_SIZE] = importance;
        features[MARCH_FEATURE_FUZZY_SHARED] = shared;
    }
    if (candidate->is_spelled) {
        features[MARCH_FEATURE_SPELLED] = 1;
        features[MARCH_FEATURE_SPELLED_MAIN] = is_main;
        features[MARCH_FEATURE_SPELLED_SIZE] = importance;
        /* A region is less what its name alone means than a city. */
        const gboolean is_settled = record->place_class == MARCH_PLACE_PLACE ||
                                    record->place_class == MARCH_PLACE_COUNTRY;
        const gboolean is_region = record->place_class == MARCH_PLACE_REGION;
        /* In other scripts a city and its province have one name more often. */
        const double least_region = search->script == MARCH_SCRIPT_LATIN ? 5.5 : 6;
        features[MARCH_FEATURE_SPELLED_CITY] =
            (is_settled || is_region) &&
                    (!candidate->is_part ||
                     compare_class(&search->hint, record->place_class) > 0)
                ? MAX(0, importance - (is_region ? least_region : 5))
                : 0;
        features[MARCH_FEATURE_SPELLED_CAPITAL] =
            record->place_class == MARCH_PLACE_PLACE && record->rank >= CAPITAL_RANK;
        features[MARCH_FEATURE_SPELLED_OUTSIDE] = search->query->countries != NULL &&
                                                  search->query->countries[0] != '\0' &&
                                                  !candidate->has_hint;
        features[MARCH_FEATURE_EXACT] = candidate->is_exact;
    }
    const double names = log(1 + (double)record->name_count);
    features[MARCH_FEATURE_NAMES] = names;
    features[MARCH_FEATURE_SPELLED_NAMES] = candidate->is_spelled ? names : 0;
    features[MARCH_FEATURE_SAME_NAMES] = candidate->is_same ? names : 0;
    const gboolean goes_on = features[MARCH_FEATURE_HEAD] > 0 ||
                             (candidate->name_flags & MARCH_NAME_HEAD) != 0;
    features[MARCH_FEATURE_HEAD_SIZE] = goes_on ? importance : 0;
    features[MARCH_FEATURE_MAIN] = is_main;
    features[MARCH_FEATURE_MAIN_SIZE] = is_main ? importance : 0;
    features[MARCH_FEATURE_READING] = (candidate->name_flags & MARCH_NAME_READING) != 0;
    features[MARCH_FEATURE_STEM] = (candidate->name_flags & MARCH_NAME_HEAD) != 0;
    const gboolean is_stripped = (candidate->name_flags & MARCH_NAME_STRIPPED) != 0;
    features[MARCH_FEATURE_STRIPPED] = is_stripped;
    features[MARCH_FEATURE_STRIPPED_BOTH] = is_stripped && search->hint.has_role;
}

static void
measure_script(const MarchSearch *search,
               const MarchCandidate *candidate,
               const MarchPlaceRecord *record,
               double *features)
{
    const MarchScript script = search->script;
    if (script == MARCH_SCRIPT_LATIN) {
        features[MARCH_FEATURE_SCRIPT_LATIN] =
            candidate->script != MARCH_SCRIPT_UNKNOWN && candidate->script != script;
    } else {
        const gboolean has_names = (record->scripts & 1U << script) != 0;
        features[MARCH_FEATURE_SCRIPT_NONE] = !has_names;
        features[MARCH_FEATURE_SCRIPT_OTHER] =
            has_names && candidate->script != MARCH_SCRIPT_UNKNOWN &&
            candidate->script != script;
        features[MARCH_FEATURE_SCRIPT_HOME] =
            march_script_is_home(script, record->country);
        features[MARCH_FEATURE_SCRIPT_EXACT] = candidate->is_exact;
        features[MARCH_FEATURE_SCRIPT_SAME] = candidate->is_same;
    }
    const char country[3] = {record->country[0], record->country[1], '\0'};
    const MarchOrthography own = march_orthography_of_country(country);
    if (search->marks != 0) {
        const gboolean is_own = (search->marks & 1U << own) != 0;
        features[MARCH_FEATURE_MARKS_HOME] = is_own;
        features[MARCH_FEATURE_MARKS_ABROAD] = !is_own;
    }
    if (candidate->form < search->forms->len) {
        const MarchNameForm *form =
            &g_array_index(search->forms, MarchNameForm, candidate->form);
        features[MARCH_FEATURE_HOME_READING] =
            (form->flags & MARCH_FORM_READING) != 0 && form->orthography == own;
    }
}

/** What is different about a name that is asked for with a country. */
static void
measure_hinted(const MarchSearch *search,
               const MarchCandidate *candidate,
               const MarchPlaceRecord *record,
               double *features)
{
    if (search->query->countries == NULL || search->query->countries[0] == '\0') {
        return;
    }
    if (!candidate->has_hint) {
        features[MARCH_FEATURE_OUTSIDE_SAME] = candidate->is_same;
        return;
    }
    features[MARCH_FEATURE_HINT_DISTANCE] = candidate->distance;
    features[MARCH_FEATURE_HINT_LETTERS] = candidate->letters;
    features[MARCH_FEATURE_HINT_SAME] = candidate->is_same;
    features[MARCH_FEATURE_HINT_SPELLED] = candidate->is_spelled;
    features[MARCH_FEATURE_HINT_SIZE] = importance_of(record);
    features[MARCH_FEATURE_HINT_SHARED] = log(MAX(candidate->key_names, 1));
}

void
march_candidate_measure(const MarchSearch *search,
                        const MarchCandidate *candidate,
                        double features[MARCH_FEATURE_COUNT])
{
    for (guint i = 0; i < MARCH_FEATURE_COUNT; i++) {
        features[i] = 0;
    }
    const MarchPlaceRecord *record = &candidate->record;
    const int agreement = compare_class(&search->hint, record->place_class);
    measure_sounds(candidate, features);
    measure_letters(candidate, features);
    measure_name(search, candidate, record, features);
    measure_script(search, candidate, record, features);
    measure_hinted(search, candidate, record, features);
    if (agreement <= 0) {
        features[MARCH_FEATURE_KIND] = march_place_kind_score(record);
        features[MARCH_FEATURE_CLASS_DISAGREES] = agreement < 0;
        features[MARCH_FEATURE_COUNTRY] = record->place_class == MARCH_PLACE_COUNTRY;
        features[MARCH_FEATURE_REGION] = record->place_class == MARCH_PLACE_REGION;
        features[MARCH_FEATURE_DISTRICT] = record->place_class == MARCH_PLACE_DISTRICT;
    } else {
        const gboolean is_told = record->place_class == MARCH_PLACE_REGION ||
                                 record->place_class == MARCH_PLACE_DISTRICT ||
                                 record->place_class == MARCH_PLACE_FEATURE;
        const guint nowhere =
            (guint)MARCH_RECORD_UNPLACED | (guint)MARCH_RECORD_BORROWED;
        features[MARCH_FEATURE_CLASS_AGREES] = 1;
        features[MARCH_FEATURE_UNIT_ASKED] =
            is_told && candidate->is_same && (record->flags & nowhere) == 0;
    }
    if (record->place_class == MARCH_PLACE_PLACE) {
        features[MARCH_FEATURE_RANK] = record->rank;
    }
    features[MARCH_FEATURE_BORROWED] =
        (record->flags & (MARCH_RECORD_UNPLACED | MARCH_RECORD_BORROWED)) != 0;
    features[MARCH_FEATURE_HINT] = candidate->has_hint;
    features[MARCH_FEATURE_LEFT_OUT] = candidate->is_part;
    features[MARCH_FEATURE_PART_OF_WHOLE] = candidate->is_part_of_whole;
    features[MARCH_FEATURE_ASKED_READING] =
        candidate->form < search->forms->len &&
        (g_array_index(search->forms, MarchNameForm, candidate->form).flags &
         MARCH_FORM_READING) != 0;
}
