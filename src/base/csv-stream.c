/* SPDX-License-Identifier: MIT */
#include "csv-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csv-encoding.h"
#include "csv.h"

#define CHUNK        (256U << 10)
#define ROW_LIMIT    (8U << 20)
#define COLUMN_LIMIT 4096U

/* Where a cell stands in the text, quotes included. */
typedef struct {
    guint begin;
    guint end;
    gboolean is_quoted;
} Cell;

struct MarchCsvStream {
    int file;
    char *name;
    guint64 n_read;
    guint64 n_total;
    char *text; /* one byte more than its size says */
    gsize size;
    gsize begin; /* of the row at hand */
    gsize next;  /* of the row after it */
    gsize end;   /* of what was read */
    int line;    /* of the row at hand */
    int next_line;
    gboolean is_at_end;
    const char *encoding; /* NULL: plain ASCII so far; interned */
    GIConv converter;     /* (GIConv)-1: none */
    char rest[8];         /* bytes of a character that is not complete yet */
    gsize n_rest;
    char delimiter;
    gboolean has_high; /* the row at hand has bytes beyond ASCII */
    GArray *cells;     /* of Cell */
    GPtrArray *headers;
    GPtrArray *unquoted; /* of char *: cells of the row at hand, by column, or NULL */
    char *fault;
    MarchLocation fault_where;
    MarchDiagnostics *diagnostics;
};

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

static gboolean
encoding_set(MarchCsvStream *stream, const char *encoding, GError **error)
{
    stream->encoding = g_intern_string(encoding);
    if (g_ascii_strcasecmp(encoding, "UTF-8") == 0) {
        return TRUE;
    }
    stream->converter = g_iconv_open("UTF-8", encoding);
    if (stream->converter == (GIConv)-1) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_location_new(stream->name, 0, 0),
                        "the encoding \"%s\" is not known; expected one such as UTF-8, "
                        "UTF-16, windows-1251",
                        encoding);
        return FALSE;
    }
    return TRUE;
}

/* Makes room for @more bytes at the end, moving what is unread to the front. */
static void
room_make(MarchCsvStream *stream, gsize more)
{
    if (stream->begin > 0) {
        memmove(stream->text, stream->text + stream->begin,
                stream->end - stream->begin);
        stream->end -= stream->begin;
        stream->begin = 0;
    }
    if (stream->end + more > stream->size) {
        stream->size = MAX(stream->size * 2, stream->end + more);
        stream->text = g_realloc(stream->text, stream->size + 1);
    }
}

/* Appends @raw as UTF-8; what is no text in its encoding becomes U+FFFD. */
static void
bytes_convert(MarchCsvStream *stream, const char *raw, gsize length)
{
    g_autofree char *joined = g_malloc(stream->n_rest + length + 1);
    char *in = joined;
    gsize left = stream->n_rest + length;

    memcpy(joined, stream->rest, stream->n_rest);
    memcpy(joined + stream->n_rest, raw, length);
    stream->n_rest = 0;
    while (left > 0) {
        char *out;
        gsize space;
        gsize status;

        room_make(stream, left * 3 + 16);
        out = stream->text + stream->end;
        space = stream->size - stream->end;
        errno = 0;
        status = g_iconv(stream->converter, &in, &left, &out, &space);
        stream->end = (gsize)(out - stream->text);
        if (status != (gsize)-1 || errno == E2BIG) {
            continue;
        }
        if (errno == EINVAL && left < sizeof stream->rest) {
            memcpy(stream->rest, in, left);
            stream->n_rest = left;
            return;
        }
        memcpy(stream->text + stream->end, "\xef\xbf\xbd", 3);
        stream->end += 3;
        in++;
        left--;
    }
}

