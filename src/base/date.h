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

#endif
