/* SPDX-License-Identifier: MIT */
#include "map-draw.h"

#include <math.h>
#include <string.h>

#define GATHERED_MAX 256
/* Text may stand on a circle fainter than this: it marks where something may be. */
#define FAINT_ALPHA        0.25
#define FAINT_STROKE_ALPHA 0.6

/* Circles of one paint that do not meet, to be drawn as one path. */
typedef struct {
    MarchScene *scene;
    MarchMapCirclePaint paint;
    GArray *centers; /* of MarchPoint */
} Gathered;

static void
read_paint(MarchMapDrawing *drawing,
           const MarchFeature *feature,
           MarchMapCirclePaint *paint)
{
    MarchStyleContext context = march_map_context(drawing, feature);
    MarchCirclePaint source;

    march_style_layer_get_circle(drawing->layer, &context, &source);
    memset(paint, 0, sizeof *paint);
    paint->radius = MAX(source.radius, 0) * MARCH_MM_PER_PX;
    paint->stroke_width = MAX(source.stroke_width, 0) * MARCH_MM_PER_PX;
    paint->color = march_map_color(source.color, source.opacity);
    paint->stroke_color = march_map_color(source.stroke_color, source.stroke_opacity);
    if (source.translate_turns) {
        march_map_turn(drawing, source.translate);
    }
    paint->dx = source.translate[0] * MARCH_MM_PER_PX;
    paint->dy = source.translate[1] * MARCH_MM_PER_PX;
}

/* The stroke lies outside the radius, as in the style specification. */
static void
draw_circles(MarchScene *scene, const MarchMapCirclePaint *paint, const GArray *centers)
{
    g_autoptr(MarchPath) disc = march_path_new();
    g_autoptr(MarchPath) ring = march_path_new();
    gboolean has_stroke = paint->stroke_width > 0 && paint->stroke_color.alpha > 0;
    MarchStroke stroke;
    MarchFill fill;

    for (guint i = 0; i < centers->len; i++) {
        MarchPoint center = g_array_index(centers, MarchPoint, i);
        g_autoptr(MarchPath) inner = march_path_new_circle(center, paint->radius);

        march_path_append(disc, inner);
        if (has_stroke) {
            g_autoptr(MarchPath) outer =
                march_path_new_circle(center, paint->radius + paint->stroke_width / 2);

            march_path_append(ring, outer);
        }
    }
    march_fill_init(&fill);
    fill.color = paint->color;
    if (paint->radius > 0 && fill.color.alpha > 0) {
        march_scene_add_fill(scene, disc, &fill);
    }
    if (has_stroke) {
        march_stroke_init(&stroke);
        stroke.color = paint->stroke_color;
        stroke.width = paint->stroke_width;
        march_scene_add_stroke(scene, ring, &stroke);
    }
}

static void
flush(Gathered *gathered)
{
    if (gathered->centers->len > 0) {
        draw_circles(gathered->scene, &gathered->paint, gathered->centers);
        g_array_set_size(gathered->centers, 0);
    }
}

