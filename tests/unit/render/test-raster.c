/* SPDX-License-Identifier: MIT */
#include "render/backend.h"

static MarchTextEngine *
create_engine(void)
{
    MarchTextEngine *engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);

    g_assert_nonnull(engine);
    return engine;
}

static guint32
pixel(const MarchRaster *raster, guint x, guint y)
{
    return raster->pixels[y * raster->width + x];
}

static MarchScene *
create_page(double width, double height)
{
    MarchScene *scene = march_scene_new(width, height);
    MarchFill fill;

    march_fill_init(&fill);
    fill.color = MARCH_COLOR_WHITE;
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, width, height}),
                          &fill);
    return scene;
}

static MarchRaster *
render(const MarchScene *scene, double dpi)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(GError) error = NULL;
    MarchRaster *raster = march_render_raster(scene, engine, dpi, 0, 0, &error);

    g_assert_no_error(error);
    return raster;
}

static void
assert_same_pixels(const MarchRaster *a, const MarchRaster *b)
{
    g_assert_cmpuint(a->width, ==, b->width);
    g_assert_cmpuint(a->height, ==, b->height);
    for (guint i = 0; i < a->width * a->height; i++) {
        g_assert_cmphex(a->pixels[i], ==, b->pixels[i]);
    }
}

static void
size_follows_dpi(void)
{
    g_autoptr(MarchScene) scene = create_page(50.8, 25.4);
    g_autoptr(MarchRaster) raster = render(scene, 150);

    g_assert_cmpuint(raster->width, ==, 300);
    g_assert_cmpuint(raster->height, ==, 150);
}

static void
exact_size_covers_the_page(void)
{
    g_autoptr(MarchScene) scene = create_page(42.1, 31.3);
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(MarchRaster) raster =
        march_render_raster(scene, engine, 0, 161, 119, NULL);

    g_assert_nonnull(raster);
    g_assert_cmpuint(raster->width, ==, 161);
    g_assert_cmphex(pixel(raster, 160, 118), ==, 0xffffffff);
    g_assert_cmpfloat_with_epsilon(raster->dpi, 97.13, 0.1);
}

/* Only a first fill of the whole page saves clearing the pixels. */
static void
what_nothing_covers_is_empty(void)
{
    static const MarchPoint DIAMOND[] = {{10, 0}, {20, 10}, {10, 20}, {0, 10}};
    static const struct {
        MarchRect rect; /* of no width: the diamond */
        double alpha;
        guint32 corner;
    } CASES[] = {
        {{0, 0, 20, 20}, 1, 0xffffffff},
        {{-1, -1, 30, 30}, 1, 0xffffffff},
        {{0, 0, 19, 20}, 1, 0},
        {{0, 0, 20, 19}, 1, 0},
        {{0, 0, 20, 20}, 0.5, 0x80808080},
        {{0, 0, 0, 0}, 1, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchScene) scene = march_scene_new(20, 20);
        g_autoptr(MarchRaster) raster = NULL;
        MarchPath *path = march_path_new();
        MarchFill fill;

        march_fill_init(&fill);
        fill.color = (MarchColor){1, 1, 1, CASES[i].alpha};
        if (CASES[i].rect.width > 0) {
            g_autoptr(MarchPath) rect = march_path_new_rect(CASES[i].rect);

            march_path_append(path, rect);
        } else {
            march_path_add_part(path, DIAMOND, G_N_ELEMENTS(DIAMOND), TRUE);
        }
        march_scene_take_fill(scene, path, &fill);
        raster = render(scene, 127);
        g_assert_cmphex(pixel(raster, raster->width - 1, raster->height - 1), ==,
                        CASES[i].corner);
        /* near the right side, and near the bottom, where no rim is cleared */
        g_assert_cmphex(pixel(raster, raster->width - 4, raster->height - 4), ==,
                        CASES[i].corner);
    }
}

static void
too_large_is_an_error(void)
{
    g_autoptr(MarchScene) scene = create_page(10000, 10);
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchRaster) raster =
        march_render_raster(scene, engine, 600, 0, 0, &error);

    g_assert_null(raster);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

