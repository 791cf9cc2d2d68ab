/* SPDX-License-Identifier: MIT */
/**
 * A raster on the page: a picture, or the slopes of the ground, sampled where the
 * map frame puts them.
 *
 * It knows no file and no paint. It owns its arrays; rows run from top to bottom.
 */
#ifndef MARCH_GEO_PAGE_RASTER_H
#define MARCH_GEO_PAGE_RASTER_H

#include "types.h"

typedef struct {
    guint width, height; /**< pixels; those of an empty raster have no data */
    MarchRect rect;      /**< what the pixels cover; page mm */
    /** (nullable) Straight red, green, blue, alpha of each pixel; alpha 0: no data. */
    guint8 *colors;
    /**
     * (nullable) Two numbers a pixel: metres that the ground rises by a metre to the
     * right and by a metre down the page; NAN: no data.
     */
    float *slopes;
} MarchPageRaster;

void march_page_raster_free(MarchPageRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPageRaster, march_page_raster_free)

#endif
