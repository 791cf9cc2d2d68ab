/* SPDX-License-Identifier: MIT */
#include "layout/map-font.h"

typedef struct {
    const char *name;
    const char *family;
    int weight;
    gboolean italic;
} Case;

static void
test_splits_style_words(gconstpointer data)
{
    const Case *expected = data;
    MarchFont font = {.weight = 123, .italic = TRUE};
    g_autofree char *family = march_map_font_parse(expected->name, &font);

    g_assert_cmpstr(family, ==, expected->family);
    g_assert_cmpint(font.weight, ==, expected->weight);
    g_assert_cmpint(font.italic, ==, expected->italic);
}

int
main(int argc, char **argv)
{
    static const Case cases[] = {
        {"Noto Sans", "Noto Sans", 400, FALSE},
        {"Noto Sans Regular", "Noto Sans", 400, FALSE},
        {"Noto Sans Bold Italic", "Noto Sans", 700, TRUE},
        {"Noto Sans Condensed SemiBold", "Noto Sans Condensed", 600, FALSE},
        {"Bold", "Bold", 400, FALSE},
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/layout/map-font/%s", cases[i].name);

        g_test_add_data_func(path, &cases[i], test_splits_style_words);
    }
    return g_test_run();
}
