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

/* Where the outlines have a former name, they have it in every language. */
static void
set_name(MarchFeatures *regions,
         MarchFeature *region,
         GHashTable *votes,
         const char *language,
         MarchDiagnostics *diagnostics)
{
    const char *code = march_feature_get_string(region, "code");
    const char *name = march_feature_get_string(region, "name");
    GHashTable *names = code != NULL ? g_hash_table_lookup(votes, code) : NULL;
    const char *winner = names != NULL ? find_winner(names) : NULL;

    if (name == NULL) {
        return;
    }
    if (names == NULL || has_vote_for(names, name)) {
        winner = find_translation(region, language);
    } else if (winner == NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "region-name-in-doubt",
                              MARCH_LOCATION_NONE, name,
                              "the region \"%s\" is not named: the places there lie in "
                              "regions of other names now",
                              name);
        winner = "";
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

    for (guint i = 0; i < march_features_count(regions); i++) {
        set_name(regions, march_features_edit(regions, i), votes, language,
                 diagnostics);
    }
}
