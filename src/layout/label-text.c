/* SPDX-License-Identifier: MIT */
#include "label-text.h"

#include "label-spans.h"

#include <string.h>

/* A name this wide (ems) may be broken even where the style would leave it whole. */
#define MAY_BREAK_EMS    5.5
#define BROKEN_COST      0.9
#define BROKEN_SHARE     0.62 /* of the width, at most, for each of two lines */
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
add_line(MarchLabelText *text,
         const char *line,
         guint offset,
         const MarchTextMetrics *metrics)
{
    guint i = text->n_lines;

    text->offsets[i] = offset;
    text->lines[i] = g_strdup(line);
    text->widths[i] = MAX(metrics->advance, 0.01);
    text->rises[i] = MAX(metrics->cap_height, -metrics->ink.y);
    text->falls[i] = MAX(metrics->ink.y + metrics->ink.height, 0);
    text->width = MAX(text->width, text->widths[i]);
    text->n_lines++;
    text->height = text->rises[0] + i * text->line_step + text->falls[i];
}

static void
start_text(const MarchLabelItem *item, MarchLabelText *text)
{
    double leading = MAX(item->request->paint.line_height, TIGHTEST_LEADING);

    text->line_step = leading * item->request->run.font.size *
                      march_label_largest_scale(item->request);
}

static void
add_broken(MarchTextEngine *engine, MarchLabelItem *item, char **lines, double cost)
{
    MarchLabelText *text = &item->texts[item->n_texts++];
    const MarchLabelRequest *request = item->request;
    guint offset = 0;

    start_text(item, text);
    for (guint i = 0; lines[i] != NULL && i < MARCH_LABEL_LINES_MAX; i++) {
        MarchTextMetrics metrics;

        offset = march_label_find_line(request, lines[i], offset);
        metrics = march_label_spans_measure(engine, request, lines[i], offset);
        add_line(text, lines[i], offset, &metrics);
        offset += (guint)strlen(lines[i]);
    }
    text->cost = cost;
}

static void
measure_number(MarchTextEngine *engine, MarchLabelItem *item)
{
    const MarchFont *font = &item->request->run.font;
    MarchTextMetrics metrics = march_text_measure(engine, font, "88");

    start_text(item, &item->number);
    add_line(&item->number, "88", 0, &metrics);
}

void
march_label_text_measure(MarchTextEngine *engine,
                         MarchLabelItem *item,
                         gboolean with_number)
{
    const MarchLabelRequest *request = item->request;
    const MarchFont *font = &request->run.font;
    MarchTextMetrics metrics =
        march_label_spans_measure(engine, request, request->text, 0);
    double limit = MAX(request->paint.max_width, 1) * font->size;

    item->cap_height = metrics.cap_height;
    item->descent = metrics.descent;
    if (with_number) {
        measure_number(engine, item);
    }
    if (!request->along_line &&
        (metrics.advance > limit || strchr(request->text, '\n') != NULL)) {
        g_auto(GStrv) lines =
            march_text_break_balanced(engine, font, request->text, limit);

        add_broken(engine, item, lines, 0);
        return;
    }
    start_text(item, &item->texts[0]);
    add_line(&item->texts[0], request->text, 0, &metrics);
    item->n_texts = 1;
    if (!request->along_line && metrics.advance > MAY_BREAK_EMS * font->size &&
        strchr(request->text, ' ') != NULL) {
        g_auto(GStrv) lines = march_text_break_balanced(engine, font, request->text,
                                                        metrics.advance * BROKEN_SHARE);

        if (g_strv_length(lines) == 2) {
            add_broken(engine, item, lines, BROKEN_COST);
        }
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
