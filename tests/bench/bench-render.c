/* SPDX-License-Identifier: MIT */
/* Each step from a scene to bytes, on a made-up page of 1600 by 1200 pixels. */
#include <glib.h>
#include <math.h>
#include <time.h>

#include "output/document.h"
#include "output/png.h"

#define WIDTH  160.0
#define HEIGHT 120.0
#define FONTS  MARCH_TEST_SOURCE_DIR "/styles/fonts"

static double
cpu_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Prints the CPU time since @start and starts anew. */
static void
lap(const char *name, double *start)
{
    g_print("%-34s %8.2f ms\n", name, cpu_ms() - *start);
    *start = cpu_ms();
}

/* A wavy ring, as a coast or a country is. */
static MarchPath *
create_ring(double radius, guint count)
{
    g_autofree MarchPoint *points = g_new(MarchPoint, count);
    MarchPath *path = march_path_new();

    for (guint i = 0; i < count; i++) {
        double angle = 2 * G_PI * i / count;
        double wave = radius * (1 + 0.05 * sin(37 * angle) + 0.01 * sin(157 * angle));

        points[i] = (MarchPoint){WIDTH / 2 + 1.4 * wave * cos(angle),
                                 HEIGHT / 2 + wave * sin(angle)};
    }
    march_path_add_part(path, points, count, TRUE);
    return path;
}

static void
add_areas(MarchScene *scene)
{
    MarchFill fill;

    march_fill_init(&fill);
    fill.color = (MarchColor){0.85, 0.9, 0.95, 1};
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, WIDTH, HEIGHT}),
                          &fill);
    for (guint i = 0; i < 6; i++) {
        fill.color = (MarchColor){0.96, 0.95 - 0.02 * i, 0.9, 1};
        march_scene_take_fill(scene, create_ring(50 - 7 * i, 6000), &fill);
    }
}

static void
add_lines(MarchScene *scene)
{
    MarchStroke casing, line;

    march_stroke_init(&casing);
    casing.color = (MarchColor){0.8, 0.7, 0.8, 1};
    casing.width = 1.2;
    casing.join = MARCH_LINE_JOIN_ROUND;
    line = casing;
    line.color = (MarchColor){0.4, 0.2, 0.4, 1};
    line.width = 0.35;
    line.n_dashes = 4;
    line.dashes[0] = 3;
    line.dashes[1] = 0.8;
    line.dashes[2] = 0.4;
    line.dashes[3] = 0.8;
    for (guint i = 0; i < 3; i++) {
        march_scene_take_stroke(scene, create_ring(48 - 12 * i, 4000), &casing);
        march_scene_take_stroke(scene, create_ring(48 - 12 * i, 4000), &line);
    }
}

static void
add_hatch(MarchScene *scene)
{
    MarchScene *tile = march_scene_new(1.2, 1.2);
    MarchStroke stroke;
    MarchFill fill;

    march_stroke_init(&stroke);
    march_scene_take_stroke(
        tile, march_path_new_line((MarchPoint){0, 0.6}, (MarchPoint){1.2, 0.6}),
        &stroke);
    march_fill_init(&fill);
    fill.pattern =
        march_scene_take_pattern(scene, &(MarchPatternTile){1.2, 1.2, 45}, tile);
    march_scene_take_fill(scene, create_ring(12, 2000), &fill);
}

static void
add_icons(MarchScene *scene)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GBytes) svg = NULL;
    MarchSceneIcon icon = {.color = {0.7, 0.1, 0.1, 1},
                           .halo_color = MARCH_COLOR_WHITE,
                           .halo_width = 0.3,
                           .opacity = 1};

    g_assert_true(g_file_get_contents(
        MARCH_TEST_SOURCE_DIR "/styles/icons/maki/danger.svg", &text, &length, NULL));
    svg = g_bytes_new(text, length);
    icon.icon = march_scene_add_icon(scene, "maki/danger", svg);
    for (guint i = 0; i < 40; i++) {
        icon.rect = (MarchRect){10 + 14.0 * (i % 10), 12 + 24.0 * (i / 10), 4, 4};
        march_scene_add_icon_item(scene, &icon);
    }
}

