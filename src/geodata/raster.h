/* SPDX-License-Identifier: MIT */
/**
 * Rasters of the user's own: relief and imagery from any local GDAL raster file, put
 * onto the grid of the page.
 *
 * Files are untrusted: drivers are listed, sizes are limited, the network is shut,
 * and GDAL's messages become our errors.
 */
#ifndef MARCH_GEODATA_RASTER_H
#define MARCH_GEODATA_RASTER_H

#include "base/diagnostics.h"
#include "geo/frame.h"
#include "geo/page-raster.h"

typedef struct {
    double dpi;         /**< of the page's grid */
    gboolean as_colors; /**< read it as a picture */
    gboolean as_slopes; /**< read its first band as heights in metres */
} MarchRasterOptions;

/**
 * Reads @path onto the rectangle of @frame, at most 4000 pixels a side. Each pixel is
 * placed by the frame's own projection, so that rasters and vectors agree; sources
 * finer than the page are averaged, coarser ones interpolated.
 *
 * What the file masks (no-data values, alpha, mask bands) is transparent. Bands of
 * more than 8 bits are stretched from their 2nd to their 98th percentile, with a note
 * "raster-stretched". Slopes are those of Horn, "Hill shading and the reflectance
 * map", Proceedings of the IEEE 69 (1981). A file that does not touch the map gives
 * a warning "raster-outside".
 *
 * Returns: (transfer full), or NULL with NOT_FOUND, PERMISSION (not a local file),
 * DATA (not a raster, corrupt, or without a place on the earth), LIMIT or
 * UNAVAILABLE (no GDAL).
 */
MarchPageRaster *march_raster_read(const char *path,
                                   const MarchFrame *frame,
                                   const MarchRasterOptions *options,
                                   MarchDiagnostics *diagnostics,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
