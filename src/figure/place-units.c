/* SPDX-License-Identifier: MIT */
#include "place-units.h"

#include <string.h>

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
typedef struct {
    GPtrArray *texts, *hints; /* of char * */
    GHashTable *index;        /* "text hint" -> its number + 1 */
    GPtrArray *answers;
} Questions;

static void
questions_clear(Questions *questions)
{
    g_ptr_array_unref(questions->texts);
    g_ptr_array_unref(questions->hints);
    g_hash_table_unref(questions->index);
    g_clear_pointer(&questions->answers, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Questions, questions_clear)

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
questions_collect(Questions *questions, const GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        const MarchIncident *incident =
            march_place_request_incident(&g_array_index(rows, MarchPlaceRequest, i));

        for (Level level = LEVEL_DISTRICT; level < N_LEVELS; level++) {
            g_autofree char *text = level_text(incident, level);
            g_autofree char *key =
                text != NULL ? question_key(text, incident->country_code) : NULL;

            if (key != NULL && !g_hash_table_contains(questions->index, key)) {
                g_ptr_array_add(questions->texts, g_steal_pointer(&text));
                g_ptr_array_add(questions->hints, g_strdup(incident->country_code));
                g_hash_table_insert(questions->index, g_steal_pointer(&key),
                                    GUINT_TO_POINTER(questions->texts->len));
            }
        }
    }
}

/* Names of units say nothing of each other: each is a report of its own. */
static void
questions_ask(Questions *questions,
              MarchGazetteer *gazetteer,
              const char *countries,
              MarchDate as_of)
{
    guint count = questions->texts->len;
    g_autofree MarchQuery *queries = g_new0(MarchQuery, MAX(count, 1));
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    options.as_of = as_of;
    options.limit = CANDIDATES;
    for (guint i = 0; i < count; i++) {
        const char *hint = g_ptr_array_index(questions->hints, i);

        queries[i].text = g_ptr_array_index(questions->texts, i);
        queries[i].countries = *hint != '\0' ? hint : countries;
        queries[i].countries =
            *queries[i].countries != '\0' ? queries[i].countries : NULL;
    }
    questions->answers =
        march_gazetteer_resolve_again(gazetteer, queries, count, &options);
}

/* How well @place fits: 0 not at all. What only sounds alike must be in the country that
 * is said or looked at. */
static guint
fit(const MarchPlace *place, Level level, const char *code, const char *countries)
{
    gboolean is_there = *code != '\0' ? strcmp(place->country, code) == 0
                                      : *place->country != '\0' &&
                                            strstr(countries, place->country) != NULL;

    if (place->place_class != LEVEL_CLASSES[level] || (*code != '\0' && !is_there)) {
        return 0;
    }
    if (place->match == MARCH_MATCH_FUZZY) {
        return is_there && place->score >= SURE_SCORE ? 1 : 0;
    }
    return is_there ? 3 : 2;
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
        guint fits = fit(place, level, code, countries);

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

static void
row_find(const Questions *questions,
         MarchPlaceRequest request,
         const char *countries,
         MarchPlaceReports *reports,
         MarchPlaceFound found,
         gpointer data)
{
    const MarchIncident *incident = march_place_request_incident(&request);

    for (Level level = LEVEL_DISTRICT; level < N_LEVELS; level++) {
        g_autofree char *text = level_text(incident, level);
        g_autofree char *key = NULL;
        const MarchPlace *chosen;
        gboolean is_ambiguous;
        guint number;

        if (text == NULL) {
            continue;
        }
        key = question_key(text, incident->country_code);
        number = GPOINTER_TO_UINT(g_hash_table_lookup(questions->index, key));
        chosen = unit_choose(g_ptr_array_index(questions->answers, number - 1), level,
                             incident->country_code, countries, &is_ambiguous);
        request.text = g_ptr_array_index(questions->texts, number - 1);
        if (chosen != NULL) {
            found(&request, chosen, data);
            return;
        }
        march_place_reports_miss(reports, &request, LEVEL_NAMES[level], is_ambiguous);
    }
}

void
march_place_units_find(MarchGazetteer *gazetteer,
                       const GArray *rows,
                       const char *countries,
                       MarchDate as_of,
                       MarchPlaceReports *reports,
                       MarchPlaceFound found,
                       gpointer data)
{
    g_auto(Questions) questions = {
        .texts = g_ptr_array_new_with_free_func(g_free),
        .hints = g_ptr_array_new_with_free_func(g_free),
        .index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };

    if (rows->len == 0) {
        return;
    }
    questions_collect(&questions, rows);
    questions_ask(&questions, gazetteer, countries, as_of);
    for (guint i = 0; i < rows->len; i++) {
        row_find(&questions, g_array_index(rows, MarchPlaceRequest, i), countries,
                 reports, found, data);
    }
}
