/* SPDX-License-Identifier: MIT */
#include "csv-stream.h"

#include <string.h>
#include <unistd.h>

#include "csv-stream-private.h"
#include "csv.h"

#define ROW_LIMIT (8U << 20)

void
march_csv_stream_free(MarchCsvStream *stream)
{
    if (stream == NULL) {
        return;
    }
    if (stream->file > STDIN_FILENO) {
        close(stream->file);
    }
    if (stream->converter != (GIConv)-1) {
        g_iconv_close(stream->converter);
    }
    g_free(stream->name);
    g_free(stream->text);
    g_free(stream->fault);
    g_array_unref(stream->cells);
    g_ptr_array_unref(stream->headers);
    g_ptr_array_unref(stream->unquoted);
    g_free(stream);
}

static MarchCsvResult
fault_set(MarchCsvStream *stream, MarchLocation where, char *text)
{
    g_free(stream->fault);
    stream->fault = text;
    stream->fault_where = where;
    return MARCH_CSV_BROKEN;
}

/* Gives up the first line of a row that cannot be taken apart: the next may be whole. */
static void
line_skip(MarchCsvStream *stream)
{
    const char *newline =
        memchr(stream->text + stream->begin, '\n', stream->end - stream->begin);

    stream->next = newline != NULL ? (gsize)(newline - stream->text) + 1 : stream->end;
    stream->next_line = stream->line + 1;
}

static gboolean
is_blank(const MarchCsvStream *stream)
{
    for (gsize at = stream->begin; at < stream->next; at++) {
        if (!g_ascii_isspace(stream->text[at]) &&
            stream->text[at] != stream->delimiter) {
            return FALSE;
        }
    }
    return TRUE;
}

static MarchCsvResult
row_judge(MarchCsvStream *stream, MarchCsvScan scan)
{
    MarchLocation where = march_location_new(stream->name, stream->line, 1);
    const char *bad = NULL;

    if (scan == MARCH_CSV_SCAN_UNCLOSED) {
        line_skip(stream);
        return fault_set(stream, where,
                         g_strdup("a quoted cell is not closed; expected a second \""));
    }
    if (scan == MARCH_CSV_SCAN_STRAY) {
        return fault_set(stream, where,
                         g_strdup("text follows the closing quote of a cell"));
    }
    if (scan == MARCH_CSV_SCAN_WIDE) {
        return fault_set(
            stream, where,
            g_strdup_printf("it has more than %u cells", MARCH_CSV_COLUMN_LIMIT));
    }
    if (stream->headers->len > 0 && stream->cells->len > stream->headers->len) {
        return fault_set(stream, where,
                         g_strdup_printf("it has %u cells where the header has %u",
                                         stream->cells->len, stream->headers->len));
    }
    if (stream->has_high && stream->converter == (GIConv)-1 &&
        !g_utf8_validate_len(stream->text + stream->begin, stream->next - stream->begin,
                             &bad)) {
        return fault_set(stream, where,
                         g_strdup_printf("byte 0x%02x is not UTF-8 text as the rest is",
                                         (guint)(guchar)*bad));
    }
    return MARCH_CSV_ROW;
}

MarchCsvResult
march_csv_stream_next(MarchCsvStream *stream, GError **error)
{
    do {
        MarchCsvScan scan = MARCH_CSV_SCAN_SHORT;

        stream->begin = stream->next;
        stream->line = stream->next_line;
        g_ptr_array_set_size(stream->unquoted, 0);
        if (stream->begin < stream->end) {
            scan = march_csv_row_scan(stream);
        }
        while (scan == MARCH_CSV_SCAN_SHORT && !stream->is_at_end) {
            if (stream->end - stream->begin > ROW_LIMIT) {
                scan = MARCH_CSV_SCAN_UNCLOSED;
            } else if (!march_csv_input_read(stream, error)) {
                return MARCH_CSV_FAILED;
            } else if (stream->begin < stream->end) {
                scan = march_csv_row_scan(stream);
            }
        }
        if (stream->begin >= stream->end) {
            return MARCH_CSV_END;
        }
        if (scan != MARCH_CSV_SCAN_ROW || !is_blank(stream)) {
            return row_judge(stream, scan);
        }
    } while (TRUE);
}

const char *
march_csv_stream_get_fault(const MarchCsvStream *stream, MarchLocation *where)
{
    *where = stream->fault_where;
    return stream->fault;
}

char
march_csv_stream_get_delimiter(const MarchCsvStream *stream)
{
    return stream->delimiter;
}

const char *
march_csv_stream_get_encoding(const MarchCsvStream *stream)
{
    return stream->encoding != NULL ? stream->encoding : "UTF-8";
}

guint
march_csv_stream_count_columns(const MarchCsvStream *stream)
{
    return stream->headers->len;
}

guint
march_csv_stream_count_cells(const MarchCsvStream *stream)
{
    return stream->cells->len;
}

const char *
march_csv_stream_get_header(const MarchCsvStream *stream, guint column)
{
    g_assert(column < stream->headers->len);
    return g_ptr_array_index(stream->headers, column);
}

int
march_csv_stream_find_column(const MarchCsvStream *stream, const char *name)
{
    for (guint i = 0; i < stream->headers->len; i++) {
        if (march_csv_names_match(g_ptr_array_index(stream->headers, i), name)) {
            return (int)i;
        }
    }
    return -1;
}

