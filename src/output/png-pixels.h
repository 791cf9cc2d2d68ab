/* SPDX-License-Identifier: MIT */
/**
 * Private to output/: the pixels of a map, compressed for a PNG.
 *
 * Maps are flat: nearly every pixel is that on its left or that above. Looking for
 * nothing else takes a quarter of a general compressor's time for about the same size.
 */
#ifndef MARCH_OUTPUT_PNG_PIXELS_H
#define MARCH_OUTPUT_PNG_PIXELS_H

#include "render/backend.h"

/**
 * The zlib stream of @raster's rows as RGB without filters.
 *
 * Returns: (transfer full) (nullable) NULL when @raster is not opaque, or its rows are
 *   longer than Deflate looks back, or it is huge; compress it otherwise then.
 */
GByteArray *march_png_compress_opaque(const MarchRaster *raster);

#endif
