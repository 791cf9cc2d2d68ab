/* SPDX-License-Identifier: MIT */
/**
 * One expression and its inputs as a JSON line: what `marchland style eval` reads
 * and writes.
 */
#ifndef MARCH_STYLE_EVAL_LINE_H
#define MARCH_STYLE_EVAL_LINE_H

#include <glib.h>

/**
 * Compiles and evaluates {"id", "expression", "propertySpec", "globalState",
 * "inputs": [[globals, feature], ...]} and appends {"id", "compiled", "outputs"}
 * to @answer, without a line end.
 *
 * Returns: FALSE with MARCH_ERROR_CONFIG when @line is not such an object.
 */
gboolean march_style_eval_line(const char *line,
                               gsize length,
                               GString *answer,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
