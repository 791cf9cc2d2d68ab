/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <string.h>

#include <jansson.h>

/** Walks text that jansson accepted, so it checks nothing. */
typedef struct {
    const char *next;
    const char *end;
    const char *file;
    int line, column;
    guint depth;
    MarchArena *arena;
} Walker;

static void
walk_bytes(Walker *walker, gsize count)
{
    for (; count > 0 && walker->next < walker->end; count--, walker->next++) {
        guchar byte = (guchar)*walker->next;

        if (byte == '\n') {
            walker->line++;
            walker->column = 1;
        } else if ((byte & 0xc0) != 0x80) {
            walker->column++;
        }
    }
}

static void
walk_space(Walker *walker)
{
    while (walker->next < walker->end && strchr(" \t\r\n", *walker->next) != NULL) {
        walk_bytes(walker, 1);
    }
}

/* Past the opening bracket, a comma, a colon or the closing bracket. */
static void
walk_punctuation(Walker *walker)
{
    walk_space(walker);
    walk_bytes(walker, 1);
}

static void
walk_string(Walker *walker)
{
    walk_bytes(walker, 1);
    while (walker->next < walker->end && *walker->next != '"') {
        walk_bytes(walker, *walker->next == '\\' ? 2 : 1);
    }
    walk_bytes(walker, 1);
}

static void
walk_scalar(Walker *walker)
{
    if (*walker->next == '"') {
        walk_string(walker);
        return;
    }
    while (walker->next < walker->end && strchr(" \t\r\n,]}", *walker->next) == NULL) {
        walk_bytes(walker, 1);
    }
}

static MarchLocation
walker_location(Walker *walker)
{
    walk_space(walker);
    return (MarchLocation){walker->file, walker->line, walker->column};
}

static gboolean locate(Walker *walker, json_t *source, MarchJson *json, GError **error);

static gboolean
locate_array(Walker *walker, json_t *source, MarchJson *json, GError **error)
{
    guint length = (guint)json_array_size(source);
    MarchJson *items = march_arena_array0(walker->arena, MarchJson, length);

    walk_punctuation(walker);
    for (guint i = 0; i < length; i++) {
        if (!locate(walker, json_array_get(source, i), &items[i], error)) {
            return FALSE;
        }
        if (i + 1 < length) {
            walk_punctuation(walker);
        }
    }
    walk_punctuation(walker);
    json->type = MARCH_JSON_ARRAY;
    json->length = length;
    json->items = items;
    return TRUE;
}

/* jansson iterates over members in the order of the text. */
static gboolean
locate_object(Walker *walker, json_t *source, MarchJson *json, GError **error)
{
    guint length = (guint)json_object_size(source);
    MarchJson *items = march_arena_array0(walker->arena, MarchJson, length);
    MarchJsonKey *keys = march_arena_array0(walker->arena, MarchJsonKey, length);
    guint i = 0;

    walk_punctuation(walker);
    for (void *member = json_object_iter(source); member != NULL;
         member = json_object_iter_next(source, member), i++) {
        keys[i].where = walker_location(walker);
        keys[i].name = march_arena_strdup(walker->arena, json_object_iter_key(member));
        walk_string(walker);
        walk_punctuation(walker);
        if (!locate(walker, json_object_iter_value(member), &items[i], error)) {
            return FALSE;
        }
        if (i + 1 < length) {
            walk_punctuation(walker);
        }
    }
    walk_punctuation(walker);
    json->type = MARCH_JSON_OBJECT;
    json->length = length;
    json->items = items;
    json->keys = keys;
    return TRUE;
}

static gboolean
locate(Walker *walker, json_t *source, MarchJson *json, GError **error)
{
    gboolean ok = TRUE;

    json->where = walker_location(walker);
    if (json_is_array(source) || json_is_object(source)) {
        if (walker->depth == MARCH_JSON_DEPTH_MAX) {
            march_error_set(error, MARCH_ERROR_LIMIT, json->where,
                            "nested deeper than %d levels", MARCH_JSON_DEPTH_MAX);
            return FALSE;
        }
        walker->depth++;
        ok = json_is_array(source) ? locate_array(walker, source, json, error)
                                   : locate_object(walker, source, json, error);
        walker->depth--;
        return ok;
    }
    walk_scalar(walker);
    if (json_is_string(source)) {
        json->type = MARCH_JSON_STRING;
        json->string = march_arena_strdup(walker->arena, json_string_value(source));
    } else if (json_is_number(source)) {
        json->type = MARCH_JSON_NUMBER;
        json->number = json_number_value(source);
    } else if (json_is_boolean(source)) {
        json->type = MARCH_JSON_BOOLEAN;
        json->boolean = json_is_true(source);
    }
    return ok;
}

