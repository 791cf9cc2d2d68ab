/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "backend.h"
#include "paint.h"

/* cairo's own limit for the side of an image. */
#define SIDE_MAX 32767
/* Pixels along the sides that a page's edge may cover in part. */
#define RIM        2
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

static gboolean
is_corner(MarchPoint point, double width, double height)
{
    return (point.x <= 0 || point.x >= width) && (point.y <= 0 || point.y >= height);
}

/* Whether the first thing drawn is a page of one colour, under all else. */
static gboolean
begins_with_page(const MarchScene *scene)
{
    const double width = march_scene_get_width(scene);
    const double height = march_scene_get_height(scene);
    const MarchSceneItem *item;
    MarchRect bounds;
    guint i = 0;

    while (i < march_scene_count(scene) &&
           march_scene_get(scene, i)->type == MARCH_SCENE_GROUP_BEGIN &&
           march_scene_get(scene, i)->as.group.opacity >= 1) {
        i++;
    }
    item = i < march_scene_count(scene) ? march_scene_get(scene, i) : NULL;
    if (item == NULL || item->type != MARCH_SCENE_FILL || item->as.fill.pattern > 0 ||
        item->as.fill.color.alpha < 1 || item->path->parts->len != 1 ||
        item->path->points->len != 4) {
        return FALSE;
    }
    for (guint k = 0; k < 4; k++) {
        if (!is_corner(g_array_index(item->path->points, MarchPoint, k), width,
                       height)) {
            return FALSE;
        }
    }
    bounds = march_path_bounds(item->path);
    return bounds.x <= 0 && bounds.y <= 0 && bounds.x + bounds.width >= width &&
           bounds.y + bounds.height >= height;
}

/* Empty pixels; of those that the page will cover only a rim, for its edge's sake. */
static guint32 *
pixels_new(const MarchRaster *raster, gboolean is_covered)
{
    const gsize width = raster->width, height = raster->height;
    guint32 *pixels;

    if (!is_covered || width < 4 * RIM || height < 4 * RIM) {
        return g_try_new0(guint32, width * height);
    }
    pixels = g_try_new(guint32, width * height);
    if (pixels == NULL) {
        return NULL;
    }
    for (gsize row = 0; row < height; row++) {
        const gboolean is_rim = row < RIM || row >= height - RIM;

        memset(pixels + row * width, 0, (is_rim ? width : RIM) * sizeof *pixels);
        memset(pixels + (row + 1) * width - RIM, 0, RIM * sizeof *pixels);
    }
    return pixels;
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
        raster->pixels = pixels_new(raster, begins_with_page(scene));
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
