/* SPDX-License-Identifier: MIT */
#include "borders/class-map.h"

/* key, value, key, value... of a feature, and what it must mean. */
static const struct {
    const char *properties[10];
    const char *left, *right;
    MarchBorderStatus status;
    gboolean is_known;
} CASES[] = {
    {{"left", "KG", "right", "TJ", "kind", "land"},
     "KG",
     "TJ",
     MARCH_BORDER_INTERNATIONAL,
     TRUE},
    {{"left", "KE", "right", "KE/SS", "kind", "claim"},
     "KE",
     "KE/SS",
     MARCH_BORDER_DISPUTED,
     TRUE},
    {{"left", "CN", "right", "HK", "kind", "dependency"},
     "CN",
     "HK",
     MARCH_BORDER_ADMINISTRATIVE,
     TRUE},
    {{"left", "KG", "right", "TJ", "kind", "hedge"},
     "KG",
     "TJ",
     MARCH_BORDER_INTERNATIONAL,
     FALSE},
    {{"left", "KG", "right", "TJ", "status", "lease"},
     "KG",
     "TJ",
     MARCH_BORDER_LEASE,
     TRUE},
    {{"FEATURECLA", "International boundary (verify)", "adm0_a3_l", "KGZ", "adm0_a3_r",
      "TJK"},
     "KG",
     "TJ",
     MARCH_BORDER_INTERNATIONAL,
     TRUE},
    {{"featurecla", "Line of control (please verify)", "ADM0_A3_L", "IND", "ADM0_A3_R",
      "PAK"},
     "IN",
     "PK",
     MARCH_BORDER_LINE_OF_CONTROL,
     TRUE},
    {{"featurecla", "Indeterminant frontier", "adm0_a3_l", "SAU", "adm0_a3_r", "YEM"},
     "SA",
     "YE",
     MARCH_BORDER_UNDELIMITED,
     TRUE},
    /* Values are matched exactly: a corrected spelling is not one of theirs. */
    {{"featurecla", "Indeterminate frontier", "adm0_a3_l", "SAU", "adm0_a3_r", "YEM"},
     "SA",
     "YE",
     MARCH_BORDER_INTERNATIONAL,
     FALSE},
    {{"CC1", "KG", "CC2", "TJ", "RANK", "1", "STATUS", "International Boundary"},
     "KG",
     "TJ",
     MARCH_BORDER_INTERNATIONAL,
     TRUE},
    {{"CC1", "IN", "CC2", "PK", "RANK", "2"}, "IN", "PK", MARCH_BORDER_DISPUTED, TRUE},
    {{"CC1", "CU", "CC2", "US", "RANK", "3"},
     "CU",
     "US",
     MARCH_BORDER_ADMINISTRATIVE,
     TRUE},
    {{"left", "IN", "right", "PK", "boundary", "disputed"},
     "IN",
     "PK",
     MARCH_BORDER_DISPUTED,
     TRUE},
    {{"left", "IN", "right", "PK", "boundary", "claim", "claimed_by", "IN"},
     "IN",
     "PK",
     MARCH_BORDER_CLAIMED,
     TRUE},
    {{"left", "IN", "right", "PK", "boundary", "administrative", "disputed", "no"},
     "IN",
     "PK",
     MARCH_BORDER_INTERNATIONAL,
     TRUE},
    {{"left", "IN", "right", "PK", "boundary", "administrative", "disputed_by", "PK"},
     "IN",
     "PK",
     MARCH_BORDER_DISPUTED,
     TRUE},
};

static void
test_attributes_of_known_files(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchFeatures) features = march_features_new();
        MarchFeature *feature =
            march_features_add(features, march_geometry_new(MARCH_GEOMETRY_LINE));
        MarchLineAttributes attributes;

        for (gsize j = 0; CASES[i].properties[j] != NULL; j += 2) {
            march_features_set_string(features, feature, CASES[i].properties[j],
                                      CASES[i].properties[j + 1]);
        }
        march_line_attributes_read(feature, &attributes);
        g_assert_cmpstr(attributes.left, ==, CASES[i].left);
        g_assert_cmpstr(attributes.right, ==, CASES[i].right);
        g_assert_cmpint(attributes.status, ==, CASES[i].status);
        g_assert_cmpint(attributes.is_known, ==, CASES[i].is_known);
        march_line_attributes_clear(&attributes);
    }
}

static void
test_natural_earth_views_become_claims(void)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_new(MARCH_GEOMETRY_LINE));
    MarchLineAttributes attributes;

    march_features_set_string(features, feature, "FEATURECLA", "Claim boundary");
    march_features_set_string(features, feature, "FCLASS_IL", "Unrecognized");
    march_features_set_string(features, feature, "fclass_iso",
                              "International boundary (verify)");
    march_features_set_value(features, feature, "FCLASS_US", MARCH_VALUE_NONE);
    march_line_attributes_read(feature, &attributes);
    g_assert_cmpint(attributes.status, ==, MARCH_BORDER_CLAIMED);
    g_assert_cmpuint(attributes.claims->len, ==, 4);
    g_assert_cmpstr(attributes.claims->pdata[0], ==, "IL");
    g_assert_cmpstr(attributes.claims->pdata[1], ==, "unrecognised");
    g_assert_cmpstr(attributes.claims->pdata[2], ==, "ISO");
    g_assert_cmpstr(attributes.claims->pdata[3], ==, "international");
    march_line_attributes_clear(&attributes);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/class-map/attributes-of-known-files",
                    test_attributes_of_known_files);
    g_test_add_func("/borders/class-map/natural-earth-views-become-claims",
                    test_natural_earth_views_become_claims);
    return g_test_run();
}
