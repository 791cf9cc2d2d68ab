/* SPDX-License-Identifier: MIT */
#include "scene/scene.h"

/* A group with a clipped, patterned square, an icon and a line of text. */
static MarchScene *
new_part(void)
{
    static const char ICON[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\">"
        "<path d=\"M0 0h2v2z\"/></svg>";
    g_autoptr(GBytes) svg = g_bytes_new_static(ICON, sizeof ICON - 1);
    g_autoptr(MarchPath) square = march_path_new_rect((MarchRect){0, 0, 4, 4});
    MarchScene *part = march_scene_new(10, 10);
    const MarchPatternTile tile = {.width = 2, .height = 2, .angle = 45};
    MarchScene *drawn = march_scene_new(2, 2);
    const MarchTextRun run = {.font = {.family = "Noto Sans", .size = 2, .weight = 400},
                              .text = "Baku",
                              .origin = {1, 2},
                              .color = MARCH_COLOR_BLACK,
                              .width = 5};
    MarchSceneGroup group;
    MarchStroke stroke;
    MarchFill fill;
    MarchSceneIcon icon = {.rect = {1, 1, 2, 2}, .color = MARCH_COLOR_BLACK};

    march_stroke_init(&stroke);
    march_scene_take_stroke(
        drawn, march_path_new_line((MarchPoint){0, 1}, (MarchPoint){2, 1}), &stroke);
    march_fill_init(&fill);
    fill.pattern = march_scene_take_pattern(part, &tile, drawn);
    march_scene_group_init(&group, "map");
    group.is_layer = TRUE;
    march_scene_begin_group(part, &group);
    march_scene_begin_clip(part, square);
    march_scene_add_fill(part, square, &fill);
    march_scene_end_clip(part);
    icon.icon = march_scene_add_icon(part, "mark", svg);
    march_scene_add_icon_item(part, &icon);
    march_scene_add_text(part, &run);
    march_scene_end_group(part);
    return part;
}

static void
copy_is_moved_and_named_anew(void)
{
    g_autoptr(MarchScene) part = new_part();
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);
    const MarchSceneItem *item;

    march_scene_append(scene, part, (MarchPoint){30, 20}, "panel-2-");
    g_assert_cmpuint(march_scene_count(scene), ==, march_scene_count(part));
    item = march_scene_get(scene, 0);
    g_assert_cmpstr(item->as.group.id, ==, "panel-2-map");
    g_assert_false(item->as.group.is_layer);
    item = march_scene_get(scene, 1);
    g_assert_cmpfloat_with_epsilon(march_path_bounds(item->path).x, 30, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_path_bounds(item->path).y, 20, 1e-9);
    item = march_scene_get(scene, 4);
    g_assert_cmpint(item->type, ==, MARCH_SCENE_ICON);
    g_assert_cmpfloat_with_epsilon(item->as.icon.rect.x, 31, 1e-9);
    item = march_scene_get(scene, 5);
    g_assert_cmpfloat_with_epsilon(item->as.text.origin.y, 22, 1e-9);
}

static void
icons_and_patterns_are_shared_or_copied(void)
{
    g_autoptr(MarchScene) part = new_part();
    g_autoptr(MarchScene) scene = march_scene_new(100, 50);

    march_scene_append(scene, part, (MarchPoint){0, 0}, "a-");
    march_scene_append(scene, part, (MarchPoint){20, 0}, "b-");
    g_assert_cmpuint(march_scene_count_icons(scene), ==, 1);
    g_assert_cmpuint(march_scene_count_patterns(scene), ==, 2);
    g_assert_cmpuint(march_scene_get(scene, 2)->as.fill.pattern, ==, 1);
    g_assert_cmpuint(march_scene_get(scene, 9)->as.fill.pattern, ==, 2);
    g_assert_cmpuint(march_scene_count(march_scene_get_pattern_scene(scene, 2)), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scene/append/copy-is-moved-and-named-anew",
                    copy_is_moved_and_named_anew);
    g_test_add_func("/scene/append/icons-and-patterns-are-shared-or-copied",
                    icons_and_patterns_are_shared_or_copied);
    return g_test_run();
}
