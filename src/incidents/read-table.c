/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/suggest.h"
#include "read-private.h"
#include "schema.h"

/* Rows between two reports of progress. */
#define PROGRESS_ROWS 4096U

static GPtrArray *
headers_list(const MarchCsvStream *stream)
{
    GPtrArray *headers = g_ptr_array_new();

    for (guint i = 0; i < march_csv_stream_count_columns(stream); i++) {
        g_ptr_array_add(headers,
                        (gpointer)(guintptr)march_csv_stream_get_header(stream, i));
    }
    g_ptr_array_add(headers, NULL);
    return headers;
}

/* The column @name, which the figure file gives for @purpose; -1 with an error. */
static int
named_find(const MarchCsvStream *stream,
           const char *path,
           const char *name,
           const char *purpose,
           GError **error)
{
    g_autoptr(GPtrArray) headers = headers_list(stream);
    int found = march_csv_stream_find_column(stream, name);
    const char *near = march_suggest(name, (const char *const *)headers->pdata);

    if (found < 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "there is no column \"%s\" for %s%s%s%s", name, purpose,
                        near != NULL ? "; did you mean \"" : "",
                        near != NULL ? near : "", near != NULL ? "\"?" : "");
    }
    return found;
}

/* The column of each field, or -1. */
static gboolean
columns_find(MarchIncidentCells *cells,
             const char *path,
             const MarchIncidentOptions *options,
             GError **error)
{
    for (guint field = 0; field < MARCH_N_FIELDS; field++) {
        const char *name = march_incident_columns_get(cells->named, field);

        cells->columns[field] = -1;
        if (name != NULL) {
            cells->columns[field] =
                named_find(cells->stream, path, name, march_field_name(field), error);
            if (cells->columns[field] < 0) {
                return FALSE;
            }
            continue;
        }
        for (const char *const *alias = march_field_aliases(field, cells->schema);
             *alias != NULL && cells->columns[field] < 0; alias++) {
            cells->columns[field] = march_csv_stream_find_column(cells->stream, *alias);
        }
    }
    for (gsize i = 0; options->claims != NULL && options->claims[i] != NULL; i += 2) {
        if (named_find(cells->stream, path, options->claims[i + 1], options->claims[i],
                       error) < 0) {
            return FALSE;
        }
    }
    if (cells->columns[MARCH_FIELD_PLACE] < 0 &&
        cells->columns[MARCH_FIELD_COUNTRY] < 0 &&
        cells->columns[MARCH_FIELD_REGION] < 0 &&
        cells->columns[MARCH_FIELD_DISTRICT] < 0 &&
        (cells->columns[MARCH_FIELD_LON] < 0 || cells->columns[MARCH_FIELD_LAT] < 0)) {
        march_error_set(
            error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
            "no column tells where: expected \"lon\" and \"lat\", or "
            "\"place\", \"district\", \"region\" or \"country\"; name others under "
            "\"columns:\"");
        return FALSE;
    }
    return TRUE;
}

static MarchCsvStream *
gdelt_open(const char *path,
           const MarchIncidentOptions *options,
           guint n_cells,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchCsvStreamOptions stream_options = {
        .encoding = options->encoding,
        .delimiter = '\t',
        .columns = march_schema_gdelt_columns(n_cells),
    };

    return march_csv_stream_open(path, &stream_options, diagnostics, error);
}

/* Opens @path and tells its layout. GDELT's files have no header row: their first row
 * is taken for one and found not to be. */
