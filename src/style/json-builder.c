/* SPDX-License-Identifier: MIT */
#include "json-builder.h"

MarchJsonBuilder
march_json_builder_new(const char *name, const MarchJson *where, MarchArena *arena)
{
    MarchJsonBuilder builder = {g_array_new(FALSE, FALSE, sizeof(MarchJson)),
                                where->where, arena};
    MarchJson first = march_json_new_string(name, where->where);

    g_array_append_val(builder.items, first);
    return builder;
}

void
march_json_builder_add(MarchJsonBuilder *builder, MarchJson item)
{
    g_array_append_val(builder->items, item);
}

void
march_json_builder_add_string(MarchJsonBuilder *builder, const char *string)
{
    march_json_builder_add(builder, march_json_new_string(string, builder->where));
}

MarchJson
march_json_builder_finish(MarchJsonBuilder *builder)
{
    MarchJson array =
        march_json_new_array((const MarchJson *)(gpointer)builder->items->data,
                             builder->items->len, builder->where, builder->arena);

    g_array_unref(builder->items);
    return array;
}

MarchJson
march_json_new_call(const char *name, MarchJson argument, MarchArena *arena)
{
    const MarchJson parts[2] = {march_json_new_string(name, argument.where), argument};

    return march_json_new_array(parts, 2, argument.where, arena);
}

MarchJson
march_json_new_bare_call(const char *name, const MarchJson *where, MarchArena *arena)
{
    const MarchJson part = march_json_new_string(name, where->where);

    return march_json_new_array(&part, 1, where->where, arena);
}

MarchJson
march_json_as_literal(const MarchJson *json, MarchArena *arena)
{
    return json->type == MARCH_JSON_ARRAY || json->type == MARCH_JSON_OBJECT
               ? march_json_new_call("literal", *json, arena)
               : *json;
}
