/* SPDX-License-Identifier: MIT */
#include "geocode-input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/csv.h"

#define CSV_LIMIT ((gsize)64 << 20)

struct MarchGeocodeInput {
    char *path;
    FILE *file; /**< not closed when it is standard input */
    char *line;
    size_t capacity;
    int number;
    guint64 position, size;
    MarchCsv *csv; /**< NULL for TSV */
    guint row;
    char **headers;
    int query, id, country, report; /**< column numbers, -1 when missing */
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
        g_free(record);
    }
}

void
march_geocode_input_free(MarchGeocodeInput *input)
{
    if (input == NULL) {
        return;
    }
    if (input->file != NULL && input->file != stdin) {
        fclose(input->file);
    }
    march_csv_free(input->csv);
    g_strfreev(input->headers);
    g_free(input->path);
    free(input->line);
    g_free(input);
}

/** Reads a line without its end; FALSE at the end of the file. */
static gboolean
read_line(MarchGeocodeInput *input, GError **error)
{
    errno = 0;
    ssize_t length = getline(&input->line, &input->capacity, input->file);
    if (length < 0) {
        if (!feof(input->file)) {
            march_error_set(error, MARCH_ERROR_IO,
                            march_location_new(input->path, input->number, 0),
                            "cannot read the queries: %s", g_strerror(errno));
        }
        return FALSE;
    }
    input->number++;
    input->position += (guint64)length;
    while (length > 0 &&
           (input->line[length - 1] == '\n' || input->line[length - 1] == '\r')) {
        input->line[--length] = '\0';
    }
    for (ssize_t i = 0; i < length; i++) {
        if (input->line[i] == '\0') {
            input->line[i] = ' ';
        }
    }
    return TRUE;
}

static int
find_header(const MarchGeocodeInput *input, const char *name)
{
    for (int i = 0; input->headers[i] != NULL; i++) {
        g_autofree char *header = g_ascii_strdown(input->headers[i], -1);
        if (strcmp(g_strstrip(header), name) == 0) {
            return i;
        }
    }
    return -1;
}

/** Reads on to the end as CSV: what has been read is its first line. */
static gboolean
read_as_csv(MarchGeocodeInput *input, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(GString) text = g_string_new(input->line);
    g_string_append_c(text, '\n');
    char buffer[65536];
    gsize got;
    while ((got = fread(buffer, 1, sizeof buffer, input->file)) > 0 &&
           text->len <= CSV_LIMIT) {
        g_string_append_len(text, buffer, (gssize)got);
    }
    input->position = input->size;
    input->csv = march_csv_parse(text->str, text->len, input->path, diagnostics, error);
    if (input->csv == NULL) {
        return FALSE;
    }
    GPtrArray *headers = g_ptr_array_new();
    for (guint i = 0; i < march_csv_count_columns(input->csv); i++) {
        g_ptr_array_add(headers, g_strdup(march_csv_get_header(input->csv, i)));
    }
    g_ptr_array_add(headers, NULL);
    input->headers = (char **)g_ptr_array_free(headers, FALSE);
    return TRUE;
}

static gboolean
open_file(MarchGeocodeInput *input, GError **error)
{
    if (strcmp(input->path, "-") == 0) {
        input->file = stdin;
        return TRUE;
    }
    input->file = fopen(input->path, "rb");
    if (input->file == NULL) {
        const int saved = errno;
        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(input->path, 0, 0),
                        "cannot open the queries: %s", g_strerror(saved));
        return FALSE;
    }
    struct stat status;
    if (fstat(fileno(input->file), &status) == 0 && status.st_size > 0) {
        input->size = (guint64)status.st_size;
    }
    return TRUE;
}

MarchGeocodeInput *
march_geocode_input_open(const char *path,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    g_autoptr(MarchGeocodeInput) input = g_new0(MarchGeocodeInput, 1);
    g_autoptr(GError) inner = NULL;
    input->path = g_strdup(path);
    if (!open_file(input, error)) {
        return NULL;
    }
    if (!read_line(input, &inner)) {
        if (inner != NULL) {
            g_propagate_error(error, g_steal_pointer(&inner));
        } else {
            march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                            "the file is empty; expected a header with a column "
                            "\"query\"");
        }
        return NULL;
    }
    const char *header = input->line;
    if (strncmp(header, "\xEF\xBB\xBF", 3) == 0) {
        header += 3;
    }
    const gboolean is_csv =
        strchr(header, '\t') == NULL && strpbrk(header, ",;") != NULL;
    if (is_csv) {
        if (!read_as_csv(input, diagnostics, error)) {
            return NULL;
        }
    } else {
        input->headers = g_strsplit(header, "\t", -1);
    }
    input->query = find_header(input, "query");
    input->id = find_header(input, "id");
    input->country = find_header(input, "country");
    input->report = find_header(input, "report");
    if (input->query < 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "the header has no column \"query\"");
        return NULL;
    }
    return g_steal_pointer(&input);
}

gboolean
march_geocode_input_is_csv(const MarchGeocodeInput *input)
{
    return input->csv != NULL;
}

const char *const *
march_geocode_input_get_headers(const MarchGeocodeInput *input)
{
    return (const char *const *)input->headers;
}

guint64
march_geocode_input_get_position(const MarchGeocodeInput *input)
{
    return input->position;
}

guint64
march_geocode_input_get_size(const MarchGeocodeInput *input)
{
    return input->size;
}

/** Copies the cell, NULL when it is missing or empty. */
static char *
dup_cell(char **cells, guint count, int column)
{
    if (column < 0 || (guint)column >= count || cells[column][0] == '\0') {
        return NULL;
    }
    return g_strdup(cells[column]);
}

static MarchGeocodeRecord *
make_record(const MarchGeocodeInput *input, char **cells)
{
    const guint columns = g_strv_length(input->headers);
    guint count = g_strv_length(cells);
    if (count < columns) {
        cells = g_renew(char *, cells, columns + 1);
        while (count < columns) {
            cells[count++] = g_strdup("");
        }
        cells[count] = NULL;
    }
    MarchGeocodeRecord *record = g_new0(MarchGeocodeRecord, 1);
    record->cells = cells;
    record->id = dup_cell(cells, count, input->id);
    record->country = dup_cell(cells, count, input->country);
    record->report = dup_cell(cells, count, input->report);
    record->query = dup_cell(cells, count, input->query);
    if (record->query == NULL) {
        record->query = g_strdup("");
    }
    return record;
}

MarchGeocodeRecord *
march_geocode_input_next(MarchGeocodeInput *input, GError **error)
{
    if (input->csv != NULL) {
        if (input->row >= march_csv_count_rows(input->csv)) {
            return NULL;
        }
        const guint columns = march_csv_count_columns(input->csv);
        char **cells = g_new0(char *, columns + 1);
        for (guint i = 0; i < columns; i++) {
            cells[i] = g_strdup(march_csv_get(input->csv, input->row, i));
        }
        input->row++;
        return make_record(input, cells);
    }
    do {
        if (!read_line(input, error)) {
            return NULL;
        }
    } while (input->line[0] == '\0');
    return make_record(input, g_strsplit(input->line, "\t", -1));
}
