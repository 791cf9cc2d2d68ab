/* SPDX-License-Identifier: MIT */
/* Numbers out of bands, and between their pixels. */
#include <math.h>

#include "ogr-private.h"
#include "raster-private.h"

float *
march_raster_band_read(const MarchRasterSource *source,
                       GDALRasterBandH band,
                       const MarchRasterWindow *window,
                       GDALRIOResampleAlg resampling,
                       GError **error)
{
    const MarchGdal *gdal = source->gdal;
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autofree float *numbers =
        g_new(float, (gsize)window->buffer_columns *(gsize)window->buffer_rows);
    GDALRasterIOExtraArg extra;
    CPLErr result;

    INIT_RASTERIO_EXTRA_ARG(extra);
    extra.eResampleAlg = resampling;
    march_ogr_messages_begin(gdal, messages);
    result = gdal->GDALRasterIOEx(band, GF_Read, window->x, window->y, window->columns,
                                  window->rows, numbers, window->buffer_columns,
                                  window->buffer_rows, GDT_Float32, 0, 0, &extra);
    march_ogr_messages_end(gdal);
    if (result == CE_None) {
        return g_steal_pointer(&numbers);
    }
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                    "its pixels cannot be read: %s",
                    messages->len > 0 ? messages->str : "damaged");
    return NULL;
}

float *
march_raster_mask_read(const MarchRasterSource *source,
                       GDALRasterBandH band,
                       const MarchRasterWindow *window,
                       GError **error)
{
    const MarchGdal *gdal = source->gdal;

    if ((gdal->GDALGetMaskFlags(band) & GMF_ALL_VALID) != 0) {
        return NULL;
    }
    return march_raster_band_read(source, gdal->GDALGetMaskBand(band), window,
                                  GRIORA_Average, error);
}

gboolean
march_raster_corners(const MarchRasterWindow *window,
                     MarchRasterXY at,
                     MarchRasterCorners *corners)
{
    double x = (at.x - window->x) * window->buffer_columns / window->columns;
    double y = (at.y - window->y) * window->buffer_rows / window->rows;
    int last_column = window->buffer_columns - 1;
    int last_row = window->buffer_rows - 1;
    int columns[2], rows[2];
    double right, down;

    if (!(x >= 0) || !(y >= 0) || !(x <= window->buffer_columns) ||
        !(y <= window->buffer_rows)) {
        return FALSE;
    }
    corners->nearest = (gsize)MIN((int)y, last_row) * (gsize)window->buffer_columns +
                       (gsize)MIN((int)x, last_column);
    right = x - 0.5 - floor(x - 0.5);
    down = y - 0.5 - floor(y - 0.5);
    columns[0] = CLAMP((int)floor(x - 0.5), 0, last_column);
    columns[1] = CLAMP((int)floor(x - 0.5) + 1, 0, last_column);
    rows[0] = CLAMP((int)floor(y - 0.5), 0, last_row);
    rows[1] = CLAMP((int)floor(y - 0.5) + 1, 0, last_row);
    for (guint i = 0; i < 4; i++) {
        corners->index[i] =
            (gsize)rows[i / 2] * (gsize)window->buffer_columns + (gsize)columns[i % 2];
        corners->weight[i] =
            (float)((i % 2 == 1 ? right : 1 - right) * (i / 2 == 1 ? down : 1 - down));
    }
    return TRUE;
}
