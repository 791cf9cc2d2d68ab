/* SPDX-License-Identifier: MIT */
#include "region-names.h"

#include <string.h>

/* So many of the largest places are asked. */
#define PLACES_MAX 400
/* A unit may bear the name of its seat, which comes before it. */
#define CANDIDATES_MAX 10
#define LEAST_VOTES    2
/* Names of one thing share such a part of their pairs of letters. */
#define ALIKE      0.5
#define FAIR_SHARE 0.2
#define SHARE      0.6

/* Whether @position is within the rings of @area, by the rule of even and odd. */
static gboolean
area_holds(const MarchGeometry *area, MarchLonLat position)
{
    gboolean is_inside = FALSE;

    for (guint i = 0; i < area->parts->len; i++) {
        const MarchGeometryPart *part =
            &g_array_index(area->parts, MarchGeometryPart, i);
        const MarchLonLat *ring =
            &g_array_index(area->positions, MarchLonLat, part->start);

        for (guint k = 0, last = part->count - 1; k < part->count; last = k++) {
            MarchLonLat a = ring[k], b = ring[last];

            if ((a.lat > position.lat) != (b.lat > position.lat) &&
                position.lon < a.lon + (b.lon - a.lon) * (position.lat - a.lat) /
                                           (b.lat - a.lat)) {
                is_inside = !is_inside;
            }
        }
    }
    return is_inside;
}

static const char *
find_code(const MarchFeatures *regions, MarchLonLat position)
{
    for (guint i = 0; i < march_features_count(regions); i++) {
        const MarchFeature *region = march_features_get(regions, i);

        if (region->geometry->type == MARCH_GEOMETRY_POLYGON &&
            area_holds(region->geometry, position)) {
            return march_feature_get_string(region, "code");
        }
    }
    return NULL;
}

/* Votes of each code: a table of names and numbers. */
static GHashTable *
count_votes(const MarchFeatures *regions, const GPtrArray *places)
{
    GHashTable *votes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify)g_hash_table_unref);

    for (guint i = 0; i < places->len; i++) {
        const MarchPlace *place = g_ptr_array_index(places, i);
        const char *code = place->admin1 != NULL && *place->admin1 != '\0'
                               ? find_code(regions, place->position)
                               : NULL;
        GHashTable *names;

        if (code == NULL) {
            continue;
        }
        names = g_hash_table_lookup(votes, code);
        if (names == NULL) {
            names = g_hash_table_new(g_str_hash, g_str_equal);
            g_hash_table_insert(votes, (gpointer)(guintptr)code, names);
        }
        g_hash_table_insert(
            names, place->admin1,
            GUINT_TO_POINTER(
                GPOINTER_TO_UINT(g_hash_table_lookup(names, place->admin1)) + 1));
    }
    return votes;
}

/* The name that most places give, or NULL when they do not agree. */
static const char *
find_winner(GHashTable *names)
{
    const char *winner = NULL;
    guint most = 0, total = 0;
    GHashTableIter iter;
    gpointer name, count;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, &count)) {
        total += GPOINTER_TO_UINT(count);
        if (GPOINTER_TO_UINT(count) > most) {
            most = GPOINTER_TO_UINT(count);
            winner = name;
        }
    }
    return most >= LEAST_VOTES && most > SHARE * total ? winner : NULL;
}

/* Letters and digits alone, without accents, to compare by. */
static char *
fold(const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    char *plain = g_str_to_ascii(folded, "C");
    gsize size = 0;

    for (const char *at = plain; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at)) {
            plain[size++] = *at;
        }
    }
    plain[size] = '\0';
    return plain;
}

/* How many pairs of letters two names share, of those of both. */
static double
measure_likeness(const char *one, const char *other)
{
    const gsize one_pairs = MAX(strlen(one), 1) - 1;
    const gsize other_pairs = MAX(strlen(other), 1) - 1;
    guint shared = 0;

    for (gsize i = 0; i < one_pairs; i++) {
        for (gsize k = 0; k < other_pairs; k++) {
            if (strncmp(one + i, other + k, 2) == 0) {
                shared++;
                break;
            }
        }
    }
    return one_pairs + other_pairs > 0
               ? 2.0 * shared / (double)(one_pairs + other_pairs)
               : 0;
}

/* "Khatlon Province" is "Khatlon", and what is much alike is spelt in another way: only
 * names that have little in common are names of different times. */
static gboolean
is_same_name(const char *a, const char *b)
{
    g_autofree char *one = fold(a);
    g_autofree char *other = fold(b);

    return strstr(one, other) != NULL || strstr(other, one) != NULL ||
           measure_likeness(one, other) >= ALIKE;
}

