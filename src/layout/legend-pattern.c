/* SPDX-License-Identifier: MIT */
#include "legend-pattern.h"

#include <math.h>
#include <string.h>

#define MM_PER_PX (25.4 / 96)
#define TILES_MAX 40 /* a side */

gboolean
march_legend_find_icon(const MarchScene *scene, const char *name, guint *icon)
{
    for (guint i = 0; name != NULL && i < march_scene_count_icons(scene); i++) {
        if (strcmp(march_scene_get_icon_name(scene, i), name) == 0) {
            *icon = i;
            return TRUE;
        }
    }
    return FALSE;
}

/* FALSE when nothing can be drawn of it. */
static gboolean
find_box(const MarchScene *scene, const char *name, guint *icon, MarchRect *box)
{
    if (!march_legend_find_icon(scene, name, icon) ||
        march_scene_get_icon(scene, *icon) == NULL) {
        return FALSE;
    }
    *box = march_scene_get_icon(scene, *icon)->view_box;
    return box->width > 0 && box->height > 0;
}

void
march_legend_fill_pattern(MarchScene *scene,
                          const char *name,
                          double opacity,
                          MarchRect swatch)
{
    g_autoptr(MarchPath) clip = march_path_new_rect(swatch);
    MarchRect box;
    double scale;
    guint columns, rows, icon;

    if (!find_box(scene, name, &icon, &box)) {
        return;
    }
    scale = MIN(MM_PER_PX, swatch.height / box.height);
    box.width *= scale;
    box.height *= scale;
    columns = (guint)CLAMP(ceil(swatch.width / box.width), 1, TILES_MAX);
    rows = (guint)CLAMP(ceil(swatch.height / box.height), 1, TILES_MAX);
    box.x = swatch.x + (swatch.width - columns * box.width) / 2;
    box.y = swatch.y + (swatch.height - rows * box.height) / 2;
    march_scene_begin_clip(scene, clip);
    for (guint i = 0; i < columns * rows; i++) {
        MarchSceneIcon item = {.icon = icon,
                               .rect = {box.x + i % columns * box.width,
                                        box.y + i / columns * box.height, box.width,
                                        box.height},
                               .color = MARCH_COLOR_BLACK,
                               .opacity = opacity};

        march_scene_add_icon_item(scene, &item);
    }
    march_scene_end_clip(scene);
}

void
march_legend_line_pattern(MarchScene *scene,
                          const char *name,
                          double opacity,
                          double width,
                          MarchPoint start,
                          double length)
{
    MarchRect box;
    double step;
    guint icon;

    if (!find_box(scene, name, &icon, &box)) {
        return;
    }
    step = width * box.width / box.height;
    for (guint i = 0; i < TILES_MAX && (i + 1) * step <= length + 1e-9; i++) {
        MarchSceneIcon item = {
            .icon = icon,
            .rect = {start.x + i * step, start.y - width / 2, step, width},
            .color = MARCH_COLOR_BLACK,
            .opacity = opacity};

        march_scene_add_icon_item(scene, &item);
    }
}
