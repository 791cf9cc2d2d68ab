/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "style-value.h"

static gboolean
is_array_of(const MarchValue *value, MarchValueType type)
{
    if (value->type != MARCH_VALUE_ARRAY) {
        return FALSE;
    }
    for (gsize i = 0; i < value->as.array->length; i++) {
        if (value->as.array->items[i].type != type) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
to_padding(const MarchValue *value, MarchArena *arena, MarchStyleValue *padding)
{
    static const guint sides[4][4] = {
        {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    MarchValue four[4];

    if (value->type == MARCH_VALUE_NUMBER) {
        for (guint i = 0; i < 4; i++) {
            four[i] = *value;
        }
    } else if (is_array_of(value, MARCH_VALUE_NUMBER) && value->as.array->length >= 1 &&
               value->as.array->length <= 4) {
        for (guint i = 0; i < 4; i++) {
            four[i] = value->as.array->items[sides[value->as.array->length - 1][i]];
        }
    } else {
        return FALSE;
    }
    padding->plain = march_style_array(arena, four, 4);
    padding->special = MARCH_SPECIAL_PADDING;
    return TRUE;
}

static gboolean
to_number_array(const MarchValue *value, MarchArena *arena, MarchStyleValue *numbers)
{
    if (value->type == MARCH_VALUE_NUMBER) {
        numbers->plain = march_style_array(arena, value, 1);
    } else if (is_array_of(value, MARCH_VALUE_NUMBER)) {
        numbers->plain = *value;
    } else {
        return FALSE;
    }
    numbers->special = MARCH_SPECIAL_NUMBER_ARRAY;
    return TRUE;
}

static gboolean
to_color_array(const MarchValue *value, MarchArena *arena, MarchStyleValue *colors)
{
    const MarchValue *items = value;
    gsize length = 1;
    MarchValue *parsed;

    if (is_array_of(value, MARCH_VALUE_STRING)) {
        items = value->as.array->items;
        length = value->as.array->length;
    } else if (value->type != MARCH_VALUE_STRING) {
        return FALSE;
    }
    parsed = march_arena_array0(arena, MarchValue, length);
    for (gsize i = 0; i < length; i++) {
        MarchColor color;

        if (!march_color_parse(items[i].as.string, &color)) {
            return FALSE;
        }
        parsed[i] = march_value_color(color);
    }
    colors->plain = march_style_array(arena, parsed, length);
    colors->special = MARCH_SPECIAL_COLOR_ARRAY;
    return TRUE;
}

static gboolean
to_anchor_offsets(const MarchValue *value, MarchStyleValue *offsets)
{
    static const char *const anchors[] = {
        "center",   "left",      "right",       "top",          "bottom",
        "top-left", "top-right", "bottom-left", "bottom-right", NULL};

    if (value->type != MARCH_VALUE_ARRAY || value->as.array->length < 1 ||
        value->as.array->length % 2 != 0) {
        return FALSE;
    }
    for (gsize i = 0; i < value->as.array->length; i += 2) {
        const MarchValue *anchor = &value->as.array->items[i];
        const MarchValue *offset = &value->as.array->items[i + 1];

        if (anchor->type != MARCH_VALUE_STRING ||
            !g_strv_contains(anchors, anchor->as.string) ||
            !is_array_of(offset, MARCH_VALUE_NUMBER) || offset->as.array->length != 2) {
            return FALSE;
        }
    }
    offsets->plain = *value;
    offsets->special = MARCH_SPECIAL_ANCHOR_OFFSETS;
    return TRUE;
}

MarchStyleValue
march_style_value_new_formatted(const char *text, MarchArena *arena)
{
    static const char *const keys[] = {"text",      "image",     "scale",
                                       "fontStack", "textColor", "verticalAlign"};
    MarchValueObject *section = march_arena_new0(arena, MarchValueObject);
    MarchValue *values = march_arena_array0(arena, MarchValue, G_N_ELEMENTS(keys));
    MarchValue item;

    values[0] = march_value_string(text);
    for (guint i = 1; i < G_N_ELEMENTS(keys); i++) {
        values[i] = MARCH_VALUE_NONE;
    }
    *section = (MarchValueObject){G_N_ELEMENTS(keys), keys, values};
    item = (MarchValue){.type = MARCH_VALUE_OBJECT, .as.object = section};
    return (MarchStyleValue){.plain = march_style_array(arena, &item, 1),
                             .special = MARCH_SPECIAL_FORMATTED};
}

gboolean
march_style_value_convert(const MarchStyleValue *value,
                          MarchTypeKind kind,
                          MarchArena *arena,
                          MarchStyleValue *converted)
{
    static const MarchTypeKind kinds[] = {
        MARCH_TYPE_VALUE,          MARCH_TYPE_FORMATTED,    MARCH_TYPE_IMAGE,
        MARCH_TYPE_PADDING,        MARCH_TYPE_NUMBER_ARRAY, MARCH_TYPE_COLOR_ARRAY,
        MARCH_TYPE_ANCHOR_OFFSETS,
    };
    const char *text;

    if (value->special != MARCH_SPECIAL_NONE) {
        *converted = *value;
        if (kinds[value->special] == kind) {
            return TRUE;
        }
    }
    switch ((int)kind) {
    case MARCH_TYPE_PADDING:
        return value->special == MARCH_SPECIAL_NONE &&
               to_padding(&value->plain, arena, converted);
    case MARCH_TYPE_NUMBER_ARRAY:
        return value->special == MARCH_SPECIAL_NONE &&
               to_number_array(&value->plain, arena, converted);
    case MARCH_TYPE_COLOR_ARRAY:
        return value->special == MARCH_SPECIAL_NONE &&
               to_color_array(&value->plain, arena, converted);
    case MARCH_TYPE_ANCHOR_OFFSETS:
        return value->special == MARCH_SPECIAL_NONE &&
               to_anchor_offsets(&value->plain, converted);
    case MARCH_TYPE_FORMATTED:
        *converted = march_style_value_new_formatted(
            march_style_value_to_string(value, arena), arena);
        return TRUE;
    case MARCH_TYPE_IMAGE:
        text = march_style_value_to_string(value, arena);
        *converted = march_style_value_string(text);
        if (*text == '\0') {
            *converted = MARCH_STYLE_VALUE_NULL;
        } else {
            converted->special = MARCH_SPECIAL_IMAGE;
        }
        return TRUE;
    default:
        return FALSE;
    }
}
