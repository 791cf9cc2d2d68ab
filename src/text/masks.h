/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: lines of text as coverage in pixels, kept for the next figure.
 *
 * The titles, legends and credits of a batch are the same line at the same place again
 * and again. A mask depends on the line, its size, angle and halo and the fraction of a
 * pixel at which it begins, in 64ths, and on nothing else: where it was first drawn
 * does not matter. The memory is bounded. Masks are the cache's; lines are borrowed.
 */
#ifndef MARCH_TEXT_MASKS_H
#define MARCH_TEXT_MASKS_H

#include "engine.h"

typedef struct MarchTextMasks MarchTextMasks;

MarchTextMasks *march_text_masks_new(void);
void march_text_masks_free(MarchTextMasks *masks);
/** Forgets all masks, as their lines go. */
void march_text_masks_clear(MarchTextMasks *masks);

/**
 * Paints @line in @color at the origin of @cairo, an image's, whose unit is a layout
 * unit, with a halo of @radius pixels in @halo_color around it (0: none).
 *
 * Returns: FALSE, with nothing painted, when it is too large to be kept.
 */
gboolean march_text_masks_paint(MarchTextMasks *masks,
                                MarchRasteriser *rasteriser,
                                cairo_t *cairo,
                                MarchTextLine *line,
                                double radius,
                                MarchColor halo_color,
                                MarchColor color);

#endif
