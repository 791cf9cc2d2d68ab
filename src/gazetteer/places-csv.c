/* SPDX-License-Identifier: MIT */
#include "places-csv.h"

#include <math.h>
#include <string.h>

#include "base/csv.h"

/** Longest name, and most of them for one place. */
#define NAME_LIMIT      400
#define ALTERNATE_LIMIT 500

typedef enum {
    COLUMN_NAME,
    COLUMN_ALTERNATES,
    COLUMN_LAT,
    COLUMN_LON,
    COLUMN_CLASS,
    COLUMN_COUNTRY,
    COLUMN_PRECISION,
    COLUMN_VALID_FROM,
    COLUMN_VALID_TO,
    COLUMN_SOURCE,
    COLUMN_CODE,
    COLUMN_GEONAMES_ID,
    COLUMN_POPULATION,
    COLUMN_NOTABLE,
    COLUMN_COUNT,
} Column;

/** Names of columns, '-' for '_' and spaces. */
static const struct {
    const char *name;
    Column column;
} column_names[] = {
    {"name", COLUMN_NAME},
    {"place", COLUMN_NAME},
    {"alternates", COLUMN_ALTERNATES},
    {"alternate-names", COLUMN_ALTERNATES},
    {"alternatenames", COLUMN_ALTERNATES},
    {"alt-names", COLUMN_ALTERNATES},
    {"aliases", COLUMN_ALTERNATES},
    {"lat", COLUMN_LAT},
    {"latitude", COLUMN_LAT},
    {"lon", COLUMN_LON},
    {"lng", COLUMN_LON},
    {"long", COLUMN_LON},
    {"longitude", COLUMN_LON},
    {"class", COLUMN_CLASS},
    {"kind", COLUMN_CLASS},
    {"type", COLUMN_CLASS},
    {"country", COLUMN_COUNTRY},
    {"country-2021", COLUMN_COUNTRY},
    {"country-code", COLUMN_COUNTRY},
    {"precision", COLUMN_PRECISION},
    {"precision-km", COLUMN_PRECISION},
    {"valid-from", COLUMN_VALID_FROM},
    {"valid-to", COLUMN_VALID_TO},
    {"source", COLUMN_SOURCE},
    {"code", COLUMN_CODE},
    {"geonames-id", COLUMN_GEONAMES_ID},
    {"geonameid", COLUMN_GEONAMES_ID},
    {"population", COLUMN_POPULATION},
    {"notable", COLUMN_NOTABLE},
};

/** Columns of known files that say nothing a gazetteer keeps. */
static const char *const ignored_columns[] = {"adm", "note", "coord-source", "notes"};

typedef struct {
    const MarchCsv *csv;
    guint row;
    int columns[COLUMN_COUNT]; /**< -1 when missing */
    MarchDiagnostics *diagnostics;
} Reading;

void
march_place_row_free(MarchPlaceRow *row)
{
    if (row != NULL) {
        g_free(row->name);
        g_ptr_array_unref(row->alternates);
        g_free(row->source);
        g_free(row->code);
        g_free(row);
    }
}

static MarchLocation
locate(const Reading *reading, Column column)
{
    const int index = reading->columns[column];
    return march_csv_locate(reading->csv, reading->row, index < 0 ? 0 : (guint)index);
}

static const char *
get(const Reading *reading, Column column)
{
    const int index = reading->columns[column];
    return index < 0 ? "" : march_csv_get(reading->csv, reading->row, (guint)index);
}

static void
complain(const Reading *reading, Column column, const char *what, const char *expected)
{
    march_diagnostics_add(reading->diagnostics, MARCH_SEVERITY_WARNING, "bad-place-row",
                          locate(reading, column), get(reading, COLUMN_NAME),
                          "%s \"%s\" is not %s; the row is left out", what,
                          get(reading, column), expected);
}

static gboolean
parse_number(const char *text, double least, double most, double *number)
{
    char *end;
    *number = g_ascii_strtod(text, &end);
    while (g_ascii_isspace(*end)) {
        end++;
    }
    return end != text && *end == '\0' && isfinite(*number) && *number >= least &&
           *number <= most;
}

static gboolean
read_position(const Reading *reading, MarchPlaceRow *row)
{
    const char *lat = get(reading, COLUMN_LAT);
    const char *lon = get(reading, COLUMN_LON);
    if (lat[0] == '\0' && lon[0] == '\0') {
        return TRUE;
    }
    if (!parse_number(lat, -90, 90, &row->position.lat)) {
        complain(reading, COLUMN_LAT, "latitude", "a number from -90 to 90");
        return FALSE;
    }
    if (!parse_number(lon, -180, 180, &row->position.lon)) {
        complain(reading, COLUMN_LON, "longitude", "a number from -180 to 180");
        return FALSE;
    }
    row->has_position = TRUE;
    return TRUE;
}

