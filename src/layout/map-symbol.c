/* SPDX-License-Identifier: MIT */
#include "base/typeset.h"
#include "map-draw.h"
#include "map-spots.h"
#include "map-symbol-text.h"

#include <math.h>
#include <string.h>

/* How far the icon's centre lies from its anchor, in halves of its size. */
static void
anchor_shift(const char *anchor, double *across, double *down)
{
    *across = 0;
    *down = 0;
    if (anchor == NULL) {
        return;
    }
    if (strstr(anchor, "left") != NULL) {
        *across = 1;
    } else if (strstr(anchor, "right") != NULL) {
        *across = -1;
    }
    if (g_str_has_prefix(anchor, "top")) {
        *down = 1;
    } else if (g_str_has_prefix(anchor, "bottom")) {
        *down = -1;
    }
}

static MarchRect
icon_rect(const MarchMapIcon *icon, const MarchSymbolPaint *paint, MarchPoint point)
{
    double scale = paint->icon_size * MARCH_MM_PER_PX;
    double width = icon->width * scale;
    double height = icon->height * scale;
    double across;
    double down;

    anchor_shift(paint->icon_anchor, &across, &down);
    return (MarchRect){
        point.x + paint->icon_offset[0] * scale + (across - 1) * width / 2,
        point.y + paint->icon_offset[1] * scale + (down - 1) * height / 2, width,
        height};
}