static MarchCsvStream *
table_open(const char *path,
           const MarchIncidentOptions *options,
           MarchSchema *schema,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchCsvStreamOptions stream_options = {.encoding = options->encoding};
    g_autoptr(MarchCsvStream) stream = NULL;
    g_autoptr(GPtrArray) headers = NULL;
    const char *const *names;

    *schema = options->schema;
    if (*schema == MARCH_SCHEMA_GDELT && strcmp(path, "-") == 0) {
        return gdelt_open(path, options, 0, diagnostics, error);
    }
    stream = march_csv_stream_open(path, &stream_options, diagnostics, error);
    if (stream == NULL) {
        return NULL;
    }
    headers = headers_list(stream);
    names = (const char *const *)headers->pdata;
    if (*schema == MARCH_SCHEMA_GDELT ||
        (*schema == MARCH_SCHEMA_AUTO && march_schema_looks_like_gdelt(names))) {
        if (strcmp(path, "-") == 0) {
            march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                            "the first row looks like a GDELT event, not a header; say "
                            "the schema \"gdelt\"");
            return NULL;
        }
        *schema = MARCH_SCHEMA_GDELT;
        return gdelt_open(path, options, headers->len - 1, diagnostics, error);
    }
    if (*schema == MARCH_SCHEMA_AUTO) {
        *schema = march_schema_recognise(names, path, diagnostics);
    }
    return g_steal_pointer(&stream);
}

/* A cell that is missing in the middle puts those behind it into other columns. */
static void
width_check(const MarchIncidentCells *cells, MarchRowReport *report)
{
    guint count = march_csv_stream_count_cells(cells->stream);
    guint wanted = march_csv_stream_count_columns(cells->stream);

    if (count < wanted) {
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "short-row",
                             march_csv_stream_locate(cells->stream, 0), NULL,
                             "the row has %u cell%s where the header has %u: the last "
                             "are taken for empty",
                             count, count == 1 ? "" : "s", wanted);
    }
}

static gboolean
rows_read(MarchIncidents *incidents,
          MarchIncidentCells *cells,
          const MarchIncidentOptions *options,
          MarchRowReport *report,
          GError **error)
{
    MarchCsvResult result;

    while ((result = march_csv_stream_next(cells->stream, error)) == MARCH_CSV_ROW ||
           result == MARCH_CSV_BROKEN) {
        if (result == MARCH_CSV_ROW) {
            width_check(cells, report);
            march_incidents_add_row(incidents, cells, options, report);
        } else {
            MarchLocation where;
            const char *fault = march_csv_stream_get_fault(cells->stream, &where);

            incidents->tally.rows++;
            march_row_report_add(report, MARCH_SEVERITY_ERROR, "broken-row", where,
                                 NULL, "the row is skipped: %s", fault);
            march_incidents_lose(incidents, where, NULL, NULL, NULL, report);
        }
        if (options->progress != NULL && incidents->tally.rows % PROGRESS_ROWS == 0) {
            guint64 total = 0;
            guint64 bytes = march_csv_stream_get_progress(cells->stream, &total);

            options->progress(incidents->tally.rows, bytes, total,
                              options->progress_data);
        }
    }
    return result == MARCH_CSV_END;
}

gboolean
march_incidents_read_table(MarchIncidents *incidents,
                           const char *path,
                           const MarchIncidentOptions *options,
                           MarchRowReport *report,
                           GError **error)
{
    MarchIncidentCells cells = {.named = &options->columns};
    g_autoptr(MarchCsvStream) stream =
        table_open(path, options, &incidents->schema, report->diagnostics, error);

    cells.stream = stream;
    cells.schema = incidents->schema;
    cells.decimals = &incidents->decimals;
    if (stream == NULL || !columns_find(&cells, path, options, error)) {
        return FALSE;
    }
    if (cells.columns[MARCH_FIELD_VALUE] >= 0) {
        incidents->value_column =
            g_strdup(march_incident_cell_column(&cells, MARCH_FIELD_VALUE));
    }
    if (cells.columns[MARCH_FIELD_ID] >= 0 &&
        cells.columns[MARCH_FIELD_CLAIMANT] >= 0) {
        incidents->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    march_incidents_note_columns(incidents, &cells);
    incidents->n_columns = march_csv_stream_count_columns(stream);
    if (!rows_read(incidents, &cells, options, report, error)) {
        return FALSE;
    }
    incidents->encoding = g_strdup(march_csv_stream_get_encoding(stream));
    return TRUE;
}
