/* SPDX-License-Identifier: MIT */
#include "answers.h"

#include <math.h>
#include <string.h>

#include "candidate-features.h"

/** Places closer than this are one answer. */
#define SAME_PLACE_KM 25.0
/** A degree of latitude is not shorter. */
#define LEAST_KM_PER_DEGREE 111.0
/** How much of the context lifts "there is no entry" too. */
#define ABSENT_CONTEXT 0.6
/** The chance that a place of no entry lies within its container's radius. */
#define CONTAINER_CHANCE 0.8
/** What is "in" a town may lie this far from it. */
#define AROUND_PLACE_KM 40.0
#define FOUND_CHANCE    0.5
/** A rival this likely compared to the best makes a name ambiguous. */
#define AMBIGUOUS_SHARE 0.6
/** A smaller place needs more than an alias this unlike its name, in letters. */
#define MERE_ALIAS_PEOPLE 50000
#define MERE_ALIAS_UNLIKE 0.6
/** So sure, an alias is as good as another name. */
#define MERE_ALIAS_CHANCE 0.9
/** As sure must be a country whose name is only like the query. */
#define UNLIKE_COUNTRY_CHANCE 0.7
/** Namesakes so far apart are not one place and its part. */
#define NAMESAKE_KM 50.0
/** Candidates that may come first when chances of one place add up, how far behind the
 * first they are in log-odds at most, and by what factor they must be likelier. */
#define LEADING    24U
#define BEHIND     2.0
#define LEAST_LEAD 1.05
/** Candidates this far below the best, in log-odds, add nothing. */
#define NEGLIGIBLE 9.0
/** Above this chance of having no entry, rivals do not matter. */
#define AMBIGUOUS_ABSENT 0.5

static char *
dup_name(const MarchIndexReader *reader, guint32 place_plus_one)
{
    if (place_plus_one == 0) {
        return NULL;
    }
    MarchDetailWindow window;
    MarchPlaceRecord record;
    march_index_reader_read_place(reader, place_plus_one - 1, &window, &record);
    return g_strdup(march_index_reader_read_string(reader, record.name, &window));
}

MarchPlace *
march_place_from_record(const MarchIndexReader *reader, guint32 number)
{
    MarchDetailWindow window;
    MarchPlaceRecord whole;
    march_index_reader_read_place(reader, number, &window, &whole);
    const MarchPlaceRecord *record = &whole;
    MarchPlace *place = g_new0(MarchPlace, 1);
    place->name =
        g_strdup(march_index_reader_read_string(reader, record->name, &window));
    place->matched = g_strdup(place->name);
    place->position = march_record_position(record);
    memcpy(place->country, record->country, 2);
    place->admin1 = dup_name(reader, record->admin1);
    place->admin2 = dup_name(reader, record->admin2);
    place->place_class =
        (MarchPlaceClass)MIN(record->place_class, (guint8)MARCH_PLACE_FEATURE);
    place->geonames_id = record->geonames_id;
    place->population = record->population;
    place->precision_km = record->precision / 10.0;
    place->score = 1;
    g_autofree char *key = g_strdup_printf("source-%u", record->source);
    place->source = march_index_reader_get_metadata(reader, key);
    return place;
}

static const MarchCandidate *
get(const MarchSearch *search, guint index)
{
    return &g_array_index(search->candidates, MarchCandidate, index);
}

static MarchLonLat
locate(const MarchCandidate *candidate)
{
    return march_record_position(&candidate->record);
}

static double
total(const MarchCandidate *candidate)
{
    return candidate->own + candidate->context;
}

