/* SPDX-License-Identifier: MIT */
/**
 * A small border for tests: AA in the north and BB in the south of a line along
 * 40 N from 70 E to 71 E in three parts, and an exclave of BB, a square ring of
 * 0.1 degrees round 70.5 E 40.2 N, in two.
 */
#ifndef MARCH_TESTS_BORDER_FIXTURE_H
#define MARCH_TESTS_BORDER_FIXTURE_H

#include <string.h>

#include "borders/borders.h"

static inline MarchFeature *
fixture_add_line(MarchFeatures *features,
                 const char *left,
                 const char *right,
                 const MarchLonLat *positions,
                 guint count)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchFeature *feature;

    march_geometry_add_part(geometry, positions, count, FALSE);
    feature = march_features_add(features, geometry);
    march_features_set_string(features, feature, "left", left);
    march_features_set_string(features, feature, "right", right);
    return feature;
}

static inline MarchFeatures *
fixture_new_lines(void)
{
    static const MarchLonLat WEST[] = {{70.3, 40}, {70.1, 40}, {70, 40}};
    static const MarchLonLat MIDDLE[] = {{70.3, 40}, {70.5, 40}, {70.7, 40}};
    static const MarchLonLat EAST[] = {{71, 40}, {70.7, 40}};
    static const MarchLonLat RING_1[] = {
        {70.45, 40.15}, {70.55, 40.15}, {70.55, 40.25}};
    static const MarchLonLat RING_2[] = {
        {70.45, 40.15}, {70.45, 40.25}, {70.55, 40.25}};
    MarchFeatures *features = march_features_new();

    fixture_add_line(features, "BB", "AA", WEST, G_N_ELEMENTS(WEST));
    fixture_add_line(features, "AA", "BB", MIDDLE, G_N_ELEMENTS(MIDDLE));
    fixture_add_line(features, "BB", "AA", EAST, G_N_ELEMENTS(EAST));
    fixture_add_line(features, "BB", "AA", RING_1, G_N_ELEMENTS(RING_1));
    fixture_add_line(features, "AA", "BB", RING_2, G_N_ELEMENTS(RING_2));
    return features;
}

static inline MarchBorders *
fixture_new_borders(void)
{
    g_autoptr(MarchFeatures) lines = fixture_new_lines();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchBorders *borders = march_borders_new();

    march_borders_add_lines(borders, lines, "the fixture", diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
    return borders;
}

/** A disputed section from @from to @to on the parallel of 40 N. */
static inline MarchCutRequest
fixture_request(double from, double to)
{
    return (MarchCutRequest){
        .name = "Test section",
        .between = {"BB", "AA"},
        .kind = MARCH_CUT_FROM_TO,
        .from = {"West", {from, 40.01}, 0},
        .to = {"East", {to, 39.99}, 0},
        .status = MARCH_BORDER_DISPUTED,
        .source = "a test",
    };
}

static inline gboolean
fixture_has_diagnostic(const MarchDiagnostics *diagnostics, const char *code)
{
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        if (strcmp(march_diagnostics_get(diagnostics, i)->code, code) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

#endif
