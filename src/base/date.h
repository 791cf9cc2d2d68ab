/* SPDX-License-Identifier: MIT */
/**
 * Calendar dates and half-open ranges of them, proleptic Gregorian.
 *
 * A date is a day number, so dates compare with < and subtract to days. No
 * clock, no time zone, no locale.
 */
#ifndef MARCH_BASE_DATE_H
#define MARCH_BASE_DATE_H

#include <glib.h>

/** Days since 0001-01-01, which is day 1; 0 is "not given". */
typedef struct {
    gint32 day;
} MarchDate;

/** from <= d < to; either end may be "not given" (open). */
typedef struct {
    MarchDate from;
    MarchDate to;
} MarchDateRange;

#define MARCH_DATE_NONE ((MarchDate){0})

/** How exactly a date is given. */
typedef enum {
    MARCH_DATE_DAY,
    MARCH_DATE_MONTH,
    MARCH_DATE_YEAR,
    MARCH_DATE_SPAN, /**< one day of several, the last of which is kept besides */
} MarchDateUnit;

/** Parses YYYY-MM-DD, also YYYY-MM and YYYY (their first day). */
gboolean march_date_parse(const char *text, MarchDate *date);
/** Parses FROM/TO, FROM/, /TO; TO is the first day no longer inside. */
gboolean march_date_range_parse(const char *text, MarchDateRange *range);
gboolean march_date_range_contains(MarchDateRange range, MarchDate date);
gboolean march_date_is_given(MarchDate date);
/** "2021-05-01", (transfer full). */
char *march_date_to_iso(MarchDate date);
/** "1 May 2021", (transfer full). */
char *march_date_to_text(MarchDate date);
/** What march_date_parse() takes @text for: "2021" a year, "2021-05" a month. */
MarchDateUnit march_date_unit_of(const char *text);
/* Of a span these three know the first day only: they take the other units. */
/** The last day of the month or year that begins with @first; @first for a day. */
MarchDate march_date_unit_last(MarchDate first, MarchDateUnit unit);
/** "2021-05-01", "2021-05" or "2021", (transfer full). */
char *march_date_unit_to_iso(MarchDate first, MarchDateUnit unit);
/** "1 May 2021", "May 2021" or "2021", (transfer full). */
char *march_date_unit_to_text(MarchDate first, MarchDateUnit unit);

#endif
