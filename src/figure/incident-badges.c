/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "area-labels.h"
#include "incident-features.h"
#include "incident-unit-words.h"

#define MM_PER_PX 0.26458333333333333
/* With nothing to go by, a symbol is this large. */
#define DEFAULT_RADIUS_MM 1.0
#define GAP_MM            0.4
/* A badge stands clear of the point of an area that has no outline, which is often
 * the point of a town. */
#define CLEAR_OF_POINT_MM 1.6
#define SPIRAL_STEP_MM    0.5
#define SPIRAL_TURNS      24
/* A badge within this much of its area's reach is surely within it. */
#define SHARE_OF_REACH 0.7
/* Farther from the middle is worse, but less so than covering anything. */
#define DISTANCE_COST 0.02

/* What a badge should not cover. */
typedef struct {
    MarchPoint center;
    double radius;
} Spot;

static gboolean
is_sized(const MarchStyleLayer *layer)
{
    const MarchStyleLegend *legend = march_style_layer_get_legend(layer);

    return legend != NULL && legend->nested_circles;
}

double
march_incident_symbol_radius(const MarchStyle *style,
                             const char *location,
                             const MarchFeature *feature,
                             double zoom,
                             gboolean only_sized)
{
    MarchStyleContext context = {.zoom = zoom, .feature = feature};
    double radius = 0;

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        const MarchStyleSource *source = march_style_layer_get_source(layer);
        MarchCirclePaint paint;

        if (march_style_layer_get_type(layer) != MARCH_STYLE_CIRCLE || source == NULL ||
            g_strcmp0(source->location, location) != 0 ||
            (only_sized && !is_sized(layer)) ||
            !march_style_layer_is_visible(layer, zoom) ||
            !march_style_layer_accepts(layer, &context)) {
            continue;
        }
        march_style_layer_get_circle(layer, &context, &paint);
        radius = MAX(radius, (paint.radius + paint.stroke_width) * MM_PER_PX);
    }
    return radius > 0 ? radius : DEFAULT_RADIUS_MM;
}

/* The incidents that a badge of @unit counts: not those that a cell counts. */
static guint
incidents_of(const MarchIncidentUnit *unit, GHashTable *counted)
{
    return counted != NULL && g_hash_table_contains(counted, unit) ? 0 : unit->count;
}

static gboolean
is_drawn(const MarchIncidentUnit *unit, GHashTable *counted)
{
    return incidents_of(unit, counted) + unit->tolls > 0 &&
           unit->level < MARCH_PRECISION_COUNTRY;
}

/* Tolls have a badge of their own: they are no incidents. */
static void
unit_describe(MarchFeatures *features,
              MarchFeature *feature,
              const MarchIncidentUnit *unit,
              gboolean of_tolls)
{
    guint count = of_tolls ? unit->tolls : unit->count;
    g_autofree char *place = g_strdup_printf(
        "%s: %u %s%s%s", unit->name != NULL ? unit->name : "Somewhere here", count,
        of_tolls ? "toll" : "incident", count == 1 ? "" : "s",
        of_tolls ? " of a whole side" : " known no better");

    march_features_set_string(features, feature, "place", place);
    if (unit->name != NULL) {
        march_features_set_string(features, feature, "name", unit->name);
    }
    march_features_set_string(features, feature, "level",
                              of_tolls ? "toll" : march_precision_name(unit->level));
    march_features_set_number(features, feature, "count", count);
}

MarchFeatures *
march_incident_units_make(const MarchIncidentShow *show, GHashTable *counted)
{
    MarchFeatures *features = march_features_new();

    for (guint i = 0; i < march_incident_show_count_units(show); i++) {
        const MarchIncidentUnit *unit = march_incident_show_get_unit(show, i);
        MarchFeature *feature;

        if (!is_drawn(unit, counted)) {
            continue;
        }
        feature = march_features_add(
            features, unit->area != NULL ? march_geometry_copy(unit->area->geometry)
                                         : march_geometry_new_point(unit->position));
        unit_describe(features, feature, unit, incidents_of(unit, counted) == 0);
        if (unit->area == NULL) {
            march_features_set_number(features, feature, "precision", unit->radius_km);
        }
    }
    return features;
}

/* The roomiest visible spot of @unit's polygon and how far it is from the edge. */
static gboolean
area_middle(const MarchIncidentUnit *unit,
            const MarchFrame *frame,
            MarchPoint *middle,
            double *reach)
{
    g_autoptr(MarchFeatures) areas = march_features_new();
    g_autoptr(MarchFeatures) labels = march_features_new();
    const MarchFeature *label;

    march_features_set_string(
        areas, march_features_add(areas, march_geometry_copy(unit->area->geometry)),
        "key", "unit");
    march_area_labels_add(labels, areas, "key", "key", frame);
    if (march_features_count(labels) == 0) {
        return FALSE;
    }
    label = march_features_get(labels, 0);
    *reach = march_feature_get_number(label, "room", 0);
    return march_frame_project(
        frame, g_array_index(label->geometry->positions, MarchLonLat, 0), middle);
}

static double
spot_cost(const GArray *spots, MarchRect map, MarchPoint at, double radius)
{
    MarchRect inner = march_rect_inset(map, -(radius + GAP_MM));
    double cost = march_rect_contains(inner, at) ? 0 : 100;

    for (guint i = 0; i < spots->len; i++) {
        const Spot *spot = &g_array_index(spots, Spot, i);
        double distance = hypot(spot->center.x - at.x, spot->center.y - at.y);

        cost += MAX(spot->radius + radius + GAP_MM - distance, 0);
    }
    return cost;
}

