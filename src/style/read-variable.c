/* SPDX-License-Identifier: MIT */
/* "state": the style's variables, and the values that its user gives them. */
#include <string.h>

#include "base/color.h"
#include "base/suggest.h"
#include "style-private.h"

/* A value that the user gives a variable. */
typedef struct {
    const char *text; /* NULL: none */
    MarchLocation where;
} Given;

/* Where the user gave variable @index: in a figure file, or on the command line. */
static MarchLocation
place_of(const MarchStyleReader *reader, guint index)
{
    return reader->options->variable_places != NULL
               ? reader->options->variable_places[index]
               : march_location_new(reader->style->file, 0, 0);
}

static gboolean
is_color(const MarchJson *json)
{
    MarchColor color;

    return json->type == MARCH_JSON_STRING && march_color_parse(json->string, &color);
}

/* What a value must be to stand for @fallback, or NULL when @json is that. */
static const char *
find_mistake(const MarchJson *json, const MarchJson *fallback)
{
    if (fallback->type == MARCH_JSON_NUMBER) {
        return json->type == MARCH_JSON_NUMBER ? NULL : "a number";
    }
    if (fallback->type == MARCH_JSON_BOOLEAN) {
        return json->type == MARCH_JSON_BOOLEAN ? NULL : "true or false";
    }
    if (fallback->type == MARCH_JSON_OBJECT) {
        return json->type == MARCH_JSON_OBJECT ? NULL : "an object such as {\"a\": 1}";
    }
    if (is_color(fallback)) {
        return is_color(json) ? NULL : "a colour";
    }
    if (fallback->type != MARCH_JSON_ARRAY) {
        return NULL;
    }
    if (json->type != MARCH_JSON_ARRAY) {
        return "a list such as [\"a\", \"b\"]";
    }
    for (guint i = 0; fallback->length > 0 && i < json->length; i++) {
        if (json->items[i].type != fallback->items[0].type) {
            return "a list of what its default holds";
        }
    }
    return NULL;
}

/* Text that is JSON is taken as that, unless a string is wanted. */
static MarchValue
read_variable(MarchStyleReader *reader,
              const char *name,
              Given given,
              const MarchJson *fallback)
{
    MarchArena *arena = reader->style->arena;
    const MarchJson *json =
        march_json_parse(given.text, strlen(given.text), NULL, arena, NULL);
    const MarchJson text =
        march_json_new_string(march_arena_strdup(arena, given.text), given.where);
    gboolean wants_string = fallback != NULL && fallback->type == MARCH_JSON_STRING;
    const char *mistake;

    if (json == NULL || (wants_string && json->type != MARCH_JSON_STRING)) {
        json = &text;
    }
    mistake = fallback != NULL ? find_mistake(json, fallback) : NULL;
    if (mistake != NULL) {
        march_style_reader_fail(reader, given.where,
                                "the style's variable \"%s\" is \"%s\"; it must be %s",
                                name, given.text, mistake);
        json = fallback; /* one message is enough */
    }
    return march_json_to_value(json, arena);
}

/* The last value given for @name. */
static Given
find_variable(const MarchStyleReader *reader, const char *name)
{
    const char *const *variables = reader->options->variables;
    Given found = {NULL, MARCH_LOCATION_NONE};

    for (guint i = 0; variables != NULL && variables[i] != NULL; i += 2) {
        if (strcmp(variables[i], name) == 0) {
            found = (Given){variables[i + 1], place_of(reader, i / 2)};
        }
    }
    return found;
}

static void
check_variables(MarchStyleReader *reader, const MarchJson *state)
{
    const char *const *variables = reader->options->variables;
    guint length = state != NULL ? state->length : 0;
    g_autofree const char **names = g_new0(const char *, length + 1);

    for (guint i = 0; i < length; i++) {
        names[i] = state->keys[i].name;
    }
    for (guint i = 0; variables != NULL && variables[i] != NULL; i += 2) {
        MarchJsonKey key = {variables[i], place_of(reader, i / 2)};

        if (!g_strv_contains(names, variables[i])) {
            march_style_reader_fail_unknown(reader, &key, "a variable of this style",
                                            names);
        }
    }
}

/* Shows how it is written, with the value that stands there in place of a default. */
static void
fail_no_default(MarchStyleReader *reader, const char *name, const MarchJson *json)
{
    g_autoptr(GString) value = g_string_new(NULL);

    switch (json->type) {
    case MARCH_JSON_STRING:
        march_json_append_string(value, json->string);
        break;
    case MARCH_JSON_NUMBER:
        g_string_append_printf(value, "%.10g", json->number);
        break;
    case MARCH_JSON_BOOLEAN:
        g_string_append(value, json->boolean ? "true" : "false");
        break;
    case MARCH_JSON_NULL:
    case MARCH_JSON_ARRAY:
    case MARCH_JSON_OBJECT:
        g_string_append(value, "…");
        break;
    }
    march_style_reader_fail(reader, json->where,
                            "variable \"%s\" needs a \"default\": write \"%s\": "
                            "{\"default\": %s}",
                            name, name, value->str);
    reader->lacks_variables = TRUE;
}

void
march_style_read_state(MarchStyleReader *reader, const MarchJson *state)
{
    MarchArena *arena = reader->style->arena;
    MarchValueObject *object = march_arena_new0(arena, MarchValueObject);
    const char **keys;
    MarchValue *values;

    if (state != NULL && state->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, state->where, "\"state\" must be an object");
        return;
    }
    check_variables(reader, state);
    if (state == NULL) {
        return;
    }
    keys = march_arena_array0(arena, const char *, state->length);
    values = march_arena_array0(arena, MarchValue, state->length);
    for (guint i = 0; i < state->length; i++) {
        const MarchJson *fallback = march_json_get(&state->items[i], "default");
        Given given = find_variable(reader, state->keys[i].name);

        keys[i] = state->keys[i].name;
        if (given.text != NULL) {
            values[i] = read_variable(reader, keys[i], given, fallback);
        } else if (fallback != NULL) {
            values[i] = march_json_to_value(fallback, arena);
        } else {
            fail_no_default(reader, keys[i], &state->items[i]);
        }
    }
    *object = (MarchValueObject){state->length, keys, values};
    reader->style->state = object;
    reader->style->state_values = values;
    if (state->length > 0) {
        MarchValue *copy = march_arena_alloc(arena, state->length * sizeof *values);

        memcpy(copy, values, state->length * sizeof *values);
        reader->style->state_read = copy;
    }
}
