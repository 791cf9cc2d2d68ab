/* SPDX-License-Identifier: MIT */
#include "label-knockout.h"

#include <math.h>
#include <string.h>

#define CORNER_STEPS 5
#define BAND_STEP_MM 0.4
/* What a clip leaves: more than any page. */
#define EVERYWHERE ((MarchRect){-10000, -10000, 20000, 20000})

typedef struct {
    MarchPath *path; /* one ring, turning against march_path_new_rect() */
    MarchRect bounds;
} Hole;

struct MarchLabelHoles {
    GArray *holes; /* of Hole */
};

static void
clear_hole(gpointer data)
{
    march_path_free(((Hole *)data)->path);
}

MarchLabelHoles *
march_label_holes_new(void)
{
    MarchLabelHoles *holes = g_new0(MarchLabelHoles, 1);

    holes->holes = g_array_new(FALSE, FALSE, sizeof(Hole));
    g_array_set_clear_func(holes->holes, clear_hole);
    return holes;
}

void
march_label_holes_free(MarchLabelHoles *holes)
{
    if (holes == NULL) {
        return;
    }
    g_array_unref(holes->holes);
    g_free(holes);
}

static void
take_ring(MarchLabelHoles *holes, const GArray *points)
{
    Hole hole = {.path = march_path_new()};

    march_path_add_part(hole.path, (const MarchPoint *)(gconstpointer)points->data,
                        points->len, TRUE);
    hole.bounds = march_path_bounds(hole.path);
    g_array_append_val(holes->holes, hole);
}

static void
add_turned(GArray *points, const MarchTextRun *run, double x, double y)
{
    double turn = run->angle * G_PI / 180;
    MarchPoint point = {run->origin.x + cos(turn) * x - sin(turn) * y,
                        run->origin.y + sin(turn) * x + cos(turn) * y};

    g_array_append_val(points, point);
}

void
march_label_holes_add_text(MarchLabelHoles *holes,
                           MarchTextEngine *engine,
                           const MarchTextRun *run,
                           double margin)
{
    MarchTextMetrics metrics = march_text_measure(engine, &run->font, run->text);
    double left = run->align == MARCH_TEXT_ALIGN_START ? 0
                  : run->align == MARCH_TEXT_ALIGN_END ? -metrics.advance
                                                       : -metrics.advance / 2;
    MarchRect box = {left + metrics.ink.x - margin, metrics.ink.y - margin,
                     metrics.ink.width + 2 * margin, metrics.ink.height + 2 * margin};
    double radius = MIN(box.height / 2, margin + 0.2 * metrics.ink.height);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    /* corners from the right upper one against the clock */
    for (guint corner = 0; corner < 4; corner++) {
        double x =
            corner == 0 || corner == 3 ? box.x + box.width - radius : box.x + radius;
        double y = corner < 2 ? box.y + radius : box.y + box.height - radius;

        for (guint i = 0; i <= CORNER_STEPS; i++) {
            double angle = -(corner + (double)i / CORNER_STEPS) * G_PI / 2;

            add_turned(points, run, x + radius * cos(angle), y + radius * sin(angle));
        }
    }
    take_ring(holes, points);
}

MarchPoint
march_label_walk(const MarchPath *path, double at, MarchPoint *direction)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, 0);
    const MarchPoint *points = &g_array_index(path->points, MarchPoint, part->start);

    for (guint i = 0; i + 1 < part->count; i++) {
        double dx = points[i + 1].x - points[i].x;
        double dy = points[i + 1].y - points[i].y;
        double length = hypot(dx, dy);

        if (length > 0 && (at <= length || i + 2 == part->count)) {
            *direction = (MarchPoint){dx / length, dy / length};
            return (MarchPoint){points[i].x + at * dx / length,
                                points[i].y + at * dy / length};
        }
        at -= length;
    }
    *direction = (MarchPoint){1, 0};
    return points[0];
}

/* Points beside the path from @from to @to, @down mm to the right of its direction. */
static void
add_side(GArray *points, const MarchPath *path, double from, double to, double down)
{
    guint count = (guint)MAX(1, ceil(fabs(to - from) / BAND_STEP_MM));

    for (guint i = 0; i <= count; i++) {
        MarchPoint direction;
        MarchPoint at =
            march_label_walk(path, from + (to - from) * i / count, &direction);

        at.x -= down * direction.y;
        at.y += down * direction.x;
        g_array_append_val(points, at);
    }
}

void
march_label_holes_add_along(MarchLabelHoles *holes,
                            MarchTextEngine *engine,
                            const MarchTextRun *run,
                            const MarchPath *path,
                            double start_offset,
                            double margin)
{
    MarchTextMetrics metrics = march_text_measure(engine, &run->font, run->text);
    double from = start_offset + metrics.ink.x - margin;
    double to = start_offset + metrics.ink.x + metrics.ink.width + margin;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    if (path->parts->len == 0 || to <= from) {
        return;
    }
    add_side(points, path, from, to, metrics.ink.y + metrics.ink.height + margin);
    add_side(points, path, to, from, metrics.ink.y - margin);
    take_ring(holes, points);
}

