/* SPDX-License-Identifier: MIT */
/**
 * Private to output/: pixels to PNG (W3C PNG, second edition).
 *
 * Opaque images become RGB, others RGBA; pHYs says the resolution, iTXt holds the
 * information. Same input, same bytes.
 */
#ifndef MARCH_OUTPUT_PNG_H
#define MARCH_OUTPUT_PNG_H

#include "render/backend.h"

/**
 * Encodes @raster, whose pixels are spent afterwards: they are packed in their own
 * place, which saves a second image's worth of memory. @info may be NULL.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_LIMIT.
 */
GBytes *march_png_encode(MarchRaster *raster,
                         const MarchDocumentInfo *info,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
