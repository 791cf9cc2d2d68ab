/* SPDX-License-Identifier: MIT */
#include "map-font.h"

#include <string.h>

static const struct {
    const char *word;
    int weight; /* 0: slant */
} style_words[] = {
    {"Thin", 100},     {"ExtraLight", 200}, {"Light", 300},     {"Regular", 400},
    {"Book", 400},     {"Medium", 500},     {"SemiBold", 600},  {"Semibold", 600},
    {"DemiBold", 600}, {"Bold", 700},       {"ExtraBold", 800}, {"Black", 900},
    {"Heavy", 900},    {"Italic", 0},       {"Oblique", 0},
};

static gboolean
apply_word(const char *word, MarchFont *font)
{
    for (guint i = 0; i < G_N_ELEMENTS(style_words); i++) {
        if (g_ascii_strcasecmp(word, style_words[i].word) == 0) {
            if (style_words[i].weight > 0) {
                font->weight = style_words[i].weight;
            } else {
                font->italic = TRUE;
            }
            return TRUE;
        }
    }
    return FALSE;
}

char *
march_map_font_parse(const char *name, MarchFont *font)
{
    g_autofree char *family = g_strstrip(g_strdup(name));
    char *space;

    font->weight = 400;
    font->italic = FALSE;
    while ((space = strrchr(family, ' ')) != NULL && apply_word(space + 1, font)) {
        *space = '\0';
        g_strchomp(family);
    }
    return g_steal_pointer(&family);
}
