/* SPDX-License-Identifier: MIT */
#include "place-units.h"

#include <string.h>

#include "contested-units.h"
#include "incidents/country.h"

/* A name that is common has many places before its region. */
#define CANDIDATES 12U

/* What only sounds alike must be more likely right than wrong. */
#define SURE_SCORE 0.5

/* From the nearest to the least exact. */
typedef enum { LEVEL_DISTRICT, LEVEL_REGION, LEVEL_COUNTRY, N_LEVELS } Level;

static const char *const LEVEL_NAMES[N_LEVELS] = {"district", "region", "country"};
static const MarchPlaceClass LEVEL_CLASSES[N_LEVELS] = {
    MARCH_PLACE_DISTRICT, MARCH_PLACE_REGION, MARCH_PLACE_COUNTRY};

/* The names asked for, each once. */
struct MarchPlaceUnits {
    GPtrArray *texts, *hints; /* of char * */
    GHashTable *index;        /* "text hint" -> its number + 1 */
    GPtrArray *answers;
    char *countries;
    MarchCatalogue *catalogue; /* (nullable) */
    GHashTable *claimed; /* "level key" -> MarchPlace of a disputed area, or NULL */
};

void
march_place_units_free(MarchPlaceUnits *units)
{
    if (units == NULL) {
        return;
    }
    g_ptr_array_unref(units->texts);
    g_ptr_array_unref(units->hints);
    g_hash_table_unref(units->index);
    g_clear_pointer(&units->answers, g_ptr_array_unref);
    g_free(units->countries);
    g_hash_table_unref(units->claimed);
    g_free(units);
}

gboolean
march_place_has_unit(const MarchIncident *incident)
{
    return incident->district != NULL || incident->region != NULL;
}

/* The name of @level in the row, (transfer full) (nullable). */
static char *
level_text(const MarchIncident *incident, Level level)
{
    char *name = NULL;

    switch (level) {
    case LEVEL_DISTRICT:
        return g_strdup(incident->district);
    case LEVEL_REGION:
        return g_strdup(incident->region);
    case LEVEL_COUNTRY:
    case N_LEVELS:
        break;
    }
    name = incident->country_code[0] != '\0'
               ? march_incident_country_name(incident->country_code)
               : NULL;
    return name != NULL ? name : g_strdup(incident->country);
}

static char *
question_key(const char *text, const char *hint)
{
    return g_strdup_printf("%s\x1f%s", text, hint);
}

static void
row_ask(MarchPlaceUnits *units, const MarchIncident *incident)
{
    for (Level level = LEVEL_DISTRICT; level < N_LEVELS; level++) {
        g_autofree char *text = level_text(incident, level);
        g_autofree char *key =
            text != NULL ? question_key(text, incident->country_code) : NULL;

        if (key != NULL && !g_hash_table_contains(units->index, key)) {
            g_ptr_array_add(units->texts, g_steal_pointer(&text));
            g_ptr_array_add(units->hints, g_strdup(incident->country_code));
            g_hash_table_insert(units->index, g_steal_pointer(&key),
                                GUINT_TO_POINTER(units->texts->len));
        }
    }
}

/* Names of units say nothing of each other: each is a report of its own. */
static void
questions_ask(MarchPlaceUnits *units, MarchGazetteer *gazetteer, MarchDate as_of)
{
    guint count = units->texts->len;
    g_autofree MarchQuery *queries = g_new0(MarchQuery, MAX(count, 1));
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    options.as_of = as_of;
    options.limit = CANDIDATES;
    for (guint i = 0; i < count; i++) {
        const char *hint = g_ptr_array_index(units->hints, i);

        queries[i].text = g_ptr_array_index(units->texts, i);
        queries[i].countries = *hint != '\0' ? hint : units->countries;
        queries[i].countries =
            *queries[i].countries != '\0' ? queries[i].countries : NULL;
    }
    units->answers = march_gazetteer_resolve_again(gazetteer, queries, count, &options);
}

/* How well @place fits: 0 not at all. What only sounds alike must be in the country that
 * is said or looked at; a disputed area is of no country and fits any. */
static guint
fit(const MarchPlace *place, Level level, const char *code, const char *countries)
{
    gboolean is_there = *code != '\0' ? strcmp(place->country, code) == 0
                                      : *place->country != '\0' &&
                                            strstr(countries, place->country) != NULL;

    if (place->place_class != LEVEL_CLASSES[level] ||
        (*code != '\0' && *place->country != '\0' && !is_there)) {
        return 0;
    }
    if (place->match == MARCH_MATCH_FUZZY) {
        return is_there && place->score >= SURE_SCORE ? 1 : 0;
    }
    return is_there ? 3 : 2;
}

/* Whether a unit of a country has more of the name than @place, which is of none: the
 * Sahara is not what "Western Sahara" means, whichever country is said. */
