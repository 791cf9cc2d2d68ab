/* SPDX-License-Identifier: MIT */
#include "masks.h"

#include <math.h>
#include <string.h>

#include "pixels.h"

#define RADIUS_MAX 48.0
/* Of all masks, and of one. */
#define BYTES_MAX ((gsize)4 << 20)
#define MASK_MAX  ((gsize)256 << 10)
/* Pixels from the image's origin beyond which fractions would lose their meaning. */
#define ORIGIN_MAX 1e6

/* All of eight bytes, so that it can be compared as bytes. */
typedef struct {
    const MarchTextLine *line;
    double xx, yx, xy, yy; /* layout units to pixels */
    double radius;
    gint64 x, y; /* the origin's fraction of a pixel, in 64ths */
} Key;

typedef struct {
    Key key;
    cairo_surface_t *letters; /* (nullable) NULL when nothing is inked */
    cairo_surface_t *halo;    /* (nullable) */
    int x, y;                 /* of the surfaces, from the origin's pixel */
} Mask;

struct MarchTextMasks {
    GHashTable *masks; /* of Mask, owned */
    gsize bytes;
};

static guint
key_hash(gconstpointer data)
{
    const guint8 *bytes = data;
    guint hash = 2166136261u;

    for (gsize i = 0; i < sizeof(Key); i++) {
        hash = (hash ^ bytes[i]) * 16777619u;
    }
    return hash;
}

static gboolean
key_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Key)) == 0;
}

static void
mask_free(gpointer data)
{
    Mask *mask = data;

    g_clear_pointer(&mask->letters, cairo_surface_destroy);
    g_clear_pointer(&mask->halo, cairo_surface_destroy);
    g_free(mask);
}

MarchTextMasks *
march_text_masks_new(void)
{
    MarchTextMasks *masks = g_new0(MarchTextMasks, 1);

    masks->masks = g_hash_table_new_full(key_hash, key_equal, NULL, mask_free);
    return masks;
}

void
march_text_masks_free(MarchTextMasks *masks)
{
    if (masks != NULL) {
        g_hash_table_unref(masks->masks);
        g_free(masks);
    }
}

void
march_text_masks_clear(MarchTextMasks *masks)
{
    g_hash_table_remove_all(masks->masks);
    masks->bytes = 0;
}

/** An outline in pixels from the origin's pixel, and where it lies. */
typedef struct {
    cairo_path_t path; /* its data owned */
    double left, top, right, bottom;
} Placed;

static void
place_outline(Placed *placed, const cairo_path_t *outline, const Key *key)
{
    cairo_path_data_t *data =
        g_memdup2(outline->data, (gsize)outline->num_data * sizeof *data);
    double dx = (double)key->x / 64, dy = (double)key->y / 64;

    *placed = (Placed){.path = *outline,
                       .left = G_MAXDOUBLE,
                       .top = G_MAXDOUBLE,
                       .right = -G_MAXDOUBLE,
                       .bottom = -G_MAXDOUBLE};
    placed->path.data = data;
    for (int i = 0; i < outline->num_data; i += data[i].header.length) {
        for (int k = 1; k < data[i].header.length; k++) {
            double x = data[i + k].point.x, y = data[i + k].point.y;
            double px = key->xx * x + key->xy * y + dx;
            double py = key->yx * x + key->yy * y + dy;

            data[i + k].point.x = px;
            data[i + k].point.y = py;
            placed->left = MIN(placed->left, px);
            placed->top = MIN(placed->top, py);
            placed->right = MAX(placed->right, px);
            placed->bottom = MAX(placed->bottom, py);
        }
    }
}

