/* SPDX-License-Identifier: MIT */
#include "map-buckets.h"
#include "map-draw.h"
#include "map-hatch.h"
#include "map-rings.h"

#include <string.h>

/* A fill paint without padding bytes, so that equal ones are equal bytes. */
#define CELL_SYMBOL_MM 9.0 /* no wider than this, a hexagon is a symbol */
#define CELL_WEIGHT    0.4

typedef struct {
    double sort_key;
    double opacity;
    MarchColor color, outline_color;
    MarchColor hatch_colors[MARCH_PAINT_HATCHES_MAX];
    double hatch_angles[MARCH_PAINT_HATCHES_MAX];
    double hatch_spacings[MARCH_PAINT_HATCHES_MAX];
    double hatch_offsets[MARCH_PAINT_HATCHES_MAX];
    double hatch_widths[MARCH_PAINT_HATCHES_MAX];
    double hatch_opacities[MARCH_PAINT_HATCHES_MAX];
    double outline_width;
    double translate[2];
    const char *pattern; /* kept by the content: equal names are equal pointers */
    gint64 antialias, has_outline, n_hatches;
    gint64 hatch_crosses[MARCH_PAINT_HATCHES_MAX];
    gint64 apart; /* 0, or one more than the index of a feature drawn by itself */
} FillPaint;

static void
read_paint(MarchMapDrawing *drawing, const MarchStyleMatch *item, FillPaint *paint)
{
    MarchStyleContext context = march_map_context(drawing, item->feature);
    MarchFillPaint source;

    march_style_layer_get_fill(drawing->layer, &context, &source);
    memset(paint, 0, sizeof *paint);
    paint->sort_key = item->sort_key;
    paint->opacity = source.opacity;
    paint->color = source.color;
    paint->antialias = source.antialias ? 1 : 0;
    paint->translate[0] = source.translate[0];
    paint->translate[1] = source.translate[1];
    if (source.translate_turns) {
        march_map_turn(drawing, paint->translate);
    }
    paint->pattern = march_map_keep_string(drawing, source.pattern);
    if (source.has_outline) {
        paint->has_outline = 1;
        paint->outline_color = source.outline_color;
        paint->outline_width = source.outline_width;
    }
    for (guint i = 0; source.has_hatch && i < source.n_hatches; i++) {
        paint->hatch_colors[i] = source.hatches[i].color;
        paint->hatch_angles[i] = source.hatches[i].angle;
        paint->hatch_spacings[i] = source.hatches[i].spacing;
        paint->hatch_offsets[i] = source.hatches[i].offset;
        paint->hatch_widths[i] = source.hatches[i].width;
        paint->hatch_opacities[i] = source.hatches[i].opacity;
        paint->hatch_crosses[i] = source.hatches[i].cross ? 1 : 0;
        paint->n_hatches = i + 1;
    }
}

/* A tile of one icon at its natural size; 0 when the icon is missing. */
static guint
make_pattern(MarchMapDrawing *drawing, const char *name)
{
    const MarchMapIcon *icon = march_map_get_icon(drawing, name);
    double width = icon->width * MARCH_MM_PER_PX;
    double height = icon->height * MARCH_MM_PER_PX;
    MarchPatternTile tile = {width, height, 0};
    MarchScene *scene;
    MarchSceneIcon item = {
        .rect = {0, 0, width, height}, .color = MARCH_COLOR_BLACK, .opacity = 1};

    if (!icon->found) {
        return 0;
    }
    scene = march_scene_new(width, height);
    item.icon = march_scene_add_icon(scene, name, icon->svg);
    march_scene_add_icon_item(scene, &item);
    return march_scene_take_pattern(drawing->scene, &tile, scene);
}

static void
draw_hatch_lines(MarchMapDrawing *drawing,
                 const FillPaint *paint,
                 guint hatch,
                 double angle,
                 const GPtrArray *areas)
{
    MarchPath *lines =
        march_map_hatch(areas, angle, paint->hatch_spacings[hatch] * MARCH_MM_PER_PX,
                        paint->hatch_offsets[hatch] * MARCH_MM_PER_PX);
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.color =
        march_map_color(paint->hatch_colors[hatch], paint->hatch_opacities[hatch]);
    stroke.width = paint->hatch_widths[hatch] * MARCH_MM_PER_PX;
    march_map_translate(lines, paint->translate);
    march_scene_take_stroke(drawing->scene, lines, &stroke);
}

static void
draw_hatches(MarchMapDrawing *drawing, const FillPaint *paint, const GPtrArray *areas)
{
    for (guint i = 0; i < (guint)paint->n_hatches; i++) {
        draw_hatch_lines(drawing, paint, i, paint->hatch_angles[i], areas);
        if (paint->hatch_crosses[i] != 0) {
            draw_hatch_lines(drawing, paint, i, paint->hatch_angles[i] + 90, areas);
        }
    }
}