/** Whether two candidates are one answer: near, or a unit and what it is named after. */
static gboolean
is_same_place(const MarchCandidate *a, const MarchCandidate *b)
{
    const MarchPlaceRecord *first = &a->record;
    const MarchPlaceRecord *second = &b->record;
    const gboolean is_unit = first->place_class == MARCH_PLACE_REGION ||
                             first->place_class == MARCH_PLACE_DISTRICT ||
                             second->place_class == MARCH_PLACE_REGION ||
                             second->place_class == MARCH_PLACE_DISTRICT;
    const gboolean may_contain = is_unit && first->country[0] != '\0' &&
                                 memcmp(first->country, second->country, 2) == 0;
    const double precision = MAX(first->precision, second->precision) / 10.0;
    const double reach = may_contain ? MAX(precision, SAME_PLACE_KM) : SAME_PLACE_KM;
    const MarchLonLat here = march_record_position(first);
    const MarchLonLat there = march_record_position(second);
    /* Most pairs are far apart; the latitudes alone tell, without trigonometry. */
    return fabs(here.lat - there.lat) * LEAST_KM_PER_DEGREE <= reach &&
           march_distance_km(here, there) <= reach;
}

/** The best candidate that lies elsewhere, or NULL. */
static const MarchCandidate *
find_rival(const MarchSearch *search)
{
    for (guint i = 1; i < search->candidates->len; i++) {
        const MarchCandidate *other = get(search, i);
        if (!is_same_place(other, get(search, 0))) {
            return other;
        }
    }
    return NULL;
}

/** The chance of each candidate; those of one place share theirs. */
static double *
share_chances(const MarchSearch *search, guint limit, double *absent_chance)
{
    const guint count = search->candidates->len;
    double *chances = g_new0(double, count + 1);
    gboolean any_hint = FALSE;
    double context = 0;
    for (guint i = 0; i < count; i++) {
        any_hint |= get(search, i)->has_hint;
        context = MAX(context, get(search, i)->context);
    }
    const double absent = march_feature_absent(any_hint) + ABSENT_CONTEXT * context;
    const double best = count > 0 ? MAX(total(get(search, 0)), absent) : absent;
    double sum = exp(absent - best);
    for (guint i = 0; i < count; i++) {
        sum += exp(total(get(search, i)) - best);
    }
    *absent_chance = exp(absent - best) / sum;
    for (guint i = 0; i < MIN(count, limit); i++) {
        for (guint k = 0; k < count && total(get(search, k)) > best - NEGLIGIBLE; k++) {
            if (is_same_place(get(search, i), get(search, k))) {
                chances[i] += exp(total(get(search, k)) - best) / sum;
            }
        }
    }
    return chances;
}

static gboolean
is_unplaced(const MarchCandidate *candidate)
{
    return (candidate->record.flags & MARCH_RECORD_UNPLACED) != 0;
}

void
march_answer_put_likeliest_first(MarchSearch *search)
{
    double sums[LEADING];
    guint first = 0;
    guint count = MIN(search->candidates->len, LEADING);
    while (count > 0 &&
           total(get(search, count - 1)) < total(get(search, 0)) - BEHIND) {
        count--;
    }
    for (guint i = 0; i < count; i++) {
        sums[i] = 0;
        for (guint k = 0; k < count; k++) {
            const gboolean is_near =
                i == k ||
                (!is_unplaced(get(search, i)) && !is_unplaced(get(search, k)) &&
                 march_distance_km(locate(get(search, i)), locate(get(search, k))) <=
                     SAME_PLACE_KM);
            sums[i] += is_near ? exp(total(get(search, k)) - total(get(search, 0))) : 0;
        }
        first = sums[i] > sums[first] * LEAST_LEAD ? i : first;
    }
    if (first > 0) {
        const MarchCandidate likeliest = *get(search, first);
        g_array_remove_index(search->candidates, first);
        g_array_prepend_val(search->candidates, likeliest);
    }
}

static MarchMatch
match_of(const MarchCandidate *candidate)
{
    if (candidate->is_exact) {
        return MARCH_MATCH_EXACT;
    }
    return candidate->is_same ? MARCH_MATCH_FOLDED : MARCH_MATCH_FUZZY;
}

