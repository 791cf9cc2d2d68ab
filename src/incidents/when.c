/* SPDX-License-Identifier: MIT */
#include "when.h"

#include <string.h>

/* A day that is known to a week or less exactly is no day. */
static void
when_widen(MarchIncidentWhen *when, const MarchIncidentCells *cells)
{
    const char *text = march_incident_cell(cells, MARCH_FIELD_DATE_PRECISION);
    MarchDateLevel level = MARCH_DATE_LEVEL_DAY;

    if (text == NULL || !when->is_read) {
        return;
    }
    when->is_level_wrong = !march_incident_date_precision_parse(
        text, march_incident_cell_column(cells, MARCH_FIELD_DATE_PRECISION), &level);
    if (!when->is_level_wrong && level != MARCH_DATE_LEVEL_DAY &&
        when->unit == MARCH_DATE_DAY) {
        when->unit = march_incident_date_widen(level, &when->first.date, &when->last);
        when->first.has_time = FALSE;
    }
}

MarchIncidentWhen
march_incident_when_read(const MarchIncidentCells *cells)
{
    MarchIncidentWhen when = {.text = march_incident_cell(cells, MARCH_FIELD_DATE),
                              .end_text =
                                  march_incident_cell(cells, MARCH_FIELD_LAST_DATE)};
    MarchMoment end = MARCH_MOMENT_NONE;
    MarchDate last = MARCH_DATE_NONE;

    when.is_read =
        when.text != NULL &&
        march_incident_dates_parse(when.text, &when.first, &when.last, &when.unit);
    when.has_end = when.end_text != NULL &&
                   march_incident_dates_parse(when.end_text, &end, &last, NULL);
    if (when.has_end && when.is_read && last.day > when.first.date.day) {
        when.last = last;
        when.unit = MARCH_DATE_DAY;
    }
    if (when.is_read) {
        when.is_backwards = when.last.day < when.first.date.day ||
                            (when.has_end && last.day < when.first.date.day);
        when.last.day = MAX(when.last.day, when.first.date.day);
    }
    /* UCDP writes midnight behind every date; it knows no times. */
    if (when.is_read && cells->schema == MARCH_SCHEMA_UCDP) {
        when.first.has_time = FALSE;
    }
    when_widen(&when, cells);
    return when;
}

static void
time_read(const MarchIncidentCells *cells,
          const MarchIncidentOptions *options,
          MarchIncident *incident,
          MarchRowReport *report)
{
    const char *time = march_incident_cell(cells, MARCH_FIELD_TIME);
    const char *clock = march_incident_cell(cells, MARCH_FIELD_CLOCK);
    MarchMoment *moment = &incident->moment;

    if (time != NULL && march_date_is_given(moment->date) && !moment->has_time) {
        moment->has_time = march_incident_time_parse(time, &moment->minute);
        if (!moment->has_time) {
            march_row_report_add(
                report, MARCH_SEVERITY_NOTE, "time-not-read",
                march_incident_cell_locate(cells, MARCH_FIELD_TIME), incident->id,
                "\"%s\" is not a time such as 13:05; only the day is used", time);
        }
    }
    if (clock != NULL && !moment->has_clock) {
        g_autofree char *word = g_strndup(clock, strcspn(clock, " "));

        moment->has_clock = march_clock_parse(word, &moment->offset);
        if (!moment->has_clock) {
            march_row_report_add(
                report, MARCH_SEVERITY_NOTE, "clock-not-read",
                march_incident_cell_locate(cells, MARCH_FIELD_CLOCK), incident->id,
                "\"%s\" is not a clock such as +06:00; the time is used as written",
                clock);
        }
    }
    if (options->has_clock && !moment->has_clock) {
        moment->has_clock = TRUE;
        moment->offset = options->clock;
    }
}

static void
last_date_check(const MarchIncidentCells *cells,
                const MarchIncidentWhen *when,
                const MarchIncident *incident,
                MarchRowReport *report)
{
    MarchField field =
        when->end_text != NULL ? MARCH_FIELD_LAST_DATE : MARCH_FIELD_DATE;

    if (when->end_text != NULL && !when->has_end) {
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "bad-date",
                             march_incident_cell_locate(cells, field), incident->id,
                             "\"%s\" is not a date such as 2021-04-29", when->end_text);
    }
    if (when->is_backwards) {
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "dates-out-of-order",
            march_incident_cell_locate(cells, field), incident->id,
            "the last day of \"%s\" is before the first; only the first is used",
            when->end_text != NULL ? when->end_text : incident->date_text);
    }
}

/* A week, a month or a year is no day: nothing puts the incident on its first. */
static void
unit_report(const MarchIncidentCells *cells,
            const MarchIncidentWhen *when,
            const MarchIncident *incident,
            MarchRowReport *report)
{
    g_autofree char *words = NULL;

    if (when->is_level_wrong) {
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "bad-date-precision",
            march_incident_cell_locate(cells, MARCH_FIELD_DATE_PRECISION), incident->id,
            "\"%s\" is not a precision of a date; expected day, week, month, quarter, "
            "year, or a code of time_precision or date_prec in a column of that name; "
            "the date is used as written",
            march_incident_cell(cells, MARCH_FIELD_DATE_PRECISION));
    }
    if (incident->date_unit == MARCH_DATE_DAY) {
        return;
    }
    if (incident->date_unit == MARCH_DATE_SPAN) {
        g_autofree char *first = march_date_to_iso(incident->date);
        g_autofree char *last = march_date_to_iso(incident->last_date);

        words = g_strdup_printf("the days %s to %s", first, last);
    } else {
        words = march_date_unit_to_text(incident->date, incident->date_unit);
    }
    march_row_report_add(
        report, MARCH_SEVERITY_NOTE, "date-without-day",
        march_incident_cell_locate(cells, MARCH_FIELD_DATE), incident->id,
        "\"%s\" tells no day: the incident is one of %s, and any part of it that is "
        "asked for has it",
        incident->date_text, words);
}

gboolean
march_incident_has_dates(const MarchIncidentOptions *options)
{
    return march_date_is_given(options->dates.from) ||
           march_date_is_given(options->dates.to);
}

gboolean
march_incident_when_use(const MarchIncidentWhen *when,
                        const MarchIncidentCells *cells,
                        const MarchIncidentOptions *options,
                        MarchIncident *incident,
                        MarchRowReport *report)
{
    gboolean is_needed = march_incident_has_dates(options);

    incident->date_text = g_strdup(when->text);
    if (!when->is_read && (when->text != NULL || is_needed)) {
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "bad-date",
                             march_incident_cell_locate(cells, MARCH_FIELD_DATE),
                             incident->id, "\"%s\" is not a date such as 2021-04-29%s",
                             when->text != NULL ? when->text : "",
                             is_needed ? "; the row is left out" : "");
    }
    if (!when->is_read) {
        return !is_needed;
    }
    incident->moment = when->first;
    incident->date = when->first.date;
    incident->last_date = when->last;
    incident->date_unit = when->unit;
    last_date_check(cells, when, incident, report);
    unit_report(cells, when, incident, report);
    time_read(cells, options, incident, report);
    if (options->is_shown_at_clock) {
        gint32 before = incident->date.day;

        incident->moment =
            march_moment_at_clock(incident->moment, options->shown_clock);
        incident->date = incident->moment.date;
        incident->last_date.day += incident->date.day - before;
    }
    return TRUE;
}
