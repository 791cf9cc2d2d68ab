/* SPDX-License-Identifier: MIT */
#include "style-value.h"

#include <math.h>
#include <string.h>

#include "json.h"

MarchValue
march_style_array(MarchArena *arena, const MarchValue *items, gsize length)
{
    MarchValueArray *array = march_arena_new0(arena, MarchValueArray);
    MarchValue *copy = march_arena_array0(arena, MarchValue, length);

    if (length > 0) {
        memcpy(copy, items, length * sizeof *items);
    }
    array->length = length;
    array->items = copy;
    return (MarchValue){.type = MARCH_VALUE_ARRAY, .as.array = array};
}

static const MarchType *
type_of_array(const MarchValueArray *array, MarchArena *arena)
{
    const MarchType *item = NULL;

    for (gsize i = 0; i < array->length; i++) {
        const MarchStyleValue value = march_style_value_plain(array->items[i]);
        const MarchType *type = march_style_value_type(&value, arena);

        if (item == NULL) {
            item = type;
        } else if (item != type) {
            item = march_type_simple(MARCH_TYPE_VALUE);
            break;
        }
    }
    return march_type_array(arena,
                            item != NULL ? item : march_type_simple(MARCH_TYPE_VALUE),
                            (gint64)array->length);
}

static MarchTypeKind
simple_kind(const MarchStyleValue *value)
{
    static const MarchTypeKind specials[] = {
        MARCH_TYPE_VALUE,          MARCH_TYPE_FORMATTED,    MARCH_TYPE_IMAGE,
        MARCH_TYPE_PADDING,        MARCH_TYPE_NUMBER_ARRAY, MARCH_TYPE_COLOR_ARRAY,
        MARCH_TYPE_ANCHOR_OFFSETS,
    };

    if (value->special != MARCH_SPECIAL_NONE) {
        return specials[value->special];
    }
    switch (value->plain.type) {
    case MARCH_VALUE_NULL:
        break;
    case MARCH_VALUE_BOOLEAN:
        return MARCH_TYPE_BOOLEAN;
    case MARCH_VALUE_NUMBER:
        return MARCH_TYPE_NUMBER;
    case MARCH_VALUE_STRING:
        return MARCH_TYPE_STRING;
    case MARCH_VALUE_COLOR:
        return MARCH_TYPE_COLOR;
    case MARCH_VALUE_ARRAY:
        return MARCH_TYPE_ARRAY;
    case MARCH_VALUE_OBJECT:
        return MARCH_TYPE_OBJECT;
    }
    return MARCH_TYPE_NULL;
}

const MarchType *
march_style_value_type(const MarchStyleValue *value, MarchArena *arena)
{
    MarchTypeKind kind = simple_kind(value);

    return kind == MARCH_TYPE_ARRAY ? type_of_array(value->plain.as.array, arena)
                                    : march_type_simple(kind);
}

gboolean
march_style_value_is(const MarchStyleValue *value,
                     const MarchType *type,
                     MarchArena *arena)
{
    MarchTypeKind kind = simple_kind(value);

    if (kind != MARCH_TYPE_ARRAY) {
        return march_type_accepts(type, march_type_simple(kind));
    }
    return march_type_accepts(type, type_of_array(value->plain.as.array, arena));
}

gboolean
march_style_value_is_truthy(const MarchStyleValue *value)
{
    switch (value->plain.type) {
    case MARCH_VALUE_NULL:
        return FALSE;
    case MARCH_VALUE_BOOLEAN:
        return value->plain.as.boolean;
    case MARCH_VALUE_NUMBER:
        return value->plain.as.number < 0 || value->plain.as.number > 0;
    case MARCH_VALUE_STRING:
        return value->special == MARCH_SPECIAL_IMAGE ||
               value->plain.as.string[0] != '\0';
    case MARCH_VALUE_COLOR:
    case MARCH_VALUE_ARRAY:
    case MARCH_VALUE_OBJECT:
        break;
    }
    return TRUE;
}

gboolean
march_style_value_same(const MarchValue *a, const MarchValue *b)
{
    if (a->type != b->type) {
        return FALSE;
    }
    switch (a->type) {
    case MARCH_VALUE_NULL:
        break;
    case MARCH_VALUE_BOOLEAN:
        return !a->as.boolean == !b->as.boolean;
    case MARCH_VALUE_NUMBER:
        return a->as.number <= b->as.number && a->as.number >= b->as.number;
    case MARCH_VALUE_STRING:
        return a->as.string == b->as.string || strcmp(a->as.string, b->as.string) == 0;
    case MARCH_VALUE_COLOR:
        return FALSE;
    case MARCH_VALUE_ARRAY:
        return a->as.array == b->as.array;
    case MARCH_VALUE_OBJECT:
        return a->as.object == b->as.object;
    }
    return TRUE;
}