/* 120 labels, no two alike. */
static void
add_labels(MarchScene *scene, MarchTextEngine *engine)
{
    static const char *const names[] = {"Batken", "Ворух",       "Ak-Sai",   "Лейлек",
                                        "Isfara", "Самаркандек", "Kök-Tash", "Хўҷанд"};
    static const int weights[] = {400, 500, 600, 700};

    for (guint i = 0; i < 120; i++) {
        g_autofree char *text =
            g_strdup_printf("%s %u", names[i % G_N_ELEMENTS(names)], i);
        MarchTextRun run = {
            .font = {.family = i % 3 == 0 ? "Noto Sans" : "Noto Sans Condensed",
                     .size = 2 + 0.2 * (i % 5),
                     .weight = weights[i % G_N_ELEMENTS(weights)]},
            .text = text,
            .origin = {6 + 19.0 * (i % 8), 6 + 7.5 * (i / 8)},
            .color = {0.1, 0.1, 0.15, 1},
            .halo_color = {1, 1, 1, 0.9},
            .halo_width = 0.35};

        run.width = march_text_measure(engine, &run.font, run.text).advance;
        march_scene_add_text(scene, &run);
    }
}

typedef void (*AddItems)(MarchScene *scene);

static void
time_layer(const char *name, AddItems add, MarchTextEngine *engine)
{
    g_autoptr(MarchScene) scene = march_scene_new(WIDTH, HEIGHT);
    g_autoptr(MarchRaster) raster = NULL;
    double start;

    if (add != NULL) {
        add(scene);
    } else {
        add_labels(scene, engine);
    }
    start = cpu_ms();
    raster = march_render_raster(scene, engine, 254, 0, 0, NULL);
    g_assert_nonnull(raster);
    lap(name, &start);
}

int
main(void)
{
    static const char *const recipe[] = {"version", "bench", NULL};
    MarchDocumentInfo info = {.title = "Bench", .recipe = recipe};
    MarchDocumentOptions options = {.dpi = 254};
    double start = cpu_ms();
    g_autoptr(MarchTextEngine) engine = march_text_engine_new(FONTS, TRUE, NULL);
    g_autoptr(MarchScene) measured = march_scene_new(WIDTH, HEIGHT);
    g_autoptr(MarchScene) scene = march_scene_new(WIDTH, HEIGHT);
    g_autoptr(MarchRaster) raster = NULL;
    g_autoptr(GBytes) png = NULL;
    g_autoptr(GBytes) svg = NULL;
    g_autoptr(GBytes) pdf = NULL;

    g_assert_nonnull(engine);
    lap("text engine", &start);
    add_labels(measured, engine);
    lap("measure 120 labels, cold", &start);
    add_areas(scene);
    add_lines(scene);
    add_hatch(scene);
    add_icons(scene);
    add_labels(scene, engine);
    lap("build the scene", &start);
    raster = march_render_raster(scene, engine, 254, 0, 0, NULL);
    lap("paint all", &start);
    png = march_png_encode(raster, &info, NULL);
    lap("encode PNG", &start);
    svg = march_document_encode(scene, engine, MARCH_FORMAT_SVG, &options, &info, NULL);
    lap("SVG", &start);
    pdf = march_document_encode(scene, engine, MARCH_FORMAT_PDF, &options, &info, NULL);
    lap("PDF", &start);
    g_print("%-34s %8zu %zu %zu\n", "bytes of PNG, SVG, PDF", g_bytes_get_size(png),
            g_bytes_get_size(svg), g_bytes_get_size(pdf));
    time_layer("  paint areas, 36,000 points", add_areas, engine);
    time_layer("  paint lines, 24,000 points", add_lines, engine);
    time_layer("  paint a hatch", add_hatch, engine);
    time_layer("  paint 40 icons", add_icons, engine);
    time_layer("  paint 120 labels", NULL, engine);
    return 0;
}
