/* SPDX-License-Identifier: MIT */
#include "geocode-rows.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazetteer/scratch.h"

/** Bytes of one row, at most. */
#define ROW_LIMIT    ((gsize)4 << 20)
#define COLUMN_LIMIT 4096U
#define CHUNK        ((gsize)64 << 10)

struct MarchRowReader {
    char *path;
    int descriptor;
    gboolean owns_descriptor;
    FILE *spool;      /**< (nullable) the temporary file read instead */
    gboolean is_kept; /**< can be read again */
    char *buffer;
    gsize start, end, capacity;
    gsize chunk;      /**< bytes to ask for next */
    guint64 position; /**< in the file, of the buffer's end */
    guint64 size;
    int line;
    gboolean is_at_end, has_header, has_crlf;
    char delimiter;
};

void
march_table_row_clear(MarchTableRow *row)
{
    g_strfreev(row->cells);
    g_free(row->fault);
    *row = (MarchTableRow){0};
}

void
march_row_reader_free(MarchRowReader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->owns_descriptor) {
        close(reader->descriptor);
    }
    if (reader->spool != NULL) {
        fclose(reader->spool);
    }
    g_free(reader->buffer);
    g_free(reader->path);
    g_free(reader);
}

static gboolean
fail(const MarchRowReader *reader, GError **error)
{
    const int saved = errno;
    march_error_set(error, march_error_code_from_errno(saved, FALSE),
                    march_location_new(reader->path, reader->line, 0),
                    "cannot read the queries: %s", g_strerror(saved));
    return FALSE;
}

/** Reads more behind what is there; FALSE with @error only. */
static gboolean
fill(MarchRowReader *reader, GError **error)
{
    if (reader->start > 0) {
        memmove(reader->buffer, reader->buffer + reader->start,
                reader->end - reader->start);
        reader->end -= reader->start;
        reader->start = 0;
    }
    if (reader->capacity < reader->end + reader->chunk) {
        reader->capacity = reader->end + reader->chunk;
        reader->buffer = g_realloc(reader->buffer, reader->capacity);
    }
    ssize_t got;
    do {
        got = reader->is_kept ? pread(reader->descriptor, reader->buffer + reader->end,
                                      reader->chunk, (off_t)reader->position)
                              : read(reader->descriptor, reader->buffer + reader->end,
                                     reader->chunk);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return fail(reader, error);
    }
    reader->is_at_end = got == 0;
    reader->end += (gsize)got;
    reader->position += (guint64)got;
    return TRUE;
}

/** Opens a temporary file; it goes when it is closed. */
static FILE *
open_spool(GError **error)
{
    g_autofree char *beside = g_build_filename(g_get_tmp_dir(), "rows", NULL);
    return march_scratch_open_file(beside, error);
}

/** Reads @spool from its beginning instead of what was read until now. */
static gboolean
read_from_spool(MarchRowReader *reader, FILE *spool, GError **error)
{
    struct stat status;
    if (fflush(spool) != 0 || ferror(spool) || fstat(fileno(spool), &status) != 0) {
        const int saved = errno;
        march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                        "cannot write a temporary file of the queries: %s",
                        g_strerror(saved));
        fclose(spool);
        return FALSE;
    }
    if (reader->owns_descriptor) {
        close(reader->descriptor);
    }
    reader->owns_descriptor = FALSE;
    reader->spool = spool;
    reader->descriptor = fileno(spool);
    reader->is_kept = TRUE;
    reader->size = (guint64)status.st_size;
    reader->start = reader->end = 0;
    reader->position = 0;
    reader->is_at_end = FALSE;
    return TRUE;
}

gboolean
march_row_reader_keep(MarchRowReader *reader, GError **error)
{
    if (reader->is_kept) {
        return TRUE;
    }
    FILE *spool = open_spool(error);
    if (spool == NULL) {
        return FALSE;
    }
    for (;;) {
        const gsize held = reader->end - reader->start;
        if (fwrite(reader->buffer + reader->start, 1, held, spool) != held ||
            reader->is_at_end) {
            return read_from_spool(reader, spool, error);
        }
        reader->start = reader->end;
        if (!fill(reader, error)) {
            fclose(spool);
            return FALSE;
        }
    }
}

