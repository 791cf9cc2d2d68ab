/* SPDX-License-Identifier: MIT */
/**
 * Input files read whole, with a limit, and their sums. Writing is output/file.h's.
 */
#ifndef MARCH_BASE_FILE_H
#define MARCH_BASE_FILE_H

#include "error.h"

/**
 * Reads @path whole. The bytes are followed by a NUL that @length does not count.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_LIMIT when there are more than
 * @limit bytes, else the code that errno means; the error's location is @path.
 */
char *march_file_read(const char *path, gsize limit, gsize *length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/**
 * SHA-256 of the file at @path in hexadecimal, read in pieces: a table may be larger than
 * the memory.
 *
 * Returns: (transfer full) (nullable) NULL when it cannot be read.
 */
char *march_file_sum(const char *path);

#endif
