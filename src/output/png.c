/* SPDX-License-Identifier: MIT */
#include "png.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

#include "png-pixels.h"
#include "render/recipe.h"

#define COMPRESSION_LEVEL 1
#define CHUNK_MAX         ((gsize)1 << 30)

static void
append_u32(GByteArray *out, guint32 value)
{
    guint8 bytes[] = {(guint8)(value >> 24), (guint8)(value >> 16),
                      (guint8)(value >> 8), (guint8)value};

    g_byte_array_append(out, bytes, sizeof bytes);
}

static void
append_chunk(GByteArray *out, const char *type, const void *data, gsize length)
{
    guint start;

    append_u32(out, (guint32)length);
    start = out->len;
    g_byte_array_append(out, (const guint8 *)type, 4);
    if (length > 0) {
        g_byte_array_append(out, data, (guint)length);
    }
    append_u32(out, libdeflate_crc32(0, out->data + start, out->len - start));
}

static void
append_header(GByteArray *out, const MarchRaster *raster, gboolean is_opaque)
{
    static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    static const guint8 perceptual = 0;
    g_autoptr(GByteArray) data = g_byte_array_new();
    guint8 kind[] = {8, is_opaque ? 2 : 6, 0, 0, 0};

    g_byte_array_append(out, signature, sizeof signature);
    append_u32(data, raster->width);
    append_u32(data, raster->height);
    g_byte_array_append(data, kind, sizeof kind);
    append_chunk(out, "IHDR", data->data, data->len);
    append_chunk(out, "sRGB", &perceptual, 1);
    if (raster->dpi > 0) {
        guint32 per_metre = (guint32)CLAMP(lround(raster->dpi / 0.0254), 1, 1 << 30);
        guint8 is_metre = 1;

        g_byte_array_set_size(data, 0);
        append_u32(data, per_metre);
        append_u32(data, per_metre);
        g_byte_array_append(data, &is_metre, 1);
        append_chunk(out, "pHYs", data->data, data->len);
    }
}

/* iTXt: keyword, uncompressed, no language, no translation, UTF-8 text. */
static void
append_text(GByteArray *out, const char *keyword, const char *text)
{
    static const guint8 nothing[4] = {0, 0, 0, 0};
    g_autoptr(GByteArray) data = g_byte_array_new();

    if (text == NULL || *text == '\0') {
        return;
    }
    g_byte_array_append(data, (const guint8 *)keyword, (guint)strlen(keyword));
    g_byte_array_append(data, nothing, 1); /* ends the keyword */
    g_byte_array_append(data, nothing, 4);
    g_byte_array_append(data, (const guint8 *)text, (guint)strlen(text));
    append_chunk(out, "iTXt", data->data, data->len);
}

static void
append_information(GByteArray *out, const MarchDocumentInfo *info)
{
    append_text(out, "Title", info->title);
    append_text(out, "Description", info->description);
    append_text(out, "Author", info->author);
    append_text(out, "Software", "marchland");
    append_text(out, "Source", info->credits);
    for (guint i = 0;
         info->recipe != NULL && info->recipe[i] != NULL && info->recipe[i + 1] != NULL;
         i += 2) {
        g_autofree char *keyword =
            g_strconcat(MARCH_RECIPE_PREFIX, info->recipe[i], NULL);

        g_assert(march_recipe_key_is_valid(info->recipe[i]));
        append_text(out, keyword, info->recipe[i + 1]);
    }
}

static gboolean
is_opaque(const MarchRaster *raster)
{
    gsize count = (gsize)raster->width * raster->height;
    guint32 all = 0xff000000u;

    for (gsize i = 0; i < count; i++) {
        all &= raster->pixels[i];
    }
    return all == 0xff000000u;
}

/* Four pixels are twelve bytes; @row may begin where @pixels does, or before it. */
static void
pack_opaque(const guint32 *pixels, guint count, guint8 *row)
{
    guint i = 0;

    for (; i + 4 <= count; i += 4) {
        guint32 rgb[4], words[3];

        for (guint k = 0; k < 4; k++) { /* red in the lowest byte */
            rgb[k] = GUINT32_SWAP_LE_BE(pixels[i + k] << 8);
        }
        words[0] = GUINT32_TO_LE(rgb[0] | rgb[1] << 24);
        words[1] = GUINT32_TO_LE(rgb[1] >> 8 | rgb[2] << 16);
        words[2] = GUINT32_TO_LE(rgb[2] >> 16 | rgb[3] << 8);
        memcpy(row + 3 * i, words, sizeof words);
    }
    for (; i < count; i++) {
        guint32 pixel = pixels[i];

        row[3 * i] = (guint8)(pixel >> 16);
        row[3 * i + 1] = (guint8)(pixel >> 8);
        row[3 * i + 2] = (guint8)pixel;
    }
}

