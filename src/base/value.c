/* SPDX-License-Identifier: MIT */
#include "value.h"

#include <string.h>

struct MarchValueArena {
    GStringChunk *strings;
    GPtrArray *blocks; /* of g_malloc'd memory */
};

MarchValueArena *
march_value_arena_new(void)
{
    MarchValueArena *arena = g_new0(MarchValueArena, 1);

    arena->strings = g_string_chunk_new(4096);
    arena->blocks = g_ptr_array_new_with_free_func(g_free);
    return arena;
}

void
march_value_arena_free(MarchValueArena *arena)
{
    if (arena == NULL) {
        return;
    }
    g_string_chunk_free(arena->strings);
    g_ptr_array_unref(arena->blocks);
    g_free(arena);
}

const char *
march_value_arena_intern(MarchValueArena *arena, const char *string)
{
    return g_string_chunk_insert_const(arena->strings, string);
}

static gpointer
arena_copy(MarchValueArena *arena, gconstpointer from, gsize length, gsize size)
{
    gpointer block = g_malloc_n(MAX(length, 1), size);

    if (length > 0) {
        memcpy(block, from, length * size);
    }
    g_ptr_array_add(arena->blocks, block);
    return block;
}

MarchValue
march_value_arena_array(MarchValueArena *arena, const MarchValue *items, gsize length)
{
    MarchValueArray array = {length, arena_copy(arena, items, length, sizeof *items)};

    return (MarchValue){.type = MARCH_VALUE_ARRAY,
                        .as.array = arena_copy(arena, &array, 1, sizeof array)};
}

MarchValue
march_value_arena_object(MarchValueArena *arena,
                         const char *const *keys,
                         const MarchValue *values,
                         gsize length)
{
    const char **interned = arena_copy(arena, keys, length, sizeof *keys);
    MarchValueObject object = {length, interned,
                               arena_copy(arena, values, length, sizeof *values)};

    for (gsize i = 0; i < length; i++) {
        interned[i] = march_value_arena_intern(arena, keys[i]);
    }
    return (MarchValue){.type = MARCH_VALUE_OBJECT,
                        .as.object = arena_copy(arena, &object, 1, sizeof object)};
}

MarchValue
march_value_arena_copy(MarchValueArena *arena, const MarchValue *value)
{
    const MarchValue *items = NULL;
    gsize length = 0;
    g_autofree MarchValue *copies = NULL;

    if (value->type == MARCH_VALUE_STRING) {
        return march_value_string(march_value_arena_intern(arena, value->as.string));
    }
    if (value->type == MARCH_VALUE_ARRAY) {
        items = value->as.array->items;
        length = value->as.array->length;
    } else if (value->type == MARCH_VALUE_OBJECT) {
        items = value->as.object->values;
        length = value->as.object->length;
    } else {
        return *value;
    }
    copies = g_new(MarchValue, MAX(length, 1));
    for (gsize i = 0; i < length; i++) {
        copies[i] = march_value_arena_copy(arena, &items[i]);
    }
    return value->type == MARCH_VALUE_ARRAY
               ? march_value_arena_array(arena, copies, length)
               : march_value_arena_object(arena, value->as.object->keys, copies,
                                          length);
}

const MarchValue *
march_value_object_get(const MarchValueObject *object, const char *key)
{
    for (gsize i = 0; i < object->length; i++) {
        if (strcmp(object->keys[i], key) == 0) {
            return &object->values[i];
        }
    }
    return NULL;
}

static gboolean
array_equal(const MarchValueArray *a, const MarchValueArray *b)
{
    if (a->length != b->length) {
        return FALSE;
    }
    for (gsize i = 0; i < a->length; i++) {
        if (!march_value_equal(&a->items[i], &b->items[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
object_equal(const MarchValueObject *a, const MarchValueObject *b)
{
    if (a->length != b->length) {
        return FALSE;
    }
    for (gsize i = 0; i < a->length; i++) {
        const MarchValue *other = march_value_object_get(b, a->keys[i]);

        if (other == NULL || !march_value_equal(&a->values[i], other)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
number_equal(double a, double b)
{
    return a >= b && a <= b;
}

gboolean
march_value_equal(const MarchValue *a, const MarchValue *b)
{
    if (a->type != b->type) {
        return FALSE;
    }
    switch (a->type) {
    case MARCH_VALUE_BOOLEAN:
        return !a->as.boolean == !b->as.boolean;
    case MARCH_VALUE_NUMBER:
        return number_equal(a->as.number, b->as.number);
    case MARCH_VALUE_STRING:
        return strcmp(a->as.string, b->as.string) == 0;
    case MARCH_VALUE_COLOR:
        return number_equal(a->as.color.red, b->as.color.red) &&
               number_equal(a->as.color.green, b->as.color.green) &&
               number_equal(a->as.color.blue, b->as.color.blue) &&
               number_equal(a->as.color.alpha, b->as.color.alpha);
    case MARCH_VALUE_ARRAY:
        return array_equal(a->as.array, b->as.array);
    case MARCH_VALUE_OBJECT:
        return object_equal(a->as.object, b->as.object);
    case MARCH_VALUE_NULL:
    default:
        return TRUE;
    }
}
