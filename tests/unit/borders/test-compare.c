/* SPDX-License-Identifier: MIT */
#include "border-fixture.h"

static const char *const VIEWS[] = {"defacto", "AA", "BB", NULL};

static void
test_equal_views_have_no_difference(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchFeatures) differences = NULL;

    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    differences = march_borders_compare_views(borders, MARCH_DATE_NONE, VIEWS);
    g_assert_cmpuint(march_features_count(differences), ==, 0);
}

static void
test_a_claim_makes_one(void)
{
    static const char *const CLAIMS[] = {"AA", "international", "BB", "unrecognised",
                                         NULL};
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchFeatures) differences = NULL;
    const MarchFeature *feature;

    request.claims = CLAIMS;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    differences = march_borders_compare_views(borders, MARCH_DATE_NONE, VIEWS);
    g_assert_cmpuint(march_features_count(differences), ==, 1);
    feature = march_features_get(differences, 0);
    g_assert_cmpstr(march_feature_get_string(feature, "section"), ==, "Test section");
    g_assert_cmpstr(march_feature_get_string(feature, "words-0"), ==,
                    "Disputed section");
    g_assert_cmpstr(march_feature_get_string(feature, "words-1"), ==,
                    "International boundary");
    g_assert_cmpstr(march_feature_get_string(feature, "words-2"), ==, "");
    g_assert_cmpfloat_with_epsilon(march_geometry_length(feature->geometry), 51222, 50);
}

static void
test_a_section_out_of_force_makes_none(void)
{
    static const char *const CLAIMS[] = {"AA", "unrecognised", NULL};
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchFeatures) differences = NULL;
    MarchDate day = MARCH_DATE_NONE;

    g_assert_true(march_date_parse("2000-01-01", &request.valid.to));
    g_assert_true(march_date_parse("2020-01-01", &day));
    request.claims = CLAIMS;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    differences = march_borders_compare_views(borders, day, VIEWS);
    g_assert_cmpuint(march_features_count(differences), ==, 0);
}

/* Land with two claimants differs without any section. */
static void
test_sides_that_several_claim(void)
{
    static const MarchLonLat LINE[] = {{10, 5}, {11, 5}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();
    g_autoptr(MarchFeatures) differences = NULL;
    const MarchFeature *feature;

    fixture_add_line(lines, "AA/BB", "BB", LINE, G_N_ELEMENTS(LINE));
    march_borders_add_lines(borders, lines, "a test", NULL);
    differences = march_borders_compare_views(borders, MARCH_DATE_NONE, VIEWS);
    g_assert_cmpuint(march_features_count(differences), ==, 1);
    feature = march_features_get(differences, 0);
    g_assert_cmpstr(march_feature_get_string(feature, "words-1"), ==,
                    "International boundary");
    g_assert_cmpstr(march_feature_get_string(feature, "words-2"), ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/compare/equal-views-have-no-difference",
                    test_equal_views_have_no_difference);
    g_test_add_func("/borders/compare/a-claim-makes-one", test_a_claim_makes_one);
    g_test_add_func("/borders/compare/a-section-out-of-force-makes-none",
                    test_a_section_out_of_force_makes_none);
    g_test_add_func("/borders/compare/sides-that-several-claim",
                    test_sides_that_several_claim);
    return g_test_run();
}
