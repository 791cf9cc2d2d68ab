/* SPDX-License-Identifier: MIT */
/**
 * A style alone on a Web Mercator map, without furniture: what `marchland style
 * render` draws, as a web map would show it.
 */
#ifndef MARCH_FIGURE_STYLE_MAP_H
#define MARCH_FIGURE_STYLE_MAP_H

#include "base/diagnostics.h"
#include "geo/types.h"
#include "marchland.h"

typedef struct {
    const char *style;                    /**< a name in the styles folder, or a path */
    const char *const *variables;         /**< (nullable) NULL-ended key, value... */
    const MarchLocation *variable_places; /**< (nullable) one for each of them */
    double width, height;                 /**< CSS px */
    MarchLonLat center;
    double zoom;
    double bearing;     /**< degrees; 90 puts east at the top */
    double pixel_ratio; /**< device pixels a CSS px */
    const char *output; /**< .png, .svg or .pdf */
} MarchStyleMap;

/** Renders @map and writes its output. What a style draws nothing of stays clear. */
gboolean march_style_map_render(MarchSession *session,
                                const MarchStyleMap *map,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