/* Settles the encoding at the first bytes that are not plain ASCII. */
static gboolean
encoding_detect(MarchCsvStream *stream, const char *raw, gsize length, GError **error)
{
    gsize at = 0;
    const char *guess;

    while (at < length && (guchar)raw[at] < 0x80) {
        at++;
    }
    if (at == length) {
        return TRUE;
    }
    if (march_csv_encoding_is_utf8(raw + at, length - at)) {
        return encoding_set(stream, "UTF-8", error);
    }
    guess = march_csv_encoding_guess(raw + at, length - at);
    march_diagnostics_add(stream->diagnostics, MARCH_SEVERITY_WARNING,
                          "encoding-guessed", march_location_new(stream->name, 0, 0),
                          NULL,
                          "byte 0x%02x is not UTF-8 text; the table is read as %s; say "
                          "\"encoding:\" if it is another",
                          (guint)(guchar)raw[at], guess);
    return encoding_set(stream, guess, error);
}

static gsize
start_detect(MarchCsvStream *stream, const char *raw, gsize length, GError **error)
{
    gsize mark = 0;
    const char *encoding = march_csv_encoding_from_start(raw, length, &mark);

    if (encoding != NULL && stream->encoding == NULL) {
        (void)encoding_set(stream, encoding, error);
    }
    return mark;
}

/* Reads more; at the end of the file it sets is_at_end. */
static gboolean
more_read(MarchCsvStream *stream, GError **error)
{
    g_autofree char *raw = g_malloc(CHUNK);
    gsize length = 0;
    gsize skip = 0;
    gssize got = 1;

    while (length < CHUNK && got > 0) {
        got = read(stream->file, raw + length, CHUNK - length);
        length += got > 0 ? (gsize)got : 0;
        if (got < 0 && errno == EINTR) {
            got = 1;
        }
    }
    if (got < 0) {
        march_error_set(error, MARCH_ERROR_IO, march_location_new(stream->name, 0, 0),
                        "cannot read the table: %s", g_strerror(errno));
        return FALSE;
    }
    if (stream->n_read == 0) {
        skip = start_detect(stream, raw, length, error);
    }
    stream->n_read += length;
    stream->is_at_end = got == 0;
    if (stream->converter == (GIConv)-1 && memchr(raw, '\0', length) != NULL) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(stream->name, 0, 0),
                        "the table holds NUL bytes; expected a text file");
        return FALSE;
    }
    if (stream->encoding == NULL &&
        !encoding_detect(stream, raw + skip, length - skip, error)) {
        return FALSE;
    }
    if (stream->converter != (GIConv)-1) {
        bytes_convert(stream, raw + skip, length - skip);
        return TRUE;
    }
    room_make(stream, length - skip);
    memcpy(stream->text + stream->end, raw + skip, length - skip);
    stream->end += length - skip;
    return TRUE;
}

/* What the scan of a row found. */
typedef enum {
    SCAN_ROW,
    SCAN_SHORT, /* the text ends within the row */
    SCAN_UNCLOSED,
    SCAN_STRAY, /* text after a closing quote */
    SCAN_WIDE,
} Scan;

/* The end of a quoted cell that begins at @at; the text's end when it is not closed. */
static gsize
quoted_end(const MarchCsvStream *stream, gsize at, int *lines)
{
    const char *text = stream->text;

    for (at++; at < stream->end; at++) {
        if (text[at] == '\n') {
            (*lines)++;
        } else if (text[at] == '"') {
            if (at + 1 >= stream->end || text[at + 1] != '"') {
                return at + 1;
            }
            at++;
        }
    }
    return stream->end + 1;
}

