/* SPDX-License-Identifier: MIT */
/* Styles: reading one and evaluating each of its layers once. */
#include <stddef.h>
#include <stdint.h>

#include "style/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
draw_layer(const MarchStyleLayer *layer, const MarchStyleContext *context)
{
    MarchBackgroundPaint background;
    MarchFillPaint fill;
    MarchLinePaint line;
    MarchCirclePaint circle;
    MarchSymbolPaint symbol;
    MarchRasterPaint raster;
    MarchHillshadePaint hillshade;

    switch (march_style_layer_get_type(layer)) {
    case MARCH_STYLE_BACKGROUND:
        march_style_layer_get_background(layer, context, &background);
        break;
    case MARCH_STYLE_FILL:
        march_style_layer_get_fill(layer, context, &fill);
        break;
    case MARCH_STYLE_LINE:
        march_style_layer_get_line(layer, context, &line);
        break;
    case MARCH_STYLE_CIRCLE:
        march_style_layer_get_circle(layer, context, &circle);
        break;
    case MARCH_STYLE_SYMBOL:
        march_style_layer_get_symbol(layer, context, &symbol);
        break;
    case MARCH_STYLE_RASTER:
        march_style_layer_get_raster(layer, context, &raster);
        break;
    case MARCH_STYLE_HILLSHADE:
        march_style_layer_get_hillshade(layer, context, &hillshade);
        break;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(MarchStyle) style = NULL;
    MarchFeature *feature = march_features_add(
        features, march_geometry_new_point((MarchLonLat){70.6, 39.9}));

    march_features_set_number(features, feature, "value", 3);
    march_features_set_string(features, feature, "name", "Ворух");
    style = march_style_parse((const char *)data, size, "fuzz.json", NULL, diagnostics,
                              &error);
    if (style == NULL) {
        g_assert_nonnull(error);
        return 0;
    }
    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        const MarchStyleContext context = {8.5, feature};

        march_style_layer_accepts(layer, &context);
        march_style_layer_get_legend_label(layer, &context);
        march_style_layer_get_sort_key(layer, &context);
        draw_layer(layer, &context);
    }
    march_style_report(style, diagnostics);
    return 0;
}
