/* SPDX-License-Identifier: MIT */
#include "dates.h"

#include <string.h>

#include "columns.h"

/* "16 May 2025" and "May 2025". */
static gboolean
written_date_parse(const char *text, MarchDate *date, MarchDateUnit *unit)
{
    static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    g_auto(GStrv) words = g_strsplit_set(text, " ", -1);
    g_autofree char *iso = NULL;
    guint count = g_strv_length(words);
    guint64 day = 1;
    guint64 year = 0;

    if ((count != 2 && count != 3) || strlen(words[count - 2]) < 3 ||
        (count == 3 && !g_ascii_string_to_unsigned(words[0], 10, 1, 31, &day, NULL)) ||
        !g_ascii_string_to_unsigned(words[count - 1], 10, 1, 9999, &year, NULL)) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(MONTHS); i++) {
        if (g_ascii_strncasecmp(words[count - 2], MONTHS[i], 3) == 0) {
            iso = g_strdup_printf("%04u-%02u-%02u", (guint)year, i + 1, (guint)day);
            *unit = count == 2 ? MARCH_DATE_MONTH : MARCH_DATE_DAY;
            return march_date_parse(iso, date);
        }
    }
    return FALSE;
}

/* "20250516" and "20250516143000", which GDELT writes in UTC. */
static gboolean
digits_date_parse(const char *text, MarchMoment *moment)
{
    gsize length = strlen(text);
    g_autofree char *iso = NULL;

    if (strspn(text, "0123456789") != length) {
        return FALSE;
    }
    if (length == 8) {
        iso = g_strdup_printf("%.4s-%.2s-%.2s", text, text + 4, text + 6);
    } else if (length == 14) {
        iso = g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text, text + 4,
                              text + 6, text + 8, text + 10, text + 12);
    } else {
        return FALSE;
    }
    return march_moment_parse(iso, moment);
}

static gboolean
moment_parse(const char *text, MarchMoment *moment, MarchDateUnit *unit)
{
    MarchDate date = MARCH_DATE_NONE;
    gsize length = strlen(text);

    *unit = march_date_unit_of(text);
    if (length == 10 && text[4] == '/' && text[7] == '/') {
        g_autofree char *iso = g_strdelimit(g_strdup(text), "/", '-');

        return march_moment_parse(iso, moment);
    }
    if (march_moment_parse(text, moment) || digits_date_parse(text, moment)) {
        return TRUE;
    }
    if (!written_date_parse(text, &date, unit)) {
        return FALSE;
    }
    *moment = (MarchMoment){.date = date};
    return TRUE;
}

/* Where an interval is parted: "2021/05/16" is none, "2021-04/2021-05" is. */
static const char *
interval_slash(const char *text)
{
    const char *slash = strchr(text, '/');

    return slash != NULL && (slash - text != 4 || strchr(slash + 1, '/') == NULL)
               ? slash
               : NULL;
}

/* "2025-W20", a week of ISO 8601. */
static gboolean
week_parse(const char *text, MarchDate *first, MarchDate *last)
{
    g_autofree char *iso = g_strndup(text, 4);
    guint64 week = 0;
    gint32 monday;

    if (strlen(text) != 8 || g_ascii_strncasecmp(text + 4, "-W", 2) != 0 ||
        !g_ascii_string_to_unsigned(text + 6, 10, 1, 53, &week, NULL) ||
        !march_date_parse(iso, first)) {
        return FALSE;
    }
    /* The first week holds 4 January; day 1 of the count of days was a Monday. */
    monday = first->day + 3 - (first->day + 2) % 7;
    first->day = monday + 7 * ((gint32)week - 1);
    last->day = first->day + 6;
    return TRUE;
}

