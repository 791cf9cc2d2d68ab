/* SPDX-License-Identifier: MIT */
/** Random borders for the property tests: crooked lines and rings between AA and BB. */
#ifndef MARCH_TESTS_BORDERS_RANDOM_H
#define MARCH_TESTS_BORDERS_RANDOM_H

#include <math.h>

#include "borders/borders.h"

#define RANDOM_LINE_VERTICES 60
#define RANDOM_RING_VERTICES 24

/** A crooked line that does not cross itself, west to east. */
static inline void
random_line(MarchLonLat *line)
{
    double lat = g_test_rand_double_range(-60, 60);

    for (int i = 0; i < RANDOM_LINE_VERTICES; i++) {
        line[i] = (MarchLonLat){20 + i * 0.05 + g_test_rand_double_range(0, 0.03),
                                lat + g_test_rand_double_range(0, 0.2)};
    }
}

/** A ring north of the line. */
static inline void
random_ring(const MarchLonLat *line, MarchLonLat *ring)
{
    MarchLonLat center = {21.5, line[0].lat + 0.8};

    for (int i = 0; i < RANDOM_RING_VERTICES; i++) {
        double angle = 2 * G_PI * i / RANDOM_RING_VERTICES;
        double radius = g_test_rand_double_range(0.1, 0.3);

        ring[i] = (MarchLonLat){center.lon + radius * cos(angle),
                                center.lat + radius * sin(angle)};
    }
}

static inline void
random_add(MarchFeatures *features,
           MarchLonLat *positions,
           guint count,
           gboolean is_first_left)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchFeature *feature;

    if (g_test_rand_bit()) {
        for (guint i = 0, j = count - 1; i < j; i++, j--) {
            MarchLonLat swap = positions[i];

            positions[i] = positions[j];
            positions[j] = swap;
        }
        is_first_left = !is_first_left;
    }
    march_geometry_add_part(geometry, positions, count, FALSE);
    feature = march_features_add(features, geometry);
    march_features_set_string(features, feature, "left", is_first_left ? "AA" : "BB");
    march_features_set_string(features, feature, "right", is_first_left ? "BB" : "AA");
}

/** The line and the ring, broken at random vertices, parts shuffled and turned. */
static inline MarchFeatures *
random_parts(const MarchLonLat *line, const MarchLonLat *ring)
{
    MarchFeatures *features = march_features_new();
    guint starts[RANDOM_LINE_VERTICES + RANDOM_RING_VERTICES];
    guint ends[RANDOM_LINE_VERTICES + RANDOM_RING_VERTICES];
    guint order[RANDOM_LINE_VERTICES + RANDOM_RING_VERTICES], n = 0;
    guint n_line;

    for (guint start = 0; start + 1 < RANDOM_LINE_VERTICES; n++) {
        guint step = (guint)g_test_rand_int_range(1, 20);

        starts[n] = start;
        ends[n] = MIN(start + step, RANDOM_LINE_VERTICES - 1);
        start = ends[n];
    }
    n_line = n;
    for (guint start = 0; start < RANDOM_RING_VERTICES; n++) {
        guint step = (guint)g_test_rand_int_range(1, 12);

        starts[n] = start;
        ends[n] = MIN(start + step, RANDOM_RING_VERTICES);
        start = ends[n];
    }
    for (guint i = 0; i < n; i++) {
        order[i] = i;
    }
    for (guint i = n - 1; i > 0; i--) {
        guint j = (guint)g_test_rand_int_range(0, (gint32)i + 1), swap = order[i];

        order[i] = order[j];
        order[j] = swap;
    }
    for (guint i = 0; i < n; i++) {
        MarchLonLat part[RANDOM_LINE_VERTICES];
        guint which = order[i], count = 0;

        for (guint j = starts[which]; j <= ends[which]; j++) {
            part[count++] = which < n_line ? line[j] : ring[j % RANDOM_RING_VERTICES];
        }
        random_add(features, part, count, TRUE);
    }
    return features;
}

#endif