/* Whether a place's region in @names (nullable) is called @folded. */
static gboolean
has_exact_vote(GHashTable *names, const char *folded)
{
    GHashTableIter iter;
    gpointer vote;

    if (names == NULL) {
        return FALSE;
    }
    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &vote, NULL)) {
        g_autofree char *other = fold(vote);

        if (strcmp(other, folded) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The names of the gazetteer and of the outlines are English when no language is asked. */
static gboolean
is_english(const char *language)
{
    return language == NULL || strcmp(language, "en") == 0;
}

/* The English name of @region, where it says another thing than the local one with a
 * type word ("Labé Prefecture"), is not cut off and is not contradicted by the places. */
static const char *
find_english(const MarchFeature *region, GHashTable *names)
{
    const char *name = march_feature_get_string(region, "name");
    const char *english = march_feature_get_string(region, "name_en");
    g_autofree char *local = NULL;
    g_autofree char *folded = NULL;

    if (name == NULL || english == NULL || *english == '\0') {
        return NULL;
    }
    local = fold(name);
    folded = fold(english);
    if (has_exact_vote(names, folded)) {
        return english;
    }
    if (has_exact_vote(names, local) || strstr(folded, local) != NULL ||
        strstr(local, folded) != NULL || strlen(folded) * 2 < strlen(local)) {
        return NULL;
    }
    return english;
}

/* The name of @region in @language, or NULL when the outlines have none. @names
 * (nullable) are the regions of the places in it. */
static const char *
find_translation(const MarchFeature *region, const char *language, GHashTable *names)
{
    const char *name = NULL;

    if (is_english(language)) {
        return find_english(region, names);
    }
    if (strcmp(language, "ru") == 0) {
        name = march_feature_get_string(region, "name_ru");
    } else if (strcmp(language, "local") == 0) {
        name = march_feature_get_string(region, "name_local");
    }
    return name != NULL && *name != '\0' ? name : NULL;
}

/* Whether a fair part of the places give @name: a few may lie beside the limit. */
static gboolean
has_vote_for(GHashTable *names, const char *name)
{
    guint total = 0, same = 0;
    GHashTableIter iter;
    gpointer vote, count;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &vote, &count)) {
        total += GPOINTER_TO_UINT(count);
        same += is_same_name(vote, name) ? GPOINTER_TO_UINT(count) : 0;
    }
    return same > 0 && same >= FAIR_SHARE * total;
}

/* What naming the regions of a figure needs to know. */
typedef struct {
    const GPtrArray *places;
    const char *language;      /* (nullable) */
    MarchGazetteer *gazetteer; /* (nullable) */
    GHashTable *votes;         /* by code, tables of regions' names and numbers */
    GHashTable *chosen;        /* by code, names; "" where there is none */
    MarchDiagnostics *diagnostics;
} Naming;

/* Whether the gazetteer knows in which regions places of @country lie. */
static gboolean
has_regions(const GPtrArray *places, const char *country)
{
    for (guint i = 0; i < places->len; i++) {
        const MarchPlace *place = g_ptr_array_index(places, i);

        if (strcmp(place->country, country) == 0 && place->admin1 != NULL &&
            *place->admin1 != '\0') {
            return TRUE;
        }
    }
    return FALSE;
}

/* The unit of @country and @place_class that @answer means, or NULL. */
static const MarchPlace *
find_unit(const MarchAnswer *answer, MarchPlaceClass place_class, const char *country)
{
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place->place_class == place_class && place->match != MARCH_MATCH_FUZZY &&
            strcmp(place->country, country) == 0) {
            return place;
        }
    }
    return NULL;
}

static GPtrArray *
ask(Naming *naming, const char *name, const char *country)
{
    const MarchQuery query = {name, country, NULL, NULL};
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    options.limit = CANDIDATES_MAX;
    return march_gazetteer_resolve(naming->gazetteer, &query, 1, &options);
}

/* What the gazetteer has under the outlines' name of a region. */
typedef struct {
    char *today;       /* (nullable) what the region of that name is called now */
    gboolean is_finer; /* it is a district: the outlines are finer than its regions */
} Meaning;

static Meaning
find_meaning(Naming *naming, const MarchFeature *region)
{
    const char *name = march_feature_get_string(region, "name");
    const char *english = march_feature_get_string(region, "name_en");
    const char *country = march_feature_get_string(region, "iso");
    const char *const texts[] = {name, english};
    Meaning meaning = {0};

    if (naming->gazetteer == NULL || country == NULL) {
        return meaning;
    }
    for (guint i = 0; i < G_N_ELEMENTS(texts) && !meaning.is_finer; i++) {
        g_autoptr(GPtrArray) answers = NULL;
        const MarchPlace *unit, *district;

        if (texts[i] == NULL || *texts[i] == '\0') {
            continue;
        }
        answers = ask(naming, texts[i], country);
        unit = find_unit(g_ptr_array_index(answers, 0), MARCH_PLACE_REGION, country);
        district =
            find_unit(g_ptr_array_index(answers, 0), MARCH_PLACE_DISTRICT, country);
        if (meaning.today == NULL && unit != NULL) {
            meaning.today = g_strdup(unit->name);
        }
        meaning.is_finer = district != NULL && is_same_name(district->name, texts[i]);
    }
    return meaning;
}

/* The name of @region in the figure's language when the gazetteer takes it for that of
 * @today: the outlines may have a former name in one language and not in another. */
