/* SPDX-License-Identifier: MIT */
#include "moment.h"

#include <string.h>

#define OFFSET_MOST (14 * 60)

static gboolean
two_digits(const char *text, int most, int *value)
{
    if (!g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1])) {
        return FALSE;
    }
    *value = (text[0] - '0') * 10 + (text[1] - '0');
    return *value <= most;
}

/* What follows the sign: "6", "06", "0530", "05:30"; whole minutes. */
static gboolean
offset_scan(const char *text, int *offset)
{
    gsize length = strlen(text);
    int hours = 0;
    int minutes = 0;

    if (length == 1 && g_ascii_isdigit(text[0])) {
        hours = text[0] - '0';
    } else if (length == 2 || length == 4 || (length == 5 && text[2] == ':')) {
        if (!two_digits(text, 14, &hours) ||
            (length > 2 && !two_digits(text + length - 2, 59, &minutes))) {
            return FALSE;
        }
    } else {
        return FALSE;
    }
    *offset = hours * 60 + minutes;
    return *offset <= OFFSET_MOST;
}

gboolean
march_clock_parse(const char *text, int *offset)
{
    const char *at = text;

    if (g_ascii_strcasecmp(text, "UTC") == 0 || g_ascii_strcasecmp(text, "GMT") == 0 ||
        g_ascii_strcasecmp(text, "Z") == 0) {
        *offset = 0;
        return TRUE;
    }
    while (g_ascii_isalpha(*at)) {
        at++;
    }
    if ((*at != '+' && *at != '-') || !offset_scan(at + 1, offset)) {
        return FALSE;
    }
    *offset = *at == '-' ? -*offset : *offset;
    return TRUE;
}

char *
march_clock_to_text(int offset)
{
    int size = ABS(offset);
    char sign = offset < 0 ? '-' : '+';

    if (offset == 0) {
        return g_strdup("UTC");
    }
    return size % 60 == 0 ? g_strdup_printf("UTC%c%d", sign, size / 60)
                          : g_strdup_printf("UTC%c%d:%02d", sign, size / 60, size % 60);
}

/* "08:00", "08:00:59" or "08:00:59.5" at @at; sets @end behind it. */
static gboolean
time_scan(const char *at, int *minute, const char **end)
{
    int hours = 0;
    int minutes = 0;
    int seconds = 0;

    if (!two_digits(at, 23, &hours) || at[2] != ':' ||
        !two_digits(at + 3, 59, &minutes)) {
        return FALSE;
    }
    *end = at + 5;
    if (**end == ':') {
        if (!two_digits(*end + 1, 60, &seconds)) {
            return FALSE;
        }
        *end += 3;
        if (**end == '.') {
            *end += 1 + strspn(*end + 1, "0123456789");
        }
    }
    *minute = hours * 60 + minutes;
    return TRUE;
}

gboolean
march_moment_parse(const char *text, MarchMoment *moment)
{
    MarchMoment parsed = MARCH_MOMENT_NONE;
    char date[11] = "";
    const char *rest;

    g_strlcpy(date, text, sizeof date);
    if (!march_date_parse(date, &parsed.date)) {
        return FALSE;
    }
    rest = text + strlen(date);
    if (*rest != '\0') {
        if (strlen(date) < 10 || (*rest != 'T' && *rest != ' ') ||
            !time_scan(rest + 1, &parsed.minute, &rest)) {
            return FALSE;
        }
        parsed.has_time = TRUE;
        rest += *rest == ' ';
    }
    if (*rest != '\0') {
        if (!march_clock_parse(rest, &parsed.offset)) {
            return FALSE;
        }
        parsed.has_clock = TRUE;
    }
    *moment = parsed;
    return TRUE;
}

MarchMoment
march_moment_at_clock(MarchMoment moment, int offset)
{
    int minute = moment.minute - moment.offset + offset;

    if (!moment.has_time || !moment.has_clock || !march_date_is_given(moment.date)) {
        return moment;
    }
    while (minute < 0) {
        minute += MARCH_MINUTES_A_DAY;
        moment.date.day--;
    }
    while (minute >= MARCH_MINUTES_A_DAY) {
        minute -= MARCH_MINUTES_A_DAY;
        moment.date.day++;
    }
    moment.minute = minute;
    moment.offset = offset;
    return moment;
}

gint64
march_moment_first_minute(MarchMoment moment)
{
    return (gint64)moment.date.day * MARCH_MINUTES_A_DAY +
           (moment.has_time ? moment.minute : 0) -
           (moment.has_clock ? moment.offset : 0);
}

gint64
march_moment_last_minute(MarchMoment moment)
{
    return march_moment_first_minute(moment) +
           (moment.has_time ? 0 : MARCH_MINUTES_A_DAY - 1);
}

char *
march_moment_to_iso(MarchMoment moment)
{
    g_autofree char *date = march_date_to_iso(moment.date);
    int size = ABS(moment.offset);

    if (!moment.has_time) {
        return g_steal_pointer(&date);
    }
    if (!moment.has_clock) {
        return g_strdup_printf("%sT%02d:%02d", date, moment.minute / 60,
                               moment.minute % 60);
    }
    return g_strdup_printf("%sT%02d:%02d%c%02d:%02d", date, moment.minute / 60,
                           moment.minute % 60, moment.offset < 0 ? '-' : '+', size / 60,
                           size % 60);
}