static void
quarter_set(MarchDate *first, MarchDate *last)
{
    g_autofree char *iso = march_date_to_iso(*first);
    int month = (int)g_ascii_strtoll(iso + 5, NULL, 10);
    int start = (month - 1) / 3 * 3 + 1;
    g_autofree char *head = g_strdup_printf("%.4s-%02d", iso, start);
    g_autofree char *tail = g_strdup_printf("%.4s-%02d", iso, start + 2);

    (void)march_date_parse(head, first);
    (void)march_date_parse(tail, last);
    *last = march_date_unit_last(*last, MARCH_DATE_MONTH);
}

/* "2025-Q2" and "Q2 2025". */
static gboolean
quarter_parse(const char *text, MarchDate *first, MarchDate *last)
{
    gboolean is_year_first = strlen(text) == 7 && text[4] == '-';
    const char *quarter = is_year_first ? text + 5 : text;
    g_autofree char *iso = NULL;

    if (strlen(text) != 7 || g_ascii_toupper(quarter[0]) != 'Q' || quarter[1] < '1' ||
        quarter[1] > '4' || (!is_year_first && text[2] != ' ')) {
        return FALSE;
    }
    iso = g_strdup_printf("%.4s-%02d", is_year_first ? text : text + 3,
                          3 * (quarter[1] - '1') + 1);
    if (!march_date_parse(iso, first)) {
        return FALSE;
    }
    quarter_set(first, last);
    return TRUE;
}

/* "[2025-05-03..2025-05-09]": one day of a set, in the Extended Date/Time Format. */
static gboolean
set_parse(const char *text, MarchDate *first, MarchDate *last)
{
    const char *dots = strstr(text, "..");
    g_autofree char *head = NULL;
    g_autofree char *tail = NULL;

    if (text[0] != '[' || dots == NULL || !g_str_has_suffix(dots + 2, "]")) {
        return FALSE;
    }
    head = g_strndup(text + 1, (gsize)(dots - text) - 1);
    tail = g_strndup(dots + 2, strlen(dots + 2) - 1);
    if (!march_date_parse(head, first) || !march_date_parse(tail, last)) {
        return FALSE;
    }
    *last = march_date_unit_last(*last, march_date_unit_of(tail));
    return last->day > first->day;
}

/* One day of several. Its first letter tells most dates apart at once. */
static gboolean
span_parse(const char *text, MarchDate *first, MarchDate *last)
{
    return (g_ascii_isdigit(text[0]) && week_parse(text, first, last)) ||
           quarter_parse(text, first, last) || set_parse(text, first, last);
}

gboolean
march_incident_dates_parse(const char *text,
                           MarchMoment *first,
                           MarchDate *last,
                           MarchDateUnit *unit)
{
    const char *slash = interval_slash(text);
    MarchMoment end = MARCH_MOMENT_NONE;
    MarchDateUnit given = MARCH_DATE_DAY;

    if (slash == NULL) {
        if (moment_parse(text, first, &given)) {
            *last = march_date_unit_last(first->date, given);
        } else {
            *first = MARCH_MOMENT_NONE;
            given = MARCH_DATE_SPAN;
            if (!span_parse(text, &first->date, last)) {
                return FALSE;
            }
        }
    } else {
        g_autofree char *head = g_strstrip(g_strndup(text, (gsize)(slash - text)));

        if (!moment_parse(head, first, &given) ||
            !moment_parse(slash + 1, &end, &given)) {
            return FALSE;
        }
        *last = march_date_unit_last(end.date, given);
        given = MARCH_DATE_DAY;
    }
    if (unit != NULL) {
        *unit = given;
    }
    return TRUE;
}

gboolean
march_incident_date_parse(const char *text, MarchDate *date)
{
    MarchMoment first = MARCH_MOMENT_NONE;
    MarchDate last = MARCH_DATE_NONE;

    if (!march_incident_dates_parse(text, &first, &last, NULL)) {
        return FALSE;
    }
    *date = first.date;
    return TRUE;
}

