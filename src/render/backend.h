/* SPDX-License-Identifier: MIT */
/**
 * Backends: they replay a scene into bytes of a file format, and nothing else.
 *
 * A backend reads the scene, the text engine and the document's metadata; it
 * owns nothing of them. The same scene and metadata give the same bytes.
 */
#ifndef MARCH_RENDER_BACKEND_H
#define MARCH_RENDER_BACKEND_H

#include "base/error.h"
#include "scene/scene.h"
#include "text/text.h"

/** The recipe and descriptions that go into the file; pairs are written in order. */
typedef struct {
    const char *title;
    const char *description; /**< the alt text */
    const char *author;      /**< (nullable) */
    const char *credits;     /**< (nullable) one line each */
    /** NULL-ended key, value, key, value...; keys of a-z, 0-9, "-" and ".", at most 60 */
    const char *const *recipe;
    gint64 creation_time; /**< seconds since 1970: from SOURCE_DATE_EPOCH or 0 */
} MarchDocumentInfo;

/** How an SVG document has its text. */
typedef enum {
    MARCH_SVG_TEXT_EMBED,  /**< as text, with the letters it uses in the file */
    MARCH_SVG_TEXT_LIVE,   /**< as text in fonts that are only named */
    MARCH_SVG_TEXT_OUTLINE /**< as shapes, the same everywhere, no more editable */
} MarchSvgText;

/** A rendered page: premultiplied ARGB32 in native order, rows packed. */
typedef struct {
    guint width, height;
    double dpi;      /**< what pHYs says */
    guint32 *pixels; /**< owned */
} MarchRaster;

void march_raster_free(MarchRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchRaster, march_raster_free)

/**
 * Renders @scene to pixels at @dpi, or to exactly @width_px by @height_px when
 * these are not 0.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_LIMIT or MARCH_ERROR_RENDER.
 */
MarchRaster *march_render_raster(const MarchScene *scene,
                                 MarchTextEngine *text,
                                 double dpi,
                                 guint width_px,
                                 guint height_px,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Renders @scene to a PDF document of its size. */
GBytes *march_render_pdf(const MarchScene *scene,
                         MarchTextEngine *text,
                         const MarchDocumentInfo *info,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Renders @scene to an SVG document. */
GBytes *march_render_svg(const MarchScene *scene,
                         MarchTextEngine *text,
                         const MarchDocumentInfo *info,
                         MarchSvgText mode,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
