/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "ogr-private.h"
#include "raster-private.h"

/* Of the page's grid: 4000 pixels are 340 mm at 300 dpi. */
#define SIDE_MAX 4000.0
/* Only the part under the map is read, so files may be large. */
#define MAX_FILE_BYTES (G_GINT64_CONSTANT(1) << 36)
/* Pixels that are decoded for one band of a figure. */
#define MAX_WORK 4e8
/* Pixels of one tile or strip, which is decoded as a whole. */
#define MAX_BLOCK   1e8
#define MM_PER_INCH 25.4

/* File formats only, as for vectors: none that names other files or services. */
static const char *const DRIVERS[] = {
    "GTiff", "PNG",     "JPEG", "JP2OpenJPEG", "WEBP", "GPKG",    "MBTiles", "SRTMHGT",
    "DTED",  "AAIGrid", "EHdr", "ENVI",        "BMP",  "USGSDEM", NULL};

void
march_raster_source_free(MarchRasterSource *source)
{
    if (source == NULL) {
        return;
    }
    if (source->from_degrees != NULL) {
        source->gdal->OCTDestroyCoordinateTransformation(source->from_degrees);
    }
    if (source->dataset != NULL) {
        g_autoptr(GString) messages = g_string_new(NULL);

        march_ogr_messages_begin(source->gdal, messages);
        source->gdal->GDALClose(source->dataset);
        march_ogr_messages_end(source->gdal);
    }
    g_free(source->path);
    g_free(source);
}

static gboolean
dataset_open(MarchRasterSource *source, GError **error)
{
    const MarchGdal *gdal = source->gdal;
    g_autoptr(GString) messages = g_string_new(NULL);
    int n_bands;

    march_ogr_thread_configure(gdal, FALSE);
    march_ogr_messages_begin(gdal, messages);
    source->dataset = gdal->GDALOpenEx(
        source->path, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
        DRIVERS, NULL, NULL);
    n_bands = source->dataset != NULL ? gdal->GDALGetRasterCount(source->dataset) : 0;
    march_ogr_messages_end(gdal);
    if (n_bands > 0) {
        source->columns = gdal->GDALGetRasterXSize(source->dataset);
        source->rows = gdal->GDALGetRasterYSize(source->dataset);
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                    "cannot be read as a raster: %s",
                    messages->len > 0 ? messages->str : "no known format");
    return FALSE;
}

/* Without a coordinate system only degrees can be meant. */
static gboolean
corners_are_degrees(const MarchRasterSource *source, const double affine[6])
{
    for (int i = 0; i < 4; i++) {
        double x = i % 2 * source->columns;
        double y = i / 2 * source->rows;

        if (fabs(affine[0] + affine[1] * x + affine[2] * y) > 360.5 ||
            fabs(affine[3] + affine[4] * x + affine[5] * y) > 90.5) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
degrees_connect(MarchRasterSource *source, OGRSpatialReferenceH system)
{
    const MarchGdal *gdal = source->gdal;
    OGRSpatialReferenceH degrees = gdal->OSRNewSpatialReference(NULL);

    gdal->OSRImportFromEPSG(degrees, 4326);
    gdal->OSRSetAxisMappingStrategy(degrees, OAMS_TRADITIONAL_GIS_ORDER);
    source->from_degrees = gdal->OCTNewCoordinateTransformation(degrees, system);
    gdal->OSRDestroySpatialReference(degrees);
}

static gboolean
place_find(MarchRasterSource *source, GError **error)
{
    const MarchGdal *gdal = source->gdal;
    const MarchLocation where = march_location_new(source->path, 0, 0);
    OGRSpatialReferenceH system;
    gboolean is_degrees;
    double affine[6];

    if (gdal->GDALGetGeoTransform(source->dataset, affine) != CE_None ||
        !gdal->GDALInvGeoTransform(affine, source->to_pixel)) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "has no place on the earth; expected a georeferenced raster, "
                        "or one with a world file");
        return FALSE;
    }
    system = gdal->GDALGetSpatialRef(source->dataset);
    if (system == NULL && !corners_are_degrees(source, affine)) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "names no coordinate system, and its corners are not degrees");
        return FALSE;
    }
    if (system != NULL) {
        degrees_connect(source, system);
    }
    if (system != NULL && source->from_degrees == NULL) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "its coordinate system cannot be reached from degrees");
        return FALSE;
    }
    is_degrees = system == NULL || gdal->OSRIsGeographic(system);
    source->turn = is_degrees ? 360 * fabs(source->to_pixel[1]) : 0;
    return TRUE;
}

