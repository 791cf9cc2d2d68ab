/* SPDX-License-Identifier: MIT */
/* Pictures: grey, red-green-blue and palettes, with whatever masks them. */
#include <math.h>

#include "raster-private.h"

#define BINS      4096
#define LOW_PART  0.02
#define HIGH_PART 0.98
/* Entries of a palette; a band of 16 bits has no more. */
#define PALETTE_MAX 65536

/** What is read for a picture; all owned. */
typedef struct {
    float *channels[3]; /* the first alone: grey */
    guint n_channels;
    float *mask;     /* (nullable) 0 to 255 */
    guint8 *palette; /* (nullable) four bytes for each value of the first channel */
    guint n_entries;
    double black, white;
} Picture;

static void
picture_clear(Picture *picture)
{
    for (guint i = 0; i < 3; i++) {
        g_free(picture->channels[i]);
    }
    g_free(picture->mask);
    g_free(picture->palette);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

/* The band of a colour, else the one at its usual place. */
static GDALRasterBandH
band_find(const MarchRasterSource *source, GDALColorInterp color, int place)
{
    const MarchGdal *gdal = source->gdal;

    for (int i = 1; i <= gdal->GDALGetRasterCount(source->dataset); i++) {
        GDALRasterBandH band = gdal->GDALGetRasterBand(source->dataset, i);

        if (gdal->GDALGetRasterColorInterpretation(band) == color) {
            return band;
        }
    }
    return gdal->GDALGetRasterBand(source->dataset, place);
}

static void
palette_read(const MarchRasterSource *source, GDALColorTableH table, Picture *picture)
{
    const MarchGdal *gdal = source->gdal;

    picture->n_entries =
        (guint)CLAMP(gdal->GDALGetColorEntryCount(table), 0, PALETTE_MAX);
    picture->palette = g_malloc0_n(MAX(picture->n_entries, 1), 4);
    for (guint i = 0; i < picture->n_entries; i++) {
        GDALColorEntry entry;

        if (gdal->GDALGetColorEntryAsRGB(table, (int)i, &entry)) {
            picture->palette[4 * i] = (guint8)CLAMP(entry.c1, 0, 255);
            picture->palette[4 * i + 1] = (guint8)CLAMP(entry.c2, 0, 255);
            picture->palette[4 * i + 2] = (guint8)CLAMP(entry.c3, 0, 255);
            picture->palette[4 * i + 3] = (guint8)CLAMP(entry.c4, 0, 255);
        }
    }
}

static gboolean
is_seen(const Picture *picture, guint channel, gsize i)
{
    return isfinite(picture->channels[channel][i]) &&
           (picture->mask == NULL || picture->mask[i] > 0);
}

/* The value below which @part of the counted ones lie. */
static double
percentile(const gsize *bins, gsize total, double part, double least, double step)
{
    gsize sum = 0;

    for (guint i = 0; i < BINS; i++) {
        sum += bins[i];
        if ((double)sum >= part * (double)total) {
            return least + (part < 0.5 ? i : i + 1) * step;
        }
    }
    return least + BINS * step;
}

/* One stretch for all channels, so that colours keep their balance. */
static void
stretch_find(Picture *picture, gsize count)
{
    g_autofree gsize *bins = g_new0(gsize, BINS);
    double least = HUGE_VAL;
    double most = -HUGE_VAL;
    gsize total = 0;
    double step;

    for (gsize i = 0; i < count * picture->n_channels; i++) {
        guint channel = (guint)(i / count);

        if (is_seen(picture, channel, i % count)) {
            least = MIN(least, (double)picture->channels[channel][i % count]);
            most = MAX(most, (double)picture->channels[channel][i % count]);
        }
    }
    if (!(most > least)) {
        picture->black = isfinite(least) ? least - 1 : 0;
        picture->white = picture->black + 2;
        return;
    }
    step = (most - least) / BINS;
    for (gsize i = 0; i < count * picture->n_channels; i++) {
        guint channel = (guint)(i / count);

        if (is_seen(picture, channel, i % count)) {
            double value = picture->channels[channel][i % count];

            bins[MIN((guint)((value - least) / step), BINS - 1)]++;
            total++;
        }
    }
    picture->black = percentile(bins, total, LOW_PART, least, step);
    picture->white = percentile(bins, total, HIGH_PART, least, step);
    if (!(picture->white > picture->black)) {
        picture->black = least;
        picture->white = most;
    }
}

static gboolean
channels_read(const MarchRasterSource *source,
              const MarchRasterWindow *window,
              Picture *picture,
              GError **error)
{
    static const GDALColorInterp COLORS[] = {GCI_RedBand, GCI_GreenBand, GCI_BlueBand};
    const MarchGdal *gdal = source->gdal;
    GDALRasterBandH first = gdal->GDALGetRasterBand(source->dataset, 1);
    GDALColorTableH table = gdal->GDALGetRasterColorTable(first);
    GError *failure = NULL;

    picture->n_channels = gdal->GDALGetRasterCount(source->dataset) >= 3 ? 3 : 1;
    if (table != NULL && picture->n_channels == 1) {
        palette_read(source, table, picture);
    }
    for (guint i = 0; i < picture->n_channels; i++) {
        GDALRasterBandH band =
            picture->n_channels == 1 ? first : band_find(source, COLORS[i], (int)i + 1);

        first = i == 0 ? band : first;
        /* Numbers of a palette have no mean. */
        picture->channels[i] = march_raster_band_read(
            source, band, window,
            picture->palette != NULL ? GRIORA_NearestNeighbour : GRIORA_Average, error);
        if (picture->channels[i] == NULL) {
            return FALSE;
        }
    }
    picture->mask = march_raster_mask_read(source, first, window, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    picture->black = 0;
    picture->white = 255;
    return TRUE;
}

static guint8
shade(const Picture *picture, double value)
{
    double part = (value - picture->black) / (picture->white - picture->black);

    return (guint8)lround(CLAMP(part, 0, 1) * 255);
}

/* Between four pixels, each as much as it can be seen. */
static void
pixel_mix(const Picture *picture, const MarchRasterCorners *corners, guint8 color[4])
{
    double sums[3] = {0, 0, 0};
    double alpha = 0;

    for (guint i = 0; i < 4; i++) {
        gsize index = corners->index[i];
        double weight = corners->weight[i] *
                        (picture->mask != NULL ? picture->mask[index] / 255 : 1);

        for (guint channel = 0; channel < picture->n_channels; channel++) {
            weight = isfinite(picture->channels[channel][index]) ? weight : 0;
        }
        for (guint channel = 0; weight > 0 && channel < picture->n_channels;
             channel++) {
            sums[channel] += weight * picture->channels[channel][index];
        }
        alpha += weight;
    }
    if (!(alpha > 0)) {
        return;
    }
    for (guint i = 0; i < 3; i++) {
        color[i] = shade(picture, sums[picture->n_channels == 3 ? i : 0] / alpha);
    }
    color[3] = (guint8)lround(MIN(alpha, 1) * 255);
}

static void
pixel_look_up(const Picture *picture, gsize index, guint8 color[4])
{
    float value = picture->channels[0][index];
    float seen = picture->mask != NULL ? picture->mask[index] / 255 : 1;
    guint entry;

    if (!(value >= 0) || !(value < (float)picture->n_entries) || !(seen > 0)) {
        return;
    }
    entry = (guint)value;
    for (guint i = 0; i < 4; i++) {
        color[i] = picture->palette[4 * entry + i];
    }
    color[3] = (guint8)lround(color[3] * (double)seen);
}

static void
stretch_note(const Picture *picture,
             const MarchRasterSource *source,
             MarchDiagnostics *diagnostics)
{
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "raster-stretched",
                          march_location_new(source->path, 0, 0), NULL,
                          "values from %g to %g are shown from black to white",
                          picture->black, picture->white);
}

gboolean
march_raster_read_colors(const MarchRasterSource *source,
                         const MarchRasterGrid *grid,
                         const MarchRasterWindow *window,
                         MarchPageRaster *page,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    const MarchGdal *gdal = source->gdal;
    g_auto(Picture) picture = {0};

    if (!channels_read(source, window, &picture, error)) {
        return FALSE;
    }
    if (picture.palette == NULL && gdal->GDALGetRasterDataType(gdal->GDALGetRasterBand(
                                       source->dataset, 1)) != GDT_Byte) {
        stretch_find(&picture,
                     (gsize)window->buffer_columns * (gsize)window->buffer_rows);
        stretch_note(&picture, source, diagnostics);
    }
    for (guint y = 0; y < page->height; y++) {
        for (guint x = 0; x < page->width; x++) {
            guint8 *color = &page->colors[((gsize)y * page->width + x) * 4];
            MarchRasterSpot spot;
            MarchRasterCorners corners;

            if (!march_raster_grid_locate(grid, x, y, &spot) ||
                !march_raster_corners(window, spot.at, &corners)) {
                continue;
            }
            if (picture.palette != NULL) {
                pixel_look_up(&picture, corners.nearest, color);
            } else {
                pixel_mix(&picture, &corners, color);
            }
        }
    }
    return TRUE;
}
