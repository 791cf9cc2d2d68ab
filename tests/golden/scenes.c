/* SPDX-License-Identifier: MIT */
#include "scenes.h"

#include <math.h>

static const MarchColor ink = {0.1, 0.1, 0.15, 1};
static const MarchColor red = {0.75, 0.15, 0.1, 1};
static const MarchColor blue = {0.1, 0.3, 0.6, 1};
static const MarchColor sand = {0.95, 0.92, 0.84, 1};

static void
add_rect(MarchScene *scene, MarchRect rect, MarchColor color)
{
    MarchFill fill;

    march_fill_init(&fill);
    fill.color = color;
    march_scene_take_fill(scene, march_path_new_rect(rect), &fill);
}

static void
add_line(MarchScene *scene, MarchPoint from, MarchPoint to, const MarchStroke *stroke)
{
    march_scene_take_stroke(scene, march_path_new_line(from, to), stroke);
}

static MarchTextRun
create_run(const char *family, double size, int weight, const char *text)
{
    return (MarchTextRun){.font = {.family = family, .size = size, .weight = weight},
                          .text = text,
                          .color = ink};
}

static void
add_text_at(MarchScene *scene,
            MarchTextEngine *engine,
            MarchTextRun run,
            double x,
            double y)
{
    run.origin = (MarchPoint){x, y};
    run.width = march_text_measure(engine, &run.font, run.text).advance;
    march_scene_add_text(scene, &run);
}

/* A wave from (@x, @y), @length mm long. */
static MarchPath *
create_wave(double x, double y, double length, double height)
{
    MarchPath *path = march_path_new();
    MarchPoint points[81];

    for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
        points[i] =
            (MarchPoint){x + length * i / 80, y + height * sin(2 * G_PI * i / 80)};
    }
    march_path_add_part(path, points, G_N_ELEMENTS(points), FALSE);
    return path;
}

/* The same line whole, in pieces with their phases, and with an offset. */
static void
draw_dash_phase(MarchScene *scene, MarchTextEngine *engine)
{
    MarchPath *pieces = march_path_new();
    MarchStroke stroke;

    (void)engine;
    march_stroke_init(&stroke);
    stroke.color = red;
    stroke.width = 1;
    stroke.n_dashes = 4;
    stroke.dashes[0] = 5;
    stroke.dashes[1] = 1.5;
    stroke.dashes[2] = 1;
    stroke.dashes[3] = 1.5;
    add_line(scene, (MarchPoint){2, 4}, (MarchPoint){58, 4}, &stroke);
    for (guint i = 0; i < 7; i++) {
        MarchPoint piece[] = {{2 + 8.0 * i, 8}, {10 + 8.0 * i, 8}};

        march_path_add_part(pieces, piece, 2, FALSE);
        g_array_index(pieces->parts, MarchPathPart, i).phase = 8.0 * i;
    }
    march_scene_take_stroke(scene, pieces, &stroke);
    stroke.dash_offset = 5;
    add_line(scene, (MarchPoint){2, 12}, (MarchPoint){58, 12}, &stroke);
    stroke.color.alpha = 0.4;
    stroke.width = 3;
    march_scene_take_stroke(scene, create_wave(2, 20, 56, 3), &stroke);
}

static guint
add_hatch_tile(MarchScene *scene, double angle, gboolean crossed)
{
    MarchScene *tile = march_scene_new(2, 2);
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.color = red;
    stroke.width = 0.3;
    add_line(tile, (MarchPoint){0, 1}, (MarchPoint){2, 1}, &stroke);
    if (crossed) {
        add_line(tile, (MarchPoint){1, 0}, (MarchPoint){1, 2}, &stroke);
    }
    return march_scene_take_pattern(scene, &(MarchPatternTile){2, 2, angle}, tile);
}

static guint
add_dot_tile(MarchScene *scene)
{
    MarchScene *tile = march_scene_new(1.5, 1.5);
    MarchFill fill;

    march_fill_init(&fill);
    fill.color = blue;
    march_scene_take_fill(tile, march_path_new_circle((MarchPoint){0.75, 0.75}, 0.4),
                          &fill);
    return march_scene_take_pattern(scene, &(MarchPatternTile){1.5, 1.5, 30}, tile);
}

