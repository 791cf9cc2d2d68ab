/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "border-fixture.h"

static void
test_side_and_distance(void)
{
    static const struct {
        MarchLonLat position;
        const char *country;
        double km;
    } CASES[] = {
        {{70.5, 40.02}, "AA", 2.22},    {{70.5, 39.98}, "BB", 2.22},
        {{70.5, 40.2}, "BB", 4.26},     /* in the exclave */
        {{70.5, 40.145}, "AA", 0.56},   /* south of it */
        {{70.44, 40.26}, "AA", 1.4},    /* off its corner */
        {{70.451, 40.249}, "BB", 0.09}, /* inside that corner */
    };
    g_autoptr(MarchBorders) borders = fixture_new_borders();

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GArray) sides = march_borders_find_sides(borders, CASES[i].position);
        const MarchBorderSide *side;

        g_assert_cmpuint(sides->len, ==, 1);
        side = &g_array_index(sides, MarchBorderSide, 0);
        g_assert_cmpstr(side->country, ==, CASES[i].country);
        g_assert_cmpfloat_with_epsilon(side->distance_km, CASES[i].km, 0.02);
        g_assert_cmpstr(side->data, ==, "the fixture");
    }
}

/* A hairpin whose acute tip points at the position: one edge alone would lie. */
static void
test_acute_corner(void)
{
    MarchLonLat hairpin[] = {{70, 40}, {71, 40.05}, {70, 40.1}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();

    fixture_add_line(lines, "IN", "OUT", hairpin, 3);
    march_borders_add_lines(borders, lines, NULL, NULL);
    for (double lat = 40.03; lat < 40.075; lat += 0.005) {
        g_autoptr(GArray) sides =
            march_borders_find_sides(borders, (MarchLonLat){71.05, lat});

        g_assert_cmpstr(g_array_index(sides, MarchBorderSide, 0).country, ==, "OUT");
    }
}

static void
test_warnings(void)
{
    MarchLonLat other[] = {{70, 40.03}, {71, 40.03}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) sure = march_diagnostics_new();
    g_autoptr(MarchDiagnostics) flips = march_diagnostics_new();
    g_autoptr(MarchDiagnostics) close = march_diagnostics_new();

    fixture_add_line(lines, "AA", "BB", other, 2);
    march_borders_add_lines(borders, lines, "other data", NULL);
    march_borders_check_side(borders, "North", "AA", (MarchLonLat){70.2, 40.1},
                             MARCH_LOCATION_NONE, sure);
    g_assert_cmpuint(march_diagnostics_count(sure), ==, 1);
    g_assert_true(fixture_has_diagnostic(sure, "side-of-border"));
    march_borders_check_side(borders, "Between", NULL, (MarchLonLat){70.2, 40.015},
                             MARCH_LOCATION_NONE, flips);
    g_assert_true(fixture_has_diagnostic(flips, "side-depends-on-data"));
    march_borders_check_side(borders, "Near", NULL, (MarchLonLat){70.2, 40.032},
                             MARCH_LOCATION_NONE, close);
    g_assert_true(fixture_has_diagnostic(close, "side-is-uncertain"));
    g_assert_false(fixture_has_diagnostic(close, "side-depends-on-data"));
    march_borders_check_side(borders, "North", "BB", (MarchLonLat){70.2, 40.1},
                             MARCH_LOCATION_NONE, sure);
    g_assert_true(fixture_has_diagnostic(sure, "side-differs"));
}

/* Data that have another border only say nothing of this one. */
static void
test_other_borders_do_not_count(void)
{
    MarchLonLat far[] = {{70, 30}, {71, 30}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GArray) sides = NULL;

    fixture_add_line(lines, "CC", "DD", far, 2);
    march_borders_add_lines(borders, lines, "other data", NULL);
    sides = march_borders_find_sides(borders, (MarchLonLat){70.2, 40.1});
    g_assert_cmpuint(sides->len, ==, 1);
    g_assert_cmpstr(g_array_index(sides, MarchBorderSide, 0).country, ==, "AA");
    march_borders_check_side(borders, "North", "AA", (MarchLonLat){70.2, 40.1},
                             MARCH_LOCATION_NONE, diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
}

/* Each set of data has an error of its own: given, or known for its kind. */
static void
test_errors_of_data(void)
{
    static const struct {
        const char *key, *value;
        double given, error_m;
    } CASES[] = {
        {"CC1", "AA", NAN, 100},
        {"CC1", "AA", 30, 30},
        {"featurecla", "International boundary", NAN, 1850},
        {"boundary", "administrative", NAN, 320},
        {"kind", "land", NAN, 320},
        {"kind", "land", 5000, 5000},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchLonLat line[] = {{70, 40}, {71, 40}};
        g_autoptr(MarchFeatures) lines = march_features_new();
        g_autoptr(MarchBorders) borders = march_borders_new();
        const MarchBorderData data = {"data", CASES[i].given, NULL};
        MarchFeature *feature = fixture_add_line(lines, "AA", "BB", line, 2);
        g_autoptr(GArray) sides = NULL;
        g_autoptr(GArray) list = NULL;
        g_autoptr(MarchFeatures) bands = NULL;
        const MarchBorderSide *side;

        march_features_set_string(lines, feature, CASES[i].key, CASES[i].value);
        march_features_set_number(lines, feature, "RANK", 1);
        march_borders_add_data(borders, lines, &data, NULL);
        sides = march_borders_find_sides(borders, (MarchLonLat){70.2, 40.002});
        side = &g_array_index(sides, MarchBorderSide, 0);
        g_assert_cmpfloat_with_epsilon(side->error_m, CASES[i].error_m, 1e-9);
        g_assert_cmpint(march_border_side_is_uncertain(side), ==,
                        CASES[i].error_m > 222.4);
        list = march_borders_list_data(borders, (MarchBox){60, 30, 80, 50});
        g_assert_cmpuint(list->len, ==, 1);
        bands = march_borders_select_errors(borders, (MarchBox){60, 30, 80, 50});
        g_assert_cmpuint(march_features_count(bands), ==, 1);
        g_assert_cmpfloat_with_epsilon(
            march_feature_get_number(march_features_get(bands, 0), "error-m", 0),
            CASES[i].error_m, 1e-9);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/side/side-and-distance", test_side_and_distance);
    g_test_add_func("/borders/side/acute-corner", test_acute_corner);
    g_test_add_func("/borders/side/warnings", test_warnings);
    g_test_add_func("/borders/side/other-borders-do-not-count",
                    test_other_borders_do_not_count);
    g_test_add_func("/borders/side/errors-of-data", test_errors_of_data);
    return g_test_run();
}