MarchRasterSource *
march_raster_open(const char *path, GError **error)
{
    g_autoptr(MarchRasterSource) source = NULL;
    g_autoptr(GString) messages = g_string_new(NULL);
    gboolean is_placed;

    if (!march_ogr_path_check(path, FALSE, MAX_FILE_BYTES, error)) {
        return NULL;
    }
    source = g_new0(MarchRasterSource, 1);
    source->path = g_strdup(path);
    source->gdal = march_gdal_get(error);
    if (source->gdal == NULL || !dataset_open(source, error)) {
        return NULL;
    }
    march_ogr_messages_begin(source->gdal, messages);
    is_placed = place_find(source, error);
    march_ogr_messages_end(source->gdal);
    return is_placed ? g_steal_pointer(&source) : NULL;
}

/* How many times smaller the overview is that GDAL reads from: its own choice. */
static double
overview_find(const MarchRasterSource *source,
              GDALRasterBandH band,
              const MarchRasterWindow *window)
{
    const MarchGdal *gdal = source->gdal;
    double wanted = (double)window->columns / window->buffer_columns * 1.01;
    double best = 1;

    for (int i = 0; i < gdal->GDALGetOverviewCount(band); i++) {
        GDALRasterBandH overview = gdal->GDALGetOverview(band, i);
        double factor = overview != NULL
                            ? (double)source->columns /
                                  MAX(gdal->GDALGetRasterBandXSize(overview), 1)
                            : 1;

        if (factor <= wanted && factor > best) {
            best = factor;
        }
    }
    return best;
}

static gboolean
work_check(const MarchRasterSource *source,
           const MarchRasterWindow *window,
           GError **error)
{
    const MarchGdal *gdal = source->gdal;
    const MarchLocation where = march_location_new(source->path, 0, 0);
    GDALRasterBandH band = gdal->GDALGetRasterBand(source->dataset, 1);
    double smaller = overview_find(source, band, window);
    int columns, rows;

    gdal->GDALGetBlockSize(band, &columns, &rows);
    if ((double)columns * rows > MAX_BLOCK) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "is stored in blocks of %d x %d pixels; at most %.0f million "
                        "pixels are decoded at once",
                        columns, rows, MAX_BLOCK / 1e6);
        return FALSE;
    }
    if ((double)window->columns * window->rows / (smaller * smaller) > MAX_WORK) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "the map covers %d x %d pixels of it; at most %.0f million are "
                        "read where there are no overviews (gdaladdo makes them)",
                        window->columns, window->rows, MAX_WORK / 1e6);
        return FALSE;
    }
    return TRUE;
}

static MarchPageRaster *
page_new(const MarchFrame *frame, const MarchRasterOptions *options)
{
    MarchPageRaster *page = g_new0(MarchPageRaster, 1);
    MarchRect rect = march_frame_get_rect(frame);
    double per_mm = options->dpi / MM_PER_INCH;
    gsize count;

    per_mm = MIN(per_mm, SIDE_MAX / MAX(rect.width, rect.height));
    page->rect = rect;
    page->width = MAX((guint)lround(rect.width * per_mm), 1);
    page->height = MAX((guint)lround(rect.height * per_mm), 1);
    count = (gsize)page->width * page->height;
    if (options->as_colors) {
        page->colors = g_malloc0_n(count, 4);
    }
    if (options->as_slopes) {
        page->slopes = g_new(float, count * 2);
        for (gsize i = 0; i < count * 2; i++) {
            page->slopes[i] = NAN;
        }
    }
    return page;
}

/* Fills @page from @source. */
static gboolean
page_fill(const MarchRasterSource *source,
          const MarchFrame *frame,
          MarchPageRaster *page,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    g_autoptr(MarchRasterGrid) grid = march_raster_grid_new(source, frame, page);
    MarchRasterWindow window;

    if (!march_raster_grid_window(grid, &window)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "raster-outside",
                              march_location_new(source->path, 0, 0), NULL,
                              "nothing of it is drawn: it lies outside the map");
        return TRUE;
    }
    return work_check(source, &window, error) &&
           (page->colors == NULL ||
            march_raster_read_colors(source, grid, &window, page, diagnostics,
                                     error)) &&
           (page->slopes == NULL ||
            march_raster_read_slopes(source, grid, &window, page, error));
}

MarchPageRaster *
march_raster_read(const char *path,
                  const MarchFrame *frame,
                  const MarchRasterOptions *options,
                  MarchDiagnostics *diagnostics,
                  GError **error)
{
    g_autoptr(MarchRasterSource) source = march_raster_open(path, error);
    g_autoptr(MarchPageRaster) page = NULL;
    g_autoptr(GString) messages = g_string_new(NULL);
    gboolean is_filled;

    g_assert(options->dpi > 0);
    if (source == NULL) {
        return NULL;
    }
    page = page_new(frame, options);
    /* GDAL reads much of a file only when it is asked for it, and warns then. */
    march_ogr_messages_begin(source->gdal, messages);
    is_filled = page_fill(source, frame, page, diagnostics, error);
    march_ogr_messages_end(source->gdal);
    return is_filled ? g_steal_pointer(&page) : NULL;
}
