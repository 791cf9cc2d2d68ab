/* SPDX-License-Identifier: MIT */
/**
 * Check sums of the files that figures are made from, kept in a session while a file's
 * size and time say that it has not changed.
 */
#ifndef MARCH_FIGURE_FILE_SUMS_H
#define MARCH_FIGURE_FILE_SUMS_H

#include <glib.h>

typedef struct MarchFileSums MarchFileSums;

MarchFileSums *march_file_sums_new(void);
void march_file_sums_free(MarchFileSums *sums);
/** SHA-256 of the file at @path in hexadecimal, or "unreadable". */
const char *march_file_sums_get(MarchFileSums *sums, const char *path);

#endif