static void
append_color(GString *text, MarchColor color)
{
    g_string_append_printf(text, "rgba(%.0f,%.0f,%.0f,", floor(color.red * 255 + 0.5),
                           floor(color.green * 255 + 0.5),
                           floor(color.blue * 255 + 0.5));
    march_json_append_number(text, color.alpha);
    g_string_append_c(text, ')');
}

static void
append_sections(GString *text, const MarchValueArray *sections)
{
    for (gsize i = 0; i < sections->length; i++) {
        const MarchValue *section =
            march_value_object_get(sections->items[i].as.object, "text");

        g_string_append(text, section->as.string);
    }
}

const char *
march_style_value_to_string(const MarchStyleValue *value, MarchArena *arena)
{
    g_autoptr(GString) text = NULL;

    if (value->plain.type == MARCH_VALUE_STRING) {
        return value->plain.as.string;
    }
    if (value->plain.type == MARCH_VALUE_NULL) {
        return "";
    }
    if (value->plain.type == MARCH_VALUE_BOOLEAN) {
        return value->plain.as.boolean ? "true" : "false";
    }
    text = g_string_new(NULL);
    if (value->plain.type == MARCH_VALUE_NUMBER) {
        march_json_append_number(text, value->plain.as.number);
    } else if (value->plain.type == MARCH_VALUE_COLOR) {
        append_color(text, value->plain.as.color);
    } else if (value->special == MARCH_SPECIAL_FORMATTED) {
        append_sections(text, value->plain.as.array);
    } else {
        march_json_append_value(text, &value->plain);
    }
    return march_arena_strndup(arena, text->str, text->len);
}

const char *
march_style_value_to_json(const MarchStyleValue *value, MarchArena *arena)
{
    g_autoptr(GString) text = g_string_new(NULL);

    march_json_append_value(text, &value->plain);
    return march_arena_strndup(arena, text->str, text->len);
}

static double
string_to_number(const char *string)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(string));
    const char *digits = trimmed;
    char *end;
    double number;

    if (*trimmed == '\0') {
        return 0;
    }
    if (g_str_has_prefix(trimmed, "0x") || g_str_has_prefix(trimmed, "0X")) {
        number = (double)g_ascii_strtoull(trimmed + 2, &end, 16);
        return *end == '\0' && g_ascii_isxdigit(trimmed[2]) ? number : (double)NAN;
    }
    if (*digits == '-' || *digits == '+') {
        digits++;
    }
    if (strcmp(digits, "Infinity") == 0) {
        return *trimmed == '-' ? -(double)INFINITY : (double)INFINITY;
    }
    /* strtod would also take "nan", "inf" and hexadecimal fractions. */
    if ((!g_ascii_isdigit(*digits) && *digits != '.') ||
        strpbrk(digits, "xX") != NULL) {
        return (double)NAN;
    }
    number = g_ascii_strtod(trimmed, &end);
    return *end == '\0' ? number : (double)NAN;
}

double
march_style_value_to_number(const MarchStyleValue *value)
{
    switch (value->plain.type) {
    case MARCH_VALUE_NULL:
        return 0;
    case MARCH_VALUE_BOOLEAN:
        return value->plain.as.boolean ? 1 : 0;
    case MARCH_VALUE_NUMBER:
        return value->plain.as.number;
    case MARCH_VALUE_STRING:
        return string_to_number(value->plain.as.string);
    case MARCH_VALUE_ARRAY:
        /* By way of its text, in which one element looks like itself. */
        if (value->plain.as.array->length == 0) {
            return 0;
        }
        if (value->plain.as.array->length == 1 &&
            value->plain.as.array->items[0].type != MARCH_VALUE_BOOLEAN) {
            const MarchStyleValue item =
                march_style_value_plain(value->plain.as.array->items[0]);

            return march_style_value_to_number(&item);
        }
        break;
    case MARCH_VALUE_COLOR:
    case MARCH_VALUE_OBJECT:
        break;
    }
    return (double)NAN;
}