static void
draw_bucket(MarchMapDrawing *drawing, const MarchMapBucket *bucket)
{
    const FillPaint *paint = bucket->paint;
    g_autoptr(MarchPath) path = march_path_new();
    MarchFill fill;

    march_fill_init(&fill);
    fill.color = march_map_color(paint->color, paint->opacity);
    fill.antialias = paint->antialias != 0;
    if (paint->pattern != NULL) {
        fill.pattern = make_pattern(drawing, paint->pattern);
        fill.color = march_map_color(MARCH_COLOR_WHITE, paint->opacity);
    }
    for (guint i = 0; i < bucket->paths->len; i++) {
        march_map_rings_append(path, g_ptr_array_index(bucket->paths, i));
    }
    march_map_translate(path, paint->translate);
    march_map_drawing_open(drawing);
    if ((paint->pattern == NULL || fill.pattern > 0) && fill.color.alpha > 0) {
        march_scene_add_fill(drawing->scene, path, &fill);
    }
    draw_hatches(drawing, paint, bucket->paths);
    if (paint->has_outline != 0 && paint->antialias != 0) {
        MarchStroke stroke;

        march_stroke_init(&stroke);
        stroke.color = march_map_color(paint->outline_color, paint->opacity);
        stroke.width = paint->outline_width * MARCH_MM_PER_PX;
        stroke.join = MARCH_LINE_JOIN_ROUND;
        march_scene_add_stroke(drawing->scene, path, &stroke);
    }
}

/* Translucent features show where they lie over each other, but for the pack's areas,
 * which come in pieces. */
static gboolean
has_layered_fills(const MarchMapDrawing *drawing, const FillPaint *paint)
{
    const MarchStyleSource *source = march_style_layer_get_source(drawing->layer);

    return paint->color.alpha * paint->opacity < 1 &&
           (source == NULL || source->location == NULL ||
            !g_str_has_prefix(source->location, "pack:"));
}

/* A small hexagon is in the way as a symbol is; of a large one only the outline is,
 * and districts have one on the map already. */
static void
record_cell(MarchMapDrawing *drawing,
            const MarchFeature *feature,
            const MarchPath *path)
{
    MarchRect bounds = march_path_bounds(path);
    MarchObstacle symbol = {
        .kind = MARCH_OBSTACLE_INCIDENT, .rect = bounds, .is_round = TRUE};
    MarchLineObstacle outline = {.weight = CELL_WEIGHT};

    if (march_feature_get_string(feature, "name") != NULL) {
        return;
    }
    if (MAX(bounds.width, bounds.height) <= CELL_SYMBOL_MM) {
        symbol.rect.width = MIN(bounds.width, bounds.height);
        symbol.rect.height = symbol.rect.width;
        symbol.rect.x += (bounds.width - symbol.rect.width) / 2;
        symbol.rect.y += (bounds.height - symbol.rect.height) / 2;
        g_array_append_val(drawing->content->obstacles, symbol);
        return;
    }
    outline.path = march_path_clip_lines(path, drawing->rect);
    g_array_append_val(drawing->content->line_obstacles, outline);
}

void
march_map_draw_fills(MarchMapDrawing *drawing)
{
    g_autoptr(MarchMapBuckets) buckets = march_map_buckets_new(sizeof(FillPaint));

    for (guint i = 0; i < drawing->items->len; i++) {
        const MarchStyleMatch *item =
            &g_array_index(drawing->items, MarchStyleMatch, i);
        const MarchPath *path;
        FillPaint paint;

        if (item->feature->geometry == NULL ||
            item->feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        path = march_map_project(drawing, item->feature);
        if (march_path_is_empty(path)) {
            continue;
        }
        march_style_announce(drawing->layer, drawing->items, i);
        read_paint(drawing, item, &paint);
        if (has_layered_fills(drawing, &paint)) {
            paint.apart = (gint64)i + 1;
        }
        march_map_buckets_add(buckets, &paint, path);
        if (march_map_path_is_visible(path, TRUE, drawing->rect)) {
            march_map_note_use(drawing, item->feature, MARCH_LEGEND_FILL);
            if (march_map_layer_has_cells(drawing)) {
                record_cell(drawing, item->feature, path);
            }
            if (paint.has_outline != 0) {
                march_map_record_line(drawing, item->feature, path);
            }
        }
    }
    for (guint i = 0; i < march_map_buckets_count(buckets); i++) {
        draw_bucket(drawing, march_map_buckets_get(buckets, i));
    }
}

/* The rectangle, or the globe on it where its corners are beyond the earth. */
static MarchPath *
background_path(const MarchMapDrawing *drawing)
{
    const MarchFrame *frame = drawing->input->frame;
    MarchRect rect = drawing->rect;
    MarchPoint corners[] = {{rect.x, rect.y},
                            {rect.x + rect.width, rect.y},
                            {rect.x + rect.width, rect.y + rect.height},
                            {rect.x, rect.y + rect.height}};

    /* Web maps have no edge of the earth: their background is everywhere. */
    for (gsize i = 0;
         i < G_N_ELEMENTS(corners) &&
         !march_projection_is_web_mercator(march_frame_get_projection(frame));
         i++) {
        MarchLonLat position;

        if (!march_frame_unproject(frame, corners[i], &position)) {
            return march_frame_get_earth_outline(frame, 0);
        }
    }
    return march_path_new_rect(rect);
}

void
march_map_draw_background(MarchMapDrawing *drawing)
{
    MarchStyleContext context = march_map_context(drawing, NULL);
    MarchBackgroundPaint paint;
    const char *pattern;
    MarchFill fill;

    march_style_layer_get_background(drawing->layer, &context, &paint);
    march_fill_init(&fill);
    fill.color = march_map_color(paint.color, paint.opacity);
    pattern = march_map_keep_string(drawing, paint.pattern);
    if (pattern != NULL) {
        fill.pattern = make_pattern(drawing, pattern);
        fill.color = march_map_color(MARCH_COLOR_WHITE, paint.opacity);
        if (fill.pattern == 0) {
            return;
        }
    }
    if (fill.color.alpha > 0) {
        march_map_drawing_open(drawing);
        march_scene_take_fill(drawing->scene, background_path(drawing), &fill);
    }
}
