/* SPDX-License-Identifier: MIT */
/* PNG pictures: bytes in, pixels or an error out. */
#include "render/png-read.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchRaster) raster = march_png_decode(bytes, &error);

    g_assert((raster == NULL) == (error != NULL));
    g_assert(raster == NULL || (raster->width <= MARCH_PNG_SIDE_MAX &&
                                raster->height <= MARCH_PNG_SIDE_MAX));
    return 0;
}
