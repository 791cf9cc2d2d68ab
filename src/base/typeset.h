/* SPDX-License-Identifier: MIT */
/**
 * Marks of typewriters and data files as a printer sets them: quotes, apostrophes.
 */
#ifndef MARCH_BASE_TYPESET_H
#define MARCH_BASE_TYPESET_H

#include <glib.h>

/**
 * @text (UTF-8) with apostrophes for ' after a letter, turned ones for ' and ` before
 * one, the quotes of @language (BCP 47, nullable: English) for " when they come in
 * pairs, and a dash for a hyphen between spaces. After a digit ' and " are minutes and
 * seconds, or feet and inches, and stay.
 *
 * Returns: (transfer full), or NULL when nothing changes.
 */
char *march_typeset_marks(const char *text, const char *language);

#endif