static const char *
find_checked_translation(Naming *naming,
                         const MarchFeature *region,
                         GHashTable *names,
                         const char *today)
{
    const char *translation = find_translation(region, naming->language, names);
    const char *country = march_feature_get_string(region, "iso");
    g_autoptr(GPtrArray) answers = NULL;
    const MarchPlace *unit;

    /* Today's name is English already. */
    if (translation == NULL || country == NULL || naming->gazetteer == NULL ||
        (is_english(naming->language) && !is_same_name(translation, today))) {
        return NULL;
    }
    answers = ask(naming, translation, country);
    unit = find_unit(g_ptr_array_index(answers, 0), MARCH_PLACE_REGION, country);
    return unit != NULL && strcmp(unit->name, today) == 0 ? translation : NULL;
}

static const char *
leave_out(Naming *naming, const char *name, const char *reason)
{
    march_diagnostics_add(naming->diagnostics, MARCH_SEVERITY_NOTE,
                          "region-name-in-doubt", MARCH_LOCATION_NONE, name,
                          "the region \"%s\" is not named: %s", name, reason);
    return "";
}

/* The name of a region of which no place is in view: what the gazetteer makes of it. */
static char *
choose_by_meaning(Naming *naming, const MarchFeature *region)
{
    const char *name = march_feature_get_string(region, "name");
    const char *country = march_feature_get_string(region, "iso");
    const char *translation = find_translation(region, naming->language, NULL);
    const Meaning meaning = find_meaning(naming, region);
    g_autofree char *today = meaning.today;
    const char *said;

    if (today == NULL && !meaning.is_finer && country != NULL &&
        has_regions(naming->places, country)) {
        return g_strdup(leave_out(
            naming, name, "the gazetteer has no region of that name in its country"));
    }
    if (today == NULL || meaning.is_finer || is_same_name(today, name)) {
        return g_strdup(translation != NULL ? translation : name);
    }
    said = find_checked_translation(naming, region, NULL, today);
    return g_strdup(said != NULL ? said : today);
}

/* The name of @region, whose places lie in the regions @names. Where the outlines have a
 * former name, they have it in every language; where they are finer than the gazetteer's
 * regions, as provinces within them, their names are not former ones. */
static char *
choose_by_votes(Naming *naming, const MarchFeature *region, GHashTable *names)
{
    const char *name = march_feature_get_string(region, "name");
    const char *translation = find_translation(region, naming->language, names);
    const char *english = march_feature_get_string(region, "name_en");
    const char *winner = find_winner(names), *said;
    Meaning meaning = {0};
    g_autofree char *today = NULL;

    if (!has_vote_for(names, name) &&
        (english == NULL || !has_vote_for(names, english))) {
        meaning = find_meaning(naming, region);
        today = meaning.today;
        if (!meaning.is_finer && winner == NULL) {
            return g_strdup(leave_out(
                naming, name, "the places there lie in regions of other names now"));
        }
        if (!meaning.is_finer) {
            said = find_checked_translation(naming, region, names, winner);
            return g_strdup(said != NULL ? said : winner);
        }
    }
    return g_strdup(translation != NULL ? translation : name);
}

/* A name with a capital, and without the spaces that data have about hyphens. */
static char *
tidy(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, " - ", -1);
    g_autofree char *closed = g_strjoinv("-", parts);
    const char *rest = *closed != '\0' ? g_utf8_next_char(closed) : closed;
    g_autofree char *first = g_utf8_strup(closed, rest - closed);

    return g_strconcat(first, rest, NULL);
}

static void
set_name(Naming *naming, MarchFeatures *regions, MarchFeature *region)
{
    const char *code = march_feature_get_string(region, "code");
    const char *name = march_feature_get_string(region, "name");
    const char *known = code != NULL ? g_hash_table_lookup(naming->chosen, code) : NULL;
    GHashTable *names = code != NULL ? g_hash_table_lookup(naming->votes, code) : NULL;
    g_autofree char *chosen = NULL;
    g_autofree char *closed = NULL;

    if (name == NULL) {
        return;
    }
    if (known == NULL) {
        chosen = names != NULL ? choose_by_votes(naming, region, names)
                               : choose_by_meaning(naming, region);
        known = closed = tidy(chosen);
    }
    march_features_set_string(regions, region, "name", known);
    if (code != NULL && closed != NULL) {
        g_hash_table_insert(naming->chosen, g_strdup(code), g_steal_pointer(&closed));
    }
}

void
march_region_names_set(MarchFeatures *regions,
                       MarchGazetteer *gazetteer,
                       MarchBox box,
                       const char *language,
                       MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) places =
        gazetteer != NULL
            ? march_gazetteer_list_places(gazetteer, box, MARCH_DATE_NONE, PLACES_MAX)
            : g_ptr_array_new();
    g_autoptr(GHashTable) votes = count_votes(regions, places);
    g_autoptr(GHashTable) chosen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Naming naming = {places, language, gazetteer, votes, chosen, diagnostics};

    for (guint i = 0; i < march_features_count(regions); i++) {
        set_name(&naming, regions, march_features_edit(regions, i));
    }
}

gboolean
march_region_has_name_in(const MarchFeature *region, const char *language)
{
    return is_english(language) || find_translation(region, language, NULL) != NULL;
}
