/* SPDX-License-Identifier: MIT */
/* Light and shadow on slopes: the methods of MapLibre's hillshade shader. */
#include "map-draw.h"

#include <math.h>
#include <string.h>

/* Slopes are steeper on small maps, where they would hardly show: by this part of a
 * zoom for each zoom below 15. */
#define FULL_ZOOM 15.0
/* The standard method's own factor for slopes. */
#define STANDARD_STEEPNESS 0.625

/** Premultiplied; sums of lights. */
typedef struct {
    double red, green, blue, alpha;
} Light;

/** Metres of rise by a metre to the right and down. */
typedef struct {
    double x, y;
} Slope;

typedef struct {
    const MarchHillshadePaint *paint;
    double bearing; /* degrees that directions are turned by */
    double steepness;
} Shading;

typedef Light (*Method)(const Shading *shading, Slope slope);

static void
add_light(Light *light, MarchColor color, double strength)
{
    double alpha = color.alpha * strength;

    light->red += color.red * alpha;
    light->green += color.green * alpha;
    light->blue += color.blue * alpha;
    light->alpha += alpha;
}

/* The direction of the light as the shader counts it: radians, half a turn on. */
static double
azimuth(const Shading *shading, guint light)
{
    return (shading->paint->lights[light].direction + shading->bearing) * G_PI / 180 +
           G_PI;
}

static double
aspect(Slope slope)
{
    return fabs(slope.x) > 0 ? atan2(slope.y, -slope.x)
                             : G_PI / 2 * (slope.y > 0 ? 1 : -1);
}

/* 1 where a slope faces the light, 0 where it faces away. */
static double
facing(const Shading *shading, Slope slope)
{
    double turns = (aspect(slope) + azimuth(shading, 0)) / G_PI + 0.5;

    return fabs(turns - 2 * floor(turns / 2) - 1);
}

/* The cosine of the angle between the light and the upright on the ground. */
static double
incidence(const Shading *shading, guint light, Slope slope)
{
    double turn = azimuth(shading, light);
    double altitude = shading->paint->lights[light].altitude * G_PI / 180;

    return (sin(altitude) -
            cos(altitude) * (slope.y * cos(turn) - slope.x * sin(turn))) /
           sqrt(1 + slope.x * slope.x + slope.y * slope.y);
}

static Slope
exaggerate(const Shading *shading, Slope slope)
{
    double factor = 2 * shading->paint->exaggeration;

    return (Slope){slope.x * factor, slope.y * factor};
}

static Light
shade_standard(const Shading *shading, Slope slope)
{
    const MarchHillshadeLight *light = &shading->paint->lights[0];
    double intensity = shading->paint->exaggeration;
    double strength = CLAMP(2 * intensity, 0, 1);
    double base = 1.875 - intensity * 1.75;
    double angle = atan(STANDARD_STEEPNESS * hypot(slope.x, slope.y));
    double scaled = fabs(base - 1) > 1e-9
                        ? (pow(base, angle) - 1) / (pow(base, G_PI / 2) - 1) * G_PI / 2
                        : angle;
    double bright = facing(shading, slope);
    Light shade = {0, 0, 0, 0};
    Light sum = {0, 0, 0, 0};

    add_light(&shade, light->shadow, (1 - bright) * sin(scaled) * strength);
    add_light(&shade, light->highlight, bright * sin(scaled) * strength);
    add_light(&sum, shading->paint->accent,
              (1 - cos(scaled)) * strength * (1 - shade.alpha));
    return (Light){sum.red + shade.red, sum.green + shade.green, sum.blue + shade.blue,
                   sum.alpha + shade.alpha};
}

/* "basic" with the first light, "multidirectional" with all of them. */
static Light
shade_by_incidence(const Shading *shading, Slope raw, guint n_lights)
{
    Slope slope = exaggerate(shading, raw);
    Light sum = {0, 0, 0, 0};

    for (guint i = 0; i < n_lights; i++) {
        const MarchHillshadeLight *light = &shading->paint->lights[i];
        double bright = CLAMP(incidence(shading, i, slope), 0, 1);

        if (bright > 0.5) {
            add_light(&sum, light->highlight, (2 * bright - 1) / n_lights);
        } else {
            add_light(&sum, light->shadow, (1 - 2 * bright) / n_lights);
        }
    }
    return sum;
}

