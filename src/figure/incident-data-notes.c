/* SPDX-License-Identifier: MIT */
#include "incident-notes.h"

/* Clocks named; reports of one region seldom print more. */
#define CLOCKS_MAX 4U

/* What became of the rows of all tables. */
static MarchIncidentTally
tallies_add(GPtrArray *incidents)
{
    MarchIncidentTally sum = {0};

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidentTally tally =
            march_incidents_get_tally(g_ptr_array_index(incidents, i));

        sum.rows += tally.rows;
        sum.filtered += tally.filtered;
        sum.outside += tally.outside;
        sum.unsure_held += tally.unsure_held;
        sum.unsure_out += tally.unsure_out;
        for (guint by = 0; by < MARCH_N_CHOICES; by++) {
            sum.by[by] += tally.by[by];
        }
    }
    return sum;
}

char *
march_incident_choice_note(GPtrArray *incidents)
{
    MarchIncidentTally sum = tallies_add(incidents);
    guint left_out = sum.filtered + sum.outside;
    g_autoptr(GString) text = NULL;
    const char *separator = ": ";

    if (left_out + sum.unsure_held == 0) {
        return NULL;
    }
    text = g_string_new(NULL);
    g_string_append_printf(text, "%u of %u rows left out by the filter", left_out,
                           sum.rows);
    for (guint by = 0; by < MARCH_N_CHOICES; by++) {
        if (sum.by[by] > 0) {
            g_string_append_printf(text, "%s%u by %s", separator, sum.by[by],
                                   march_incident_choice_name((MarchIncidentChoice)by));
            separator = ", ";
        }
    }
    if (sum.unsure_held > 0) {
        g_string_append_printf(text, "; %u kept whose rough place may lie outside it",
                               sum.unsure_held);
    }
    if (sum.unsure_out > 0) {
        g_string_append_printf(
            text, "; %u left out whose rough place may lie inside it", sum.unsure_out);
    }
    g_string_append_c(text, '.');
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *
tolls_note(const MarchSpec *spec, GPtrArray *incidents)
{
    MarchMoment as_of = spec->tolls_as_of;
    g_autoptr(GString) text = NULL;
    g_autofree char *day = NULL;
    guint later = 0;
    guint later_incidents = tallies_add(incidents).by[MARCH_CHOICE_MOMENT];

    if (!march_date_is_given(as_of.date)) {
        return NULL;
    }
    day = march_date_to_text(as_of.date);
    text = g_string_new(NULL);
    g_string_append_printf(text, "Numbers as they were known on %s", day);
    if (as_of.has_time) {
        g_string_append_printf(text, " at %02d:%02d", as_of.minute / 60,
                               as_of.minute % 60);
    }
    if (as_of.has_clock) {
        g_autofree char *clock = march_clock_to_text(as_of.offset);

        g_string_append_printf(text, " (%s)", clock);
    }
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            later += march_incident_count_later_claims(march_incidents_get(table, row),
                                                       as_of);
        }
    }
    if (later > 0) {
        g_string_append_printf(text, "; %u later claim%s not used", later,
                               later == 1 ? "" : "s");
    }
    if (later_incidents > 0) {
        g_string_append_printf(text, "; %u later incident%s not shown", later_incidents,
                               later_incidents == 1 ? "" : "s");
    }
    g_string_append_c(text, '.');
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static int
offsets_compare(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The clocks of the incidents' times, from west to east. */
static GArray *
clocks_collect(GPtrArray *incidents)
{
    GArray *clocks = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchMoment moment = march_incidents_get(table, row)->moment;
            gboolean is_new = moment.has_clock && march_date_is_given(moment.date);

            for (guint j = 0; j < clocks->len && is_new; j++) {
                is_new = g_array_index(clocks, int, j) != moment.offset;
            }
            if (is_new) {
                g_array_append_val(clocks, moment.offset);
            }
        }
    }
    g_array_sort(clocks, offsets_compare);
    return clocks;
}

/* Times without a clock stay as they are written, so a clock that was asked for is not
 * that of all dates. */
static guint
clockless_count(GPtrArray *incidents)
{
    guint count = 0;

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchMoment moment = march_incidents_get(table, row)->moment;

            count += march_date_is_given(moment.date) &&
                             (!moment.has_clock || !moment.has_time)
                         ? 1
                         : 0;
        }
    }
    return count;
}

