/* SPDX-License-Identifier: MIT */
/**
 * Paragraphs of furniture text: breaking that never lets a line run out of its
 * column, also when a word (an address of a web page) is longer than the column.
 */
#ifndef MARCH_LAYOUT_FURNITURE_TEXT_H
#define MARCH_LAYOUT_FURNITURE_TEXT_H

#include "furniture.h"

/**
 * Breaks @text into lines of at most @width mm, the first of at most
 * @first_width (room for a lead-in before it). A first line without room for a
 * word is "". A word longer than a line is broken within, after a slash or dot if
 * it can be.
 *
 * Returns: (transfer full) of char*, at least one line.
 */
GPtrArray *march_furniture_break(const MarchFurnitureKit *kit,
                                 const MarchFont *font,
                                 const char *text,
                                 double first_width,
                                 double width);

/**
 * Keeps a number and its unit or month together ("5 km", "1 May") with no-break
 * spaces, and a short last word with the one before it.
 *
 * Returns: (transfer full)
 */
char *march_furniture_bind_units(const char *text);

#endif
