/* SPDX-License-Identifier: MIT */
#include "inset.h"

#include <math.h>
#include <string.h>

#include "inset-names.h"
#include "map-rings.h"

#define WORLD_WIDE  140.0 /* degrees; a locator of more says nothing */
#define BORDER      0.8   /* mm of white */
#define OUTLINE_MIN 2.0   /* mm; a smaller outline is marked by a larger box */
/* A locator is at most this many frames or kilometres across, whichever is more. */
#define FRAMES_ACROSS 3.5
#define WIDEST_KM     7500.0
#define KM_PER_DEGREE 111.2
#define SIDE_POINTS   16

#define CONE_WIDEST     110.0 /* degrees */
#define ABOVE_RADIUS    25.0
#define ABOVE_NORTHMOST 88.0

#define INSET_WATER    ((MarchColor){0.886, 0.914, 0.933, 1})
#define INSET_LAND     ((MarchColor){0.975, 0.970, 0.955, 1})
#define INSET_BOUNDARY ((MarchColor){0.58, 0.58, 0.58, 1})

gboolean
march_inset_is_useful(const MarchLayoutInput *input)
{
    return input->inset_land != NULL && march_features_count(input->inset_land) > 0 &&
           march_box_is_valid(input->inset_box) &&
           march_box_width(march_frame_get_visible_box(input->frame)) < WORLD_WIDE;
}

/* East-west to north-south extent of @box on the ground. */
static double
box_aspect(MarchBox box)
{
    double parallel = cos(march_box_center(box).lat * G_PI / 180);
    return march_box_width(box) * parallel / MAX(box.north - box.south, 0.01);
}

/* @box less a part of its width and height, about the same centre. */
static MarchBox
shrink_box(MarchBox box, double width_share, double height_share)
{
    double width = march_box_width(box) * (1 - width_share) / 2;
    double height = (box.north - box.south) * (1 - height_share) / 2;
    box.west += width;
    box.east -= width;
    box.south += height;
    box.north -= height;
    box.west -= box.west > 180 ? 360 : 0;
    box.east += box.east < -180 ? 360 : 0;
    return box;
}

/* What is shown: the given box, less what shows another continent, less what would
   make the locator too high. */
static MarchBox
shown_box(const MarchLayoutInput *input)
{
    MarchBox box = input->inset_box;
    MarchBox frame = march_frame_get_visible_box(input->frame);
    double parallel = MAX(cos(march_box_center(box).lat * G_PI / 180), 0.1);
    double widest = MAX(FRAMES_ACROSS * march_box_width(frame),
                        WIDEST_KM / (KM_PER_DEGREE * parallel));
    double share = MIN(widest / march_box_width(box), 1);
    box = shrink_box(box, share, share);

    double excess = MARCH_INSET_ASPECT_MIN / box_aspect(box);
    return excess > 1 ? shrink_box(box, 1, 1 / excess) : box;
}

MarchRect
march_inset_measure(const MarchLayoutInput *input, double width)
{
    double aspect = CLAMP(box_aspect(input->inset_box), MARCH_INSET_ASPECT_MIN,
                          MARCH_INSET_ASPECT_MAX);
    return (MarchRect){0, 0, width, width / aspect};
}

/* A point @i of @n along the sides of @rect, clockwise from the upper left. */
static MarchPoint
point_along(MarchRect rect, int side, double t)
{
    double right = rect.x + rect.width;
    double bottom = rect.y + rect.height;
    switch (side) {
    case 0:
        return (MarchPoint){rect.x + t * rect.width, rect.y};
    case 1:
        return (MarchPoint){right, rect.y + t * rect.height};
    case 2:
        return (MarchPoint){right - t * rect.width, bottom};
    default:
        return (MarchPoint){rect.x, bottom - t * rect.height};
    }
}