/* Whether the items of the group are cut. */
static gboolean
is_line_work(const MarchStyle *style, const MarchSceneGroup *group)
{
    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);

        if (strcmp(march_style_layer_get_id(layer), group->id) == 0) {
            MarchStyleLayerType type = march_style_layer_get_type(layer);

            return type == MARCH_STYLE_LINE || type == MARCH_STYLE_FILL;
        }
    }
    return strcmp(group->id, "graticule") == 0;
}

static MarchRect
item_bounds(const MarchSceneItem *item)
{
    return item->type == MARCH_SCENE_ICON
               ? item->as.icon.rect
               : march_rect_inset(march_path_bounds(item->path),
                                  item->as.stroke.width / 2);
}

/* What @item does to @layer, the group that is cut: 0 for none. */
static guint
follow_groups(const MarchStyle *style, const MarchSceneItem *item, guint depth)
{
    if (item->type == MARCH_SCENE_GROUP_BEGIN) {
        return depth > 0 || is_line_work(style, &item->as.group) ? depth + 1 : 0;
    }
    return item->type == MARCH_SCENE_GROUP_END && depth > 0 ? depth - 1 : depth;
}

/* Holes that meet @bounds, in rounds of such as do not meet each other. */
static GPtrArray *
find_clips(const MarchLabelHoles *holes, MarchRect bounds)
{
    GPtrArray *clips = g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
    g_autofree gboolean *is_done = g_new0(gboolean, holes->holes->len + 1);
    gboolean has_more = TRUE;

    while (has_more) {
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(MarchRect));
        g_autoptr(MarchPath) clip = march_path_new_rect(EVERYWHERE);

        has_more = FALSE;
        for (guint i = 0; i < holes->holes->len; i++) {
            const Hole *hole = &g_array_index(holes->holes, Hole, i);
            gboolean is_free = TRUE;

            if (is_done[i] || !march_rect_intersects(hole->bounds, bounds)) {
                continue;
            }
            for (guint k = 0; k < taken->len && is_free; k++) {
                is_free = !march_rect_intersects(g_array_index(taken, MarchRect, k),
                                                 hole->bounds);
            }
            if (is_free) {
                march_path_append(clip, hole->path);
                g_array_append_val(taken, hole->bounds);
                is_done[i] = TRUE;
            }
            has_more = has_more || !is_free;
        }
        if (taken->len > 0) {
            g_ptr_array_add(clips, g_steal_pointer(&clip));
        }
    }
    return clips;
}

/* Places of the scene from @from on lie @added items further. */
static void
move_places(MarchMapContent *content, guint from, guint added)
{
    for (guint i = 0; i < content->dots->len; i++) {
        MarchMapDot *dot = &g_array_index(content->dots, MarchMapDot, i);

        dot->at += dot->at >= from ? added : 0;
    }
    content->crossing_at += content->crossing_at >= from ? added : 0;
}

/* Clips the items from @first to before @end; returns how many items that adds. */
static guint
wrap(MarchMapContent *content,
     MarchScene *scene,
     const GPtrArray *clips,
     guint first,
     guint end)
{
    guint tail = march_scene_count(scene);

    for (guint i = 0; i < clips->len; i++) {
        march_scene_begin_clip(scene, g_ptr_array_index(clips, i));
    }
    for (guint i = 0; i < clips->len; i++) {
        march_scene_end_clip(scene);
    }
    /* all of them before the items, then the ends behind these */
    march_scene_move_tail(scene, tail + clips->len, end);
    march_scene_move_tail(scene, tail + clips->len, first);
    move_places(content, end, clips->len);
    move_places(content, first + 1, clips->len);
    return 2 * clips->len;
}

void
march_label_holes_cut(const MarchLabelHoles *holes,
                      const MarchStyle *style,
                      MarchMapContent *content,
                      MarchScene *scene,
                      guint count)
{
    guint depth = 0;

    for (guint i = 0; holes->holes->len > 0 && i < count; i++) {
        MarchRect bounds;
        guint end = i;

        depth = follow_groups(style, march_scene_get(scene, i), depth);
        for (; depth > 0 && end < count; end++) {
            const MarchSceneItem *item = march_scene_get(scene, end);

            if (item->type != MARCH_SCENE_STROKE && item->type != MARCH_SCENE_ICON) {
                break;
            }
            bounds = end == i ? item_bounds(item)
                              : march_rect_union(bounds, item_bounds(item));
        }
        if (end > i) {
            g_autoptr(GPtrArray) clips = find_clips(holes, bounds);
            guint added = wrap(content, scene, clips, i, end);

            count += added;
            i = end + added - 1;
        }
    }
}
