/* SPDX-License-Identifier: MIT */
#include "png-pixels.h"

#include <string.h>

#include "deflate.h"

#define BYTES         3  /* of a pixel in the stream */
#define TILE          64 /* pixels of a row that are compared at once */
#define PIXELS_MAX    ((gsize)1 << 26)
#define OPAQUE        0xff000000u
#define ADLER_MODULUS 65521u

/** What a run of pixels repeats. */
typedef enum {
    REPEATS_NOTHING,
    REPEATS_LEFT,
    REPEATS_ABOVE,
} Repeats;

/** Of a tile of the row before: its part in Adler's sums, and whether it is one colour. */
typedef struct {
    guint32 sum, weighted;
    gboolean is_flat;
} Tile;

typedef struct {
    MarchDeflate deflate;
    Tile *tiles; /* owned, one for each tile of a row */
    guint width;
    guint stride; /* bytes of a row in the stream */
    Repeats repeats;
    gsize length;         /* bytes of the open run */
    const guint32 *begin; /* its first pixel */
    guint32 adler_low, adler_high;
    guint32 alpha; /* of all pixels, joined */
} Scan;

static void
add_pixel(Scan *scan, guint32 pixel)
{
    march_deflate_three(&scan->deflate, (guint8)(pixel >> 16), (guint8)(pixel >> 8),
                        (guint8)pixel);
}

static void
end_run(Scan *scan)
{
    guint distance = scan->repeats == REPEATS_LEFT ? BYTES : scan->stride;

    /* One pixel from above takes more bits than its three bytes. */
    if (scan->repeats == REPEATS_ABOVE && scan->length == BYTES) {
        add_pixel(scan, *scan->begin);
        scan->length = 0;
    }
    while (scan->length > 0) {
        guint taken = (guint)MIN(scan->length, MARCH_DEFLATE_MATCH_MAX);
        gsize left = scan->length - taken;

        if (left > 0 && left < MARCH_DEFLATE_MATCH_MIN) {
            taken -= MARCH_DEFLATE_MATCH_MIN;
        }
        march_deflate_match(&scan->deflate, taken, distance);
        scan->length -= taken;
    }
    scan->repeats = REPEATS_NOTHING;
}

static void
extend_run(Scan *scan, Repeats repeats, const guint32 *pixel, gsize length)
{
    if (scan->repeats != repeats) {
        end_run(scan);
        scan->repeats = repeats;
        scan->begin = pixel;
    }
    scan->length += length;
}

/* What @count pixels from @pixel on repeat for longer. */
static Repeats
choose(const guint32 *pixel, const guint32 *above, guint count)
{
    guint32 left = pixel[-1];
    guint i = 0;

    if (above == NULL) {
        return *pixel == left ? REPEATS_LEFT : REPEATS_NOTHING;
    }
    while (i < count && pixel[i] == left && pixel[i] == above[i]) {
        i++;
    }
    if (i == count || pixel[i] == left) {
        return REPEATS_LEFT;
    }
    if (pixel[i] == above[i]) {
        return REPEATS_ABOVE;
    }
    return i > 0 ? REPEATS_LEFT : REPEATS_NOTHING;
}

static void
scan_pixel(Scan *scan, const guint32 *pixel, const guint32 *above, guint count)
{
    Repeats repeats;

    if ((scan->repeats == REPEATS_LEFT && *pixel == pixel[-1]) ||
        (scan->repeats == REPEATS_ABOVE && *pixel == *above)) {
        scan->length += BYTES;
        return;
    }
    repeats = choose(pixel, above, count);
    if (repeats == REPEATS_NOTHING) {
        end_run(scan);
        add_pixel(scan, *pixel);
    } else {
        extend_run(scan, repeats, pixel, BYTES);
    }
}

