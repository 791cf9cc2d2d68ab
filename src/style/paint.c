/* SPDX-License-Identifier: MIT */
/* Resolved paints: properties evaluated for one feature, lengths in CSS px. */
#include <math.h>
#include <string.h>

#include "style-private.h"

/** The layer and context that values are read for. */
typedef struct {
    const MarchStyleLayer *layer;
    const MarchStyleContext *context;
} Source;

static Source
begin(const MarchStyleLayer *layer, const MarchStyleContext *context)
{
    march_arena_reset(layer->style->scratch);
    return (Source){layer, context};
}

/* Most properties are constant and stay where they lie; others go into @store. */
static inline const MarchStyleValue *
read_value(const Source *source, int index, MarchStyleValue *store)
{
    MarchStyleSlot *slot = &source->layer->slots[index];

    if (slot->expression == NULL) {
        return &slot->value;
    }
    march_style_slot_evaluate(source->layer, slot, source->context, store);
    return store;
}

/* Within the property's range; what evaluates to nothing is 0. */
static double
read_number(const Source *source, int index)
{
    const MarchStyleProperty *property = source->layer->slots[index].property;
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);
    double number =
        value->plain.type == MARCH_VALUE_NUMBER ? value->plain.as.number : 0;

    if ((property->flags & MARCH_PROPERTY_MINIMUM) && number < property->minimum) {
        number = property->minimum;
    }
    if ((property->flags & MARCH_PROPERTY_MAXIMUM) && number > property->maximum) {
        number = property->maximum;
    }
    return property->flags & MARCH_PROPERTY_LENGTH ? number * source->layer->unit
                                                   : number;
}

static gboolean
read_boolean(const Source *source, int index)
{
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);

    return value->plain.type == MARCH_VALUE_BOOLEAN && value->plain.as.boolean;
}

static MarchColor
read_color(const Source *source, int index)
{
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);

    return value->plain.type == MARCH_VALUE_COLOR ? value->plain.as.color
                                                  : MARCH_COLOR_NONE;
}

/* NULL when there is none or it is empty. */
static const char *
read_string(const Source *source, int index)
{
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);

    return value->plain.type == MARCH_VALUE_STRING && *value->plain.as.string != '\0'
               ? value->plain.as.string
               : NULL;
}

static gboolean
is_word(const Source *source, int index, const char *word)
{
    return g_strcmp0(read_string(source, index), word) == 0;
}

/* The numbers of an array; those it lacks stay as they are. */
static guint
read_numbers(const Source *source, int index, double *numbers, guint count)
{
    const MarchStyleProperty *property = source->layer->slots[index].property;
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);
    double unit = property->flags & MARCH_PROPERTY_LENGTH ? source->layer->unit : 1;
    guint length = 0;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        return 0;
    }
    for (; length < value->plain.as.array->length && length < count; length++) {
        const MarchValue *item = &value->plain.as.array->items[length];

        numbers[length] = item->type == MARCH_VALUE_NUMBER ? item->as.number * unit : 0;
    }
    return length;
}

void
march_style_layer_get_background(const MarchStyleLayer *layer,
                                 const MarchStyleContext *context,
                                 MarchBackgroundPaint *paint)
{
    Source source = begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_BACKGROUND);
    paint->color = read_color(&source, MARCH_BACKGROUND_COLOR);
    paint->opacity = read_number(&source, MARCH_BACKGROUND_OPACITY);
    paint->pattern = read_string(&source, MARCH_BACKGROUND_PATTERN);
}

static MarchColor
read_extension_color(const Source *source, const MarchStyleSlot *slot)
{
    MarchStyleValue color;

    march_style_slot_evaluate(source->layer, (MarchStyleSlot *)(guintptr)slot,
                              source->context, &color);
    return color.plain.type == MARCH_VALUE_COLOR ? color.plain.as.color
                                                 : MARCH_COLOR_BLACK;
}

static void
read_hatches(const Source *source, MarchFillPaint *paint)
{
    const MarchStyleLayer *layer = source->layer;

    paint->n_hatches = layer->n_hatches;
    for (guint i = 0; i < layer->n_hatches; i++) {
        const MarchStyleHatch *hatch = &layer->hatches[i];

        paint->hatches[i] = (MarchHatch){
            .angle = hatch->angle,
            .spacing = hatch->spacing,
            .offset = hatch->offset,
            .width = hatch->width,
            .color = read_extension_color(source, &hatch->color),
            .cross = hatch->cross,
        };
    }
    paint->has_hatch = paint->n_hatches > 0;
    if (paint->has_hatch) {
        paint->hatch = paint->hatches[0];
    }
}

