/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "border-fixture.h"

/* Geodesic km of a degree of the parallel of 40 N in these short steps. */
#define KM_PER_DEGREE 85.394

static void
test_from_to(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    MarchCutRequest request = fixture_request(70.8, 70.2);
    const MarchSection *section =
        march_borders_cut(borders, &request, diagnostics, &error);

    g_assert_no_error(error);
    /* In the direction asked for: westwards here. */
    g_assert_cmpfloat_with_epsilon(section->start.lon, 70.8, 1e-6);
    g_assert_cmpfloat_with_epsilon(section->end.lon, 70.2, 1e-6);
    g_assert_cmpfloat_with_epsilon(section->length_km, 0.6 * KM_PER_DEGREE, 0.05);
    g_assert_cmpfloat_with_epsilon(section->from_snap_km, 1.11, 0.01);
    g_assert_true(fixture_has_diagnostic(diagnostics, "far-snap"));
    g_assert_cmpstr(
        section->sentence, ==,
        "Test section: AA–BB border from West to East, disputed; about 51 km "
        "as the fixture draws it, not a surveyed length; source: a test");
}

static void
test_shorter_way_round_a_ring_unless_via(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70, 71);
    MarchCutPlace via = {"North", {70.5, 40.26}, 0};
    const MarchSection *section;
    double shorter;

    /* Two places on the ring's south side, a fifth of it apart. */
    request.from = (MarchCutPlace){"A", {70.47, 40.149}, 0};
    request.to = (MarchCutPlace){"B", {70.53, 40.149}, 0};
    section = march_borders_cut(borders, &request, NULL, NULL);
    g_assert_nonnull(section);
    shorter = section->length_km;
    g_assert_cmpfloat_with_epsilon(shorter, 0.06 * 85.2, 0.1);
    request.via = &via;
    request.n_via = 1;
    section = march_borders_cut(borders, &request, NULL, NULL);
    g_assert_nonnull(section);
    g_assert_cmpfloat_with_epsilon(section->length_km + shorter,
                                   2 * 0.1 * 85.2 + 2 * 0.1 * 111.03, 0.1);
}

static void
test_via_out_of_order_is_an_error(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(GError) error = NULL;
    MarchCutRequest request = fixture_request(70.2, 70.8);
    MarchCutPlace via = {"Beyond", {70.9, 40}, 0};

    request.via = &via;
    request.n_via = 1;
    g_assert_null(march_borders_cut(borders, &request, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
}

static void
test_near_takes_every_line_within(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70, 71);
    const MarchSection *section;

    request.kind = MARCH_CUT_NEAR;
    request.from = (MarchCutPlace){"Middle", {70.5, 40.1}, 0};
    request.within_km = 12;
    section = march_borders_cut(borders, &request, NULL, NULL);
    g_assert_nonnull(section);
    g_assert_cmpuint(section->geometry->parts->len, ==, 2);
    for (guint i = 0; i < section->geometry->positions->len; i++) {
        MarchLonLat position =
            g_array_index(section->geometry->positions, MarchLonLat, i);

        g_assert_cmpfloat(march_lon_lat_distance(position, request.from.position), <=,
                          12010);
    }
    /* The chord of the circle on the parallel 11.1 km away. */
    g_assert_cmpfloat(section->length_km, >, 2 * sqrt(12 * 12 - 11.11 * 11.11));
}

static void
test_ring(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70, 71);
    const MarchSection *section;

    request.kind = MARCH_CUT_RING;
    request.from = (MarchCutPlace){"Exclave", {70.5, 40.2}, 0};
    section = march_borders_cut(borders, &request, diagnostics, NULL);
    g_assert_nonnull(section);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
    g_assert_cmpfloat_with_epsilon(section->length_km, 39.2, 0.1);
    g_assert_cmpfloat_with_epsilon(section->start.lon, section->end.lon, 1e-12);
    request.from.position = (MarchLonLat){70.6, 40.2};
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    g_assert_true(fixture_has_diagnostic(diagnostics, "outside-ring"));
}

