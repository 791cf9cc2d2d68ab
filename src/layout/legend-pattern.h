/* SPDX-License-Identifier: MIT */
/**
 * Legend samples of patterns: areas and lines that the map fills with icons.
 */
#ifndef MARCH_LAYOUT_LEGEND_PATTERN_H
#define MARCH_LAYOUT_LEGEND_PATTERN_H

#include "scene/scene.h"

/** The icon @name that the map registered with @scene; FALSE when it has none. */
gboolean march_legend_find_icon(const MarchScene *scene, const char *name, guint *icon);
/**
 * Fills @swatch with tiles of the icon @name about its middle, as far as there is one;
 * tiles that are higher are made as high as the swatch.
 */
void march_legend_fill_pattern(MarchScene *scene,
                               const char *name,
                               double opacity,
                               MarchRect swatch);
/** Tiles of the icon @name from @start to the right, @width mm high. */
void march_legend_line_pattern(MarchScene *scene,
                               const char *name,
                               double opacity,
                               double width,
                               MarchPoint start,
                               double length);

#endif
