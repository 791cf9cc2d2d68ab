/* SPDX-License-Identifier: MIT */
#include "text/text.h"

#define FONTS MARCH_TEST_SOURCE_DIR "/styles/fonts"

static MarchDiagnostics *
check(const char *const *texts, guint n_texts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchTextEngine) engine = march_text_engine_new(FONTS, FALSE, &error);
    g_autoptr(MarchScene) scene = march_scene_new(100, 100);
    MarchDiagnostics *diagnostics = march_diagnostics_new();

    g_assert_no_error(error);
    for (guint i = 0; i < n_texts; i++) {
        const MarchTextRun run = {
            .font = {.family = "Noto Sans", .size = 3, .weight = 400},
            .text = texts[i],
            .origin = {10, 10},
        };

        march_scene_add_text(scene, &run);
    }
    march_text_check(engine, scene, diagnostics);
    return diagnostics;
}

static void
known_letters_pass(void)
{
    static const char *const texts[] = {"Batken", "เชียงใหม่", "Баткен"};
    g_autoptr(MarchDiagnostics) diagnostics = check(texts, G_N_ELEMENTS(texts));

    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
}

static void
each_text_is_named_once(void)
{
    static const char *const texts[] = {"日本", "Batken", "日本", "中国"};
    g_autoptr(MarchDiagnostics) diagnostics = check(texts, G_N_ELEMENTS(texts));

    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "missing-glyphs");
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->object, ==, "日本");
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 1)->object, ==, "中国");
}

static void
sizes_below_six_points_are_named(void)
{
    static const double SIZES[] = {MARCH_TEXT_SIZE_LEAST, 1.9, 1.9, 3, 1.5875};
    g_autoptr(MarchScene) scene = march_scene_new(100, 100);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();

    for (guint i = 0; i < G_N_ELEMENTS(SIZES); i++) {
        const MarchTextRun run = {.font = {.size = SIZES[i], .weight = 400},
                                  .text = i == 1 ? "first" : "other"};

        march_scene_add_text(scene, &run);
    }
    march_text_check_sizes(scene, diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->message, ==,
                    "2 texts, first \"first\", have 5.3 pt at print size; expected at "
                    "least 6 pt");
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 1)->message, ==,
                    "1 text, first \"other\", has 4.5 pt at print size; expected at "
                    "least 6 pt");
}

static void
more_than_five_are_counted(void)
{
    static const char *const texts[] = {"一", "二", "三", "四", "五", "六", "七"};
    g_autoptr(MarchDiagnostics) diagnostics = check(texts, G_N_ELEMENTS(texts));
    const MarchDiagnostic *last;

    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 6);
    last = march_diagnostics_get(diagnostics, 5);
    g_assert_true(g_str_has_prefix(last->message, "2 more"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/check/known-letters-pass", known_letters_pass);
    g_test_add_func("/text/check/each-text-is-named-once", each_text_is_named_once);
    g_test_add_func("/text/check/more-than-five-are-counted",
                    more_than_five_are_counted);
    g_test_add_func("/text/check/sizes-below-six-points-are-named",
                    sizes_below_six_points_are_named);
    return g_test_run();
}
