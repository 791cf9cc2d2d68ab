/* SPDX-License-Identifier: MIT */
#include "incident-callouts.h"

#include <math.h>

#include "incident-features.h"

#define GAP_MM 0.6
/* Between a section and the edge of its number. */
#define CLEAR_MM 3.0
/* No leader is longer. */
#define REACH_MM 36.0
#define STEP_MM  1.0
#define TURNS    24
/* About what a label takes: lines of so many letters of so many mm. */
#define LETTERS_A_LINE 20
#define LETTER_MM      1.25
#define LINE_MM        3.0
/* Farther off is worse, but less so than covering anything. */
#define DISTANCE_COST 0.05

/* What a number, or its words, should not cover. */
typedef struct {
    MarchPoint center;
    double radius;
} Spot;

static GArray *
spots_collect(const MarchFeatures *points,
              const MarchStyle *style,
              const char *location,
              const MarchFrame *frame)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    double zoom = march_frame_get_zoom(frame);

    for (guint i = 0; i < march_features_count(points); i++) {
        const MarchFeature *point = march_features_get(points, i);
        Spot spot;

        if (march_feature_get_string(point, "section") == NULL &&
            march_frame_project(
                frame, g_array_index(point->geometry->positions, MarchLonLat, 0),
                &spot.center)) {
            spot.radius =
                march_incident_symbol_radius(style, location, point, zoom, FALSE);
            g_array_append_val(spots, spot);
        }
    }
    return spots;
}

/* How deep @spot reaches into @box, mm. */
static double
box_overlap(MarchRect box, const Spot *spot)
{
    double dx = MAX(MAX(box.x - spot->center.x, spot->center.x - box.x - box.width), 0);
    double dy =
        MAX(MAX(box.y - spot->center.y, spot->center.y - box.y - box.height), 0);

    return MAX(spot->radius + GAP_MM - hypot(dx, dy), 0);
}

/* What a number at @at with words in @box covers; beyond the map nothing may stand. */
static double
spot_cost(const GArray *spots, MarchRect map, const Spot *at, MarchRect box)
{
    const MarchPoint far = {box.x + box.width, box.y + box.height};
    MarchRect inner = march_rect_inset(map, -(at->radius + GAP_MM));
    double cost = march_rect_contains(inner, at->center) ? 0 : 1000;

    cost += march_rect_contains(map, (MarchPoint){box.x, box.y}) &&
                    march_rect_contains(map, far)
                ? 0
                : 20;
    for (guint i = 0; i < spots->len; i++) {
        const Spot *spot = &g_array_index(spots, Spot, i);
        double distance =
            hypot(spot->center.x - at->center.x, spot->center.y - at->center.y);

        cost += 2 * MAX(spot->radius + at->radius + GAP_MM - distance, 0) +
                box_overlap(box, spot);
    }
    return cost;
}

static Spot
spot_choose(const GArray *spots,
            MarchRect map,
            MarchPoint middle,
            double radius,
            double letters)
{
    const double width = MIN(letters, LETTERS_A_LINE) * LETTER_MM;
    const double height = ceil(letters / LETTERS_A_LINE) * LINE_MM;
    Spot best = {middle, radius};
    double least = G_MAXDOUBLE;

    for (double distance = radius + CLEAR_MM; distance <= REACH_MM + radius;
         distance += STEP_MM) {
        for (int i = 0; i < TURNS * 2; i++) {
            double angle = -G_PI / 4 + i / 2 * 2 * G_PI / TURNS;
            const Spot at = {
                {middle.x + distance * cos(angle), middle.y + distance * sin(angle)},
                radius};
            /* the words stand at the right, or at the left */
            double x = i % 2 == 0 ? at.center.x + radius + GAP_MM
                                  : at.center.x - radius - GAP_MM - width;
            double cost =
                spot_cost(spots, map, &at,
                          (MarchRect){x, at.center.y - height / 2, width, height});

            cost += DISTANCE_COST * distance;
            if (cost < least - 1e-9) {
                least = cost;
                best = at;
            }
        }
    }
    return best;
}

/* The middles of all sections are kept clear by all numbers. */
static void
sections_keep_clear(GArray *spots, const MarchFeatures *points, const MarchFrame *frame)
{
    for (guint i = 0; i < march_features_count(points); i++) {
        const MarchFeature *point = march_features_get(points, i);
        Spot spot = {.radius = 0};

        if (march_feature_get_string(point, "section") != NULL &&
            march_frame_project(
                frame, g_array_index(point->geometry->positions, MarchLonLat, 0),
                &spot.center)) {
            g_array_append_val(spots, spot);
        }
    }
}

MarchFeatures *
march_incident_callouts_place(MarchFeatures *points,
                              const MarchStyle *style,
                              const char *location,
                              const MarchFrame *frame)
{
    MarchFeatures *leaders = march_features_new();
    g_autoptr(GArray) spots = spots_collect(points, style, location, frame);
    double zoom = march_frame_get_zoom(frame);

    sections_keep_clear(spots, points, frame);
    for (guint i = 0; i < march_features_count(points); i++) {
        MarchFeature *point = march_features_edit(points, i);
        const char *label = march_feature_get_string(point, "label");
        MarchLonLat *position =
            &g_array_index(point->geometry->positions, MarchLonLat, 0);
        MarchLonLat moved;
        MarchPoint middle;
        Spot spot;

        if (march_feature_get_string(point, "section") == NULL ||
            !march_frame_project(frame, *position, &middle)) {
            continue;
        }
        spot = spot_choose(
            spots, march_frame_get_rect(frame), middle,
            march_incident_symbol_radius(style, location, point, zoom, FALSE),
            label != NULL ? (double)g_utf8_strlen(label, -1) : 0);
        if (march_frame_unproject(frame, spot.center, &moved)) {
            march_incident_leader_add(leaders, *position, moved);
            march_features_add(leaders, march_geometry_new_point(*position));
            *position = moved;
            g_array_append_val(spots, spot);
        }
    }
    return leaders;
}
