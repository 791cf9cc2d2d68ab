/* SPDX-License-Identifier: MIT */
#include "border-fixture.h"

static MarchDate
date(const char *text)
{
    MarchDate parsed = MARCH_DATE_NONE;

    g_assert_true(march_date_parse(text, &parsed));
    return parsed;
}

/* The first feature of section @name (NULL: of none) among those selected, or NULL. */
static const MarchFeature *
find_section(const MarchFeatures *features, const char *name)
{
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        if (g_strcmp0(march_feature_get_string(feature, "section"), name) == 0) {
            return feature;
        }
    }
    return NULL;
}

static void
test_section_is_cut_out_of_the_line(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchFeatures) selected = NULL;
    const MarchFeature *feature;

    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    selected = march_borders_select(borders, date("2021-05-01"), "defacto", NULL);
    g_assert_cmpuint(march_features_count(selected), ==,
                     4); /* 3 of the line, the ring */
    feature = find_section(selected, "Test section");
    g_assert_nonnull(feature);
    g_assert_cmpstr(march_feature_get_string(feature, "status"), ==, "disputed");
    g_assert_cmpstr(march_feature_get_string(feature, "label"), ==,
                    "Disputed section as of 1 May 2021");
    g_assert_cmpstr(march_feature_get_string(feature, "source"), ==, "a test");
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "rank", 0), 2,
                                   0.1);
    feature = find_section(selected, NULL);
    g_assert_cmpstr(march_feature_get_string(feature, "status"), ==, "international");
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "rank", 0), 1,
                                   0.1);
}

static void
test_validity_is_half_open(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    static const struct {
        const char *as_of;
        gboolean is_there;
    } CASES[] = {{"1991-09-08", FALSE},
                 {"1991-09-09", TRUE},
                 {"2025-03-12", TRUE},
                 {"2025-03-13", FALSE}};

    request.valid.from = date("1991-09-09");
    request.valid.to = date("2025-03-13");
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchFeatures) selected =
            march_borders_select(borders, date(CASES[i].as_of), "defacto", NULL);

        g_assert_cmpint(find_section(selected, "Test section") != NULL, ==,
                        CASES[i].is_there);
    }
}

static void
test_views_follow_the_claims(void)
{
    static const char *const CLAIMS[] = {"AA", "international", "BB", "unrecognised",
                                         "CC", "Line of 1958",  "un", "undelimited",
                                         NULL};
    static const struct {
        const char *view;
        const char *status; /* NULL: not drawn */
        const char *label;
    } CASES[] = {
        {"defacto", "disputed", "Disputed section"},
        {"all", "disputed", "Disputed section"},
        {"AA", "international", "International boundary"},
        {"bb", NULL, NULL},
        {"CC", "disputed", "Line of 1958"},
        {"un", "undelimited", "Boundary not delimited"},
        {"QQ", "disputed", "Disputed section"},
    };
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);

    request.claims = CLAIMS;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
        g_autoptr(MarchFeatures) selected =
            march_borders_select(borders, MARCH_DATE_NONE, CASES[i].view, diagnostics);
        const MarchFeature *feature = find_section(selected, "Test section");

        if (CASES[i].status == NULL) {
            g_assert_null(feature);
            g_assert_true(fixture_has_diagnostic(diagnostics, "section-not-drawn"));
            continue;
        }
        g_assert_nonnull(feature);
        g_assert_cmpstr(march_feature_get_string(feature, "status"), ==,
                        CASES[i].status);
        g_assert_cmpstr(march_feature_get_string(feature, "label"), ==, CASES[i].label);
        g_assert_cmpint(fixture_has_diagnostic(diagnostics, "unknown-view"), ==,
                        strcmp(CASES[i].view, "QQ") == 0);
    }
}

