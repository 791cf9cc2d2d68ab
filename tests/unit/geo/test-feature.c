/* SPDX-License-Identifier: MIT */
#include "geo/feature.h"

static void
test_properties_keep_their_order_and_types(void)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point((MarchLonLat){70, 40}));

    march_features_set_string(features, feature, "left", "KG");
    march_features_set_number(features, feature, "km", 12.5);
    march_features_set_boolean(features, feature, "enclave", TRUE);
    march_features_set_string(features, feature, "left", "TJ");
    g_assert_cmpuint(feature->properties->len, ==, 3);
    g_assert_cmpstr(march_feature_get_string(feature, "left"), ==, "TJ");
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "km", 0), 12.5,
                                   1e-12);
    g_assert_null(march_feature_get_string(feature, "km"));
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "left", -1), -1,
                                   1e-12);
    g_assert_null(march_feature_get(feature, "right"));
    g_assert_cmpstr(g_array_index(feature->properties, MarchProperty, 2).key, ==,
                    "enclave");
}

static void
test_features_keep_their_order(void)
{
    g_autoptr(MarchFeatures) features = march_features_new();

    for (int i = 0; i < 100; i++) {
        MarchFeature *feature =
            march_features_add(features, march_geometry_new_point((MarchLonLat){i, 0}));

        feature->id = i;
    }
    g_assert_cmpuint(march_features_count(features), ==, 100);
    g_assert_cmpint(march_features_get(features, 42)->id, ==, 42);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/feature/properties-keep-their-order-and-types",
                    test_properties_keep_their_order_and_types);
    g_test_add_func("/geo/feature/features-keep-their-order",
                    test_features_keep_their_order);
    return g_test_run();
}