static char *
describe_place(const MarchPlace *place)
{
    GString *text = g_string_new(place->name);
    if (place->admin1 != NULL && strcmp(place->admin1, place->name) != 0) {
        g_string_append_printf(text, ", %s", place->admin1);
    }
    if (place->country[0] != '\0') {
        g_string_append_printf(text, " (%s)", place->country);
    }
    return g_string_free(text, FALSE);
}

static gboolean
is_main_name(const MarchCandidate *candidate)
{
    return (candidate->name_flags & MARCH_NAME_MAIN) != 0;
}

/** Whether another place, elsewhere, has the name of @best as its own. */
static gboolean
has_namesake(const MarchSearch *search, const MarchCandidate *best)
{
    for (guint i = 1; i < search->candidates->len; i++) {
        const MarchCandidate *other = get(search, i);
        if (other->is_same && is_main_name(other) &&
            (other->has_hint || !best->has_hint) &&
            march_distance_km(locate(best), locate(other)) > NAMESAKE_KM) {
            return TRUE;
        }
    }
    return FALSE;
}

/**
 * Whether all that speaks for @best is that a small place also bears or bore the name,
 * while it is quite unlike its own, or the place lies in no country that was hinted,
 * or another has it as its own: more often another place of that name is meant.
 */
static gboolean
is_mere_alias(const MarchSearch *search, const MarchCandidate *best)
{
    const MarchPlaceRecord *record = &best->record;
    const char *countries = search->query->countries;
    const gboolean is_abroad =
        countries != NULL && *countries != '\0' && !best->has_hint;
    if (record->place_class != MARCH_PLACE_PLACE || best->is_users ||
        (best->context > 0 && !is_abroad) ||
        (record->flags & MARCH_RECORD_NOTABLE) != 0 ||
        record->population >= MERE_ALIAS_PEOPLE) {
        return FALSE;
    }
    return (!best->has_hint && best->unlike_main > MERE_ALIAS_UNLIKE) ||
           (!is_main_name(best) && (is_abroad || has_namesake(search, best)));
}

/** Whether @best is a country that is only somewhat alike: these are seldom misspelt. */
static gboolean
is_unlike_country(const MarchCandidate *best, double chance)
{
    return best->record.place_class == MARCH_PLACE_COUNTRY && !best->is_same &&
           !best->is_spelled && !is_main_name(best) && best->context <= 0 &&
           chance < UNLIKE_COUNTRY_CHANCE;
}