static void
test_claim_lines_show_in_their_own_view(void)
{
    static const char *const CLAIMS[] = {"AA", "international", NULL};
    static const struct {
        const char *view;
        gboolean is_drawn;
    } CASES[] = {
        {"defacto", FALSE}, {"un", FALSE}, {"BB", FALSE}, {"AA", TRUE}, {"all", TRUE}};
    MarchLonLat line[] = {{70.2, 39.95}, {70.8, 39.95}};
    g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70, 71);

    march_geometry_add_part(geometry, line, 2, FALSE);
    request.kind = MARCH_CUT_GEOMETRY;
    request.geometry = geometry;
    request.status = MARCH_BORDER_CLAIMED;
    request.claims = CLAIMS;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchFeatures) selected =
            march_borders_select(borders, MARCH_DATE_NONE, CASES[i].view, NULL);

        g_assert_cmpint(find_section(selected, "Test section") != NULL, ==,
                        CASES[i].is_drawn);
        /* The border itself is drawn in all views. */
        g_assert_nonnull(find_section(selected, NULL));
    }
}

/* The codes may stand against the alphabet. */
static void
test_given_line_has_the_sides_asked_for(void)
{
    MarchLonLat line[] = {{70.2, 39.95}, {70.8, 39.95}};
    g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchFeatures) selected = NULL;
    const MarchFeature *feature;
    MarchCutRequest request = fixture_request(70, 71);

    march_geometry_add_part(geometry, line, 2, FALSE);
    request.kind = MARCH_CUT_GEOMETRY;
    request.geometry = geometry;
    request.between[0] = "BB";
    request.between[1] = "AA";
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "all", NULL);
    feature = find_section(selected, "Test section");
    g_assert_nonnull(feature);
    g_assert_cmpstr(march_feature_get_string(feature, "left"), ==, "BB");
    g_assert_cmpstr(march_feature_get_string(feature, "right"), ==, "AA");
}

/* Land both claim lies between two lines; each sees only the farther one. */
static void
test_land_claimed_by_two(void)
{
    MarchLonLat north[] = {{70, 40.1}, {71, 40.1}}, south[] = {{70, 40}, {71, 40}};
    static const struct {
        const char *view;
        const char *status_north, *status_south; /* NULL: not drawn */
    } CASES[] = {
        {"AA", NULL, "international"},
        {"BB", "international", NULL},
        {"defacto", "disputed", "disputed"},
        {"CC", "disputed", "disputed"},
    };
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();

    march_features_set_string(lines, fixture_add_line(lines, "AA", "AA/BB", north, 2),
                              "kind", "claim");
    march_features_set_string(lines, fixture_add_line(lines, "AA/BB", "BB", south, 2),
                              "kind", "claim");
    march_borders_add_lines(borders, lines, NULL, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchFeatures) selected =
            march_borders_select(borders, MARCH_DATE_NONE, CASES[i].view, NULL);
        const char *found[2] = {NULL, NULL};

        for (guint j = 0; j < march_features_count(selected); j++) {
            const MarchFeature *feature = march_features_get(selected, j);
            gboolean is_south = march_geometry_box(feature->geometry).south < 40.05;

            found[is_south] = march_feature_get_string(feature, "status");
        }
        g_assert_cmpstr(found[0], ==, CASES[i].status_north);
        g_assert_cmpstr(found[1], ==, CASES[i].status_south);
    }
}

static void
test_later_section_wins_and_warns(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchCutRequest first = fixture_request(70.2, 70.6);
    MarchCutRequest second = fixture_request(70.5, 70.8);
    g_autoptr(MarchFeatures) selected = NULL;

    second.name = "Second";
    g_assert_nonnull(march_borders_cut(borders, &first, diagnostics, NULL));
    g_assert_false(fixture_has_diagnostic(diagnostics, "overlapping-sections"));
    g_assert_nonnull(march_borders_cut(borders, &second, diagnostics, NULL));
    g_assert_true(fixture_has_diagnostic(diagnostics, "overlapping-sections"));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    g_assert_cmpfloat_with_epsilon(
        march_geometry_box(find_section(selected, "Test section")->geometry).east, 70.5,
        1e-5);
    g_assert_cmpfloat_with_epsilon(
        march_geometry_box(find_section(selected, "Second")->geometry).west, 70.5,
        1e-5);
}

