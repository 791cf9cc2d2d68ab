/* SPDX-License-Identifier: MIT */
#include "label-text.h"

#include <string.h>

/* A name this wide (ems) may be broken even where the style would leave it whole. */
#define MAY_BREAK_EMS    5.5
#define BROKEN_COST      0.9
#define TIGHTEST_LEADING 1.0

static guint
count_clusters(const char *text)
{
    return (guint)MAX(1, g_utf8_strlen(text, -1));
}

void
march_label_text_clear(MarchLabelText *text)
{
    for (guint i = 0; i < text->n_lines; i++) {
        g_free(text->lines[i]);
    }
    *text = (MarchLabelText){0};
}

static void
measure_lines(MarchTextEngine *engine,
              const MarchLabelItem *item,
              char **lines,
              MarchLabelText *text)
{
    const MarchTextRun *run = &item->request->run;
    double leading = MAX(item->request->paint.line_height, TIGHTEST_LEADING);

    text->line_step = leading * run->font.size;
    for (guint i = 0; lines[i] != NULL && i < MARCH_LABEL_LINES_MAX; i++) {
        MarchTextMetrics metrics = march_text_measure(engine, &run->font, lines[i]);

        text->lines[i] = g_strdup(lines[i]);
        text->widths[i] = MAX(metrics.advance - run->font.letter_spacing, 0.01);
        text->rises[i] = MAX(metrics.cap_height, -metrics.ink.y);
        text->falls[i] = MAX(metrics.ink.y + metrics.ink.height, 0);
        text->width = MAX(text->width, text->widths[i]);
        text->n_lines++;
    }
    if (text->n_lines > 0) {
        text->height = text->rises[0] + (text->n_lines - 1) * text->line_step +
                       text->falls[text->n_lines - 1];
    }
}

static void
add_text(MarchTextEngine *engine, MarchLabelItem *item, char **lines, double cost)
{
    MarchLabelText *text = &item->texts[item->n_texts];

    measure_lines(engine, item, lines, text);
    text->cost = cost;
    item->n_texts++;
}

void
march_label_text_measure(MarchTextEngine *engine, MarchLabelItem *item)
{
    const MarchLabelRequest *request = item->request;
    const MarchFont *font = &request->run.font;
    MarchTextMetrics metrics = march_text_measure(engine, font, request->text);
    double limit = MAX(request->paint.max_width, 1) * font->size;
    g_auto(GStrv) whole = NULL;
    g_auto(GStrv) broken = NULL;

    item->cap_height = metrics.cap_height;
    item->descent = metrics.descent;
    if (request->along_line) {
        char *lines[2] = {request->text, NULL};

        add_text(engine, item, lines, 0);
        return;
    }
    whole = march_text_break_balanced(engine, font, request->text, limit);
    add_text(engine, item, whole, 0);
    if (item->texts[0].n_lines == 1 && metrics.advance > MAY_BREAK_EMS * font->size &&
        strpbrk(request->text, " -") != NULL) {
        broken = march_text_break_balanced(engine, font, request->text,
                                           metrics.advance * 0.62);
        if (g_strv_length(broken) == 2) {
            add_text(engine, item, broken, BROKEN_COST);
        }
    }
    if (item->may_lead) {
        char *lines[2] = {g_strdup("88"), NULL};

        measure_lines(engine, item, lines, &item->number);
        g_free(lines[0]);
    }
}

double
march_label_text_spaced_width(const MarchLabelItem *item, double letter_spacing)
{
    const MarchLabelText *text = &item->texts[0];
    double extra = letter_spacing - item->request->run.font.letter_spacing;
    double width = 0;

    for (guint i = 0; i < text->n_lines; i++) {
        double spaced = text->widths[i] + extra * (count_clusters(text->lines[i]) - 1);

        width = MAX(width, spaced);
    }
    return width;
}
