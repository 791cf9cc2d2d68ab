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

/* The names of rows with coordinates, each once, while there are few: a table of a
 * thousand places is not looked up for a warning. */
static GArray *
checks_collect(GPtrArray *incidents)
{
    GArray *checks = g_array_new(FALSE, TRUE, sizeof(Check));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            Check check = {.text = incident->place,
                           .country = incident->country_code[0] != '\0'
                                          ? incident->country_code
                                          : incident->country,
                           .where = incident->where,
                           .incidents = table,
                           .row = row};

            if (incident->is_located && incident->place != NULL &&
                checks->len < CHECKS_MAX &&
                g_hash_table_add(seen, (gpointer)(guintptr)incident->place)) {
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
    g_autoptr(GArray) checks = checks_collect(incidents);
    g_autofree MarchQuery *queries = g_new0(MarchQuery, MAX(checks->len, 1));
    g_autoptr(GPtrArray) answers = NULL;
    MarchResolveOptions options;

    if (checks->len == 0) {
        return;
    }
    march_resolve_options_init(&options);
    options.as_of = spec->as_of;
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = &g_array_index(checks, Check, i);

        queries[i].text = check->text;
        queries[i].countries = check->country;
        queries[i].near = &march_incidents_get(check->incidents, check->row)->position;
    }
    answers = march_gazetteer_resolve(gazetteer, queries, checks->len, &options);
    for (guint i = 0; i < checks->len; i++) {
        check_report(&g_array_index(checks, Check, i), g_ptr_array_index(answers, i),
                     diagnostics);
    }
}
