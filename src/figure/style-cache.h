/* SPDX-License-Identifier: MIT */
/**
 * The styles of a session, kept ready for the next figure.
 *
 * A style is taken for one figure and given back; it is read anew when one of its files
 * has changed or its variables are others. What was said of a style while it was read
 * must be said of each figure, so such a style is not kept.
 */
#ifndef MARCH_FIGURE_STYLE_CACHE_H
#define MARCH_FIGURE_STYLE_CACHE_H

#include "style/style.h"

typedef struct MarchStyleCache MarchStyleCache;

MarchStyleCache *march_style_cache_new(void);
void march_style_cache_free(MarchStyleCache *cache);
/** As march_style_load(): the caller frees the style or gives it back. */
MarchStyle *march_style_cache_take(MarchStyleCache *cache,
                                   const char *path,
                                   const MarchStyleOptions *options,
                                   MarchDiagnostics *diagnostics,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** @style is (transfer full) (nullable). */
void march_style_cache_give_back(MarchStyleCache *cache, MarchStyle *style);

#endif
