/* SPDX-License-Identifier: MIT */
/**
 * What the style specification says about one style property: its type, default,
 * range and what its expressions may depend on.
 */
#ifndef MARCH_STYLE_PROPERTY_H
#define MARCH_STYLE_PROPERTY_H

#include "json.h"
#include "style-value.h"

typedef enum {
    MARCH_PROPERTY_ZOOM = 1 << 0,         /**< may depend on zoom */
    MARCH_PROPERTY_FEATURE = 1 << 1,      /**< may depend on the feature */
    MARCH_PROPERTY_INTERPOLATED = 1 << 2, /**< "interpolate" makes sense */
    MARCH_PROPERTY_TOKENS = 1 << 3,       /**< "{name}" stands for a property */
    MARCH_PROPERTY_MINIMUM = 1 << 4,      /**< @minimum holds */
    MARCH_PROPERTY_MAXIMUM = 1 << 5,      /**< @maximum holds */
    MARCH_PROPERTY_LENGTH = 1 << 6,       /**< pixels: scaled by "print:unit" */
} MarchPropertyFlags;

/** One property; tables of them are static. */
typedef struct {
    const char *name;
    MarchTypeKind type;
    MarchTypeKind item;        /**< arrays: type of the elements */
    int length;                /**< arrays: how many, 0 for any number */
    const char *default_json;  /**< (nullable) */
    const char *const *values; /**< (nullable) NULL-ended: what an enum may be */
    double minimum, maximum;
    guint flags; /**< MarchPropertyFlags */
} MarchStyleProperty;

/** The type that expressions for @property must have. */
const MarchType *march_style_property_type(const MarchStyleProperty *property,
                                           MarchArena *arena);
/**
 * Reads a constant as the property's type: colours from strings and so on.
 *
 * Returns: FALSE when the value is not of that type; range is not checked.
 */
gboolean march_style_property_read(const MarchStyleProperty *property,
                                   const MarchJson *json,
                                   MarchArena *arena,
                                   MarchStyleValue *value);
/** The default as a value; null when there is none. */
MarchStyleValue march_style_property_default(const MarchStyleProperty *property,
                                             MarchArena *arena);

#endif
