/* SPDX-License-Identifier: MIT */
#include "text/text.h"

#include <math.h>

#define FONTS MARCH_TEST_SOURCE_DIR "/styles/fonts"

static MarchTextEngine *
create_engine(void)
{
    g_autoptr(GError) error = NULL;
    MarchTextEngine *engine = march_text_engine_new(FONTS, FALSE, &error);

    g_assert_no_error(error);
    return engine;
}

static const MarchFont regular = {.family = "Noto Sans", .size = 2.5, .weight = 400};

static void
width_is_proportional_to_size(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont large = regular;
    double small_width = march_text_measure(engine, &regular, "Batken").advance;

    large.size = 25;
    g_assert_cmpfloat(small_width, >, 7);
    g_assert_cmpfloat(small_width, <, 9);
    g_assert_cmpfloat_with_epsilon(march_text_measure(engine, &large, "Batken").advance,
                                   10 * small_width, 1e-3);
}

static void
font_heights_come_from_the_font(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchTextMetrics metrics = march_text_measure(engine, &regular, "x");

    g_assert_cmpfloat_with_epsilon(metrics.ascent, 1.069 * 2.5, 1e-3);
    g_assert_cmpfloat_with_epsilon(metrics.descent, 0.293 * 2.5, 1e-3);
    g_assert_cmpfloat_with_epsilon(metrics.cap_height, 0.714 * 2.5, 1e-3);
    g_assert_cmpfloat(metrics.ink.y, <, 0);
    g_assert_cmpfloat(metrics.ink.height, <, metrics.cap_height);
}

static void
condensed_is_narrower(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont condensed = regular;
    double width = march_text_measure(engine, &regular, "Кыргызстан").advance;

    condensed.family = "Noto Sans Condensed";
    g_assert_cmpfloat(march_text_measure(engine, &condensed, "Кыргызстан").advance, <,
                      0.9 * width);
}

static void
bold_and_italic_are_other_fonts(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont bold = regular, italic = regular, medium = regular;
    double width = march_text_measure(engine, &regular, "Vorukh").advance;
    double medium_width;

    bold.weight = 700;
    italic.italic = TRUE;
    medium.weight = 500;
    medium_width = march_text_measure(engine, &medium, "Vorukh").advance;
    g_assert_cmpfloat(medium_width, >, width);
    g_assert_cmpfloat(march_text_measure(engine, &bold, "Vorukh").advance, >,
                      medium_width);
    g_assert_cmpfloat(
        fabs(march_text_measure(engine, &italic, "Vorukh").advance - width), >, 0.01);
}

static void
covers_the_region(void)
{
    static const char *const texts[] = {
        "Ең өзгөчө үй Ңөү", "Ҷамоати Ворух ғӣқӯҳ ҶҒӢҚӮҲ", "Şahimardon Oʻzbekiston",
        "باتکن ورخ",        "≈ 40 km → ≤ 5 °C ± “–—…”",   "Čech Łódź ñ ß ğ ı",
    };
    g_autoptr(MarchTextEngine) engine = create_engine();

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(march_text_measure(engine, &regular, texts[i]).missing_glyphs);
    }
}

static void
other_scripts_are_found(void)
{
    static const char *const texts[] = {
        "เชียงใหม่",
        "ភ្នំពេញ",
        "თბილისი",
        "Երևան",
        "ירושלים",
        "काठमाडौँ",
        "ঢাকা",
        "አዲስ አበባ",
        "ວຽງຈັນ",
        "ရန်ကုန်",
        "சென்னை",
        "කොළඹ",
        "ਅੰਮ੍ਰਿਤਸਰ",
        "અમદાવાદ",
        "తెలుగు",
        "ಬೆಂಗಳೂರು",
        "കൊച്ചി",
        "ଓଡ଼ିଶା",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "ߓߡߊߞߐ",
        "𞤆𞤵𞤤𞤢𞤪",
        "މާލެ",
        "Phnom Penh – ភ្នំពេញ",
    };
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont bold = regular;

    bold.weight = 700;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        g_assert_false(march_text_measure(engine, &regular, texts[i]).missing_glyphs);
        g_assert_false(march_text_measure(engine, &bold, texts[i]).missing_glyphs);
    }
}

/* Opening more fonts must not change what was drawn before, nor what comes after. */
static void
other_scripts_change_no_latin(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(MarchTextEngine) other = create_engine();
    double before = march_text_measure(engine, &regular, "Batken").advance;

    g_assert_false(march_text_measure(other, &regular, "เชียงใหม่").missing_glyphs);
    g_assert_cmpfloat_with_epsilon(
        march_text_measure(other, &regular, "Batken").advance, before, 1e-12);
}

static void
missing_glyphs_are_reported(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();

    g_assert_true(march_text_measure(engine, &regular, "日本").missing_glyphs);
}

static void
letter_spacing_is_between_clusters(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont spaced = regular;
    double width = march_text_measure(engine, &regular, "ABC").advance;

    spaced.letter_spacing = 1;
    g_assert_cmpfloat_with_epsilon(march_text_measure(engine, &spaced, "ABC").advance,
                                   width + 2, 0.01);
}

static void
unknown_family_is_noto_sans(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    MarchFont unknown = regular;

    unknown.family = "No Such Font";
    g_assert_cmpfloat_with_epsilon(
        march_text_measure(engine, &unknown, "Batken").advance,
        march_text_measure(engine, &regular, "Batken").advance, 1e-9);
}

static void
folder_without_fonts_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchTextEngine) engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/cmake", FALSE, &error);

    g_assert_null(engine);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/measure/width-is-proportional-to-size",
                    width_is_proportional_to_size);
    g_test_add_func("/text/measure/font-heights-come-from-the-font",
                    font_heights_come_from_the_font);
    g_test_add_func("/text/measure/condensed-is-narrower", condensed_is_narrower);
    g_test_add_func("/text/measure/bold-and-italic-are-other-fonts",
                    bold_and_italic_are_other_fonts);
    g_test_add_func("/text/measure/covers-the-region", covers_the_region);
    g_test_add_func("/text/measure/other-scripts-are-found", other_scripts_are_found);
    g_test_add_func("/text/measure/other-scripts-change-no-latin",
                    other_scripts_change_no_latin);
    g_test_add_func("/text/measure/missing-glyphs-are-reported",
                    missing_glyphs_are_reported);
    g_test_add_func("/text/measure/letter-spacing-is-between-clusters",
                    letter_spacing_is_between_clusters);
    g_test_add_func("/text/measure/unknown-family-is-noto-sans",
                    unknown_family_is_noto_sans);
    g_test_add_func("/text/measure/folder-without-fonts-is-an-error",
                    folder_without_fonts_is_an_error);
    return g_test_run();
}
