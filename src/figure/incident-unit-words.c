/* SPDX-License-Identifier: MIT */
#include "incident-unit-words.h"

#include "incident-sums.h"

/* Tolls of one country that have a line each; more share one. */
#define TOLLS_MAX 4U
/* Runs of numbers of the table that are told. */
#define RUNS_MAX 4U

/* The members that are tolls, or that are none, and what their numbers count. */
typedef struct {
    GPtrArray *incidents; /* of const MarchIncident, borrowed */
    const MarchMeasure *measure;
    gboolean is_mixed;
} Members;

static const MarchMeasure *
measure_of(const MarchIncidentUnitMember *member, const MarchMeasures *measures)
{
    return measures != NULL ? march_measures_get(measures, member->table) : NULL;
}

static Members
members_collect(const MarchIncidentUnit *unit,
                gboolean of_tolls,
                const MarchMeasures *measures)
{
    Members members = {.incidents = g_ptr_array_new()};

    for (guint i = 0; i < unit->members->len; i++) {
        const MarchIncidentUnitMember *member =
            &g_array_index(unit->members, MarchIncidentUnitMember, i);
        const MarchMeasure *measure = measure_of(member, measures);

        if (march_incident_is_toll(member->incident) != of_tolls) {
            continue;
        }
        g_ptr_array_add(members.incidents, (gpointer)(guintptr)member->incident);
        if (member->incident->has_value && measure != NULL) {
            members.is_mixed = members.is_mixed ||
                               (members.measure != NULL && members.measure != measure);
            members.measure = measure;
        }
    }
    return members;
}

char *
march_incident_unit_sum(const MarchIncidentUnit *unit,
                        gboolean of_tolls,
                        const MarchMeasures *measures)
{
    const Members members = members_collect(unit, of_tolls, measures);
    g_autoptr(GPtrArray) incidents = members.incidents;
    g_autofree char *text = NULL;
    MarchIncidentSum sum;

    if (members.measure == NULL || members.is_mixed) {
        return NULL;
    }
    sum = march_incident_sum(incidents);
    text = march_incident_sum_text(&sum, incidents->len);
    return text != NULL ? g_strdup_printf("%s %s", text, members.measure->words) : NULL;
}

char *
march_incident_unit_claims(const MarchIncidentUnit *unit,
                           gboolean of_tolls,
                           const MarchMeasures *measures)
{
    const Members members = members_collect(unit, of_tolls, measures);
    g_autoptr(GPtrArray) incidents = members.incidents;
    g_autofree char *claims = NULL;

    if (members.measure == NULL || incidents->len != 1) {
        return NULL;
    }
    claims = march_incident_describe_claims(g_ptr_array_index(incidents, 0));
    return claims != NULL ? g_strdup_printf("%s: %s", members.measure->words, claims)
                          : NULL;
}

static int
numbers_compare(gconstpointer a, gconstpointer b)
{
    const guint first = *(const guint *)a;
    const guint second = *(const guint *)b;

    return (first > second) - (first < second);
}

char *
march_table_numbers_to_text(GArray *numbers)
{
    g_autoptr(GString) text = NULL;
    guint runs = 0;

    if (numbers->len == 0) {
        return NULL;
    }
    g_array_sort(numbers, numbers_compare);
    text = g_string_new("#");
    for (guint i = 0; i < numbers->len; runs++) {
        const guint first = g_array_index(numbers, guint, i);
        guint last = first;

        if (runs == RUNS_MAX) {
            g_string_append(text, " …");
            break;
        }
        while (++i < numbers->len && g_array_index(numbers, guint, i) == last + 1) {
            last++;
        }
        g_string_append_printf(text, "%s%u", runs > 0 ? ", " : "", first);
        if (last > first) {
            g_string_append_printf(text, "%s%u", last > first + 1 ? "–" : ", ", last);
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
march_incident_unit_table_numbers(const MarchIncidentUnit *unit, gboolean of_tolls)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < unit->members->len; i++) {
        const MarchIncidentUnitMember *member =
            &g_array_index(unit->members, MarchIncidentUnitMember, i);

        if (march_incident_is_toll(member->incident) == of_tolls &&
            member->number > 0) {
            g_array_append_val(numbers, member->number);
        }
    }
    return march_table_numbers_to_text(numbers);
}

static const char *
plural(guint count)
{
    return count == 1 ? "" : "s";
}

/* "1 toll of a whole side, Kyrgyzstan". */
static char *
tolls_head(const MarchIncidentUnit *unit, guint count)
{
    return g_strdup_printf("%u toll%s of a whole side%s%s", count, plural(count),
                           unit->name != NULL ? ", " : "",
                           unit->name != NULL ? unit->name : "");
}

static char *
incidents_head(const MarchIncidentUnit *unit)
{
    return unit->level == MARCH_PRECISION_NOWHERE
               ? g_strdup_printf("%u incident%s at sea or in no one country",
                                 unit->count, plural(unit->count))
               : g_strdup_printf("%u incident%s known only to %s", unit->count,
                                 plural(unit->count),
                                 unit->name != NULL ? unit->name : "a country");
}

static void
line_add(GPtrArray *lines, const char *head, const char *numbers)
{
    g_ptr_array_add(lines, numbers != NULL ? g_strdup_printf("%s: %s", head, numbers)
                                           : g_strdup(head));
}

/* Tolls are of one side each: who says what of each is told. */
static void
tolls_add(GPtrArray *lines,
          const MarchIncidentUnit *unit,
          const MarchMeasures *measures)
{
    g_autofree char *head =
        tolls_head(unit, unit->tolls <= TOLLS_MAX ? 1 : unit->tolls);

    if (unit->tolls > TOLLS_MAX) {
        g_autofree char *sum = march_incident_unit_sum(unit, TRUE, measures);

        line_add(lines, head, sum);
        return;
    }
    for (guint i = 0; i < unit->members->len; i++) {
        const MarchIncidentUnitMember *member =
            &g_array_index(unit->members, MarchIncidentUnitMember, i);
        const MarchMeasure *measure = measure_of(member, measures);
        g_autofree char *claims = NULL;
        g_autofree char *numbers = NULL;

        if (!march_incident_is_toll(member->incident)) {
            continue;
        }
        claims = march_incident_describe_claims(member->incident);
        if (claims != NULL && measure != NULL) {
            numbers = g_strdup_printf("%s %s", measure->words, claims);
        }
        line_add(lines, head, numbers);
    }
}

GPtrArray *
march_incident_margin_lines(const MarchIncidentShow *show,
                            const MarchMeasures *measures)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    for (guint of_tolls = 0; of_tolls < 2; of_tolls++) {
        for (guint i = 0; i < march_incident_show_count_units(show); i++) {
            const MarchIncidentUnit *unit = march_incident_show_get_unit(show, i);

            if (unit->level < MARCH_PRECISION_COUNTRY) {
                continue;
            }
            if (of_tolls > 0 && unit->tolls > 0) {
                tolls_add(lines, unit, measures);
            } else if (of_tolls == 0 && unit->count > 0) {
                g_autofree char *head = incidents_head(unit);
                g_autofree char *sum = march_incident_unit_sum(unit, FALSE, measures);

                line_add(lines, head, sum);
            }
        }
    }
    return lines;
}
