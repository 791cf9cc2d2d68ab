/* SPDX-License-Identifier: MIT */
#include "type.h"

static const MarchType simple_types[] = {
    {MARCH_TYPE_NULL, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_NUMBER, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_STRING, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_BOOLEAN, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_COLOR, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_OBJECT, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_VALUE, NULL, MARCH_TYPE_ANY_LENGTH},
    /* The array of anything, so that the table can be indexed by kind. */
    {MARCH_TYPE_ARRAY, &simple_types[MARCH_TYPE_VALUE], MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_ERROR, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_FORMATTED, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_PADDING, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_NUMBER_ARRAY, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_COLOR_ARRAY, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_IMAGE, NULL, MARCH_TYPE_ANY_LENGTH},
    {MARCH_TYPE_ANCHOR_OFFSETS, NULL, MARCH_TYPE_ANY_LENGTH},
};

static const char *const kind_names[] = {
    "null",       "number",        "string",
    "boolean",    "color",         "object",
    "value",      "array",         "error",
    "formatted",  "padding",       "numberArray",
    "colorArray", "resolvedImage", "variableAnchorOffsetCollection",
};

const MarchType *
march_type_simple(MarchTypeKind kind)
{
    return &simple_types[kind];
}

const MarchType *
march_type_array(MarchArena *arena, const MarchType *item, gint64 length)
{
    MarchType *type = march_arena_new0(arena, MarchType);

    *type = (MarchType){MARCH_TYPE_ARRAY, item, length};
    return type;
}

const char *
march_type_kind_name(MarchTypeKind kind)
{
    return kind_names[kind];
}

const char *
march_type_to_string(const MarchType *type, MarchArena *arena)
{
    const char *item;

    if (type->kind != MARCH_TYPE_ARRAY) {
        return kind_names[type->kind];
    }
    item = march_type_to_string(type->item, arena);
    if (type->length != MARCH_TYPE_ANY_LENGTH) {
        return march_arena_printf(arena, "array<%s, %" G_GINT64_FORMAT ">", item,
                                  type->length);
    }
    if (type->item->kind == MARCH_TYPE_VALUE) {
        return "array";
    }
    return march_arena_printf(arena, "array<%s>", item);
}

gboolean
march_type_accepts(const MarchType *expected, const MarchType *actual)
{
    if (actual->kind == MARCH_TYPE_ERROR) {
        return TRUE;
    }
    if (expected->kind == MARCH_TYPE_ARRAY) {
        return actual->kind == MARCH_TYPE_ARRAY &&
               ((actual->length == 0 && actual->item->kind == MARCH_TYPE_VALUE) ||
                march_type_accepts(expected->item, actual->item)) &&
               (expected->length == MARCH_TYPE_ANY_LENGTH ||
                expected->length == actual->length);
    }
    if (expected->kind == actual->kind) {
        return TRUE;
    }
    if (expected->kind != MARCH_TYPE_VALUE) {
        return FALSE;
    }
    if (actual->kind == MARCH_TYPE_ARRAY) {
        return march_type_accepts(&simple_types[MARCH_TYPE_ARRAY], actual);
    }
    return TRUE;
}
