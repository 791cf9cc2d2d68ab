/* SPDX-License-Identifier: MIT */
#include "base/suggest.h"

static const char *const WORDS[] = {"title",     "subtitle",  "as-of",  "extent",
                                    "scale-bar", "incidents", "output", NULL};

static void
test_finds_the_nearest(void)
{
    static const struct {
        const char *word;
        const char *expected;
    } CASES[] = {
        {"tilte", "title"},         {"Title", "title"},         {"as_of", "as-of"},
        {"scale bar", "scale-bar"}, {"incidnets", "incidents"}, {"outputs", "output"},
        {"extend", "extent"},       {"sub-title", "subtitle"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpstr(march_suggest(CASES[i].word, WORDS), ==, CASES[i].expected);
    }
}

static void
test_is_silent_when_nothing_is_near(void)
{
    g_assert_null(march_suggest("projection", WORDS));
    g_assert_null(march_suggest("", WORDS));
    g_assert_null(march_suggest("x", WORDS));
    g_assert_null(
        march_suggest("a-word-that-is-longer-than-the-table-of-the-distance", WORDS));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/suggest/finds-the-nearest", test_finds_the_nearest);
    g_test_add_func("/base/suggest/is-silent-when-nothing-is-near",
                    test_is_silent_when_nothing_is_near);
    return g_test_run();
}
