/* SPDX-License-Identifier: MIT */
/* The text of a table: its file, its encoding, and room for the rows at hand. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csv-encoding.h"
#include "csv-stream-private.h"

#define CHUNK (256U << 10)

gboolean
march_csv_input_open(MarchCsvStream *stream, const char *path, GError **error)
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

gboolean
march_csv_input_set_encoding(MarchCsvStream *stream,
                             const char *encoding,
                             GError **error)
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
        return march_csv_input_set_encoding(stream, "UTF-8", error);
    }
    guess = march_csv_encoding_guess(raw + at, length - at);
    march_diagnostics_add(stream->diagnostics, MARCH_SEVERITY_WARNING,
                          "encoding-guessed", march_location_new(stream->name, 0, 0),
                          NULL,
                          "byte 0x%02x is not UTF-8 text; the table is read as %s; say "
                          "\"encoding:\" if it is another",
                          (guint)(guchar)raw[at], guess);
    return march_csv_input_set_encoding(stream, guess, error);
}

static gsize
start_detect(MarchCsvStream *stream, const char *raw, gsize length, GError **error)
{
    gsize mark = 0;
    const char *encoding = march_csv_encoding_from_start(raw, length, &mark);

    if (encoding != NULL && stream->encoding == NULL) {
        (void)march_csv_input_set_encoding(stream, encoding, error);
    }
    return mark;
}

gboolean
march_csv_input_read(MarchCsvStream *stream, GError **error)
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