/* Two parts of one line, cut at 5 mm: the dash pattern must not start again. */
static void
dash_phase_runs_over_parts(void)
{
    g_autoptr(MarchScene) cut = create_page(20, 2);
    g_autoptr(MarchScene) whole = create_page(20, 2);
    g_autoptr(MarchPath) pieces = march_path_new();
    MarchPoint first[] = {{0, 1}, {5, 1}}, second[] = {{5, 1}, {20, 1}};
    MarchStroke stroke;
    g_autoptr(MarchRaster) cut_raster = NULL;
    g_autoptr(MarchRaster) whole_raster = NULL;

    march_path_add_part(pieces, first, 2, FALSE);
    march_path_add_part(pieces, second, 2, FALSE);
    g_array_index(pieces->parts, MarchPathPart, 1).phase = 5;
    march_stroke_init(&stroke);
    stroke.width = 1;
    stroke.n_dashes = 2;
    stroke.dashes[0] = 3;
    stroke.dashes[1] = 4;
    march_scene_add_stroke(cut, pieces, &stroke);
    march_scene_take_stroke(
        whole, march_path_new_line((MarchPoint){0, 1}, (MarchPoint){20, 1}), &stroke);
    cut_raster = render(cut, 254);
    whole_raster = render(whole, 254);
    assert_same_pixels(cut_raster, whole_raster);
    g_assert_cmphex(pixel(cut_raster, 10, 10), ==, 0xff000000);
    g_assert_cmphex(pixel(cut_raster, 55, 10), ==, 0xffffffff);
}

/* Two triangles that share a slanted edge, as parts of one path. */
static void
abutting_parts_show_no_seam(void)
{
    g_autoptr(MarchScene) scene = create_page(20, 20);
    MarchPath *path = march_path_new();
    MarchPoint upper[] = {{0, 0}, {20, 0}, {20, 17.3}},
               lower[] = {{0, 0}, {20, 17.3}, {20, 20}, {0, 20}};
    MarchFill fill;
    g_autoptr(MarchRaster) raster = NULL;

    march_path_add_part(path, upper, 3, TRUE);
    march_path_add_part(path, lower, 4, TRUE);
    march_fill_init(&fill);
    march_scene_take_fill(scene, path, &fill);
    raster = render(scene, 254);
    for (guint i = 0; i < raster->width * raster->height; i++) {
        g_assert_cmphex(raster->pixels[i], ==, 0xff000000);
    }
}

static void
clip_hides_the_outside(void)
{
    g_autoptr(MarchScene) scene = create_page(20, 10);
    g_autoptr(MarchPath) left = march_path_new_rect((MarchRect){0, 0, 10, 10});
    MarchFill fill;
    g_autoptr(MarchRaster) raster = NULL;

    march_fill_init(&fill);
    march_scene_begin_clip(scene, left);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 20, 10}), &fill);
    march_scene_end_clip(scene);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 9, 5), ==, 0xff000000);
    g_assert_cmphex(pixel(raster, 10, 5), ==, 0xffffffff);
}

static void
empty_clip_hides_all(void)
{
    g_autoptr(MarchScene) scene = create_page(20, 10);
    g_autoptr(MarchPath) nothing = march_path_new();
    MarchFill fill;
    g_autoptr(MarchRaster) raster = NULL;

    march_fill_init(&fill);
    march_scene_begin_clip(scene, nothing);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 20, 10}), &fill);
    march_scene_end_clip(scene);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 5, 5), ==, 0xffffffff);
}

/* Opacity belongs to the group: overlapping members do not show through. */
static void
group_opacity_is_of_the_whole(void)
{
    g_autoptr(MarchScene) scene = create_page(20, 10);
    MarchSceneGroup group;
    MarchFill fill;
    g_autoptr(MarchRaster) raster = NULL;

    march_fill_init(&fill);
    march_scene_group_init(&group, "half");
    group.opacity = 0.5;
    march_scene_begin_group(scene, &group);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 12, 10}), &fill);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){8, 0, 12, 10}), &fill);
    march_scene_end_group(scene);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 10, 5), ==, pixel(raster, 2, 5));
    g_assert_cmpuint(pixel(raster, 2, 5) & 0xff, >, 120);
    g_assert_cmpuint(pixel(raster, 2, 5) & 0xff, <, 135);
}