static gboolean
mask_fill(Mask *mask, MarchRasteriser *rasteriser, const Placed *placed)
{
    double margin = mask->key.radius + 2;
    double left = floor(placed->left - margin), top = floor(placed->top - margin);
    double width = ceil(placed->right + margin) - left;
    double height = ceil(placed->bottom + margin) - top;

    if (!(placed->right > placed->left)) {
        return TRUE; /* blanks */
    }
    if (!(width * height <= (double)MASK_MAX) || !(fabs(left) < ORIGIN_MAX) ||
        !(fabs(top) < ORIGIN_MAX)) {
        return FALSE;
    }
    mask->x = (int)left;
    mask->y = (int)top;
    mask->letters =
        cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width, (int)height);
    if (cairo_surface_status(mask->letters) != CAIRO_STATUS_SUCCESS ||
        !march_rasteriser_fill(rasteriser, &placed->path, -left, -top, mask->letters)) {
        return FALSE;
    }
    if (mask->key.radius > 0) {
        mask->halo =
            cairo_image_surface_create(CAIRO_FORMAT_A8, (int)width, (int)height);
        return cairo_surface_status(mask->halo) == CAIRO_STATUS_SUCCESS &&
               march_text_grow_halo(mask->letters, mask->halo, mask->key.radius);
    }
    return TRUE;
}

static Mask *
mask_new(MarchRasteriser *rasteriser, MarchTextLine *line, const Key *key)
{
    Mask *mask = g_new0(Mask, 1);
    gboolean is_filled;
    Placed placed;

    mask->key = *key;
    place_outline(&placed, march_text_line_outline(line), key);
    is_filled = mask_fill(mask, rasteriser, &placed);
    g_free(placed.path.data);
    if (!is_filled) {
        mask_free(mask);
        return NULL;
    }
    return mask;
}

static gsize
surface_bytes(cairo_surface_t *surface)
{
    return surface != NULL ? (gsize)cairo_image_surface_get_stride(surface) *
                                 (gsize)cairo_image_surface_get_height(surface)
                           : 0;
}

static const Mask *
mask_get(MarchTextMasks *masks,
         MarchRasteriser *rasteriser,
         MarchTextLine *line,
         const Key *key)
{
    Mask *mask = g_hash_table_lookup(masks->masks, key);
    gsize bytes;

    if (mask != NULL) {
        return mask;
    }
    mask = mask_new(rasteriser, line, key);
    if (mask == NULL) {
        return NULL;
    }
    bytes = sizeof *mask + surface_bytes(mask->letters) + surface_bytes(mask->halo);
    if (masks->bytes + bytes > BYTES_MAX) {
        march_text_masks_clear(masks);
    }
    masks->bytes += bytes;
    g_hash_table_add(masks->masks, mask);
    return mask;
}

static void
paint(cairo_t *cairo, cairo_surface_t *surface, double x, double y, MarchColor color)
{
    cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha);
    cairo_mask_surface(cairo, surface, x, y);
}

gboolean
march_text_masks_paint(MarchTextMasks *masks,
                       MarchRasteriser *rasteriser,
                       cairo_t *cairo,
                       MarchTextLine *line,
                       double radius,
                       MarchColor halo_color,
                       MarchColor color)
{
    cairo_matrix_t matrix;
    double x, y;
    const Mask *mask;
    Key key;

    cairo_get_matrix(cairo, &matrix);
    if (!(radius >= 0) || radius > RADIUS_MAX || !(fabs(matrix.x0) < ORIGIN_MAX) ||
        !(fabs(matrix.y0) < ORIGIN_MAX)) {
        return FALSE;
    }
    x = floor(floor(matrix.x0 * 64 + 0.5) / 64);
    y = floor(floor(matrix.y0 * 64 + 0.5) / 64);
    key = (Key){.line = line,
                .xx = matrix.xx,
                .yx = matrix.yx,
                .xy = matrix.xy,
                .yy = matrix.yy,
                .radius = radius,
                .x = (gint64)(floor(matrix.x0 * 64 + 0.5) - x * 64),
                .y = (gint64)(floor(matrix.y0 * 64 + 0.5) - y * 64)};
    mask = mask_get(masks, rasteriser, line, &key);
    if (mask == NULL) {
        return FALSE;
    }
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    if (mask->halo != NULL) {
        paint(cairo, mask->halo, x + mask->x, y + mask->y, halo_color);
    }
    if (mask->letters != NULL) {
        paint(cairo, mask->letters, x + mask->x, y + mask->y, color);
    }
    cairo_restore(cairo);
    return TRUE;
}