static guint8
straighten(guint32 channel, guint32 alpha)
{
    return (guint8)MIN(255, (channel * 255 + alpha / 2) / alpha);
}

static void
pack_translucent(const guint32 *pixels, guint count, guint8 *row)
{
    for (guint i = 0; i < count; i++) {
        guint32 pixel = pixels[i], alpha = pixel >> 24;

        if (alpha == 0) {
            memset(row + 4 * i, 0, 4);
            continue;
        }
        row[4 * i] = straighten(pixel >> 16 & 0xff, alpha);
        row[4 * i + 1] = straighten(pixel >> 8 & 0xff, alpha);
        row[4 * i + 2] = straighten(pixel & 0xff, alpha);
        row[4 * i + 3] = (guint8)alpha;
    }
}

/* A row begins with its filter: none, the fastest and smallest on flat colours. */
static void
pack_rows(const MarchRaster *raster, gboolean opaque, guint8 *rows)
{
    gsize stride = 1 + (gsize)raster->width * (opaque ? 3 : 4);

    for (guint y = 0; y < raster->height; y++) {
        const guint32 *pixels = raster->pixels + (gsize)y * raster->width;
        guint8 *row = rows + y * stride;

        if (opaque) {
            pack_opaque(pixels, raster->width, row + 1);
        } else {
            pack_translucent(pixels, raster->width, row + 1);
        }
        row[0] = 0; /* last: it may lie on the row's first pixel */
    }
}

static void
append_data(GByteArray *out, const guint8 *data, gsize length)
{
    for (gsize at = 0; at < length; at += CHUNK_MAX) {
        append_chunk(out, "IDAT", data + at, MIN(CHUNK_MAX, length - at));
    }
}

static gboolean
append_rows(GByteArray *out, const guint8 *rows, gsize length)
{
    struct libdeflate_compressor *compressor =
        libdeflate_alloc_compressor(COMPRESSION_LEVEL);
    g_autofree guint8 *compressed = NULL;
    gsize bound, packed = 0;

    if (compressor == NULL) {
        return FALSE;
    }
    bound = libdeflate_zlib_compress_bound(compressor, length);
    compressed = g_try_malloc(bound);
    if (compressed != NULL) {
        packed = libdeflate_zlib_compress(compressor, rows, length, compressed, bound);
    }
    libdeflate_free_compressor(compressor);
    append_data(out, compressed, packed);
    return packed > 0;
}

static gboolean
append_pixels(GByteArray *out, MarchRaster *raster, gboolean opaque)
{
    gsize length = (1 + (gsize)raster->width * (opaque ? 3 : 4)) * raster->height;
    g_autofree guint8 *other = NULL;
    guint8 *rows = (guint8 *)raster->pixels;

    if (!opaque) { /* four bytes a pixel and one a row do not fit into their own place */
        rows = other = g_try_malloc(length);
    }
    if (rows == NULL) {
        return FALSE;
    }
    pack_rows(raster, opaque, rows);
    return append_rows(out, rows, length);
}

GBytes *
march_png_encode(MarchRaster *raster, const MarchDocumentInfo *info, GError **error)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autoptr(GByteArray) data = march_png_compress_opaque(raster);
    gboolean opaque = data != NULL || is_opaque(raster);

    append_header(out, raster, opaque);
    if (info != NULL) {
        append_information(out, info);
    }
    if (data != NULL) {
        append_data(out, data->data, data->len);
    } else if (!append_pixels(out, raster, opaque)) {
        march_error_set(error, MARCH_ERROR_LIMIT, MARCH_LOCATION_NONE,
                        "not enough memory for a PNG of %u by %u pixels", raster->width,
                        raster->height);
        return NULL;
    }
    append_chunk(out, "IEND", NULL, 0);
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