static void
judge(const MarchSearch *search, double absent_chance, MarchAnswer *answer)
{
    if (answer->candidates->len == 0) {
        answer->status = MARCH_ANSWER_NOT_FOUND;
        answer->reason = g_strdup("no entry sounds like it");
        return;
    }
    const MarchCandidate *best = get(search, 0);
    const MarchPlace *first = answer->candidates->pdata[0];
    g_autofree char *name = describe_place(first);
    if (is_unplaced(best)) {
        answer->status = MARCH_ANSWER_NOT_FOUND;
        MarchDetailWindow window;
        window.reader = NULL;
        answer->reason = g_strdup_printf(
            "known as %s, but no source gives its position",
            march_index_reader_read_string(best->reader, best->record.name, &window));
        return;
    }
    if (first->score >= FOUND_CHANCE && first->score < MERE_ALIAS_CHANCE &&
        is_mere_alias(search, best)) {
        answer->status = MARCH_ANSWER_AMBIGUOUS;
        answer->reason = g_strdup_printf(
            "only another name of %s; a place of that name may have no entry", name);
        return;
    }
    if (first->score >= FOUND_CHANCE && is_unlike_country(best, first->score)) {
        answer->status = MARCH_ANSWER_NOT_FOUND;
        answer->reason =
            g_strdup_printf("no sure entry; the nearest in sound is %s", name);
        return;
    }
    const MarchCandidate *rival = find_rival(search);
    const gboolean has_equal =
        rival != NULL && exp(total(rival) - total(best)) > AMBIGUOUS_SHARE;
    if (rival != NULL && absent_chance < AMBIGUOUS_ABSENT &&
        (first->score < FOUND_CHANCE || has_equal)) {
        answer->status = MARCH_ANSWER_AMBIGUOUS;
        MarchPlace *other = march_place_from_record(rival->reader, rival->place);
        g_autofree char *other_name = describe_place(other);
        march_place_free(other);
        answer->reason =
            g_strdup_printf("%s and %s fit about as well, %.0f km apart", name,
                            other_name, march_distance_km(locate(best), locate(rival)));
    } else if (first->score < FOUND_CHANCE) {
        answer->status = MARCH_ANSWER_NOT_FOUND;
        answer->reason =
            g_strdup_printf("no sure entry; the nearest in sound is %s", name);
    } else {
        answer->status = MARCH_ANSWER_FOUND;
        const MarchPlaceRecord *record = &best->record;
        if ((record->flags & MARCH_RECORD_BORROWED) != 0) {
            answer->reason =
                g_strdup_printf("known only as a part of its region, \xC2\xB1%.0f km",
                                first->precision_km);
        } else if ((record->flags & MARCH_RECORD_SEAT) != 0) {
            answer->reason = g_strdup_printf(
                "a district, placed at its seat, \xC2\xB1%.0f km", first->precision_km);
        } else {
            /* "Isfara River" when only the town is known. */
            const gboolean is_other =
                search->hint.has_role && search->hint.role == MARCH_WORD_FEATURE &&
                best->is_part && record->place_class != MARCH_PLACE_FEATURE;
            answer->reason = g_strdup_printf(
                "%s match of \"%s\"%s", march_match_name(first->match), first->matched,
                is_other ? "; the text names something there that has no entry" : "");
        }
    }
}

/** How far from a container the places that are said to be in it may lie. */
static double
container_radius(const MarchCandidate *container)
{
    const MarchPlaceRecord *record = &container->record;
    const gboolean is_area = record->place_class != MARCH_PLACE_PLACE &&
                             record->place_class != MARCH_PLACE_FEATURE;
    return MAX(record->precision / 10.0, is_area ? 0 : AROUND_PLACE_KM);
}

/**
 * Whether the query names what contains the place, and nothing that sounds like it is
 * known to lie there: a namesake elsewhere is then not what is meant.
 */
static gboolean
is_known_by_container(const MarchSearch *search)
{
    if (search->within.reader == NULL || is_unplaced(&search->within)) {
        return FALSE;
    }
    if (search->candidates->len == 0) {
        return TRUE;
    }
    /* Units change: a namesake near enough may belong to another one by now. */
    const MarchCandidate *best = get(search, 0);
    const gboolean is_near = best->is_spelled && !is_unplaced(best) &&
                             march_distance_km(locate(best), locate(&search->within)) <=
                                 container_radius(&search->within);
    return !best->is_contained && !is_near;
}

static MarchPlace *
dup_place(const MarchCandidate *candidate, double score)
{
    MarchPlace *place = march_place_from_record(candidate->reader, candidate->place);
    g_free(place->matched);
    MarchDetailWindow window;
    window.reader = NULL;
    place->matched = g_strdup(
        march_index_reader_read_string(candidate->reader, candidate->string, &window));
    place->match = match_of(candidate);
    place->score = score;
    return place;
}

/** Whether the best candidate has a place, outside what the report is about. */
static gboolean
is_known_by_report(const MarchSearch *search)
{
    const MarchCandidate *about = &search->about;
    if (about->reader == NULL || is_unplaced(about) || search->candidates->len == 0) {
        return about->reader != NULL && !is_unplaced(about);
    }
    const MarchCandidate *best = get(search, 0);
    const MarchPlaceRecord *record = &best->record;
    return !is_unplaced(best) &&
           (best->reader != about->reader || record->admin1 != about->place + 1) &&
           march_distance_km(locate(best), locate(about)) > container_radius(about);
}

