/* SPDX-License-Identifier: MIT */
#include "pixels.h"

#include <math.h>
#include <string.h>

#define RADIUS_MAX 48

/** Coverage with an empty border of @pad on all sides, so that shifts stay inside. */
typedef struct {
    int width, height; /* without the border */
    int pad;
    gsize stride;
    guint8 *bytes; /* owned */
} Coverage;

static gboolean
coverage_init(Coverage *coverage, int width, int height, int pad)
{
    coverage->width = width;
    coverage->height = height;
    coverage->pad = pad;
    coverage->stride = (gsize)(width + 2 * pad);
    coverage->bytes = g_try_malloc0(coverage->stride * (gsize)(height + 2 * pad));
    return coverage->bytes != NULL;
}

/* The first byte of row @y, which may be in the border. */
static guint8 *
row_at(const Coverage *coverage, int y)
{
    return coverage->bytes + (gsize)(y + coverage->pad) * coverage->stride +
           (gsize)coverage->pad;
}

static void
take_larger(guint8 *restrict target, const guint8 *restrict other, int count)
{
    for (int i = 0; i < count; i++) {
        target[i] = MAX(target[i], other[i]);
    }
}

/* The widest step to the side that a disc of @radius has at @dy rows from its middle. */
static int
disc_half_width(int radius, int dy)
{
    return dy > radius ? -1 : (int)sqrt((double)(radius * radius - dy * dy));
}

/* Raises @target to @spread, moved up and down, where a disc of @radius is that wide. */
static void
add_disc_rows(Coverage *target, const Coverage *spread, int radius, int half_width)
{
    for (int dy = -radius; dy <= radius; dy++) {
        if (disc_half_width(radius, ABS(dy)) != half_width) {
            continue;
        }
        for (int y = 0; y < target->height; y++) {
            take_larger(row_at(target, y), row_at(spread, y + dy), target->width);
        }
    }
}

/* @inner and @outer become @letters grown by discs of @radius and @radius + 1. */
static void
grow(const Coverage *letters,
     Coverage *spread,
     Coverage *inner,
     Coverage *outer,
     int radius)
{
    memcpy(spread->bytes, letters->bytes,
           letters->stride * (gsize)(letters->height + 2 * letters->pad));
    for (int half_width = 0; half_width <= radius + 1; half_width++) {
        if (half_width > 0) {
            for (int y = -radius - 1; y < letters->height + radius + 1; y++) {
                const guint8 *row = row_at(letters, y);

                take_larger(row_at(spread, y), row - half_width, letters->width);
                take_larger(row_at(spread, y), row + half_width, letters->width);
            }
        }
        add_disc_rows(inner, spread, radius, half_width);
        add_disc_rows(outer, spread, radius + 1, half_width);
    }
}

static void
read_surface(Coverage *coverage, cairo_surface_t *surface)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);

    for (int y = 0; y < coverage->height; y++) {
        memcpy(row_at(coverage, y), data + (gsize)y * stride, (gsize)coverage->width);
    }
}

/* A radius between two whole ones lies between their discs. */
static void
write_mix(cairo_surface_t *surface,
          const Coverage *inner,
          const Coverage *outer,
          double fraction)
{
    guint8 *data = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);
    guint weight = (guint)lround(fraction * 256);

    for (int y = 0; y < inner->height; y++) {
        const guint8 *low = row_at(inner, y), *high = row_at(outer, y);
        guint8 *row = data + (gsize)y * stride;

        for (int x = 0; x < inner->width; x++) {
            row[x] = (guint8)((low[x] * (256 - weight) + high[x] * weight) >> 8);
        }
    }
    cairo_surface_mark_dirty(surface);
}

gboolean
march_text_grow_halo(cairo_surface_t *letters, cairo_surface_t *halo, double radius)
{
    int width = cairo_image_surface_get_width(letters);
    int height = cairo_image_surface_get_height(letters);
    int whole = (int)radius;
    Coverage planes[4] = {0};
    gboolean is_done = TRUE;

    for (guint i = 0; i < G_N_ELEMENTS(planes); i++) {
        is_done = coverage_init(&planes[i], width, height, whole + 2) && is_done;
    }
    if (is_done) {
        read_surface(&planes[0], letters);
        grow(&planes[0], &planes[1], &planes[2], &planes[3], whole);
        write_mix(halo, &planes[2], &planes[3], radius - whole);
    }
    for (guint i = 0; i < G_N_ELEMENTS(planes); i++) {
        g_free(planes[i].bytes);
    }
    return is_done;
}

/** Whole pixels: where the letters and their halo are, as far as they are seen. */
typedef struct {
    int x, y, width, height;
} PixelRect;

/* In device space; letters beyond the clip still give their halo into it. */
static gboolean
find_pixels(cairo_t *cairo, double margin, PixelRect *pixels)
{
    double left, top, right, bottom, clip_left, clip_top, clip_right, clip_bottom;

    cairo_path_extents(cairo, &left, &top, &right, &bottom);
    cairo_clip_extents(cairo, &clip_left, &clip_top, &clip_right, &clip_bottom);
    left = floor(MAX(left - margin, clip_left - margin));
    top = floor(MAX(top - margin, clip_top - margin));
    right = ceil(MIN(right + margin, clip_right + margin));
    bottom = ceil(MIN(bottom + margin, clip_bottom + margin));
    if (!(right > left) || !(bottom > top)) {
        return FALSE;
    }
    *pixels =
        (PixelRect){(int)left, (int)top, (int)(right - left), (int)(bottom - top)};
    return TRUE;
}

static void
paint_mask(cairo_t *cairo, cairo_surface_t *mask, PixelRect pixels, MarchColor color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
    cairo_mask_surface(cairo, mask, pixels.x, pixels.y);
}

static gboolean
paint_halo(cairo_t *cairo,
           cairo_surface_t *letters,
           PixelRect pixels,
           double radius,
           MarchColor color)
{
    cairo_surface_t *halo =
        cairo_image_surface_create(CAIRO_FORMAT_A8, pixels.width, pixels.height);
    gboolean is_done = cairo_surface_status(halo) == CAIRO_STATUS_SUCCESS &&
                       march_text_grow_halo(letters, halo, radius);

    if (is_done) {
        paint_mask(cairo, halo, pixels, color);
    }
    cairo_surface_destroy(halo);
    return is_done;
}

gboolean
march_text_paint_pixels(MarchRasteriser *rasteriser,
                        cairo_t *cairo,
                        double radius,
                        MarchColor halo_color,
                        MarchColor color)
{
    cairo_surface_t *letters;
    cairo_path_t *path;
    PixelRect pixels;
    gboolean is_done = FALSE;

    if (!(radius >= 0) || radius > RADIUS_MAX) {
        return FALSE;
    }
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    if (!find_pixels(cairo, radius + 2, &pixels)) {
        cairo_new_path(cairo);
        cairo_restore(cairo);
        return TRUE;
    }
    path = cairo_copy_path(cairo);
    letters = cairo_image_surface_create(CAIRO_FORMAT_A8, pixels.width, pixels.height);
    is_done = cairo_surface_status(letters) == CAIRO_STATUS_SUCCESS &&
              march_rasteriser_fill(rasteriser, path, -pixels.x, -pixels.y, letters);
    if (is_done && radius > 0) {
        is_done = paint_halo(cairo, letters, pixels, radius, halo_color);
    }
    if (is_done) {
        cairo_new_path(cairo);
        paint_mask(cairo, letters, pixels, color);
    }
    cairo_path_destroy(path);
    cairo_surface_destroy(letters);
    cairo_restore(cairo);
    return is_done;
}