static gboolean
is_outdone(const MarchAnswer *answer, const MarchPlace *place)
{
    for (guint i = 0; *place->country == '\0' && i < answer->candidates->len; i++) {
        const MarchPlace *other = g_ptr_array_index(answer->candidates, i);

        if (other->place_class == place->place_class && other->score > place->score) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The best of @answer for @level. Two of one fit in two countries are none. */
static const MarchPlace *
unit_choose(const MarchAnswer *answer,
            Level level,
            const char *code,
            const char *countries,
            gboolean *is_ambiguous)
{
    const MarchPlace *best = NULL;
    guint best_fit = 0;

    *is_ambiguous = FALSE;
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);
        guint fits = is_outdone(answer, place) ? 0 : fit(place, level, code, countries);

        if (fits > best_fit) {
            best = place;
            best_fit = fits;
            *is_ambiguous = FALSE;
        } else if (fits > 0 && fits == best_fit &&
                   strcmp(place->country, best->country) != 0) {
            *is_ambiguous = TRUE;
        }
    }
    return *is_ambiguous ? NULL : best;
}

/* The area of @answer that another country has in the gazetteer and @code claims: Crimea
 * is where a row says it is, in whichever state the row puts it. NULL without one. */
static const MarchPlace *
claimed_find(const MarchPlaceUnits *units,
             const MarchAnswer *answer,
             Level level,
             const char *code,
             const char *key)
{
    g_autofree char *known = g_strdup_printf("%s\x1f%s", LEVEL_NAMES[level], key);
    MarchPlace *found = NULL;
    gpointer kept;

    if (g_hash_table_lookup_extended(units->claimed, known, NULL, &kept)) {
        return kept;
    }
    for (guint i = 0; i < answer->candidates->len && found == NULL; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place->place_class == LEVEL_CLASSES[level] &&
            place->match != MARCH_MATCH_FUZZY && place->score >= SURE_SCORE &&
            march_contested_is_claimed(units->catalogue, place->position, place->name,
                                       code)) {
            found = g_memdup2(place, sizeof *place);
            found->country[0] = '\0';
        }
    }
    g_hash_table_insert(units->claimed, g_steal_pointer(&known), found);
    return found;
}

/* The unit of @level that @incident tells; @text: its name, NULL when it tells none. */
static const MarchPlace *
level_find(const MarchPlaceUnits *units,
           const MarchIncident *incident,
           Level level,
           const char **text,
           gboolean *is_ambiguous)
{
    g_autofree char *name = level_text(incident, level);
    g_autofree char *key = NULL;
    const MarchAnswer *answer;
    const MarchPlace *chosen;
    guint number;

    *text = NULL;
    if (name == NULL) {
        return NULL;
    }
    key = question_key(name, incident->country_code);
    number = GPOINTER_TO_UINT(g_hash_table_lookup(units->index, key));
    g_assert(number > 0);
    *text = g_ptr_array_index(units->texts, number - 1);
    answer = g_ptr_array_index(units->answers, number - 1);
    chosen = unit_choose(answer, level, incident->country_code, units->countries,
                         is_ambiguous);
    return chosen != NULL || units->catalogue == NULL || level == LEVEL_COUNTRY ||
                   incident->country_code[0] == '\0'
               ? chosen
               : claimed_find(units, answer, level, incident->country_code, key);
}

MarchPlaceUnits *
march_place_units_new(MarchGazetteer *gazetteer,
                      MarchCatalogue *catalogue,
                      const GArray *rows,
                      const GArray *more,
                      const char *countries,
                      MarchDate as_of)
{
    MarchPlaceUnits *units = g_new0(MarchPlaceUnits, 1);
    const GArray *both[] = {rows, more};

    units->texts = g_ptr_array_new_with_free_func(g_free);
    units->hints = g_ptr_array_new_with_free_func(g_free);
    units->index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    units->countries = g_strdup(countries);
    units->catalogue = catalogue;
    units->claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint k = 0; k < G_N_ELEMENTS(both); k++) {
        for (guint i = 0; i < both[k]->len; i++) {
            const MarchIncident *incident = march_place_request_incident(
                &g_array_index(both[k], MarchPlaceRequest, i));

            if (incident != NULL) {
                row_ask(units, incident);
            }
        }
    }
    if (units->texts->len > 0) {
        questions_ask(units, gazetteer, as_of);
    }
    return units;
}

const MarchPlace *
march_place_units_peek(const MarchPlaceUnits *units,
                       const MarchIncident *incident,
                       const char **text)
{
    for (Level level = LEVEL_DISTRICT; level < N_LEVELS; level++) {
        gboolean is_ambiguous;
        const MarchPlace *chosen =
            level_find(units, incident, level, text, &is_ambiguous);

        if (chosen != NULL && chosen->score >= SURE_SCORE) {
            return chosen;
        }
    }
    return NULL;
}

void
march_place_units_find(const MarchPlaceUnits *units,
                       MarchPlaceRequest request,
                       MarchPlaceReports *reports,
                       MarchPlaceFound found,
                       gpointer data)
{
    const MarchIncident *incident = march_place_request_incident(&request);

    for (Level level = LEVEL_DISTRICT; level < N_LEVELS; level++) {
        const char *text;
        gboolean is_ambiguous;
        const MarchPlace *chosen =
            level_find(units, incident, level, &text, &is_ambiguous);

        if (text == NULL) {
            continue;
        }
        request.text = text;
        if (chosen != NULL) {
            found(&request, chosen, data);
            return;
        }
        march_place_reports_miss(reports, &request, LEVEL_NAMES[level], is_ambiguous);
    }
}
