/* SPDX-License-Identifier: MIT */
#include "scene/scene.h"

#include <string.h>

#include <math.h>

static void
empty_scene_is_its_head(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(180, 130);
    g_autofree char *dump = NULL;

    march_scene_set_text(scene, "Лейлек \"2021\"", NULL, "ky");
    dump = march_scene_dump(scene);
    g_assert_cmpstr(
        dump, ==,
        "scene 180.00x130.00 title=\"Лейлек \\\"2021\\\"\" language=\"ky\"\n");
}

static void
one_line_an_item(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    g_autofree char *dump = NULL;
    const char *const data[] = {"fatalities", "3", NULL};
    MarchSceneGroup group;
    MarchFill fill;
    MarchStroke stroke;
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 2.5, .weight = 400},
                        .text = "Баткен",
                        .origin = {1, 2},
                        .align = MARCH_TEXT_ALIGN_MIDDLE,
                        .color = MARCH_COLOR_BLACK,
                        .width = 12};

    march_scene_group_init(&group, "incidents");
    group.is_layer = TRUE;
    group.title = "Clash";
    group.data = data;
    march_fill_init(&fill);
    march_stroke_init(&stroke);
    stroke.n_dashes = 2;
    stroke.dashes[0] = 2;
    stroke.dashes[1] = 1;
    march_scene_begin_group(scene, &group);
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 2, 1}), &fill);
    march_scene_take_stroke(
        scene, march_path_new_line((MarchPoint){0, 0}, (MarchPoint){3, 4}), &stroke);
    march_scene_add_text(scene, &run);
    march_scene_end_group(scene);
    dump = march_scene_dump(scene);
    g_assert_cmpstr(
        dump, ==,
        "scene 100.00x50.00\n"
        "group incidents layer title=\"Clash\" data-fatalities=\"3\"\n"
        "  fill #000000 M 0.00,0.00 2.00,0.00 2.00,1.00 0.00,1.00 Z\n"
        "  stroke #000000 0.25 butt miter dash=2.00,1.00+0.00 M 0.00,0.00 3.00,4.00\n"
        "  text \"Баткен\" \"Noto Sans\" 2.50 400 #000000 middle at 1.00,2.00"
        " width=12.00\n"
        "end\n");
}

static void
long_path_is_a_checksum(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    g_autoptr(MarchScene) moved = march_scene_new(100, 50);
    g_autofree char *dump = NULL;
    g_autofree char *moved_dump = NULL;
    MarchPoint points[80];
    g_autoptr(MarchPath) path = march_path_new();
    MarchStroke stroke;

    for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
        points[i] = (MarchPoint){i, i % 2};
    }
    march_path_add_part(path, points, G_N_ELEMENTS(points), FALSE);
    march_stroke_init(&stroke);
    march_scene_add_stroke(scene, path, &stroke);
    g_array_index(path->points, MarchPoint, 7).x += 0.011;
    march_scene_add_stroke(moved, path, &stroke);
    dump = march_scene_dump(scene);
    moved_dump = march_scene_dump(moved);
    g_assert_nonnull(strstr(dump, "parts=1 points=80 bounds=0.00,0.00 79.00x1.00"));
    g_assert_cmpstr(dump, !=, moved_dump);
}

static void
undrawable_is_dropped(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    MarchStroke stroke;

    march_stroke_init(&stroke);
    march_scene_take_stroke(scene, march_path_new(), &stroke);
    march_scene_take_stroke(
        scene, march_path_new_line((MarchPoint){0, 0}, (MarchPoint){NAN, 4}), &stroke);
    g_assert_cmpuint(march_scene_count(scene), ==, 0);
}

static void
void_dashes_become_solid(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.n_dashes = 2;
    march_scene_take_stroke(
        scene, march_path_new_line((MarchPoint){0, 0}, (MarchPoint){1, 4}), &stroke);
    g_assert_cmpuint(march_scene_get(scene, 0)->as.stroke.n_dashes, ==, 0);
}

static void
strings_are_copied(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    char id[] = "roads";
    MarchSceneGroup group;

    march_scene_group_init(&group, id);
    march_scene_begin_group(scene, &group);
    march_scene_end_group(scene);
    id[0] = 'X';
    g_assert_cmpstr(march_scene_get(scene, 0)->as.group.id, ==, "roads");
}

static void
tail_moves_before_an_item(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    static const char *const ids[] = {"land", "labels", "dots"};
    static const char *const expected[] = {"dots", "land", "labels"};

    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        MarchSceneGroup group;

        march_scene_group_init(&group, ids[i]);
        march_scene_begin_group(scene, &group);
        march_scene_end_group(scene);
    }
    march_scene_move_tail(scene, 4, 0);
    g_assert_cmpuint(march_scene_count(scene), ==, 6);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmpstr(march_scene_get(scene, 2 * i)->as.group.id, ==, expected[i]);
        g_assert_cmpint(march_scene_get(scene, 2 * i + 1)->type, ==,
                        MARCH_SCENE_GROUP_END);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scene/dump/empty-scene-is-its-head", empty_scene_is_its_head);
    g_test_add_func("/scene/dump/one-line-an-item", one_line_an_item);
    g_test_add_func("/scene/dump/long-path-is-a-checksum", long_path_is_a_checksum);
    g_test_add_func("/scene/dump/undrawable-is-dropped", undrawable_is_dropped);
    g_test_add_func("/scene/dump/void-dashes-become-solid", void_dashes_become_solid);
    g_test_add_func("/scene/dump/strings-are-copied", strings_are_copied);
    g_test_add_func("/scene/dump/tail-moves-before-an-item", tail_moves_before_an_item);
    return g_test_run();
}