static gboolean
meets_gathered(const Gathered *gathered, MarchPoint center)
{
    double reach = 2 * (gathered->paint.radius + gathered->paint.stroke_width);

    for (guint i = 0; i < gathered->centers->len; i++) {
        MarchPoint other = g_array_index(gathered->centers, MarchPoint, i);

        if (hypot(other.x - center.x, other.y - center.y) < reach) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
gather(Gathered *gathered, const MarchMapCirclePaint *paint, MarchPoint center)
{
    if (memcmp(&gathered->paint, paint, sizeof *paint) != 0 ||
        gathered->centers->len >= GATHERED_MAX || meets_gathered(gathered, center)) {
        flush(gathered);
        gathered->paint = *paint;
    }
    g_array_append_val(gathered->centers, center);
}

/* A place that the figure does not name is only there for its name. */
static gboolean
depends_on_name(const MarchFeature *feature)
{
    const MarchValue *named = march_feature_get(feature, "named");

    return named != NULL && named->type == MARCH_VALUE_BOOLEAN && !named->as.boolean;
}

static void
record_obstacle(MarchMapDrawing *drawing,
                const MarchFeature *feature,
                const MarchMapCirclePaint *paint,
                MarchPoint center,
                gboolean is_incident)
{
    double radius = paint->radius + paint->stroke_width;
    const char *name =
        march_feature_get_string(feature, is_incident ? "place" : "name");
    MarchObstacle obstacle = {
        .kind = is_incident ? MARCH_OBSTACLE_INCIDENT : MARCH_OBSTACLE_POINT,
        .rect = {center.x - radius, center.y - radius, 2 * radius, 2 * radius},
        .is_round = TRUE,
        .name = march_map_keep_string(drawing, name),
        .depends_on = !is_incident && depends_on_name(feature) ? feature : NULL};

    if (radius > 0 && (paint->color.alpha >= FAINT_ALPHA ||
                       paint->stroke_color.alpha >= FAINT_STROKE_ALPHA)) {
        g_array_append_val(drawing->content->obstacles, obstacle);
    }
}

static void
put_off(MarchMapDrawing *drawing,
        const MarchFeature *feature,
        const MarchMapCirclePaint *paint,
        MarchPoint center)
{
    MarchMapDot dot = {.feature = feature, .paint = *paint, .center = center};

    g_array_append_val(drawing->content->dots, dot);
}

/* An incident is whole, though it cross the frame, when its place is inside. */
static void
draw_incident(MarchMapDrawing *drawing,
              const MarchFeature *feature,
              const MarchMapCirclePaint *paint,
              MarchPoint center)
{
    double radius = paint->radius + paint->stroke_width;
    MarchRect rect = {center.x - radius, center.y - radius, 2 * radius, 2 * radius};
    g_autoptr(GArray) centers = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    gboolean is_clipped = march_map_begin_incident(drawing, feature, center, rect);

    g_array_append_val(centers, center);
    draw_circles(drawing->scene, paint, centers);
    march_map_end_incident(drawing, is_clipped);
}

/* A circle that a name brings along is not worth half a circle at the frame. */
static gboolean
is_on_map(const MarchMapDrawing *drawing,
          const MarchFeature *feature,
          const MarchMapCirclePaint *paint,
          MarchPoint center)
{
    MarchRect map = drawing->rect;
    double radius = paint->radius + paint->stroke_width;
    double dx = center.x - CLAMP(center.x, map.x, map.x + map.width);
    double dy = center.y - CLAMP(center.y, map.y, map.y + map.height);

    if (!depends_on_name(feature)) {
        return hypot(dx, dy) <= radius;
    }
    if (march_rect_contains(march_rect_inset(map, -radius), center)) {
        return TRUE;
    }
    g_hash_table_add(drawing->cut, (gpointer)(guintptr)feature);
    return FALSE;
}

static void
draw_feature(MarchMapDrawing *drawing,
             const MarchFeature *feature,
             Gathered *gathered,
             gboolean is_incident)
{
    MarchMapCirclePaint paint;
    g_autoptr(GArray) points = NULL;

    read_paint(drawing, feature, &paint);
    points = march_map_project_points(drawing, feature,
                                      paint.radius + paint.stroke_width +
                                          hypot(paint.dx, paint.dy));
    for (guint i = 0; i < points->len; i++) {
        MarchPoint center = g_array_index(points, MarchPoint, i);

        center = (MarchPoint){center.x + paint.dx, center.y + paint.dy};
        if (!is_on_map(drawing, feature, &paint, center)) {
            continue;
        }
        record_obstacle(drawing, feature, &paint, center, is_incident);
        march_map_note_use(drawing, feature, MARCH_LEGEND_CIRCLE);
        march_map_drawing_open(drawing);
        if (is_incident) {
            draw_incident(drawing, feature, &paint, center);
        } else if (depends_on_name(feature)) {
            put_off(drawing, feature, &paint, center);
        } else {
            gather(gathered, &paint, center);
        }
    }
}

void
march_map_draw_circles(MarchMapDrawing *drawing)
{
    gboolean is_incident = march_map_layer_has_incidents(drawing);
    g_autoptr(GArray) centers = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    Gathered gathered = {.scene = drawing->scene, .centers = centers};
    GArray *dots = drawing->content->dots;
    guint first_dot = dots->len;

    for (guint i = 0; i < drawing->items->len; i++) {
        march_style_announce(drawing->layer, drawing->items, i);
        draw_feature(drawing, g_array_index(drawing->items, MarchStyleMatch, i).feature,
                     &gathered, is_incident);
    }
    flush(&gathered);
    for (guint i = first_dot; i < dots->len; i++) {
        g_array_index(dots, MarchMapDot, i).at = march_scene_count(drawing->scene);
    }
}

/* Draws the dots from @first on that belong at the same place of the scene there;
   returns the index of the next. */
static guint
draw_dots_from(const MarchMapContent *content, guint first, MarchScene *scene)
{
    guint at = g_array_index(content->dots, MarchMapDot, first).at;
    g_autoptr(GArray) centers = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    Gathered gathered = {.scene = scene, .centers = centers};
    guint before = march_scene_count(scene);
    guint next = first;

    for (; next < content->dots->len; next++) {
        const MarchMapDot *dot = &g_array_index(content->dots, MarchMapDot, next);

        if (dot->at != at) {
            break;
        }
        if (!g_hash_table_contains(content->nameless, dot->feature)) {
            gather(&gathered, &dot->paint, dot->center);
        }
    }
    flush(&gathered);
    march_scene_move_tail(scene, before, at);
    return next;
}

void
march_map_draw_dots(MarchMapContent *content, MarchScene *scene)
{
    guint moved = 0;

    for (guint i = 0; i < content->dots->len;) {
        guint before = march_scene_count(scene);
        guint added;

        for (guint k = i; k < content->dots->len; k++) {
            g_array_index(content->dots, MarchMapDot, k).at += moved;
        }
        gboolean is_below =
            g_array_index(content->dots, MarchMapDot, i).at <= content->crossing_at;
        i = draw_dots_from(content, i, scene);
        added = march_scene_count(scene) - before;
        content->crossing_at += is_below ? added : 0;
        moved = added;
    }
}
