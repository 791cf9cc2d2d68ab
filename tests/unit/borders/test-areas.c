/* SPDX-License-Identifier: MIT */
#include "borders/area-geometry.h"
#include "borders/areas.h"

static void
ring_add(MarchGeometry *geometry, const double *numbers, guint count, gboolean is_hole)
{
    MarchLonLat positions[16];

    g_assert_cmpuint(count, <=, G_N_ELEMENTS(positions));
    for (guint i = 0; i < count; i++) {
        positions[i] = (MarchLonLat){numbers[2 * i], numbers[2 * i + 1]};
    }
    march_geometry_add_part(geometry, positions, count, is_hole);
}

static void
box_add(MarchGeometry *geometry, MarchBox box, gboolean is_hole)
{
    const double numbers[] = {box.west, box.south, box.east, box.south,
                              box.east, box.north, box.west, box.north};

    ring_add(geometry, numbers, 4, is_hole);
}

static MarchGeometry *
box_new(double west, double south, double east, double north)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);

    box_add(geometry, (MarchBox){west, south, east, north}, FALSE);
    return geometry;
}

static const char *const CLAIMANTS[] = {"KE", "SS", NULL};

static MarchAreaRequest
request_new(const MarchGeometry *geometry)
{
    return (MarchAreaRequest){
        .name = "Triangle",
        .geometry = geometry,
        .status = MARCH_BORDER_DISPUTED,
        .claimants = CLAIMANTS,
        .claimant_names = "Kenya and South Sudan",
        .source = "a test",
    };
}

static void
add(MarchAreas *areas, const MarchAreaRequest *request)
{
    g_autoptr(GError) error = NULL;
    gboolean done = march_areas_add(areas, request, NULL, &error);

    g_assert_no_error(error);
    g_assert_true(done);
}

static MarchFeatures *
select_areas(const MarchAreas *areas, const char *as_of, const char *view)
{
    g_autoptr(GError) error = NULL;
    MarchDate date = MARCH_DATE_NONE;
    MarchFeatures *features;

    g_assert_true(as_of == NULL || march_date_parse(as_of, &date));
    features = march_areas_select(areas, date, view, NULL, &error);
    g_assert_no_error(error);
    return features;
}

static guint
count_in_view(const MarchAreas *areas, const char *view)
{
    g_autoptr(MarchFeatures) features = select_areas(areas, NULL, view);

    return march_features_count(features);
}

static void
test_views(void)
{
    static const char *const CLAIMS[] = {"un", "unrecognised", "AU",
                                         "as the union says", NULL};
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchGeometry) box = box_new(35, 4, 36, 5);
    g_autoptr(MarchFeatures) features = NULL;
    MarchAreaRequest request = request_new(box);

    request.claims = CLAIMS;
    add(areas, &request);
    g_assert_cmpuint(count_in_view(areas, "defacto"), ==, 1);
    g_assert_cmpuint(count_in_view(areas, "all"), ==, 1);
    g_assert_cmpuint(count_in_view(areas, "KE"), ==, 0);
    g_assert_cmpuint(count_in_view(areas, "ss"), ==, 0);
    g_assert_cmpuint(count_in_view(areas, "un"), ==, 0);
    features = select_areas(areas, NULL, "AU");
    g_assert_cmpstr(march_feature_get_string(march_features_get(features, 0), "label"),
                    ==, "as the union says");
}

static void
test_only_claimed_is_drawn_in_all(void)
{
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchGeometry) box = box_new(35, 4, 36, 5);
    MarchAreaRequest request = request_new(box);

    request.status = MARCH_BORDER_CLAIMED;
    add(areas, &request);
    g_assert_cmpuint(count_in_view(areas, "defacto"), ==, 0);
    g_assert_cmpuint(count_in_view(areas, "KE"), ==, 0);
    g_assert_cmpuint(count_in_view(areas, "all"), ==, 1);
}

