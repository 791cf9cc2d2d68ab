/* SPDX-License-Identifier: MIT */
#include "png-read.h"

#include <cairo.h>
#include <string.h>

/* The signature and the first chunk up to the picture's height. */
#define HEAD_LENGTH 24

typedef struct {
    const guint8 *data;
    gsize length, at;
} Reader;

static cairo_status_t
read_bytes(void *closure, unsigned char *data, unsigned int length)
{
    Reader *reader = closure;

    if (length > reader->length - reader->at) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, reader->data + reader->at, length);
    reader->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static guint32
read_u32(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 |
           data[3];
}

static gboolean
head_check(const guint8 *data, gsize length, GError **error)
{
    static const guint8 SIGNATURE[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    if (length < HEAD_LENGTH || memcmp(data, SIGNATURE, sizeof SIGNATURE) != 0 ||
        memcmp(data + 12, "IHDR", 4) != 0) {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "it is no PNG picture");
        return FALSE;
    }
    guint32 width = read_u32(data + 16);
    guint32 height = read_u32(data + 20);

    if (length > MARCH_PNG_BYTES_MAX || width == 0 || height == 0 ||
        width > MARCH_PNG_SIDE_MAX || height > MARCH_PNG_SIDE_MAX) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "the picture has %u by %u pixels in %" G_GSIZE_FORMAT
                        " bytes; expected at most %d a side and 8 MiB",
                        width, height, length, MARCH_PNG_SIDE_MAX);
        return FALSE;
    }
    return TRUE;
}

/* Row by row, as cairo's rows may be longer than the picture is wide. */
static MarchRaster *
raster_take(cairo_surface_t *surface)
{
    MarchRaster *raster = g_new0(MarchRaster, 1);
    cairo_surface_t *plain;
    cairo_t *cairo;

    raster->width = (guint)cairo_image_surface_get_width(surface);
    raster->height = (guint)cairo_image_surface_get_height(surface);
    raster->dpi = 96;
    raster->pixels = g_new0(guint32, (gsize)raster->width * raster->height);
    plain = cairo_image_surface_create_for_data(
        (unsigned char *)raster->pixels, CAIRO_FORMAT_ARGB32, (int)raster->width,
        (int)raster->height, (int)(raster->width * 4));
    cairo = cairo_create(plain);
    cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(plain);
    cairo_surface_destroy(plain);
    return raster;
}

MarchRaster *
march_png_decode(GBytes *bytes, GError **error)
{
    Reader reader = {.at = 0};
    MarchRaster *raster = NULL;
    cairo_surface_t *surface;

    reader.data = g_bytes_get_data(bytes, &reader.length);
    if (!head_check(reader.data, reader.length, error)) {
        return NULL;
    }
    surface = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        raster = raster_take(surface);
    } else {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "the PNG picture is damaged: %s",
                        cairo_status_to_string(cairo_surface_status(surface)));
    }
    cairo_surface_destroy(surface);
    return raster;
}
