/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <math.h>
#include <string.h>

/* "region" alone is a part of the world in ACLED's and UCDP's tables. */
static const char *const CODED_REGION[] = {"admin1", "adm_1", NULL};

static const struct {
    const char *name;
    const char *aliases[12];
    const char *gdelt[2];
} FIELDS[MARCH_N_FIELDS] = {
    [MARCH_FIELD_ID] = {"id",
                        {"id", "event_id_cnty", "event_id", "relid", NULL},
                        {"GLOBALEVENTID", NULL}},
    [MARCH_FIELD_PLACE] = {"place",
                           {"place", "location", "where", "village", "settlement",
                            "town", "where_coordinates", "name", NULL},
                           {"ActionGeo_FullName", NULL}},
    [MARCH_FIELD_LON] = {"lon",
                         {"lon", "longitude", "lng", "long", "x", NULL},
                         {"ActionGeo_Long", NULL}},
    [MARCH_FIELD_LAT] = {"lat",
                         {"lat", "latitude", "y", NULL},
                         {"ActionGeo_Lat", NULL}},
    [MARCH_FIELD_DATE] = {"date",
                          {"date", "event_date", "date_local", "date_start", "day",
                           NULL},
                          {"SQLDATE", NULL}},
    [MARCH_FIELD_LAST_DATE] = {"date-end", {"date_end", "end_date", NULL}, {NULL}},
    [MARCH_FIELD_DATE_PRECISION] = {"date-precision",
                                    {"date_precision", "time_precision", "date_prec",
                                     NULL},
                                    {NULL}},
    [MARCH_FIELD_TIME] = {"time", {"time", "time_local", NULL}, {NULL}},
    [MARCH_FIELD_CLOCK] = {"tz", {"tz", "timezone", "utc_offset", NULL}, {NULL}},
    [MARCH_FIELD_TYPE] = {"type",
                          {"type", "event_type", "event", "type_of_violence",
                           "category", "kind", NULL},
                          {"EventRootCode", NULL}},
    [MARCH_FIELD_ACTOR] = {"actor",
                           {"actor", "actor1", "side_a", NULL},
                           {"Actor1Name", NULL}},
    [MARCH_FIELD_ACTOR2] = {"actor2", {"actor2", "side_b", NULL}, {"Actor2Name", NULL}},
    [MARCH_FIELD_VALUE] = {"value",
                           {"value", "fatalities", "best", "killed", "deaths", "dead",
                            "casualties", "count", "number", NULL},
                           {NULL}},
    [MARCH_FIELD_VALUE_MIN] = {"value-min", {"value_min", "low", NULL}, {NULL}},
    [MARCH_FIELD_VALUE_MAX] = {"value-max", {"value_max", "high", NULL}, {NULL}},
    [MARCH_FIELD_CLAIMANT] = {"claimant", {"claimant", "claimed_by", NULL}, {NULL}},
    [MARCH_FIELD_REPORTED] = {"reported-at",
                              {"reported_at", "as_of", "known_at", NULL},
                              {"DATEADDED", NULL}},
    [MARCH_FIELD_SOURCE] = {"source",
                            {"source", "source_article", "sources", NULL},
                            {"SOURCEURL", NULL}},
    [MARCH_FIELD_PRECISION] = {"precision",
                               {"precision", "precision_km", "geo_precision",
                                "where_prec", NULL},
                               {"ActionGeo_Type", NULL}},
    [MARCH_FIELD_LABEL] = {"label", {"label", NULL}, {NULL}},
    [MARCH_FIELD_SYMBOL] = {"symbol", {"symbol", NULL}, {NULL}},
    [MARCH_FIELD_TEXT] = {"text",
                          {"text", "notes", "note", "description", "summary",
                           "source_headline", NULL},
                          {NULL}},
    [MARCH_FIELD_COUNTRY] = {"country",
                             {"country", "country_code", "iso2", "iso3", "country_2021",
                              "country_id", "gwno", "iso", NULL},
                             {NULL}},
    [MARCH_FIELD_REGION] = {"region",
                            {"admin1", "adm_1", "adm1", "admin_1", "region", "province",
                             "oblast", "state", "governorate", NULL},
                            {NULL}},
    [MARCH_FIELD_DISTRICT] = {"district",
                              {"admin2", "adm_2", "adm2", "admin_2", "district",
                               "raion", "rayon", "county", NULL},
                              {NULL}},
};

