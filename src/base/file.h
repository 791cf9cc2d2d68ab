/* SPDX-License-Identifier: MIT */
/**
 * Input files read whole, with a limit. Writing is output/file.h's.
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

#endif
