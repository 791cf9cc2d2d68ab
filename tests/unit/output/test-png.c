/* SPDX-License-Identifier: MIT */
#include "output/png.h"

#include <string.h>

#include <zlib.h>

static MarchRaster *
create_raster(guint width, guint height, guint32 pixel)
{
    MarchRaster *raster = g_new0(MarchRaster, 1);

    raster->width = width;
    raster->height = height;
    raster->dpi = 300;
    raster->pixels = g_new(guint32, width * height);
    for (guint i = 0; i < width * height; i++) {
        raster->pixels[i] = pixel;
    }
    return raster;
}

static guint32
read_u32(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 |
           data[3];
}

/* The content of the first chunk of @type that begins with @prefix; checks the sums. */
static const guint8 *
find_chunk(GBytes *png, const char *type, const char *prefix, guint32 *length)
{
    gsize size;
    const guint8 *data = g_bytes_get_data(png, &size);
    const guint8 *found = NULL;

    for (gsize at = 8; at < size;) {
        guint32 count = read_u32(data + at);

        g_assert_cmpuint(at + 12 + count, <=, size);
        g_assert_cmphex(crc32(0, data + at + 4, count + 4), ==,
                        read_u32(data + at + 8 + count));
        if (found == NULL && memcmp(data + at + 4, type, 4) == 0 &&
            count >= strlen(prefix) &&
            memcmp(data + at + 8, prefix, strlen(prefix)) == 0) {
            found = data + at + 8;
            *length = count;
        }
        at += 12 + count;
    }
    return found;
}

static GBytes *
inflate_pixels(GBytes *png, gsize expected)
{
    guint32 length;
    const guint8 *packed = find_chunk(png, "IDAT", "", &length);
    uLongf size = expected;
    guint8 *rows = g_malloc(expected);

    g_assert_nonnull(packed);
    g_assert_cmpint(uncompress(rows, &size, packed, length), ==, Z_OK);
    g_assert_cmpuint(size, ==, expected);
    return g_bytes_new_take(rows, size);
}

static void
opaque_is_rgb(void)
{
    g_autoptr(MarchRaster) raster = create_raster(3, 2, 0xff102030);
    g_autoptr(GBytes) png = march_png_encode(raster, NULL, NULL);
    g_autoptr(GBytes) rows = inflate_pixels(png, 2 * (1 + 3 * 3));
    guint32 length;
    const guint8 *header = find_chunk(png, "IHDR", "", &length);
    const guint8 *row = g_bytes_get_data(rows, NULL);

    g_assert_cmpuint(read_u32(header), ==, 3);
    g_assert_cmpuint(read_u32(header + 4), ==, 2);
    g_assert_cmpuint(header[9], ==, 2);
    g_assert_cmphex(row[1], ==, 0x10);
    g_assert_cmphex(row[2], ==, 0x20);
    g_assert_cmphex(row[3], ==, 0x30);
}

/* Every width. */
static void
each_pixel_arrives(void)
{
    for (guint width = 1; width <= 9; width++) {
        g_autoptr(MarchRaster) raster = create_raster(width, 3, 0xff000000);
        g_autoptr(GBytes) png = NULL;
        g_autoptr(GBytes) rows = NULL;
        const guint8 *row;

        for (guint i = 0; i < width * 3; i++) {
            raster->pixels[i] = 0xff000000 | i << 16 | (i + 100) << 8 | (i + 200);
        }
        png = march_png_encode(raster, NULL, NULL);
        rows = inflate_pixels(png, 3 * (1 + 3 * width));
        row = g_bytes_get_data(rows, NULL);
        for (guint i = 0; i < width * 3; i++) {
            const guint8 *pixel = row + 1 + 3 * i + i / width;

            g_assert_cmpuint(pixel[0], ==, i);
            g_assert_cmpuint(pixel[1], ==, i + 100);
            g_assert_cmpuint(pixel[2], ==, i + 200);
        }
        for (guint y = 0; y < 3; y++) {
            g_assert_cmpuint(row[y * (1 + 3 * width)], ==, 0);
        }
    }
}

/* Colours in runs, with rows that differ little from those above, as a map's do. */
static void
fill_like_a_map(MarchRaster *raster, GRand *random, guint32 n_colors)
{
    guint32 color = 0xff000000;

    for (guint i = 0; i < raster->width * raster->height; i++) {
        gboolean follows = i >= raster->width && g_rand_int_range(random, 0, 40) > 0;

        if (g_rand_int_range(random, 0, 30) == 0) {
            color = 0xff000000 | (g_rand_int(random) % n_colors) * 2654435761u >> 8;
        }
        raster->pixels[i] = follows ? raster->pixels[i - raster->width] : color;
    }
}