static void
draw_patterns(MarchScene *scene, MarchTextEngine *engine)
{
    guint patterns[3];

    (void)engine;
    patterns[0] = add_hatch_tile(scene, 45, FALSE);
    patterns[1] = add_hatch_tile(scene, -30, TRUE);
    patterns[2] = add_dot_tile(scene);
    for (guint i = 0; i < G_N_ELEMENTS(patterns); i++) {
        MarchFill fill;

        march_fill_init(&fill);
        fill.pattern = patterns[i];
        march_scene_take_fill(
            scene, march_path_new_circle((MarchPoint){11 + 19.0 * i, 12}, 9), &fill);
    }
}

static guint load_icon(MarchScene *scene, const char *name);

/* A tile of one icon, as fill-pattern has it. */
static guint
add_icon_tile(MarchScene *scene, const char *name, double side, double angle)
{
    MarchScene *tile = march_scene_new(side, side);
    MarchSceneIcon icon = {
        .rect = {0, 0, side, side}, .color = MARCH_COLOR_BLACK, .opacity = 1};

    icon.icon = load_icon(tile, name);
    march_scene_add_icon_item(tile, &icon);
    return march_scene_take_pattern(scene, &(MarchPatternTile){side, side, angle},
                                    tile);
}

static void
draw_icon_patterns(MarchScene *scene, MarchTextEngine *engine)
{
    static const char *const names[] = {"maki/triangle", "maki/circle-stroked",
                                        "maki/square"};
    static const double angles[] = {0, 30, 0};
    static const double opacities[] = {1, 1, 0.4};
    MarchSceneIcon icon = {.color = blue, .opacity = 1};

    (void)engine;
    /* an icon of the scene's own, so that numbers of tiles and scene differ */
    icon.icon = load_icon(scene, "maki/cross");
    icon.rect = (MarchRect){27, 0.5, 3, 3};
    march_scene_add_icon_item(scene, &icon);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        MarchFill fill;

        march_fill_init(&fill);
        fill.pattern = add_icon_tile(scene, names[i], 3, angles[i]);
        fill.color.alpha = opacities[i];
        march_scene_take_fill(
            scene, march_path_new_circle((MarchPoint){11 + 19.0 * i, 12}, 9), &fill);
    }
}

static void
draw_halo(MarchScene *scene, MarchTextEngine *engine)
{
    static const double widths[] = {0.2, 0.5, 1.1};
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.color = blue;
    for (guint i = 0; i < 14; i++) {
        add_line(scene, (MarchPoint){0, 2.0 * i}, (MarchPoint){60, 2.0 * i + 3},
                 &stroke);
    }
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
        MarchTextRun run = create_run("Noto Sans", 4.5, 600, "Ak-Sai Ақ-Сай");

        run.halo_color = (MarchColor){1, 1, 1, i == 1 ? 0.7 : 1};
        run.halo_width = widths[i];
        run.align = MARCH_TEXT_ALIGN_MIDDLE;
        add_text_at(scene, engine, run, 30, 8 + 8.0 * i);
    }
}

static void
draw_rotated_text(MarchScene *scene, MarchTextEngine *engine)
{
    for (int i = 0; i < 12; i++) {
        MarchTextRun run = create_run("Noto Sans", 3, 400, "Vorukh");

        run.angle = 30.0 * i;
        run.color = i % 2 == 0 ? ink : red;
        run.halo_color = MARCH_COLOR_WHITE;
        run.halo_width = 0.3;
        add_text_at(scene, engine, run, 20 + 6 * cos(run.angle * G_PI / 180),
                    20 + 6 * sin(run.angle * G_PI / 180));
    }
}

