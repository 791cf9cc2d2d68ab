/* SPDX-License-Identifier: MIT */
#include "page-raster.h"

void
march_page_raster_free(MarchPageRaster *raster)
{
    if (raster == NULL) {
        return;
    }
    g_free(raster->colors);
    g_free(raster->slopes);
    g_free(raster);
}