static gboolean
read_class(const Reading *reading, MarchPlaceRow *row)
{
    static const struct {
        const char *name;
        MarchPlaceClass place_class;
    } classes[] = {
        {"", MARCH_PLACE_PLACE},          {"place", MARCH_PLACE_PLACE},
        {"village", MARCH_PLACE_PLACE},   {"town", MARCH_PLACE_PLACE},
        {"city", MARCH_PLACE_PLACE},      {"district", MARCH_PLACE_DISTRICT},
        {"region", MARCH_PLACE_REGION},   {"country", MARCH_PLACE_COUNTRY},
        {"feature", MARCH_PLACE_FEATURE},
    };
    const char *text = get(reading, COLUMN_CLASS);
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (g_ascii_strcasecmp(text, classes[i].name) == 0) {
            row->place_class = classes[i].place_class;
            return TRUE;
        }
    }
    complain(reading, COLUMN_CLASS, "class",
             "place, district, region, country or feature");
    return FALSE;
}

/** The code at the start of the cell: "KG", also "KG until 2025". */
static void
read_country(const Reading *reading, MarchPlaceRow *row)
{
    const char *text = get(reading, COLUMN_COUNTRY);
    if (g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) &&
        !g_ascii_isalnum(text[2])) {
        memcpy(row->country, text, 2);
    } else if (text[0] != '\0') {
        march_diagnostics_add(
            reading->diagnostics, MARCH_SEVERITY_NOTE, "unknown-country",
            locate(reading, COLUMN_COUNTRY), get(reading, COLUMN_NAME),
            "country \"%s\" does not begin with a two-letter code; the "
            "place is kept without a country",
            text);
    }
}

/** A number of kilometres, with or without the unit: "1", "1 km", "800 m". */
static gboolean
parse_kilometres(const char *text, double *km)
{
    g_autofree char *number = g_strstrip(g_ascii_strdown(text, -1));
    double factor = 1;
    if (g_str_has_prefix(number, "\xC2\xB1")) {
        memset(number, ' ', 2);
    }
    if (g_str_has_suffix(number, "km")) {
        number[strlen(number) - 2] = '\0';
    } else if (g_str_has_suffix(number, "m")) {
        number[strlen(number) - 1] = '\0';
        factor = 0.001;
    }
    if (!parse_number(number, 0, 20000 / factor, km)) {
        return FALSE;
    }
    *km *= factor;
    return TRUE;
}

static gboolean
read_numbers(const Reading *reading, MarchPlaceRow *row)
{
    double number;
    row->precision_km = -1;
    if (get(reading, COLUMN_PRECISION)[0] != '\0') {
        if (!parse_kilometres(get(reading, COLUMN_PRECISION), &number)) {
            complain(reading, COLUMN_PRECISION, "precision",
                     "kilometres from 0 to 20000 such as 1, 0.5 km or 800 m");
            return FALSE;
        }
        row->precision_km = number;
    }
    if (get(reading, COLUMN_GEONAMES_ID)[0] != '\0') {
        if (!parse_number(get(reading, COLUMN_GEONAMES_ID), 0, G_MAXUINT32, &number)) {
            complain(reading, COLUMN_GEONAMES_ID, "geonames-id", "a whole number");
            return FALSE;
        }
        row->geonames_id = (gint64)number;
    }
    if (get(reading, COLUMN_POPULATION)[0] != '\0') {
        if (!parse_number(get(reading, COLUMN_POPULATION), 0, G_MAXUINT32, &number)) {
            complain(reading, COLUMN_POPULATION, "population", "a whole number");
            return FALSE;
        }
        row->population = (gint64)number;
    }
    return TRUE;
}

static gboolean
read_dates(const Reading *reading, MarchPlaceRow *row)
{
    const char *from = get(reading, COLUMN_VALID_FROM);
    const char *to = get(reading, COLUMN_VALID_TO);
    if (from[0] != '\0' && !march_date_parse(from, &row->valid.from)) {
        complain(reading, COLUMN_VALID_FROM, "valid-from", "a date like 2021-05-01");
        return FALSE;
    }
    if (to[0] != '\0' && !march_date_parse(to, &row->valid.to)) {
        complain(reading, COLUMN_VALID_TO, "valid-to", "a date like 2021-05-01");
        return FALSE;
    }
    return TRUE;
}

