/* SPDX-License-Identifier: MIT */
/**
 * Private to icon.c: what the attributes of an SVG element mean.
 *
 * A style is the set of inherited properties; it owns nothing.
 */
#ifndef MARCH_SCENE_ICON_SHAPE_H
#define MARCH_SCENE_ICON_SHAPE_H

#include "icon.h"

/** x' = xx x + xy y + x0, y' = yx x + yy y + y0. */
typedef struct {
    double xx, yx, xy, yy, x0, y0;
} MarchIconMatrix;

/** The properties an element hands to its children. */
typedef struct {
    MarchIconMatrix matrix;
    MarchIconPaint fill;
    MarchIconPaint stroke;
    double fill_opacity, stroke_opacity;
    double opacity; /**< of all ancestors together */
    double stroke_width;
    int cap, join;
    double miter_limit;
    gboolean even_odd;
    gboolean is_hidden;
} MarchIconStyle;

void march_icon_style_init(MarchIconStyle *style);
/** Applies one attribute; FALSE when its value is not understood. */
gboolean
march_icon_style_apply(MarchIconStyle *style, const char *name, const char *value);
/** Builds the outline of the shape element @name; FALSE when its values are bad. */
gboolean march_icon_shape_outline(const char *name,
                                  const char **keys,
                                  const char **values,
                                  GArray *segments);
/** Ends @segments (taken) as a shape with @style; NULL segments when invisible. */
MarchIconShape march_icon_shape_finish(const MarchIconStyle *style, GArray *segments);
/** A length in px from "12", "12px", "3mm"; FALSE for per cent and other units. */
gboolean march_icon_length_parse(const char *text, double *length);
/** Reads up to @max numbers separated by spaces or commas; FALSE on anything else. */
gboolean
march_icon_numbers_parse(const char *text, double *numbers, guint max, guint *count);

#endif
