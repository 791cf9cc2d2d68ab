/* SPDX-License-Identifier: MIT */
/**
 * Moments: a day, perhaps a time of day, perhaps the clock it was read from.
 *
 * A report says "29 April", "29 April, 13:05" or "13:05 by the clock of Bishkek";
 * a moment keeps which of these it was. Moments of different clocks are compared
 * in UTC; where a clock is not stated they are compared as written.
 */
#ifndef MARCH_BASE_MOMENT_H
#define MARCH_BASE_MOMENT_H

#include "date.h"

#define MARCH_MINUTES_A_DAY 1440

typedef struct {
    MarchDate date; /**< not given: the moment is not known */
    gboolean has_time;
    int minute; /**< of the day, 0 to 1439, when there is a time */
    gboolean has_clock;
    int offset; /**< minutes east of UTC, when there is a clock */
} MarchMoment;

#define MARCH_MOMENT_NONE ((MarchMoment){.has_time = FALSE})

/**
 * A clock: "UTC", "Z", "+06", "+05:30", "-0330", also with letters before the sign
 * ("KG+06", "UTC+5"). Names of zones are not clocks: their offset changes.
 */
gboolean march_clock_parse(const char *text, int *offset);
/** "UTC", "UTC+6", "UTC+5:30", (transfer full). */
char *march_clock_to_text(int offset);
/** ISO 8601: a date as march_date_parse() takes, perhaps "T08:00" or " 08:00:00",
 * perhaps "Z" or an offset. */
gboolean march_moment_parse(const char *text, MarchMoment *moment);
/** The same moment by the clock @offset; unchanged without a time and a clock. */
MarchMoment march_moment_at_clock(MarchMoment moment, int offset);
/** The first and the last minute it may mean, UTC where a clock is known. */
gint64 march_moment_first_minute(MarchMoment moment);
gint64 march_moment_last_minute(MarchMoment moment);
/** "2021-04-30", "2021-04-30T08:00" or "2021-04-30T08:00+06:00", (transfer full). */
char *march_moment_to_iso(MarchMoment moment);

#endif
