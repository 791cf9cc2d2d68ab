/* SPDX-License-Identifier: MIT */
/**
 * What a raster source of a style stands for: a file's pixels on the page's grid, as
 * the layers that draw it need them.
 */
#ifndef MARCH_FIGURE_RASTER_SOURCE_H
#define MARCH_FIGURE_RASTER_SOURCE_H

#include "geodata/raster.h"
#include "style/style.h"

/** (transfer full), or NULL with the errors of march_raster_read(). */
MarchPageRaster *march_raster_source_read(const char *path,
                                          const MarchStyle *style,
                                          const MarchStyleSource *source,
                                          const MarchFrame *frame,
                                          double dpi,
                                          MarchDiagnostics *diagnostics,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