static void
pattern_repeats_from_the_page_corner(void)
{
    g_autoptr(MarchScene) scene = create_page(20, 20);
    MarchScene *tile = march_scene_new(4, 4);
    MarchStroke stroke;
    MarchFill fill;
    g_autoptr(MarchRaster) raster = NULL;

    march_stroke_init(&stroke);
    stroke.width = 2;
    march_scene_take_stroke(
        tile, march_path_new_line((MarchPoint){0, 1}, (MarchPoint){4, 1}), &stroke);
    march_fill_init(&fill);
    fill.pattern = march_scene_take_pattern(scene, &(MarchPatternTile){4, 4, 0}, tile);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){3, 3, 17, 17}), &fill);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 10, 3), ==, 0xffffffff);
    g_assert_cmphex(pixel(raster, 10, 4), ==, 0xff000000);
    g_assert_cmphex(pixel(raster, 10, 5), ==, 0xff000000);
    g_assert_cmphex(pixel(raster, 10, 6), ==, 0xffffffff);
    g_assert_cmphex(pixel(raster, 1, 4), ==, 0xffffffff);
}

static void
tiny_pattern_is_an_error(void)
{
    g_autoptr(MarchScene) scene = create_page(200, 200);
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchRaster) raster = NULL;
    MarchFill fill;

    march_fill_init(&fill);
    fill.pattern = march_scene_take_pattern(scene, &(MarchPatternTile){0.01, 0.01, 0},
                                            march_scene_new(0.01, 0.01));
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 200, 200}),
                          &fill);
    raster = march_render_raster(scene, engine, 25.4, 0, 0, &error);
    g_assert_null(raster);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

static void
icon_takes_the_tint(void)
{
    static const char svg[] = "<svg viewBox='0 0 10 10'><rect width='10' height='10'/>"
                              "<rect width='5' height='10' fill='#00f'/></svg>";
    g_autoptr(MarchScene) scene = create_page(20, 20);
    g_autoptr(GBytes) bytes = g_bytes_new_static(svg, sizeof svg - 1);
    MarchSceneIcon icon = {.rect = {0, 0, 20, 20}, .color = {1, 0, 0, 1}, .opacity = 1};
    g_autoptr(MarchRaster) raster = NULL;

    icon.icon = march_scene_add_icon(scene, "test", bytes);
    march_scene_add_icon_item(scene, &icon);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 15, 10), ==, 0xffff0000);
    g_assert_cmphex(pixel(raster, 5, 10), ==, 0xff0000ff);
}

static void
image_fills_its_rectangle(void)
{
    static const guint32 pixels[] = {0xffff0000, 0xff00ff00};
    g_autoptr(MarchScene) scene = create_page(20, 10);
    MarchSceneImage image = {.width = 2,
                             .height = 1,
                             .pixels = pixels,
                             .rect = {0, 0, 20, 10},
                             .opacity = 1};
    g_autoptr(MarchRaster) raster = NULL;

    march_scene_add_image(scene, &image);
    raster = render(scene, 25.4);
    g_assert_cmphex(pixel(raster, 0, 5), ==, 0xffff0000);
    g_assert_cmphex(pixel(raster, 19, 5), ==, 0xff00ff00);
}

/* The left edge of the ink of a text that ends at 60 mm, in mm. */
static double
ink_left(double dpi)
{
    g_autoptr(MarchScene) scene = create_page(70, 10);
    g_autoptr(MarchRaster) raster = NULL;
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 4, .weight = 400},
                        .text = "Leilek district, Batken oblast",
                        .origin = {60, 7},
                        .align = MARCH_TEXT_ALIGN_END,
                        .color = MARCH_COLOR_BLACK};

    march_scene_add_text(scene, &run);
    raster = render(scene, dpi);
    for (guint x = 0; x < raster->width; x++) {
        for (guint y = 0; y < raster->height; y++) {
            if ((pixel(raster, x, y) & 0xff) < 128) {
                return x / dpi * 25.4;
            }
        }
    }
    return -1;
}

