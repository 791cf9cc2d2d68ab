/* SPDX-License-Identifier: MIT */
/**
 * A colour, and the CSS colour literals it is written as.
 */
#ifndef MARCH_BASE_COLOR_H
#define MARCH_BASE_COLOR_H

#include <glib.h>

/** Straight (not premultiplied) sRGB, each channel 0 to 1. */
typedef struct {
    double red, green, blue, alpha;
} MarchColor;

#define MARCH_COLOR_NONE  ((MarchColor){0, 0, 0, 0})
#define MARCH_COLOR_BLACK ((MarchColor){0, 0, 0, 1})
#define MARCH_COLOR_WHITE ((MarchColor){1, 1, 1, 1})

/**
 * Parses a CSS colour (names, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(),
 * hsl(), hsla()) as in CSS Color Module Level 4.
 *
 * Returns: FALSE when @text is none of these; @color is then untouched.
 */
gboolean march_color_parse(const char *text, MarchColor *color);

/** "#rrggbb", or "#rrggbbaa" when not opaque, (transfer full). */
char *march_color_to_string(MarchColor color);

#endif
