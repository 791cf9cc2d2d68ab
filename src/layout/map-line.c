/* SPDX-License-Identifier: MIT */
#include "map-buckets.h"
#include "map-draw.h"
#include "map-line-band.h"
#include "map-line-merge.h"
#include "map-line-offset.h"
#include "map-rings.h"

#include <math.h>
#include <string.h>

#define ICONS_MAX 5000
/* How far an opaque dash runs under the next one, so that no light shows between. */
#define ALTERNATE_OVERLAP_MM 0.02

/* A line paint without padding bytes, lengths in mm. */
typedef struct {
    double sort_key;
    MarchColor color;
    double width, gap_width, offset, miter_limit;
    double translate[2];
    double dashes[MARCH_PAINT_DASHES_MAX];
    double dash_offset;
    const char *pattern; /* kept by the content */
    gint64 n_dashes, cap, join;
    gint64 n_alternates;
    MarchColor alternates[MARCH_PAINT_ALTERNATES_MAX];
    double alternate_length;
    double edge_width;
    MarchColor edge_left, edge_right;
    gint64 dashes_restart;
} LinePaint;

static MarchLineCap
parse_cap(const char *name)
{
    return g_strcmp0(name, "round") == 0    ? MARCH_LINE_CAP_ROUND
           : g_strcmp0(name, "square") == 0 ? MARCH_LINE_CAP_SQUARE
                                            : MARCH_LINE_CAP_BUTT;
}

static MarchLineJoin
parse_join(const char *name)
{
    return g_strcmp0(name, "round") == 0   ? MARCH_LINE_JOIN_ROUND
           : g_strcmp0(name, "bevel") == 0 ? MARCH_LINE_JOIN_BEVEL
                                           : MARCH_LINE_JOIN_MITER;
}

static void
read_extensions(const MarchLinePaint *source, LinePaint *paint)
{
    paint->n_alternates = source->n_alternates;
    for (guint i = 0; i < source->n_alternates; i++) {
        paint->alternates[i] = march_map_color(source->alternates[i], source->opacity);
    }
    paint->alternate_length = source->alternate_length * MARCH_MM_PER_PX;
    paint->edge_width = source->edge_width * MARCH_MM_PER_PX;
    paint->edge_left = source->edge_left;
    paint->edge_right = source->edge_right;
    paint->dashes_restart = source->dashes_restart ? 1 : 0;
}

static gboolean
has_line(const LinePaint *paint)
{
    gboolean has_color = paint->n_alternates == 0 && paint->color.alpha > 0;

    for (gint64 i = 0; i < paint->n_alternates; i++) {
        has_color = has_color || paint->alternates[i].alpha > 0;
    }
    return paint->width > 0 && has_color;
}

static gboolean
has_band(const LinePaint *paint)
{
    return paint->edge_width > 0 &&
           (paint->edge_left.alpha > 0 || paint->edge_right.alpha > 0);
}

static void
read_paint(MarchMapDrawing *drawing, const MarchStyleMatch *item, LinePaint *paint)
{
    MarchStyleContext context = march_map_context(drawing, item->feature);
    MarchLinePaint source;
    double length = 0;

    march_style_layer_get_line(drawing->layer, &context, &source);
    memset(paint, 0, sizeof *paint);
    paint->sort_key = item->sort_key;
    paint->color = march_map_color(source.color, source.opacity);
    paint->width = source.width * MARCH_MM_PER_PX;
    paint->gap_width = source.gap_width * MARCH_MM_PER_PX;
    paint->offset = source.offset * MARCH_MM_PER_PX;
    paint->miter_limit = source.miter_limit;
    paint->translate[0] = source.translate[0];
    paint->translate[1] = source.translate[1];
    if (source.translate_turns) {
        march_map_turn(drawing, paint->translate);
    }
    paint->cap = (gint64)parse_cap(source.cap);
    paint->join = (gint64)parse_join(source.join);
    paint->pattern = march_map_keep_string(drawing, source.pattern);
    for (guint i = 0; i < MIN(source.n_dashes, MARCH_PAINT_DASHES_MAX); i++) {
        paint->dashes[i] = MAX(source.dashes[i], 0) * MARCH_MM_PER_PX;
        length += paint->dashes[i];
        paint->n_dashes++;
    }
    paint->dash_offset = source.dash_offset * MARCH_MM_PER_PX;
    if (!(length > 1e-3)) {
        paint->n_dashes = 0;
        paint->dash_offset = 0;
    }
    read_extensions(&source, paint);
}

