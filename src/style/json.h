/* SPDX-License-Identifier: MIT */
/**
 * JSON with positions: what jansson accepts, as a tree whose every value and key
 * knows its line and column.
 *
 * jansson decides what is valid (strict grammar, UTF-8, no duplicate keys) and
 * decodes strings and numbers; the positions come from a walk over the text that
 * it has accepted. Nodes live in the arena given.
 */
#ifndef MARCH_STYLE_JSON_H
#define MARCH_STYLE_JSON_H

#include "arena.h"
#include "base/error.h"
#include "base/value.h"

typedef enum {
    MARCH_JSON_NULL,
    MARCH_JSON_BOOLEAN,
    MARCH_JSON_NUMBER,
    MARCH_JSON_STRING,
    MARCH_JSON_ARRAY,
    MARCH_JSON_OBJECT,
} MarchJsonType;

typedef struct MarchJson MarchJson;

typedef struct {
    const char *name;
    MarchLocation where;
} MarchJsonKey;

struct MarchJson {
    MarchJsonType type;
    MarchLocation where;
    gboolean boolean;
    double number;
    const char *string;
    guint length;             /**< of @items */
    const MarchJson *items;   /**< elements, or the values of members */
    const MarchJsonKey *keys; /**< objects: one for each item, in source order */
};

/** Styles larger or deeper than this are refused. */
#define MARCH_JSON_SIZE_MAX  ((gsize)4 * 1024 * 1024)
#define MARCH_JSON_DEPTH_MAX 64

/**
 * Parses @text, which need not end in NUL. @file_name may be NULL.
 *
 * Returns: (transfer none), in @arena; NULL with MARCH_ERROR_CONFIG or _LIMIT.
 */
const MarchJson *march_json_parse(const char *text,
                                  gsize length,
                                  const char *file_name,
                                  MarchArena *arena,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The member @key, or NULL (also when @json is NULL or not an object). */
const MarchJson *march_json_get(const MarchJson *json, const char *key);
/** JavaScript's typeof: "string", "number", "boolean" or "object". */
const char *march_json_typeof(const MarchJson *json);
/** The same value in @arena. */
MarchValue march_json_to_value(const MarchJson *json, MarchArena *arena);

/* New nodes at @where, for rewriting old syntax into new. */
MarchJson march_json_new_string(const char *string, MarchLocation where);
MarchJson march_json_new_number(double number, MarchLocation where);
MarchJson march_json_new_boolean(gboolean boolean, MarchLocation where);
/** Copies @length items into @arena. */
MarchJson march_json_new_array(const MarchJson *items,
                               guint length,
                               MarchLocation where,
                               MarchArena *arena);

/** Appends the value as JSON; what JSON cannot express becomes null. */
void march_json_append_value(GString *text, const MarchValue *value);
void march_json_append_string(GString *text, const char *string);
/** Appends the number as JavaScript's String() writes it. */
void march_json_append_number(GString *text, double number);
/** Appends the tree as JSON. */
void march_json_append(GString *text, const MarchJson *json);

#endif
