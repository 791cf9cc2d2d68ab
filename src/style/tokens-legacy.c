/* SPDX-License-Identifier: MIT */
/* Texts of old styles with the names of properties in braces. */
#include <string.h>

#include "expression.h"
#include "json-builder.h"

/* The next "{name}"; @length is that of the name. */
static const char *
find_token(const char *text, gsize *length)
{
    for (const char *open = strchr(text, '{'); open != NULL;
         open = strchr(open + 1, '{')) {
        *length = strcspn(open + 1, "{}");
        if (*length > 0 && open[1 + *length] == '}') {
            return open;
        }
    }
    return NULL;
}

MarchJson
march_tokens_to_expression(const MarchJson *string, MarchArena *arena)
{
    MarchJsonBuilder builder = march_json_builder_new("concat", string, arena);
    const char *rest = string->string;
    gsize length;
    MarchJson result;

    for (const char *token = find_token(rest, &length); token != NULL;
         token = find_token(rest, &length)) {
        const char *name = march_arena_strndup(arena, token + 1, length);

        if (token > rest) {
            march_json_builder_add_string(
                &builder, march_arena_strndup(arena, rest, (gsize)(token - rest)));
        }
        march_json_builder_add(
            &builder, march_json_new_call(
                          "get", march_json_new_string(name, string->where), arena));
        rest = token + length + 2;
    }
    if (builder.items->len == 1) {
        g_array_unref(builder.items);
        return *string;
    }
    if (*rest != '\0') {
        march_json_builder_add_string(&builder, rest);
    }
    result = march_json_builder_finish(&builder);
    return result.length == 2 ? march_json_new_call("to-string", result.items[1], arena)
                              : result;
}
