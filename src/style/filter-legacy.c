/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression.h"

typedef enum { NEUTRAL, LEGACY, EXPRESSION } Syntax;

static gboolean
is_special_key(const MarchJson *json)
{
    return json->type == MARCH_JSON_STRING &&
           (strcmp(json->string, "$id") == 0 || strcmp(json->string, "$type") == 0);
}

static gboolean
is_one_of(const char *text, const char *const *list)
{
    return g_strv_contains(list, text);
}

static Syntax classify(const MarchJson *filter);

/* One part that is only valid as an expression decides for the whole. */
static Syntax
classify_parts(const MarchJson *filter)
{
    Syntax whole = NEUTRAL;

    for (guint i = 1; i < filter->length; i++) {
        whole = MAX(whole, classify(&filter->items[i]));
    }
    return whole;
}

static Syntax
classify(const MarchJson *filter)
{
    static const char *const comparisons[] = {"==", "!=", ">", ">=", "<", "<=", NULL};
    static const char *const only_legacy[] = {"!in", "!has", "none", NULL};
    const char *name;

    if (filter->type == MARCH_JSON_BOOLEAN) {
        return NEUTRAL;
    }
    if (filter->type != MARCH_JSON_ARRAY || filter->length == 0) {
        return LEGACY;
    }
    if (filter->items[0].type != MARCH_JSON_STRING) {
        return EXPRESSION;
    }
    name = filter->items[0].string;
    if (strcmp(name, "has") == 0) {
        if (filter->length < 2 || is_special_key(&filter->items[1])) {
            return LEGACY;
        }
        return filter->length == 2 ? NEUTRAL : EXPRESSION;
    }
    if (strcmp(name, "in") == 0) {
        return filter->length >= 3 && (filter->items[1].type != MARCH_JSON_STRING ||
                                       filter->items[2].type == MARCH_JSON_ARRAY)
                   ? EXPRESSION
                   : LEGACY;
    }
    if (is_one_of(name, only_legacy)) {
        return LEGACY;
    }
    if (is_one_of(name, comparisons)) {
        return filter->length != 3 || filter->items[1].type == MARCH_JSON_ARRAY ||
                       filter->items[2].type == MARCH_JSON_ARRAY
                   ? EXPRESSION
                   : LEGACY;
    }
    if (strcmp(name, "any") == 0 || strcmp(name, "all") == 0) {
        return classify_parts(filter);
    }
    return EXPRESSION;
}

gboolean
march_filter_is_expression(const MarchJson *filter)
{
    return classify(filter) != LEGACY;
}

static MarchJson
text(const char *string, const MarchJson *where)
{
    return march_json_new_string(string, where->where);
}

static MarchJson
negate(MarchJson inner, MarchArena *arena)
{
    const MarchJson parts[2] = {text("!", &inner), inner};

    return march_json_new_array(parts, 2, inner.where, arena);
}

/* ["==", key, value] as the operator for properties, "$type" or "$id". */
static MarchJson
convert_comparison(const MarchJson *filter, const char *definition, MarchArena *arena)
{
    static const MarchJson nothing = {.type = MARCH_JSON_NULL};
    const MarchJson *key = &filter->items[1];
    MarchJson parts[3] = {*key, *key, filter->length > 2 ? filter->items[2] : nothing};
    const char *kind = "";

    if (is_special_key(key)) {
        kind = strcmp(key->string, "$id") == 0 ? "id-" : "type-";
        parts[1] = parts[2];
    }
    parts[0] = text(march_arena_printf(arena, "filter-%s%s", kind, definition), key);
    return march_json_new_array(parts, is_special_key(key) ? 2 : 3, filter->where,
                                arena);
}

static MarchJson
convert_membership(const MarchJson *filter, MarchArena *arena)
{
    const MarchJson *key = &filter->items[1];
    MarchJson literal[2], parts[3];
    guint n_parts = 0;

    if (filter->length <= 2) {
        return march_json_new_boolean(FALSE, filter->where);
    }
    literal[0] = text("literal", key);
    literal[1] = march_json_new_array(filter->items + 2, filter->length - 2,
                                      filter->items[2].where, arena);
    if (!is_special_key(key)) {
        parts[n_parts++] = text("filter-in-small", key);
        parts[n_parts++] = *key;
    } else {
        parts[n_parts++] = text(
            strcmp(key->string, "$id") == 0 ? "filter-id-in" : "filter-type-in", key);
    }
    parts[n_parts++] = march_json_new_array(literal, 2, key->where, arena);
    return march_json_new_array(parts, n_parts, filter->where, arena);
}

static MarchJson
convert_presence(const MarchJson *filter, MarchArena *arena)
{
    const MarchJson *key = &filter->items[1];
    const MarchJson parts[2] = {text("filter-has", key), *key};
    const MarchJson id = text("filter-has-id", key);

    if (!is_special_key(key)) {
        return march_json_new_array(parts, 2, filter->where, arena);
    }
    return strcmp(key->string, "$type") == 0
               ? march_json_new_boolean(TRUE, filter->where)
               : march_json_new_array(&id, 1, filter->where, arena);
}

static MarchJson
convert_combination(const MarchJson *filter,
                    const char *definition,
                    gboolean negated,
                    MarchArena *arena)
{
    g_autofree MarchJson *parts = g_new0(MarchJson, filter->length);

    parts[0] = text(definition, &filter->items[0]);
    for (guint i = 1; i < filter->length; i++) {
        parts[i] = march_filter_to_expression(&filter->items[i], arena);
        if (negated) {
            parts[i] = negate(parts[i], arena);
        }
    }
    return march_json_new_array(parts, filter->length, filter->where, arena);
}

MarchJson
march_filter_to_expression(const MarchJson *filter, MarchArena *arena)
{
    static const char *const orders[] = {"==", "<", ">", "<=", ">=", NULL};
    const char *name;

    if (filter->type != MARCH_JSON_ARRAY || filter->length == 0 ||
        filter->items[0].type != MARCH_JSON_STRING) {
        return march_json_new_boolean(
            filter->type != MARCH_JSON_BOOLEAN || filter->boolean, filter->where);
    }
    name = filter->items[0].string;
    if (filter->length == 1) {
        return march_json_new_boolean(strcmp(name, "any") != 0, filter->where);
    }
    if (is_one_of(name, orders)) {
        return convert_comparison(filter, name, arena);
    }
    if (strcmp(name, "!=") == 0) {
        return negate(convert_comparison(filter, "==", arena), arena);
    }
    if (strcmp(name, "any") == 0 || strcmp(name, "all") == 0) {
        return convert_combination(filter, name, FALSE, arena);
    }
    if (strcmp(name, "none") == 0) {
        return convert_combination(filter, "all", TRUE, arena);
    }
    if (strcmp(name, "in") == 0 || strcmp(name, "!in") == 0) {
        MarchJson inner = convert_membership(filter, arena);

        return *name == '!' ? negate(inner, arena) : inner;
    }
    if (strcmp(name, "has") == 0 || strcmp(name, "!has") == 0) {
        MarchJson inner = convert_presence(filter, arena);

        return *name == '!' ? negate(inner, arena) : inner;
    }
    /* Left as it is, so that the compiler names the unknown operator. */
    return *filter;
}
