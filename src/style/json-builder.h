/* SPDX-License-Identifier: MIT */
/**
 * Within the style module: expressions built as JSON, for what old styles are
 * rewritten as. What is built lives in the arena.
 */
#ifndef MARCH_STYLE_JSON_BUILDER_H
#define MARCH_STYLE_JSON_BUILDER_H

#include "json.h"

/** A list that becomes an expression. */
typedef struct {
    GArray *items; /**< of MarchJson */
    MarchLocation where;
    MarchArena *arena;
} MarchJsonBuilder;

/** A list that begins with @name and lies where @where does. */
MarchJsonBuilder
march_json_builder_new(const char *name, const MarchJson *where, MarchArena *arena);
void march_json_builder_add(MarchJsonBuilder *builder, MarchJson item);
void march_json_builder_add_string(MarchJsonBuilder *builder, const char *string);
/** The list; the builder is used up. */
MarchJson march_json_builder_finish(MarchJsonBuilder *builder);

/** [@name, @argument] */
MarchJson march_json_new_call(const char *name, MarchJson argument, MarchArena *arena);
/** [@name] */
MarchJson
march_json_new_bare_call(const char *name, const MarchJson *where, MarchArena *arena);
/** Arrays and objects are data here, not expressions. */
MarchJson march_json_as_literal(const MarchJson *json, MarchArena *arena);

#endif