/* A quoted cell that holds doubled quotes, kept for as long as the row is at hand. */
static const char *
quotes_undo(MarchCsvStream *stream, guint column, const char *text, gsize length)
{
    GString *plain;

    if (column < stream->unquoted->len &&
        g_ptr_array_index(stream->unquoted, column) != NULL) {
        return g_ptr_array_index(stream->unquoted, column);
    }
    plain = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++) {
        g_string_append_c(plain, text[i]);
        i += text[i] == '"' && i + 1 < length && text[i + 1] == '"';
    }
    if (stream->unquoted->len <= column) {
        g_ptr_array_set_size(stream->unquoted, (int)column + 1);
    }
    g_ptr_array_index(stream->unquoted, column) = g_string_free(plain, FALSE);
    return g_strstrip(g_ptr_array_index(stream->unquoted, column));
}

const char *
march_csv_stream_get(MarchCsvStream *stream, guint column)
{
    const MarchCsvCell *cell;
    char *begin;
    char *end;

    if (column >= stream->cells->len) {
        return "";
    }
    cell = &g_array_index(stream->cells, MarchCsvCell, column);
    begin = stream->text + stream->begin + cell->begin;
    end = stream->text + stream->begin + cell->end;
    if (cell->is_quoted) {
        begin++;
        /* The closing quote becomes the end; a second call finds it so. */
        end--;
        *end = '\0';
        if (memchr(begin, '"', (gsize)(end - begin)) != NULL) {
            return quotes_undo(stream, column, begin, (gsize)(end - begin));
        }
    }
    while (begin < end && g_ascii_isspace(*begin)) {
        begin++;
    }
    while (end > begin && g_ascii_isspace(end[-1])) {
        end--;
    }
    *end = '\0';
    return begin;
}

MarchLocation
march_csv_stream_locate(const MarchCsvStream *stream, guint column)
{
    int line = stream->line;
    int character = 1;
    const char *at = stream->text + stream->begin;
    const char *cell = at;

    if (column < stream->cells->len) {
        cell += g_array_index(stream->cells, MarchCsvCell, column).begin;
    }
    for (; at < cell; at++) {
        if (*at == '\n') {
            line++;
            character = 1;
        } else if (((guchar)*at & 0xc0) != 0x80) {
            character++;
        }
    }
    return march_location_new(stream->name, line, character);
}

guint64
march_csv_stream_get_progress(const MarchCsvStream *stream, guint64 *total)
{
    *total = stream->n_total;
    return stream->n_read - MIN(stream->n_read, stream->end - stream->next);
}

static char
delimiter_detect(const MarchCsvStream *stream)
{
    static const char CANDIDATES[] = ",;\t|";
    guint counts[4] = {0};
    gboolean quoted = FALSE;
    guint best = 0;
    gsize at = 0;

    while (at < stream->end && strchr("\r\n", stream->text[at]) != NULL) {
        at++;
    }
    for (; at < stream->end && (quoted || stream->text[at] != '\n'); at++) {
        const char *found = strchr(CANDIDATES, stream->text[at]);

        if (stream->text[at] == '"') {
            quoted = !quoted;
        } else if (!quoted && found != NULL && *found != '\0') {
            counts[found - CANDIDATES]++;
        }
    }
    for (guint i = 1; i < G_N_ELEMENTS(counts); i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    return CANDIDATES[best];
}

static gboolean
header_read(MarchCsvStream *stream, GError **error)
{
    MarchCsvResult result;
    MarchLocation where = march_location_new(stream->name, 1, 1);

    /* A blank line first is no header: what delimits is seen in the row that is. */
    while (stream->next < stream->end &&
           strchr("\r\n", stream->text[stream->next]) != NULL) {
        stream->next_line += stream->text[stream->next] == '\n';
        stream->next++;
    }
    result = march_csv_stream_next(stream, error);
    if (result == MARCH_CSV_FAILED) {
        return FALSE;
    }
    if (result == MARCH_CSV_END) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "the table is empty; expected a header row");
        return FALSE;
    }
    if (result == MARCH_CSV_BROKEN) {
        march_error_set(error, MARCH_ERROR_DATA, stream->fault_where,
                        "the header row is broken: %s", stream->fault);
        return FALSE;
    }
    for (guint i = 0; i < stream->cells->len; i++) {
        g_ptr_array_add(stream->headers, g_strdup(march_csv_stream_get(stream, i)));
    }
    return TRUE;
}

MarchCsvStream *
march_csv_stream_open(const char *path,
                      const MarchCsvStreamOptions *options,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    g_autoptr(MarchCsvStream) stream = g_new0(MarchCsvStream, 1);

    stream->file = -1;
    stream->converter = (GIConv)-1;
    stream->name = g_strdup(strcmp(path, "-") == 0 ? "(standard input)" : path);
    stream->cells = g_array_new(FALSE, FALSE, sizeof(MarchCsvCell));
    stream->headers = g_ptr_array_new_with_free_func(g_free);
    stream->unquoted = g_ptr_array_new_with_free_func(g_free);
    stream->line = 1;
    stream->next_line = 1;
    stream->delimiter = options->delimiter;
    stream->diagnostics = diagnostics;
    if (!march_csv_input_open(stream, path, error) ||
        (options->encoding != NULL &&
         !march_csv_input_set_encoding(stream, options->encoding, error)) ||
        !march_csv_input_read(stream, error)) {
        return NULL;
    }
    if (stream->delimiter == '\0') {
        stream->delimiter = delimiter_detect(stream);
    }
    for (const char *const *name = options->columns; name != NULL && *name != NULL;
         name++) {
        g_ptr_array_add(stream->headers, g_strdup(*name));
    }
    if (options->columns == NULL && !header_read(stream, error)) {
        return NULL;
    }
    return g_steal_pointer(&stream);
}
