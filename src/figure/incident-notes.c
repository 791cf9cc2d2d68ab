/* SPDX-License-Identifier: MIT */
#include "incident-notes.h"

#define NAMED_MAX 6U

static const char *
are(guint count)
{
    return count == 1 ? "is" : "are";
}

static guint
tolls_count(const MarchIncidentCounts *counts)
{
    guint tolls = 0;

    for (guint i = 0; i < MARCH_N_FATES; i++) {
        tolls += counts->tolls[i];
    }
    return tolls;
}

static void
points_note(GString *text, const MarchIncidentCounts *counts)
{
    guint points = counts->fates[MARCH_FATE_POINT] - counts->tolls[MARCH_FATE_POINT];
    guint total = counts->total - tolls_count(counts);

    if (total == 1 && points == 1) {
        g_string_append(text, "The one incident is located to a place");
    } else if (points == total) {
        g_string_append_printf(text, "All %u incidents are located to a place", points);
    } else {
        g_string_append_printf(text, "%u of %u incident%s %s located to a place",
                               points, total, total == 1 ? "" : "s", are(points));
    }
    if (counts->near > 0 && counts->near == points) {
        g_string_append_printf(text, ", only to within %.0f km",
                               MAX(counts->worst_km, 1));
    } else if (counts->near > 0) {
        g_string_append_printf(text, ", %u of them only to within %.0f km",
                               counts->near, MAX(counts->worst_km, 1));
    }
}

static void
levels_note(GString *text, const MarchIncidentCounts *counts)
{
    static const struct {
        MarchPrecision level;
        const char *words;
    } LEVELS[] = {
        {MARCH_PRECISION_DISTRICT, "to a district"},
        {MARCH_PRECISION_REGION, "to a region"},
        {MARCH_PRECISION_LINE, "to a line such as a border or road"},
        {MARCH_PRECISION_COUNTRY, "to a country"},
        {MARCH_PRECISION_NOWHERE, "to no one country"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(LEVELS); i++) {
        guint count =
            counts->levels[LEVELS[i].level] - counts->toll_levels[LEVELS[i].level];

        if (count > 0) {
            g_string_append_printf(text, "; %u only %s", count, LEVELS[i].words);
        }
    }
}

/* The names of places that were not found, each once. */
static GPtrArray *
names_collect(const MarchIncidentShow *show, GPtrArray *incidents)
{
    GPtrArray *names = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const char *place = march_incidents_get(table, row)->place;

            if (march_incident_show_get(show, i, row)->fate == MARCH_FATE_UNPLACED &&
                place != NULL && g_hash_table_add(seen, (gpointer)(guintptr)place)) {
                g_ptr_array_add(names, (gpointer)(guintptr)place);
            }
        }
    }
    return names;
}

static void
withheld_note(GString *text,
              const MarchIncidentShow *show,
              const MarchIncidentCounts *counts,
              GPtrArray *incidents)
{
    guint unplaced =
        counts->fates[MARCH_FATE_UNPLACED] - counts->tolls[MARCH_FATE_UNPLACED];
    guint outside =
        counts->fates[MARCH_FATE_OUTSIDE] - counts->tolls[MARCH_FATE_OUTSIDE];
    guint tolls = tolls_count(counts);
    g_autoptr(GPtrArray) names = names_collect(show, incidents);

    if (outside > 0) {
        g_string_append_printf(text, "; %u outside the map", outside);
    }
    if (unplaced > 0) {
        g_string_append_printf(text, "; %u not shown, place not found", unplaced);
    }
    for (guint i = 0; i < names->len && i < NAMED_MAX; i++) {
        g_string_append_printf(text, "%s%s", i == 0 ? ": " : ", ",
                               (const char *)g_ptr_array_index(names, i));
    }
    if (names->len > NAMED_MAX) {
        g_string_append_printf(text, " and %u more", names->len - NAMED_MAX);
    }
    if (tolls > 0) {
        g_string_append_printf(text, "; %u toll%s of a whole side besides", tolls,
                               tolls == 1 ? "" : "s");
    }
    if (counts->lost > 0) {
        g_string_append_printf(text, "; %u row%s of the data could not be used",
                               counts->lost, counts->lost == 1 ? "" : "s");
    }
}

char *
march_incident_note(const MarchIncidentShow *show, GPtrArray *incidents)
{
    const MarchIncidentCounts *counts = march_incident_show_get_counts(show);
    GString *text;

    if (counts->total == 0) {
        return NULL;
    }
    text = g_string_new(NULL);
    points_note(text, counts);
    levels_note(text, counts);
    withheld_note(text, show, counts, incidents);
    g_string_append_c(text, '.');
    return g_string_free(text, FALSE);
}