static gboolean
meets_earlier_icon(const GArray *icons, MarchRect rect)
{
    for (guint i = 0; i < icons->len; i++) {
        if (march_rect_intersects(g_array_index(icons, MarchRect, i), rect)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
record_obstacle(MarchMapDrawing *drawing,
                const MarchFeature *feature,
                MarchRect rect,
                gboolean is_incident)
{
    const char *name =
        march_feature_get_string(feature, is_incident ? "place" : "name");
    MarchObstacle obstacle = {.kind = is_incident ? MARCH_OBSTACLE_INCIDENT
                                                  : MARCH_OBSTACLE_POINT,
                              .rect = rect,
                              .name = march_map_keep_string(drawing, name)};

    g_array_append_val(drawing->content->obstacles, obstacle);
}

static gboolean
has_icon(const MarchSymbolPaint *paint)
{
    return paint->icon != NULL && *paint->icon != '\0' &&
           !march_map_symbol_has_plate(paint);
}

/* @turn is the angle of the line that the icon stands on. */
static void
draw_icon(MarchMapDrawing *drawing,
          const MarchFeature *feature,
          const MarchSymbolPaint *paint,
          MarchPoint point,
          double turn,
          GArray *placed)
{
    const MarchMapIcon *icon = march_map_get_icon(drawing, paint->icon);
    gboolean is_incident = march_map_layer_has_incidents(drawing);
    gboolean is_clipped = FALSE;
    MarchRect rect = icon_rect(icon, paint, point);
    MarchSceneIcon item = {.icon = icon->id,
                           .rect = rect,
                           .angle = paint->icon_rotate + turn,
                           .color = paint->icon_color,
                           .halo_color = paint->icon_halo_color,
                           .halo_width = paint->icon_halo_width * MARCH_MM_PER_PX,
                           .opacity = paint->icon_opacity};

    if (!icon->found || !march_rect_intersects(drawing->rect, rect)) {
        return;
    }
    if (!paint->icon_allow_overlap && !is_incident &&
        meets_earlier_icon(placed, rect)) {
        march_diagnostics_add(drawing->diagnostics, MARCH_SEVERITY_NOTE, "icon-dropped",
                              feature->where, paint->icon,
                              "layer \"%s\": an icon \"%s\" was left out: another one "
                              "stands there",
                              march_style_layer_get_id(drawing->layer), paint->icon);
        return;
    }
    if (!paint->icon_ignore_placement) {
        rect = march_rect_inset(rect, paint->icon_padding * MARCH_MM_PER_PX);
        g_array_append_val(placed, rect);
    }
    record_obstacle(drawing, feature, item.rect, is_incident);
    march_map_note_use(drawing, feature, MARCH_LEGEND_SYMBOL);
    march_map_drawing_open(drawing);
    if (is_incident) {
        is_clipped = march_map_begin_incident(drawing, feature, point, item.rect);
    }
    march_scene_add_icon_item(drawing->scene, &item);
    if (is_incident) {
        march_map_end_incident(drawing, is_clipped);
    }
}

/* A label as it is written; sections of one are counted in bytes of its text. */
static const char *
keep_label(MarchMapDrawing *drawing, const MarchSymbolPaint *paint)
{
    g_autofree char *set =
        paint->text != NULL && paint->n_sections == 0
            ? march_typeset_marks(paint->text, drawing->input->spec->language)
            : NULL;

    return march_map_keep_string(drawing, set != NULL ? set : paint->text);
}

/* Strings of paints last until the next evaluation; these last with the content. */
static void
keep_paint(MarchMapDrawing *drawing, MarchSymbolPaint *paint)
{
    paint->placement = march_map_keep_string(drawing, paint->placement);
    paint->text = keep_label(drawing, paint);
    paint->font = march_map_keep_string(drawing, paint->font);
    paint->anchor = march_map_keep_string(drawing, paint->anchor);
    paint->justify = march_map_keep_string(drawing, paint->justify);
    paint->icon = march_map_keep_string(drawing, paint->icon);
    paint->icon_anchor = march_map_keep_string(drawing, paint->icon_anchor);
    paint->icon_text_fit = march_map_keep_string(drawing, paint->icon_text_fit);
    for (guint i = 0; i < paint->n_sections; i++) {
        paint->sections[i].font =
            march_map_keep_string(drawing, paint->sections[i].font);
        paint->sections[i].image =
            march_map_keep_string(drawing, paint->sections[i].image);
    }
    for (guint i = 0; i < paint->n_variable_anchors; i++) {
        paint->variable_anchors[i] =
            march_map_keep_string(drawing, paint->variable_anchors[i]);
    }
}

static void
draw_point_feature(MarchMapDrawing *drawing,
                   const MarchFeature *feature,
                   const MarchSymbolPaint *paint,
                   GArray *placed)
{
    double reach = 0;
    g_autoptr(GArray) points = NULL;

    if (has_icon(paint)) {
        const MarchMapIcon *icon = march_map_get_icon(drawing, paint->icon);

        reach = MAX(icon->width, icon->height) * paint->icon_size * MARCH_MM_PER_PX;
    }
    points = march_map_project_points(drawing, feature, reach);
    for (guint i = 0; i < points->len; i++) {
        MarchPoint point = g_array_index(points, MarchPoint, i);

        if (has_icon(paint)) {
            draw_icon(drawing, feature, paint, point, 0, placed);
        }
        if (march_rect_contains(drawing->rect, point)) {
            march_map_request_point(drawing, feature, paint, point);
        }
    }
}

/* Icons along the visible line, or one in its middle. */
static void
draw_line_icons(MarchMapDrawing *drawing,
                const MarchFeature *feature,
                const MarchSymbolPaint *paint,
                GArray *placed)
{
    g_autoptr(MarchPath) visible =
        march_path_clip_lines(march_map_project(drawing, feature), drawing->rect);
    double spacing = MAX(paint->spacing, 1) * MARCH_MM_PER_PX;
    gboolean is_single = g_strcmp0(paint->placement, "line") != 0;
    g_autoptr(GArray) spots = march_map_spots_along(visible, is_single ? 0 : spacing);
    gboolean turns = paint->icon_turns || g_strcmp0(paint->placement, "point") != 0;

    for (guint i = 0; i < spots->len; i++) {
        MarchMapSpot spot = g_array_index(spots, MarchMapSpot, i);

        draw_icon(drawing, feature, paint, spot.point, turns ? spot.angle : 0, placed);
    }
}

static void
draw_line_feature(MarchMapDrawing *drawing,
                  const MarchFeature *feature,
                  const MarchSymbolPaint *paint,
                  MarchMapLineNames *names,
                  GArray *placed)
{
    if (has_icon(paint)) {
        draw_line_icons(drawing, feature, paint, placed);
    }
    if (g_strcmp0(paint->placement, "point") != 0) {
        march_map_line_names_add(names, feature, paint,
                                 march_map_project(drawing, feature));
    } else {
        g_autoptr(MarchPath) visible =
            march_path_clip_lines(march_map_project(drawing, feature), drawing->rect);
        g_autoptr(GArray) spots = march_map_spots_along(visible, 0);

        for (guint i = 0; i < spots->len; i++) {
            march_map_request_point(drawing, feature, paint,
                                    g_array_index(spots, MarchMapSpot, i).point);
        }
    }
}

static void
draw_area_feature(MarchMapDrawing *drawing,
                  const MarchFeature *feature,
                  const MarchSymbolPaint *paint,
                  GArray *placed)
{
    const MarchPath *area = march_map_project(drawing, feature);
    MarchPoint middle;

    if (has_icon(paint) && march_map_spot_inside(area, &middle)) {
        draw_icon(drawing, feature, paint, middle, 0, placed);
    }
    march_map_request_area(drawing, feature, paint, area);
}

void
march_map_draw_symbols(MarchMapDrawing *drawing)
{
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    g_autoptr(MarchMapLineNames) names = march_map_line_names_new();

    for (guint i = 0; i < drawing->items->len; i++) {
        const MarchFeature *feature =
            g_array_index(drawing->items, MarchStyleMatch, i).feature;
        MarchStyleContext context = march_map_context(drawing, feature);
        MarchSymbolPaint paint;

        if (feature->geometry == NULL) {
            continue;
        }
        march_style_layer_get_symbol(drawing->layer, &context, &paint);
        keep_paint(drawing, &paint);
        if (feature->geometry->type == MARCH_GEOMETRY_POINT) {
            draw_point_feature(drawing, feature, &paint, placed);
        } else if (feature->geometry->type == MARCH_GEOMETRY_POLYGON &&
                   g_strcmp0(paint.placement, "point") == 0) {
            draw_area_feature(drawing, feature, &paint, placed);
        } else {
            draw_line_feature(drawing, feature, &paint, names, placed);
        }
    }
    march_map_line_names_request(names, drawing);
}