/** Writes UTF-16 code units as UTF-8; a half of a pair as a byte that is none. */
static gboolean
write_units(const guint8 *bytes,
            gsize count,
            gboolean is_little,
            gunichar *pending,
            FILE *spool)
{
    for (gsize i = 0; i + 1 < count; i += 2) {
        const guint low = bytes[is_little ? i : i + 1];
        const guint unit = low | (guint)bytes[is_little ? i + 1 : i] << 8;
        const gboolean is_second = unit >= 0xDC00 && unit < 0xE000;
        gunichar letter = unit;
        if (*pending != 0 && !is_second && fputc(0xFF, spool) == EOF) {
            return FALSE;
        }
        if (*pending != 0 && is_second) {
            letter = 0x10000 + ((*pending - 0xD800) << 10) + (unit - 0xDC00);
        }
        *pending = 0;
        if (unit >= 0xD800 && unit < 0xDC00) {
            *pending = unit;
            continue;
        }
        char text[6] = {(char)0xFF};
        const int size =
            letter >= 0xD800 && letter < 0xE000 ? 1 : g_unichar_to_utf8(letter, text);
        if (fwrite(text, 1, (gsize)size, spool) != (gsize)size) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
convert_utf16(MarchRowReader *reader, gboolean is_little, GError **error)
{
    FILE *spool = open_spool(error);
    if (spool == NULL) {
        return FALSE;
    }
    gunichar pending = 0;
    reader->start = 2;
    for (;;) {
        const gsize held = (reader->end - reader->start) & ~(gsize)1;
        if (!write_units((const guint8 *)reader->buffer + reader->start, held,
                         is_little, &pending, spool) ||
            reader->is_at_end) {
            return read_from_spool(reader, spool, error);
        }
        reader->start += held;
        if (!fill(reader, error)) {
            fclose(spool);
            return FALSE;
        }
    }
}

static gboolean
open_descriptor(MarchRowReader *reader, GError **error)
{
    struct stat status;
    reader->descriptor = STDIN_FILENO;
    if (strcmp(reader->path, "-") != 0) {
        reader->descriptor = open(reader->path, O_RDONLY | O_CLOEXEC);
        reader->owns_descriptor = reader->descriptor >= 0;
    }
    if (reader->descriptor < 0 || fstat(reader->descriptor, &status) != 0) {
        const int saved = errno;
        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(reader->path, 0, 0),
                        "cannot open the queries: %s", g_strerror(saved));
        return FALSE;
    }
    /* Standard input may be a file that stands somewhere in its middle. */
    const off_t position =
        S_ISREG(status.st_mode) ? lseek(reader->descriptor, 0, SEEK_CUR) : -1;
    if (position >= 0) {
        reader->is_kept = TRUE;
        reader->position = (guint64)position;
        reader->size = (guint64)status.st_size;
    }
    return TRUE;
}

MarchRowReader *
march_row_reader_open(const char *path, GError **error)
{
    g_autoptr(MarchRowReader) reader = g_new0(MarchRowReader, 1);
    reader->path = g_strdup(path);
    reader->line = 1;
    reader->chunk = CHUNK;
    reader->delimiter = '\t';
    if (!open_descriptor(reader, error)) {
        return NULL;
    }
    while (reader->end < 3 && !reader->is_at_end) {
        if (!fill(reader, error)) {
            return NULL;
        }
    }
    const guint8 *bytes = (const guint8 *)reader->buffer;
    if (reader->end >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) ||
                             (bytes[0] == 0xFE && bytes[1] == 0xFF))) {
        if (!convert_utf16(reader, bytes[0] == 0xFF, error)) {
            return NULL;
        }
    } else if (reader->end >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        reader->start = 3;
    }
    return g_steal_pointer(&reader);
}

MarchRowReader *
march_row_reader_fork(const MarchRowReader *reader, guint64 offset, int line)
{
    g_assert(reader->is_kept);
    MarchRowReader *other = g_new0(MarchRowReader, 1);
    other->path = g_strdup(reader->path);
    other->descriptor = reader->descriptor;
    other->is_kept = TRUE;
    other->has_header = TRUE;
    other->chunk = CHUNK;
    other->capacity = CHUNK;
    other->buffer = g_malloc(CHUNK);
    other->position = offset;
    other->size = reader->size;
    other->line = line;
    other->delimiter = reader->delimiter;
    return other;
}

typedef enum { ROW_WHOLE, ROW_GOES_ON, ROW_UNCLOSED } RowState;

