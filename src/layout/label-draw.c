/* SPDX-License-Identifier: MIT */
#include "label-draw.h"

#include "label-optimise.h"
#include "label-spans.h"

#include <math.h>
#include <string.h>

#define MM_PER_PX       (25.4 / 96)
#define LEADER_WIDTH_MM 0.15

/* An item whose label is a number. */
typedef struct {
    guint item;
    MarchPoint origin;
} Numbered;

static int
compare_reading_order(gconstpointer a, gconstpointer b)
{
    const Numbered *one = a;
    const Numbered *other = b;

    if (one->origin.y < other->origin.y || one->origin.y > other->origin.y) {
        return one->origin.y < other->origin.y ? -1 : 1;
    }
    return (one->origin.x > other->origin.x) - (one->origin.x < other->origin.x);
}

/* The number of each item, 0 for those that have their name on the map. */
static guint *
assign_numbers(const MarchLabelSet *set, const guint *choices, MarchMapContent *content)
{
    guint *numbers = g_new0(guint, set->items->len + 1);
    g_autoptr(GArray) numbered = g_array_new(FALSE, FALSE, sizeof(Numbered));

    for (guint i = 0; i < set->items->len; i++) {
        if (choices[i] != MARCH_LABEL_UNPLACED &&
            march_label_set_get(set, choices[i])->shape == MARCH_LABEL_KEY) {
            Numbered entry = {i, march_label_set_get(set, choices[i])->origin};

            g_array_append_val(numbered, entry);
        }
    }
    g_array_sort(numbered, compare_reading_order);
    for (guint i = 0; i < numbered->len; i++) {
        guint index = g_array_index(numbered, Numbered, i).item;
        const MarchLabelItem *item = g_ptr_array_index(set->items, index);
        MarchLabelKey *key = g_new0(MarchLabelKey, 1);

        key->number = i + 1;
        key->text = march_label_plain_text(item->request);
        g_ptr_array_add(content->keys, key);
        numbers[index] = key->number;
    }
    return numbers;
}

static void
draw_leader(MarchScene *scene,
            const MarchTextRun *run,
            const MarchLabelCandidate *entry)
{
    g_autoptr(MarchPath) path =
        march_path_new_line(entry->leader_from, entry->leader_to);
    MarchStroke stroke;

    march_stroke_init(&stroke);
    if (run->halo_color.alpha > 0 && run->halo_width > 0) {
        stroke.color = run->halo_color;
        stroke.width = LEADER_WIDTH_MM + run->halo_width;
        march_scene_add_stroke(scene, path, &stroke);
    }
    stroke.color = run->color;
    stroke.width = LEADER_WIDTH_MM;
    march_scene_add_stroke(scene, path, &stroke);
}

/* Where labels are drawn, and what measures them. */
typedef struct {
    MarchScene *scene;
    MarchTextEngine *engine;
    MarchLabelHoles *holes; /* of the labels that are knocked out */
} Canvas;

/* Adds the run of @request to the scene, and its hole to the others. */
static void
draw_run(const Canvas *canvas,
         const MarchLabelRequest *request,
         const MarchTextRun *run)
{
    march_scene_add_text(canvas->scene, run);
    if (request->paint.halo_knocks_out && !request->has_plate) {
        march_label_holes_add_text(canvas->holes, canvas->engine, run,
                                   request->run.halo_width);
    }
}

/* A line whose sections are written differently, each as a run of its own. */
static void
draw_spans(const Canvas *canvas,
           const MarchLabelRequest *request,
           MarchTextRun run,
           guint offset)
{
    g_autoptr(GArray) spans = march_label_spans_new(canvas->engine, request, run.text,
                                                    offset, run.font.letter_spacing);
    double turn = run.angle * G_PI / 180;
    double left = run.align == MARCH_TEXT_ALIGN_START ? 0
                  : run.align == MARCH_TEXT_ALIGN_END ? -run.width
                                                      : -run.width / 2;
    MarchPoint origin = run.origin;

    run.align = MARCH_TEXT_ALIGN_START;
    for (guint i = 0; i < spans->len; i++) {
        const MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);
        double x = left + span->x;

        run.text = span->text;
        run.font = span->font;
        run.color = span->color;
        run.width = span->metrics.advance;
        run.origin = (MarchPoint){origin.x + x * cos(turn) + span->y * sin(turn),
                                  origin.y + x * sin(turn) - span->y * cos(turn)};
        if (span->image != NULL) {
            march_label_span_draw_image(canvas->scene, request, span, run.origin,
                                        run.angle);
            continue;
        }
        draw_run(canvas, request, &run);
    }
}