static void
test_km_and_all(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchBorders) whole = fixture_new_borders();
    MarchCutRequest request = fixture_request(70, 71);
    const MarchSection *section;

    request.kind = MARCH_CUT_KM;
    request.km_from = 10;
    request.km_to = 35;
    section = march_borders_cut(borders, &request, NULL, NULL);
    g_assert_nonnull(section);
    g_assert_cmpfloat_with_epsilon(section->length_km, 25, 1e-6);
    g_assert_cmpfloat_with_epsilon(section->start.lon, 70 + 10 / KM_PER_DEGREE, 1e-3);
    request.kind = MARCH_CUT_ALL;
    section = march_borders_cut(whole, &request, NULL, NULL);
    g_assert_nonnull(section);
    g_assert_cmpuint(section->geometry->parts->len, ==, 2);
}

static void
test_given_line_takes_the_place_of_the_border(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchLonLat line[] = {{70.2, 40.001}, {70.5, 40.05}, {70.8, 40.001}};
    g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchFeatures) selected = NULL;
    MarchCutRequest request = fixture_request(70, 71);
    double west = 0, east = 0;

    march_geometry_add_part(geometry, line, 3, FALSE);
    request.kind = MARCH_CUT_GEOMETRY;
    request.geometry = geometry;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    for (guint i = 0; i < march_features_count(selected); i++) {
        const MarchFeature *feature = march_features_get(selected, i);
        MarchBox box = march_geometry_box(feature->geometry);

        if (march_feature_get(feature, "section") == NULL && box.north < 40.1) {
            west = box.west < 70.1 ? box.east : west;
            east = box.east > 70.9 ? box.west : east;
        }
    }
    g_assert_cmpfloat_with_epsilon(west, 70.2, 1e-4);
    g_assert_cmpfloat_with_epsilon(east, 70.8, 1e-4);
}

static void
test_errors_say_what_is_wrong(void)
{
    enum { TOO_FAR, NO_BORDER, SAME_POINT, TWO_LINES, DATES, KM, NOT_NEAR, COUNT };
    static const struct {
        MarchErrorCode code;
        const char *says;
    } EXPECTED[COUNT] = {
        [TOO_FAR] = {MARCH_ERROR_DATA, "lies 55.5 km from the border AA–BB"},
        [NO_BORDER] = {MARCH_ERROR_UNKNOWN, "there \"CC\" has no border at all"},
        [SAME_POINT] = {MARCH_ERROR_DATA, "same point of the border"},
        [TWO_LINES] = {MARCH_ERROR_DATA, "different, unconnected lines"},
        [DATES] = {MARCH_ERROR_CONFIG, "the end comes before the beginning"},
        [KM] = {MARCH_ERROR_DATA, "beyond the end of the border"},
        [NOT_NEAR] = {MARCH_ERROR_DATA, "the nearest point"},
    };

    for (int i = 0; i < COUNT; i++) {
        g_autoptr(MarchBorders) borders = fixture_new_borders();
        g_autoptr(GError) error = NULL;
        MarchCutRequest request = fixture_request(70.2, 70.8);

        switch (i) {
        case TOO_FAR:
            request.from.position.lat = 39.5;
            break;
        case NO_BORDER:
            request.between[0] = "CC";
            break;
        case SAME_POINT:
            request.to = request.from;
            break;
        case TWO_LINES:
            request.to.position = (MarchLonLat){70.5, 40.2};
            break;
        case DATES:
            request.valid.from.day = 700000;
            request.valid.to.day = 699999;
            break;
        case KM:
            request.kind = MARCH_CUT_KM;
            request.km_from = 1;
            request.km_to = 999;
            break;
        default:
            request.kind = MARCH_CUT_NEAR;
            request.within_km = 1;
            break;
        }
        request.where = march_location_new("figure.yaml", 7, 5);
        g_assert_null(march_borders_cut(borders, &request, NULL, &error));
        g_assert_error(error, MARCH_ERROR, (int)EXPECTED[i].code);
        if (strstr(error->message, EXPECTED[i].says) == NULL) {
            g_test_message("\"%s\" does not say \"%s\"", error->message,
                           EXPECTED[i].says);
            g_test_fail();
        }
        g_assert_cmpint(march_error_get_location(error).line, ==, 7);
    }
}