static void
test_sections_of_other_times_do_not_overlap(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70.2, 70.6);

    request.valid.to = date("2025-03-13");
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    request.valid = (MarchDateRange){date("2025-03-13"), MARCH_DATE_NONE};
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    g_assert_false(fixture_has_diagnostic(diagnostics, "overlapping-sections"));
}

static void
test_missing_source_is_said(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchFeatures) selected = NULL;

    request.source = NULL;
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    g_assert_true(fixture_has_diagnostic(diagnostics, "no-source"));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    g_assert_cmpstr(
        march_feature_get_string(find_section(selected, "Test section"), "label"), ==,
        "Disputed section (no source given)");
}

static void
test_section_over_the_start_of_a_ring_is_one_piece(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70, 71);
    g_autoptr(MarchFeatures) selected = NULL;
    guint pieces = 0, rest = 0;

    /* Round the ring's south-western corner, where it starts. */
    request.from = (MarchCutPlace){"A", {70.45, 40.2}, 0};
    request.to = (MarchCutPlace){"B", {70.5, 40.15}, 0};
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    for (guint i = 0; i < march_features_count(selected); i++) {
        const MarchFeature *feature = march_features_get(selected, i);

        if (march_feature_get(feature, "section") != NULL) {
            pieces++;
        } else if (march_geometry_box(feature->geometry).north > 40.1) {
            rest++;
        }
    }
    g_assert_cmpuint(pieces, ==, 1);
    g_assert_cmpuint(rest, ==, 1);
}

static void
test_diff_tells_what_changed(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.6);
    g_autoptr(MarchFeatures) none = NULL;
    g_autoptr(MarchFeatures) changes = NULL;
    const MarchFeature *feature;

    request.valid = (MarchDateRange){date("2000-01-01"), date("2025-03-13")};
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    request = fixture_request(70.5, 70.8);
    request.name = "Treaty";
    request.status = MARCH_BORDER_DEMARCATED;
    request.valid.from = date("2025-03-13");
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    none =
        march_borders_diff(borders, date("2021-05-01"), date("2022-09-14"), NULL, NULL);
    g_assert_cmpuint(march_features_count(none), ==, 0);
    changes =
        march_borders_diff(borders, date("2021-05-01"), date("2025-03-14"), NULL, NULL);
    g_assert_cmpuint(march_features_count(changes), ==, 3);
    feature = march_features_get(changes, 0);
    g_assert_cmpstr(march_feature_get_string(feature, "before"), ==, "disputed");
    g_assert_cmpstr(march_feature_get_string(feature, "after"), ==, "international");
    feature = march_features_get(changes, 1);
    g_assert_cmpstr(march_feature_get_string(feature, "before"), ==, "disputed");
    g_assert_cmpstr(march_feature_get_string(feature, "after"), ==, "demarcated");
    g_assert_cmpstr(march_feature_get_string(feature, "section-after"), ==, "Treaty");
    g_assert_cmpfloat_with_epsilon(march_geometry_box(feature->geometry).west, 70.5,
                                   1e-5);
    feature = march_features_get(changes, 2);
    g_assert_cmpstr(march_feature_get_string(feature, "before"), ==, "international");
}

/* One section on each of the two dates, and what is said of it. */
typedef struct {
    MarchBorderStatus before, after; /* UNRECOGNISED: not drawn */
    const char *until, *since;       /* NULL is open */
    const char *kind, *label;
} ChangeCase;

