/* SPDX-License-Identifier: MIT */
/**
 * Icons: small SVG documents read into shapes that every backend can draw.
 *
 * What is understood: svg, g, path, rect, circle, ellipse, line, polyline and
 * polygon with fill, stroke, opacity and transform in plain colours. Anything else
 * that would be visible (text, images, gradients, style sheets) is an error, so that
 * an icon never comes out half drawn. Nothing of the document's text survives, so an
 * icon cannot carry scripts or references into a figure. An icon owns its shapes.
 */
#ifndef MARCH_SCENE_ICON_H
#define MARCH_SCENE_ICON_H

#include "base/color.h"
#include "base/error.h"
#include "geo/types.h"

typedef enum {
    MARCH_ICON_MOVE,  /**< to points[0] */
    MARCH_ICON_LINE,  /**< to points[0] */
    MARCH_ICON_CURVE, /**< cubic Bézier: two control points, then the end */
    MARCH_ICON_CLOSE,
} MarchIconOp;

/** One step of an outline, in the units of the icon's view box. */
typedef struct {
    MarchIconOp op;
    MarchPoint points[3];
} MarchIconSegment;

typedef enum {
    MARCH_ICON_PAINT_NONE,
    MARCH_ICON_PAINT_TINT, /**< black or currentColor: takes the item's colour */
    MARCH_ICON_PAINT_COLOR,
} MarchIconPaintType;

typedef struct {
    MarchIconPaintType type;
    MarchColor color; /**< for _COLOR */
    double opacity;   /**< on top of the colour's own alpha */
} MarchIconPaint;

/** One outline with its paint; transforms are applied already. */
typedef struct {
    GArray *segments; /**< of MarchIconSegment */
    MarchIconPaint fill;
    MarchIconPaint stroke;
    double stroke_width;
    int cap;  /**< a MarchLineCap */
    int join; /**< a MarchLineJoin */
    double miter_limit;
    gboolean even_odd;
} MarchIconShape;

typedef struct {
    MarchRect view_box; /**< what of the icon's plane is shown */
    double width;       /**< natural size in px (1/96 inch) */
    double height;
    GArray *shapes; /**< of MarchIconShape */
} MarchIcon;

/**
 * Reads an icon of at most 1 MiB.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_DATA or MARCH_ERROR_LIMIT.
 */
MarchIcon *march_icon_parse(GBytes *svg, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_icon_free(MarchIcon *icon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIcon, march_icon_free)

/**
 * Appends the SVG path data @text to @segments (of MarchIconSegment).
 *
 * Returns: FALSE when @text is not path data.
 */
gboolean march_icon_path_parse(const char *text, GArray *segments);

#endif
