/* SPDX-License-Identifier: MIT */
#include "legend-sample.h"

#include "legend-pattern.h"

#include <math.h>
#include <string.h>

#include "map-hatch.h"

#define SAMPLE_WIDTH_MAX 3.0 /* mm */
#define LINE_LENGTH      3.6 /* em */
#define LINE_LENGTH_MAX  7.0
#define DASH_PERIODS     2.6
#define SWATCH_WIDTH     2.4
#define SWATCH_HEIGHT    1.05
#define CLASS_RADIUS     0.46
#define CIRCLE_MAX       0.66
#define NUMBER_SIZE      0.8 /* of the figure in a badge */
#define ICON_MAX         1.35
#define ICON_PX          15.0 /* of Maki and Temaki at size 1 */

static double
mm(double px)
{
    return px * MARCH_FURNITURE_MM_PER_PX;
}

static MarchColor
with_opacity(MarchColor color, double opacity)
{
    color.alpha *= opacity;
    return color;
}

static MarchStyleContext
context_of(const MarchLegendSampler *sampler, const MarchLegendUse *use)
{
    return (MarchStyleContext){.zoom = sampler->zoom, .feature = use->feature};
}

static gboolean
has_nested_circles(const MarchLegendUse *use)
{
    const MarchStyleLegend *legend = march_style_layer_get_legend(use->layer);
    return legend != NULL && legend->nested_circles && legend->value_property != NULL;
}

static double
dash_period(const MarchLinePaint *paint)
{
    double period = 0;
    if (paint->n_alternates > 0) {
        return paint->n_alternates * mm(paint->alternate_length);
    }
    for (guint i = 0; i < paint->n_dashes; i++) {
        period += mm(paint->dashes[i]);
    }
    return period;
}

static double
line_length(const MarchLegendSampler *sampler, const MarchLinePaint *paint)
{
    double em = sampler->kit->base;
    double length = MAX(LINE_LENGTH * em, DASH_PERIODS * dash_period(paint));
    return MIN(length, LINE_LENGTH_MAX * em);
}

static gboolean
has_band(const MarchLinePaint *paint)
{
    return paint->edge_width > 0 &&
           (paint->edge_left.alpha > 0 || paint->edge_right.alpha > 0);
}

/* From the middle of the line to the far edge of its band. */
static double
band_reach(const MarchLinePaint *paint)
{
    double gap = paint->gap_width > 0 ? paint->gap_width / 2 + paint->width / 2 : 0;
    return mm(paint->edge_width + paint->width / 2 + gap);
}

static double
circle_radius(const MarchLegendSampler *sampler,
              const MarchLegendUse *use,
              const MarchCirclePaint *paint)
{
    double em = sampler->kit->base;
    if (has_nested_circles(use)) {
        return CLASS_RADIUS * em;
    }
    return CLAMP(mm(paint->radius), 0.15 * em, CIRCLE_MAX * em);
}

static double
icon_size(const MarchLegendSampler *sampler, const MarchSymbolPaint *paint)
{
    return MIN(ICON_PX * mm(paint->icon_size), ICON_MAX * sampler->kit->base);
}

double
march_legend_sample_width(const MarchLegendSampler *sampler, const MarchLegendUse *use)
{
    double em = sampler->kit->base;
    MarchStyleContext context = context_of(sampler, use);

    switch (use->kind) {
    case MARCH_LEGEND_LINE: {
        MarchLinePaint paint;
        march_style_layer_get_line(use->layer, &context, &paint);
        return line_length(sampler, &paint);
    }
    case MARCH_LEGEND_FILL:
        return SWATCH_WIDTH * em;
    case MARCH_LEGEND_CIRCLE: {
        MarchCirclePaint paint;
        march_style_layer_get_circle(use->layer, &context, &paint);
        return 2 * (circle_radius(sampler, use, &paint) + mm(paint.stroke_width) / 2);
    }
    case MARCH_LEGEND_SYMBOL:
        return ICON_MAX * em;
    }
    return 0;
}

