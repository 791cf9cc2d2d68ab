/* SPDX-License-Identifier: MIT */
/**
 * What an expression evaluates to: a plain value, or one of the specification's
 * special types, which are plain values that know what they mean.
 *
 * Values are copied freely; what they point to lives in an arena, in a feature or
 * in the style.
 */
#ifndef MARCH_STYLE_STYLE_VALUE_H
#define MARCH_STYLE_STYLE_VALUE_H

#include "base/value.h"
#include "type.h"

typedef enum {
    MARCH_SPECIAL_NONE,
    MARCH_SPECIAL_FORMATTED,    /**< array of section objects */
    MARCH_SPECIAL_IMAGE,        /**< string: the image's name */
    MARCH_SPECIAL_PADDING,      /**< array of four numbers: top, right, bottom, left */
    MARCH_SPECIAL_NUMBER_ARRAY, /**< array of numbers */
    MARCH_SPECIAL_COLOR_ARRAY,  /**< array of colours */
    MARCH_SPECIAL_ANCHOR_OFFSETS, /**< array: anchor, [x, y], anchor, [x, y]... */
} MarchSpecial;

typedef struct {
    MarchValue plain;
    MarchSpecial special;
} MarchStyleValue;

#define MARCH_STYLE_VALUE_NULL                                                         \
    ((MarchStyleValue){.plain = {.type = MARCH_VALUE_NULL},                            \
                       .special = MARCH_SPECIAL_NONE})

static inline MarchStyleValue
march_style_value_plain(MarchValue plain)
{
    return (MarchStyleValue){.plain = plain, .special = MARCH_SPECIAL_NONE};
}

static inline MarchStyleValue
march_style_value_number(double number)
{
    return march_style_value_plain(march_value_number(number));
}

static inline MarchStyleValue
march_style_value_boolean(gboolean boolean)
{
    return march_style_value_plain(march_value_boolean(boolean));
}

/* Results are written field by field: a value is large and mostly padding. */
static inline void
march_style_value_set_number(MarchStyleValue *value, double number)
{
    value->plain.type = MARCH_VALUE_NUMBER;
    value->plain.as.number = number;
    value->special = MARCH_SPECIAL_NONE;
}

static inline void
march_style_value_set_boolean(MarchStyleValue *value, gboolean boolean)
{
    value->plain.type = MARCH_VALUE_BOOLEAN;
    value->plain.as.boolean = boolean;
    value->special = MARCH_SPECIAL_NONE;
}

static inline MarchStyleValue
march_style_value_string(const char *string)
{
    return march_style_value_plain(march_value_string(string));
}

static inline MarchStyleValue
march_style_value_color(MarchColor color)
{
    return march_style_value_plain(march_value_color(color));
}

/** Items are copied into @arena. */
MarchValue march_style_array(MarchArena *arena, const MarchValue *items, gsize length);

/** The most exact type, in @arena where it is an array. */
const MarchType *march_style_value_type(const MarchStyleValue *value,
                                        MarchArena *arena);
/** Whether the value may stand where @type is wanted; allocates only for odd arrays. */
gboolean march_style_value_is(const MarchStyleValue *value,
                              const MarchType *type,
                              MarchArena *arena);
/** JavaScript's truth. */
gboolean march_style_value_is_truthy(const MarchStyleValue *value);
/** JavaScript's ===: arrays and objects are equal only to themselves. */
gboolean march_style_value_same(const MarchValue *a, const MarchValue *b);
/** As the "to-string" operator converts, in @arena. */
const char *march_style_value_to_string(const MarchStyleValue *value,
                                        MarchArena *arena);
/** As JSON, in @arena. */
const char *march_style_value_to_json(const MarchStyleValue *value, MarchArena *arena);
/** JavaScript's Number(); NaN when the value is not one. */
double march_style_value_to_number(const MarchStyleValue *value);

/** Gives @value the special type @kind as style properties do; FALSE when it cannot. */
gboolean march_style_value_convert(const MarchStyleValue *value,
                                   MarchTypeKind kind,
                                   MarchArena *arena,
                                   MarchStyleValue *converted);
/** One section without any formatting. */
MarchStyleValue march_style_value_new_formatted(const char *text, MarchArena *arena);

#endif
