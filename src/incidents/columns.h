/* SPDX-License-Identifier: MIT */
/**
 * Which column of an event table means what: by the names tables usually use
 * (ACLED, UCDP GED, GDELT, our own), or as the figure file says. Values are parsed
 * here too: numbers, precision.
 */
#ifndef MARCH_INCIDENTS_COLUMNS_H
#define MARCH_INCIDENTS_COLUMNS_H

#include "dates.h"
#include "incidents.h"

typedef enum {
    MARCH_FIELD_ID,
    MARCH_FIELD_PLACE,
    MARCH_FIELD_LON,
    MARCH_FIELD_LAT,
    MARCH_FIELD_DATE,
    MARCH_FIELD_LAST_DATE,
    MARCH_FIELD_DATE_PRECISION,
    MARCH_FIELD_TIME,
    MARCH_FIELD_CLOCK,
    MARCH_FIELD_TYPE,
    MARCH_FIELD_ACTOR,
    MARCH_FIELD_ACTOR2,
    MARCH_FIELD_VALUE,
    MARCH_FIELD_VALUE_MIN,
    MARCH_FIELD_VALUE_MAX,
    MARCH_FIELD_CLAIMANT,
    MARCH_FIELD_REPORTED,
    MARCH_FIELD_SOURCE,
    MARCH_FIELD_PRECISION,
    MARCH_FIELD_LABEL,
    MARCH_FIELD_TEXT,
    MARCH_FIELD_COUNTRY,
    MARCH_FIELD_REGION,
    MARCH_FIELD_DISTRICT,
    MARCH_FIELD_SYMBOL,
    MARCH_N_FIELDS,
} MarchField;

/** "place", "lon" and so on: the key under "columns:" in a figure file. */
const char *march_field_name(MarchField field);
/** The usual column names of @field in @schema, NULL-ended, best first. */
const char *const *march_field_aliases(MarchField field, MarchSchema schema);
/** The name the user gave for @field, or NULL. */
const char *march_incident_columns_get(const MarchIncidentColumns *columns,
                                       MarchField field);

/** A number, also with a decimal comma; FALSE when @text is more than a number. */
gboolean march_incident_number_parse(const char *text, double *number);
/**
 * A number as reports give it: plain, "10-15", ">=10", "at least 10", "10+". The value
 * is then the smallest it may be, and @maximum infinite when nothing limits it.
 */
gboolean march_incident_claim_parse(const char *text,
                                    double *value,
                                    double *minimum,
                                    double *maximum);
/**
 * The cell of the precision column named @column: "5 km", "5", a class ("district"),
 * or a code of where_prec (UCDP), geo_precision (ACLED) or ActionGeo_Type (GDELT).
 */
gboolean march_incident_precision_parse(const char *text,
                                        const char *column,
                                        MarchPrecision *precision,
                                        double *precision_km);

#endif