static void
add_alternate(MarchPlaceRow *row, const char *text)
{
    g_autofree char *name = g_strstrip(g_strdup(text));
    if (name[0] == '\0' || strlen(name) > NAME_LIMIT ||
        row->alternates->len >= ALTERNATE_LIMIT || strcmp(name, row->name) == 0) {
        return;
    }
    g_ptr_array_add(row->alternates, g_steal_pointer(&name));
}

/** Also "A / B" and "A (what kind)" name the place as A. */
static void
read_alternates(const Reading *reading, MarchPlaceRow *row)
{
    g_auto(GStrv) names = g_strsplit(get(reading, COLUMN_ALTERNATES), "|", -1);
    for (guint i = 0; names[i] != NULL; i++) {
        add_alternate(row, names[i]);
    }
    g_auto(GStrv) parts = g_strsplit(row->name, " / ", 8);
    for (guint i = 0; parts[1] != NULL && parts[i] != NULL; i++) {
        add_alternate(row, parts[i]);
    }
    const char *bracket = strchr(row->name, '(');
    if (bracket != NULL && bracket != row->name) {
        g_autofree char *head = g_strndup(row->name, (gsize)(bracket - row->name));
        add_alternate(row, head);
    }
}

static char *
dup_or_null(const char *text)
{
    return text[0] == '\0' ? NULL : g_strdup(text);
}

/** The current record as a row, or NULL with a diagnostic. */
static MarchPlaceRow *
read_row(const Reading *reading)
{
    g_autoptr(MarchPlaceRow) row = g_new0(MarchPlaceRow, 1);
    row->where = locate(reading, COLUMN_NAME);
    row->name = g_strstrip(g_strdup(get(reading, COLUMN_NAME)));
    row->alternates = g_ptr_array_new_with_free_func(g_free);
    if (row->name[0] == '\0' || strlen(row->name) > NAME_LIMIT) {
        complain(reading, COLUMN_NAME, "name", "1 to 400 bytes long");
        return NULL;
    }
    read_country(reading, row);
    if (!read_position(reading, row) || !read_class(reading, row) ||
        !read_numbers(reading, row) || !read_dates(reading, row)) {
        return NULL;
    }
    row->source = dup_or_null(get(reading, COLUMN_SOURCE));
    row->code = dup_or_null(get(reading, COLUMN_CODE));
    row->is_notable = g_ascii_strcasecmp(get(reading, COLUMN_NOTABLE), "yes") == 0;
    read_alternates(reading, row);
    return g_steal_pointer(&row);
}

static gboolean
is_ignored(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(ignored_columns); i++) {
        if (strcmp(name, ignored_columns[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
read_header(Reading *reading)
{
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        reading->columns[i] = -1;
    }
    for (guint i = 0; i < march_csv_count_columns(reading->csv); i++) {
        const char *header = march_csv_get_header(reading->csv, i);
        g_autofree char *name = g_ascii_strdown(header, -1);
        g_strdelimit(g_strstrip(name), "_ ", '-');
        gboolean is_known = is_ignored(name);
        for (guint k = 0; k < G_N_ELEMENTS(column_names); k++) {
            if (strcmp(name, column_names[k].name) == 0) {
                reading->columns[column_names[k].column] = (int)i;
                is_known = TRUE;
            }
        }
        if (!is_known) {
            march_diagnostics_add(
                reading->diagnostics, MARCH_SEVERITY_NOTE, "unknown-column",
                MARCH_LOCATION_NONE, header,
                "column \"%s\" is not one of a gazetteer and is ignored", header);
        }
    }
}

/** The rows of @csv, which is NULL when it could not be read. */
static GPtrArray *
read_rows(const MarchCsv *csv,
          const char *path,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    if (csv == NULL) {
        return NULL;
    }
    Reading reading = {.csv = csv, .diagnostics = diagnostics};
    read_header(&reading);
    if (reading.columns[COLUMN_NAME] < 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "the first line has no column \"name\"");
        return NULL;
    }
    GPtrArray *rows =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_row_free);
    for (reading.row = 0; reading.row < march_csv_count_rows(csv); reading.row++) {
        MarchPlaceRow *row = read_row(&reading);
        if (row != NULL) {
            g_ptr_array_add(rows, row);
        }
    }
    return rows;
}

GPtrArray *
march_places_csv_parse(const char *text,
                       gsize length,
                       const char *path,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_autoptr(MarchCsv) csv = march_csv_parse(text, length, path, diagnostics, error);
    return read_rows(csv, path, diagnostics, error);
}

GPtrArray *
march_places_csv_read(const char *path, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(MarchCsv) csv = march_csv_read(path, diagnostics, error);
    return read_rows(csv, path, diagnostics, error);
}
