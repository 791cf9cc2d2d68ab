/* SPDX-License-Identifier: MIT */
#include "raster-source.h"

MarchPageRaster *
march_raster_source_read(const char *path,
                         const MarchStyle *style,
                         const MarchStyleSource *source,
                         const MarchFrame *frame,
                         double dpi,
                         MarchDiagnostics *diagnostics,
                         GError **error)
{
    double zoom = march_frame_get_zoom(frame);
    MarchRasterOptions options = {.dpi = dpi};

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        MarchStyleLayerType type = march_style_layer_get_type(layer);

        if (march_style_layer_get_source(layer) != source ||
            !march_style_layer_is_visible(layer, zoom)) {
            continue;
        }
        options.as_colors |= type == MARCH_STYLE_RASTER;
        options.as_slopes |= type == MARCH_STYLE_HILLSHADE;
    }
    return march_raster_read(path, frame, &options, diagnostics, error);
}
