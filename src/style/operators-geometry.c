/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "expression-private.h"
#include "geojson.h"
#include "planar.h"

/* Shapes with more positions than this would make a map of many features stand
 * still. */
#define POSITIONS_MAX 20000

#define TILE_EXTENT 8192

/** The world in the plane of the evaluation, and how wide it is there. */
typedef struct {
    MarchLonLat minimum, maximum;
} Bounds;

/* Web Mercator; whole units of the tile pyramid where there is a tile, as in tiled
 * maps, and plain ones otherwise. */
static MarchLonLat
to_plane(MarchLonLat position, const MarchTile *tile)
{
    double x = (180 + position.lon) / 360;
    double y =
        (180 - 180 / G_PI * log(tan(G_PI / 4 + position.lat * G_PI / 360))) / 360;
    double size;

    if (tile == NULL) {
        return (MarchLonLat){x, y};
    }
    size = ldexp(TILE_EXTENT, tile->z);
    return (MarchLonLat){floor(x * size + 0.5), floor(y * size + 0.5)};
}

/* Where a tiled map puts the position after rounding. */
static MarchLonLat
quantise(MarchLonLat position, const MarchTile *tile)
{
    MarchLonLat plane;
    double size;

    if (tile == NULL) {
        return position;
    }
    plane = to_plane(position, tile);
    size = ldexp(TILE_EXTENT, tile->z);
    return (MarchLonLat){
        plane.lon / size * 360 - 180,
        360 / G_PI * atan(exp((180 - plane.lat / size * 360) * G_PI / 180)) - 90};
}

static double
world_width(const MarchTile *tile)
{
    return tile == NULL ? 1 : ldexp(TILE_EXTENT, tile->z);
}

static MarchPlanarShapes
map_shapes(MarchPlanarShapes shapes,
           MarchLonLat (*map)(MarchLonLat, const MarchTile *),
           const MarchTile *tile)
{
    for (guint i = 0; i < shapes.length; i++) {
        for (guint j = 0; j < shapes.shapes[i].n_lines; j++) {
            const MarchPlanarLine *line = &shapes.shapes[i].lines[j];

            for (guint k = 0; k < line->length; k++) {
                line->positions[k] = map(line->positions[k], tile);
            }
        }
    }
    return shapes;
}

static MarchPlanarShapes
copy_shapes(const MarchPlanarShapes *shapes, MarchArena *arena)
{
    MarchPlanarShapes copy = {
        shapes->length, march_arena_array0(arena, MarchPlanarShape, shapes->length)};

    for (guint i = 0; i < shapes->length; i++) {
        const MarchPlanarShape *shape = &shapes->shapes[i];

        copy.shapes[i] = (MarchPlanarShape){
            shape->type, shape->n_lines,
            march_arena_array0(arena, MarchPlanarLine, shape->n_lines)};
        for (guint j = 0; j < shape->n_lines; j++) {
            const MarchPlanarLine *line = &shape->lines[j];
            MarchLonLat *positions =
                march_arena_array0(arena, MarchLonLat, line->length);

            if (line->length > 0) {
                memcpy(positions, line->positions, line->length * sizeof *positions);
            }
            copy.shapes[i].lines[j] = (MarchPlanarLine){line->length, positions};
        }
    }
    return copy;
}

static Bounds
bounds_of(const MarchPlanarShapes *shapes)
{
    Bounds bounds = {{HUGE_VAL, HUGE_VAL}, {-HUGE_VAL, -HUGE_VAL}};

    for (guint i = 0; i < shapes->length; i++) {
        for (guint j = 0; j < shapes->shapes[i].n_lines; j++) {
            const MarchPlanarLine *line = &shapes->shapes[i].lines[j];

            for (guint k = 0; k < line->length; k++) {
                MarchLonLat p = line->positions[k];

                bounds.minimum.lon = MIN(bounds.minimum.lon, p.lon);
                bounds.minimum.lat = MIN(bounds.minimum.lat, p.lat);
                bounds.maximum.lon = MAX(bounds.maximum.lon, p.lon);
                bounds.maximum.lat = MAX(bounds.maximum.lat, p.lat);
            }
        }
    }
    return bounds;
}

