/* SPDX-License-Identifier: MIT */
#include "scene.h"

#include <math.h>
#include <string.h>

typedef struct {
    char *name;
    GBytes *svg;
    MarchIcon *icon;
} RegisteredIcon;

typedef struct {
    MarchPatternTile tile;
    MarchScene *scene;
} RegisteredPattern;

struct MarchScene {
    double width, height;
    char *title;
    char *description;
    char *language;
    GArray *items;     /* of MarchSceneItem */
    GPtrArray *paths;  /* of MarchPath, owned */
    GPtrArray *blocks; /* pixels and key lists, owned */
    GStringChunk *strings;
    GArray *icons;      /* of RegisteredIcon */
    GArray *patterns;   /* of RegisteredPattern */
    GByteArray *opened; /* the MarchSceneItemType of each open group and clip */
};

static void
registered_icon_clear(gpointer data)
{
    RegisteredIcon *icon = data;

    g_free(icon->name);
    g_bytes_unref(icon->svg);
    march_icon_free(icon->icon);
}

static void
registered_pattern_clear(gpointer data)
{
    RegisteredPattern *pattern = data;

    march_scene_free(pattern->scene);
}

static void
free_path(gpointer data)
{
    march_path_free(data);
}

MarchScene *
march_scene_new(double width_mm, double height_mm)
{
    MarchScene *scene = g_new0(MarchScene, 1);

    scene->width = width_mm;
    scene->height = height_mm;
    scene->items = g_array_new(FALSE, TRUE, sizeof(MarchSceneItem));
    scene->paths = g_ptr_array_new_with_free_func(free_path);
    scene->blocks = g_ptr_array_new_with_free_func(g_free);
    scene->strings = g_string_chunk_new(4096);
    scene->icons = g_array_new(FALSE, TRUE, sizeof(RegisteredIcon));
    g_array_set_clear_func(scene->icons, registered_icon_clear);
    scene->patterns = g_array_new(FALSE, TRUE, sizeof(RegisteredPattern));
    g_array_set_clear_func(scene->patterns, registered_pattern_clear);
    scene->opened = g_byte_array_new();
    return scene;
}

void
march_scene_free(MarchScene *scene)
{
    if (scene == NULL) {
        return;
    }
    g_free(scene->title);
    g_free(scene->description);
    g_free(scene->language);
    g_array_unref(scene->items);
    g_ptr_array_unref(scene->paths);
    g_ptr_array_unref(scene->blocks);
    g_string_chunk_free(scene->strings);
    g_array_unref(scene->icons);
    g_array_unref(scene->patterns);
    g_byte_array_unref(scene->opened);
    g_free(scene);
}

double
march_scene_get_width(const MarchScene *scene)
{
    return scene->width;
}

double
march_scene_get_height(const MarchScene *scene)
{
    return scene->height;
}

void
march_scene_set_text(MarchScene *scene,
                     const char *title,
                     const char *description,
                     const char *language)
{
    g_free(scene->title);
    g_free(scene->description);
    g_free(scene->language);
    scene->title = g_strdup(title);
    scene->description = g_strdup(description);
    scene->language = g_strdup(language);
}

const char *
march_scene_get_title(const MarchScene *scene)
{
    return scene->title;
}

const char *
march_scene_get_description(const MarchScene *scene)
{
    return scene->description;
}

const char *
march_scene_get_language(const MarchScene *scene)
{
    return scene->language;
}

static const char *
keep_string(MarchScene *scene, const char *string)
{
    return string != NULL ? g_string_chunk_insert_const(scene->strings, string) : NULL;
}

static void
open_level(MarchScene *scene, MarchSceneItemType type)
{
    guint8 level = (guint8)type;

    g_byte_array_append(scene->opened, &level, 1);
}

static void
close_level(MarchScene *scene, MarchSceneItemType begin, MarchSceneItemType end)
{
    MarchSceneItem item = {.type = end};

    g_assert(scene->opened->len > 0);
    g_assert(scene->opened->data[scene->opened->len - 1] == (guint8)begin);
    g_byte_array_set_size(scene->opened, scene->opened->len - 1);
    g_array_append_val(scene->items, item);
}

void
march_scene_begin_group(MarchScene *scene, const MarchSceneGroup *group)
{
    MarchSceneItem item = {.type = MARCH_SCENE_GROUP_BEGIN, .as.group = *group};
    MarchSceneGroup *kept = &item.as.group;

    kept->id = keep_string(scene, group->id);
    kept->label = keep_string(scene, group->label);
    kept->title = keep_string(scene, group->title);
    kept->description = keep_string(scene, group->description);
    kept->role = keep_string(scene, group->role);
    kept->data = NULL;
    if (group->data != NULL) {
        guint length = 0;
        const char **data;

        while (group->data[length] != NULL) {
            length++;
        }
        data = g_new0(const char *, length + 1);

        for (guint i = 0; i < length; i++) {
            data[i] = keep_string(scene, group->data[i]);
        }
        g_ptr_array_add(scene->blocks, data);
        kept->data = data;
    }
    g_array_append_val(scene->items, item);
    open_level(scene, MARCH_SCENE_GROUP_BEGIN);
}