/* The tile of a line pattern, stamped along the line and scaled to its width. */
static void
draw_pattern(MarchMapDrawing *drawing, const LinePaint *paint, const MarchPath *path)
{
    const MarchMapIcon *icon = march_map_get_icon(drawing, paint->pattern);
    double step = paint->width * icon->width / icon->height;
    guint count = 0;

    if (!icon->found || !(step > 0.05)) {
        return;
    }
    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(path->points, MarchPoint, part->start);
        double next = step / 2 - fmod(part->phase, step);
        double walked = 0;

        for (guint k = 0; k + 1 < part->count; k++) {
            MarchPoint a = points[k];
            MarchPoint b = points[k + 1];
            double length = hypot(b.x - a.x, b.y - a.y);

            for (; next < walked + length && count < ICONS_MAX; next += step, count++) {
                double t = (next - walked) / length;
                MarchSceneIcon item = {
                    .icon = icon->id,
                    .rect = {a.x + t * (b.x - a.x) - step / 2,
                             a.y + t * (b.y - a.y) - paint->width / 2, step,
                             paint->width},
                    .angle = atan2(b.y - a.y, b.x - a.x) * 180 / G_PI,
                    .color = MARCH_COLOR_BLACK,
                    .opacity = paint->color.alpha};

                march_scene_add_icon_item(drawing->scene, &item);
            }
            walked += length;
        }
    }
    if (count == ICONS_MAX) {
        march_diagnostics_add(
            drawing->diagnostics, MARCH_SEVERITY_WARNING, "pattern-dropped",
            march_style_layer_get_image_location(drawing->layer), paint->pattern,
            "layer \"%s\": only the first %d tiles of the pattern "
            "\"%s\" were drawn along its lines",
            march_style_layer_get_id(drawing->layer), ICONS_MAX, paint->pattern);
    }
}

/* The same line once for each colour, each a dash further on. */
static void
draw_alternates(MarchMapDrawing *drawing,
                const LinePaint *paint,
                const MarchPath *path,
                MarchStroke *stroke)
{
    guint count = (guint)paint->n_alternates;
    double length = paint->alternate_length;

    stroke->cap = MARCH_LINE_CAP_BUTT;
    stroke->n_dashes = 2;
    for (guint i = 0; i < count; i++) {
        double overlap =
            paint->alternates[i].alpha < 1 ? 0 : MIN(ALTERNATE_OVERLAP_MM, length / 4);

        stroke->color = paint->alternates[i];
        stroke->dashes[0] = length + overlap;
        stroke->dashes[1] = (count - 1) * length - overlap;
        stroke->dash_offset = (count - i) % count * length;
        if (stroke->color.alpha > 0) {
            march_scene_add_stroke(drawing->scene, path, stroke);
        }
    }
}

static void
draw_path(MarchMapDrawing *drawing, const LinePaint *paint, const MarchPath *path)
{
    MarchStroke stroke;

    if (!has_line(paint)) {
        return;
    }
    if (paint->pattern != NULL) {
        draw_pattern(drawing, paint, path);
        return;
    }
    march_stroke_init(&stroke);
    stroke.color = paint->color;
    stroke.width = paint->width;
    stroke.cap = (MarchLineCap)paint->cap;
    stroke.join = (MarchLineJoin)paint->join;
    stroke.miter_limit = MAX(paint->miter_limit, 1);
    if (paint->n_alternates > 0) {
        draw_alternates(drawing, paint, path, &stroke);
        return;
    }
    stroke.n_dashes = (guint)MIN(paint->n_dashes, MARCH_STROKE_DASHES_MAX);
    memcpy(stroke.dashes, paint->dashes, stroke.n_dashes * sizeof *stroke.dashes);
    stroke.dash_offset = paint->dash_offset;
    march_scene_add_stroke(drawing->scene, path, &stroke);
}