static void
test_precision_widens_the_limit_and_warns(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70.2, 70.8);

    request.from.position.lat = 39.8;
    request.from.precision_km = 30;
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    g_assert_true(fixture_has_diagnostic(diagnostics, "imprecise-snap"));
}

static void
test_sections_as_features(void)
{
    MarchLonLat line[] = {{70.2, 40.001}, {70.8, 40.001}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchFeatures) selected = NULL;
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(GError) error = NULL;
    MarchFeature *feature = fixture_add_line(lines, "BB", "AA", line, 2);
    guint found = 0;

    march_features_set_string(lines, feature, "section", "From a file");
    march_features_set_string(lines, feature, "status", "ceasefire");
    march_features_set_string(lines, feature, "claims",
                              "AA: unrecognised; BB: Our line");
    march_features_set_string(lines, feature, "source", "a test");
    g_assert_true(march_borders_cut_features(borders, lines, NULL, &error));
    g_assert_no_error(error);
    selected = march_borders_select(borders, MARCH_DATE_NONE, "BB", NULL);
    for (guint i = 0; i < march_features_count(selected); i++) {
        const MarchFeature *piece = march_features_get(selected, i);

        if (march_feature_get(piece, "section") != NULL) {
            found++;
            g_assert_cmpstr(march_feature_get_string(piece, "label"), ==, "Our line");
        }
    }
    g_assert_cmpuint(found, ==, 1);
}

static void
test_wrong_features_are_errors(void)
{
    static const struct {
        const char *key, *value, *says;
    } CASES[] = {
        {"status", "contested", "status \"contested\" is not known"},
        {"claims", "AA", "expected code: words"},
        {"valid", "yesterday", "is not a range"},
        {"between", "AA", "two country codes"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchLonLat line[] = {{70.2, 40.001}, {70.8, 40.001}};
        g_autoptr(MarchFeatures) lines = march_features_new();
        g_autoptr(MarchBorders) borders = fixture_new_borders();
        g_autoptr(GError) error = NULL;
        MarchFeature *feature = fixture_add_line(lines, "BB", "AA", line, 2);

        march_features_set_string(lines, feature, "status", "disputed");
        march_features_set_string(lines, feature, CASES[i].key, CASES[i].value);
        g_assert_false(march_borders_cut_features(borders, lines, NULL, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
        g_assert_nonnull(strstr(error->message, CASES[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/cut/from-to", test_from_to);
    g_test_add_func("/borders/cut/shorter-way-round-a-ring-unless-via",
                    test_shorter_way_round_a_ring_unless_via);
    g_test_add_func("/borders/cut/via-out-of-order-is-an-error",
                    test_via_out_of_order_is_an_error);
    g_test_add_func("/borders/cut/near-takes-every-line-within",
                    test_near_takes_every_line_within);
    g_test_add_func("/borders/cut/ring", test_ring);
    g_test_add_func("/borders/cut/km-and-all", test_km_and_all);
    g_test_add_func("/borders/cut/given-line-takes-the-place-of-the-border",
                    test_given_line_takes_the_place_of_the_border);
    g_test_add_func("/borders/cut/errors-say-what-is-wrong",
                    test_errors_say_what_is_wrong);
    g_test_add_func("/borders/cut/precision-widens-the-limit-and-warns",
                    test_precision_widens_the_limit_and_warns);
    g_test_add_func("/borders/cut/sections-as-features", test_sections_as_features);
    g_test_add_func("/borders/cut/wrong-features-are-errors",
                    test_wrong_features_are_errors);
    return g_test_run();
}