double
march_legend_sample_height(const MarchLegendSampler *sampler, const MarchLegendUse *use)
{
    double em = sampler->kit->base;
    switch (use->kind) {
    case MARCH_LEGEND_LINE: {
        MarchStyleContext context = context_of(sampler, use);
        MarchLinePaint paint;
        march_style_layer_get_line(use->layer, &context, &paint);
        return has_band(&paint) ? 2 * band_reach(&paint) : 0;
    }
    case MARCH_LEGEND_FILL:
        return SWATCH_HEIGHT * em;
    case MARCH_LEGEND_CIRCLE:
        return march_legend_sample_width(sampler, use);
    case MARCH_LEGEND_SYMBOL: {
        MarchStyleContext context = context_of(sampler, use);
        MarchSymbolPaint paint;
        march_style_layer_get_symbol(use->layer, &context, &paint);
        return icon_size(sampler, &paint);
    }
    }
    return 0;
}

static MarchLineCap
parse_cap(const char *cap)
{
    if (g_strcmp0(cap, "round") == 0) {
        return MARCH_LINE_CAP_ROUND;
    }
    return g_strcmp0(cap, "square") == 0 ? MARCH_LINE_CAP_SQUARE : MARCH_LINE_CAP_BUTT;
}

/* The stroke of a sample, and the length that ends on a whole dash. */
static MarchStroke
make_stroke(const MarchLinePaint *paint, double room, double *length)
{
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.color = with_opacity(paint->color, paint->opacity);
    /* A band that is true to scale may be wider than a line of text. */
    stroke.width = MIN(mm(paint->width), SAMPLE_WIDTH_MAX);
    stroke.cap = parse_cap(paint->cap);
    stroke.n_dashes = MIN(paint->n_dashes, MARCH_STROKE_DASHES_MAX);
    for (guint i = 0; i < stroke.n_dashes; i++) {
        stroke.dashes[i] = mm(paint->dashes[i]);
    }

    *length = room;
    double period = dash_period(paint);
    if (paint->n_alternates > 0) {
        double count = MAX(floor(room / period), 1);
        *length = MIN(count * period, room);
        stroke.n_dashes = 0;
        return stroke;
    }
    if (stroke.n_dashes > 0 && stroke.n_dashes % 2 == 0 && period > 0) {
        double gap = stroke.dashes[stroke.n_dashes - 1];
        double periods = floor((room + gap) / period);
        if (periods >= 1) {
            *length = periods * period - gap;
        }
    }
    return stroke;
}

/* The line as the map draws it: going right, so that its left is above. */
static void
draw_bands(const MarchLegendSampler *sampler,
           const MarchLinePaint *paint,
           MarchPoint start,
           double length)
{
    double reach = band_reach(paint);

    if (has_band(paint) && paint->edge_left.alpha > 0) {
        march_furniture_fill_rect(sampler->kit,
                                  (MarchRect){start.x, start.y - reach, length, reach},
                                  paint->edge_left);
    }
    if (has_band(paint) && paint->edge_right.alpha > 0) {
        march_furniture_fill_rect(sampler->kit,
                                  (MarchRect){start.x, start.y, length, reach},
                                  paint->edge_right);
    }
}

static void
draw_stroke(const MarchLegendSampler *sampler,
            const MarchLinePaint *paint,
            const MarchStroke *stroke,
            MarchPoint start,
            double length)
{
    MarchScene *scene = sampler->kit->scene;
    /* each colour once at least, however long its dashes are on the map */
    double dash =
        MIN(mm(paint->alternate_length), length / MAX(paint->n_alternates, 1));

    if (paint->n_alternates == 0) {
        march_scene_take_stroke(
            scene, march_path_new_line(start, (MarchPoint){start.x + length, start.y}),
            stroke);
        return;
    }
    for (guint i = 0; i * dash < length - 1e-6; i++) {
        MarchStroke piece = *stroke;
        double from = start.x + i * dash;
        double to = MIN(from + dash, start.x + length);

        piece.cap = MARCH_LINE_CAP_BUTT;
        piece.color =
            with_opacity(paint->alternates[i % paint->n_alternates], paint->opacity);
        march_scene_take_stroke(
            scene,
            march_path_new_line((MarchPoint){from, start.y}, (MarchPoint){to, start.y}),
            &piece);
    }
}