/* The bands beside the line's own width, and under the line up to its middle. */
static void
draw_bands(MarchMapDrawing *drawing, const LinePaint *paint, const MarchPath *path)
{
    const MarchColor *colors[2] = {&paint->edge_left, &paint->edge_right};
    double reach = paint->edge_width + paint->width / 2 + paint->gap_width / 2 +
                   (paint->gap_width > 0 ? paint->width / 2 : 0);

    for (guint side = 0; side < 2 && paint->edge_width > 0; side++) {
        MarchFill fill;

        if (colors[side]->alpha > 0) {
            march_fill_init(&fill);
            fill.color = *colors[side];
            march_scene_take_fill(drawing->scene,
                                  march_map_line_band(path, side == 0 ? -reach : reach),
                                  &fill);
        }
    }
}

static void
draw_bucket(MarchMapDrawing *drawing, const MarchMapBucket *bucket)
{
    const LinePaint *paint = bucket->paint;
    gboolean has_side =
        fabs(paint->offset) > 0 || paint->pattern != NULL || has_band(paint);
    gboolean miter = paint->join == (gint64)MARCH_LINE_JOIN_MITER;
    double apart = (paint->gap_width + paint->width) / 2;
    g_autoptr(MarchPath) all = march_path_new();
    g_autoptr(MarchPath) merged = NULL;
    g_autoptr(MarchPath) beside = NULL;

    if (!has_line(paint) && !has_band(paint)) {
        return;
    }
    for (guint i = 0; i < bucket->paths->len; i++) {
        march_path_append(all, g_ptr_array_index(bucket->paths, i));
    }
    merged = paint->dashes_restart != 0 ? g_steal_pointer(&all)
                                        : march_map_line_merge(all, has_side);
    march_map_translate(merged, paint->translate);
    march_map_drawing_open(drawing);
    beside = march_map_line_offset(merged, paint->offset, miter);
    draw_bands(drawing, paint, beside);
    if (paint->gap_width > 0) {
        g_autoptr(MarchPath) right =
            march_map_line_offset(merged, paint->offset + apart, miter);
        g_autoptr(MarchPath) left =
            march_map_line_offset(merged, paint->offset - apart, miter);

        march_path_append(right, left);
        draw_path(drawing, paint, right);
    } else {
        draw_path(drawing, paint, beside);
    }
}

