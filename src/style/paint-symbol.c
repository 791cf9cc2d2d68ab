/* SPDX-License-Identifier: MIT */
/* Resolved paints of symbols: labels and icons. */
#include <string.h>

#include "paint-source.h"

static const char *
change_case(const char *text, const char *transform, MarchArena *scratch)
{
    return *text == '\0' || transform == NULL || strcmp(transform, "none") == 0
               ? text
               : march_text_change_case(text, strcmp(transform, "uppercase") == 0,
                                        scratch);
}

/* One section of a formatted text: how it is written, and its text. */
static const char *
read_section(const MarchPaintSource *source,
             const MarchValueObject *object,
             MarchTextSection *section)
{
    const MarchValue *text = march_value_object_get(object, "text");
    const MarchValue *image = march_value_object_get(object, "image");
    const MarchValue *scale = march_value_object_get(object, "scale");
    const MarchValue *font = march_value_object_get(object, "fontStack");
    const MarchValue *color = march_value_object_get(object, "textColor");
    const MarchValue *align = march_value_object_get(object, "verticalAlign");

    *section = (MarchTextSection){.scale = 1};
    if (image != NULL && image->type == MARCH_VALUE_OBJECT) {
        const MarchValue *name = march_value_object_get(image->as.object, "name");

        section->image =
            name != NULL && name->type == MARCH_VALUE_STRING && *name->as.string != '\0'
                ? name->as.string
                : NULL;
    }
    if (scale != NULL && scale->type == MARCH_VALUE_NUMBER) {
        section->scale = CLAMP(scale->as.number, 0.1, 10);
    }
    if (font != NULL && font->type == MARCH_VALUE_STRING) {
        const char *comma = strchr(font->as.string, ',');

        section->font =
            comma == NULL
                ? font->as.string
                : march_arena_strndup(source->layer->style->scratch, font->as.string,
                                      (gsize)(comma - font->as.string));
    }
    if (color != NULL && color->type == MARCH_VALUE_COLOR) {
        section->has_color = TRUE;
        section->color = color->as.color;
    }
    if (align != NULL && align->type == MARCH_VALUE_STRING) {
        section->raise = strcmp(align->as.string, "top") == 0      ? 1
                         : strcmp(align->as.string, "center") == 0 ? 0.5
                                                                   : 0;
    }
    if (section->image != NULL) {
        return MARCH_TEXT_IMAGE;
    }
    return text != NULL && text->type == MARCH_VALUE_STRING ? text->as.string : "";
}

static gboolean
is_plain(const MarchTextSection *section)
{
    return section->image == NULL && section->font == NULL && !section->has_color &&
           !(section->raise > 0) && !(section->scale < 1) && !(section->scale > 1);
}

/* Sections beyond the last are written as the label is. */
static const char *
join_sections(const MarchPaintSource *source,
              const MarchValueArray *items,
              const char *transform,
              MarchSymbolPaint *paint)
{
    MarchArena *scratch = source->layer->style->scratch;
    g_autoptr(GString) joined = g_string_new(NULL);
    gboolean is_formatted = FALSE;

    for (gsize i = 0; i < items->length; i++) {
        MarchTextSection section = {0};
        const char *text =
            items->items[i].type == MARCH_VALUE_OBJECT
                ? read_section(source, items->items[i].as.object, &section)
                : "";

        if (section.image != NULL && paint->n_sections == MARCH_PAINT_SECTIONS_MAX) {
            ((MarchStyleLayer *)(guintptr)source->layer)->n_images_in_text++;
            continue;
        }
        text = change_case(text, transform, scratch);
        g_string_append(joined, text);
        if (*text != '\0' && paint->n_sections < MARCH_PAINT_SECTIONS_MAX) {
            section.length = (guint)strlen(text);
            paint->sections[paint->n_sections++] = section;
            is_formatted = is_formatted || !is_plain(&section);
        }
    }
    if (!is_formatted) {
        paint->n_sections = 0;
    }
    return march_arena_strndup(scratch, joined->str, joined->len);
}

/* In capitals or small letters where the layer says so. */
static void
read_text(const MarchPaintSource *source, MarchSymbolPaint *paint)
{
    MarchArena *scratch = source->layer->style->scratch;
    MarchStyleValue store;
    const MarchStyleValue *value =
        march_paint_read_value(source, MARCH_TEXT_FIELD, &store);
    const char *transform = march_paint_read_string(source, MARCH_TEXT_TRANSFORM);

    if (value->special == MARCH_SPECIAL_FORMATTED &&
        value->plain.type == MARCH_VALUE_ARRAY && value->plain.as.array->length > 0) {
        paint->text = join_sections(source, value->plain.as.array, transform, paint);
    } else {
        paint->text = change_case(march_style_value_to_string(value, scratch),
                                  transform, scratch);
    }
}

