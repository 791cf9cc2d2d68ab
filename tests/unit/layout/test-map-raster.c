/* SPDX-License-Identifier: MIT */
#include "layout/map-content.h"

#include <math.h>
#include <string.h>

#define MAP ((MarchRect){10, 10, 100, 80})

/** A raster of one pixel, drawn by one layer. */
typedef struct {
    guint n_images;
    MarchRect rect;
    double opacity;
    guint32 pixel;
} Drawn;

static Drawn
drawn_find(const MarchScene *scene)
{
    Drawn drawn = {0};

    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if (item->type == MARCH_SCENE_IMAGE) {
            drawn.n_images++;
            drawn.rect = item->as.image.rect;
            drawn.opacity = item->as.image.opacity;
            drawn.pixel = item->as.image.pixels[0];
        }
    }
    return drawn;
}

/* Under a background, since a map that draws nothing at all is an error. */
static Drawn
draw(const char *type, const char *paint, const MarchPageRaster *raster)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autofree char *json = g_strdup_printf(
        "{\"version\": 8, \"metadata\": {\"print:sources\": {\"r\": {\"gdal\": "
        "\"r.tif\"}}}, \"sources\": {}, \"layers\": [{\"id\": \"b\", \"type\": "
        "\"background\"}, {\"id\": \"r\", \"type\": \"%s\", \"source\": \"r\", "
        "\"paint\": {%s}}]}",
        type, paint);
    const MarchStyleOptions options = {0};
    const MarchBox extent = {0, 0, 10, 8};
    const MarchLayoutSource source = {.id = "r", .raster = raster};
    g_autoptr(MarchTextEngine) text =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, &error);
    g_autoptr(MarchStyle) style = march_style_parse(json, strlen(json), "test.json",
                                                    &options, diagnostics, &error);
    g_autoptr(MarchFrame) frame = march_frame_new(
        march_projection_new("EPSG:3857", extent, NULL), extent, MAP, NULL);
    g_autoptr(MarchMapContent) content = march_map_content_new();
    g_autoptr(MarchScene) scene = march_scene_new(120, 100);
    MarchSpec spec = {0};
    const MarchLayoutInput input = {.spec = &spec,
                                    .style = style,
                                    .frame = frame,
                                    .sources = &source,
                                    .n_sources = 1};

    g_assert_no_error(error);
    g_assert_true(
        march_map_content_draw(&input, text, content, scene, diagnostics, &error));
    g_assert_no_error(error);
    return drawn_find(scene);
}

static Drawn
shade(const char *paint, double right, double down)
{
    float slopes[2] = {(float)right, (float)down};
    const MarchPageRaster raster = {
        .width = 1, .height = 1, .rect = MAP, .slopes = slopes};

    return draw("hillshade", paint, &raster);
}

static Drawn
tint(const char *paint, guint8 red, guint8 green, guint8 blue, guint8 alpha)
{
    guint8 colors[4] = {red, green, blue, alpha};
    const MarchPageRaster raster = {
        .width = 1, .height = 1, .rect = MAP, .colors = colors};

    return draw("raster", paint, &raster);
}

/* What a mid-grey ground looks like under the pixel. */
static double
brightness(guint32 pixel)
{
    return (pixel & 0xff) + 128 * (1 - (pixel >> 24) / 255.0);
}

static char *
method_paint(const char *method)
{
    return g_strdup_printf("\"hillshade-method\": \"%s\", "
                           "\"hillshade-illumination-direction\": 315",
                           method);
}

/* Ground that falls to the north-west rises to the right and down. */
static void
test_slopes_that_face_the_light_are_brighter(gconstpointer data)
{
    const double steep = 0.02;
    g_autofree char *paint = method_paint(data);
    double north_west = brightness(shade(paint, steep, steep).pixel);
    double north = brightness(shade(paint, 0, steep * G_SQRT2).pixel);
    double south_west = brightness(shade(paint, steep, -steep).pixel);
    double south_east = brightness(shade(paint, -steep, -steep).pixel);

    g_assert_cmpfloat(north_west, >, north);
    g_assert_cmpfloat(north, >, south_west);
    g_assert_cmpfloat(south_west, >, south_east);
}

static void
test_flat_ground_stays_as_it_is(void)
{
    g_assert_cmphex(shade("", 0, 0).pixel, ==, 0);
}

static void
test_no_data_is_transparent(void)
{
    g_assert_cmphex(shade("", NAN, NAN).pixel, ==, 0);
}

static void
test_the_image_covers_the_map(void)
{
    Drawn drawn = tint("\"raster-opacity\": 0.25", 1, 2, 3, 255);

    g_assert_cmpuint(drawn.n_images, ==, 1);
    g_assert_cmpfloat_with_epsilon(drawn.rect.x, 10, 1e-9);
    g_assert_cmpfloat_with_epsilon(drawn.rect.height, 80, 1e-9);
    g_assert_cmpfloat_with_epsilon(drawn.opacity, 0.25, 1e-9);
}

static void
test_pixels_are_premultiplied(void)
{
    g_assert_cmphex(tint("", 255, 102, 0, 128).pixel, ==, 0x80803300);
}

/** A colour as MapLibre's raster shader changes (51, 102, 204). */
typedef struct {
    const char *name;
    const char *paint;
    guint32 pixel;
} Tint;

static void
test_tint(gconstpointer data)
{
    const Tint *expected = data;

    g_assert_cmphex(tint(expected->paint, 51, 102, 204, 255).pixel, ==,
                    expected->pixel);
}

static void
test_a_source_without_a_raster_draws_nothing(void)
{
    g_assert_cmpuint(draw("hillshade", "", NULL).n_images, ==, 0);
}

int
main(int argc, char **argv)
{
    static const char *const METHODS[] = {"standard", "basic", "combined", "igor",
                                          "multidirectional"};
    static const Tint TINTS[] = {
        {"plain", "\"raster-saturation\": 0", 0xff3366cc},
        {"grey", "\"raster-saturation\": -1", 0xff777777},
        {"bright", "\"raster-brightness-min\": 0.5", 0xff99b3e6},
        {"dark", "\"raster-brightness-max\": 0.5", 0xff1a3366},
        {"flat", "\"raster-contrast\": -1", 0xff808080},
        {"harsh", "\"raster-contrast\": 0.5", 0xff004dff},
        {"turned", "\"raster-hue-rotate\": 120", 0xffcc3366},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(METHODS); i++) {
        g_autofree char *path =
            g_strdup_printf("/layout/map-raster/faces-the-light/%s", METHODS[i]);

        g_test_add_data_func(path, METHODS[i],
                             test_slopes_that_face_the_light_are_brighter);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(TINTS); i++) {
        g_autofree char *path =
            g_strdup_printf("/layout/map-raster/tint/%s", TINTS[i].name);

        g_test_add_data_func(path, &TINTS[i], test_tint);
    }
    g_test_add_func("/layout/map-raster/flat", test_flat_ground_stays_as_it_is);
    g_test_add_func("/layout/map-raster/no-data", test_no_data_is_transparent);
    g_test_add_func("/layout/map-raster/covers-the-map", test_the_image_covers_the_map);
    g_test_add_func("/layout/map-raster/premultiplied", test_pixels_are_premultiplied);
    g_test_add_func("/layout/map-raster/no-raster",
                    test_a_source_without_a_raster_draws_nothing);
    return g_test_run();
}
