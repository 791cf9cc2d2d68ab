/* SPDX-License-Identifier: MIT */
#include "base/color.h"

static void
test_literals(void)
{
    static const struct {
        const char *text;
        const char *expected;
    } CASES[] = {
        {"red", "#ff0000"},
        {"RebeccaPurple", "#663399"},
        {"yellowgreen", "#9acd32"},
        {" aliceblue ", "#f0f8ff"},
        {"transparent", "#00000000"},
        {"#f0c", "#ff00cc"},
        {"#f0c8", "#ff00cc88"},
        {"#FF00cc", "#ff00cc"},
        {"#ff00cc80", "#ff00cc80"},
        {"rgb(128, 0, 0)", "#800000"},
        {"rgb(50% 0% 0%)", "#800000"},
        {"rgba(255,0,255,0.6)", "#ff00ff99"},
        {"rgb(255 0 255 / 60%)", "#ff00ff99"},
        {"rgb(100% 0% 100%/.6)", "#ff00ff99"},
        {"rgb(300 -5 0)", "#ff0000"},
        {"rgb(100% 0 none)", "#ff0000"},
        {"rgb(1e2 0 0)", "#640000"},
        {"hsl(120, 100%, 25%)", "#008000"},
        {"hsl(120deg 100% 25% / 0.5)", "#00800080"},
        {"hsla(-120, 100%, 50%, 1)", "#0000ff"},
        {"hsl(0.5turn 100% 50%)", "#00ffff"},
        {"hsl(200grad 100% 50%)", "#00ffff"},
        {"hsl(none 0% 50%)", "#808080"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = NULL;
        MarchColor color = MARCH_COLOR_WHITE;

        g_test_message("%s", CASES[i].text);
        g_assert_true(march_color_parse(CASES[i].text, &color));
        text = march_color_to_string(color);
        g_assert_cmpstr(text, ==, CASES[i].expected);
    }
}

static void
test_refuses_what_is_no_literal(void)
{
    static const char *const WRONG[] = {
        "",
        "redd",
        "#",
        "#ff",
        "#fffff",
        "#ggg",
        "rgb",
        "rgb(",
        "rgb()",
        "rgb(1,2)",
        "rgb(1 2 3 4)",
        "rgb(1, 2 3)",
        "rgb(1,2,3/4)",
        "rgb(1,2%,3)",
        "rgb(1,none,3)",
        "rgb(1,2,3,4,5)",
        "rgb(1px,2,3)",
        "rgb(1..2,2,3)",
        "rgb(nan,2,3)",
        "rgb(1,2,3)x",
        "rgbx(1,2,3)",
        "hsl(1,2,3)",
        "hsl(10%,2%,3%)",
        "rgb(1 2 3 / 4deg)",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        MarchColor color = MARCH_COLOR_WHITE;

        g_test_message("%s", WRONG[i]);
        g_assert_false(march_color_parse(WRONG[i], &color));
        g_assert_cmpfloat_with_epsilon(color.red, 1, 1e-12);
    }
}

static void
test_text_form_is_read_back(void)
{
    MarchColor color;

    for (guint value = 0; value < 256; value++) {
        g_autofree char *text = march_color_to_string(
            (MarchColor){value / 255.0, 0, (255 - value) / 255.0, value / 255.0});
        g_autofree char *again = NULL;

        g_assert_true(march_color_parse(text, &color));
        again = march_color_to_string(color);
        g_assert_cmpstr(again, ==, text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/color/literals", test_literals);
    g_test_add_func("/base/color/refuses-what-is-no-literal",
                    test_refuses_what_is_no_literal);
    g_test_add_func("/base/color/text-form-is-read-back", test_text_form_is_read_back);
    return g_test_run();
}
