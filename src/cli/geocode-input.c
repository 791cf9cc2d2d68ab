/* SPDX-License-Identifier: MIT */
#include "geocode-input.h"

#include <string.h>

#include "base/suggest.h"
#include "geocode-countries.h"
#include "geocode-rows.h"

/** Different values that are wrong, remembered so that each is said once. */
#define TOLD_LIMIT 10000

typedef enum {
    COLUMN_QUERY,
    COLUMN_ID,
    COLUMN_COUNTRY,
    COLUMN_REPORT,
    COLUMN_COUNT,
} Column;

static const char *const COLUMN_NAMES[COLUMN_COUNT + 1] = {"query", "id", "country",
                                                           "report", NULL};

struct MarchGeocodeInput {
    char *path;
    MarchRowReader *rows;
    char **headers;
    guint width;
    int columns[COLUMN_COUNT]; /**< their numbers, -1 when missing */
    guint64 number;            /**< of the last row */
    GHashTable *told;          /**< countries that have been complained of */
};

void
march_geocode_record_free(MarchGeocodeRecord *record)
{
    if (record != NULL) {
        g_free(record->query);
        g_free(record->id);
        g_free(record->country);
        g_free(record->report);
        g_strfreev(record->cells);
        g_free(record->fault);
        g_free(record);
    }
}

void
march_geocode_input_free(MarchGeocodeInput *input)
{
    if (input == NULL) {
        return;
    }
    march_row_reader_free(input->rows);
    g_strfreev(input->headers);
    g_free(input->path);
    g_hash_table_unref(input->told);
    g_free(input);
}

/** Finds what the columns are; a name may not stand twice. */
static gboolean
find_columns(MarchGeocodeInput *input, GError **error)
{
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        input->columns[i] = -1;
    }
    for (int i = 0; input->headers[i] != NULL; i++) {
        g_autofree char *header = g_ascii_strdown(input->headers[i], -1);
        g_strstrip(header);
        for (guint k = 0; k < COLUMN_COUNT; k++) {
            if (strcmp(header, COLUMN_NAMES[k]) != 0) {
                continue;
            }
            if (input->columns[k] >= 0) {
                march_error_set(error, MARCH_ERROR_DATA,
                                march_location_new(input->path, 1, 1),
                                "the header has two columns \"%s\"", COLUMN_NAMES[k]);
                return FALSE;
            }
            input->columns[k] = i;
        }
    }
    return TRUE;
}

/** A header that nearly says a column that is not there; NULL when none does. */
static const char *
find_misspelt(const MarchGeocodeInput *input, Column column)
{
    const char *const names[] = {COLUMN_NAMES[column], NULL};
    for (guint i = 0; input->headers[i] != NULL; i++) {
        if (march_suggest(input->headers[i], names) != NULL) {
            return input->headers[i];
        }
    }
    return NULL;
}

/** What else tables call the column of names, tried in order when none is "query". */
static const char *const QUERY_NAMES[] = {"place", "name", "location"};

/** Takes another name of the first column for it. */
static void
find_query_column(MarchGeocodeInput *input)
{
    for (guint k = 0; k < G_N_ELEMENTS(QUERY_NAMES); k++) {
        for (int i = 0; input->headers[i] != NULL; i++) {
            g_autofree char *header = g_ascii_strdown(input->headers[i], -1);
            if (input->columns[COLUMN_QUERY] < 0 &&
                strcmp(g_strstrip(header), QUERY_NAMES[k]) == 0) {
                input->columns[COLUMN_QUERY] = i;
            }
        }
    }
}

