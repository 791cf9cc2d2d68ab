/* SPDX-License-Identifier: MIT */
#include "extent-layers.h"

#include "geodata/layer.h"

static gboolean
holds(const MarchFeature *feature, MarchDate as_of)
{
    const char *text = march_feature_get_string(feature, "valid");
    MarchDateRange valid;

    return text == NULL || !march_date_range_parse(text, &valid) ||
           march_date_range_contains(valid, as_of);
}

/* What is wrong with the file is told where it is drawn from; an error stops here too. */
static gboolean
file_collect(GArray *positions,
             const char *path,
             const char *layer,
             MarchDate as_of,
             GError **error)
{
    g_autoptr(MarchFeatures) features = NULL;
    MarchLayerOptions options;

    march_layer_options_init(&options);
    options.layer = layer;
    features = march_layer_read(path, &options, NULL, error);
    if (features == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        if (feature->geometry->type != MARCH_GEOMETRY_POINT && holds(feature, as_of)) {
            g_array_append_vals(positions, feature->geometry->positions->data,
                                feature->geometry->positions->len);
        }
    }
    return TRUE;
}

static gboolean
files_collect(GArray *positions,
              const GPtrArray *paths,
              MarchDate as_of,
              GError **error)
{
    for (guint i = 0; i < paths->len; i++) {
        if (!file_collect(positions, g_ptr_array_index(paths, i), NULL, as_of, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_extent_collect_layers(GArray *positions, const MarchSpec *spec, GError **error)
{
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->geometry != NULL &&
            march_date_range_contains(section->valid, spec->as_of) &&
            !file_collect(positions, section->geometry, NULL, spec->as_of, error)) {
            return FALSE;
        }
    }
    for (guint i = 0; i < spec->areas->len; i++) {
        const MarchSpecArea *area = g_ptr_array_index(spec->areas, i);

        if (area->geometry != NULL &&
            march_date_range_contains(area->valid, spec->as_of) &&
            !file_collect(positions, area->geometry, area->layer, spec->as_of, error)) {
            return FALSE;
        }
    }
    return files_collect(positions, spec->section_layers, spec->as_of, error) &&
           files_collect(positions, spec->area_layers, spec->as_of, error);
}
