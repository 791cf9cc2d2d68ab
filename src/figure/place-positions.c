/* SPDX-License-Identifier: MIT */
#include "places.h"

#include <string.h>

#include "base/row-report.h"

/* Names looked up only to compare them with the coordinates of their rows. */
#define CHECKS_MAX 100U
/* A village and the position that a report gives it may differ by so much. */
#define DIFFERENCE_KM 10.0

/* What lies further off is another place that has the name, unless the name is surely
 * that of a place of the row's country. */
#define NAMESAKE_KM 300.0
/* Of another country, it is another place already this far off. */
#define ABROAD_KM  50.0
#define SURE_SCORE 0.8

/* A row that has both. */
typedef struct {
    const char *text;
    const char *country;
    MarchLocation where;
    MarchIncidents *incidents;
    guint row;
} Check;

/* One name with positions about ten kilometres apart needs one look. */
static char *
check_key(const Check *check, MarchLonLat position)
{
    return g_strdup_printf("%s\x1f%s\x1f%.1f %.1f", check->text,
                           check->country != NULL ? check->country : "", position.lon,
                           position.lat);
}

/* The names of rows with coordinates, while there are few: a table of a thousand places
 * is not looked up for a warning. @is_whole: whether these are all. */
static GArray *
checks_collect(GPtrArray *incidents, gboolean *is_whole)
{
    GArray *checks = g_array_new(FALSE, TRUE, sizeof(Check));
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    *is_whole = TRUE;
    for (guint i = 0; i < incidents->len && *is_whole; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table) && *is_whole; row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            Check check = {.text = incident->place,
                           .country = incident->country_code[0] != '\0'
                                          ? incident->country_code
                                          : incident->country,
                           .where = incident->where,
                           .incidents = table,
                           .row = row};

            if (!incident->is_located || incident->place == NULL ||
                !g_hash_table_add(seen, check_key(&check, incident->position))) {
                continue;
            }
            *is_whole = checks->len < CHECKS_MAX;
            if (*is_whole) {
                g_array_append_val(checks, check);
            }
        }
    }
    return checks;
}

/* The place nearest to the row's position that its name may mean, when even that lies
 * further off than the precision allows; else NULL. */
static const MarchPlace *
elsewhere_find(const MarchIncident *incident, const MarchAnswer *answer)
{
    const MarchPlace *nearest = NULL;
    double least = 0;

    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);
        double distance =
            march_lon_lat_distance(place->position, incident->position) -
            1000 * MAX(place->precision_km, MAX(incident->precision_km, DIFFERENCE_KM));

        if (place->match != MARCH_MATCH_FUZZY &&
            (nearest == NULL || distance < least)) {
            nearest = place;
            least = distance;
        }
    }
    return least > 0 ? nearest : NULL;
}

static gboolean
is_one_of(const GPtrArray *codes, const char *code)
{
    for (guint i = 0; i < codes->len; i++) {
        if (strcmp(g_ptr_array_index(codes, i), code) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Whether @place, which lies @distance_km from the position of @incident, may be what the
 * row means: a namesake far away says nothing of the row. */
static gboolean
is_meant(const MarchIncident *incident,
         const MarchAnswer *answer,
         const MarchPlace *place,
         double distance_km,
         const GPtrArray *countries)
{
    const char *code = incident->country_code;
    gboolean is_there = *code != '\0' ? strcmp(code, place->country) == 0
                                      : is_one_of(countries, place->country);

    if (*code != '\0' && *place->country != '\0' && !is_there) {
        return distance_km <= ABROAD_KM;
    }
    return distance_km <= NAMESAKE_KM ||
           (is_there && answer->status == MARCH_ANSWER_FOUND &&
            place->score >= SURE_SCORE);
}

/* All rows of the name and about the position of a check. */
static void
rows_mark(const Check *check, MarchRowReport *report, const MarchPlace *place)
{
    MarchIncidents *table = check->incidents;
    const MarchIncident *first = march_incidents_get(table, check->row);
    g_autofree char *key = check_key(check, first->position);

    for (guint row = check->row; row < march_incidents_count(table); row++) {
        MarchIncident *incident = march_incidents_get(table, row);
        const Check other = {.text = incident->place,
                             .country = incident->country_code[0] != '\0'
                                            ? incident->country_code
                                            : incident->country};
        g_autofree char *own = NULL;

        if (!incident->is_located || g_strcmp0(incident->place, check->text) != 0) {
            continue;
        }
        own = check_key(&other, incident->position);
        if (strcmp(own, key) != 0) {
            continue;
        }
        incident->is_name_elsewhere = TRUE;
        march_row_report_group(
            report, MARCH_SEVERITY_WARNING, "position-and-name-differ", incident->where,
            check->text,
            "incidents have a name that is found further from their position than the "
            "precision allows, the positions are used",
            "\"%s\" lies %.0f km from the position given; the position is used",
            check->text,
            march_lon_lat_distance(place->position, incident->position) / 1000);
    }
}

/* Checks are in the order of their tables. */
static void
checks_report(const GArray *checks,
              const GPtrArray *answers,
              const GPtrArray *countries,
              MarchDiagnostics *diagnostics)
{
    MarchRowReport report = {.diagnostics = NULL};
    const MarchIncidents *table = NULL;

    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);
        const MarchIncident *incident =
            march_incidents_get(check->incidents, check->row);
        const MarchAnswer *answer = g_ptr_array_index(answers, i);
        const MarchPlace *place = elsewhere_find(incident, answer);
        double distance_km =
            place != NULL
                ? march_lon_lat_distance(place->position, incident->position) / 1000
                : 0;

        if (check->incidents != table) {
            if (table != NULL) {
                march_row_report_finish(&report);
            }
            march_row_report_init(&report, check->where.file, diagnostics);
            table = check->incidents;
        }
        if (place == NULL) {
            continue;
        }
        if (is_meant(incident, answer, place, distance_km, countries)) {
            rows_mark(check, &report, place);
        } else {
            march_row_report_add(&report, MARCH_SEVERITY_NOTE, "no-name-near",
                                 check->where, check->text,
                                 "\"%s\" is not known near the position given, only "
                                 "%.0f km away; the position is used",
                                 check->text, distance_km);
        }
    }
    march_row_report_finish(&report);
}

void
march_places_check_positions(MarchGazetteer *gazetteer,
                             const MarchSpec *spec,
                             GPtrArray *incidents,
                             MarchDiagnostics *diagnostics)
{
    gboolean is_whole = TRUE;
    g_autoptr(GArray) checks = checks_collect(incidents, &is_whole);
    g_autofree MarchQuery *queries = g_new0(MarchQuery, MAX(checks->len, 1));
    g_autoptr(GPtrArray) answers = NULL;
    MarchResolveOptions options;

    if (checks->len == 0) {
        return;
    }
    if (!is_whole) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE,
                              "positions-not-compared",
                              g_array_index(checks, Check, 0).where, NULL,
                              "there are more than %u names with positions; the others "
                              "are not compared with the gazetteer",
                              CHECKS_MAX);
    }
    march_resolve_options_init(&options);
    options.as_of = spec->as_of;
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);

        queries[i].text = check->text;
        queries[i].countries = check->country;
        queries[i].near = &march_incidents_get(check->incidents, check->row)->position;
    }
    answers = march_gazetteer_resolve_again(gazetteer, queries, checks->len, &options);
    checks_report(checks, answers, spec->countries, diagnostics);
}
