/* SPDX-License-Identifier: MIT */
/**
 * The source line of an error with a caret under the column, for people at a
 * terminal:
 *
 *      3 | tilte: Clashes on the border
 *        | ^
 */
#ifndef MARCH_BASE_CARET_H
#define MARCH_BASE_CARET_H

#include "error.h"

/**
 * The lines to print after the error line, each ended by a newline. Tabs, wide and
 * combining characters keep the caret in place; long lines are cut about it; bytes
 * that are no text are shown as U+FFFD.
 *
 * Returns: (transfer full) (nullable) NULL when @text has no such line.
 */
char *march_caret_format(const char *text, gsize length, MarchLocation where);

/** As march_caret_format() for the file of @where; NULL when it cannot be read. */
char *march_caret_format_file(MarchLocation where);

#endif
