/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: outlines of letters to coverage, by FreeType's rasteriser.
 *
 * It computes exact areas and is several times faster on small shapes than cairo's.
 */
#ifndef MARCH_TEXT_RASTERISE_H
#define MARCH_TEXT_RASTERISE_H

#include <pango/pangocairo.h>

typedef struct MarchRasteriser MarchRasteriser;

/** NULL when FreeType cannot start. */
MarchRasteriser *march_rasteriser_new(void);
void march_rasteriser_free(MarchRasteriser *rasteriser);

/**
 * Fills @path (nonzero rule), moved by (@dx, @dy), into @surface, an empty A8 image.
 *
 * Returns: FALSE when the path is too long for it; nothing is then drawn.
 */
gboolean march_rasteriser_fill(MarchRasteriser *rasteriser,
                               const cairo_path_t *path,
                               double dx,
                               double dy,
                               cairo_surface_t *surface);

#endif
