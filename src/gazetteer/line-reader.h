/* SPDX-License-Identifier: MIT */
/**
 * Reads a text file line by line in bounded memory, plain or compressed by gzip.
 *
 * Knows nothing of what the lines mean. A byte order mark and the ends of lines (LF or
 * CR LF) are taken off.
 */
#ifndef MARCH_GAZETTEER_LINE_READER_H
#define MARCH_GAZETTEER_LINE_READER_H

#include "base/error.h"

typedef struct {
    char *text;        /**< NUL-terminated, may be changed; borrowed until the next */
    gsize length;      /**< bytes; a NUL inside counts like any other byte */
    gboolean is_whole; /**< FALSE when the line is longer than the limit */
} MarchLine;

typedef struct MarchLineReader MarchLineReader;

/**
 * @limit is the longest line in bytes. MARCH_ERROR_DATA for a file that is no text
 * at all: a zip archive, UTF-16, other compression.
 */
MarchLineReader *march_line_reader_open(const char *path,
                                        gsize limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_line_reader_free(MarchLineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLineReader, march_line_reader_free)

/** FALSE at the end, or with @error when reading failed. */
gboolean
march_line_reader_next(MarchLineReader *reader, MarchLine *line, GError **error);
/** Of the last line, from 1. */
int march_line_reader_get_number(const MarchLineReader *reader);
/** Bytes of the file read so far, as they lie on disk. */
guint64 march_line_reader_get_position(const MarchLineReader *reader);

#endif
