/* SPDX-License-Identifier: MIT */
/**
 * Features: geometries with properties, and the set that owns them.
 *
 * A set owns its features and, through its arena, all their strings. A feature
 * keeps the order in which it was added.
 */
#ifndef MARCH_GEO_FEATURE_H
#define MARCH_GEO_FEATURE_H

#include "base/error.h"
#include "base/value.h"
#include "geometry.h"

typedef struct {
    const char *key;
    MarchValue value;
} MarchProperty;

typedef struct {
    gint64 id;               /**< -1 when the source has none */
    MarchGeometry *geometry; /**< owned by the feature */
    GArray *properties;      /**< of MarchProperty, in the order set */
    MarchLocation where;     /**< the row or feature it came from, if known */
} MarchFeature;

typedef struct MarchFeatures MarchFeatures;

MarchFeatures *march_features_new(void);
void march_features_free(MarchFeatures *features);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFeatures, march_features_free)

/** Adds a feature that takes ownership of @geometry; borrowed until the set is freed. */
MarchFeature *march_features_add(MarchFeatures *features, MarchGeometry *geometry);
guint march_features_count(const MarchFeatures *features);
const MarchFeature *march_features_get(const MarchFeatures *features, guint index);
/** As march_features_get(), for setting properties; borrowed. */
MarchFeature *march_features_edit(MarchFeatures *features, guint index);
/** Appends a copy of @feature with its properties. */
void march_features_append_one(MarchFeatures *features, const MarchFeature *feature);
/** Appends copies of all features of @other, with their properties. */
void march_features_append(MarchFeatures *features, const MarchFeatures *other);
/** The arena that strings, arrays and objects of the properties live in. */
MarchValueArena *march_features_get_arena(MarchFeatures *features);

void march_features_set_string(MarchFeatures *features,
                               MarchFeature *feature,
                               const char *key,
                               const char *string);
void march_features_set_number(MarchFeatures *features,
                               MarchFeature *feature,
                               const char *key,
                               double number);
void march_features_set_boolean(MarchFeatures *features,
                                MarchFeature *feature,
                                const char *key,
                                gboolean boolean);
/** Strings and containers in @value must live in the set's arena. */
void march_features_set_value(MarchFeatures *features,
                              MarchFeature *feature,
                              const char *key,
                              MarchValue value);

/** The property @key, or NULL. */
const MarchValue *march_feature_get(const MarchFeature *feature, const char *key);
/** The string property @key, or NULL when missing or not a string. */
const char *march_feature_get_string(const MarchFeature *feature, const char *key);
/** The number property @key, or @fallback. */
double
march_feature_get_number(const MarchFeature *feature, const char *key, double fallback);

#endif