static void
test_changes_in_words(void)
{
    static const ChangeCase CASES[] = {
        {MARCH_BORDER_DISPUTED, MARCH_BORDER_INTERNATIONAL, "2025-03-13", "2025-03-13",
         "settled", "Disputed until 13 March 2025, now international boundary"},
        {MARCH_BORDER_DISPUTED, MARCH_BORDER_INTERNATIONAL, "2023-01-01", "2025-03-13",
         "settled",
         "Disputed until 1 January 2023, international boundary since 13 March 2025"},
        {MARCH_BORDER_DISPUTED, MARCH_BORDER_DEMARCATED, NULL, "2025-03-13", "settled",
         "Disputed until 13 March 2025, now demarcated boundary"},
        {MARCH_BORDER_DEMARCATED, MARCH_BORDER_LINE_OF_CONTROL, "2023-01-01",
         "2023-01-01", "contested",
         "Demarcated boundary until 1 January 2023, now line of control"},
        {MARCH_BORDER_UNDELIMITED, MARCH_BORDER_DISPUTED, "2023-01-01", "2023-01-01",
         "changed", "Not delimited until 1 January 2023, now disputed"},
        {MARCH_BORDER_UNRECOGNISED, MARCH_BORDER_SHARED, "2023-01-01", "2023-01-01",
         "new", "Shared section since 1 January 2023"},
        {MARCH_BORDER_LEASE, MARCH_BORDER_UNRECOGNISED, "2023-01-01", "2023-01-01",
         "ceased", "Limit of a leased area until 1 January 2023, no longer drawn"},
        {MARCH_BORDER_DISPUTED, MARCH_BORDER_DISPUTED, "2023-01-01", "2023-01-01",
         "renamed", "Disputed as before"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const ChangeCase *item = &CASES[i];
        g_autoptr(MarchBorders) borders = fixture_new_borders();
        MarchCutRequest request = fixture_request(70.2, 70.6);
        g_autoptr(MarchFeatures) changes = NULL;
        const MarchFeature *feature;

        request.name = "Before";
        request.status = item->before;
        request.valid.to = item->until != NULL ? date(item->until) : MARCH_DATE_NONE;
        g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
        request.name = "After";
        request.status = item->after;
        request.valid = (MarchDateRange){date(item->since), MARCH_DATE_NONE};
        g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
        changes = march_borders_diff(borders, date("2021-05-01"), date("2025-03-14"),
                                     NULL, NULL);
        g_assert_cmpuint(march_features_count(changes), ==, 1);
        feature = march_features_get(changes, 0);
        g_assert_cmpstr(march_feature_get_string(feature, "kind"), ==, item->kind);
        g_assert_cmpstr(march_feature_get_string(feature, "label"), ==, item->label);
    }
}

static void
test_alike_changes_share_a_series(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    static const MarchBorderStatus STATUSES[] = {
        MARCH_BORDER_DISPUTED, MARCH_BORDER_UNDELIMITED, MARCH_BORDER_DISPUTED};
    static const double SERIES[] = {0, 1, 0};
    g_autoptr(MarchFeatures) changes = NULL;

    for (int i = 0; i < 3; i++) {
        MarchCutRequest request = fixture_request(70.1 + 0.2 * i, 70.2 + 0.2 * i);

        request.status = STATUSES[i];
        request.valid.to = date("2023-01-01");
        g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    }
    changes =
        march_borders_diff(borders, date("2021-05-01"), date("2025-03-14"), NULL, NULL);
    g_assert_cmpuint(march_features_count(changes), ==, 3);
    for (guint i = 0; i < 3; i++) {
        g_assert_cmpfloat_with_epsilon(
            march_feature_get_number(march_features_get(changes, i), "series", -1),
            SERIES[i], 1e-9);
    }
}

/* A claim of BB from 9 km north of the line, over the land of AA, to 30 km north of it. */
static void
test_claim_ends_meet_the_border(void)
{
    static const MarchLonLat CLAIM[] = {{70.2, 40.08}, {70.3, 40.6}, {70.8, 40.27}};
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchGeometry) line = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    static const char *const CLAIMS[] = {"BB", "international", NULL};
    MarchCutRequest request = {.name = "Claim",
                               .between = {"AA", "BB"},
                               .kind = MARCH_CUT_GEOMETRY,
                               .geometry = line,
                               .is_beside = TRUE,
                               .status = MARCH_BORDER_CLAIMED,
                               .claims = CLAIMS,
                               .source = "a test"};
    g_autoptr(MarchFeatures) all = NULL;
    g_autoptr(MarchFeatures) own = NULL;
    const MarchFeature *claim;
    const MarchLonLat *positions;
    guint count;

    march_geometry_add_part(line, CLAIM, G_N_ELEMENTS(CLAIM), FALSE);
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    all = march_borders_select(borders, MARCH_DATE_NONE, "all", diagnostics);
    claim = find_section(all, "Claim");
    g_assert_cmpstr(march_feature_get_string(claim, "claimant"), ==, "BB");
    positions = march_geometry_get_part(claim->geometry, 0, &count);
    g_assert_cmpuint(count, ==, 4); /* the far end stays as it is */
    g_assert_cmpfloat_with_epsilon(positions[0].lon, 70.2, 1e-6);
    g_assert_cmpfloat_with_epsilon(positions[0].lat, 40, 1e-6);
    g_assert_true(fixture_has_diagnostic(diagnostics, "claim-joined"));

    own = march_borders_select(borders, MARCH_DATE_NONE, "BB", NULL);
    g_assert_null(march_feature_get_string(find_section(own, "Claim"), "claimant"));
}

