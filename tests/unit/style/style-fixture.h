/* SPDX-License-Identifier: MIT */
/**
 * Styles and features of a few lines, for tests.
 */
#ifndef MARCH_TEST_STYLE_FIXTURE_H
#define MARCH_TEST_STYLE_FIXTURE_H

#include <string.h>

#include "style/style.h"

/** A style with one source "s" and the given layers; NULL with @error. */
static inline MarchStyle *
style_with_layers(const char *layers, MarchDiagnostics *diagnostics, GError **error)
{
    g_autofree char *text = g_strdup_printf(
        "{\"version\":8,\"state\":{\"tint\":{\"default\":\"#00ff00\"},"
        "\"figure-first\":{\"default\":\"\"}},"
        "\"sources\":{\"s\":{\"type\":\"geojson\",\"data\":\"pack:land\"}},"
        "\"layers\":[%s]}",
        layers);

    return march_style_parse(text, strlen(text), "test.json", NULL, diagnostics, error);
}

/** A feature with the property "x", a number, and "name", a string. */
static inline MarchFeature *
feature_with(MarchFeatures *features, double x, const char *name)
{
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point((MarchLonLat){70.5, 40}));

    march_features_set_number(features, feature, "x", x);
    march_features_set_string(features, feature, "name", name);
    return feature;
}

#endif
