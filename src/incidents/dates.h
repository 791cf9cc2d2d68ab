/* SPDX-License-Identifier: MIT */
/**
 * Dates in the forms that event tables use, and how exactly such a date is known: by the
 * way it is written or by a column of codes.
 */
#ifndef MARCH_INCIDENTS_DATES_H
#define MARCH_INCIDENTS_DATES_H

#include "incidents.h"

/**
 * A date as tables write it: ISO with or without a time, a clock or an interval,
 * "16 May 2025", "2025/05/16", "20250516", "20250516143000" (UTC); also a month
 * ("2025-05", "May 2025"), a year, a week ("2025-W20"), a quarter ("2025-Q2", "Q2 2025")
 * or one of several days ("[2025-05-03..2025-05-09]"). @last is the last day of it, or the
 * same day.
 *
 * @unit: (nullable) what was given; an interval, which goes on, is of days.
 */
gboolean march_incident_dates_parse(const char *text,
                                    MarchMoment *first,
                                    MarchDate *last,
                                    MarchDateUnit *unit);
/** The first day of march_incident_dates_parse(). */
gboolean march_incident_date_parse(const char *text, MarchDate *date);
/** "13:05" or "~13:05"; FALSE for anything less plain. */
gboolean march_incident_time_parse(const char *text, int *minute);
/**
 * The cell of the column of date precision named @column: a word ("day", "week", "month",
 * "quarter", "year") or a code of time_precision (ACLED) or date_prec (UCDP).
 */
gboolean march_incident_date_precision_parse(const char *text,
                                             const char *column,
                                             MarchDateLevel *level);
/**
 * What a day becomes that is known to @level only. @first and @last: (inout) one day,
 * around which the week, and in which the month, quarter or year lies; or the days that
 * the table itself gives, which stay.
 *
 * Returns: the unit of what they are then
 */
MarchDateUnit
march_incident_date_widen(MarchDateLevel level, MarchDate *first, MarchDate *last);

#endif