void
march_style_layer_get_fill(const MarchStyleLayer *layer,
                           const MarchStyleContext *context,
                           MarchFillPaint *paint)
{
    Source source = begin(layer, context);
    MarchStyleValue store;
    const MarchStyleValue *outline;

    g_assert(layer->type == MARCH_STYLE_FILL);
    *paint = (MarchFillPaint){
        .color = read_color(&source, MARCH_FILL_COLOR),
        .opacity = read_number(&source, MARCH_FILL_OPACITY),
        .antialias = read_boolean(&source, MARCH_FILL_ANTIALIAS),
        .pattern = read_string(&source, MARCH_FILL_PATTERN),
    };
    read_numbers(&source, MARCH_FILL_TRANSLATE, paint->translate, 2);
    paint->translate_turns = is_word(&source, MARCH_FILL_TRANSLATE_ANCHOR, "map");
    outline = read_value(&source, MARCH_FILL_OUTLINE_COLOR, &store);
    if (outline->plain.type == MARCH_VALUE_COLOR && paint->antialias) {
        paint->has_outline = TRUE;
        paint->outline_color = outline->plain.as.color;
        paint->outline_width = layer->style->outline_width;
    }
    read_hatches(&source, paint);
}

/* An odd number of dashes begins and ends with one, and these two are joined. */
static guint
join_ends(MarchLinePaint *paint, guint count)
{
    if (count % 2 == 0) {
        return count;
    }
    if (count == 1) {
        return 0;
    }
    paint->dash_offset = paint->dashes[count - 1];
    paint->dashes[0] += paint->dashes[count - 1];
    return count - 1;
}

/* Dashes count in line widths, as the width is at the whole zoom below. */
static void
read_dashes(const Source *source, MarchLinePaint *paint)
{
    double whole_zoom = floor(source->context->zoom);
    MarchStyleContext whole = {whole_zoom, source->context->feature};
    Source below = {source->layer, &whole};
    guint count = read_numbers(&below, MARCH_LINE_DASHARRAY, paint->dashes,
                               MARCH_PAINT_DASHES_MAX);
    gboolean has_caps = g_strcmp0(paint->cap, "butt") != 0;
    double total = 0, unit;

    if (count == 0) {
        return;
    }
    unit = read_number(&below, MARCH_LINE_WIDTH);
    if (source->layer->style->dashes_grow) {
        unit *= exp2(source->context->zoom - whole_zoom);
    }
    count = join_ends(paint, count);
    paint->dash_offset *= unit;
    for (guint i = 0; i < count; i++) {
        /* A dash of no length is a dot where lines have caps. */
        double least = i % 2 == 0 && has_caps ? 0.001 : 0;

        paint->dashes[i] = MAX(least, paint->dashes[i] * unit);
        total += paint->dashes[i];
    }
    paint->n_dashes = total > 0 ? count : 0;
}

static MarchColor
read_edge(const Source *source, guint side, MarchColor fallback)
{
    const MarchStyleLayer *layer = source->layer;
    const MarchStyleSlot *slot = &layer->line_colors[MARCH_LINE_EDGE_LEFT + side];
    MarchColor color = MARCH_COLOR_NONE;

    if (layer->has_edge[side]) {
        color = slot->property != NULL ? read_extension_color(source, slot) : fallback;
        color.alpha *= layer->edge_opacity;
    }
    return color;
}

static void
read_line_extensions(const Source *source, MarchLinePaint *paint)
{
    const MarchStyleLayer *layer = source->layer;

    paint->dashes_restart = layer->dashes_restart;
    paint->n_alternates = layer->n_alternates;
    paint->alternate_length = layer->alternate_length;
    for (guint i = 0; i < layer->n_alternates; i++) {
        paint->alternates[i] = read_extension_color(source, &layer->line_colors[i]);
    }
    paint->edge_width = layer->edge_width;
    paint->edge_left = read_edge(source, 0, paint->color);
    paint->edge_right = read_edge(source, 1, paint->color);
}

