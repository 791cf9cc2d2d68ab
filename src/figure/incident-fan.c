/* SPDX-License-Identifier: MIT */
#include "incident-fan.h"

#include <math.h>
#include <string.h>

/* Symbols nearer to each other than this hide one another. */
#define SAME_POINT_MM 0.4
#define GAP_MM        0.3
#define MM_PER_PX     (25.4 / 96)
/* With nothing to go by, a symbol is this large. */
#define DEFAULT_RADIUS_MM 1.0
#define BISECTIONS        40

typedef struct {
    MarchFeature *feature;
    MarchPoint point;
    double radius;
    gboolean visible;
    gboolean done;
} Symbol;

static double
radius_of(const MarchStyle *style,
          const char *location,
          const MarchFeature *feature,
          double zoom)
{
    MarchStyleContext context = {.zoom = zoom, .feature = feature};
    double radius = 0;

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        const MarchStyleSource *source = march_style_layer_get_source(layer);
        MarchCirclePaint paint;

        if (march_style_layer_get_type(layer) != MARCH_STYLE_CIRCLE || source == NULL ||
            g_strcmp0(source->location, location) != 0 ||
            march_style_layer_get_legend(layer) == NULL ||
            !march_style_layer_get_legend(layer)->nested_circles ||
            !march_style_layer_is_visible(layer, zoom) ||
            !march_style_layer_accepts(layer, &context)) {
            continue;
        }
        march_style_layer_get_circle(layer, &context, &paint);
        radius = MAX(radius, (paint.radius + paint.stroke_width) * MM_PER_PX);
    }
    return radius > 0 ? radius : DEFAULT_RADIUS_MM;
}

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
        symbol.radius = radius_of(style, location, symbol.feature, zoom);
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
        return low;
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

static void
leader_add(MarchFeatures *leaders, MarchLonLat from, MarchLonLat to)
{
    MarchGeometry *line = march_geometry_new(MARCH_GEOMETRY_LINE);
    const MarchLonLat ends[] = {from, to};

    march_geometry_add_part(line, ends, 2, FALSE);
    march_features_add(leaders, line);
}

static void
group_fan_out(MarchFeatures *incidents,
              const GPtrArray *group,
              const MarchFrame *frame,
              MarchFeatures *leaders)
{
    const Symbol *first = g_ptr_array_index(group, 0);
    MarchLonLat place =
        g_array_index(first->feature->geometry->positions, MarchLonLat, 0);
    double ring = ring_radius(group);
    /* The first, largest one stands above the place, the rest follow clockwise. */
    double angle = group->len == 2 ? G_PI : -G_PI / 2;

    march_features_add(leaders, march_geometry_new_point(place));
    for (guint i = 0; i < group->len; i++) {
        const Symbol *symbol = g_ptr_array_index(group, i);
        const Symbol *next = g_ptr_array_index(group, (i + 1) % group->len);
        MarchPoint at = {first->point.x + ring * cos(angle),
                         first->point.y + ring * sin(angle)};
        MarchLonLat position;

        if (march_frame_unproject(frame, at, &position)) {
            leader_add(leaders, place, position);
            g_array_index(symbol->feature->geometry->positions, MarchLonLat, 0) =
                position;
            march_features_set_boolean(incidents, symbol->feature, "fanned", TRUE);
        }
        angle +=
            group->len == 2
                ? G_PI
                : 2 * asin(MIN((symbol->radius + next->radius + GAP_MM) / (2 * ring),
                               1));
    }
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

        for (guint j = i; j < symbols->len && first->visible; j++) {
            Symbol *other = &g_array_index(symbols, Symbol, j);

            if (other->visible && !other->done &&
                hypot(other->point.x - first->point.x,
                      other->point.y - first->point.y) < SAME_POINT_MM) {
                other->done = TRUE;
                g_ptr_array_add(group, other);
            }
        }
        if (group->len > 1) {
            group_fan_out(incidents, group, frame, leaders);
        }
    }
    return leaders;
}
