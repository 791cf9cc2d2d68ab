/* SPDX-License-Identifier: MIT */
/**
 * How the recipe's pairs are named in files, so that they are found again.
 */
#ifndef MARCH_RENDER_RECIPE_H
#define MARCH_RENDER_RECIPE_H

#include <glib.h>

/** Stands before each key: a PNG keyword, a PDF keyword. */
#define MARCH_RECIPE_PREFIX "marchland:"

/** The XML namespace of <march:recipe>. */
#define MARCH_RECIPE_NAMESPACE "urn:marchland:recipe"

/** Whether @key has 1 to 60 of a-z, 0-9, "-" and ".". */
gboolean march_recipe_key_is_valid(const char *key);

#endif
