/* SPDX-License-Identifier: MIT */
/* Fonts inside the document, as WOFF 1.0 (W3C, 2012) in a style sheet. */
#include <libdeflate.h>
#include <string.h>

#include "svg-xml.h"
#include "svg.h"
#include "text/subset.h"

#define WOFF_HEADER 44
#define WOFF_ENTRY  20
#define SFNT_HEADER 12
#define SFNT_ENTRY  16
#define TABLES_MAX  64
/* A hundredth more bytes than level 9, in three quarters of its time. */
#define WOFF_LEVEL 4

static guint32
read_u32(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 |
           data[3];
}

static void
write_u32(guint8 *data, guint32 value)
{
    data[0] = (guint8)(value >> 24);
    data[1] = (guint8)(value >> 16);
    data[2] = (guint8)(value >> 8);
    data[3] = (guint8)value;
}

static guint32
round_up(guint32 length)
{
    return (length + 3) & ~3u;
}

/* Appends a table compressed, or as it is when that is no longer. */
static void
append_table(GByteArray *woff,
             struct libdeflate_compressor *compressor,
             const guint8 *table,
             guint32 length,
             guint8 *entry)
{
    static const guint8 padding[4] = {0};
    g_autofree guint8 *packed = g_malloc(MAX(length, 1));
    gsize size =
        libdeflate_zlib_compress(compressor, table, length, packed, MAX(length, 1) - 1);
    guint32 stored = size > 0 ? (guint32)size : length;

    write_u32(entry + 4, woff->len);
    write_u32(entry + 8, stored);
    write_u32(entry + 12, length);
    g_byte_array_append(woff, size > 0 ? packed : table, stored);
    g_byte_array_append(woff, padding, round_up(stored) - stored);
}

/* (nullable) the WOFF form of @sfnt. */
static GBytes *
pack_woff(GBytes *sfnt)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(sfnt, &length);
    guint count = length >= SFNT_HEADER ? (guint)data[4] << 8 | data[5] : 0;
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(WOFF_LEVEL);
    g_autoptr(GByteArray) woff = g_byte_array_new();
    guint8 head[WOFF_HEADER + WOFF_ENTRY * TABLES_MAX] = "wOFF";
    guint32 total = SFNT_HEADER + SFNT_ENTRY * count;

    if (compressor == NULL || count == 0 || count > TABLES_MAX || length < total) {
        libdeflate_free_compressor(compressor);
        return NULL;
    }
    g_byte_array_set_size(woff, WOFF_HEADER + WOFF_ENTRY * count);
    for (guint i = 0; i < count; i++) {
        const guint8 *table = data + SFNT_HEADER + SFNT_ENTRY * i;
        guint8 *entry = head + WOFF_HEADER + WOFF_ENTRY * i;
        guint32 offset = read_u32(table + 8), size = read_u32(table + 12);

        if (offset > length || size > length - offset) {
            libdeflate_free_compressor(compressor);
            return NULL;
        }
        memcpy(entry, table, 4);
        write_u32(entry + 16, read_u32(table + 4));
        append_table(woff, compressor, data + offset, size, entry);
        total += round_up(size);
    }
    libdeflate_free_compressor(compressor);
    memcpy(head + 4, data, 4); /* the flavour */
    write_u32(head + 8, woff->len);
    head[12] = (guint8)(count >> 8);
    head[13] = (guint8)count;
    write_u32(head + 16, total);
    head[21] = 1; /* major version of the font */
    memcpy(woff->data, head, WOFF_HEADER + WOFF_ENTRY * count);
    return g_byte_array_free_to_bytes(g_steal_pointer(&woff));
}

static void
append_face(GString *out, const MarchFontSubset *subset)
{
    gsize length;
    const guint8 *woff = g_bytes_get_data(subset->font, &length);
    g_autofree char *base64 = g_base64_encode(woff, length);
    g_autofree char *family = g_strdelimit(g_strdup(subset->family), "'\\{}<>", ' ');

    g_string_append(out, "@font-face{font-family:'");
    march_xml_text(out, family);
    g_string_append_printf(out, "';font-weight:%d;font-style:%s;", subset->weight,
                           subset->italic ? "italic" : "normal");
    g_string_append_printf(out, "src:url(data:font/woff;base64,%s)}\n", base64);
}

static void
collect(MarchFontCollector *collector, const MarchScene *scene)
{
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if (item->type == MARCH_SCENE_TEXT || item->type == MARCH_SCENE_TEXT_ALONG) {
            march_font_collector_add(collector, &item->as.text.font,
                                     item->as.text.text);
        }
    }
}

/*
 * CSS takes a letter from the last declared face that has it, so the faces that fill
 * a family's gaps come first.
 */
void
march_svg_fonts(MarchSvgWriter *writer)
{
    g_autoptr(MarchFontCollector) collector = march_font_collector_new(writer->text);
    g_autoptr(GPtrArray) subsets = NULL;

    collect(collector, writer->scene);
    subsets = march_font_collector_finish(collector, pack_woff);
    if (subsets->len == 0) {
        return;
    }
    g_string_append(writer->out, "<style>\n");
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < subsets->len; i++) {
            const MarchFontSubset *subset = g_ptr_array_index(subsets, i);

            if (!subset->is_fallback == (pass == 1)) {
                append_face(writer->out, subset);
            }
        }
    }
    g_string_append(writer->out, "</style>\n");
}