/* The best spot about @middle, no nearer to it than @nearest; the first of equals. */
static MarchPoint
spot_choose(const GArray *spots,
            MarchRect map,
            MarchPoint middle,
            double nearest,
            double reach,
            double radius)
{
    MarchPoint best = middle;
    double least = G_MAXDOUBLE;

    for (double distance = nearest; distance <= MAX(reach, nearest);
         distance += SPIRAL_STEP_MM) {
        for (int i = 0; i < SPIRAL_TURNS; i++) {
            double angle = -G_PI / 4 + i * 2 * G_PI / SPIRAL_TURNS;
            MarchPoint at = {middle.x + distance * cos(angle),
                             middle.y + distance * sin(angle)};
            double cost = spot_cost(spots, map, at, radius) + DISTANCE_COST * distance;

            if (cost < least - 1e-9) {
                least = cost;
                best = at;
            }
        }
    }
    return best;
}

static GArray *
spots_collect(const MarchFeatures *points,
              const MarchStyle *style,
              const char *location,
              const MarchFrame *frame)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    double zoom = march_frame_get_zoom(frame);

    for (guint i = 0; i < march_features_count(points); i++) {
        const MarchFeature *feature = march_features_get(points, i);
        Spot spot;

        if (feature->geometry->type == MARCH_GEOMETRY_POINT &&
            march_frame_project(
                frame, g_array_index(feature->geometry->positions, MarchLonLat, 0),
                &spot.center)) {
            spot.radius =
                march_incident_symbol_radius(style, location, feature, zoom, FALSE);
            g_array_append_val(spots, spot);
        }
    }
    return spots;
}

/* FALSE when the unit has no image. */
static gboolean
badge_place(const MarchIncidentUnit *unit,
            const MarchFrame *frame,
            double radius,
            const GArray *spots,
            MarchPoint *at)
{
    MarchRect map = march_frame_get_rect(frame);
    double nearest = 0;
    double reach = 0;
    MarchPoint middle;

    if (unit->area == NULL || !area_middle(unit, frame, &middle, &reach)) {
        if (!march_frame_project(frame, unit->position, &middle)) {
            return FALSE;
        }
        reach = march_frame_length_at(frame, unit->position, unit->radius_km * 1000);
        nearest = radius + CLEAR_OF_POINT_MM;
    }
    *at = spot_choose(spots, map, middle, nearest, reach * SHARE_OF_REACH, radius);
    return TRUE;
}

/* What is said of those that the badge counts stands beside it. */
static void
badge_label(MarchFeatures *badges,
            MarchFeature *badge,
            const MarchIncidentUnit *unit,
            gboolean of_tolls,
            const MarchMeasures *measures,
            gboolean shows_claims)
{
    g_autofree char *claims =
        shows_claims ? march_incident_unit_claims(unit, of_tolls, measures) : NULL;
    g_autofree char *sum =
        claims == NULL ? march_incident_unit_sum(unit, of_tolls, measures) : NULL;

    g_autofree char *numbers = march_incident_unit_table_numbers(unit, of_tolls);

    if (numbers != NULL) {
        march_features_set_string(badges, badge, "table-numbers", numbers);
    }
    if (claims != NULL || sum != NULL) {
        march_features_set_string(badges, badge, "label",
                                  claims != NULL ? claims : sum);
    }
}

static void
badge_add(MarchFeatures *badges,
          const MarchIncidentUnit *unit,
          gboolean of_tolls,
          const MarchMeasures *measures,
          gboolean shows_claims,
          const MarchStyle *style,
          const char *location,
          const MarchFrame *frame,
          GArray *spots)
{
    MarchFeature *badge =
        march_features_add(badges, march_geometry_new_point(unit->position));
    MarchLonLat position;
    Spot spot;

    unit_describe(badges, badge, unit, of_tolls);
    badge_label(badges, badge, unit, of_tolls, measures, shows_claims);
    spot.radius = march_incident_symbol_radius(style, location, badge,
                                               march_frame_get_zoom(frame), FALSE);
    if (badge_place(unit, frame, spot.radius, spots, &spot.center) &&
        march_frame_unproject(frame, spot.center, &position)) {
        g_array_index(badge->geometry->positions, MarchLonLat, 0) = position;
        g_array_append_val(spots, spot);
    }
}

MarchFeatures *
march_incident_badges_make(const MarchIncidentShow *show,
                           const MarchMeasures *measures,
                           gboolean shows_claims,
                           GHashTable *counted,
                           const MarchFeatures *points,
                           const MarchStyle *style,
                           const char *location,
                           const char *points_location,
                           const MarchFrame *frame)
{
    MarchFeatures *badges = march_features_new();
    g_autoptr(GArray) spots = spots_collect(points, style, points_location, frame);

    for (guint i = 0; i < march_incident_show_count_units(show); i++) {
        const MarchIncidentUnit *unit = march_incident_show_get_unit(show, i);

        if (!is_drawn(unit, counted)) {
            continue;
        }
        if (incidents_of(unit, counted) > 0) {
            badge_add(badges, unit, FALSE, measures, shows_claims, style, location,
                      frame, spots);
        }
        if (unit->tolls > 0) {
            badge_add(badges, unit, TRUE, measures, shows_claims, style, location,
                      frame, spots);
        }
    }
    return badges;
}
