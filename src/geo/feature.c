/* SPDX-License-Identifier: MIT */
#include "feature.h"

#include <string.h>

struct MarchFeatures {
    GPtrArray *items; /* of MarchFeature */
    MarchValueArena *arena;
};

static void
feature_free(gpointer data)
{
    MarchFeature *feature = data;

    march_geometry_free(feature->geometry);
    g_array_unref(feature->properties);
    g_free(feature);
}

MarchFeatures *
march_features_new(void)
{
    MarchFeatures *features = g_new0(MarchFeatures, 1);

    features->items = g_ptr_array_new_with_free_func(feature_free);
    features->arena = march_value_arena_new();
    return features;
}

void
march_features_free(MarchFeatures *features)
{
    if (features == NULL) {
        return;
    }
    g_ptr_array_unref(features->items);
    march_value_arena_free(features->arena);
    g_free(features);
}

MarchFeature *
march_features_add(MarchFeatures *features, MarchGeometry *geometry)
{
    MarchFeature *feature = g_new0(MarchFeature, 1);

    feature->id = -1;
    feature->geometry = geometry;
    feature->properties = g_array_new(FALSE, FALSE, sizeof(MarchProperty));
    g_ptr_array_add(features->items, feature);
    return feature;
}

guint
march_features_count(const MarchFeatures *features)
{
    return features->items->len;
}

const MarchFeature *
march_features_get(const MarchFeatures *features, guint index)
{
    g_assert(index < features->items->len);
    return g_ptr_array_index(features->items, index);
}

MarchValueArena *
march_features_get_arena(MarchFeatures *features)
{
    return features->arena;
}

void
march_features_set_string(MarchFeatures *features,
                          MarchFeature *feature,
                          const char *key,
                          const char *string)
{
    const char *interned = march_value_arena_intern(features->arena, string);

    march_features_set_value(features, feature, key, march_value_string(interned));
}

void
march_features_set_number(MarchFeatures *features,
                          MarchFeature *feature,
                          const char *key,
                          double number)
{
    march_features_set_value(features, feature, key, march_value_number(number));
}

void
march_features_set_boolean(MarchFeatures *features,
                           MarchFeature *feature,
                           const char *key,
                           gboolean boolean)
{
    march_features_set_value(features, feature, key, march_value_boolean(boolean));
}

static MarchProperty *
find_property(const MarchFeature *feature, const char *key)
{
    for (guint i = 0; i < feature->properties->len; i++) {
        MarchProperty *property = &g_array_index(feature->properties, MarchProperty, i);

        if (strcmp(property->key, key) == 0) {
            return property;
        }
    }
    return NULL;
}

void
march_features_set_value(MarchFeatures *features,
                         MarchFeature *feature,
                         const char *key,
                         MarchValue value)
{
    MarchProperty *existing = find_property(feature, key);
    MarchProperty property;

    if (existing != NULL) {
        existing->value = value;
        return;
    }
    property = (MarchProperty){march_value_arena_intern(features->arena, key), value};
    g_array_append_val(feature->properties, property);
}

const MarchValue *
march_feature_get(const MarchFeature *feature, const char *key)
{
    const MarchProperty *property = find_property(feature, key);

    return property != NULL ? &property->value : NULL;
}

const char *
march_feature_get_string(const MarchFeature *feature, const char *key)
{
    const MarchValue *value = march_feature_get(feature, key);

    return value != NULL && value->type == MARCH_VALUE_STRING ? value->as.string : NULL;
}

double
march_feature_get_number(const MarchFeature *feature, const char *key, double fallback)
{
    const MarchValue *value = march_feature_get(feature, key);

    return value != NULL && value->type == MARCH_VALUE_NUMBER ? value->as.number
                                                              : fallback;
}

MarchFeature *
march_features_edit(MarchFeatures *features, guint index)
{
    g_assert(index < features->items->len);
    return g_ptr_array_index(features->items, index);
}

void
march_features_append_one(MarchFeatures *features, const MarchFeature *feature)
{
    MarchFeature *into =
        march_features_add(features, march_geometry_copy(feature->geometry));

    into->id = feature->id;
    into->where = feature->where;
    for (guint i = 0; i < feature->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(feature->properties, MarchProperty, i);

        march_features_set_value(
            features, into, property->key,
            march_value_arena_copy(features->arena, &property->value));
    }
}

void
march_features_append(MarchFeatures *features, const MarchFeatures *other)
{
    for (guint i = 0; i < other->items->len; i++) {
        march_features_append_one(features, g_ptr_array_index(other->items, i));
    }
}
