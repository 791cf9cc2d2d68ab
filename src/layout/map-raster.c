/* SPDX-License-Identifier: MIT */
/* Pictures under the map. Their colours are changed as by MapLibre's raster shader. */
#include "map-draw.h"

#include <math.h>

/** The shader's factors. */
typedef struct {
    double
        spin[3]; /* shares of a channel, the next and the one after in its new value */
    double saturation;
    double contrast;
    double low, high;
} Factors;

static Factors
make_factors(const MarchRasterPaint *paint)
{
    double turn = paint->hue_rotate * G_PI / 180;

    return (Factors){
        .spin = {(2 * cos(turn) + 1) / 3, (1 - cos(turn) - sqrt(3) * sin(turn)) / 3,
                 (1 - cos(turn) + sqrt(3) * sin(turn)) / 3},
        .saturation = paint->saturation > 0 ? 1 - 1 / (1.001 - paint->saturation)
                                            : -paint->saturation,
        .contrast = paint->contrast > 0 ? 1 / MAX(1 - paint->contrast, 1e-6)
                                        : 1 + paint->contrast,
        .low = paint->brightness_min,
        .high = paint->brightness_max,
    };
}

static guint32
paint_pixel(const Factors *factors, const guint8 color[4])
{
    double mean = (color[0] + color[1] + color[2]) / (3 * 255.0);
    guint32 pixel = (guint32)color[3] << 24;

    for (guint i = 0; i < 3; i++) {
        double value =
            (factors->spin[0] * color[i] + factors->spin[1] * color[(i + 1) % 3] +
             factors->spin[2] * color[(i + 2) % 3]) /
            255.0;

        value += (mean - value) * factors->saturation;
        value = (value - 0.5) * factors->contrast + 0.5;
        value = factors->low + (factors->high - factors->low) * value;
        pixel |= (guint32)lround(CLAMP(value, 0, 1) * color[3]) << (16 - 8 * i);
    }
    return pixel;
}

void
march_map_draw_raster(MarchMapDrawing *drawing)
{
    const MarchPageRaster *raster = march_map_find_raster(drawing);
    const MarchStyleContext context = march_map_context(drawing, NULL);
    g_autofree guint32 *pixels = NULL;
    MarchRasterPaint paint;
    Factors factors;
    gsize count;

    if (raster == NULL || raster->colors == NULL) {
        return;
    }
    march_style_layer_get_raster(drawing->layer, &context, &paint);
    factors = make_factors(&paint);
    count = (gsize)raster->width * raster->height;
    pixels = g_new(guint32, count);
    for (gsize i = 0; i < count; i++) {
        pixels[i] = paint_pixel(&factors, raster->colors + 4 * i);
    }
    march_map_drawing_open(drawing);
    march_scene_add_image(drawing->scene, &(MarchSceneImage){.width = raster->width,
                                                             .height = raster->height,
                                                             .pixels = pixels,
                                                             .rect = raster->rect,
                                                             .opacity = paint.opacity});
}