void
march_style_layer_get_line(const MarchStyleLayer *layer,
                           const MarchStyleContext *context,
                           MarchLinePaint *paint)
{
    Source source = begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_LINE);
    *paint = (MarchLinePaint){
        .color = read_color(&source, MARCH_LINE_COLOR),
        .opacity = read_number(&source, MARCH_LINE_OPACITY),
        .width = read_number(&source, MARCH_LINE_WIDTH),
        .gap_width = read_number(&source, MARCH_LINE_GAP_WIDTH),
        .offset = read_number(&source, MARCH_LINE_OFFSET),
        .cap = read_string(&source, MARCH_LINE_CAP),
        .join = read_string(&source, MARCH_LINE_JOIN),
        .miter_limit = read_number(&source, MARCH_LINE_MITER_LIMIT),
        .pattern = read_string(&source, MARCH_LINE_PATTERN),
    };
    read_numbers(&source, MARCH_LINE_TRANSLATE, paint->translate, 2);
    paint->translate_turns = is_word(&source, MARCH_LINE_TRANSLATE_ANCHOR, "map");
    read_dashes(&source, paint);
    read_line_extensions(&source, paint);
}

void
march_style_layer_get_circle(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchCirclePaint *paint)
{
    Source source = begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_CIRCLE);
    *paint = (MarchCirclePaint){
        .radius = read_number(&source, MARCH_CIRCLE_RADIUS),
        .color = read_color(&source, MARCH_CIRCLE_COLOR),
        .opacity = read_number(&source, MARCH_CIRCLE_OPACITY),
        .stroke_width = read_number(&source, MARCH_CIRCLE_STROKE_WIDTH),
        .stroke_color = read_color(&source, MARCH_CIRCLE_STROKE_COLOR),
        .stroke_opacity = read_number(&source, MARCH_CIRCLE_STROKE_OPACITY),
    };
    read_numbers(&source, MARCH_CIRCLE_TRANSLATE, paint->translate, 2);
    paint->translate_turns = is_word(&source, MARCH_CIRCLE_TRANSLATE_ANCHOR, "map");
}

void
march_style_layer_get_raster(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchRasterPaint *paint)
{
    Source source = begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_RASTER);
    *paint = (MarchRasterPaint){
        .opacity = read_number(&source, MARCH_RASTER_OPACITY),
        .brightness_min = read_number(&source, MARCH_RASTER_BRIGHTNESS_MIN),
        .brightness_max = read_number(&source, MARCH_RASTER_BRIGHTNESS_MAX),
        .contrast = read_number(&source, MARCH_RASTER_CONTRAST),
        .saturation = read_number(&source, MARCH_RASTER_SATURATION),
        .hue_rotate = read_number(&source, MARCH_RASTER_HUE_ROTATE),
    };
}

/* The colours of an array; their number. */
static guint
read_colors(const Source *source, int index, MarchColor *colors, guint count)
{
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, index, &store);
    guint length = 0;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        return 0;
    }
    for (; length < value->plain.as.array->length && length < count; length++) {
        const MarchValue *item = &value->plain.as.array->items[length];

        colors[length] =
            item->type == MARCH_VALUE_COLOR ? item->as.color : MARCH_COLOR_NONE;
    }
    return length;
}

/* As many lights as the longest list has; shorter lists go on with their last. */
static void
read_lights(const Source *source, MarchHillshadePaint *paint)
{
    double directions[MARCH_PAINT_LIGHTS_MAX] = {335};
    double altitudes[MARCH_PAINT_LIGHTS_MAX] = {45};
    MarchColor shadows[MARCH_PAINT_LIGHTS_MAX] = {MARCH_COLOR_BLACK};
    MarchColor highlights[MARCH_PAINT_LIGHTS_MAX] = {MARCH_COLOR_WHITE};
    guint counts[] = {
        read_numbers(source, MARCH_HILLSHADE_DIRECTION, directions,
                     MARCH_PAINT_LIGHTS_MAX),
        read_numbers(source, MARCH_HILLSHADE_ALTITUDE, altitudes,
                     MARCH_PAINT_LIGHTS_MAX),
        read_colors(source, MARCH_HILLSHADE_SHADOW_COLOR, shadows,
                    MARCH_PAINT_LIGHTS_MAX),
        read_colors(source, MARCH_HILLSHADE_HIGHLIGHT_COLOR, highlights,
                    MARCH_PAINT_LIGHTS_MAX),
    };

    paint->n_lights = 1;
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        paint->n_lights = MAX(paint->n_lights, counts[i]);
        counts[i] = MAX(counts[i], 1);
    }
    for (guint i = 0; i < paint->n_lights; i++) {
        paint->lights[i] = (MarchHillshadeLight){
            .direction = directions[MIN(i, counts[0] - 1)],
            .altitude = altitudes[MIN(i, counts[1] - 1)],
            .shadow = shadows[MIN(i, counts[2] - 1)],
            .highlight = highlights[MIN(i, counts[3] - 1)],
        };
    }
}

