/* SPDX-License-Identifier: MIT */
#include "text/subset.h"

#include <hb.h>
#include <string.h>

#define FONTS MARCH_TEST_SOURCE_DIR "/styles/fonts"

static const MarchFont regular = {.family = "Noto Sans", .size = 2.5, .weight = 400};

static GBytes *
keep(GBytes *sfnt)
{
    return g_bytes_ref(sfnt);
}

/* The advances of @text's glyphs shaped with the font of @blob alone; 0 for none. */
static char *
shape(hb_blob_t *blob, const char *text)
{
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_buffer_t *buffer = hb_buffer_create();
    GString *advances = g_string_new(NULL);
    const hb_glyph_info_t *glyphs;
    const hb_glyph_position_t *positions;
    unsigned count;

    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, NULL, 0);
    glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    positions = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        g_string_append_printf(advances, "%s%d ",
                               glyphs[i].codepoint == 0 ? "missing:" : "",
                               positions[i].x_advance);
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return g_string_free(advances, FALSE);
}

typedef struct {
    const char *path, *file, *text;
} Case;

/* Browsers shape with the subset alone, and spell letters as the shaper wants them. */
static void
subset_is_shaped_like_the_whole_font(gconstpointer data)
{
    const Case *it = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchTextEngine) engine = march_text_engine_new(FONTS, FALSE, &error);
    g_autoptr(MarchFontCollector) collector = NULL;
    g_autoptr(GPtrArray) subsets = NULL;
    g_autofree char *file = g_strconcat(FONTS "/", it->file, NULL);
    g_autofree char *whole = NULL, *part = NULL;
    const char *bytes;
    gsize length;

    g_assert_no_error(error);
    collector = march_font_collector_new(engine);
    march_font_collector_add(collector, &regular, it->text);
    subsets = march_font_collector_finish(collector, keep);
    g_assert_cmpuint(subsets->len, ==, 1);
    bytes = g_bytes_get_data(((MarchFontSubset *)g_ptr_array_index(subsets, 0))->font,
                             &length);
    whole = shape(hb_blob_create_from_file(file), it->text);
    part = shape(
        hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL),
        it->text);
    g_assert_cmpstr(part, ==, whole);
    g_assert_null(strstr(part, "missing"));
}

int
main(int argc, char **argv)
{
    static const Case cases[] = {
        {"/text/subset/thai-am", "scripts/NotoSansThai-Regular.ttf", "ลำดวน"},
        {"/text/subset/lao-am", "scripts/NotoSansLao-Regular.ttf", "ຄຳ"},
        {"/text/subset/khmer-split-vowels", "scripts/NotoSansKhmer-Regular.ttf",
         "កើកោ"},
        {"/text/subset/tamil-split-vowels", "scripts/NotoSansTamil-Regular.ttf",
         "கொகோ"},
        {"/text/subset/bengali-split-vowels", "scripts/NotoSansBengali-Regular.ttf",
         "কোকৌ"},
        {"/text/subset/malayalam-split-vowels", "scripts/NotoSansMalayalam-Regular.ttf",
         "കൊകോ"},
        {"/text/subset/sinhala-split-vowels", "scripts/NotoSansSinhala-Regular.ttf",
         "කොකෝ"},
        {"/text/subset/signs-over-letters", "NotoSans-Regular.ttf", "e\xcc\x81"},
        {"/text/subset/devanagari", "scripts/NotoSansDevanagari-Regular.ttf", "श्रीनगर"},
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_add_data_func(cases[i].path, &cases[i],
                             subset_is_shaped_like_the_whole_font);
    }
    return g_test_run();
}
