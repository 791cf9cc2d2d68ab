/* SPDX-License-Identifier: MIT */
#include "incident-fan.h"

#include <math.h>
#include <string.h>

#include "incident-features.h"

/* Symbols nearer to each other than this hide one another. */
#define SAME_POINT_MM 0.4
#define GAP_MM        0.3
/* Two symbols leave room between them for the point they belong to. */
#define PAIR_GAP_MM 1.0
#define BISECTIONS  40
#define ROTATIONS   24
#define PER_DEGREE  1e5

typedef struct {
    MarchFeature *feature;
    MarchPoint point;
    double radius;
    MarchPoint moved;
    gboolean visible;
    gboolean done;
} Symbol;

static GArray *
symbols_collect(MarchFeatures *incidents,
                const MarchStyle *style,
                const char *location,
                const MarchFrame *frame)
{
    GArray *symbols = g_array_new(FALSE, TRUE, sizeof(Symbol));
    double zoom = march_frame_get_zoom(frame);

    for (guint i = 0; i < march_features_count(incidents); i++) {
        Symbol symbol = {.feature = march_features_edit(incidents, i)};
        MarchLonLat position =
            g_array_index(symbol.feature->geometry->positions, MarchLonLat, 0);

        symbol.visible = march_frame_project(frame, position, &symbol.point);
        symbol.radius =
            march_incident_symbol_radius(style, location, symbol.feature, zoom, TRUE);
        g_array_append_val(symbols, symbol);
    }
    return symbols;
}

/* The sum of the angles that neighbours on a ring of @radius take up. */
static double
angles_sum(const GPtrArray *group, double radius)
{
    double sum = 0;

    for (guint i = 0; i < group->len; i++) {
        const Symbol *a = g_ptr_array_index(group, i);
        const Symbol *b = g_ptr_array_index(group, (i + 1) % group->len);
        double chord = a->radius + b->radius + GAP_MM;

        sum += 2 * asin(MIN(chord / (2 * radius), 1));
    }
    return sum;
}

