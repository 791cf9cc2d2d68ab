/* SPDX-License-Identifier: MIT */
/** Which encoding the bytes of a table are in, judged by the bytes alone. */
#ifndef MARCH_BASE_CSV_ENCODING_H
#define MARCH_BASE_CSV_ENCODING_H

#include <glib.h>

/** The encoding of the first @length bytes of a file, and how many of them are a byte
 * order mark; NULL when they look like no UTF-16 and have no mark. */
const char *march_csv_encoding_from_start(const char *bytes, gsize length, gsize *mark);
/** Whether @bytes are UTF-8, perhaps cut short in the last character. */
gboolean march_csv_encoding_is_utf8(const char *bytes, gsize length);
/** "WINDOWS-1251" for bytes in which Cyrillic words stand, else "WINDOWS-1252". */
const char *march_csv_encoding_guess(const char *bytes, gsize length);

#endif
