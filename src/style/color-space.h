/* SPDX-License-Identifier: MIT */
/**
 * Mixing colours in sRGB, CIELAB (D50) and its cylindrical form HCL, as the style
 * specification's "interpolate" operators do.
 */
#ifndef MARCH_STYLE_COLOR_SPACE_H
#define MARCH_STYLE_COLOR_SPACE_H

#include "base/color.h"

typedef enum {
    MARCH_COLOR_SPACE_RGB,
    MARCH_COLOR_SPACE_HCL,
    MARCH_COLOR_SPACE_LAB,
} MarchColorSpace;

/** CIELAB with the white point D50. */
typedef struct {
    double lightness, a, b;
} MarchLab;

MarchLab march_color_to_lab(MarchColor color);
MarchColor march_color_from_lab(MarchLab lab, double alpha);
/** @t runs from 0 (@from) to 1 (@to). */
MarchColor
march_color_mix(MarchColor from, MarchColor to, double t, MarchColorSpace space);

#endif