void
march_style_layer_get_hillshade(const MarchStyleLayer *layer,
                                const MarchStyleContext *context,
                                MarchHillshadePaint *paint)
{
    Source source = begin(layer, context);

    g_assert(layer->type == MARCH_STYLE_HILLSHADE);
    *paint = (MarchHillshadePaint){
        .method = read_string(&source, MARCH_HILLSHADE_METHOD),
        .lights_turn = is_word(&source, MARCH_HILLSHADE_ANCHOR, "map"),
        .exaggeration = read_number(&source, MARCH_HILLSHADE_EXAGGERATION),
        .accent = read_color(&source, MARCH_HILLSHADE_ACCENT_COLOR),
    };
    if (paint->method == NULL) {
        paint->method = "standard";
    }
    read_lights(&source, paint);
}

/* The text of all sections, in capitals or small letters where the layer says so. */
static const char *
read_text(const Source *source)
{
    MarchArena *scratch = source->layer->style->scratch;
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, MARCH_TEXT_FIELD, &store);
    const char *text = march_style_value_to_string(value, scratch);
    const char *transform = read_string(source, MARCH_TEXT_TRANSFORM);

    if (*text == '\0' || g_strcmp0(transform, "none") == 0 || transform == NULL) {
        return text;
    }
    return march_text_change_case(text, strcmp(transform, "uppercase") == 0, scratch);
}

/* The first font; without one, the style's "print:font". */
static const char *
read_font(const Source *source)
{
    const MarchValue *own =
        march_style_get_metadata(source->layer->style, "print:font");
    MarchStyleValue store;
    const MarchStyleValue *value = read_value(source, MARCH_TEXT_FONT, &store);

    if (source->layer->slots[MARCH_TEXT_FONT].is_given &&
        value->plain.type == MARCH_VALUE_ARRAY && value->plain.as.array->length > 0 &&
        value->plain.as.array->items[0].type == MARCH_VALUE_STRING) {
        return value->plain.as.array->items[0].as.string;
    }
    return own != NULL && own->type == MARCH_VALUE_STRING ? own->as.string
                                                          : "Noto Sans Regular";
}

/* Anchors to be tried in turn, from either of the two properties. */
static void
read_variable_anchors(const Source *source, MarchSymbolPaint *paint)
{
    MarchStyleValue store;
    const MarchStyleValue *value =
        read_value(source, MARCH_TEXT_VARIABLE_ANCHOR_OFFSET, &store);
    guint step = 2;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        value = read_value(source, MARCH_TEXT_VARIABLE_ANCHOR, &store);
        step = 1;
    }
    if (value->plain.type != MARCH_VALUE_ARRAY) {
        return;
    }
    for (gsize i = 0; i < value->plain.as.array->length &&
                      paint->n_variable_anchors < G_N_ELEMENTS(paint->variable_anchors);
         i += step) {
        const MarchValue *item = &value->plain.as.array->items[i];

        if (item->type == MARCH_VALUE_STRING) {
            paint->variable_anchors[paint->n_variable_anchors++] = item->as.string;
        }
    }
}

/* "overlap" says it in full, "allow-overlap" is its older form. */
static gboolean
may_overlap(const Source *source, int overlap, int allow)
{
    const char *word = read_string(source, overlap);

    return word != NULL ? strcmp(word, "never") != 0 : read_boolean(source, allow);
}