static void
draw_text_along(MarchScene *scene, MarchTextEngine *engine)
{
    static const char *const texts[] = {"Isfara", "Исфара дарёси", "AVAVA"};
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.color = blue;
    stroke.width = 0.2;
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        MarchPath *path = create_wave(3, 8 + 11.0 * i, 54, 4);
        MarchTextRun run = create_run("Noto Sans", 4, 400, texts[i]);

        run.font.italic = TRUE;
        run.font.letter_spacing = i == 2 ? 1 : 0;
        run.color = blue;
        run.halo_color = MARCH_COLOR_WHITE;
        run.halo_width = 0.4;
        run.width = march_text_measure(engine, &run.font, run.text).advance;
        march_scene_add_stroke(scene, path, &stroke);
        march_scene_add_text_along(scene, &run, path, 4 + 9.0 * i);
        march_path_free(path);
    }
}

static guint
load_icon(MarchScene *scene, const char *name)
{
    g_autofree char *path =
        g_strdup_printf(MARCH_TEST_SOURCE_DIR "/styles/icons/%s.svg", name);
    g_autofree char *text = NULL;
    g_autoptr(GBytes) bytes = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    bytes = g_bytes_new(text, length);
    return march_scene_add_icon(scene, name, bytes);
}

static guint
load_pen_icon(MarchScene *scene)
{
    static const char svg[] =
        "<svg viewBox='0 0 10 10'><rect x='1' y='1' width='8' height='8' rx='2' "
        "fill='#ffd080' stroke='currentColor' stroke-width='1.5'/>"
        "<path d='M3 5l1.5 1.5L7 3.5' fill='none' stroke='black'/></svg>";
    g_autoptr(GBytes) bytes = g_bytes_new_static(svg, sizeof svg - 1);

    return march_scene_add_icon(scene, "own/pen", bytes);
}

static void
draw_icons(MarchScene *scene, MarchTextEngine *engine)
{
    static const char *const names[] = {"maki/danger", "maki/town",
                                        "temaki/fighter_jet", "temaki/bunker"};
    MarchSceneIcon icon = {.halo_color = MARCH_COLOR_WHITE, .opacity = 1};

    (void)engine;
    add_rect(scene, (MarchRect){0, 0, 60, 24}, sand);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        icon.icon = load_icon(scene, names[i]);
        icon.rect = (MarchRect){2 + 12.0 * i, 2, 8, 8};
        icon.color = i % 2 == 0 ? red : blue;
        icon.angle = 15.0 * i;
        icon.halo_width = 0;
        march_scene_add_icon_item(scene, &icon);
        icon.rect.y = 13;
        icon.halo_width = 0.5;
        icon.opacity = i == 3 ? 0.5 : 1;
        march_scene_add_icon_item(scene, &icon);
    }
    icon.icon = load_pen_icon(scene);
    icon.rect = (MarchRect){50, 7, 9, 9};
    icon.opacity = 1;
    icon.angle = 0;
    march_scene_add_icon_item(scene, &icon);
}

static void
draw_clip(MarchScene *scene, MarchTextEngine *engine)
{
    g_autoptr(MarchPath) circle = march_path_new_circle((MarchPoint){20, 14}, 12);
    g_autoptr(MarchPath) half = march_path_new_rect((MarchRect){0, 0, 40, 14});

    march_scene_begin_clip(scene, circle);
    add_rect(scene, (MarchRect){0, 0, 40, 28}, sand);
    march_scene_begin_clip(scene, half);
    add_rect(scene, (MarchRect){0, 0, 40, 28}, (MarchColor){0.7, 0.8, 0.9, 1});
    march_scene_end_clip(scene);
    add_text_at(scene, engine, create_run("Noto Sans", 6, 700, "Batken oblast"), 4, 16);
    march_scene_end_clip(scene);
}

static void
draw_group_opacity(MarchScene *scene, MarchTextEngine *engine)
{
    MarchSceneGroup group;

    add_text_at(scene, engine, create_run("Noto Sans", 5, 400, "behind the group"), 2,
                12);
    march_scene_group_init(&group, "half");
    group.opacity = 0.6;
    march_scene_begin_group(scene, &group);
    add_rect(scene, (MarchRect){5, 3, 20, 14}, red);
    add_rect(scene, (MarchRect){18, 6, 20, 14}, blue);
    add_text_at(scene, engine, create_run("Noto Sans", 5, 700, "inside"), 12, 19);
    march_scene_end_group(scene);
}

