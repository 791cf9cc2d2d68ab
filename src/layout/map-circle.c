/* SPDX-License-Identifier: MIT */
#include "map-draw.h"

#include <math.h>
#include <string.h>

#define GATHERED_MAX 256
/* Text may stand on a circle fainter than this: it marks where something may be. */
#define FAINT_ALPHA        0.25
#define FAINT_STROKE_ALPHA 0.6

/* A circle paint without padding bytes, lengths in mm. */
typedef struct {
    double radius, stroke_width;
    MarchColor color, stroke_color;
    double dx, dy;
} CirclePaint;

/* Circles of one paint that do not meet, to be drawn as one path. */
typedef struct {
    CirclePaint paint;
    GArray *centers; /* of MarchPoint */
} Gathered;

static void
read_paint(MarchMapDrawing *drawing, const MarchFeature *feature, CirclePaint *paint)
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
draw_circles(MarchMapDrawing *drawing, const CirclePaint *paint, const GArray *centers)
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
        march_scene_add_fill(drawing->scene, disc, &fill);
    }
    if (has_stroke) {
        march_stroke_init(&stroke);
        stroke.color = paint->stroke_color;
        stroke.width = paint->stroke_width;
        march_scene_add_stroke(drawing->scene, ring, &stroke);
    }
}

static void
flush(MarchMapDrawing *drawing, Gathered *gathered)
{
    if (gathered->centers->len > 0) {
        draw_circles(drawing, &gathered->paint, gathered->centers);
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
gather(MarchMapDrawing *drawing,
       Gathered *gathered,
       const CirclePaint *paint,
       MarchPoint center)
{
    if (memcmp(&gathered->paint, paint, sizeof *paint) != 0 ||
        gathered->centers->len >= GATHERED_MAX || meets_gathered(gathered, center)) {
        flush(drawing, gathered);
        gathered->paint = *paint;
    }
    g_array_append_val(gathered->centers, center);
}

static void
record_obstacle(MarchMapDrawing *drawing,
                const MarchFeature *feature,
                const CirclePaint *paint,
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
        .name = march_map_keep_string(drawing, name)};

    if (radius > 0 && (paint->color.alpha >= FAINT_ALPHA ||
                       paint->stroke_color.alpha >= FAINT_STROKE_ALPHA)) {
        g_array_append_val(drawing->content->obstacles, obstacle);
    }
}

static void
draw_feature(MarchMapDrawing *drawing,
             const MarchFeature *feature,
             Gathered *gathered,
             gboolean is_incident)
{
    CirclePaint paint;
    g_autoptr(GArray) points = NULL;

    read_paint(drawing, feature, &paint);
    points = march_map_project_points(drawing, feature,
                                      paint.radius + paint.stroke_width +
                                          hypot(paint.dx, paint.dy));
    for (guint i = 0; i < points->len; i++) {
        MarchPoint *center = &g_array_index(points, MarchPoint, i);

        *center = (MarchPoint){center->x + paint.dx, center->y + paint.dy};
        record_obstacle(drawing, feature, &paint, *center, is_incident);
        march_map_note_use(drawing, feature, MARCH_LEGEND_CIRCLE);
        march_map_drawing_open(drawing);
        if (!is_incident) {
            gather(drawing, gathered, &paint, *center);
        }
    }
    if (is_incident && points->len > 0) {
        march_map_begin_incident(drawing, feature);
        draw_circles(drawing, &paint, points);
        march_scene_end_group(drawing->scene);
    }
}

void
march_map_draw_circles(MarchMapDrawing *drawing)
{
    gboolean is_incident = march_map_layer_has_incidents(drawing);
    g_autoptr(GArray) centers = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    Gathered gathered = {.centers = centers};

    for (guint i = 0; i < drawing->items->len; i++) {
        draw_feature(drawing, g_array_index(drawing->items, MarchMapItem, i).feature,
                     &gathered, is_incident);
    }
    flush(drawing, &gathered);
}
