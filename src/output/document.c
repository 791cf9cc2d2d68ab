/* SPDX-License-Identifier: MIT */
#include "document.h"

#include "png.h"

gboolean
march_format_from_path(const char *path, MarchFormat *format)
{
    static const struct {
        const char *ending;
        MarchFormat format;
    } endings[] = {{".png", MARCH_FORMAT_PNG},
                   {".pdf", MARCH_FORMAT_PDF},
                   {".svg", MARCH_FORMAT_SVG}};
    g_autofree char *lower = g_ascii_strdown(path, -1);

    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(lower, endings[i].ending)) {
            *format = endings[i].format;
            return TRUE;
        }
    }
    return FALSE;
}

static GBytes *
encode_png(const MarchScene *scene,
           MarchTextEngine *text,
           const MarchDocumentOptions *options,
           const MarchDocumentInfo *info,
           GError **error)
{
    g_autoptr(MarchRaster) raster = march_render_raster(
        scene, text, options->dpi, options->width_px, options->height_px, error);

    return raster != NULL ? march_png_encode(raster, info, error) : NULL;
}

GBytes *
march_document_encode(const MarchScene *scene,
                      MarchTextEngine *text,
                      MarchFormat format,
                      const MarchDocumentOptions *options,
                      const MarchDocumentInfo *info,
                      GError **error)
{
    switch (format) {
    case MARCH_FORMAT_PNG:
        return encode_png(scene, text, options, info, error);
    case MARCH_FORMAT_PDF:
        return march_render_pdf(scene, text, info, error);
    case MARCH_FORMAT_SVG:
        return march_render_svg(scene, text, info, options->svg_text, error);
    }
    g_assert_not_reached();
}
