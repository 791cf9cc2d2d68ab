/* SPDX-License-Identifier: MIT */
/**
 * Private to render/: painting a scene onto a cairo context.
 *
 * The painter borrows all it holds. The context's unit is one page mm. It serves
 * pixels and PDF; what it draws does not depend on which of them it is.
 */
#ifndef MARCH_RENDER_PAINT_H
#define MARCH_RENDER_PAINT_H

#include <cairo.h>

#include "base/error.h"
#include "replay.h"
#include "text/text.h"

typedef struct {
    const MarchScene *scene;
    MarchTextEngine *text;
    cairo_t *cairo;
    GError *error; /**< the first failure, owned by whoever made the painter */
} MarchPainter;

/** Paints the whole scene; FALSE with MARCH_ERROR_LIMIT or MARCH_ERROR_RENDER. */
gboolean march_paint_scene(const MarchScene *scene,
                           MarchTextEngine *text,
                           cairo_t *cairo,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void march_paint_set_color(cairo_t *cairo, MarchColor color);
/** Adds all parts of @path to cairo's current path. */
void march_paint_add_path(cairo_t *cairo, const MarchPath *path);
void
march_paint_stroke(cairo_t *cairo, const MarchPath *path, const MarchStroke *stroke);
void march_paint_fill(cairo_t *cairo, const MarchPath *path, const MarchFill *fill);
/** Fills @path with copies of the tile @fill names, as opaque as @fill's colour. */
void march_paint_pattern(MarchPainter *painter,
                         const MarchPath *path,
                         const MarchFill *fill);
/** Paints @item once from each of @origins. */
void march_paint_icon_copies(cairo_t *cairo,
                             const MarchIcon *icon,
                             const MarchSceneIcon *item,
                             const MarchPoint *origins,
                             guint count);
void
march_paint_icon(cairo_t *cairo, const MarchIcon *icon, const MarchSceneIcon *item);

#endif