static gboolean
check_columns(MarchGeocodeInput *input, MarchDiagnostics *diagnostics, GError **error)
{
    if (find_misspelt(input, COLUMN_QUERY) == NULL) {
        find_query_column(input);
    }
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        const char *near =
            input->columns[i] < 0 ? find_misspelt(input, (Column)i) : NULL;
        if (i == COLUMN_QUERY && input->columns[i] < 0) {
            g_autofree char *hint =
                near != NULL
                    ? g_strdup_printf("; \"%s\" is not it, rename it", near)
                    : g_strdup("; the first line must name the columns, that of "
                               "the names query, place, name or location");
            march_error_set(error, MARCH_ERROR_DATA,
                            march_location_new(input->path, 1, 1),
                            "the header has no column \"query\"%s", hint);
            return FALSE;
        }
        if (near != NULL && strlen(COLUMN_NAMES[i]) > 2) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "column",
                                  march_location_new(input->path, 1, 1), near,
                                  "the column \"%s\" is only copied; did you mean "
                                  "\"%s\"?",
                                  near, COLUMN_NAMES[i]);
        }
    }
    return TRUE;
}

static gboolean
read_header(MarchGeocodeInput *input, GError **error)
{
    GError *inner = NULL;
    MarchTableRow row;
    if (!march_row_reader_next(input->rows, &row, &inner)) {
        if (inner == NULL) {
            march_error_set(&inner, MARCH_ERROR_DATA,
                            march_location_new(input->path, 1, 1),
                            "the file is empty; expected a header with a column "
                            "\"query\"");
        }
        g_propagate_error(error, inner);
        return FALSE;
    }
    if (row.fault != NULL) {
        march_error_set(
            error, MARCH_ERROR_DATA,
            march_location_new(input->path, row.fault_line, row.fault_column),
            "the header cannot be read: %s", row.fault);
        march_table_row_clear(&row);
        return FALSE;
    }
    input->headers = g_steal_pointer(&row.cells);
    input->width = row.count;
    march_table_row_clear(&row);
    return find_columns(input, error);
}

MarchGeocodeInput *
march_geocode_input_open(const char *path,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    g_autoptr(MarchGeocodeInput) input = g_new0(MarchGeocodeInput, 1);
    input->path = g_strdup(path);
    input->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    input->rows = march_row_reader_open(path, error);
    if (input->rows == NULL || !read_header(input, error) ||
        !check_columns(input, diagnostics, error)) {
        return NULL;
    }
    if (march_geocode_input_has_reports(input) &&
        !march_row_reader_keep(input->rows, error)) {
        return NULL;
    }
    return g_steal_pointer(&input);
}

MarchGeocodeInput *
march_geocode_input_fork(const MarchGeocodeInput *input,
                         guint64 number,
                         guint64 offset,
                         int line)
{
    MarchGeocodeInput *other = g_new0(MarchGeocodeInput, 1);
    other->path = g_strdup(input->path);
    other->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    other->headers = g_strdupv(input->headers);
    other->width = input->width;
    memcpy(other->columns, input->columns, sizeof other->columns);
    other->number = number - 1;
    other->rows = march_row_reader_fork(input->rows, offset, line);
    return other;
}

gboolean
march_geocode_input_has_reports(const MarchGeocodeInput *input)
{
    return input->columns[COLUMN_REPORT] >= 0;
}

char
march_geocode_input_get_delimiter(const MarchGeocodeInput *input)
{
    return march_row_reader_get_delimiter(input->rows);
}

gboolean
march_geocode_input_has_crlf(const MarchGeocodeInput *input)
{
    return march_row_reader_has_crlf(input->rows);
}

const char *const *
march_geocode_input_get_headers(const MarchGeocodeInput *input)
{
    return (const char *const *)input->headers;
}

guint64
march_geocode_input_get_offset(const MarchGeocodeInput *input)
{
    return march_row_reader_get_offset(input->rows);
}

guint64
march_geocode_input_get_size(const MarchGeocodeInput *input)
{
    return march_row_reader_get_size(input->rows);
}

int
march_geocode_input_get_line(const MarchGeocodeInput *input)
{
    return march_row_reader_get_line(input->rows);
}

