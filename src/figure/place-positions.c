/* SPDX-License-Identifier: MIT */
#include "places.h"

/* Names looked up only to compare them with the coordinates of their rows. */
#define CHECKS_MAX 100U
/* A village and the position that a report gives it may differ by so much. */
#define DIFFERENCE_KM 10.0

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

/* Warns when every place that a row's name may mean lies further from its position than
 * the precision allows. */
static void
check_report(const Check *check,
             const MarchAnswer *answer,
             MarchDiagnostics *diagnostics)
{
    const MarchIncident *incident = march_incidents_get(check->incidents, check->row);
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
    if (nearest == NULL || least <= 0) {
        return;
    }
    march_diagnostics_add(
        diagnostics, MARCH_SEVERITY_WARNING, "position-and-name-differ", check->where,
        check->text,
        "\"%s\" lies %.0f km from the position given; the position is used",
        check->text,
        march_lon_lat_distance(nearest->position, incident->position) / 1000);
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
    for (guint i = 0; i < checks->len; i++) {
        check_report(&g_array_index(checks, Check, i), g_ptr_array_index(answers, i),
                     diagnostics);
    }
}