/* Into the copy of the world that the polygons are in. */
static double
shift_into(double x, const Bounds *polygons, double width)
{
    double half = width / 2;

    if (x >= polygons->minimum.lon && x <= polygons->maximum.lon) {
        return x;
    }
    if (x - polygons->minimum.lon > half || x - polygons->maximum.lon > half) {
        return x - width;
    }
    if (polygons->minimum.lon - x > half || polygons->maximum.lon - x > half) {
        return x + width;
    }
    return x;
}

static gboolean
is_strictly_inside(const Bounds *inner, const Bounds *outer)
{
    return inner->minimum.lon > outer->minimum.lon &&
           inner->maximum.lon < outer->maximum.lon &&
           inner->minimum.lat > outer->minimum.lat &&
           inner->maximum.lat < outer->maximum.lat;
}

static gboolean
is_in_any(const MarchPlanarShapes *polygons, const MarchPlanarShape *shape)
{
    for (guint i = 0; i < polygons->length; i++) {
        if (shape->type == MARCH_GEOMETRY_POINT
                ? march_planar_contains(&polygons->shapes[i],
                                        shape->lines[0].positions[0], FALSE)
                : march_planar_contains_line(&polygons->shapes[i], &shape->lines[0])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
are_within(MarchPlanarShapes *shapes, const MarchPlanarShapes *polygons, double width)
{
    Bounds outer = bounds_of(polygons), inner = bounds_of(shapes);

    if (shapes->length == 0 || shapes->shapes[0].type == MARCH_GEOMETRY_POINT ||
        inner.maximum.lon - inner.minimum.lon <= width / 2) {
        for (guint i = 0; i < shapes->length; i++) {
            const MarchPlanarLine *line = &shapes->shapes[i].lines[0];

            for (guint k = 0; k < line->length; k++) {
                line->positions[k].lon =
                    shift_into(line->positions[k].lon, &outer, width);
            }
        }
        inner = bounds_of(shapes);
    }
    if (!is_strictly_inside(&inner, &outer)) {
        return FALSE;
    }
    for (guint i = 0; i < shapes->length; i++) {
        if (!is_in_any(polygons, &shapes->shapes[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

static const MarchGeometry *
feature_geometry(const MarchEvaluation *evaluation)
{
    return evaluation->feature != NULL ? evaluation->feature->geometry : NULL;
}

static gboolean
check_size(const MarchExpression *self,
           MarchEvaluation *evaluation,
           const MarchGeometry *geometry)
{
    if (geometry->positions->len <= POSITIONS_MAX) {
        return TRUE;
    }
    return march_evaluation_fail(
        evaluation, self, "The feature has %u positions; at most %d are compared.",
        geometry->positions->len, POSITIONS_MAX);
}

static gboolean
evaluate_within(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    const MarchPlanarShapes *area = self->data;
    const MarchGeometry *geometry = feature_geometry(evaluation);
    MarchPlanarShapes shapes, polygons;

    march_style_value_set_boolean(value, FALSE);
    if (geometry == NULL || geometry->type == MARCH_GEOMETRY_POLYGON) {
        return TRUE;
    }
    if (!check_size(self, evaluation, geometry)) {
        return FALSE;
    }
    shapes = map_shapes(march_planar_from_geometry(geometry, evaluation->scratch),
                        to_plane, evaluation->tile);
    polygons =
        map_shapes(copy_shapes(area, evaluation->scratch), to_plane, evaluation->tile);
    march_style_value_set_boolean(
        value, are_within(&shapes, &polygons, world_width(evaluation->tile)));
    return TRUE;
}

static gboolean
evaluate_distance(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    const MarchPlanarShapes *others = self->data;
    const MarchGeometry *geometry = feature_geometry(evaluation);
    double nearest = HUGE_VAL;
    MarchPlanarShapes shapes;
    MarchRuler ruler;

    march_style_value_set_number(value, (double)NAN);
    if (geometry == NULL || geometry->positions->len == 0) {
        return TRUE;
    }
    if (!check_size(self, evaluation, geometry)) {
        return FALSE;
    }
    shapes = map_shapes(march_planar_from_geometry(geometry, evaluation->scratch),
                        quantise, evaluation->tile);
    ruler = march_ruler_at(shapes.shapes[0].lines[0].positions[0].lat);
    for (guint i = 0; i < shapes.length; i++) {
        for (guint j = 0; j < others->length; j++) {
            nearest = MIN(nearest, march_ruler_distance(&ruler, &shapes.shapes[i],
                                                        &others->shapes[j]));
        }
    }
    march_style_value_set_number(value, nearest);
    return TRUE;
}

static MarchExpression *
fail_geojson(const MarchParser *parser, const MarchOperator *self)
{
    return march_parser_fail(parser,
                             "'%s' expression requires valid geojson object that "
                             "contains polygon geometry type.",
                             self->name);
}

/* The shapes of all features; polygons only for "within". */
static gboolean
collect_shapes(const MarchFeatures *features,
               gboolean only_polygons,
               MarchArena *arena,
               MarchPlanarShapes *all)
{
    guint count = 0, positions = 0;

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchGeometry *geometry = march_features_get(features, i)->geometry;

        count += geometry->parts->len;
        positions += geometry->positions->len;
    }
    if (positions > POSITIONS_MAX) {
        return FALSE;
    }
    all->shapes = march_arena_array0(arena, MarchPlanarShape, count);
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchGeometry *geometry = march_features_get(features, i)->geometry;
        MarchPlanarShapes shapes;

        if (only_polygons && geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        shapes = march_planar_from_geometry(geometry, arena);
        for (guint j = 0; j < shapes.length; j++) {
            all->shapes[all->length++] = shapes.shapes[j];
        }
    }
    return all->length > 0;
}

static MarchExpression *
parse_geometry(const MarchParser *parser,
               const MarchOperator *self,
               const MarchJson *args)
{
    MarchArena *arena = parser->compilation->arena;
    gboolean is_within = self->type == MARCH_TYPE_BOOLEAN;
    MarchPlanarShapes *shapes = march_arena_new0(arena, MarchPlanarShapes);
    g_autoptr(MarchFeatures) features = NULL;
    g_autoptr(GError) error = NULL;
    MarchExpression *node;

    if (args->length != 2) {
        return march_parser_fail(
            parser,
            "'%s' expression requires exactly one argument, but found %u instead.",
            self->name, args->length - 1);
    }
    features = march_geojson_read(&args->items[1], &error);
    if (features == NULL || !collect_shapes(features, is_within, arena, shapes)) {
        return fail_geojson(parser, self);
    }
    node =
        march_expression_new(parser, self, march_type_simple(self->type),
                             is_within ? evaluate_within : evaluate_distance, NULL, 0);
    node->data = shapes;
    return node;
}

static const MarchOperator operators[] = {
    {.name = "within",
     .parse = parse_geometry,
     .type = MARCH_TYPE_BOOLEAN,
     .flags = MARCH_NODE_READS_FEATURE | MARCH_NODE_NEVER_FOLDED},
    {.name = "distance",
     .parse = parse_geometry,
     .type = MARCH_TYPE_NUMBER,
     .flags = MARCH_NODE_READS_FEATURE | MARCH_NODE_NEVER_FOLDED},
};

const MarchOperatorTable march_operators_geometry = {operators,
                                                     G_N_ELEMENTS(operators)};
