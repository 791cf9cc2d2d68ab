/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: letters and their halos in pixels.
 *
 * Stroking the outlines of letters is the dearest step of a map. In pixels the same
 * halo is the letters' coverage grown by a disc, which costs a twentieth.
 */
#ifndef MARCH_TEXT_PIXELS_H
#define MARCH_TEXT_PIXELS_H

#include <pango/pangocairo.h>

#include "rasterise.h"
#include "scene/scene.h"

/**
 * Paints the current path of @cairo, an image's, as letters in @color with a halo of
 * @radius pixels in @halo_color around them (0: none), and ends the path.
 *
 * Returns: FALSE, with nothing painted and the path kept, when it is too large.
 */
gboolean march_text_paint_pixels(MarchRasteriser *rasteriser,
                                 cairo_t *cairo,
                                 double radius,
                                 MarchColor halo_color,
                                 MarchColor color);

/**
 * Draws the coverage of @letters, grown by a disc of @radius pixels, onto @halo, an A8
 * image of the same size. FALSE for want of memory.
 */
gboolean
march_text_grow_halo(cairo_surface_t *letters, cairo_surface_t *halo, double radius);

#endif
