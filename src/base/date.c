/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <string.h>

gboolean
march_date_is_given(MarchDate date)
{
    return date.day > 0;
}

static gboolean
digits_parse(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*text)[i])) {
            return FALSE;
        }
        *value = *value * 10 + ((*text)[i] - '0');
    }
    *text += count;
    return TRUE;
}

static gboolean
date_scan(const char *text, gsize length, MarchDate *date)
{
    const char *at = text;
    int year = 0;
    int month = 1;
    int day = 1;
    GDate calendar;

    if (length != 4 && length != 7 && length != 10) {
        return FALSE;
    }
    if (!digits_parse(&at, 4, &year)) {
        return FALSE;
    }
    if (length >= 7 && (*at++ != '-' || !digits_parse(&at, 2, &month))) {
        return FALSE;
    }
    if (length == 10 && (*at++ != '-' || !digits_parse(&at, 2, &day))) {
        return FALSE;
    }
    if (year < 1 || month < 1 || month > 12 || day < 1 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        return FALSE;
    }
    g_date_clear(&calendar, 1);
    g_date_set_dmy(&calendar, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    date->day = (gint32)g_date_get_julian(&calendar);
    return TRUE;
}

gboolean
march_date_parse(const char *text, MarchDate *date)
{
    return date_scan(text, strlen(text), date);
}

gboolean
march_date_range_parse(const char *text, MarchDateRange *range)
{
    const char *slash = strchr(text, '/');
    MarchDateRange parsed = {MARCH_DATE_NONE, MARCH_DATE_NONE};
    gsize length;

    if (slash == NULL) {
        return FALSE;
    }
    length = (gsize)(slash - text);
    if (length > 0 && !date_scan(text, length, &parsed.from)) {
        return FALSE;
    }
    if (slash[1] != '\0' && !march_date_parse(slash + 1, &parsed.to)) {
        return FALSE;
    }
    if (march_date_is_given(parsed.from) && march_date_is_given(parsed.to) &&
        parsed.from.day >= parsed.to.day) {
        return FALSE;
    }
    *range = parsed;
    return TRUE;
}

gboolean
march_date_range_contains(MarchDateRange range, MarchDate date)
{
    if (!march_date_is_given(date)) {
        return TRUE;
    }
    if (march_date_is_given(range.from) && date.day < range.from.day) {
        return FALSE;
    }
    return !march_date_is_given(range.to) || date.day < range.to.day;
}

char *
march_date_to_iso(MarchDate date)
{
    GDate calendar;

    g_assert(march_date_is_given(date));
    g_date_clear(&calendar, 1);
    g_date_set_julian(&calendar, (guint32)date.day);
    return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&calendar),
                           (int)g_date_get_month(&calendar), g_date_get_day(&calendar));
}

char *
march_date_to_text(MarchDate date)
{
    static const char *const MONTHS[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    GDate calendar;

    g_assert(march_date_is_given(date));
    g_date_clear(&calendar, 1);
    g_date_set_julian(&calendar, (guint32)date.day);
    return g_strdup_printf("%d %s %d", g_date_get_day(&calendar),
                           MONTHS[g_date_get_month(&calendar) - 1],
                           g_date_get_year(&calendar));
}

MarchDateUnit
march_date_unit_of(const char *text)
{
    gsize length = strlen(text);

    return length == 4   ? MARCH_DATE_YEAR
           : length == 7 ? MARCH_DATE_MONTH
                         : MARCH_DATE_DAY;
}

MarchDate
march_date_unit_last(MarchDate first, MarchDateUnit unit)
{
    GDate calendar;

    g_assert(march_date_is_given(first) && unit != MARCH_DATE_SPAN);
    g_date_clear(&calendar, 1);
    g_date_set_julian(&calendar, (guint32)first.day);
    if (unit == MARCH_DATE_MONTH) {
        g_date_add_months(&calendar, 1);
    } else if (unit == MARCH_DATE_YEAR) {
        g_date_add_years(&calendar, 1);
    }
    return (MarchDate){(gint32)g_date_get_julian(&calendar) -
                       (unit == MARCH_DATE_DAY ? 0 : 1)};
}

char *
march_date_unit_to_iso(MarchDate first, MarchDateUnit unit)
{
    static const gsize LENGTHS[] = {
        [MARCH_DATE_DAY] = 10, [MARCH_DATE_MONTH] = 7, [MARCH_DATE_YEAR] = 4};
    g_autofree char *iso = march_date_to_iso(first);

    g_assert(unit != MARCH_DATE_SPAN);
    return g_strndup(iso, LENGTHS[unit]);
}

/* A day's words without its day, or without its month as well. */
char *
march_date_unit_to_text(MarchDate first, MarchDateUnit unit)
{
    g_autofree char *text = march_date_to_text(first);
    const char *start = text;

    g_assert(unit != MARCH_DATE_SPAN);
    for (guint i = 0; i < (guint)unit; i++) {
        start = strchr(start, ' ') + 1;
    }
    return g_strdup(start);
}
