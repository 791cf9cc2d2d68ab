/* SPDX-License-Identifier: MIT */
/**
 * When the row at hand says that something happened. It is read before anything else of
 * the row, as most rows of a large table are left out by their date.
 */
#ifndef MARCH_INCIDENTS_WHEN_H
#define MARCH_INCIDENTS_WHEN_H

#include "read-private.h"

/** Texts are borrowed from the row. */
typedef struct {
    const char *text; /**< (nullable) */
    gboolean is_read;
    MarchMoment first;
    MarchDate last; /**< of an interval, a span, a month or a year; else of @first */
    MarchDateUnit unit;
    const char *end_text; /**< (nullable) of a column of its own */
    gboolean has_end;
    gboolean is_backwards;   /**< a last day is given that is before the first */
    gboolean is_level_wrong; /**< what is said of the date's precision is not read */
} MarchIncidentWhen;

MarchIncidentWhen march_incident_when_read(const MarchIncidentCells *cells);
/** Gives @incident its date. FALSE when the row cannot be used for want of it. */
gboolean march_incident_when_use(const MarchIncidentWhen *when,
                                 const MarchIncidentCells *cells,
                                 const MarchIncidentOptions *options,
                                 MarchIncident *incident,
                                 MarchRowReport *report);
/** Whether days are asked for. */
gboolean march_incident_has_dates(const MarchIncidentOptions *options);

#endif
