/* SPDX-License-Identifier: MIT */
/**
 * Font names of styles ("Noto Sans Bold Italic") as family, weight and slant.
 */
#ifndef MARCH_LAYOUT_MAP_FONT_H
#define MARCH_LAYOUT_MAP_FONT_H

#include "scene/scene.h"

/**
 * Splits style words off the end of @name into @font's weight and italic.
 *
 * Returns: (transfer full) the family; @font->family is left alone.
 */
char *march_map_font_parse(const char *name, MarchFont *font);

#endif