static void
draw_right_to_left(MarchScene *scene, MarchTextEngine *engine)
{
    static const MarchTextAlign aligns[] = {
        MARCH_TEXT_ALIGN_START, MARCH_TEXT_ALIGN_MIDDLE, MARCH_TEXT_ALIGN_END};
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.width = 0.1;
    add_line(scene, (MarchPoint){30, 0}, (MarchPoint){30, 30}, &stroke);
    for (guint i = 0; i < G_N_ELEMENTS(aligns); i++) {
        MarchTextRun run = create_run("Noto Sans", 3.2, 400, "باتکن (Batken) ۲۰۲۱");

        run.align = aligns[i];
        run.font.language = "fa";
        add_text_at(scene, engine, run, 30, 7 + 9.0 * i);
    }
}

static void
draw_cyrillic(MarchScene *scene, MarchTextEngine *engine)
{
    static const struct {
        const char *family;
        int weight;
        gboolean italic;
        const char *text;
    } rows[] = {
        {"Noto Sans", 400, FALSE, "Кыргызстан ң ө ү Ң Ө Ү"},
        {"Noto Sans", 700, FALSE, "Тоҷикистон ҷ ғ ӣ қ ӯ ҳ"},
        {"Noto Sans", 400, TRUE, "Лейлек, Баткен, Чоң-Алай"},
        {"Noto Sans", 500, FALSE, "Ворух, Хоҷаи Аъло, Сӯх"},
        {"Noto Sans Condensed", 400, FALSE, "Кыргызстан ң ө ү Ң Ө Ү"},
        {"Noto Sans Condensed", 600, FALSE, "Тоҷикистон ҷ ғ ӣ қ ӯ ҳ"},
        {"Noto Sans Condensed", 400, TRUE, "≈ 40 km → 5 °C “Ошо”"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        MarchTextRun run =
            create_run(rows[i].family, 3.2, rows[i].weight, rows[i].text);

        run.font.italic = rows[i].italic;
        add_text_at(scene, engine, run, 2, 5 + 5.0 * i);
    }
}

/* Slivers that share edges, as one path; a ring with a hole, by either fill rule. */
static void
draw_fills(MarchScene *scene, MarchTextEngine *engine)
{
    MarchPath *fan = march_path_new();
    MarchFill fill;

    (void)engine;
    for (guint i = 0; i < 24; i++) {
        double a = 2 * G_PI * i / 24, b = 2 * G_PI * (i + 1) / 24;
        MarchPoint sliver[] = {{14, 14},
                               {14 + 12 * cos(a), 14 + 12 * sin(a)},
                               {14 + 12 * cos(b), 14 + 12 * sin(b)}};

        march_path_add_part(fan, sliver, 3, TRUE);
    }
    march_fill_init(&fill);
    fill.color = blue;
    march_scene_take_fill(scene, fan, &fill);
    for (guint i = 0; i < 2; i++) {
        MarchPath *ring = march_path_new_rect((MarchRect){30 + 14.0 * i, 3, 11, 22});
        g_autoptr(MarchPath) hole =
            march_path_new_rect((MarchRect){33 + 14.0 * i, 8, 5, 12});

        march_path_append(ring, hole);
        fill.color = red;
        fill.even_odd = i == 1;
        march_scene_take_fill(scene, ring, &fill);
    }
}

static void
draw_pens(MarchScene *scene, MarchTextEngine *engine)
{
    (void)engine;
    for (guint i = 0; i < 3; i++) {
        MarchPoint zigzag[] = {
            {4 + 19.0 * i, 20}, {9 + 19.0 * i, 5}, {14 + 19.0 * i, 20}};
        MarchPath *path = march_path_new();
        MarchStroke stroke;

        march_path_add_part(path, zigzag, 3, FALSE);
        march_stroke_init(&stroke);
        stroke.width = 3;
        stroke.color = (MarchColor){0.1, 0.3, 0.6, 0.5};
        stroke.cap = (MarchLineCap)i;
        stroke.join = (MarchLineJoin)i;
        march_scene_add_stroke(scene, path, &stroke);
        stroke.width = 0.2;
        stroke.color = ink;
        march_scene_take_stroke(scene, path, &stroke);
    }
}

static void
draw_image(MarchScene *scene, MarchTextEngine *engine)
{
    guint32 pixels[16 * 8];
    MarchSceneImage image = {.width = 16,
                             .height = 8,
                             .pixels = pixels,
                             .rect = {2, 2, 32, 16},
                             .opacity = 1};

    (void)engine;
    for (guint i = 0; i < G_N_ELEMENTS(pixels); i++) {
        guint32 alpha = i % 16 * 17;

        pixels[i] = alpha << 24 | (alpha * (i / 16) / 8) << 16 | alpha / 3;
    }
    add_rect(scene, (MarchRect){0, 8, 40, 6}, sand);
    march_scene_add_image(scene, &image);
}

/* Layers, tooltips and data as a figure has them. */
static void
draw_page(MarchScene *scene, MarchTextEngine *engine)
{
    static const char *const data[] = {"fatalities", "3", "date", "2021-04-29", NULL};
    MarchSceneGroup group;
    MarchStroke border;
    MarchFill fill;

    march_scene_group_init(&group, "land");
    group.label = "Land";
    group.is_layer = TRUE;
    march_scene_begin_group(scene, &group);
    add_rect(scene, (MarchRect){0, 0, 60, 40}, sand);
    march_scene_end_group(scene);
    march_scene_group_init(&group, "incidents");
    group.label = "Incidents";
    group.is_layer = TRUE;
    march_scene_begin_group(scene, &group);
    march_scene_group_init(&group, "incident-1");
    group.title = "Clash at Golovnoy <29 April>";
    group.role = "graphics-symbol";
    group.data = data;
    march_scene_begin_group(scene, &group);
    march_fill_init(&fill);
    fill.color = (MarchColor){0.8, 0.2, 0.1, 0.6};
    march_scene_take_fill(scene, march_path_new_circle((MarchPoint){30, 22}, 5), &fill);
    march_scene_end_group(scene);
    march_scene_end_group(scene);
    march_stroke_init(&border);
    border.width = 0.5;
    border.n_dashes = 2;
    border.dashes[0] = 2;
    border.dashes[1] = 1;
    march_scene_take_stroke(scene, create_wave(0, 24, 60, 5), &border);
    add_text_at(scene, engine, create_run("Noto Sans", 4, 700, "Clashes, April 2021"),
                3, 7);
    add_text_at(
        scene, engine,
        create_run("Noto Sans Condensed", 2.5, 400, "© OpenStreetMap contributors"), 3,
        37);
}

const GoldenScene golden_scenes[] = {
    {"dash-phase", 60, 26, draw_dash_phase, NULL},
    {"patterns", 60, 24, draw_patterns, NULL},
    {"icon-patterns", 60, 24, draw_icon_patterns, NULL},
    {"halo", 60, 28, draw_halo, "Ak-Sai Ақ-Сай"},
    {"rotated-text", 40, 40, draw_rotated_text, NULL},
    {"text-along", 60, 38, draw_text_along, NULL},
    {"icons", 60, 24, draw_icons, NULL},
    {"clip", 40, 28, draw_clip, "Batken"},
    {"group-opacity", 44, 24, draw_group_opacity, "behind the group"},
    {"right-to-left", 60, 30, draw_right_to_left, "Batken"},
    {"cyrillic", 50, 39, draw_cyrillic, "Тоҷикистон ҷ ғ ӣ қ ӯ ҳ"},
    {"fills", 60, 28, draw_fills, NULL},
    {"pens", 60, 26, draw_pens, NULL},
    {"image", 40, 20, draw_image, NULL},
    {"page", 60, 40, draw_page, "Clashes, April 2021"},
};
const guint n_golden_scenes = G_N_ELEMENTS(golden_scenes);

MarchScene *
golden_scene_build(const GoldenScene *scene, MarchTextEngine *engine)
{
    MarchScene *built = march_scene_new(scene->width, scene->height);

    march_scene_set_text(built, scene->name, "A golden scene", "en");
    add_rect(built, (MarchRect){0, 0, scene->width, scene->height}, MARCH_COLOR_WHITE);
    scene->draw(built, engine);
    return built;
}