/* The first font; without one, the style's "print:font". */
static const char *
read_font(const MarchPaintSource *source)
{
    const MarchValue *own =
        march_style_get_metadata(source->layer->style, "print:font");
    MarchStyleValue store;
    const MarchStyleValue *value =
        march_paint_read_value(source, MARCH_TEXT_FONT, &store);

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
read_variable_anchors(const MarchPaintSource *source, MarchSymbolPaint *paint)
{
    MarchStyleValue store;
    const MarchStyleValue *value =
        march_paint_read_value(source, MARCH_TEXT_VARIABLE_ANCHOR_OFFSET, &store);
    guint step = 2;

    if (value->plain.type != MARCH_VALUE_ARRAY) {
        value = march_paint_read_value(source, MARCH_TEXT_VARIABLE_ANCHOR, &store);
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
may_overlap(const MarchPaintSource *source, int overlap, int allow)
{
    const char *word = march_paint_read_string(source, overlap);

    return word != NULL ? strcmp(word, "never") != 0
                        : march_paint_read_boolean(source, allow);
}

static void
read_icon(const MarchPaintSource *source, MarchSymbolPaint *paint)
{
    paint->icon = march_paint_read_string(source, MARCH_ICON_IMAGE);
    paint->icon_text_fit = march_paint_read_string(source, MARCH_ICON_TEXT_FIT);
    if (paint->icon == NULL) {
        return;
    }
    paint->icon_size = march_paint_read_number(source, MARCH_ICON_SIZE);
    paint->icon_rotate = march_paint_read_number(source, MARCH_ICON_ROTATE);
    paint->icon_anchor = march_paint_read_string(source, MARCH_ICON_ANCHOR);
    march_paint_read_numbers(source, MARCH_ICON_OFFSET, paint->icon_offset, 2);
    paint->icon_color = march_paint_read_color(source, MARCH_ICON_COLOR);
    paint->icon_halo_color = march_paint_read_color(source, MARCH_ICON_HALO_COLOR);
    paint->icon_halo_width = march_paint_read_number(source, MARCH_ICON_HALO_WIDTH);
    paint->icon_opacity = march_paint_read_number(source, MARCH_ICON_OPACITY);
    paint->icon_allow_overlap =
        may_overlap(source, MARCH_ICON_OVERLAP, MARCH_ICON_ALLOW_OVERLAP);
    paint->icon_optional = march_paint_read_boolean(source, MARCH_ICON_OPTIONAL);
    paint->icon_ignore_placement =
        march_paint_read_boolean(source, MARCH_ICON_IGNORE_PLACEMENT);
    paint->icon_turns =
        march_paint_is_word(source, MARCH_ICON_ROTATION_ALIGNMENT, "map");
    march_paint_read_numbers(source, MARCH_ICON_PADDING, &paint->icon_padding, 1);
    march_paint_read_numbers(source, MARCH_ICON_TEXT_FIT_PADDING,
                             paint->icon_text_fit_padding, 4);
    march_paint_read_numbers(source, MARCH_ICON_TRANSLATE, paint->icon_translate, 2);
}

static void
read_label(const MarchPaintSource *source, MarchSymbolPaint *paint)
{
    paint->font = read_font(source);
    paint->size = march_paint_read_number(source, MARCH_TEXT_SIZE);
    paint->color = march_paint_read_color(source, MARCH_TEXT_COLOR);
    paint->opacity = march_paint_read_number(source, MARCH_TEXT_OPACITY);
    paint->halo_color = march_paint_read_color(source, MARCH_TEXT_HALO_COLOR);
    paint->halo_width = march_paint_read_number(source, MARCH_TEXT_HALO_WIDTH);
    paint->anchor = march_paint_read_string(source, MARCH_TEXT_ANCHOR);
    read_variable_anchors(source, paint);
    march_paint_read_numbers(source, MARCH_TEXT_OFFSET, paint->offset, 2);
    paint->radial_offset = march_paint_read_number(source, MARCH_TEXT_RADIAL_OFFSET);
    paint->justify = march_paint_read_string(source, MARCH_TEXT_JUSTIFY);
    paint->max_width = march_paint_read_number(source, MARCH_TEXT_MAX_WIDTH);
    paint->line_height = march_paint_read_number(source, MARCH_TEXT_LINE_HEIGHT);
    paint->letter_spacing = march_paint_read_number(source, MARCH_TEXT_LETTER_SPACING);
    paint->rotate = march_paint_read_number(source, MARCH_TEXT_ROTATE);
    paint->padding = march_paint_read_number(source, MARCH_TEXT_PADDING);
    paint->max_angle = march_paint_read_number(source, MARCH_TEXT_MAX_ANGLE);
    paint->keep_upright = march_paint_read_boolean(source, MARCH_TEXT_KEEP_UPRIGHT);
    paint->allow_overlap =
        may_overlap(source, MARCH_TEXT_OVERLAP, MARCH_TEXT_ALLOW_OVERLAP);
    paint->ignore_placement =
        march_paint_read_boolean(source, MARCH_TEXT_IGNORE_PLACEMENT);
    paint->text_optional = march_paint_read_boolean(source, MARCH_TEXT_OPTIONAL);
    march_paint_read_numbers(source, MARCH_TEXT_TRANSLATE, paint->text_translate, 2);
}

void
march_style_layer_get_symbol(const MarchStyleLayer *layer,
                             const MarchStyleContext *context,
                             MarchSymbolPaint *paint)
{
    MarchPaintSource source = march_paint_begin(layer, context);
    const MarchValue *halo = march_style_layer_get_metadata(layer, "print:halo");

    g_assert(layer->type == MARCH_STYLE_SYMBOL);
    *paint = (MarchSymbolPaint){
        .placement = march_paint_read_string(&source, MARCH_SYMBOL_PLACEMENT),
        .spacing = march_paint_read_number(&source, MARCH_SYMBOL_SPACING),
        .halo_knocks_out = halo != NULL && halo->type == MARCH_VALUE_STRING &&
                           strcmp(halo->as.string, "knockout") == 0,
        .icon_size = 1,
        .icon_opacity = 1,
        .icon_anchor = "center",
    };
    read_text(&source, paint);
    read_label(&source, paint);
    read_icon(&source, paint);
}