/* Rows shorter and longer than a tile, more tokens than a block, all and few colours. */
static void
random_pixels_arrive(void)
{
    static const guint sizes[][2] = {{1, 1},    {1, 500}, {63, 9},    {64, 9},
                                     {65, 300}, {200, 1}, {700, 400}, {11000, 3}};
    g_autoptr(GRand) random = g_rand_new_with_seed(20211);

    for (guint i = 0; i < 3 * G_N_ELEMENTS(sizes); i++) {
        guint width = sizes[i / 3][0], height = sizes[i / 3][1];
        g_autoptr(MarchRaster) raster = create_raster(width, height, 0xff000000);
        g_autofree guint32 *pixels = NULL;
        g_autoptr(GBytes) png = NULL;
        g_autoptr(GBytes) rows = NULL;
        const guint8 *row;

        fill_like_a_map(raster, random, i % 3 == 0 ? 1 : i % 3 == 1 ? 4 : 1u << 24);
        pixels = g_memdup2(raster->pixels, (gsize)4 * width * height);
        png = march_png_encode(raster, NULL, NULL);
        rows = inflate_pixels(png, (gsize)height * (1 + 3 * width));
        row = g_bytes_get_data(rows, NULL);
        for (guint y = 0; y < height; y++, row += 1 + 3 * width) {
            g_assert_cmpuint(row[0], ==, 0);
            for (guint x = 0; x < width; x++) {
                const guint8 *rgb = row + 1 + 3 * x;

                g_assert_cmphex((guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2],
                                ==, pixels[y * width + x] & 0xffffff);
            }
        }
    }
}

static void
translucent_is_straight_rgba(void)
{
    g_autoptr(MarchRaster) raster = create_raster(2, 1, 0x80400000);
    g_autoptr(GBytes) png = march_png_encode(raster, NULL, NULL);
    g_autoptr(GBytes) rows = inflate_pixels(png, 1 + 2 * 4);
    guint32 length;
    const guint8 *row = g_bytes_get_data(rows, NULL);

    g_assert_cmpuint(find_chunk(png, "IHDR", "", &length)[9], ==, 6);
    g_assert_cmphex(row[1], ==, 0x80);
    g_assert_cmphex(row[4], ==, 0x80);
}

static void
resolution_is_in_metres(void)
{
    g_autoptr(MarchRaster) raster = create_raster(2, 1, 0xff000000);
    g_autoptr(GBytes) png = march_png_encode(raster, NULL, NULL);
    guint32 length;
    const guint8 *density = find_chunk(png, "pHYs", "", &length);

    g_assert_nonnull(density);
    g_assert_cmpuint(read_u32(density), ==, 11811);
    g_assert_cmpuint(density[8], ==, 1);
}

static void
information_is_text(void)
{
    static const char *const recipe[] = {"figure-hash", "abc", "view", "все", NULL};
    MarchDocumentInfo info = {.title = "Батken",
                              .description = "A map",
                              .credits = "© OSM",
                              .recipe = recipe};
    g_autoptr(MarchRaster) raster = create_raster(2, 1, 0xff000000);
    g_autoptr(GBytes) png = march_png_encode(raster, &info, NULL);
    guint32 length;
    const guint8 *text = find_chunk(png, "iTXt", "marchland:view", &length);

    g_assert_nonnull(text);
    g_assert_cmpuint(length, ==, 14 + 5 + 6);
    g_assert_true(memcmp(text + 14 + 5, "все", 6) == 0);
    g_assert_nonnull(find_chunk(png, "iTXt", "Title", &length));
    g_assert_nonnull(find_chunk(png, "iTXt", "Description", &length));
    g_assert_nonnull(find_chunk(png, "iTXt", "Source", &length));
    g_assert_null(find_chunk(png, "iTXt", "Author", &length));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/output/png/opaque-is-rgb", opaque_is_rgb);
    g_test_add_func("/output/png/each-pixel-arrives", each_pixel_arrives);
    g_test_add_func("/output/png/random-pixels-arrive", random_pixels_arrive);
    g_test_add_func("/output/png/translucent-is-straight-rgba",
                    translucent_is_straight_rgba);
    g_test_add_func("/output/png/resolution-is-in-metres", resolution_is_in_metres);
    g_test_add_func("/output/png/information-is-text", information_is_text);
    return g_test_run();
}