static Scan
row_scan(MarchCsvStream *stream)
{
    const char *text = stream->text;
    gsize at = stream->begin;
    char delimiter = stream->delimiter;
    Scan found = SCAN_ROW;
    int lines = 1;
    guchar high = 0;
    Cell cell;

    g_array_set_size(stream->cells, 0);
    do {
        cell = (Cell){.begin = (guint)(at - stream->begin)};
        if (at < stream->end && text[at] == '"') {
            gsize close = quoted_end(stream, at, &lines);

            if (close > stream->end) {
                return stream->is_at_end ? SCAN_UNCLOSED : SCAN_SHORT;
            }
            for (; at < close; at++) {
                high |= (guchar)text[at];
            }
            cell.is_quoted = TRUE;
        }
        cell.end = (guint)(at - stream->begin);
        while (at < stream->end && text[at] != delimiter && text[at] != '\n') {
            high |= (guchar)text[at];
            if (cell.is_quoted && text[at] != ' ' && text[at] != '\r') {
                found = SCAN_STRAY;
            }
            at++;
        }
        if (!cell.is_quoted) {
            cell.end = (guint)(at - stream->begin);
        }
        if (stream->cells->len >= COLUMN_LIMIT) {
            found = SCAN_WIDE;
        } else {
            g_array_append_val(stream->cells, cell);
        }
    } while (at < stream->end && text[at] == delimiter && ++at <= stream->end);
    if (at >= stream->end && !stream->is_at_end) {
        return SCAN_SHORT;
    }
    stream->has_high = (high & 0x80) != 0;
    stream->next = MIN(at + 1, stream->end);
    stream->next_line = stream->line + lines;
    return found;
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
row_judge(MarchCsvStream *stream, Scan scan)
{
    MarchLocation where = march_location_new(stream->name, stream->line, 1);
    const char *bad = NULL;

    if (scan == SCAN_UNCLOSED) {
        line_skip(stream);
        return fault_set(stream, where,
                         g_strdup("a quoted cell is not closed; expected a second \""));
    }
    if (scan == SCAN_STRAY) {
        return fault_set(stream, where,
                         g_strdup("text follows the closing quote of a cell"));
    }
    if (scan == SCAN_WIDE) {
        return fault_set(stream, where,
                         g_strdup_printf("it has more than %u cells", COLUMN_LIMIT));
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
        Scan scan = SCAN_SHORT;

        stream->begin = stream->next;
        stream->line = stream->next_line;
        g_ptr_array_set_size(stream->unquoted, 0);
        if (stream->begin < stream->end) {
            scan = row_scan(stream);
        }
        while (scan == SCAN_SHORT && !stream->is_at_end) {
            if (stream->end - stream->begin > ROW_LIMIT) {
                scan = SCAN_UNCLOSED;
            } else if (!more_read(stream, error)) {
                return MARCH_CSV_FAILED;
            } else if (stream->begin < stream->end) {
                scan = row_scan(stream);
            }
        }
        if (stream->begin >= stream->end) {
            return MARCH_CSV_END;
        }
        if (scan != SCAN_ROW || !is_blank(stream)) {
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
    const Cell *cell;
    char *begin;
    char *end;

    if (column >= stream->cells->len) {
        return "";
    }
    cell = &g_array_index(stream->cells, Cell, column);
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
        cell += g_array_index(stream->cells, Cell, column).begin;
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

static gboolean
file_open(MarchCsvStream *stream, const char *path, GError **error)
{
    struct stat status;

    if (strcmp(path, "-") == 0) {
        stream->file = STDIN_FILENO;
        return TRUE;
    }
    stream->file = open(path, O_RDONLY | O_CLOEXEC);
    if (stream->file < 0 || fstat(stream->file, &status) != 0) {
        int saved = errno;

        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(stream->name, 0, 0),
                        "cannot read the table: %s", g_strerror(saved));
        return FALSE;
    }
    if (S_ISDIR(status.st_mode)) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(stream->name, 0, 0),
                        "cannot read the table: it is a folder");
        return FALSE;
    }
    stream->n_total = S_ISREG(status.st_mode) ? (guint64)status.st_size : 0;
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
    stream->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    stream->headers = g_ptr_array_new_with_free_func(g_free);
    stream->unquoted = g_ptr_array_new_with_free_func(g_free);
    stream->line = 1;
    stream->next_line = 1;
    stream->delimiter = options->delimiter;
    stream->diagnostics = diagnostics;
    if (!file_open(stream, path, error) ||
        (options->encoding != NULL &&
         !encoding_set(stream, options->encoding, error)) ||
        !more_read(stream, error)) {
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
