/* SPDX-License-Identifier: MIT */
#include "place-countries.h"

#include <string.h>

/* Spellings that are looked up; a column of more is no column of countries. */
#define SPELLINGS_MAX 400U

/* A spelling, where it stands first, and what it means. */
typedef struct {
    const char *text;
    MarchLocation where;
    char code[3];
} Spelling;

static gboolean
is_unknown(const MarchIncident *incident)
{
    return incident->country != NULL && incident->country_code[0] == '\0';
}

/* The spellings without a code, and @index: text -> its number + 1. */
static GArray *
spellings_collect(GPtrArray *incidents, GHashTable *index)
{
    GArray *spellings = g_array_new(FALSE, TRUE, sizeof(Spelling));

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            const Spelling spelling = {.text = incident->country,
                                       .where = incident->where};

            if (is_unknown(incident) && spellings->len < SPELLINGS_MAX &&
                !g_hash_table_contains(index, incident->country)) {
                g_array_append_val(spellings, spelling);
                g_hash_table_insert(index, incident->country,
                                    GUINT_TO_POINTER(spellings->len));
            }
        }
    }
    return spellings;
}

static void
code_choose(Spelling *spelling, const MarchAnswer *answer)
{
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place->place_class == MARCH_PLACE_COUNTRY &&
            place->match != MARCH_MATCH_FUZZY) {
            g_strlcpy(spelling->code, place->country, sizeof spelling->code);
            return;
        }
    }
}

static void
codes_set(GPtrArray *incidents, GHashTable *index, const GArray *spellings)
{
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            MarchIncident *incident = march_incidents_get(table, row);
            guint number =
                is_unknown(incident)
                    ? GPOINTER_TO_UINT(g_hash_table_lookup(index, incident->country))
                    : 0;

            if (number > 0) {
                g_strlcpy(incident->country_code,
                          g_array_index(spellings, Spelling, number - 1).code,
                          sizeof incident->country_code);
            }
        }
    }
}

void
march_place_countries_recognise(MarchGazetteer *gazetteer,
                                GPtrArray *incidents,
                                MarchDiagnostics *diagnostics)
{
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) spellings = spellings_collect(incidents, index);
    g_autofree MarchQuery *queries = g_new0(MarchQuery, spellings->len + 1);
    g_autoptr(GPtrArray) answers = NULL;
    MarchResolveOptions options;

    if (spellings->len == 0) {
        return;
    }
    march_resolve_options_init(&options);
    for (guint i = 0; i < spellings->len; i++) {
        queries[i].text = g_array_index(spellings, Spelling, i).text;
    }
    answers =
        march_gazetteer_resolve_again(gazetteer, queries, spellings->len, &options);
    for (guint i = 0; i < spellings->len; i++) {
        Spelling *spelling = &g_array_index(spellings, Spelling, i);

        code_choose(spelling, g_ptr_array_index(answers, i));
        if (spelling->code[0] == '\0') {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "unknown-country", spelling->where,
                spelling->text,
                "\"%s\" is no country: expected a code of two or three letters, a "
                "number of ISO 3166-1 or UCDP, or a name; rows with it are not checked "
                "against it",
                spelling->text);
        }
    }
    codes_set(incidents, index, spellings);
}