static void
read_icon(const Source *source, MarchSymbolPaint *paint)
{
    paint->icon = read_string(source, MARCH_ICON_IMAGE);
    paint->icon_text_fit = read_string(source, MARCH_ICON_TEXT_FIT);
    if (paint->icon == NULL) {
        return;
    }
    paint->icon_size = read_number(source, MARCH_ICON_SIZE);
    paint->icon_rotate = read_number(source, MARCH_ICON_ROTATE);
    paint->icon_anchor = read_string(source, MARCH_ICON_ANCHOR);
    read_numbers(source, MARCH_ICON_OFFSET, paint->icon_offset, 2);
    paint->icon_color = read_color(source, MARCH_ICON_COLOR);
    paint->icon_halo_color = read_color(source, MARCH_ICON_HALO_COLOR);
    paint->icon_halo_width = read_number(source, MARCH_ICON_HALO_WIDTH);
    paint->icon_opacity = read_number(source, MARCH_ICON_OPACITY);
    paint->icon_allow_overlap =
        may_overlap(source, MARCH_ICON_OVERLAP, MARCH_ICON_ALLOW_OVERLAP);
    paint->icon_optional = read_boolean(source, MARCH_ICON_OPTIONAL);
    paint->icon_ignore_placement = read_boolean(source, MARCH_ICON_IGNORE_PLACEMENT);
    paint->icon_turns = is_word(source, MARCH_ICON_ROTATION_ALIGNMENT, "map");
    read_numbers(source, MARCH_ICON_PADDING, &paint->icon_padding, 1);
    read_numbers(source, MARCH_ICON_TEXT_FIT_PADDING, paint->icon_text_fit_padding, 4);
    read_numbers(source, MARCH_ICON_TRANSLATE, paint->icon_translate, 2);
}

static void
read_label(const Source *source, MarchSymbolPaint *paint)
{
    paint->font = read_font(source);
    paint->size = read_number(source, MARCH_TEXT_SIZE);
    paint->color = read_color(source, MARCH_TEXT_COLOR);
    paint->opacity = read_number(source, MARCH_TEXT_OPACITY);
    paint->halo_color = read_color(source, MARCH_TEXT_HALO_COLOR);
    paint->halo_width = read_number(source, MARCH_TEXT_HALO_WIDTH);
    paint->anchor = read_string(source, MARCH_TEXT_ANCHOR);
    read_variable_anchors(source, paint);
    read_numbers(source, MARCH_TEXT_OFFSET, paint->offset, 2);
    paint->radial_offset = read_number(source, MARCH_TEXT_RADIAL_OFFSET);
    paint->justify = read_string(source, MARCH_TEXT_JUSTIFY);
    paint->max_width = read_number(source, MARCH_TEXT_MAX_WIDTH);
    paint->line_height = read_number(source, MARCH_TEXT_LINE_HEIGHT);
    paint->letter_spacing = read_number(source, MARCH_TEXT_LETTER_SPACING);
    paint->rotate = read_number(source, MARCH_TEXT_ROTATE);
    paint->padding = read_number(source, MARCH_TEXT_PADDING);
    paint->max_angle = read_number(source, MARCH_TEXT_MAX_ANGLE);
    paint->keep_upright = read_boolean(source, MARCH_TEXT_KEEP_UPRIGHT);
    paint->allow_overlap =
        may_overlap(source, MARCH_TEXT_OVERLAP, MARCH_TEXT_ALLOW_OVERLAP);
    paint->ignore_placement = read_boolean(source, MARCH_TEXT_IGNORE_PLACEMENT);
    paint->text_optional = read_boolean(source, MARCH_TEXT_OPTIONAL);
    read_numbers(source, MARCH_TEXT_TRANSLATE, paint->text_translate, 2);
}

void
march_style_layer_get_symbol(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchSymbolPaint *paint)
{
    Source source = begin(layer, context);
    const MarchValue *halo = march_style_layer_get_metadata(layer, "print:halo");

    g_assert(layer->type == MARCH_STYLE_SYMBOL);
    *paint = (MarchSymbolPaint){
        .placement = read_string(&source, MARCH_SYMBOL_PLACEMENT),
        .spacing = read_number(&source, MARCH_SYMBOL_SPACING),
        .text = read_text(&source),
        .halo_knocks_out = halo != NULL && halo->type == MARCH_VALUE_STRING &&
                           strcmp(halo->as.string, "knockout") == 0,
        .icon_size = 1,
        .icon_opacity = 1,
        .icon_anchor = "center",
    };
    read_label(&source, paint);
    read_icon(&source, paint);
}