static void
test_days_are_half_open(void)
{
    static const struct {
        const char *as_of;
        guint count;
    } DAYS[] = {
        {"2011-07-08", 0}, {"2011-07-09", 1}, {"2019-12-31", 1}, {"2020-01-01", 0}};
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchGeometry) box = box_new(35, 4, 36, 5);
    MarchAreaRequest request = request_new(box);

    g_assert_true(march_date_range_parse("2011-07-09/2020-01-01", &request.valid));
    add(areas, &request);
    for (gsize i = 0; i < G_N_ELEMENTS(DAYS); i++) {
        g_autoptr(MarchFeatures) features =
            select_areas(areas, DAYS[i].as_of, "defacto");

        g_assert_cmpuint(march_features_count(features), ==, DAYS[i].count);
    }
}

static void
test_legend_words(void)
{
    static const struct {
        MarchBorderStatus status;
        const char *label, *names;
        gboolean has_source;
        const char *words;
    } CASES[] = {
        {MARCH_BORDER_DISPUTED, NULL, "Kenya and South Sudan", TRUE,
         "Area claimed by Kenya and South Sudan"},
        {MARCH_BORDER_DISPUTED, NULL, NULL, TRUE, "Disputed area as of 1 May 2021"},
        {MARCH_BORDER_DISPUTED, "Test site", "Kenya", FALSE,
         "Test site (no source given)"},
        {MARCH_BORDER_LEASE, NULL, "Kenya", TRUE, "Leased area"},
    };
    MarchDate as_of;

    g_assert_true(march_date_parse("2021-05-01", &as_of));
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *words =
            march_area_legend_words(CASES[i].status, CASES[i].label, CASES[i].names,
                                    CASES[i].has_source, as_of);

        g_assert_cmpstr(words, ==, CASES[i].words);
    }
}

static void
test_no_source_is_a_warning(void)
{
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchGeometry) box = box_new(35, 4, 36, 5);
    MarchAreaRequest request = request_new(box);

    request.source = NULL;
    g_assert_true(march_areas_add(areas, &request, diagnostics, NULL));
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "no-source");
}

static void
test_later_area_has_the_land(void)
{
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchGeometry) large = box_new(30, 0, 34, 4);
    g_autoptr(MarchGeometry) small = box_new(31, 1, 32, 2);
    g_autoptr(MarchFeatures) features = NULL;
    MarchAreaRequest first = request_new(large), second = request_new(small);

    add(areas, &first);
    add(areas, &second);
    features = march_areas_select(areas, MARCH_DATE_NONE, "defacto", diagnostics, NULL);
    g_assert_cmpuint(march_features_count(features), ==, 2);
    /* the larger one has a hole now */
    g_assert_cmpuint(march_features_get(features, 0)->geometry->parts->len, ==, 2);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==,
                    "overlapping-areas");
}

static void
test_neighbours_do_not_overlap(void)
{
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchGeometry) west = box_new(30, 0, 34, 4);
    g_autoptr(MarchGeometry) east = box_new(34, 0, 36, 4);
    g_autoptr(MarchFeatures) features = NULL;
    MarchAreaRequest first = request_new(west), second = request_new(east);

    add(areas, &first);
    add(areas, &second);
    features = march_areas_select(areas, MARCH_DATE_NONE, "defacto", diagnostics, NULL);
    g_assert_cmpuint(march_features_count(features), ==, 2);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
}

