/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    const char *aliases[12];
} FIELDS[MARCH_N_FIELDS] = {
    [MARCH_FIELD_ID] = {"id", {"id", "event_id_cnty", "event_id", "relid", NULL}},
    [MARCH_FIELD_PLACE] = {"place",
                           {"place", "location", "where", "village", "settlement",
                            "town", "where_coordinates", "name", NULL}},
    [MARCH_FIELD_LON] = {"lon", {"lon", "longitude", "lng", "long", "x", NULL}},
    [MARCH_FIELD_LAT] = {"lat", {"lat", "latitude", "y", NULL}},
    [MARCH_FIELD_DATE] = {"date",
                          {"date", "event_date", "date_local", "date_start", "day",
                           "time", NULL}},
    [MARCH_FIELD_TYPE] = {"type",
                          {"type", "event_type", "event", "type_of_violence",
                           "category", "kind", NULL}},
    [MARCH_FIELD_VALUE] = {"value",
                           {"value", "fatalities", "best", "killed", "deaths", "dead",
                            "casualties", "count", "number", NULL}},
    [MARCH_FIELD_SOURCE] = {"source", {"source", "source_article", "sources", NULL}},
    [MARCH_FIELD_PRECISION] = {"precision",
                               {"precision", "precision_km", "geo_precision",
                                "where_prec", NULL}},
    [MARCH_FIELD_LABEL] = {"label", {"label", NULL}},
    [MARCH_FIELD_TEXT] = {"text",
                          {"text", "notes", "note", "description", "summary",
                           "source_headline", NULL}},
    [MARCH_FIELD_COUNTRY] = {"country",
                             {"country", "country_code", "iso2", "country_2021", NULL}},
};

const char *
march_field_name(MarchField field)
{
    return FIELDS[field].name;
}

const char *const *
march_field_aliases(MarchField field)
{
    return FIELDS[field].aliases;
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
        [MARCH_FIELD_TYPE] = columns->type,
        [MARCH_FIELD_VALUE] = columns->value,
        [MARCH_FIELD_SOURCE] = columns->source,
        [MARCH_FIELD_PRECISION] = columns->precision,
        [MARCH_FIELD_LABEL] = columns->label,
        [MARCH_FIELD_TEXT] = columns->text,
        [MARCH_FIELD_COUNTRY] = columns->country,
    };

    return given[field];
}

static gboolean
written_date_parse(const char *text, MarchDate *date)
{
    static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    g_auto(GStrv) words = g_strsplit_set(text, " ", -1);
    g_autofree char *iso = NULL;
    guint64 day = 0;
    guint64 year = 0;

    if (g_strv_length(words) != 3 || strlen(words[1]) < 3 ||
        !g_ascii_string_to_unsigned(words[0], 10, 1, 31, &day, NULL) ||
        !g_ascii_string_to_unsigned(words[2], 10, 1, 9999, &year, NULL)) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(MONTHS); i++) {
        if (g_ascii_strncasecmp(words[1], MONTHS[i], 3) == 0) {
            iso = g_strdup_printf("%04u-%02u-%02u", (guint)year, i + 1, (guint)day);
            return march_date_parse(iso, date);
        }
    }
    return FALSE;
}

gboolean
march_incident_date_parse(const char *text, MarchDate *date)
{
    gsize length = strcspn(text, "/T");
    g_autofree char *head = NULL;
    g_autofree char *iso = NULL;

    if (strlen(text) == 10 && text[4] == '/' && text[7] == '/') {
        iso = g_strdup(text);
        iso[4] = '-';
        iso[7] = '-';
        return march_date_parse(iso, date);
    }
    if (strlen(text) == 8 && strspn(text, "0123456789") == 8) {
        iso = g_strdup_printf("%.4s-%.2s-%.2s", text, text + 4, text + 6);
        return march_date_parse(iso, date);
    }
    if (strlen(text) > 10 && text[10] == ' ' && text[4] == '-') {
        length = 10;
    }
    head = g_strstrip(g_strndup(text, length));
    return march_date_parse(head, date) || written_date_parse(text, date);
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

/* Codes of where_prec: UCDP GED codebook; of geo_precision: ACLED codebook. The
 * kilometres of area codes are the usual size of such a unit. */
static gboolean
code_parse(double code, gboolean ucdp, double *precision_km)
{
    static const double UCDP_KM[] = {1, 25, 40, 100, 100, 500, 500};
    static const double ACLED_KM[] = {1, 25, 100};
    const double *kilometres = ucdp ? UCDP_KM : ACLED_KM;
    int count = ucdp ? (int)G_N_ELEMENTS(UCDP_KM) : (int)G_N_ELEMENTS(ACLED_KM);
    int index = (int)lround(code);

    if (index < 1 || index > count) {
        return FALSE;
    }
    *precision_km = kilometres[index - 1];
    return TRUE;
}

gboolean
march_incident_precision_parse(const char *text,
                               const char *column,
                               double *precision_km)
{
    g_autofree char *plain = g_strstrip(g_strdup(text));
    double number = 0;

    if (g_str_has_suffix(plain, "km")) {
        plain[strlen(plain) - 2] = '\0';
        g_strchomp(plain);
    }
    if (!march_incident_number_parse(plain, &number) || number < 0) {
        return FALSE;
    }
    if (column != NULL && g_ascii_strcasecmp(column, "where_prec") == 0) {
        return code_parse(number, TRUE, precision_km);
    }
    if (column != NULL && g_ascii_strcasecmp(column, "geo_precision") == 0) {
        return code_parse(number, FALSE, precision_km);
    }
    *precision_km = number;
    return TRUE;
}
