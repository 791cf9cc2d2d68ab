/* SPDX-License-Identifier: MIT */
#include "property.h"

#include <string.h>

const MarchType *
march_style_property_type(const MarchStyleProperty *property, MarchArena *arena)
{
    if (property->type != MARCH_TYPE_ARRAY) {
        return march_type_simple(property->type);
    }
    return march_type_array(arena, march_type_simple(property->item),
                            property->length > 0 ? property->length
                                                 : MARCH_TYPE_ANY_LENGTH);
}

gboolean
march_style_property_read(const MarchStyleProperty *property,
                          const MarchJson *json,
                          MarchArena *arena,
                          MarchStyleValue *value)
{
    MarchColor color;

    *value = march_style_value_plain(march_json_to_value(json, arena));
    switch ((int)property->type) {
    case MARCH_TYPE_COLOR:
        if (json->type != MARCH_JSON_STRING ||
            !march_color_parse(json->string, &color)) {
            return FALSE;
        }
        *value = march_style_value_color(color);
        return TRUE;
    case MARCH_TYPE_FORMATTED:
    case MARCH_TYPE_IMAGE:
        return json->type == MARCH_JSON_STRING &&
               march_style_value_convert(value, property->type, arena, value);
    case MARCH_TYPE_PADDING:
    case MARCH_TYPE_NUMBER_ARRAY:
    case MARCH_TYPE_COLOR_ARRAY:
    case MARCH_TYPE_ANCHOR_OFFSETS:
        return march_style_value_convert(value, property->type, arena, value);
    default:
        return march_style_value_is(value, march_style_property_type(property, arena),
                                    arena);
    }
}

MarchStyleValue
march_style_property_default(const MarchStyleProperty *property, MarchArena *arena)
{
    g_autoptr(GError) error = NULL;
    MarchStyleValue value;
    const MarchJson *json;

    if (property->default_json == NULL) {
        return MARCH_STYLE_VALUE_NULL;
    }
    json = march_json_parse(property->default_json, strlen(property->default_json),
                            NULL, arena, &error);
    if (json == NULL || !march_style_property_read(property, json, arena, &value)) {
        return MARCH_STYLE_VALUE_NULL;
    }
    /* Defaults of texts and images stay the strings they are. */
    if (property->type == MARCH_TYPE_FORMATTED || property->type == MARCH_TYPE_IMAGE) {
        value = march_style_value_plain(march_json_to_value(json, arena));
    }
    return value;
}
