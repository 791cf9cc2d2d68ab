/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "backend.h"
#include "paint.h"

/* cairo's own limit for the side of an image. */
#define SIDE_MAX   32767
#define PIXELS_MAX ((gsize)400 * 1000 * 1000)

void
march_raster_free(MarchRaster *raster)
{
    if (raster != NULL) {
        g_free(raster->pixels);
        g_free(raster);
    }
}

static guint
side_in_pixels(double length_mm, double dpi, guint exact)
{
    double pixels = exact > 0 ? exact : round(length_mm / 25.4 * dpi);

    return pixels >= 1 && pixels <= SIDE_MAX ? (guint)pixels : 0;
}

static MarchRaster *
create_raster(const MarchScene *scene,
              double dpi,
              guint width_px,
              guint height_px,
              GError **error)
{
    g_autoptr(MarchRaster) raster = g_new0(MarchRaster, 1);
    double width_mm = march_scene_get_width(scene);
    double height_mm = march_scene_get_height(scene);

    raster->width = side_in_pixels(width_mm, dpi, width_px);
    raster->height = side_in_pixels(height_mm, dpi, height_px);
    raster->dpi = dpi > 0 ? dpi : raster->width / width_mm * 25.4;
    if (raster->width > 0 && raster->height > 0 &&
        (gsize)raster->width * raster->height <= PIXELS_MAX) {
        raster->pixels = g_try_new0(guint32, (gsize)raster->width * raster->height);
    }
    if (raster->pixels == NULL) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "a page of %g by %g mm at %g dpi does not fit into an image of "
                        "at most %d by %d and %" G_GSIZE_FORMAT " pixels",
                        width_mm, height_mm, dpi, SIDE_MAX, SIDE_MAX, PIXELS_MAX);
        return NULL;
    }
    return g_steal_pointer(&raster);
}

MarchRaster *
march_render_raster(const MarchScene *scene,
                    MarchTextEngine *text,
                    double dpi,
                    guint width_px,
                    guint height_px,
                    GError **error)
{
    g_autoptr(MarchRaster) raster =
        create_raster(scene, dpi, width_px, height_px, error);
    cairo_surface_t *surface;
    cairo_t *cairo;
    gboolean is_done;

    if (raster == NULL) {
        return NULL;
    }
    surface = cairo_image_surface_create_for_data(
        (unsigned char *)raster->pixels, CAIRO_FORMAT_ARGB32, (int)raster->width,
        (int)raster->height, (int)raster->width * 4);
    cairo = cairo_create(surface);
    cairo_scale(cairo, raster->width / march_scene_get_width(scene),
                raster->height / march_scene_get_height(scene));
    is_done = march_paint_scene(scene, text, cairo, error);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    cairo_surface_destroy(surface);
    return is_done ? g_steal_pointer(&raster) : NULL;
}