void
march_scene_end_group(MarchScene *scene)
{
    close_level(scene, MARCH_SCENE_GROUP_BEGIN, MARCH_SCENE_GROUP_END);
}

/* Takes @path into the scene unless nothing of it can be drawn. */
static const MarchPath *
keep_path(MarchScene *scene, MarchPath *path)
{
    gboolean is_drawable = !march_path_is_empty(path);

    for (guint i = 0; is_drawable && i < path->points->len; i++) {
        MarchPoint point = g_array_index(path->points, MarchPoint, i);

        is_drawable = isfinite(point.x) && isfinite(point.y);
    }
    if (!is_drawable) {
        march_path_free(path);
        return NULL;
    }
    g_ptr_array_add(scene->paths, path);
    return path;
}

void
march_scene_begin_clip(MarchScene *scene, const MarchPath *path)
{
    MarchSceneItem item = {.type = MARCH_SCENE_CLIP_BEGIN};

    item.path = keep_path(scene, march_path_copy(path));
    if (item.path == NULL) { /* an empty clip hides everything; it must stay */
        MarchPath *nothing = march_path_new_rect(MARCH_RECT_NONE);

        g_ptr_array_add(scene->paths, nothing);
        item.path = nothing;
    }
    g_array_append_val(scene->items, item);
    open_level(scene, MARCH_SCENE_CLIP_BEGIN);
}

void
march_scene_end_clip(MarchScene *scene)
{
    close_level(scene, MARCH_SCENE_CLIP_BEGIN, MARCH_SCENE_CLIP_END);
}

void
march_scene_add_fill(MarchScene *scene, const MarchPath *path, const MarchFill *fill)
{
    march_scene_take_fill(scene, march_path_copy(path), fill);
}

void
march_scene_take_fill(MarchScene *scene, MarchPath *path, const MarchFill *fill)
{
    MarchSceneItem item = {.type = MARCH_SCENE_FILL, .as.fill = *fill};

    g_assert(fill->pattern <= scene->patterns->len);
    item.path = keep_path(scene, path);
    if (item.path != NULL) {
        g_array_append_val(scene->items, item);
    }
}

void
march_scene_add_stroke(MarchScene *scene,
                       const MarchPath *path,
                       const MarchStroke *stroke)
{
    march_scene_take_stroke(scene, march_path_copy(path), stroke);
}

/* A dash list that no format can draw (a negative length, nothing but zeros). */
static gboolean
dashes_are_void(const MarchStroke *stroke)
{
    double sum = 0;

    for (guint i = 0; i < stroke->n_dashes; i++) {
        if (!(stroke->dashes[i] >= 0) || !isfinite(stroke->dashes[i])) {
            return TRUE;
        }
        sum += stroke->dashes[i];
    }
    return !(sum > 0);
}

void
march_scene_take_stroke(MarchScene *scene, MarchPath *path, const MarchStroke *stroke)
{
    MarchSceneItem item = {.type = MARCH_SCENE_STROKE, .as.stroke = *stroke};

    g_assert(stroke->n_dashes <= MARCH_STROKE_DASHES_MAX);
    if (dashes_are_void(stroke)) {
        item.as.stroke.n_dashes = 0;
    }
    item.path = keep_path(scene, path);
    if (item.path != NULL) {
        g_array_append_val(scene->items, item);
    }
}

static MarchTextRun
keep_run(MarchScene *scene, const MarchTextRun *run)
{
    MarchTextRun kept = *run;

    kept.text = keep_string(scene, run->text);
    kept.font.family = keep_string(scene, run->font.family);
    kept.font.language = keep_string(scene, run->font.language);
    return kept;
}

void
march_scene_add_text(MarchScene *scene, const MarchTextRun *run)
{
    MarchSceneItem item = {.type = MARCH_SCENE_TEXT};

    item.as.text = keep_run(scene, run);
    g_array_append_val(scene->items, item);
}

void
march_scene_add_text_along(MarchScene *scene,
                           const MarchTextRun *run,
                           const MarchPath *path,
                           double start_offset)
{
    MarchSceneItem item = {.type = MARCH_SCENE_TEXT_ALONG};

    item.path = keep_path(scene, march_path_copy(path));
    if (item.path == NULL) {
        return;
    }
    item.as.text = keep_run(scene, run);
    item.start_offset = start_offset;
    g_array_append_val(scene->items, item);
}

