/* SPDX-License-Identifier: MIT */
/**
 * Shorthand for the tables of properties; only included by them.
 */
#ifndef MARCH_STYLE_PROPERTY_TABLE_PRIVATE_H
#define MARCH_STYLE_PROPERTY_TABLE_PRIVATE_H

#include "property-table.h"

#define ZOOM         MARCH_PROPERTY_ZOOM
#define FEATURE      MARCH_PROPERTY_FEATURE
#define INTERPOLATED MARCH_PROPERTY_INTERPOLATED
#define TOKENS       MARCH_PROPERTY_TOKENS
#define MINIMUM      MARCH_PROPERTY_MINIMUM
#define MAXIMUM      MARCH_PROPERTY_MAXIMUM
#define LENGTH       MARCH_PROPERTY_LENGTH
#define PAINT        FALSE
#define LAYOUT       TRUE

#define PLAIN(text, initial, place, kind, depends)                                     \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = (kind),                                                   \
                     .default_json = (initial),                                        \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }
#define RANGE(text, initial, place, low, high, depends)                                \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = MARCH_TYPE_NUMBER,                                        \
                     .default_json = (initial),                                        \
                     .minimum = (low),                                                 \
                     .maximum = (high),                                                \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }
#define RANGE_OF(text, initial, place, kind, low, high, depends)                       \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = (kind),                                                   \
                     .default_json = (initial),                                        \
                     .minimum = (low),                                                 \
                     .maximum = (high),                                                \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }
#define ENUM(text, initial, place, list, depends)                                      \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = MARCH_TYPE_STRING,                                        \
                     .default_json = (initial),                                        \
                     .values = (list),                                                 \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }
#define ENUMS(text, initial, place, list, depends)                                     \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = MARCH_TYPE_ARRAY,                                         \
                     .item = MARCH_TYPE_STRING,                                        \
                     .default_json = (initial),                                        \
                     .values = (list),                                                 \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }
#define ARRAY(text, initial, place, kind, count, depends)                              \
    {                                                                                  \
        .property = {.name = (text),                                                   \
                     .type = MARCH_TYPE_ARRAY,                                         \
                     .item = (kind),                                                   \
                     .length = (count),                                                \
                     .default_json = (initial),                                        \
                     .flags = (depends)},                                              \
        .is_layout = (place)                                                           \
    }

/* What many of them are: a share from 0 to 1, a width, a colour, a shift on the page. */
#define SHARE(text, initial, depends)                                                  \
    RANGE(text, initial, PAINT, 0, 1,                                                  \
          ZOOM | INTERPOLATED | MINIMUM | MAXIMUM | (depends))
#define WIDTH(text, initial, depends)                                                  \
    RANGE(text, initial, PAINT, 0, 0,                                                  \
          ZOOM | INTERPOLATED | MINIMUM | LENGTH | (depends))
#define COLOR(text, initial, depends)                                                  \
    PLAIN(text, initial, PAINT, MARCH_TYPE_COLOR, ZOOM | INTERPOLATED | (depends))
#define SHIFT(text, initial)                                                           \
    ARRAY(text, initial, PAINT, MARCH_TYPE_NUMBER, 2, ZOOM | INTERPOLATED | LENGTH)

#endif