static void
tile_measure(Scan *scan, Tile *tile, const guint32 *pixels, guint count)
{
    guint32 sum = 0, weighted = 0, alpha = OPAQUE, differing = 0;

    for (guint i = 0; i < count; i++) {
        guint32 green = pixels[i] >> 8 & 0xff, blue = pixels[i] & 0xff;
        guint32 all = (pixels[i] >> 16 & 0xff) + green + blue;

        sum += all;
        weighted += BYTES * (count - i) * all - green - 2 * blue;
        alpha &= pixels[i];
        differing |= pixels[i] ^ pixels[0];
    }
    *tile = (Tile){sum, weighted, differing == 0};
    scan->alpha &= alpha;
}

static void
adler_add(Scan *scan, const Tile *tile, guint count)
{
    scan->adler_high =
        (scan->adler_high + BYTES * count * scan->adler_low + tile->weighted) %
        ADLER_MODULUS;
    scan->adler_low = (scan->adler_low + tile->sum) % ADLER_MODULUS;
}

/* @above is NULL in the first row; @x is where the tile begins. */
static void
scan_tile(Scan *scan, const guint32 *row, const guint32 *above, guint x)
{
    guint count = MIN(TILE, scan->width - x);
    Tile *tile = &scan->tiles[x / TILE];
    const guint32 *pixels = row + x;

    if (above != NULL && memcmp(pixels, above + x, count * sizeof *row) == 0) {
        Repeats repeats = tile->is_flat && x > 0 && pixels[-1] == pixels[0]
                              ? REPEATS_LEFT
                              : REPEATS_ABOVE;

        extend_run(scan, repeats, pixels, BYTES * count);
        adler_add(scan, tile, count);
        return;
    }
    tile_measure(scan, tile, pixels, count);
    adler_add(scan, tile, count);
    for (guint i = 0; i < count; i++) {
        if (x + i > 0) {
            scan_pixel(scan, pixels + i, above != NULL ? above + x + i : NULL,
                       count - i);
        } else if (above != NULL && *pixels == *above) { /* after its filter byte */
            scan->length += BYTES;
        } else {
            add_pixel(scan, *pixels);
        }
    }
}

static void
scan_row(Scan *scan, const guint32 *row, const guint32 *above)
{
    scan->adler_high = (scan->adler_high + scan->adler_low) % ADLER_MODULUS;
    /* The filter, none, is a byte before the row. */
    if (above != NULL && *row == *above) {
        if (scan->length <= BYTES) {
            end_run(scan);
        }
        extend_run(scan, REPEATS_ABOVE, row, 1);
    } else {
        end_run(scan);
        march_deflate_literal(&scan->deflate, 0);
    }
    for (guint x = 0; x < scan->width; x += TILE) {
        scan_tile(scan, row, above, x);
    }
}

static void
append_adler(GByteArray *out, const Scan *scan)
{
    guint8 bytes[] = {(guint8)(scan->adler_high >> 8), (guint8)scan->adler_high,
                      (guint8)(scan->adler_low >> 8), (guint8)scan->adler_low};

    g_byte_array_append(out, bytes, sizeof bytes);
}

GByteArray *
march_png_compress_opaque(const MarchRaster *raster)
{
    static const guint8 head[] = {0x78, 0x01};
    Scan scan = {.width = raster->width,
                 .stride = 1 + BYTES * raster->width,
                 .adler_low = 1,
                 .alpha = OPAQUE};
    GByteArray *out = NULL;

    if (scan.stride > MARCH_DEFLATE_DISTANCE_MAX ||
        (gsize)raster->width * raster->height > PIXELS_MAX) {
        return NULL;
    }
    scan.tiles = g_new(Tile, (raster->width + TILE - 1) / TILE);
    march_deflate_init(&scan.deflate);
    g_byte_array_append(scan.deflate.out, head, sizeof head);
    for (guint y = 0; y < raster->height && scan.alpha == OPAQUE; y++) {
        const guint32 *row = raster->pixels + (gsize)y * raster->width;

        scan_row(&scan, row, y > 0 ? row - raster->width : NULL);
    }
    if (scan.alpha == OPAQUE) {
        end_run(&scan);
        march_deflate_finish(&scan.deflate);
        append_adler(scan.deflate.out, &scan);
        out = g_steal_pointer(&scan.deflate.out);
    }
    march_deflate_clear(&scan.deflate);
    g_free(scan.tiles);
    return out;
}