MarchPath *
march_inset_outline(const MarchFrame *frame, const MarchFrame *inset)
{
    MarchRect rect = march_frame_get_rect(frame);
    MarchPoint ring[4 * SIDE_POINTS];
    for (int i = 0; i < 4 * SIDE_POINTS; i++) {
        MarchPoint point =
            point_along(rect, i / SIDE_POINTS, (double)(i % SIDE_POINTS) / SIDE_POINTS);
        MarchLonLat position;
        if (!march_frame_unproject(frame, point, &position) ||
            !march_frame_project(inset, position, &ring[i])) {
            return march_path_new();
        }
    }
    MarchPath *outline = march_path_new();
    march_path_add_part(outline, ring, G_N_ELEMENTS(ring), TRUE);
    return outline;
}

/* The layer that fills land in the style, or NULL. */
static const MarchStyleLayer *
find_land_layer(const MarchStyle *style)
{
    for (guint i = 0; style != NULL && i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        const MarchStyleSource *source = march_style_layer_get_source(layer);
        if (march_style_layer_get_type(layer) == MARCH_STYLE_FILL && source != NULL &&
            g_strcmp0(source->location, "pack:land") == 0) {
            return layer;
        }
    }
    return NULL;
}

static MarchColor
water_color(const MarchLayoutInput *input, double zoom)
{
    for (guint i = 0;
         input->style != NULL && i < march_style_count_layers(input->style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(input->style, i);
        if (march_style_layer_get_type(layer) == MARCH_STYLE_BACKGROUND) {
            MarchStyleContext context = {.zoom = zoom};
            MarchBackgroundPaint paint;
            march_style_layer_get_background(layer, &context, &paint);
            return paint.color;
        }
    }
    return INSET_WATER;
}

typedef struct {
    MarchColor color;
    MarchPath *path;
} Tint;

static void
clear_tint(gpointer data)
{
    march_path_free(((Tint *)data)->path);
}

/* The path for land of @color; one path, since pieces of a country overlap. */
static MarchPath *
find_tint(GArray *tints, MarchColor color)
{
    for (guint i = 0; i < tints->len; i++) {
        Tint *tint = &g_array_index(tints, Tint, i);
        if (memcmp(&tint->color, &color, sizeof color) == 0) {
            return tint->path;
        }
    }
    Tint tint = {color, march_path_new()};
    g_array_append_val(tints, tint);
    return tint.path;
}

/* Land in the style's own colours, so that locator and map agree. */
static void
draw_land(const MarchFurnitureKit *kit,
          const MarchLayoutInput *input,
          const MarchFrame *inset)
{
    const MarchStyleLayer *layer = find_land_layer(input->style);
    g_autoptr(GArray) tints = g_array_new(FALSE, FALSE, sizeof(Tint));
    g_array_set_clear_func(tints, clear_tint);

    for (guint i = 0; i < march_features_count(input->inset_land); i++) {
        const MarchFeature *feature = march_features_get(input->inset_land, i);
        if (feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        MarchColor color = INSET_LAND;
        if (layer != NULL) {
            MarchStyleContext context = {.zoom = march_frame_get_zoom(inset),
                                         .feature = feature};
            MarchFillPaint paint;
            march_style_layer_get_fill(layer, &context, &paint);
            color = paint.color;
            color.alpha *= paint.opacity;
        }
        g_autoptr(MarchPath) path =
            march_frame_project_geometry(inset, feature->geometry, 1);
        march_map_rings_append(find_tint(tints, color), path);
    }
    for (guint i = 0; i < tints->len; i++) {
        const Tint *tint = &g_array_index(tints, Tint, i);
        MarchFill fill;
        march_fill_init(&fill);
        fill.color = tint->color;
        march_scene_add_fill(kit->scene, tint->path, &fill);
    }
}

static void
draw_boundaries(const MarchFurnitureKit *kit,
                const MarchFrame *inset,
                const MarchFeatures *boundaries)
{
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = 0.15;
    stroke.color = INSET_BOUNDARY;
    stroke.join = MARCH_LINE_JOIN_ROUND;
    MarchPath *all = march_path_new();
    for (guint i = 0; i < march_features_count(boundaries); i++) {
        const MarchFeature *feature = march_features_get(boundaries, i);
        g_autoptr(MarchPath) path =
            march_frame_project_geometry(inset, feature->geometry, 1);
        g_autoptr(MarchPath) simple = march_path_simplify(path, 0.03);
        march_path_append(all, simple);
    }
    march_scene_take_stroke(kit->scene, all, &stroke);
}

static void
draw_outline(const MarchFurnitureKit *kit, const MarchPath *outline)
{
    MarchRect bounds = march_path_bounds(outline);
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.color = kit->accent;
    stroke.width = 0.35;

    MarchFill fill;
    march_fill_init(&fill);
    fill.color = kit->accent;
    fill.color.alpha = 0.14;
    march_scene_add_fill(kit->scene, outline, &fill);
    march_scene_add_stroke(kit->scene, outline, &stroke);

    double larger = MAX(bounds.width, bounds.height);
    if (larger < OUTLINE_MIN) {
        double grow = (OUTLINE_MIN - larger) / 2 + 0.4;
        march_furniture_stroke_rect(kit, march_rect_inset(bounds, grow), 0.2,
                                    kit->accent);
    }
}

/* Near a pole a cone would bend so wide a box round it: there the map is seen from
   above, with as much about it each way. */
static MarchProjection *
choose_projection(const MarchLayoutInput *input, MarchBox *box, GError **error)
{
    MarchLonLat at = march_box_center(march_frame_get_visible_box(input->frame));
    char lat[G_ASCII_DTOSTR_BUF_SIZE];
    char lon[G_ASCII_DTOSTR_BUF_SIZE];

    if (march_box_width(*box) <= CONE_WIDEST) {
        return march_projection_new("auto", *box, error);
    }
    g_autofree char *definition =
        g_strdup_printf("+proj=laea +lat_0=%s +lon_0=%s +datum=WGS84",
                        g_ascii_dtostr(lat, sizeof lat, at.lat),
                        g_ascii_dtostr(lon, sizeof lon, at.lon));
    double south = MAX(at.lat - ABOVE_RADIUS, -ABOVE_NORTHMOST);
    double north = MIN(at.lat + ABOVE_RADIUS, ABOVE_NORTHMOST);
    double least = MIN(fabs(south), fabs(north));
    double across = MIN(ABOVE_RADIUS / cos(least * G_PI / 180), 80);
    *box = (MarchBox){at.lon - across, south, at.lon + across, north};
    box->west += box->west < -180 ? 360 : 0;
    box->east -= box->east > 180 ? 360 : 0;
    return march_projection_new(definition, *box, error);
}

gboolean
march_inset_draw(const MarchLayoutInput *input,
                 const MarchFurnitureKit *kit,
                 MarchRect rect,
                 gboolean has_border,
                 MarchDiagnostics *diagnostics,
                 GError **error)
{
    MarchRect map = march_rect_inset(rect, has_border ? -BORDER : 0);
    MarchBox box = shown_box(input);
    MarchProjection *projection = choose_projection(input, &box, error);
    if (projection == NULL) {
        return FALSE;
    }
    g_autoptr(MarchFrame) inset = march_frame_new(projection, box, map, error);
    if (inset == NULL) {
        return FALSE;
    }
    g_autoptr(MarchPath) outline = march_inset_outline(input->frame, inset);
    if (march_path_is_empty(outline)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "inset-shed",
                              MARCH_LOCATION_NONE, NULL,
                              "the locator cannot show the map's outline and is left "
                              "out");
        return TRUE;
    }

    march_furniture_begin_group(kit, "inset", "Locator");
    march_furniture_fill_rect(kit, rect, kit->paper);
    march_furniture_fill_rect(kit, map,
                              water_color(input, march_frame_get_zoom(inset)));
    g_autoptr(MarchPath) window = march_path_new_rect(map);
    march_scene_begin_clip(kit->scene, window);
    draw_land(kit, input, inset);
    if (input->inset_boundaries != NULL) {
        draw_boundaries(kit, inset, input->inset_boundaries);
    }
    draw_outline(kit, outline);
    march_inset_names_draw(kit, inset, input->inset_land, outline);
    march_scene_end_clip(kit->scene);
    march_furniture_stroke_rect(kit, map, 0.15, kit->quiet);
    march_scene_end_group(kit->scene);
    return TRUE;
}
