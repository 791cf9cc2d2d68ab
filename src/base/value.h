/* SPDX-License-Identifier: MIT */
/**
 * A value as data carry it: null, boolean, number, string, colour, array, object.
 *
 * Values are small structs passed by value. Strings, arrays and objects are
 * borrowed from a MarchValueArena (or outlive it as literals): copying a value
 * allocates nothing, freeing the arena frees everything.
 */
#ifndef MARCH_BASE_VALUE_H
#define MARCH_BASE_VALUE_H

#include "color.h"

typedef enum {
    MARCH_VALUE_NULL,
    MARCH_VALUE_BOOLEAN,
    MARCH_VALUE_NUMBER,
    MARCH_VALUE_STRING,
    MARCH_VALUE_COLOR,
    MARCH_VALUE_ARRAY,
    MARCH_VALUE_OBJECT,
} MarchValueType;

typedef struct MarchValue MarchValue;
typedef struct MarchValueArray MarchValueArray;
typedef struct MarchValueObject MarchValueObject;

struct MarchValue {
    MarchValueType type;
    union {
        gboolean boolean;
        double number;
        const char *string;
        MarchColor color;
        const MarchValueArray *array;
        const MarchValueObject *object;
    } as;
};

struct MarchValueArray {
    gsize length;
    const MarchValue *items;
};

/** Members keep the order of the source. */
struct MarchValueObject {
    gsize length;
    const char *const *keys;
    const MarchValue *values;
};

#define MARCH_VALUE_NONE ((MarchValue){.type = MARCH_VALUE_NULL})

static inline MarchValue
march_value_boolean(gboolean boolean)
{
    return (MarchValue){.type = MARCH_VALUE_BOOLEAN, .as.boolean = boolean};
}

static inline MarchValue
march_value_number(double number)
{
    return (MarchValue){.type = MARCH_VALUE_NUMBER, .as.number = number};
}

/** @string must outlive the value. */
static inline MarchValue
march_value_string(const char *string)
{
    return (MarchValue){.type = MARCH_VALUE_STRING, .as.string = string};
}

static inline MarchValue
march_value_color(MarchColor color)
{
    return (MarchValue){.type = MARCH_VALUE_COLOR, .as.color = color};
}

/** The member @key of @object, or NULL. */
const MarchValue *march_value_object_get(const MarchValueObject *object,
                                         const char *key);
gboolean march_value_equal(const MarchValue *a, const MarchValue *b);

/** Memory that values borrow from. Keys and repeated strings are stored once. */
typedef struct MarchValueArena MarchValueArena;

MarchValueArena *march_value_arena_new(void);
void march_value_arena_free(MarchValueArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchValueArena, march_value_arena_free)

/** Copies @string into the arena (once per distinct string). */
const char *march_value_arena_intern(MarchValueArena *arena, const char *string);
/** Copies @length values into the arena as an array value. */
MarchValue
march_value_arena_array(MarchValueArena *arena, const MarchValue *items, gsize length);
/** Copies @value with all it holds into the arena. */
MarchValue march_value_arena_copy(MarchValueArena *arena, const MarchValue *value);
/** Copies members into the arena as an object value; keys are interned. */
MarchValue march_value_arena_object(MarchValueArena *arena,
                                    const char *const *keys,
                                    const MarchValue *values,
                                    gsize length);

#endif