/** Finds the end of the first row of @text, without its line break. */
static RowState
find_end(const char *text, gsize length, char delimiter, gboolean is_last, gsize *end)
{
    gboolean begins = delimiter != '\t';
    gboolean is_quoted = FALSE;
    if (delimiter == '\t') {
        const char *found = length > 0 ? memchr(text, '\n', length) : NULL;
        *end = found != NULL ? (gsize)(found - text) : length;
        return found != NULL || is_last ? ROW_WHOLE : ROW_GOES_ON;
    }
    for (gsize i = 0; i < length; i++) {
        const char byte = text[i];
        if (is_quoted) {
            const gboolean is_doubled = i + 1 < length && text[i + 1] == '"';
            if (byte == '"' && i + 1 == length && !is_last) {
                return ROW_GOES_ON;
            }
            i += byte == '"' && is_doubled;
            is_quoted = byte != '"' || is_doubled;
        } else if (byte == '"' && begins) {
            is_quoted = TRUE;
            begins = FALSE;
        } else if (byte == '\n') {
            *end = i;
            return ROW_WHOLE;
        } else {
            begins = byte == delimiter;
        }
    }
    *end = length;
    return !is_last ? ROW_GOES_ON : is_quoted ? ROW_UNCLOSED : ROW_WHOLE;
}

/** The delimiter that the line @text has most of outside quotes. */
static char
detect_delimiter(const char *text, gsize length, gboolean is_csv)
{
    static const char marks[] = "\t,;|";
    guint counts[4] = {0};
    gboolean is_quoted = FALSE;
    guint best = 0;
    for (gsize i = 0; i < length && (is_quoted || text[i] != '\n'); i++) {
        const char *found = text[i] != '\0' ? strchr(marks, text[i]) : NULL;
        is_quoted ^= text[i] == '"';
        if (found != NULL && !is_quoted) {
            counts[found - marks]++;
        }
    }
    for (guint i = 1; i < G_N_ELEMENTS(counts); i++) {
        best = counts[i] > counts[best] ? i : best;
    }
    return counts[0] > 0 ? '\t' : counts[best] == 0 && is_csv ? ',' : marks[best];
}

static void
set_fault(MarchTableRow *row, const char *raw, const char *at, char *fault)
{
    if (row->fault != NULL) {
        g_free(fault);
        return;
    }
    row->fault = fault;
    row->fault_line = row->line;
    row->fault_column = 1;
    for (const char *p = raw; p < at; p++) {
        if (*p == '\n') {
            row->fault_line++;
            row->fault_column = 1;
        } else if ((*p & 0xC0) != 0x80) {
            row->fault_column++;
        }
    }
}

/** Reads one quoted cell from @at; returns where it ends. */
static const char *
unquote(const char *at, const char *end, GString *cell)
{
    for (at++; at < end; at++) {
        if (*at == '"' && at + 1 < end && at[1] == '"') {
            at++;
        } else if (*at == '"') {
            at++;
            break;
        }
        g_string_append_c(cell, *at);
    }
    return at;
}

static void
split(MarchTableRow *row, const char *raw, const char *end, char delimiter)
{
    GPtrArray *cells = g_ptr_array_new();
    g_autoptr(GString) cell = g_string_new(NULL);
    const char *at = raw;
    for (gboolean more = TRUE; more && cells->len < COLUMN_LIMIT;) {
        g_string_truncate(cell, 0);
        if (delimiter != '\t' && at < end && *at == '"') {
            at = unquote(at, end, cell);
            if (at < end && *at != delimiter && *at != ' ') {
                set_fault(row, raw, at,
                          g_strdup("text follows the closing quote of a cell"));
            }
        }
        const char *next = at < end ? memchr(at, delimiter, (gsize)(end - at)) : NULL;
        const char *stop = next != NULL ? next : end;
        g_string_append_len(cell, at, stop - at);
        g_ptr_array_add(cells, g_strndup(cell->str, cell->len));
        more = next != NULL;
        at = stop + 1;
    }
    row->count = cells->len;
    g_ptr_array_add(cells, NULL);
    row->cells = (char **)g_ptr_array_free(cells, FALSE);
}

static void
parse(const MarchRowReader *reader, const char *raw, gsize length, MarchTableRow *row)
{
    const char *wrong;
    g_autofree char *valid = NULL;
    if (!g_utf8_validate_len(raw, length, &wrong)) {
        const guint byte = (guint8)*wrong;
        set_fault(row, raw, wrong,
                  byte == 0 ? g_strdup("the row holds a NUL byte")
                            : g_strdup_printf("byte 0x%02x is not UTF-8 text", byte));
        valid = g_utf8_make_valid(raw, (gssize)length);
        raw = valid;
        length = strlen(valid);
    }
    split(row, raw, raw + length, reader->delimiter);
}

