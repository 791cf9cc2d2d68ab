/* SPDX-License-Identifier: MIT */
/**
 * Endings that a sentence puts on a name: adjectives (-skiy, -ского) and cases.
 *
 * All work on spellings (spelling.h), Latin letters and sounds alike.
 */
#ifndef MARCH_GAZETTEER_NAME_ENDINGS_H
#define MARCH_GAZETTEER_NAME_ENDINGS_H

#include <glib.h>

/** Takes a Slavic adjective ending off; FALSE when there is none. */
gboolean march_name_strip_adjective(const char *spelling, char *stem);

/**
 * The name without the case ending number @index; @stem is empty when the name
 * does not end so.
 *
 * Returns: FALSE when there is no ending number @index.
 */
gboolean march_name_strip_case(const char *spelling, guint index, char *stem);

#endif
