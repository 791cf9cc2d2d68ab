/* SPDX-License-Identifier: MIT */
/* Slopes of the ground. They are taken in the file's own pixels and then turned to the
 * page: a surface interpolated first would show the facets between its pixels. */
#include <math.h>
#include <string.h>

#include "raster-private.h"

#define METRES_PER_FOOT 0.3048

/** How the height changes from one number of the buffer to the next. */
typedef struct {
    float x, y; /* NAN: no height */
} Gradient;

/* Heights in metres, NAN where there are none. */
static float *
heights_read(const MarchRasterSource *source,
             const MarchRasterWindow *window,
             GError **error)
{
    const MarchGdal *gdal = source->gdal;
    GDALRasterBandH band = gdal->GDALGetRasterBand(source->dataset, 1);
    gsize count = (gsize)window->buffer_columns * (gsize)window->buffer_rows;
    g_autoptr(GError) failure = NULL;
    g_autofree float *heights =
        march_raster_band_read(source, band, window, GRIORA_Average, error);
    g_autofree float *mask = NULL;
    const char *unit = gdal->GDALGetRasterUnitType(band);
    double scale = gdal->GDALGetRasterScale(band, NULL);
    double offset = gdal->GDALGetRasterOffset(band, NULL);
    double metres = strstr(unit, "ft") != NULL || strstr(unit, "foot") != NULL ||
                            strstr(unit, "feet") != NULL
                        ? METRES_PER_FOOT
                        : 1;

    if (heights == NULL) {
        return NULL;
    }
    mask = march_raster_mask_read(source, band, window, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    for (gsize i = 0; i < count; i++) {
        heights[i] = mask != NULL && !(mask[i] > 0)
                         ? NAN
                         : (float)((heights[i] * scale + offset) * metres);
    }
    return g_steal_pointer(&heights);
}

/* The height beside one; what is missing goes on as on the other side. */
static float
neighbour(const float *heights,
          const MarchRasterWindow *window,
          int x,
          int y,
          int dx,
          int dy)
{
    float here = heights[(gsize)y * (gsize)window->buffer_columns + (gsize)x];
    float height = NAN;

    for (int side = 1; side >= -1; side -= 2) {
        int column = x + side * dx;
        int row = y + side * dy;

        if (column >= 0 && column < window->buffer_columns && row >= 0 &&
            row < window->buffer_rows) {
            height =
                heights[(gsize)row * (gsize)window->buffer_columns + (gsize)column];
        }
        if (isfinite(height)) {
            return side == 1 ? height : 2 * here - height;
        }
    }
    return here;
}

/* Horn (1981): differences of the eight neighbours, the nearer ones twice. */
static Gradient
gradient_at(const float *heights, const MarchRasterWindow *window, int x, int y)
{
    static const int WEIGHTS[] = {1, 2, 1};
    Gradient gradient = {0, 0};

    if (!isfinite(heights[(gsize)y * (gsize)window->buffer_columns + (gsize)x])) {
        return (Gradient){NAN, NAN};
    }
    for (int i = -1; i <= 1; i++) {
        float weight = (float)WEIGHTS[i + 1] / 8;

        gradient.x += weight * (neighbour(heights, window, x, y, 1, i) -
                                neighbour(heights, window, x, y, -1, i));
        gradient.y += weight * (neighbour(heights, window, x, y, i, 1) -
                                neighbour(heights, window, x, y, i, -1));
    }
    return gradient;
}

static Gradient *
gradients_make(const float *heights, const MarchRasterWindow *window)
{
    Gradient *gradients =
        g_new(Gradient, (gsize)window->buffer_columns * (gsize)window->buffer_rows);

    for (int y = 0; y < window->buffer_rows; y++) {
        for (int x = 0; x < window->buffer_columns; x++) {
            gradients[(gsize)y * (gsize)window->buffer_columns + (gsize)x] =
                gradient_at(heights, window, x, y);
        }
    }
    return gradients;
}

/* Between four gradients, of which some may be missing. */
static Gradient
gradient_mix(const Gradient *gradients, const MarchRasterCorners *corners)
{
    Gradient sum = {0, 0};
    float weights = 0;

    if (!isfinite(gradients[corners->nearest].x)) {
        return (Gradient){NAN, NAN};
    }
    for (guint i = 0; i < 4; i++) {
        Gradient gradient = gradients[corners->index[i]];

        if (isfinite(gradient.x)) {
            sum.x += corners->weight[i] * gradient.x;
            sum.y += corners->weight[i] * gradient.y;
            weights += corners->weight[i];
        }
    }
    return (Gradient){sum.x / weights, sum.y / weights};
}

gboolean
march_raster_read_slopes(const MarchRasterSource *source,
                         const MarchRasterGrid *grid,
                         const MarchRasterWindow *window,
                         MarchPageRaster *page,
                         GError **error)
{
    g_autofree float *heights = heights_read(source, window, error);
    g_autofree Gradient *gradients = NULL;
    double across = (double)window->buffer_columns / window->columns;
    double along = (double)window->buffer_rows / window->rows;

    if (heights == NULL) {
        return FALSE;
    }
    gradients = gradients_make(heights, window);
    for (guint y = 0; y < page->height; y++) {
        for (guint x = 0; x < page->width; x++) {
            float *slope = &page->slopes[((gsize)y * page->width + x) * 2];
            MarchRasterSpot spot;
            MarchRasterCorners corners;
            Gradient gradient;

            if (!march_raster_grid_locate(grid, x, y, &spot) ||
                !march_raster_corners(window, spot.at, &corners)) {
                continue;
            }
            gradient = gradient_mix(gradients, &corners);
            slope[0] = (float)((gradient.x * across * spot.right.x +
                                gradient.y * along * spot.right.y) /
                               spot.metres);
            slope[1] = (float)((gradient.x * across * spot.down.x +
                                gradient.y * along * spot.down.y) /
                               spot.metres);
        }
    }
    return TRUE;
}
