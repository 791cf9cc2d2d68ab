/* SPDX-License-Identifier: MIT */
/**
 * Which column of an event table means what: by the names tables usually use
 * (ACLED, UCDP GED, our own), or as the figure file says. Values are parsed here
 * too: dates in the forms those tables use, numbers, precision.
 */
#ifndef MARCH_INCIDENTS_COLUMNS_H
#define MARCH_INCIDENTS_COLUMNS_H

#include "incidents.h"

typedef enum {
    MARCH_FIELD_ID,
    MARCH_FIELD_PLACE,
    MARCH_FIELD_LON,
    MARCH_FIELD_LAT,
    MARCH_FIELD_DATE,
    MARCH_FIELD_TYPE,
    MARCH_FIELD_VALUE,
    MARCH_FIELD_SOURCE,
    MARCH_FIELD_PRECISION,
    MARCH_FIELD_LABEL,
    MARCH_FIELD_TEXT,
    MARCH_FIELD_COUNTRY,
    MARCH_N_FIELDS,
} MarchField;

/** "place", "lon" and so on: the key under "columns:" in a figure file. */
const char *march_field_name(MarchField field);
/** The usual column names of @field, NULL-ended, best first. */
const char *const *march_field_aliases(MarchField field);
/** The name the user gave for @field, or NULL. */
const char *march_incident_columns_get(const MarchIncidentColumns *columns,
                                       MarchField field);

/**
 * The first day of a date as tables write it: ISO with or without a time or an
 * interval, "16 May 2025", "2025/05/16", "20250516".
 */
gboolean march_incident_date_parse(const char *text, MarchDate *date);
/** A number, also with a decimal comma; FALSE when @text is more than a number. */
gboolean march_incident_number_parse(const char *text, double *number);
/**
 * Kilometres of a precision cell of the column named @column: "5 km", "5", or a
 * code of where_prec (UCDP) or geo_precision (ACLED).
 */
gboolean march_incident_precision_parse(const char *text,
                                        const char *column,
                                        double *precision_km);

#endif