static double
line_advance(const Canvas *canvas,
             const MarchLabelRequest *request,
             const MarchTextRun *run,
             guint offset)
{
    g_autoptr(GArray) spans = NULL;
    double advance = 0;

    if (request->paint.n_sections == 0) {
        return march_text_measure(canvas->engine, &run->font, run->text).advance;
    }
    spans = march_label_spans_new(canvas->engine, request, run->text, offset,
                                  run->font.letter_spacing);
    for (guint i = 0; i < spans->len; i++) {
        advance += g_array_index(spans, MarchLabelSpan, i).metrics.advance;
    }
    return advance;
}

/* The icon about a block of text: stretched to it, or at its own size. */
static void
draw_plate(MarchScene *scene,
           const MarchLabelRequest *request,
           const MarchLabelText *text,
           const MarchLabelCandidate *entry)
{
    const MarchSymbolPaint *paint = &request->paint;
    const double *padding = paint->icon_text_fit_padding;
    double left = entry->align == MARCH_TEXT_ALIGN_START ? 0
                  : entry->align == MARCH_TEXT_ALIGN_END ? text->width
                                                         : text->width / 2;
    MarchRect rect = {entry->origin.x - left, entry->origin.y - text->rises[0],
                      text->width, text->height};
    MarchSceneIcon item = {.icon = request->plate,
                           .color = paint->icon_color,
                           .halo_color = paint->icon_halo_color,
                           .halo_width = paint->icon_halo_width * MM_PER_PX,
                           .opacity = paint->icon_opacity};

    if (strcmp(paint->icon_text_fit, "height") == 0) {
        rect.x += (rect.width - request->plate_size[0]) / 2;
        rect.width = request->plate_size[0];
    }
    if (strcmp(paint->icon_text_fit, "width") == 0) {
        rect.y += (rect.height - request->plate_size[1]) / 2;
        rect.height = request->plate_size[1];
    }
    item.rect =
        (MarchRect){rect.x - padding[3] * MM_PER_PX, rect.y - padding[0] * MM_PER_PX,
                    rect.width + (padding[1] + padding[3]) * MM_PER_PX,
                    rect.height + (padding[0] + padding[2]) * MM_PER_PX};
    march_scene_add_icon_item(scene, &item);
}

static void
draw_block(const Canvas *canvas,
           const MarchLabelRequest *request,
           MarchTextRun run,
           const MarchLabelText *text,
           const MarchLabelCandidate *entry)
{
    double turn = entry->angle * G_PI / 180;

    for (guint i = 0; i < text->n_lines; i++) {
        run.text = text->lines[i];
        run.align = entry->align;
        run.angle = entry->angle;
        run.origin = (MarchPoint){entry->origin.x - i * text->line_step * sin(turn),
                                  entry->origin.y + i * text->line_step * cos(turn)};
        run.width = line_advance(canvas, request, &run, text->offsets[i]);
        if (request->paint.n_sections > 0) {
            draw_spans(canvas, request, run, text->offsets[i]);
        } else {
            draw_run(canvas, request, &run);
        }
    }
}

static void
draw_number(const Canvas *canvas,
            const MarchLabelRequest *request,
            MarchTextRun run,
            guint number,
            const MarchLabelCandidate *entry)
{
    g_autofree char *digits = g_strdup_printf("%u", number);

    run.text = digits;
    run.font.weight = MAX(run.font.weight, 700);
    run.align = entry->align;
    run.origin = entry->origin;
    run.width = march_text_measure(canvas->engine, &run.font, digits).advance;
    draw_run(canvas, request, &run);
}

/* An icon of a text that follows @path: upright on it at its middle. */
static void
draw_image_along(const Canvas *canvas,
                 const MarchLabelRequest *request,
                 const MarchLabelSpan *span,
                 const MarchPath *path,
                 double start_offset)
{
    double across = span->metrics.advance / 2;
    MarchPoint direction;
    MarchPoint at = march_label_walk(path, start_offset + span->x + across, &direction);
    MarchPoint corner = {at.x - across * direction.x + span->y * direction.y,
                         at.y - across * direction.y - span->y * direction.x};

    march_label_span_draw_image(canvas->scene, request, span, corner,
                                atan2(direction.y, direction.x) * 180 / G_PI);
}

