/* SPDX-License-Identifier: MIT */
#include "base/caret.h"

#include <string.h>

static void
caret_assert(const char *text, int line, int column, const char *expected)
{
    g_autofree char *shown = march_caret_format(
        text, strlen(text), march_location_new("figure.yaml", line, column));

    g_assert_cmpstr(shown, ==, expected);
}

static void
test_points_at_the_column(void)
{
    caret_assert("figure: 1\ntilte: x\n", 2, 1, "    2 | tilte: x\n      | ^\n");
    caret_assert("size: {width: 180}", 1, 15,
                 "    1 | size: {width: 180}\n      |               ^\n");
}

static void
test_keeps_place_after_tabs_wide_and_combining_characters(void)
{
    caret_assert("\ta: b", 1, 5, "    1 | \ta: b\n      | \t   ^\n");
    caret_assert("日本: b", 1, 5, "    1 | 日本: b\n      |       ^\n");
    caret_assert("e\xCC\x81: b", 1, 5, "    1 | e\xCC\x81: b\n      |    ^\n");
}

static void
test_shows_bytes_that_are_no_text(void)
{
    caret_assert("a\xFF\x1B[0m", 1, 2,
                 "    1 | a\xEF\xBF\xBD\xEF\xBF\xBD[0m\n      |  ^\n");
}

static void
test_cuts_long_lines_about_the_caret(void)
{
    g_autofree char *text = g_strnfill(5000, 'x');
    g_autofree char *shown = NULL;
    const char *caret;

    text[3999] = 'y';
    shown = march_caret_format(text, 5000, march_location_new("f", 1, 4000));
    g_assert_cmpuint(strlen(shown), <, 260);
    caret = strchr(shown, '^');
    g_assert_nonnull(caret);
    g_assert_nonnull(strchr(shown, 'y'));
}

static void
test_has_nothing_to_show_for_a_missing_line(void)
{
    caret_assert("one\n", 5, 1, NULL);
    caret_assert("one\n", 0, 0, NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/caret/points-at-the-column", test_points_at_the_column);
    g_test_add_func("/base/caret/keeps-place-after-tabs-wide-and-combining-characters",
                    test_keeps_place_after_tabs_wide_and_combining_characters);
    g_test_add_func("/base/caret/shows-bytes-that-are-no-text",
                    test_shows_bytes_that_are_no_text);
    g_test_add_func("/base/caret/cuts-long-lines-about-the-caret",
                    test_cuts_long_lines_about_the_caret);
    g_test_add_func("/base/caret/has-nothing-to-show-for-a-missing-line",
                    test_has_nothing_to_show_for_a_missing_line);
    return g_test_run();
}