guint
march_scene_add_icon(MarchScene *scene, const char *name, GBytes *svg)
{
    RegisteredIcon icon;

    for (guint i = 0; i < scene->icons->len; i++) {
        if (g_strcmp0(g_array_index(scene->icons, RegisteredIcon, i).name, name) == 0) {
            return i;
        }
    }
    icon.name = g_strdup(name);
    icon.svg = g_bytes_ref(svg);
    icon.icon = march_icon_parse(svg, NULL);
    g_array_append_val(scene->icons, icon);
    return scene->icons->len - 1;
}

void
march_scene_add_icon_item(MarchScene *scene, const MarchSceneIcon *icon)
{
    MarchSceneItem item = {.type = MARCH_SCENE_ICON, .as.icon = *icon};

    g_assert(icon->icon < scene->icons->len);
    g_array_append_val(scene->items, item);
}

void
march_scene_add_image(MarchScene *scene, const MarchSceneImage *image)
{
    MarchSceneItem item = {.type = MARCH_SCENE_IMAGE, .as.image = *image};
    gsize count = (gsize)image->width * image->height;
    guint32 *pixels;

    if (count == 0) {
        return;
    }
    pixels = g_new(guint32, count);
    memcpy(pixels, image->pixels, count * sizeof *pixels);
    g_ptr_array_add(scene->blocks, pixels);
    item.as.image.pixels = pixels;
    g_array_append_val(scene->items, item);
}

guint
march_scene_take_pattern(MarchScene *scene,
                         const MarchPatternTile *tile,
                         MarchScene *tile_scene)
{
    RegisteredPattern pattern = {*tile, tile_scene};

    g_array_append_val(scene->patterns, pattern);
    return scene->patterns->len;
}

void
march_scene_move_tail(MarchScene *scene, guint from, guint to)
{
    guint count = scene->items->len - from;
    gsize size = sizeof(MarchSceneItem);
    g_autofree MarchSceneItem *tail = NULL;
    MarchSceneItem *items = (MarchSceneItem *)(void *)scene->items->data;

    g_assert(to <= from && from <= scene->items->len);
    if (count == 0) {
        return;
    }
    tail = g_memdup2(items + from, count * size);
    memmove(items + to + count, items + to, (from - to) * size);
    memcpy(items + to, tail, count * size);
}

guint
march_scene_count(const MarchScene *scene)
{
    return scene->items->len;
}

const MarchSceneItem *
march_scene_get(const MarchScene *scene, guint index)
{
    return &g_array_index(scene->items, MarchSceneItem, index);
}

guint
march_scene_count_icons(const MarchScene *scene)
{
    return scene->icons->len;
}

const char *
march_scene_get_icon_name(const MarchScene *scene, guint icon)
{
    return g_array_index(scene->icons, RegisteredIcon, icon).name;
}

GBytes *
march_scene_peek_icon_svg(const MarchScene *scene, guint icon)
{
    return g_array_index(scene->icons, RegisteredIcon, icon).svg;
}

const MarchIcon *
march_scene_get_icon(const MarchScene *scene, guint icon)
{
    return g_array_index(scene->icons, RegisteredIcon, icon).icon;
}

guint
march_scene_count_patterns(const MarchScene *scene)
{
    return scene->patterns->len;
}

const MarchPatternTile *
march_scene_get_pattern(const MarchScene *scene, guint pattern)
{
    g_assert(pattern >= 1 && pattern <= scene->patterns->len);
    return &g_array_index(scene->patterns, RegisteredPattern, pattern - 1).tile;
}

const MarchScene *
march_scene_get_pattern_scene(const MarchScene *scene, guint pattern)
{
    g_assert(pattern >= 1 && pattern <= scene->patterns->len);
    return g_array_index(scene->patterns, RegisteredPattern, pattern - 1).scene;
}

void
march_stroke_init(MarchStroke *stroke)
{
    *stroke = (MarchStroke){
        .color = MARCH_COLOR_BLACK,
        .width = 0.25,
        .cap = MARCH_LINE_CAP_BUTT,
        .join = MARCH_LINE_JOIN_MITER,
        .miter_limit = 10,
    };
}

void
march_fill_init(MarchFill *fill)
{
    *fill = (MarchFill){.color = MARCH_COLOR_BLACK, .antialias = TRUE};
}

void
march_scene_group_init(MarchSceneGroup *group, const char *id)
{
    *group = (MarchSceneGroup){.id = id, .opacity = 1};
}