static Light
shade_basic(const Shading *shading, Slope slope)
{
    return shade_by_incidence(shading, slope, 1);
}

static Light
shade_multidirectional(const Shading *shading, Slope slope)
{
    return shade_by_incidence(shading, slope, shading->paint->n_lights);
}

static Light
shade_combined(const Shading *shading, Slope raw)
{
    Slope slope = exaggerate(shading, raw);
    double cosine = CLAMP(incidence(shading, 0, slope), -1, 1);
    double angle = CLAMP(acos(cosine), 0, G_PI / 2);
    double strength = atan(hypot(slope.x, slope.y)) * 4 / (G_PI * G_PI);
    Light sum = {0, 0, 0, 0};

    add_light(&sum, shading->paint->lights[0].shadow, angle * strength);
    add_light(&sum, shading->paint->lights[0].highlight, (G_PI / 2 - angle) * strength);
    return sum;
}

static Light
shade_igor(const Shading *shading, Slope raw)
{
    Slope slope = exaggerate(shading, raw);
    double strength = atan(hypot(slope.x, slope.y)) * 2 / G_PI;
    double bright = facing(shading, slope);
    Light sum = {0, 0, 0, 0};

    add_light(&sum, shading->paint->lights[0].shadow, strength * (1 - bright));
    add_light(&sum, shading->paint->lights[0].highlight, strength * bright);
    return sum;
}

static Method
find_method(const char *name)
{
    static const struct {
        const char *name;
        Method method;
    } methods[] = {
        {"basic", shade_basic},
        {"combined", shade_combined},
        {"igor", shade_igor},
        {"multidirectional", shade_multidirectional},
    };

    for (guint i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (strcmp(methods[i].name, name) == 0) {
            return methods[i].method;
        }
    }
    return shade_standard;
}

static double
find_steepness(double zoom)
{
    double part = zoom < 2 ? 0.4 : zoom < 4.5 ? 0.35 : 0.3;

    return zoom < FULL_ZOOM ? exp2((FULL_ZOOM - zoom) * part) : 1;
}

static guint32
pack(Light light)
{
    double alpha = CLAMP(light.alpha, 0, 1);

    return (guint32)lround(alpha * 255) << 24 |
           (guint32)lround(CLAMP(light.red, 0, alpha) * 255) << 16 |
           (guint32)lround(CLAMP(light.green, 0, alpha) * 255) << 8 |
           (guint32)lround(CLAMP(light.blue, 0, alpha) * 255);
}

static guint32 *
shade_pixels(const Shading *shading, const MarchPageRaster *raster)
{
    Method method = find_method(shading->paint->method);
    gsize count = (gsize)raster->width * raster->height;
    guint32 *pixels = g_new0(guint32, count);

    for (gsize i = 0; i < count; i++) {
        const Slope slope = {raster->slopes[2 * i] * shading->steepness,
                             raster->slopes[2 * i + 1] * shading->steepness};

        if (isfinite(slope.x) && isfinite(slope.y)) {
            pixels[i] = pack(method(shading, slope));
        }
    }
    return pixels;
}

void
march_map_draw_hillshade(MarchMapDrawing *drawing)
{
    const MarchPageRaster *raster = march_map_find_raster(drawing);
    const MarchStyleContext context = march_map_context(drawing, NULL);
    g_autofree guint32 *pixels = NULL;
    MarchHillshadePaint paint;
    Shading shading = {.paint = &paint, .steepness = find_steepness(drawing->zoom)};

    if (raster == NULL || raster->slopes == NULL) {
        return;
    }
    march_style_layer_get_hillshade(drawing->layer, &context, &paint);
    shading.bearing = paint.lights_turn ? drawing->bearing : 0;
    pixels = shade_pixels(&shading, raster);
    march_map_drawing_open(drawing);
    march_scene_add_image(drawing->scene, &(MarchSceneImage){.width = raster->width,
                                                             .height = raster->height,
                                                             .pixels = pixels,
                                                             .rect = raster->rect,
                                                             .opacity = 1});
}