/* The smallest ring on which the symbols stand side by side. */
static double
ring_radius(const GPtrArray *group)
{
    double low = 0;
    double high = 0;

    for (guint i = 0; i < group->len; i++) {
        const Symbol *a = g_ptr_array_index(group, i);
        const Symbol *b = g_ptr_array_index(group, (i + 1) % group->len);

        low = MAX(low, (a->radius + b->radius + GAP_MM) / 2);
        high += a->radius * 2 + GAP_MM;
    }
    if (group->len == 2) {
        return low + PAIR_GAP_MM / 2;
    }
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;

        if (angles_sum(group, middle) > 2 * G_PI) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

/* The angle from symbol @index of @group to the next one on a ring of @ring mm. */
static double
angle_step(const GPtrArray *group, guint index, double ring)
{
    const Symbol *symbol = g_ptr_array_index(group, index);
    const Symbol *next = g_ptr_array_index(group, (index + 1) % group->len);
    double chord = symbol->radius + next->radius + GAP_MM;

    return group->len == 2 ? G_PI : 2 * asin(MIN(chord / (2 * ring), 1));
}

/* How deep the group, turned by @angle, would lie over the other symbols. */
static double
overlap_depth(const GArray *symbols, const GPtrArray *group, double ring, double angle)
{
    const Symbol *first = g_ptr_array_index(group, 0);
    MarchPoint center = first->point;
    double depth = 0;

    for (guint i = 0; i < group->len; i++) {
        const Symbol *symbol = g_ptr_array_index(group, i);
        MarchPoint at = {center.x + ring * cos(angle), center.y + ring * sin(angle)};

        for (guint j = 0; j < symbols->len; j++) {
            const Symbol *other = &g_array_index(symbols, Symbol, j);
            double reach = symbol->radius + other->radius + GAP_MM;

            if (other->visible && hypot(other->point.x - center.x,
                                        other->point.y - center.y) >= SAME_POINT_MM) {
                depth +=
                    MAX(reach - hypot(other->point.x - at.x, other->point.y - at.y), 0);
            }
        }
        angle += angle_step(group, i, ring);
    }
    return depth;
}

/* The turn that hides least of the neighbours; the first of equals. */
static double
angle_choose(const GArray *symbols, const GPtrArray *group, double ring)
{
    double start = group->len == 2 ? G_PI : -G_PI / 2;
    double best = start;
    double least = overlap_depth(symbols, group, ring, start);

    for (int i = 1; i < ROTATIONS; i++) {
        double angle = start + i * 2 * G_PI / ROTATIONS;
        double depth = overlap_depth(symbols, group, ring, angle);

        if (depth < least - 1e-9) {
            least = depth;
            best = angle;
        }
    }
    return best;
}

static void
group_fan_out(MarchFeatures *incidents,
              const GArray *symbols,
              const GPtrArray *group,
              const MarchFrame *frame,
              MarchFeatures *leaders)
{
    const Symbol *first = g_ptr_array_index(group, 0);
    MarchLonLat place =
        g_array_index(first->feature->geometry->positions, MarchLonLat, 0);
    MarchPoint center = first->point;
    double ring = ring_radius(group);
    double angle = angle_choose(symbols, group, ring);

    march_features_add(leaders, march_geometry_new_point(place));
    for (guint i = 0; i < group->len; i++) {
        Symbol *symbol = g_ptr_array_index(group, i);
        MarchPoint at = {center.x + ring * cos(angle), center.y + ring * sin(angle)};
        MarchLonLat position;

        if (march_frame_unproject(frame, at, &position)) {
            march_incident_leader_add(leaders, place, position);
            g_array_index(symbol->feature->geometry->positions, MarchLonLat, 0) =
                position;
            march_features_set_boolean(incidents, symbol->feature, "fanned", TRUE);
        }
        symbol->moved = at;
        angle += angle_step(group, i, ring);
    }
    for (guint i = 0; i < group->len; i++) {
        Symbol *symbol = g_ptr_array_index(group, i);

        symbol->point = symbol->moved;
    }
}

/* Positions about a metre apart are one place: they have one key. */
static gint64
place_key(MarchLonLat position)
{
    return llround(position.lat * PER_DEGREE) * (gint64)(360 * PER_DEGREE) +
           llround(position.lon * PER_DEGREE);
}

MarchFeatures *
march_incident_places_make(const MarchFeatures *incidents)
{
    MarchFeatures *places = march_features_new();
    g_autoptr(GHashTable) indices =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < march_features_count(incidents); i++) {
        const MarchFeature *incident = march_features_get(incidents, i);
        MarchLonLat position =
            g_array_index(incident->geometry->positions, MarchLonLat, 0);
        double precision = march_feature_get_number(incident, "precision", 0);
        gint64 key = place_key(position);
        guint index = GPOINTER_TO_UINT(g_hash_table_lookup(indices, &key));
        MarchFeature *place;

        if (index == 0) {
            place = march_features_add(places, march_geometry_new_point(position));
            g_hash_table_insert(indices, g_memdup2(&key, sizeof key),
                                GUINT_TO_POINTER(march_features_count(places)));
        } else {
            place = march_features_edit(places, index - 1);
        }
        march_features_set_number(
            places, place, "precision",
            MAX(precision, march_feature_get_number(place, "precision", 0)));
        march_features_set_number(places, place, "count",
                                  march_feature_get_number(place, "count", 0) + 1);
    }
    return places;
}

MarchFeatures *
march_incident_fan_out(MarchFeatures *incidents,
                       const MarchStyle *style,
                       const char *location,
                       const MarchFrame *frame)
{
    MarchFeatures *leaders = march_features_new();
    g_autoptr(GArray) symbols = symbols_collect(incidents, style, location, frame);

    for (guint i = 0; i < symbols->len; i++) {
        Symbol *first = &g_array_index(symbols, Symbol, i);
        g_autoptr(GPtrArray) group = g_ptr_array_new();

        for (guint j = i; j < symbols->len && first->visible && !first->done; j++) {
            Symbol *other = &g_array_index(symbols, Symbol, j);

            if (other->visible && !other->done &&
                hypot(other->point.x - first->point.x,
                      other->point.y - first->point.y) < SAME_POINT_MM) {
                g_ptr_array_add(group, other);
            }
        }
        for (guint j = 0; j < group->len; j++) {
            ((Symbol *)g_ptr_array_index(group, j))->done = TRUE;
        }
        if (group->len > 1) {
            group_fan_out(incidents, symbols, group, frame, leaders);
        }
    }
    return leaders;
}
