/* SPDX-License-Identifier: MIT */
#include "scene.h"

/* One scene on its way into another. */
typedef struct {
    MarchScene *scene;
    const MarchScene *part;
    MarchPoint at;
    const char *prefix;
    GArray *icons;    /* of guint: the new numbers of the part's icons */
    GArray *patterns; /* of guint: of its patterns, from 1 */
} Appending;

static MarchPath *
move_path(const Appending *appending, const MarchPath *path)
{
    MarchPath *moved = march_path_copy(path);

    for (guint i = 0; i < moved->points->len; i++) {
        MarchPoint *point = &g_array_index(moved->points, MarchPoint, i);

        point->x += appending->at.x;
        point->y += appending->at.y;
    }
    return moved;
}

static MarchRect
move_rect(const Appending *appending, MarchRect rect)
{
    rect.x += appending->at.x;
    rect.y += appending->at.y;
    return rect;
}

static void
append_group(const Appending *appending, const MarchSceneGroup *group)
{
    MarchSceneGroup named = *group;
    g_autofree char *id = g_strconcat(appending->prefix, group->id, NULL);

    named.id = id;
    named.is_layer = FALSE;
    march_scene_begin_group(appending->scene, &named);
}

static void
append_clip(const Appending *appending, const MarchPath *path)
{
    g_autoptr(MarchPath) moved = move_path(appending, path);

    march_scene_begin_clip(appending->scene, moved);
}

static void
append_fill(const Appending *appending, const MarchSceneItem *item)
{
    MarchFill fill = item->as.fill;

    if (fill.pattern > 0) {
        fill.pattern = g_array_index(appending->patterns, guint, fill.pattern - 1);
    }
    march_scene_take_fill(appending->scene, move_path(appending, item->path), &fill);
}

static void
append_text(const Appending *appending, const MarchSceneItem *item)
{
    MarchTextRun run = item->as.text;

    if (item->type == MARCH_SCENE_TEXT_ALONG) {
        g_autoptr(MarchPath) moved = move_path(appending, item->path);

        march_scene_add_text_along(appending->scene, &run, moved, item->start_offset);
        return;
    }
    run.origin.x += appending->at.x;
    run.origin.y += appending->at.y;
    march_scene_add_text(appending->scene, &run);
}

static void
append_item(const Appending *appending, const MarchSceneItem *item)
{
    MarchScene *scene = appending->scene;

    switch (item->type) {
    case MARCH_SCENE_GROUP_BEGIN:
        append_group(appending, &item->as.group);
        break;
    case MARCH_SCENE_GROUP_END:
        march_scene_end_group(scene);
        break;
    case MARCH_SCENE_CLIP_BEGIN:
        append_clip(appending, item->path);
        break;
    case MARCH_SCENE_CLIP_END:
        march_scene_end_clip(scene);
        break;
    case MARCH_SCENE_FILL:
        append_fill(appending, item);
        break;
    case MARCH_SCENE_STROKE:
        march_scene_take_stroke(scene, move_path(appending, item->path),
                                &item->as.stroke);
        break;
    case MARCH_SCENE_TEXT:
    case MARCH_SCENE_TEXT_ALONG:
        append_text(appending, item);
        break;
    case MARCH_SCENE_ICON: {
        MarchSceneIcon icon = item->as.icon;

        icon.icon = g_array_index(appending->icons, guint, icon.icon);
        icon.rect = move_rect(appending, icon.rect);
        march_scene_add_icon_item(scene, &icon);
        break;
    }
    case MARCH_SCENE_IMAGE: {
        MarchSceneImage image = item->as.image;

        image.rect = move_rect(appending, image.rect);
        march_scene_add_image(scene, &image);
        break;
    }
    }
}

static void
register_icons(const Appending *appending)
{
    for (guint i = 0; i < march_scene_count_icons(appending->part); i++) {
        guint icon = march_scene_add_icon(
            appending->scene, march_scene_get_icon_name(appending->part, i),
            march_scene_peek_icon_svg(appending->part, i));

        g_array_append_val(appending->icons, icon);
    }
}

static void
register_patterns(const Appending *appending)
{
    for (guint i = 1; i <= march_scene_count_patterns(appending->part); i++) {
        const MarchPatternTile *tile = march_scene_get_pattern(appending->part, i);
        const MarchScene *drawn = march_scene_get_pattern_scene(appending->part, i);
        MarchScene *copy = march_scene_new(march_scene_get_width(drawn),
                                           march_scene_get_height(drawn));
        guint pattern;

        march_scene_append(copy, drawn, (MarchPoint){0, 0}, "");
        pattern = march_scene_take_pattern(appending->scene, tile, copy);
        g_array_append_val(appending->patterns, pattern);
    }
}

void
march_scene_append(MarchScene *scene,
                   const MarchScene *part,
                   MarchPoint at,
                   const char *prefix)
{
    g_autoptr(GArray) icons = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) patterns = g_array_new(FALSE, FALSE, sizeof(guint));
    const Appending appending = {scene, part, at, prefix, icons, patterns};

    g_assert(scene != part);
    register_icons(&appending);
    register_patterns(&appending);
    for (guint i = 0; i < march_scene_count(part); i++) {
        append_item(&appending, march_scene_get(part, i));
    }
}
