/* SPDX-License-Identifier: MIT */
/**
 * Reading PNG pictures of the user's, such as a logo.
 */
#ifndef MARCH_RENDER_PNG_READ_H
#define MARCH_RENDER_PNG_READ_H

#include "backend.h"

/** A picture has at most so many pixels a side, */
#define MARCH_PNG_SIDE_MAX 4096
/** and its file at most so many bytes. */
#define MARCH_PNG_BYTES_MAX (8 << 20)

/**
 * Decodes a PNG; its sides are looked at before room is made for it.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_DATA or MARCH_ERROR_LIMIT.
 */
MarchRaster *march_png_decode(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