static void
test_un_view_without_its_practice_warns(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchDiagnostics) known = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    static const char *const CLAIMS[] = {"un", "line-of-control", NULL};
    g_autoptr(MarchFeatures) without =
        march_borders_select(borders, MARCH_DATE_NONE, "un", diagnostics);
    g_autoptr(MarchFeatures) with = NULL;

    g_assert_true(fixture_has_diagnostic(diagnostics, "no-un-practice"));
    request.claims = CLAIMS;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    with = march_borders_select(borders, MARCH_DATE_NONE, "un", known);
    g_assert_false(fixture_has_diagnostic(known, "no-un-practice"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/select/section-is-cut-out-of-the-line",
                    test_section_is_cut_out_of_the_line);
    g_test_add_func("/borders/select/validity-is-half-open",
                    test_validity_is_half_open);
    g_test_add_func("/borders/select/views-follow-the-claims",
                    test_views_follow_the_claims);
    g_test_add_func("/borders/select/claim-lines-show-in-their-own-view",
                    test_claim_lines_show_in_their_own_view);
    g_test_add_func("/borders/select/given-line-has-the-sides-asked-for",
                    test_given_line_has_the_sides_asked_for);
    g_test_add_func("/borders/select/claim-ends-meet-the-border",
                    test_claim_ends_meet_the_border);
    g_test_add_func("/borders/select/un-view-without-its-practice-warns",
                    test_un_view_without_its_practice_warns);
    g_test_add_func("/borders/select/land-claimed-by-two", test_land_claimed_by_two);
    g_test_add_func("/borders/select/later-section-wins-and-warns",
                    test_later_section_wins_and_warns);
    g_test_add_func("/borders/select/sections-of-other-times-do-not-overlap",
                    test_sections_of_other_times_do_not_overlap);
    g_test_add_func("/borders/select/missing-source-is-said",
                    test_missing_source_is_said);
    g_test_add_func("/borders/select/section-over-the-start-of-a-ring-is-one-piece",
                    test_section_over_the_start_of_a_ring_is_one_piece);
    g_test_add_func("/borders/select/diff-tells-what-changed",
                    test_diff_tells_what_changed);
    g_test_add_func("/borders/select/changes-in-words", test_changes_in_words);
    g_test_add_func("/borders/select/alike-changes-share-a-series",
                    test_alike_changes_share_a_series);
    return g_test_run();
}
