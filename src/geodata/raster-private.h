/* SPDX-License-Identifier: MIT */
/**
 * A raster file opened, and where the pixels of the page lie in it.
 *
 * The grid borrows source and frame. It knows positions, not values.
 */
#ifndef MARCH_GEODATA_RASTER_PRIVATE_H
#define MARCH_GEODATA_RASTER_PRIVATE_H

#include "gdal-library.h"
#include "raster.h"

/** A position in a raster file: pixels from its upper left corner. */
typedef struct {
    double x, y;
} MarchRasterXY;

typedef struct {
    const MarchGdal *gdal;
    char *path;
    GDALDatasetH dataset;
    OGRCoordinateTransformationH from_degrees; /* NULL: the file is in degrees */
    double to_pixel[6];                        /* an affine transformation, as GDAL's */
    double turn; /* pixels that are 360 degrees, 0 when the file is not in degrees */
    int columns, rows;
} MarchRasterSource;

/** Opens a local file; NULL with the errors of march_raster_read(). */
MarchRasterSource *march_raster_open(const char *path,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_raster_source_free(MarchRasterSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchRasterSource, march_raster_source_free)

/** Where one pixel of the page lies. */
typedef struct {
    MarchRasterXY at;
    MarchRasterXY right, down; /**< how far @at moves by one pixel of the page */
    double metres;             /**< on the ground, of a pixel of the page */
} MarchRasterSpot;

typedef struct MarchRasterGrid MarchRasterGrid;

MarchRasterGrid *march_raster_grid_new(const MarchRasterSource *source,
                                       const MarchFrame *frame,
                                       const MarchPageRaster *page);
void march_raster_grid_free(MarchRasterGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchRasterGrid, march_raster_grid_free)

/** FALSE where the middle of the page's pixel has no place in the file. */
gboolean march_raster_grid_locate(const MarchRasterGrid *grid,
                                  guint x,
                                  guint y,
                                  MarchRasterSpot *spot);

/** The part of a file that the page shows, and the size it is read at. */
typedef struct {
    int x, y, columns, rows;         /* pixels of the file */
    int buffer_columns, buffer_rows; /* of what is read; never more */
} MarchRasterWindow;

/** FALSE when the file does not touch the page. */
gboolean march_raster_grid_window(const MarchRasterGrid *grid,
                                  MarchRasterWindow *window);

/** Fills @page's colours or slopes; FALSE with DATA or LIMIT. */
gboolean march_raster_read_colors(const MarchRasterSource *source,
                                  const MarchRasterGrid *grid,
                                  const MarchRasterWindow *window,
                                  MarchPageRaster *page,
                                  MarchDiagnostics *diagnostics,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean march_raster_read_slopes(const MarchRasterSource *source,
                                  const MarchRasterGrid *grid,
                                  const MarchRasterWindow *window,
                                  MarchPageRaster *page,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The pixels of a band in the window as (transfer full) numbers, or NULL with DATA. */
float *march_raster_band_read(const MarchRasterSource *source,
                              GDALRasterBandH band,
                              const MarchRasterWindow *window,
                              GDALRIOResampleAlg resampling,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The band's mask, 0 to 255; NULL without an error when all is valid. */
float *march_raster_mask_read(const MarchRasterSource *source,
                              GDALRasterBandH band,
                              const MarchRasterWindow *window,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The four pixels of what was read about a position, and their weights. */
typedef struct {
    gsize index[4];
    float weight[4];
    gsize nearest;
} MarchRasterCorners;

/** FALSE outside the file. */
gboolean march_raster_corners(const MarchRasterWindow *window,
                              MarchRasterXY at,
                              MarchRasterCorners *corners);

#endif
