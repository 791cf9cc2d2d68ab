/* SPDX-License-Identifier: MIT */
#include "line-reader.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#define BLOCK_SIZE ((gsize)256 << 10)

struct MarchLineReader {
    char *path;
    gzFile file;
    gsize limit;
    char *buffer; /**< a block, behind what is left of the one before */
    gsize capacity, start, end;
    gboolean is_at_end;
    char nothing[1]; /**< the text of a line that is too long */
    int number;
};

static void
refuse(const char *path, const char *what, GError **error)
{
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1), "%s",
                    what);
}

/** Reads behind what is left of the buffer. */
static gboolean
fill(MarchLineReader *reader, GError **error)
{
    const gsize left = reader->end - reader->start;
    memmove(reader->buffer, reader->buffer + reader->start, left);
    reader->start = 0;
    reader->end = left;
    errno = 0;
    const int got = gzread(reader->file, reader->buffer + left, BLOCK_SIZE);
    int status = Z_OK;
    const char *message = gzerror(reader->file, &status);
    if (got < 0 || (got == 0 && status == Z_BUF_ERROR)) {
        const gboolean is_system = status == Z_ERRNO;
        march_error_set(error, is_system ? MARCH_ERROR_IO : MARCH_ERROR_DATA,
                        march_location_new(reader->path, reader->number, 0),
                        is_system ? "cannot read the file: %s"
                                  : "the compressed file is damaged or cut short: %s",
                        is_system ? g_strerror(errno) : message);
        return FALSE;
    }
    reader->is_at_end = got == 0;
    reader->end += (gsize)got;
    return TRUE;
}

/** What a file that begins with @bytes is, when it is not text. */
static const char *
recognize(const char *bytes, gsize size)
{
    static const struct {
        const char *magic;
        gsize size;
        const char *what;
    } kinds[] = {
        {"PK\003\004", 4,
         "this is a zip archive; unzip it first and give the .txt in it"},
        {"PK\005\006", 4, "this is an empty zip archive"},
        {"BZh", 3, "this is compressed by bzip2; unpack it first"},
        {"\xFD"
         "7zXZ",
         5, "this is compressed by xz; unpack it first"},
        {"7z\xBC\xAF", 4, "this is a 7z archive; unpack it first"},
        {"\xFF\xFE", 2, "this is UTF-16 text; save it as UTF-8"},
        {"\xFE\xFF", 2, "this is UTF-16 text; save it as UTF-8"},
        {"MARCHGAZ", 8, "this is a gazetteer index, not a table to build one from"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (size >= kinds[i].size &&
            memcmp(bytes, kinds[i].magic, kinds[i].size) == 0) {
            return kinds[i].what;
        }
    }
    return memchr(bytes, '\0', MIN(size, 512)) != NULL
               ? "this is not a text file; expected a table in UTF-8"
               : NULL;
}

MarchLineReader *
march_line_reader_open(const char *path, gsize limit, GError **error)
{
    errno = 0;
    gzFile file = gzopen(path, "rbe");
    if (file == NULL) {
        const int saved = errno == 0 ? ENOMEM : errno;
        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(path, 0, 0), "cannot open the file: %s",
                        g_strerror(saved));
        return NULL;
    }
    gzbuffer(file, BLOCK_SIZE);
    g_autoptr(MarchLineReader) reader = g_new0(MarchLineReader, 1);
    reader->path = g_strdup(path);
    reader->file = file;
    reader->limit = limit;
    reader->capacity = limit + BLOCK_SIZE + 2;
    reader->buffer = g_malloc(reader->capacity);
    if (!fill(reader, error)) {
        return NULL;
    }
    const char *what = recognize(reader->buffer, reader->end);
    if (what != NULL) {
        refuse(path, what, error);
        return NULL;
    }
    if (reader->end >= 3 && memcmp(reader->buffer, "\xEF\xBB\xBF", 3) == 0) {
        reader->start = 3;
    }
    return g_steal_pointer(&reader);
}

void
march_line_reader_free(MarchLineReader *reader)
{
    if (reader != NULL) {
        gzclose(reader->file);
        g_free(reader->buffer);
        g_free(reader->path);
        g_free(reader);
    }
}

int
march_line_reader_get_number(const MarchLineReader *reader)
{
    return reader->number;
}

guint64
march_line_reader_get_position(const MarchLineReader *reader)
{
    const off_t offset = gzoffset(reader->file);
    return offset > 0 ? (guint64)offset : 0;
}

/** Skips the rest of a line that is too long. */
static gboolean
skip_line(MarchLineReader *reader, GError **error)
{
    for (;;) {
        const char *end =
            memchr(reader->buffer + reader->start, '\n', reader->end - reader->start);
        if (end != NULL) {
            reader->start = (gsize)(end - reader->buffer) + 1;
            return TRUE;
        }
        reader->start = reader->end;
        if (reader->is_at_end) {
            return TRUE;
        }
        if (!fill(reader, error)) {
            return FALSE;
        }
    }
}

gboolean
march_line_reader_next(MarchLineReader *reader, MarchLine *line, GError **error)
{
    gsize searched = 0;
    for (;;) {
        char *text = reader->buffer + reader->start;
        const gsize left = reader->end - reader->start;
        char *end = memchr(text + searched, '\n', left - searched);
        const gsize length = end == NULL ? left : (gsize)(end - text);
        if (length > reader->limit) {
            reader->number++;
            reader->nothing[0] = '\0';
            *line = (MarchLine){.text = reader->nothing};
            return skip_line(reader, error);
        }
        if (end != NULL || (reader->is_at_end && left > 0)) {
            reader->start += MIN(length + 1, left);
            reader->number++;
            *line = (MarchLine){text, length, TRUE};
            while (line->length > 0 && text[line->length - 1] == '\r') {
                line->length--;
            }
            text[line->length] = '\0';
            return TRUE;
        }
        if (reader->is_at_end) {
            return FALSE;
        }
        searched = left;
        if (!fill(reader, error)) {
            return FALSE;
        }
    }
}