static int
count_lines(const char *text, gsize length)
{
    int lines = 0;
    for (gsize i = 0; i < length; i++) {
        lines += text[i] == '\n';
    }
    return lines;
}

/** The length of the row that begins the buffer, read whole; FALSE with @error. */
static gboolean
read_whole(MarchRowReader *reader, gsize *length, gboolean *is_unclosed, GError **error)
{
    RowState state = ROW_GOES_ON;
    reader->chunk = CHUNK;
    for (;;) {
        const gsize held = reader->end - reader->start;
        const char *text = reader->buffer + reader->start;
        const gboolean is_last = reader->is_at_end || held > ROW_LIMIT;
        state = find_end(text, held, reader->delimiter, is_last, length);
        if (state != ROW_GOES_ON) {
            break;
        }
        if (!fill(reader, error)) {
            return FALSE;
        }
        reader->chunk *= 2;
    }
    *is_unclosed = state == ROW_UNCLOSED;
    if (*is_unclosed) {
        find_end(reader->buffer + reader->start, reader->end - reader->start, '\t',
                 TRUE, length);
    }
    if (*length > ROW_LIMIT) {
        march_error_set(error, MARCH_ERROR_LIMIT,
                        march_location_new(reader->path, reader->line, 1),
                        "the row is longer than 4 MiB");
        return FALSE;
    }
    return TRUE;
}

/** Finds out the dialect from the first line. */
static gboolean
read_dialect(MarchRowReader *reader, GError **error)
{
    gsize length;
    gboolean is_unclosed;
    reader->has_header = TRUE;
    reader->delimiter = '\t';
    if (!read_whole(reader, &length, &is_unclosed, error)) {
        return FALSE;
    }
    const char *text = reader->buffer + reader->start;
    reader->has_crlf = length > 0 && text[length - 1] == '\r';
    g_autofree char *lower = g_ascii_strdown(reader->path, -1);
    reader->delimiter = detect_delimiter(text, reader->end - reader->start,
                                         g_str_has_suffix(lower, ".csv"));
    const char *alone = length > 1 ? memchr(text, '\r', length - 1) : NULL;
    if (alone != NULL) {
        march_error_set(error, MARCH_ERROR_DATA,
                        march_location_new(reader->path, 1, (int)(alone - text) + 1),
                        "lines end with CR alone; save the table with LF or CR LF");
        return FALSE;
    }
    return TRUE;
}

gboolean
march_row_reader_next(MarchRowReader *reader, MarchTableRow *row, GError **error)
{
    *row = (MarchTableRow){0};
    if (!reader->has_header && !read_dialect(reader, error)) {
        return FALSE;
    }
    for (;;) {
        gsize length;
        gboolean is_unclosed;
        if (!read_whole(reader, &length, &is_unclosed, error)) {
            return FALSE;
        }
        const gsize held = reader->end - reader->start;
        if (held == 0) {
            return FALSE;
        }
        const char *raw = reader->buffer + reader->start;
        const gsize used = MIN(length + 1, held);
        const gsize bare = length > 0 && raw[length - 1] == '\r' ? length - 1 : length;
        row->offset = march_row_reader_get_offset(reader);
        row->line = reader->line;
        if (bare > 0) {
            if (is_unclosed) {
                set_fault(row, raw, raw,
                          g_strdup("a quoted cell is not closed in this row"));
            }
            parse(reader, raw, bare, row);
        }
        reader->line += count_lines(raw, used);
        reader->start += used;
        if (bare > 0) {
            return TRUE;
        }
    }
}

char
march_row_reader_get_delimiter(const MarchRowReader *reader)
{
    return reader->delimiter;
}

gboolean
march_row_reader_has_crlf(const MarchRowReader *reader)
{
    return reader->has_crlf;
}

guint64
march_row_reader_get_offset(const MarchRowReader *reader)
{
    return reader->position - (guint64)(reader->end - reader->start);
}

int
march_row_reader_get_line(const MarchRowReader *reader)
{
    return reader->line;
}

guint64
march_row_reader_get_size(const MarchRowReader *reader)
{
    return reader->size;
}