const MarchJson *
march_json_parse(const char *text,
                 gsize length,
                 const char *file_name,
                 MarchArena *arena,
                 GError **error)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    json_error_t problem;
    json_t *source;
    MarchJson *root;
    gboolean ok;

    if (length > MARCH_JSON_SIZE_MAX) {
        march_error_set(error, MARCH_ERROR_LIMIT, march_location_new(file_name, 0, 0),
                        "larger than %" G_GSIZE_FORMAT " MiB",
                        MARCH_JSON_SIZE_MAX / (1024 * 1024));
        return NULL;
    }
    /* What some editors put before the text to say that it is UTF-8. */
    if (length >= strlen(byte_order_mark) &&
        memcmp(text, byte_order_mark, strlen(byte_order_mark)) == 0) {
        text += strlen(byte_order_mark);
        length -= strlen(byte_order_mark);
    }
    source = json_loadb(
        text, length,
        JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &problem);
    if (source == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_location_new(file_name, problem.line, problem.column),
                        "not valid JSON: %s", problem.text);
        return NULL;
    }
    root = march_arena_new0(arena, MarchJson);
    Walker walker = {
        .next = text,
        .end = text + length,
        .file = march_location_new(file_name, 0, 0).file,
        .line = 1,
        .column = 1,
        .arena = arena,
    };

    ok = locate(&walker, source, root, error);
    json_decref(source);
    return ok ? root : NULL;
}

const MarchJson *
march_json_get(const MarchJson *json, const char *key)
{
    if (json == NULL || json->type != MARCH_JSON_OBJECT) {
        return NULL;
    }
    for (guint i = 0; i < json->length; i++) {
        if (strcmp(json->keys[i].name, key) == 0) {
            return &json->items[i];
        }
    }
    return NULL;
}

const char *
march_json_typeof(const MarchJson *json)
{
    switch (json->type) {
    case MARCH_JSON_BOOLEAN:
        return "boolean";
    case MARCH_JSON_NUMBER:
        return "number";
    case MARCH_JSON_STRING:
        return "string";
    case MARCH_JSON_NULL:
    case MARCH_JSON_ARRAY:
    case MARCH_JSON_OBJECT:
        break;
    }
    return "object";
}

static MarchValue
array_to_value(const MarchJson *json, MarchArena *arena)
{
    MarchValueArray *array = march_arena_new0(arena, MarchValueArray);
    MarchValue *items = march_arena_array0(arena, MarchValue, json->length);

    for (guint i = 0; i < json->length; i++) {
        items[i] = march_json_to_value(&json->items[i], arena);
    }
    array->length = json->length;
    array->items = items;
    return (MarchValue){.type = MARCH_VALUE_ARRAY, .as.array = array};
}

static MarchValue
object_to_value(const MarchJson *json, MarchArena *arena)
{
    MarchValueObject *object = march_arena_new0(arena, MarchValueObject);
    MarchValue *values = march_arena_array0(arena, MarchValue, json->length);
    const char **keys = march_arena_array0(arena, const char *, json->length);

    for (guint i = 0; i < json->length; i++) {
        keys[i] = json->keys[i].name;
        values[i] = march_json_to_value(&json->items[i], arena);
    }
    object->length = json->length;
    object->keys = keys;
    object->values = values;
    return (MarchValue){.type = MARCH_VALUE_OBJECT, .as.object = object};
}

MarchValue
march_json_to_value(const MarchJson *json, MarchArena *arena)
{
    switch (json->type) {
    case MARCH_JSON_NULL:
        break;
    case MARCH_JSON_BOOLEAN:
        return march_value_boolean(json->boolean);
    case MARCH_JSON_NUMBER:
        return march_value_number(json->number);
    case MARCH_JSON_STRING:
        return march_value_string(json->string);
    case MARCH_JSON_ARRAY:
        return array_to_value(json, arena);
    case MARCH_JSON_OBJECT:
        return object_to_value(json, arena);
    }
    return MARCH_VALUE_NONE;
}

MarchJson
march_json_new_string(const char *string, MarchLocation where)
{
    return (MarchJson){.type = MARCH_JSON_STRING, .where = where, .string = string};
}

MarchJson
march_json_new_number(double number, MarchLocation where)
{
    return (MarchJson){.type = MARCH_JSON_NUMBER, .where = where, .number = number};
}

MarchJson
march_json_new_boolean(gboolean boolean, MarchLocation where)
{
    return (MarchJson){.type = MARCH_JSON_BOOLEAN, .where = where, .boolean = boolean};
}

MarchJson
march_json_new_array(const MarchJson *items,
                     guint length,
                     MarchLocation where,
                     MarchArena *arena)
{
    MarchJson *copy = march_arena_array0(arena, MarchJson, length);

    if (length > 0) {
        memcpy(copy, items, length * sizeof *items);
    }
    return (MarchJson){
        .type = MARCH_JSON_ARRAY, .where = where, .length = length, .items = copy};
}
