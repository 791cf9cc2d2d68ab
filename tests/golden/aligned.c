/* SPDX-License-Identifier: MIT */
/*
 * aligned PICTURE PICTURE: whether two pictures of a page show everything in the same
 * place. In each of nine parts of the page, the second picture fits the first best when
 * it is not moved: moved by a pixel any way it fits worse. At 508 pixels to the inch a
 * pixel is 0.05 mm.
 */
#include <cairo.h>
#include <glib.h>

#define PARTS    3
#define MOVE_MAX 2
#define STEP     2      /* of rows that are looked at */
#define INK_MIN  2000.0 /* a part with less on it says nothing */

typedef struct {
    cairo_surface_t *surface;
    const guint8 *pixels;
    int width, height, stride;
} Picture;

static gboolean
picture_open(Picture *picture, const char *path)
{
    picture->surface = cairo_image_surface_create_from_png(path);
    picture->pixels = cairo_image_surface_get_data(picture->surface);
    picture->width = cairo_image_surface_get_width(picture->surface);
    picture->height = cairo_image_surface_get_height(picture->surface);
    picture->stride = cairo_image_surface_get_stride(picture->surface);
    return cairo_surface_status(picture->surface) == CAIRO_STATUS_SUCCESS;
}

/* The green channel, which says most of how light a pixel is. */
static int
light_at(const Picture *picture, int x, int y)
{
    return picture->pixels[(gssize)y * picture->stride + 4 * (gssize)x + 1];
}

/* How much @other, moved by @dx and @dy pixels, differs from @one in a part. */
static double
difference(const Picture *one,
           const Picture *other,
           int part_x,
           int part_y,
           int dx,
           int dy)
{
    int width = MIN(one->width, other->width);
    int height = MIN(one->height, other->height);
    int left = MAX(width * part_x / PARTS, MOVE_MAX);
    int right = MIN(width * (part_x + 1) / PARTS, width - MOVE_MAX);
    int top = MAX(height * part_y / PARTS, MOVE_MAX);
    int bottom = MIN(height * (part_y + 1) / PARTS, height - MOVE_MAX);
    double sum = 0;

    for (int y = top; y < bottom; y += STEP) {
        for (int x = left; x < right; x++) {
            int off = light_at(one, x, y) - light_at(other, x + dx, y + dy);

            sum += off * off;
        }
    }
    return sum;
}

static gboolean
part_is_aligned(const Picture *one, const Picture *other, int part_x, int part_y)
{
    double still = difference(one, other, part_x, part_y, 0, 0);
    double ink = difference(one, one, part_x, part_y, MOVE_MAX, MOVE_MAX);

    for (int dy = -MOVE_MAX; ink > INK_MIN && dy <= MOVE_MAX; dy++) {
        for (int dx = -MOVE_MAX; dx <= MOVE_MAX; dx++) {
            if (difference(one, other, part_x, part_y, dx, dy) < still) {
                g_printerr("part %d, %d fits better moved by %d, %d pixels\n", part_x,
                           part_y, dx, dy);
                return FALSE;
            }
        }
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    Picture one, other;
    gboolean is_aligned = TRUE;

    if (argc != 3 || !picture_open(&one, argv[1]) || !picture_open(&other, argv[2])) {
        g_printerr("usage: aligned PICTURE PICTURE\n");
        return 2;
    }
    if (ABS(one.width - other.width) > 2 || ABS(one.height - other.height) > 2) {
        g_printerr("%d by %d pixels are not %d by %d\n", other.width, other.height,
                   one.width, one.height);
        is_aligned = FALSE;
    }
    for (int part = 0; is_aligned && part < PARTS * PARTS; part++) {
        is_aligned = part_is_aligned(&one, &other, part % PARTS, part / PARTS);
    }
    cairo_surface_destroy(one.surface);
    cairo_surface_destroy(other.surface);
    return is_aligned ? 0 : 1;
}
