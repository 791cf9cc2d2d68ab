/* SPDX-License-Identifier: MIT */
#include "page-title.h"

#include <math.h>

#include "furniture-text.h"

/* Of Noto Sans; other families come close. */
#define CAP_HEIGHT 0.72
#define DESCENT    0.22
#define LEADING    1.16

static char **
break_lines(const MarchFurnitureKit *kit,
            const char *text,
            double size,
            int weight,
            double width)
{
    if (text == NULL || text[0] == '\0') {
        return g_new0(char *, 1);
    }
    MarchFont font = march_furniture_font(kit, size, weight);
    g_autofree char *bound = march_furniture_bind_units(text);
    g_auto(GStrv) lines = march_text_break_balanced(kit->text, &font, bound, width);

    for (guint i = 0; lines[i] != NULL; i++) {
        if (march_furniture_text_width(kit, &font, lines[i]) > width + 0.01) {
            /* a word is longer than the line: it is broken within */
            g_autoptr(GPtrArray) pieces =
                march_furniture_break(kit, &font, bound, width, width);

            g_ptr_array_add(pieces, NULL);
            return (char **)g_ptr_array_steal(pieces, NULL);
        }
    }
    return g_steal_pointer(&lines);
}

MarchTitleBlock *
march_title_block_new(const MarchFurnitureKit *kit, const MarchSpec *spec, double width)
{
    static const double sizes[] = {1.7, 1.5, 1.35, 1.2};
    /* a large page wants a title that is larger still */
    double emphasis = pow(MAX(kit->base / 2.5, 1), 0.4);
    MarchTitleBlock *block = g_new0(MarchTitleBlock, 1);
    block->width = width;

    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_strfreev(block->title);
        block->title_em = sizes[i] * emphasis * kit->base;
        block->title = break_lines(kit, spec->title, block->title_em, 700, width);
        /* one line is worth a slightly smaller size, two are always allowed */
        guint allowed = i < 2 ? 1 : 2;
        if (g_strv_length(block->title) <= allowed) {
            break;
        }
    }
    block->subtitle_em = MIN(1.14 * sqrt(emphasis) * kit->base, block->title_em * 0.85);
    block->subtitle = break_lines(kit, spec->subtitle, block->subtitle_em, 400, width);

    guint n_title = g_strv_length(block->title);
    guint n_subtitle = g_strv_length(block->subtitle);
    if (n_title > 0) {
        block->height +=
            (CAP_HEIGHT + (n_title - 1) * LEADING + DESCENT) * block->title_em;
    }
    if (n_subtitle > 0) {
        block->height +=
            (n_title > 0 ? 0.3 : 0) * block->subtitle_em +
            (CAP_HEIGHT + (n_subtitle - 1) * LEADING + DESCENT) * block->subtitle_em;
    }
    return block;
}

void
march_title_block_free(MarchTitleBlock *block)
{
    if (block == NULL) {
        return;
    }
    g_strfreev(block->title);
    g_strfreev(block->subtitle);
    g_free(block);
}

/* Draws @lines from the cap height @y down; returns the descender line. */
static double
draw_lines(const MarchFurnitureKit *kit,
           char **lines,
           double size,
           int weight,
           MarchColor color,
           double x,
           double y)
{
    MarchTextAlign align = march_words_is_right_to_left(kit->words)
                               ? MARCH_TEXT_ALIGN_END
                               : MARCH_TEXT_ALIGN_START;
    MarchFont font = march_furniture_font(kit, size, weight);
    double baseline = y + CAP_HEIGHT * size;

    for (guint i = 0; lines[i] != NULL; i++) {
        march_furniture_add_text(kit, &font, lines[i], (MarchPoint){x, baseline}, align,
                                 color);
        baseline += LEADING * size;
    }
    return baseline - (LEADING - DESCENT) * size;
}

void
march_title_block_draw(const MarchTitleBlock *block,
                       const MarchFurnitureKit *kit,
                       MarchPoint origin)
{
    if (block->title[0] == NULL && block->subtitle[0] == NULL) {
        return;
    }
    double y = origin.y;
    double x = origin.x + (march_words_is_right_to_left(kit->words) ? block->width : 0);

    march_furniture_begin_group(kit, "title", "Title");
    if (block->title[0] != NULL) {
        y = draw_lines(kit, block->title, block->title_em, 700, kit->ink, x, y);
        y += 0.3 * block->subtitle_em;
    }
    if (block->subtitle[0] != NULL) {
        draw_lines(kit, block->subtitle, block->subtitle_em, 400, kit->quiet, x, y);
    }
    march_scene_end_group(kit->scene);
}