static void
draw_line(const MarchLegendSampler *sampler, const MarchLegendUse *use, MarchRect room)
{
    MarchStyleContext context = context_of(sampler, use);
    MarchLinePaint paint;
    march_style_layer_get_line(use->layer, &context, &paint);

    double length;
    MarchStroke stroke =
        make_stroke(&paint, MIN(line_length(sampler, &paint), room.width), &length);
    MarchPoint start = {room.x + (room.width - length) / 2, room.y + room.height / 2};

    draw_bands(sampler, &paint, start, length);
    if (paint.pattern != NULL) {
        march_legend_line_pattern(sampler->kit->scene, paint.pattern, paint.opacity,
                                  stroke.width, start, length);
        return;
    }
    if (paint.gap_width > 0) {
        double half = (mm(paint.gap_width) + stroke.width) / 2;
        for (int side = -1; side <= 1; side += 2) {
            draw_stroke(sampler, &paint, &stroke,
                        (MarchPoint){start.x, start.y + side * half}, length);
        }
        return;
    }
    draw_stroke(sampler, &paint, &stroke, start, length);
}

static void
draw_hatch(const MarchLegendSampler *sampler, const MarchHatch *hatch, MarchRect swatch)
{
    g_autoptr(GPtrArray) areas =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
    g_ptr_array_add(areas, march_path_new_rect(swatch));

    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.color = with_opacity(hatch->color, hatch->opacity);
    stroke.width = mm(hatch->width);
    for (int pass = 0; pass <= (hatch->cross ? 1 : 0); pass++) {
        march_scene_take_stroke(sampler->kit->scene,
                                march_map_hatch(areas, hatch->angle + 90 * pass,
                                                mm(hatch->spacing), mm(hatch->offset)),
                                &stroke);
    }
}

static void
draw_fill(const MarchLegendSampler *sampler, const MarchLegendUse *use, MarchRect room)
{
    double em = sampler->kit->base;
    double width = SWATCH_WIDTH * em;
    double height = SWATCH_HEIGHT * em;
    MarchRect swatch = {room.x + (room.width - width) / 2,
                        room.y + (room.height - height) / 2, width, height};
    MarchStyleContext context = context_of(sampler, use);
    MarchFillPaint paint;
    march_style_layer_get_fill(use->layer, &context, &paint);

    if (paint.pattern != NULL) {
        march_legend_fill_pattern(sampler->kit->scene, paint.pattern, paint.opacity,
                                  swatch);
    } else {
        march_furniture_fill_rect(sampler->kit, swatch,
                                  with_opacity(paint.color, paint.opacity));
    }
    for (guint i = 0; i < paint.n_hatches; i++) {
        draw_hatch(sampler, &paint.hatches[i], swatch);
    }
    march_furniture_stroke_rect(sampler->kit, swatch, MARCH_FURNITURE_HAIRLINE_WIDTH,
                                paint.has_outline ? paint.outline_color
                                                  : sampler->kit->hairline);
}

static void
draw_circle(const MarchLegendSampler *sampler,
            const MarchLegendUse *use,
            MarchRect room)
{
    MarchStyleContext context = context_of(sampler, use);
    MarchCirclePaint paint;
    march_style_layer_get_circle(use->layer, &context, &paint);

    double radius = circle_radius(sampler, use, &paint);
    MarchPoint center = {room.x + room.width / 2, room.y + room.height / 2};
    MarchFill fill;
    march_fill_init(&fill);
    fill.color = with_opacity(paint.color, paint.opacity);
    march_scene_take_fill(sampler->kit->scene, march_path_new_circle(center, radius),
                          &fill);
    if (paint.stroke_width > 0) {
        MarchStroke stroke;
        march_stroke_init(&stroke);
        stroke.width = mm(paint.stroke_width);
        stroke.color = with_opacity(paint.stroke_color, paint.stroke_opacity);
        /* the style's stroke lies outside the radius */
        march_scene_take_stroke(
            sampler->kit->scene,
            march_path_new_circle(center, radius + stroke.width / 2), &stroke);
    }
}

/* Text that may stand on anything is the number in a badge, no name. */
static gboolean
is_number_of_badge(const MarchSymbolPaint *paint)
{
    return paint->allow_overlap && paint->ignore_placement;
}