static void
draw_along(const Canvas *canvas,
           const MarchLabelRequest *request,
           const MarchTextRun *run,
           const MarchPath *path,
           double start_offset)
{
    g_autoptr(GArray) spans = march_label_spans_new(canvas->engine, request, run->text,
                                                    0, run->font.letter_spacing);

    for (guint i = 0; i < spans->len; i++) {
        const MarchLabelSpan *span = &g_array_index(spans, MarchLabelSpan, i);
        MarchTextRun piece = *run;

        piece.text = span->text;
        piece.font = span->font;
        piece.color = span->color;
        piece.width = span->metrics.advance;
        if (span->image != NULL) {
            draw_image_along(canvas, request, span, path, start_offset);
            continue;
        }
        march_scene_add_text_along(canvas->scene, &piece, path, start_offset + span->x);
    }
    if (request->paint.halo_knocks_out) {
        march_label_holes_add_along(canvas->holes, canvas->engine, run, path,
                                    start_offset, request->run.halo_width);
    }
}

static void
draw_item(const Canvas *canvas,
          const MarchLabelSet *set,
          const MarchLabelItem *item,
          guint choice,
          guint number)
{
    const MarchLabelCandidate *entry = march_label_set_get(set, choice);
    const MarchLabelRequest *request = item->request;
    MarchTextRun run = request->run;

    run.font.letter_spacing = entry->letter_spacing;
    if (entry->has_leader) {
        draw_leader(canvas->scene, &run, entry);
    }
    switch (entry->shape) {
    case MARCH_LABEL_BLOCK:
        if (request->has_plate) {
            draw_plate(canvas->scene, request, &item->texts[entry->text], entry);
        }
        draw_block(canvas, request, run, &item->texts[entry->text], entry);
        break;
    case MARCH_LABEL_ALONG:
        run.text = item->texts[0].lines[0];
        run.align = MARCH_TEXT_ALIGN_START;
        draw_along(canvas, request, &run,
                   g_ptr_array_index(set->paths, entry->path - 1), entry->start_offset);
        break;
    case MARCH_LABEL_KEY:
        draw_number(canvas, request, run, number, entry);
        break;
    }
}

/* The layers that have labels, in the order of the requests: the style's. */
static GPtrArray *
list_layers(const MarchMapContent *content)
{
    GPtrArray *layers = g_ptr_array_new();

    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);

        if (!g_ptr_array_find(layers, request->layer, NULL)) {
            g_ptr_array_add(layers, (gpointer)(guintptr)request->layer);
        }
    }
    return layers;
}

void
march_label_draw(const MarchLabelSet *set,
                 const guint *choices,
                 MarchTextEngine *text,
                 MarchMapContent *content,
                 MarchScene *scene,
                 MarchLabelHoles *holes)
{
    const Canvas canvas = {scene, text, holes};
    g_autoptr(GPtrArray) layers = list_layers(content);
    g_autofree guint *numbers = assign_numbers(set, choices, content);
    MarchSceneGroup group;

    march_scene_group_init(&group, "labels");
    group.label = "Labels";
    group.is_layer = TRUE;
    march_scene_begin_group(scene, &group);
    for (guint l = 0; l < layers->len; l++) {
        const MarchStyleLayer *layer = g_ptr_array_index(layers, l);
        const char *layer_id = layer != NULL ? march_style_layer_get_id(layer) : "own";
        g_autofree char *id = g_strdup_printf("labels-%s", layer_id);

        march_scene_group_init(&group, id);
        group.label = layer_id;
        march_scene_begin_group(scene, &group);
        for (guint i = 0; i < set->items->len; i++) {
            const MarchLabelItem *item = g_ptr_array_index(set->items, i);

            if (item->request->layer == layer && choices[i] != MARCH_LABEL_UNPLACED) {
                draw_item(&canvas, set, item, choices[i], numbers[i]);
            }
        }
        march_scene_end_group(scene);
    }
    march_scene_end_group(scene);
}