const char *
march_field_name(MarchField field)
{
    return FIELDS[field].name;
}

const char *const *
march_field_aliases(MarchField field, MarchSchema schema)
{
    if (field == MARCH_FIELD_REGION &&
        (schema == MARCH_SCHEMA_ACLED || schema == MARCH_SCHEMA_UCDP)) {
        return CODED_REGION;
    }
    return schema == MARCH_SCHEMA_GDELT ? FIELDS[field].gdelt : FIELDS[field].aliases;
}

const char *
march_incident_columns_get(const MarchIncidentColumns *columns, MarchField field)
{
    const char *const given[MARCH_N_FIELDS] = {
        [MARCH_FIELD_ID] = columns->id,
        [MARCH_FIELD_PLACE] = columns->place,
        [MARCH_FIELD_LON] = columns->lon,
        [MARCH_FIELD_LAT] = columns->lat,
        [MARCH_FIELD_DATE] = columns->date,
        [MARCH_FIELD_LAST_DATE] = columns->last_date,
        [MARCH_FIELD_DATE_PRECISION] = columns->date_precision,
        [MARCH_FIELD_TIME] = columns->time,
        [MARCH_FIELD_CLOCK] = columns->clock,
        [MARCH_FIELD_TYPE] = columns->type,
        [MARCH_FIELD_ACTOR] = columns->actor,
        [MARCH_FIELD_ACTOR2] = columns->actor2,
        [MARCH_FIELD_VALUE] = columns->value,
        [MARCH_FIELD_VALUE_MIN] = columns->value_min,
        [MARCH_FIELD_VALUE_MAX] = columns->value_max,
        [MARCH_FIELD_CLAIMANT] = columns->claimant,
        [MARCH_FIELD_REPORTED] = columns->reported,
        [MARCH_FIELD_SOURCE] = columns->source,
        [MARCH_FIELD_PRECISION] = columns->precision,
        [MARCH_FIELD_LABEL] = columns->label,
        [MARCH_FIELD_SYMBOL] = columns->symbol,
        [MARCH_FIELD_TEXT] = columns->text,
        [MARCH_FIELD_COUNTRY] = columns->country,
        [MARCH_FIELD_REGION] = columns->region,
        [MARCH_FIELD_DISTRICT] = columns->district,
    };

    return given[field];
}

gboolean
march_incident_number_parse(const char *text, double *number)
{
    g_autofree char *copy = g_strdup(text);
    const char *comma = strchr(copy, ',');
    char *end = NULL;
    double parsed;

    if (comma != NULL && strchr(copy, '.') == NULL && strchr(comma + 1, ',') == NULL) {
        copy[comma - copy] = '.';
    }
    /* No exponents, no hexadecimal: in a table they are slips or codes. */
    if (strspn(copy, "+-.0123456789 \t") < strlen(copy)) {
        return FALSE;
    }
    parsed = g_ascii_strtod(copy, &end);
    if (end == copy || *g_strchug(end) != '\0' || !isfinite(parsed)) {
        return FALSE;
    }
    *number = parsed;
    return TRUE;
}

/* Where a range of two numbers is parted, or 0. */
static gsize
dash_find(const char *text, gsize *length)
{
    static const char *const DASHES[] = {"–", "—", "-", " to "};

    for (gsize i = 0; i < G_N_ELEMENTS(DASHES); i++) {
        const char *found = *text != '\0' ? strstr(text + 1, DASHES[i]) : NULL;

        if (found != NULL) {
            *length = strlen(DASHES[i]);
            return (gsize)(found - text);
        }
    }
    return 0;
}