static void
text_is_as_wide_at_every_resolution(void)
{
    double fine = ink_left(600);

    g_assert_cmpfloat(fine, >, 0);
    g_assert_cmpfloat_with_epsilon(ink_left(300), fine, 0.1);
    g_assert_cmpfloat_with_epsilon(ink_left(96), fine, 0.3);
}

static void
long_text_is_drawn_to_its_end(void)
{
    g_autoptr(MarchTextEngine) engine = create_engine();
    g_autoptr(MarchScene) scene = create_page(200, 10);
    g_autoptr(MarchRaster) raster = NULL;
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 3, .weight = 400},
                        .text =
                            "Sources: OpenStreetMap contributors, GeoNames, Natural "
                            "Earth, Khovar of 5 May 2021, own records. M",
                        .origin = {1, 7},
                        .color = MARCH_COLOR_BLACK};
    MarchRect ink = march_text_measure(engine, &run.font, run.text).ink;
    guint last = 0;

    march_scene_add_text(scene, &run);
    raster = render(scene, 127);
    for (guint i = 0; i < raster->width * raster->height; i++) {
        if ((raster->pixels[i] & 0xff) < 128) {
            last = MAX(last, i % raster->width);
        }
    }
    g_assert_cmpfloat_with_epsilon((last + 1) / 5.0, 1 + ink.x + ink.width, 0.2);
}

static void
same_scene_same_pixels(void)
{
    g_autoptr(MarchScene) scene = create_page(40, 10);
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 4, .weight = 400},
                        .text = "باتکن Баткен",
                        .origin = {1, 7},
                        .color = MARCH_COLOR_BLACK,
                        .halo_color = {1, 0, 0, 1},
                        .halo_width = 0.4};
    g_autoptr(MarchRaster) one = NULL;
    g_autoptr(MarchRaster) other = NULL;

    march_scene_add_text(scene, &run);
    one = render(scene, 150);
    other = render(scene, 150);
    assert_same_pixels(one, other);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/render/raster/size-follows-dpi", size_follows_dpi);
    g_test_add_func("/render/raster/exact-size-covers-the-page",
                    exact_size_covers_the_page);
    g_test_add_func("/render/raster/what-nothing-covers-is-empty",
                    what_nothing_covers_is_empty);
    g_test_add_func("/render/raster/too-large-is-an-error", too_large_is_an_error);
    g_test_add_func("/render/raster/dash-phase-runs-over-parts",
                    dash_phase_runs_over_parts);
    g_test_add_func("/render/raster/abutting-parts-show-no-seam",
                    abutting_parts_show_no_seam);
    g_test_add_func("/render/raster/clip-hides-the-outside", clip_hides_the_outside);
    g_test_add_func("/render/raster/empty-clip-hides-all", empty_clip_hides_all);
    g_test_add_func("/render/raster/group-opacity-is-of-the-whole",
                    group_opacity_is_of_the_whole);
    g_test_add_func("/render/raster/pattern-repeats-from-the-page-corner",
                    pattern_repeats_from_the_page_corner);
    g_test_add_func("/render/raster/tiny-pattern-is-an-error",
                    tiny_pattern_is_an_error);
    g_test_add_func("/render/raster/icon-takes-the-tint", icon_takes_the_tint);
    g_test_add_func("/render/raster/image-fills-its-rectangle",
                    image_fills_its_rectangle);
    g_test_add_func("/render/raster/text-is-as-wide-at-every-resolution",
                    text_is_as_wide_at_every_resolution);
    g_test_add_func("/render/raster/long-text-is-drawn-to-its-end",
                    long_text_is_drawn_to_its_end);
    g_test_add_func("/render/raster/same-scene-same-pixels", same_scene_same_pixels);
    return g_test_run();
}