static void
message_assert(const MarchGeometry *geometry, const char *message)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(
        march_area_check(geometry, "A", march_location_new("a.json", 3, 0), &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_cmpstr(error->message, ==, message);
    g_assert_cmpint(march_error_get_location(error).line, ==, 3);
}

static void
test_unsound_polygons(void)
{
    static const double BOW[] = {0, 0, 2, 2, 2, 0, 0, 2};
    static const double LINE[] = {0, 0, 2, 2, 2, 2};
    static const double WILD[] = {0, 0, 2, 2, 2, 95};
    g_autoptr(MarchGeometry) bow = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    g_autoptr(MarchGeometry) line = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    g_autoptr(MarchGeometry) wild = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    g_autoptr(MarchGeometry) hole = box_new(0, 0, 2, 2);
    g_autoptr(MarchGeometry) nested = box_new(0, 0, 4, 4);
    g_autoptr(MarchGeometry) meeting = box_new(0, 0, 4, 4);
    g_autoptr(MarchGeometry) nothing = march_geometry_new(MARCH_GEOMETRY_POLYGON);

    ring_add(bow, BOW, 4, FALSE);
    message_assert(bow, "area \"A\": its outline crosses itself at 1.00000, 1.00000");
    ring_add(line, LINE, 3, FALSE);
    message_assert(line, "area \"A\": ring 1 has 2 different positions: a ring needs "
                         "three");
    ring_add(wild, WILD, 3, FALSE);
    message_assert(wild, "area \"A\": 2, 95 is no longitude and latitude in degrees");
    box_add(hole, (MarchBox){3, 0, 4, 1}, TRUE);
    message_assert(hole, "area \"A\": the hole at 3.00000, 0.00000 lies outside of its "
                         "polygon");
    box_add(nested, (MarchBox){1, 1, 2, 2}, FALSE);
    message_assert(nested, "area \"A\": the polygon at 1.00000, 1.00000 lies inside "
                           "another polygon");
    box_add(meeting, (MarchBox){3, 3, 5, 5}, FALSE);
    message_assert(meeting, "area \"A\": its outline crosses itself at 3.00000, "
                            "4.00000");
    message_assert(nothing, "area \"A\" has no polygon, but nothing");
}

static void
test_sound_polygons(void)
{
    g_autoptr(MarchGeometry) islands = box_new(0, 0, 4, 4);
    g_autoptr(MarchGeometry) split = box_new(178, -1, 180, 1);
    g_autoptr(MarchGeometry) across = box_new(178, -1, -178, 1);
    g_autoptr(MarchGeometry) beyond = box_new(178, -1, 182, 1);
    const MarchGeometry *all[] = {islands, split, across, beyond};

    box_add(islands, (MarchBox){1, 1, 3, 3}, TRUE);
    box_add(islands, (MarchBox){1.5, 1.5, 2, 2}, FALSE);
    box_add(islands, (MarchBox){4, 0, 5, 4}, FALSE); /* side by side */
    box_add(split, (MarchBox){-180, -1, -178, 1}, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autoptr(GError) error = NULL;

        gboolean is_sound = march_area_check(all[i], "A", MARCH_LOCATION_NONE, &error);

        g_assert_no_error(error);
        g_assert_true(is_sound);
    }
}

static void
test_statuses_of_lines_are_refused(void)
{
    static const char *const CLAIMS[] = {"un", "line-of-control", NULL};
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchGeometry) box = box_new(35, 4, 36, 5);
    MarchAreaRequest request = request_new(box);
    g_autoptr(GError) first = NULL;
    g_autoptr(GError) second = NULL;

    request.claims = CLAIMS;
    g_assert_false(march_areas_add(areas, &request, NULL, &first));
    g_assert_error(first, MARCH_ERROR, MARCH_ERROR_CONFIG);
    request.claims = NULL;
    request.status = MARCH_BORDER_CEASEFIRE;
    g_assert_false(march_areas_add(areas, &request, NULL, &second));
    g_assert_error(second, MARCH_ERROR, MARCH_ERROR_CONFIG);
}

static void
test_attributes(void)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    MarchFeature *feature = march_features_add(features, box_new(0, 0, 1, 1));
    MarchAreaRequest request;

    march_features_set_string(features, feature, "name", "Ilemi");
    march_features_set_string(features, feature, "claimants", "ke, SS");
    march_features_set_string(features, feature, "claims", "KE: unrecognised");
    march_features_set_string(features, feature, "valid", "2011-07-09/");
    g_assert_true(march_area_request_read(feature, &request, kept, NULL));
    g_assert_cmpstr(request.name, ==, "Ilemi");
    g_assert_cmpstr(request.claimants[0], ==, "KE");
    g_assert_cmpstr(request.claimants[1], ==, "SS");
    g_assert_null(request.claimants[2]);
    g_assert_cmpstr(request.claims[1], ==, "unrecognised");
    g_assert_cmpint(request.status, ==, MARCH_BORDER_DISPUTED);
    g_assert_true(march_date_is_given(request.valid.from));
}

