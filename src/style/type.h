/* SPDX-License-Identifier: MIT */
/**
 * The types of expressions, as the MapLibre style specification names them.
 *
 * Simple types are constants and compare by address; array types live in an
 * arena and are distinct objects even when they say the same.
 */
#ifndef MARCH_STYLE_TYPE_H
#define MARCH_STYLE_TYPE_H

#include "arena.h"

typedef enum {
    MARCH_TYPE_NULL,
    MARCH_TYPE_NUMBER,
    MARCH_TYPE_STRING,
    MARCH_TYPE_BOOLEAN,
    MARCH_TYPE_COLOR,
    MARCH_TYPE_OBJECT,
    MARCH_TYPE_VALUE, /**< any of the others that data can hold */
    MARCH_TYPE_ARRAY,
    MARCH_TYPE_ERROR,
    MARCH_TYPE_FORMATTED,
    MARCH_TYPE_PADDING,
    MARCH_TYPE_NUMBER_ARRAY,
    MARCH_TYPE_COLOR_ARRAY,
    MARCH_TYPE_IMAGE,
    MARCH_TYPE_ANCHOR_OFFSETS, /**< variableAnchorOffsetCollection */
} MarchTypeKind;

typedef struct MarchType MarchType;

#define MARCH_TYPE_ANY_LENGTH (-1)

struct MarchType {
    MarchTypeKind kind;
    const MarchType *item; /**< arrays only */
    gint64 length;         /**< arrays only; MARCH_TYPE_ANY_LENGTH when not fixed */
};

/** The constant of a kind other than MARCH_TYPE_ARRAY. */
const MarchType *march_type_simple(MarchTypeKind kind);
const MarchType *
march_type_array(MarchArena *arena, const MarchType *item, gint64 length);
/** "number", "array<number, 2>", in @arena. */
const char *march_type_to_string(const MarchType *type, MarchArena *arena);
const char *march_type_kind_name(MarchTypeKind kind);
/** Whether a value of type @actual may stand where @expected is wanted. */
gboolean march_type_accepts(const MarchType *expected, const MarchType *actual);

#endif