static char *
clock_note(const MarchSpec *spec, GPtrArray *incidents)
{
    g_autoptr(GArray) clocks = clocks_collect(incidents);
    g_autoptr(GString) text = NULL;

    if (spec->has_clock && incidents->len > 0) {
        g_autofree char *clock = march_clock_to_text(spec->clock);
        guint clockless = clockless_count(incidents);

        return clockless == 0
                   ? g_strdup_printf("Dates by the clock %s.", clock)
                   : g_strdup_printf("Dates by the clock %s; %u without a time or a "
                                     "clock as the sources give them.",
                                     clock, clockless);
    }
    if (clocks->len == 0) {
        return NULL;
    }
    text = g_string_new("Dates as the sources give them, by the clock");
    g_string_append(text, clocks->len > 1 ? "s " : " ");
    for (guint i = 0; i < clocks->len && i < CLOCKS_MAX; i++) {
        g_autofree char *clock = march_clock_to_text(g_array_index(clocks, int, i));

        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", clock);
    }
    if (clocks->len > CLOCKS_MAX) {
        g_string_append_printf(text, " and %u more", clocks->len - CLOCKS_MAX);
    }
    g_string_append_c(text, '.');
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* How exactly the days of incidents are known, which is nothing to see on a map. */
typedef struct {
    guint levels[MARCH_N_DATE_LEVELS];
    guint going_on;
    guint perhaps_outside; /* of the dates asked for */
} DateCounts;

static void
date_count(DateCounts *counts, const MarchIncident *incident, MarchDateRange asked)
{
    MarchDateLevel level = march_incident_date_level(incident);
    MarchDate last = incident->last_date;

    if (!march_date_is_given(incident->date) || march_incident_is_toll(incident)) {
        return;
    }
    counts->levels[level]++;
    counts->going_on += march_incident_goes_on(incident) ? 1 : 0;
    if (level != MARCH_DATE_LEVEL_DAY &&
        ((march_date_is_given(asked.from) && incident->date.day < asked.from.day) ||
         (march_date_is_given(asked.to) && last.day >= asked.to.day))) {
        counts->perhaps_outside++;
    }
}

/* "Dated only to a week: 3; only to a month: 2.", (transfer full); NULL when all days are
 * known. */
static char *
date_note(const MarchSpec *spec, GPtrArray *incidents)
{
    static const char *const LEVELS[MARCH_N_DATE_LEVELS] = {
        [MARCH_DATE_LEVEL_WEEK] = "only to a week",
        [MARCH_DATE_LEVEL_MONTH] = "only to a month",
        [MARCH_DATE_LEVEL_QUARTER] = "only to a quarter",
        [MARCH_DATE_LEVEL_YEAR] = "only to a year",
        [MARCH_DATE_LEVEL_LONGER] = "only to several years",
    };
    gboolean are_days_counted =
        spec->show_timeline || g_strcmp0(spec->color_by, "date") == 0;
    DateCounts counts = {.going_on = 0};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            date_count(&counts, march_incidents_get(table, row), entry->dates);
        }
    }
    for (guint i = MARCH_DATE_LEVEL_WEEK; i < MARCH_N_DATE_LEVELS; i++) {
        if (counts.levels[i] > 0) {
            g_string_append_printf(text, "%s%s: %u", text->len > 0 ? "; " : "Dated ",
                                   LEVELS[i], counts.levels[i]);
        }
    }
    if (counts.perhaps_outside > 0) {
        g_string_append_printf(text,
                               "; of these perhaps outside the dates asked for: %u",
                               counts.perhaps_outside);
    }
    if (are_days_counted && counts.going_on > 0) {
        g_string_append_printf(text,
                               text->len > 0
                                   ? "; on several days, counted on the first: %u"
                                   : "Dated on several days, counted on the first: %u",
                               counts.going_on);
    }
    if (text->len > 0) {
        g_string_append_c(text, '.');
    }
    return g_string_free(text, text->len == 0);
}

/* Places that the program had to judge about, (transfer full) (nullable). */
static char *
place_note(GPtrArray *incidents)
{
    GString *text = g_string_new(NULL);
    guint guessed = 0;
    guint elsewhere = 0;

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            guessed += incident->is_name_guessed ? 1 : 0;
            elsewhere += incident->is_name_elsewhere ? 1 : 0;
        }
    }
    if (guessed > 0) {
        g_string_append_printf(text, "Place name not known, nearest name used: %u",
                               guessed);
    }
    if (elsewhere > 0) {
        g_string_append_printf(
            text,
            text->len > 0
                ? "; shown at the position given, far from the named place: %u"
                : "Shown at the position given, far from the named place: %u",
            elsewhere);
    }
    if (text->len > 0) {
        g_string_append_c(text, '.');
    }
    return g_string_free(text, text->len == 0);
}

static void
line_add(GPtrArray *lines, char *line)
{
    if (line != NULL) {
        g_ptr_array_add(lines, line);
    }
}

GPtrArray *
march_incident_data_notes(const MarchSpec *spec, GPtrArray *incidents)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    line_add(lines, march_incident_choice_note(incidents));
    line_add(lines, tolls_note(spec, incidents));
    line_add(lines, place_note(incidents));
    line_add(lines, date_note(spec, incidents));
    line_add(lines, clock_note(spec, incidents));
    return lines;
}
