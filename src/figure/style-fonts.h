/* SPDX-License-Identifier: MIT */
/**
 * Whether the fonts that a style names are there.
 *
 * Only bundled fonts count: a figure must look the same on every computer.
 */
#ifndef MARCH_FIGURE_STYLE_FONTS_H
#define MARCH_FIGURE_STYLE_FONTS_H

#include "style/style.h"

/** Adds a warning for each family that a layer of @style asks for and @font_dir lacks. */
void march_style_fonts_check(const MarchStyle *style,
                             const char *font_dir,
                             MarchDiagnostics *diagnostics);

#endif