static void
test_wrong_attributes(void)
{
    static const char *const WRONG[][2] = {{"claimants", "Kenya"},
                                           {"claims", "KE"},
                                           {"status", "contested"},
                                           {"valid", "2012/2011"}};

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(MarchFeatures) features = march_features_new();
        g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
        MarchFeature *feature = march_features_add(features, box_new(0, 0, 1, 1));
        MarchAreaRequest request;
        g_autoptr(GError) error = NULL;

        march_features_set_string(features, feature, WRONG[i][0], WRONG[i][1]);
        g_assert_false(march_area_request_read(feature, &request, kept, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    }
}

static MarchGeometry *
line_new(const double *numbers, guint count)
{
    MarchGeometry *line = march_geometry_new(MARCH_GEOMETRY_LINE);

    ring_add(line, numbers, count, FALSE);
    return line;
}

static void
test_between_two_lines(void)
{
    static const double SOUTH[] = {10, 0, 11, 0, 12, 0};
    static const double NORTH[] = {12, 0.001, 11, 1, 10, 0.001}; /* the other way */
    g_autoptr(MarchGeometry) south = line_new(SOUTH, 3);
    g_autoptr(MarchGeometry) north = line_new(NORTH, 3);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGeometry) area =
        march_area_between(south, north, "A", MARCH_LOCATION_NONE, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(area->parts->len, ==, 1);
    g_assert_cmpuint(area->positions->len, ==, 6);
    g_assert_true(march_area_check(area, "A", MARCH_LOCATION_NONE, &error));
}

static void
test_between_lines_that_cross(void)
{
    static const double STRAIGHT[] = {10, 0, 14, 0};
    static const double WAVE[] = {10, 0, 11, 1, 13, -1, 14, 0};
    g_autoptr(MarchGeometry) straight = line_new(STRAIGHT, 2);
    g_autoptr(MarchGeometry) wave = line_new(WAVE, 4);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGeometry) area =
        march_area_between(straight, wave, "A", MARCH_LOCATION_NONE, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(area->parts->len, ==, 2);
    g_assert_true(march_area_check(area, "A", MARCH_LOCATION_NONE, &error));
}

static void
test_between_lines_that_do_not_meet(void)
{
    static const double A[] = {10, 0, 12, 0};
    static const double FAR[] = {10, 1, 12, 1};
    static const double NEAR[] = {10, 0.05, 11, 1, 12, 0.05};
    g_autoptr(MarchGeometry) line = line_new(A, 2);
    g_autoptr(MarchGeometry) far = line_new(FAR, 2);
    g_autoptr(MarchGeometry) near = line_new(NEAR, 3);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGeometry) none =
        march_area_between(line, far, "A", MARCH_LOCATION_NONE, NULL, &error);
    g_autoptr(MarchGeometry) some =
        march_area_between(line, near, "A", MARCH_LOCATION_NONE, diagnostics, NULL);

    g_assert_null(none);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(some);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/areas/views", test_views);
    g_test_add_func("/borders/areas/only-claimed-is-drawn-in-all",
                    test_only_claimed_is_drawn_in_all);
    g_test_add_func("/borders/areas/days-are-half-open", test_days_are_half_open);
    g_test_add_func("/borders/areas/legend-words", test_legend_words);
    g_test_add_func("/borders/areas/no-source-is-a-warning",
                    test_no_source_is_a_warning);
    g_test_add_func("/borders/areas/later-area-has-the-land",
                    test_later_area_has_the_land);
    g_test_add_func("/borders/areas/neighbours-do-not-overlap",
                    test_neighbours_do_not_overlap);
    g_test_add_func("/borders/areas/unsound-polygons", test_unsound_polygons);
    g_test_add_func("/borders/areas/sound-polygons", test_sound_polygons);
    g_test_add_func("/borders/areas/statuses-of-lines-are-refused",
                    test_statuses_of_lines_are_refused);
    g_test_add_func("/borders/areas/attributes", test_attributes);
    g_test_add_func("/borders/areas/wrong-attributes", test_wrong_attributes);
    g_test_add_func("/borders/areas/between-two-lines", test_between_two_lines);
    g_test_add_func("/borders/areas/between-lines-that-cross",
                    test_between_lines_that_cross);
    g_test_add_func("/borders/areas/between-lines-that-do-not-meet",
                    test_between_lines_that_do_not_meet);
    return g_test_run();
}