/** The cell without outer blanks, NULL when it is missing or empty. */
static char *
dup_cell(const MarchGeocodeInput *input, const MarchTableRow *row, Column column)
{
    const int index = input->columns[column];
    if (index < 0 || (guint)index >= row->count) {
        return NULL;
    }
    g_autofree char *text = g_strstrip(g_strdup(row->cells[index]));
    return text[0] == '\0' ? NULL : g_steal_pointer(&text);
}

/** The codes of @text that are ones; each value that has others is told once. */
static char *
read_countries(MarchGeocodeInput *input,
               const char *text,
               const MarchTableRow *row,
               MarchDiagnostics *diagnostics)
{
    g_autofree char *wrong = NULL;
    char *codes = march_country_codes_normalize(text, &wrong);
    if (wrong != NULL && diagnostics != NULL &&
        !g_hash_table_contains(input->told, wrong) &&
        g_hash_table_size(input->told) < TOLD_LIMIT) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "country",
                              march_location_new(input->path, row->line, 0), wrong,
                              "row %" G_GUINT64_FORMAT ": \"%s\" is no country code "
                              "of ISO 3166 such as KG; it is left out here and in "
                              "later rows",
                              input->number, wrong);
        g_hash_table_add(input->told, g_steal_pointer(&wrong));
    }
    return codes;
}

/** Makes @row as wide as the header; cells too many are a fault when they say something. */
static void
fit_width(const MarchGeocodeInput *input,
          MarchTableRow *row,
          MarchDiagnostics *diagnostics)
{
    guint filled = row->count;
    while (filled > input->width && row->cells[filled - 1][0] == '\0') {
        filled--;
    }
    if (filled > input->width) {
        g_autofree char *text = g_strdup_printf(
            "the row has %u cells where the header has %u", filled, input->width);
        /* A tab is in no name, a comma in many: then the query may be cut. */
        const gboolean is_tsv = march_geocode_input_get_delimiter(input) == '\t';
        if (is_tsv) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "row",
                                  march_location_new(input->path, row->line, 1), NULL,
                                  "row %" G_GUINT64_FORMAT
                                  ": %s; those too many are left out",
                                  input->number, text);
        } else if (row->fault == NULL) {
            row->fault = g_steal_pointer(&text);
            row->fault_line = row->line;
            row->fault_column = 1;
        }
    }
    for (guint i = input->width; i < row->count; i++) {
        g_clear_pointer(&row->cells[i], g_free);
    }
    if (row->count < input->width) {
        row->cells = g_renew(char *, row->cells, input->width + 1);
        for (guint i = row->count; i < input->width; i++) {
            row->cells[i] = g_strdup("");
        }
        row->cells[input->width] = NULL;
    }
    row->count = input->width;
}

MarchGeocodeRecord *
march_geocode_input_next(MarchGeocodeInput *input,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    MarchTableRow row;
    if (!march_row_reader_next(input->rows, &row, error)) {
        return NULL;
    }
    input->number++;
    fit_width(input, &row, diagnostics);
    MarchGeocodeRecord *record = g_new0(MarchGeocodeRecord, 1);
    record->number = input->number;
    record->offset = row.offset;
    record->line = row.line;
    record->id = dup_cell(input, &row, COLUMN_ID);
    record->query = dup_cell(input, &row, COLUMN_QUERY);
    if (record->query == NULL) {
        record->query = g_strdup("");
    }
    if (row.fault != NULL) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_ERROR, "row",
            march_location_new(input->path, row.fault_line, row.fault_column), NULL,
            "row %" G_GUINT64_FORMAT ": %s; it is not looked up", input->number,
            row.fault);
    } else {
        g_autofree char *country = dup_cell(input, &row, COLUMN_COUNTRY);
        record->report = dup_cell(input, &row, COLUMN_REPORT);
        record->country =
            country != NULL ? read_countries(input, country, &row, diagnostics) : NULL;
    }
    record->fault = g_steal_pointer(&row.fault);
    record->cells = g_steal_pointer(&row.cells);
    march_table_row_clear(&row);
    return record;
}