static gboolean
names_one_of(const char *text, const char *const *words)
{
    for (guint i = 0; text != NULL && words[i] != NULL; i++) {
        if (strstr(text, words[i]) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* How bad it is when a label crosses this line: 1 for an international border. */
static double
crossing_weight(const MarchMapDrawing *drawing, const MarchFeature *feature)
{
    static const char *const borders[] = {"border", "boundar", NULL};
    static const char *const regions[] = {"admin", "region", NULL};
    static const char *const waters[] = {"river", "water", "lake", "coast", NULL};
    const MarchValue *given =
        march_style_layer_get_metadata(drawing->layer, "print:obstacle");
    const MarchStyleSource *source = march_style_layer_get_source(drawing->layer);
    const char *status = march_feature_get_string(feature, "status");
    const char *name = source == NULL             ? NULL
                       : source->location != NULL ? source->location
                                                  : source->id;

    if (given != NULL && given->type == MARCH_VALUE_NUMBER) {
        return CLAMP(given->as.number, 0, 1);
    }
    if (g_strcmp0(status, "administrative") == 0 || names_one_of(name, regions)) {
        return 0.2;
    }
    if (status != NULL || names_one_of(name, borders)) {
        return 1;
    }
    return names_one_of(name, waters) ? 0.1 : 0;
}

/* Sections with a status of their own: disputed, not delimited, of a ceasefire. */
static gboolean
is_what_the_map_is_about(const MarchFeature *feature)
{
    static const char *const ORDINARY[] = {"international", "demarcated",
                                           "administrative", NULL};
    const char *status = march_feature_get_string(feature, "status");

    return status != NULL && !g_strv_contains(ORDINARY, status);
}

void
march_map_record_line(MarchMapDrawing *drawing,
                      const MarchFeature *feature,
                      const MarchPath *path)
{
    MarchLineObstacle obstacle = {.weight = crossing_weight(drawing, feature),
                                  .is_kept_clear = is_what_the_map_is_about(feature)};

    if (!(obstacle.weight > 0) ||
        !g_hash_table_add(drawing->obstructed, (gpointer)(guintptr)feature)) {
        return;
    }
    obstacle.path = march_path_clip_lines(path, drawing->rect);
    g_array_append_val(drawing->content->line_obstacles, obstacle);
}

/*
 * A piece of a border as far along its border as it lies: dashes run on from piece to
 * piece over those of other classes. NULL when that changes nothing.
 */
static MarchPath *
path_along_border(const MarchMapDrawing *drawing,
                  const MarchFeature *feature,
                  const LinePaint *paint,
                  const MarchPath *path)
{
    const MarchStyleSource *source = march_style_layer_get_source(drawing->layer);
    double along = march_feature_get_number(feature, "along", 0) * 1000 /
                   march_frame_get_scale_denominator(drawing->input->frame);
    gboolean is_border =
        source != NULL && (g_strcmp0(source->location, "figure:borders") == 0 ||
                           g_strcmp0(source->id, "borders") == 0);
    MarchPath *shifted;

    if (!is_border || paint->dashes_restart != 0 || !(along > 0) || !isfinite(along) ||
        (paint->n_dashes == 0 && paint->n_alternates == 0 && paint->pattern == NULL)) {
        return NULL;
    }
    shifted = march_path_copy(path);
    for (guint i = 0; i < shifted->parts->len; i++) {
        g_array_index(shifted->parts, MarchPathPart, i).phase += along;
    }
    return shifted;
}

void
march_map_draw_lines(MarchMapDrawing *drawing)
{
    g_autoptr(MarchMapBuckets) buckets = march_map_buckets_new(sizeof(LinePaint));
    g_autoptr(GPtrArray) shifted =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);

    for (guint i = 0; i < drawing->items->len; i++) {
        const MarchStyleMatch *item =
            &g_array_index(drawing->items, MarchStyleMatch, i);
        const MarchPath *path;
        MarchPath *along;
        LinePaint paint;

        if (item->feature->geometry == NULL ||
            item->feature->geometry->type == MARCH_GEOMETRY_POINT) {
            continue;
        }
        path = march_map_project(drawing, item->feature);
        if (march_path_is_empty(path)) {
            continue;
        }
        march_style_announce(drawing->layer, drawing->items, i);
        read_paint(drawing, item, &paint);
        along = path_along_border(drawing, item->feature, &paint, path);
        if (along != NULL) {
            g_ptr_array_add(shifted, along);
        }
        march_map_buckets_add(buckets, &paint, along != NULL ? along : path);
        if ((has_line(&paint) || has_band(&paint)) &&
            march_map_path_is_visible(path, FALSE, drawing->rect)) {
            march_map_note_use(drawing, item->feature, MARCH_LEGEND_LINE);
            march_map_record_line(drawing, item->feature, path);
        }
    }
    for (guint i = 0; i < march_map_buckets_count(buckets); i++) {
        draw_bucket(drawing, march_map_buckets_get(buckets, i));
    }
}
