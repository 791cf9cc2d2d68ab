/* SPDX-License-Identifier: MIT */
#include "label-spans.h"

#include "map-font.h"

#include <math.h>
#include <string.h>

static void
clear_span(gpointer data)
{
    MarchLabelSpan *span = data;

    g_free(span->text);
    g_free(span->family);
}

static void
set_font(MarchLabelSpan *span,
         const MarchLabelRequest *request,
         const MarchTextSection *section)
{
    span->font = request->run.font;
    if (section != NULL && section->font != NULL) {
        span->family = march_map_font_parse(section->font, &span->font);
        span->font.family = span->family;
    }
    span->font.size *= section != NULL ? section->scale : 1;
}

/* It stands on the baseline, as a letter. */
static MarchTextMetrics
measure_image(const MarchLabelImage *image)
{
    return (MarchTextMetrics){.advance = image->width,
                              .ascent = image->height,
                              .cap_height = image->height,
                              .ink = {0, -image->height, image->width, image->height}};
}

static void
add_span(GArray *spans,
         MarchTextEngine *engine,
         const MarchLabelRequest *request,
         const MarchTextSection *section,
         const char *text,
         gsize length,
         double letter_spacing)
{
    MarchLabelSpan span = {.text = g_strndup(text, length),
                           .color = request->run.color};

    set_font(&span, request, section);
    span.font.letter_spacing = letter_spacing;
    if (section != NULL && section->has_color) {
        span.color = section->color;
        span.color.alpha *= request->paint.opacity;
    }
    if (section != NULL && section->image != NULL && request->images != NULL) {
        span.image = &request->images[section - request->paint.sections];
        span.metrics = measure_image(span.image);
    } else {
        span.metrics = march_text_measure(engine, &span.font, span.text);
    }
    g_array_append_val(spans, span);
}

static void
cut(GArray *spans,
    MarchTextEngine *engine,
    const MarchLabelRequest *request,
    const char *line,
    guint offset,
    double letter_spacing)
{
    const MarchSymbolPaint *paint = &request->paint;
    gsize left = strlen(line);
    guint end = 0;

    for (guint i = 0; i < paint->n_sections && left > 0; i++) {
        end += paint->sections[i].length;
        if (end > offset) {
            gsize length = MIN(end - offset, left);

            add_span(spans, engine, request, &paint->sections[i], line, length,
                     letter_spacing);
            line += length;
            offset += (guint)length;
            left -= length;
        }
    }
    if (left > 0) {
        add_span(spans, engine, request, NULL, line, left, letter_spacing);
    }
}

/* Spans side by side; those that are raised are level with the highest letters. */
static void
set_positions(GArray *spans,
              MarchTextEngine *engine,
              const MarchLabelRequest *request,
              guint offset)
{
    double cap_height = 0;
    double x = 0;

    for (guint i = 0; i < spans->len; i++) {
        const MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);

        if (span->image == NULL) {
            cap_height = MAX(cap_height, span->metrics.cap_height);
        }
    }
    if (!(cap_height > 0)) {
        cap_height = march_text_measure(engine, &request->run.font, "H").cap_height;
    }
    for (guint i = 0; i < spans->len; i++) {
        MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);
        guint end = 0;

        for (guint k = 0; k < request->paint.n_sections; k++) {
            const MarchTextSection *section = &request->paint.sections[k];

            end += section->length;
            if (end > offset) {
                span->y = section->raise * (cap_height - span->metrics.cap_height);
                break;
            }
        }
        offset += (guint)strlen(span->text);
        span->x = x;
        x += span->metrics.advance;
    }
}

static void
reverse(GArray *spans)
{
    double x = 0;

    for (guint i = 0; i < spans->len / 2; i++) {
        MarchLabelSpan *one = &g_array_index(spans, MarchLabelSpan, i);
        MarchLabelSpan *other =
            &g_array_index(spans, MarchLabelSpan, spans->len - 1 - i);
        MarchLabelSpan kept = *one;

        *one = *other;
        *other = kept;
    }
    for (guint i = 0; i < spans->len; i++) {
        MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);

        span->x = x;
        x += span->metrics.advance;
    }
}

GArray *
march_label_spans_new(MarchTextEngine *engine,
                      const MarchLabelRequest *request,
                      const char *line,
                      guint offset,
                      double letter_spacing)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(MarchLabelSpan));

    g_array_set_clear_func(spans, clear_span);
    cut(spans, engine, request, line, offset, letter_spacing);
    set_positions(spans, engine, request, offset);
    if (march_text_is_right_to_left(engine, &request->run.font, line)) {
        reverse(spans);
    }
    return spans;
}

MarchTextMetrics
march_label_spans_measure(MarchTextEngine *engine,
                          const MarchLabelRequest *request,
                          const char *line,
                          guint offset)
{
    MarchTextMetrics whole;
    g_autoptr(GArray) spans = NULL;

    if (request->paint.n_sections == 0) {
        return march_text_measure(engine, &request->run.font, line);
    }
    spans = march_label_spans_new(engine, request, line, offset,
                                  request->run.font.letter_spacing);
    if (spans->len == 0) {
        return march_text_measure(engine, &request->run.font, line);
    }
    whole = g_array_index(spans, MarchLabelSpan, 0).metrics;
    whole.ink.y -= g_array_index(spans, MarchLabelSpan, 0).y;
    for (guint i = 1; i < spans->len; i++) {
        const MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);
        MarchRect ink = span->metrics.ink;

        ink.x += span->x;
        ink.y -= span->y;
        whole.ink = march_rect_union(whole.ink, ink);
        whole.ascent = MAX(whole.ascent, span->metrics.ascent);
        whole.descent = MAX(whole.descent, span->metrics.descent);
        whole.cap_height = MAX(whole.cap_height, span->metrics.cap_height);
        whole.advance += span->metrics.advance;
        whole.missing_glyphs = whole.missing_glyphs || span->metrics.missing_glyphs;
    }
    return whole;
}

void
march_label_span_draw_image(MarchScene *scene,
                            const MarchLabelRequest *request,
                            const MarchLabelSpan *span,
                            MarchPoint at,
                            double angle)
{
    double turn = angle * G_PI / 180;
    double across = span->image->width / 2, up = span->image->height / 2;
    MarchPoint middle = {at.x + across * cos(turn) + up * sin(turn),
                         at.y + across * sin(turn) - up * cos(turn)};
    MarchSceneIcon item = {.icon = span->image->icon,
                           .rect = {middle.x - across, middle.y - up,
                                    span->image->width, span->image->height},
                           .angle = angle,
                           .color = request->run.color,
                           .opacity = request->paint.opacity};

    item.color.alpha = 1;
    if (span->image->width > 0) {
        march_scene_add_icon_item(scene, &item);
    }
}

char *
march_label_plain_text(const MarchLabelRequest *request)
{
    g_auto(GStrv) pieces = g_strsplit(request->text, MARCH_TEXT_IMAGE, -1);

    return request->images != NULL ? g_strstrip(g_strjoinv("", pieces))
                                   : g_strdup(request->text);
}

guint
march_label_find_line(const MarchLabelRequest *request, const char *line, guint from)
{
    const char *found = strstr(request->text + MIN(from, strlen(request->text)), line);

    return found != NULL ? (guint)(found - request->text) : from;
}

double
march_label_largest_scale(const MarchLabelRequest *request)
{
    double scale = 1;

    for (guint i = 0; i < request->paint.n_sections; i++) {
        scale = MAX(scale, request->paint.sections[i].scale);
    }
    return scale;
}
