/* SPDX-License-Identifier: MIT */
/**
 * The texts of a label: ways to break it into lines, measured once.
 */
#ifndef MARCH_LAYOUT_LABEL_TEXT_H
#define MARCH_LAYOUT_LABEL_TEXT_H

#include "label-set.h"

/**
 * Fills @item->texts with one way, or two when the text is long enough to be broken
 * or not, and the room for a key number when @with_number.
 */
void march_label_text_measure(MarchTextEngine *engine,
                              MarchLabelItem *item,
                              gboolean with_number);
/** Frees the strings of @text. */
void march_label_text_clear(MarchLabelText *text);
/** The advance of the first line at @letter_spacing mm, without space at its end. */
double march_label_text_spaced_width(const MarchLabelItem *item, double letter_spacing);

#endif
