/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: where words end in scripts that are written without spaces.
 */
#ifndef MARCH_TEXT_WORDS_H
#define MARCH_TEXT_WORDS_H

#include <glib.h>

/** Whether letters of this kind stand in words that no space divides: Thai, Khmer, Han. */
gboolean march_text_is_spaceless(gunichar letter);
/**
 * Whether a word may end before each character of the valid UTF-8 @text, by the
 * dictionaries of ICU; a byte for each of @length characters and one more.
 *
 * Returns: (transfer full), or NULL where there is no dictionary.
 */
guint8 *march_text_find_words(const char *text, glong length);

#endif