static void
draw_symbol(const MarchLegendSampler *sampler,
            const MarchLegendUse *use,
            double scale,
            MarchRect room)
{
    const MarchFurnitureKit *kit = sampler->kit;
    MarchStyleContext context = context_of(sampler, use);
    MarchSymbolPaint paint;
    march_style_layer_get_symbol(use->layer, &context, &paint);

    double size = MIN(ICON_PX * mm(paint.icon_size) * scale, ICON_MAX * kit->base);
    guint icon;
    if (march_legend_find_icon(kit->scene, paint.icon, &icon)) {
        MarchSceneIcon item = {.icon = icon,
                               .rect = {room.x + (room.width - size) / 2,
                                        room.y + (room.height - size) / 2, size, size},
                               .angle = paint.icon_rotate,
                               .color = paint.icon_color,
                               .halo_color = MARCH_COLOR_NONE,
                               .opacity = paint.icon_opacity};
        march_scene_add_icon_item(kit->scene, &item);
        return;
    }
    if (paint.text == NULL || paint.text[0] == '\0') {
        return;
    }
    if (is_number_of_badge(&paint)) {
        MarchFont font = march_furniture_font(
            kit, MAX(NUMBER_SIZE * kit->base, MARCH_TEXT_SIZE_LEAST), 600);
        march_furniture_add_text(
            kit, &font, paint.text,
            (MarchPoint){room.x + room.width / 2,
                         room.y + room.height / 2 + 0.36 * font.size},
            MARCH_TEXT_ALIGN_MIDDLE, paint.color);
        return;
    }
    /* a class of names: a specimen in its colour */
    MarchFont font = march_furniture_font(kit, kit->base, 500);
    march_furniture_add_text(kit, &font, "Aa",
                             (MarchPoint){room.x + room.width / 2,
                                          room.y + room.height / 2 + 0.36 * kit->base},
                             MARCH_TEXT_ALIGN_MIDDLE, paint.color);
}

void
march_legend_sample_draw(const MarchLegendSampler *sampler,
                         const MarchLegendUse *use,
                         double scale,
                         MarchRect room)
{
    switch (use->kind) {
    case MARCH_LEGEND_LINE:
        draw_line(sampler, use, room);
        return;
    case MARCH_LEGEND_FILL:
        draw_fill(sampler, use, room);
        return;
    case MARCH_LEGEND_CIRCLE:
        draw_circle(sampler, use, room);
        return;
    case MARCH_LEGEND_SYMBOL:
        draw_symbol(sampler, use, scale, room);
        return;
    }
}

double
march_legend_sample_scale(const MarchLegendSampler *sampler,
                          const MarchLegendUse *circle,
                          const MarchFeature *feature)
{
    MarchStyleContext context = {.zoom = sampler->zoom, .feature = feature};
    MarchCirclePaint paint;
    march_style_layer_get_circle(circle->layer, &context, &paint);
    double radius = mm(paint.radius);
    return radius > 0 ? circle_radius(sampler, circle, &paint) / radius : 1;
}

double
march_legend_circle_radius(const MarchLegendSampler *sampler,
                           const MarchLegendUse *use,
                           double value)
{
    const MarchStyleLegend *legend = march_style_layer_get_legend(use->layer);
    g_autoptr(GArray) properties = g_array_new(FALSE, FALSE, sizeof(MarchProperty));
    gboolean is_set = FALSE;

    for (guint i = 0; i < use->feature->properties->len; i++) {
        MarchProperty property =
            g_array_index(use->feature->properties, MarchProperty, i);
        if (strcmp(property.key, legend->value_property) == 0) {
            property.value = march_value_number(value);
            is_set = TRUE;
        }
        g_array_append_val(properties, property);
    }
    if (!is_set) {
        MarchProperty property = {legend->value_property, march_value_number(value)};
        g_array_append_val(properties, property);
    }

    MarchFeature synthetic = *use->feature;
    synthetic.properties = properties;
    MarchStyleContext context = {.zoom = sampler->zoom, .feature = &synthetic};
    MarchCirclePaint paint;
    march_style_layer_get_circle(use->layer, &context, &paint);
    return mm(paint.radius);
}