gboolean
march_incident_time_parse(const char *text, int *minute)
{
    g_autofree char *padded = NULL;
    MarchMoment moment = MARCH_MOMENT_NONE;

    text += *text == '~';
    padded = g_strdup_printf("2000-01-01T%s%s", strlen(text) == 4 ? "0" : "", text);
    if (!march_moment_parse(padded, &moment) || !moment.has_time) {
        return FALSE;
    }
    *minute = moment.minute;
    return TRUE;
}

/* A code and what it means; codes count from 1. */
static const struct {
    const char *column;
    MarchDateLevel levels[5];
    gsize n_levels;
} CODES[] = {
    /* ACLED codebook: the actual date, a week or weekend, less than that. */
    {"time_precision",
     {MARCH_DATE_LEVEL_DAY, MARCH_DATE_LEVEL_WEEK, MARCH_DATE_LEVEL_MONTH},
     3},
    /* UCDP GED codebook: the day, two to six days, a week, up to a month, up to a year. */
    {"date_prec",
     {MARCH_DATE_LEVEL_DAY, MARCH_DATE_LEVEL_WEEK, MARCH_DATE_LEVEL_WEEK,
      MARCH_DATE_LEVEL_MONTH, MARCH_DATE_LEVEL_YEAR},
     5},
};

gboolean
march_incident_date_precision_parse(const char *text,
                                    const char *column,
                                    MarchDateLevel *level)
{
    double number = 0;

    for (gsize i = 0; column != NULL && i < G_N_ELEMENTS(CODES); i++) {
        if (g_ascii_strcasecmp(column, CODES[i].column) != 0) {
            continue;
        }
        if (!march_incident_number_parse(text, &number) || number < 1 ||
            number > (double)CODES[i].n_levels) {
            return FALSE;
        }
        *level = CODES[i].levels[(gsize)number - 1];
        return TRUE;
    }
    for (guint i = 0; i < MARCH_N_DATE_LEVELS; i++) {
        if (g_ascii_strcasecmp(text, march_date_level_name((MarchDateLevel)i)) == 0) {
            *level = (MarchDateLevel)i;
            return TRUE;
        }
    }
    return FALSE;
}

/* The month or the year that the days are exactly; else one day of several. */
static MarchDateUnit
unit_of_days(MarchDate first, MarchDate last)
{
    g_autofree char *iso = march_date_to_iso(first);

    if (g_str_has_suffix(iso, "-01-01") &&
        march_date_unit_last(first, MARCH_DATE_YEAR).day == last.day) {
        return MARCH_DATE_YEAR;
    }
    return g_str_has_suffix(iso, "-01") &&
                   march_date_unit_last(first, MARCH_DATE_MONTH).day == last.day
               ? MARCH_DATE_MONTH
               : MARCH_DATE_SPAN;
}

MarchDateUnit
march_incident_date_widen(MarchDateLevel level, MarchDate *first, MarchDate *last)
{
    g_autofree char *iso = march_date_to_iso(*first);

    if (last->day > first->day) {
        return level == MARCH_DATE_LEVEL_DAY ? MARCH_DATE_DAY
                                             : unit_of_days(*first, *last);
    }
    switch (level) {
    case MARCH_DATE_LEVEL_DAY:
        return MARCH_DATE_DAY;
    case MARCH_DATE_LEVEL_WEEK:
        first->day = MAX(first->day - 3, 1);
        last->day = first->day + 6;
        return MARCH_DATE_SPAN;
    case MARCH_DATE_LEVEL_QUARTER:
        quarter_set(first, last);
        return MARCH_DATE_SPAN;
    case MARCH_DATE_LEVEL_MONTH:
    case MARCH_DATE_LEVEL_YEAR:
    case MARCH_DATE_LEVEL_LONGER:
        break;
    }
    iso[level == MARCH_DATE_LEVEL_MONTH ? 7 : 4] = '\0';
    (void)march_date_parse(iso, first);
    *last = march_date_unit_last(*first, march_date_unit_of(iso));
    return march_date_unit_of(iso);
}
