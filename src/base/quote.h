/* SPDX-License-Identifier: MIT */
/**
 * Text in double quotes, as JSON has it and YAML reads it too.
 */
#ifndef MARCH_BASE_QUOTE_H
#define MARCH_BASE_QUOTE_H

#include <glib.h>

/** Appends @value, UTF-8, as a JSON string. */
void march_quote_append(GString *text, const char *value);

#endif
