/* SPDX-License-Identifier: MIT */
#include "region-names.h"

#include <string.h>

/* So many of the largest places are asked. */
#define PLACES_MAX  400
#define LEAST_VOTES 2
#define SHARE       0.6

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

/* "Khatlon Province" is "Khatlon", and what begins alike is spelt in another way: only
 * names that have nothing in common are names of different times. */
static gboolean
is_same_name(const char *a, const char *b)
{
    g_autofree char *one = g_utf8_casefold(a, -1);
    g_autofree char *other = g_utf8_casefold(b, -1);
    g_autofree char *plain = g_str_to_ascii(one, "C");
    g_autofree char *other_plain = g_str_to_ascii(other, "C");

    return plain[0] == other_plain[0] || strstr(one, other) != NULL ||
           strstr(other, one) != NULL;
}

/* The name of @region in @language, or NULL when the outlines have none. */
static const char *
find_translation(const MarchFeature *region, const char *language)
{
    const char *name = g_strcmp0(language, "ru") == 0
                           ? march_feature_get_string(region, "name_ru")
                           : NULL;

    return name != NULL && *name != '\0' ? name : NULL;
}

static gboolean
has_vote_for(GHashTable *names, const char *name)
{
    GHashTableIter iter;
    gpointer vote;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &vote, NULL)) {
        if (is_same_name(vote, name)) {
            return TRUE;
        }
    }
    return FALSE;
}

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

/* The main name of the region of @country that @answer means; NULL when there is none. */
static const char *
find_main_name(const MarchAnswer *answer, const char *country)
{
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place->place_class == MARCH_PLACE_REGION &&
            place->match != MARCH_MATCH_FUZZY && strcmp(place->country, country) == 0) {
            return place->name;
        }
    }
    return NULL;
}

/* Regions of which no place is in the box, by code: what the gazetteer calls the region
 * that their name means; "" where none of the country has such a name, though the
 * gazetteer has its regions. */
static GHashTable *
look_up_names(const MarchFeatures *regions,
              const MarchGazetteer *gazetteer,
              const GPtrArray *places,
              GHashTable *votes)
{
    GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(MarchGazetteer) asked = NULL;
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    for (guint i = 0; i < march_features_count(regions); i++) {
        const MarchFeature *region = march_features_get(regions, i);
        const char *code = march_feature_get_string(region, "code");
        const char *country = march_feature_get_string(region, "iso");
        MarchQuery query = {march_feature_get_string(region, "name"), country, NULL,
                            NULL};
        g_autoptr(GPtrArray) answers = NULL;
        const char *name;

        if (code == NULL || country == NULL || query.text == NULL ||
            g_hash_table_contains(votes, code) || g_hash_table_contains(found, code)) {
            continue;
        }
        if (asked == NULL) {
            asked = march_gazetteer_share(gazetteer);
        }
        answers = march_gazetteer_resolve(asked, &query, 1, &options);
        name = find_main_name(g_ptr_array_index(answers, 0), country);
        if (name != NULL || has_regions(places, country)) {
            g_hash_table_insert(found, (gpointer)(guintptr)code,
                                g_strdup(name != NULL ? name : ""));
        }
    }
    return found;
}

/* The name of @region in @language when the gazetteer takes it for that of @today: the
 * outlines may have a former name in one language and not in another. */
static const char *
find_checked_translation(const MarchFeature *region,
                         const char *language,
                         const char *today,
                         const MarchGazetteer *gazetteer)
{
    const char *translation = find_translation(region, language);
    const char *country = march_feature_get_string(region, "iso");
    g_autoptr(MarchGazetteer) asked = NULL;
    g_autoptr(GPtrArray) answers = NULL;
    MarchQuery query = {translation, country, NULL, NULL};
    MarchResolveOptions options;

    if (translation == NULL || country == NULL || gazetteer == NULL) {
        return NULL;
    }
    march_resolve_options_init(&options);
    asked = march_gazetteer_share(gazetteer);
    answers = march_gazetteer_resolve(asked, &query, 1, &options);
    return g_strcmp0(find_main_name(g_ptr_array_index(answers, 0), country), today) == 0
               ? translation
               : NULL;
}

static const char *
leave_out(const char *name, const char *reason, MarchDiagnostics *diagnostics)
{
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "region-name-in-doubt",
                          MARCH_LOCATION_NONE, name,
                          "the region \"%s\" is not named: %s", name, reason);
    return "";
}

/* Names of several parts without the spaces that data have about their hyphens. */
static void
hyphens_close(MarchFeatures *regions, MarchFeature *region)
{
    const char *name = march_feature_get_string(region, "name");
    g_auto(GStrv) parts = name != NULL ? g_strsplit(name, " - ", -1) : NULL;

    if (parts != NULL && g_strv_length(parts) > 1) {
        g_autofree char *closed = g_strjoinv("-", parts);

        march_features_set_string(regions, region, "name", closed);
    }
}

/* Where the outlines have a former name, they have it in every language. */
static void
set_name(MarchFeatures *regions,
         MarchFeature *region,
         GHashTable *votes,
         GHashTable *found,
         const char *language,
         const MarchGazetteer *gazetteer,
         MarchDiagnostics *diagnostics)
{
    const char *code = march_feature_get_string(region, "code");
    const char *name = march_feature_get_string(region, "name");
    GHashTable *names = code != NULL ? g_hash_table_lookup(votes, code) : NULL;
    const char *today = code != NULL ? g_hash_table_lookup(found, code) : NULL;
    const char *winner = names != NULL ? find_winner(names) : NULL;

    if (name == NULL) {
        return;
    }
    if (today != NULL && *today == '\0') {
        winner =
            leave_out(name, "the gazetteer has no region of that name in its country",
                      diagnostics);
    } else if (today != NULL && !is_same_name(today, name)) {
        winner = find_checked_translation(region, language, today, gazetteer);
        winner = winner != NULL ? winner : today;
    } else if (names == NULL || has_vote_for(names, name)) {
        winner = find_translation(region, language);
    } else if (winner == NULL) {
        winner = leave_out(name, "the places there lie in regions of other names now",
                           diagnostics);
    } else {
        const char *said =
            find_checked_translation(region, language, winner, gazetteer);

        winner = said != NULL ? said : winner;
    }
    if (winner != NULL) {
        march_features_set_string(regions, region, "name", winner);
    }
}

void
march_region_names_set(MarchFeatures *regions,
                       const MarchGazetteer *gazetteer,
                       MarchBox box,
                       const char *language,
                       MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) places =
        gazetteer != NULL
            ? march_gazetteer_list_places(gazetteer, box, MARCH_DATE_NONE, PLACES_MAX)
            : g_ptr_array_new();
    g_autoptr(GHashTable) votes = count_votes(regions, places);
    g_autoptr(GHashTable) found = look_up_names(regions, gazetteer, places, votes);

    for (guint i = 0; i < march_features_count(regions); i++) {
        MarchFeature *region = march_features_edit(regions, i);

        set_name(regions, region, votes, found, language, gazetteer, diagnostics);
        hyphens_close(regions, region);
    }
}