/** Puts @container first: the nearest thing that is known. */
static void
answer_by_container(const MarchCandidate *container,
                    const char *relation,
                    guint limit,
                    MarchAnswer *answer)
{
    MarchPlace *place = dup_place(container, CONTAINER_CHANCE);
    place->precision_km = container_radius(container);
    g_ptr_array_insert(answer->candidates, 0, place);
    if (answer->candidates->len > MAX(limit, 1)) {
        g_ptr_array_set_size(answer->candidates, (int)MAX(limit, 1));
    }
    for (guint i = 1; i < answer->candidates->len; i++) {
        MarchPlace *other = answer->candidates->pdata[i];
        other->score *= 1 - CONTAINER_CHANCE;
    }
    answer->status = MARCH_ANSWER_NOT_FOUND;
    g_autofree char *name = describe_place(place);
    g_free(answer->reason);
    answer->reason = g_strdup_printf("no entry; %s %s, \xC2\xB1%.0f km", relation, name,
                                     place->precision_km);
}

/** "15 km north of X": the answer is X, and no more precise than that. */
static void
tell_offset(const MarchSearch *search, MarchAnswer *answer)
{
    if (!(search->offset_km > 0)) {
        return;
    }
    for (guint i = 0; i < answer->candidates->len; i++) {
        MarchPlace *place = answer->candidates->pdata[i];
        place->precision_km += search->offset_km;
    }
    g_autofree char *reason = answer->reason;
    answer->reason = g_strdup_printf("%s; what is meant lies up to %.3g km from there",
                                     reason != NULL ? reason : "", search->offset_km);
}

MarchAnswer *
march_answer_from_search(const MarchSearch *search, guint limit)
{
    MarchAnswer *answer = g_new0(MarchAnswer, 1);
    answer->candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_free);
    double absent_chance;
    g_autofree double *chances = share_chances(search, 2 * limit + 2, &absent_chance);
    for (guint i = 0; i < search->candidates->len && answer->candidates->len < limit;
         i++) {
        const MarchCandidate *candidate = get(search, i);
        if (is_unplaced(candidate)) {
            continue;
        }
        g_ptr_array_add(answer->candidates, dup_place(candidate, chances[i]));
    }
    if (is_known_by_container(search)) {
        answer_by_container(&search->within, "in", limit, answer);
    } else {
        judge(search, absent_chance, answer);
        if (answer->status == MARCH_ANSWER_NOT_FOUND && is_known_by_report(search)) {
            answer_by_container(&search->about, "the report is about", limit, answer);
        }
    }
    tell_offset(search, answer);
    return answer;
}

MarchAnswer *
march_answer_from_position(const char *text, MarchLonLat position, double precision_km)
{
    MarchPlace *place = g_new0(MarchPlace, 1);
    place->name = g_strstrip(g_strdup(text));
    place->matched = g_strdup(place->name);
    place->position = position;
    place->precision_km = precision_km;
    place->match = MARCH_MATCH_EXACT;
    place->score = 1;
    place->source = g_strdup("coordinates in the text");
    MarchAnswer *answer = g_new0(MarchAnswer, 1);
    answer->candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_free);
    g_ptr_array_add(answer->candidates, place);
    answer->status = MARCH_ANSWER_FOUND;
    answer->reason = g_strdup_printf(
        "the text gives coordinates, not a name: %.5g%s %s, %.6g%s %s, \xC2\xB1%.2g km",
        fabs(position.lat), "\xC2\xB0", position.lat < 0 ? "S" : "N",
        fabs(position.lon), "\xC2\xB0", position.lon < 0 ? "W" : "E", precision_km);
    return answer;
}