gboolean
march_incident_claim_parse(const char *text,
                           double *value,
                           double *minimum,
                           double *maximum)
{
    static const char *const AT_LEAST[] = {">=", "≥", "at least ", "min. "};
    g_autofree char *plain = g_strstrip(g_strdup(text));
    gsize dash_length = 0;
    gsize dash = dash_find(plain, &dash_length);

    if (march_incident_number_parse(plain, value)) {
        *minimum = *value;
        *maximum = *value;
        return TRUE;
    }
    if (dash > 0) {
        g_autofree char *head = g_strndup(plain, dash);

        if (!march_incident_number_parse(head, minimum) ||
            !march_incident_number_parse(plain + dash + dash_length, maximum) ||
            *maximum < *minimum) {
            return FALSE;
        }
        *value = *minimum;
        return TRUE;
    }
    *maximum = INFINITY;
    if (g_str_has_suffix(plain, "+")) {
        plain[strlen(plain) - 1] = '\0';
        *minimum = march_incident_number_parse(plain, value) ? *value : 0;
        return plain[0] != '\0' && march_incident_number_parse(plain, value);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(AT_LEAST); i++) {
        gsize length = strlen(AT_LEAST[i]);

        if (g_ascii_strncasecmp(plain, AT_LEAST[i], length) == 0) {
            if (!march_incident_number_parse(plain + length, value)) {
                return FALSE;
            }
            *minimum = *value;
            return TRUE;
        }
    }
    return FALSE;
}

/* The usual size of what an incident is known to. */
static const double CLASS_KM[MARCH_N_PRECISIONS] = {0, 25, 40, 100, 100, 500, 500};

/* A code and what it means; codes count from 1. */
static const struct {
    const char *column;
    MarchPrecision classes[7];
    gsize n_classes;
} CODES[] = {
    /* UCDP GED codebook. */
    {"where_prec",
     {MARCH_PRECISION_EXACT, MARCH_PRECISION_NEAR, MARCH_PRECISION_DISTRICT,
      MARCH_PRECISION_REGION, MARCH_PRECISION_LINE, MARCH_PRECISION_COUNTRY,
      MARCH_PRECISION_NOWHERE},
     7},
    /* ACLED codebook. */
    {"geo_precision",
     {MARCH_PRECISION_EXACT, MARCH_PRECISION_NEAR, MARCH_PRECISION_REGION},
     3},
    /* GDELT event codebook: country, US state, US city, world city, world state. */
    {"ActionGeo_Type",
     {MARCH_PRECISION_COUNTRY, MARCH_PRECISION_REGION, MARCH_PRECISION_EXACT,
      MARCH_PRECISION_EXACT, MARCH_PRECISION_REGION},
     5},
};

/* TRUE when @column is one of codes; @is_code tells whether @text is one of them. */
static gboolean
code_parse(const char *text,
           const char *column,
           MarchPrecision *precision,
           gboolean *is_code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++) {
        double number = 0;
        int code;

        if (g_ascii_strcasecmp(column, CODES[i].column) != 0) {
            continue;
        }
        *is_code = march_incident_number_parse(text, &number) && number >= 1 &&
                   number <= (double)CODES[i].n_classes;
        code = *is_code ? (int)lround(number) : 1;
        *precision = CODES[i].classes[code - 1];
        return TRUE;
    }
    return FALSE;
}

gboolean
march_incident_precision_parse(const char *text,
                               const char *column,
                               MarchPrecision *precision,
                               double *precision_km)
{
    g_autofree char *plain = g_strstrip(g_strdup(text));
    gboolean is_code = FALSE;
    double number = 0;

    if (column != NULL && code_parse(plain, column, precision, &is_code)) {
        *precision_km = CLASS_KM[*precision];
        return is_code;
    }
    for (guint i = 0; i < MARCH_N_PRECISIONS; i++) {
        if (g_ascii_strcasecmp(plain, march_precision_name((MarchPrecision)i)) == 0) {
            *precision = (MarchPrecision)i;
            *precision_km = CLASS_KM[i];
            return TRUE;
        }
    }
    if (g_str_has_suffix(plain, "km")) {
        plain[strlen(plain) - 2] = '\0';
        g_strchomp(plain);
    }
    if (!march_incident_number_parse(plain, &number) || number < 0) {
        return FALSE;
    }
    *precision = number > 0 ? MARCH_PRECISION_NEAR : MARCH_PRECISION_EXACT;
    *precision_km = number;
    return TRUE;
}
