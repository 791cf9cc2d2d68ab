/* SPDX-License-Identifier: MIT */
#include "border-fixture.h"
#include "borders/borders-private.h"
#include "geo/geodesic.h"

static const MarchChain *
chain_at(const MarchBorders *borders, guint index)
{
    g_assert_cmpuint(index, <, borders->chains->len);
    return g_ptr_array_index(borders->chains, index);
}

static void
test_parts_become_one_line_and_one_ring(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    const MarchChain *line, *ring;

    g_assert_cmpuint(borders->chains->len, ==, 2);
    line = chain_at(borders, chain_at(borders, 0)->is_ring ? 1 : 0);
    ring = chain_at(borders, chain_at(borders, 0)->is_ring ? 0 : 1);
    g_assert_false(line->is_ring);
    g_assert_cmpuint(line->positions->len, ==, 6);
    g_assert_cmpfloat_with_epsilon(g_array_index(line->positions, MarchLonLat, 0).lon,
                                   70, 1e-12);
    /* Eastwards the north is on the left. */
    g_assert_cmpstr(line->left, ==, "AA");
    g_assert_true(ring->is_ring);
    g_assert_true(ring->is_enclave);
    g_assert_cmpuint(ring->positions->len, ==, 4);
    /* Counter-clockwise the inside is on the left. */
    g_assert_cmpstr(ring->left, ==, "BB");
}

static void
test_small_gaps_are_closed(void)
{
    MarchLonLat first[] = {{70, 40}, {70.5, 40}};
    MarchLonLat near[] = {{70.5001, 40}, {71, 40}}; /* 8.5 m away */
    MarchLonLat far[] = {{71.0005, 40}, {72, 40}};  /* 43 m away */
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBorders) borders = march_borders_new();
    MarchCutRequest request = fixture_request(70, 71);

    fixture_add_line(lines, "AA", "BB", far, 2);
    fixture_add_line(lines, "AA", "BB", near, 2);
    fixture_add_line(lines, "AA", "BB", first, 2);
    march_borders_add_lines(borders, lines, "gaps", diagnostics);
    g_assert_cmpuint(borders->chains->len, ==, 2);
    request.kind = MARCH_CUT_ALL;
    g_assert_nonnull(march_borders_cut(borders, &request, diagnostics, NULL));
    g_assert_true(fixture_has_diagnostic(diagnostics, "border-gap"));
}

static void
test_borders_meet_at_a_tripoint(void)
{
    MarchLonLat a[] = {{70, 40}, {71, 40}}, b[] = {{71.0001, 40}, {72, 41}};
    MarchLonLat c[] = {{71, 40.0001}, {72, 39}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchBorders) borders = march_borders_new();
    MarchLonLat meeting = {71, 40};

    fixture_add_line(lines, "AA", "BB", a, 2);
    fixture_add_line(lines, "AA", "CC", b, 2);
    fixture_add_line(lines, "BB", "CC", c, 2);
    march_borders_add_lines(borders, lines, NULL, NULL);
    g_assert_cmpuint(borders->chains->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        const GArray *positions = chain_at(borders, i)->positions;
        double nearest = MIN(
            march_lon_lat_distance(g_array_index(positions, MarchLonLat, 0), meeting),
            march_lon_lat_distance(g_array_index(positions, MarchLonLat, 1), meeting));

        g_assert_cmpfloat_with_epsilon(nearest, 0, 1e-6);
    }
}

static void
test_a_branch_ends_lines(void)
{
    MarchLonLat a[] = {{70, 40}, {71, 40}}, b[] = {{71, 40}, {72, 40}};
    MarchLonLat c[] = {{71, 40}, {71, 41}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBorders) borders = march_borders_new();

    fixture_add_line(lines, "AA", "BB", a, 2);
    fixture_add_line(lines, "AA", "BB", b, 2);
    fixture_add_line(lines, "AA", "BB", c, 2);
    march_borders_add_lines(borders, lines, NULL, diagnostics);
    g_assert_cmpuint(borders->chains->len, ==, 3);
    g_assert_true(fixture_has_diagnostic(diagnostics, "border-branch"));
}

static void
test_a_line_given_twice_counts_once(void)
{
    MarchLonLat line[] = {{70, 40}, {71, 40}}, back[] = {{71, 40}, {70, 40}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBorders) borders = march_borders_new();

    fixture_add_line(lines, "AA", "BB", line, 2);
    fixture_add_line(lines, "BB", "AA", back, 2);
    march_borders_add_lines(borders, lines, NULL, diagnostics);
    g_assert_cmpuint(borders->chains->len, ==, 1);
    g_assert_true(fixture_has_diagnostic(diagnostics, "repeated-border-line"));
}

static void
test_bad_lines_are_left_out(void)
{
    MarchLonLat point[] = {{70, 40}, {70, 40}}, outside[] = {{70, 40}, {700, 40}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBorders) borders = march_borders_new();

    fixture_add_line(lines, "AA", "BB", point, 2);
    fixture_add_line(lines, "AA", "BB", outside, 2);
    fixture_add_line(lines, "", "", outside, 2);
    march_features_add(lines, march_geometry_new_point((MarchLonLat){70, 40}));
    march_borders_add_lines(borders, lines, NULL, diagnostics);
    g_assert_cmpuint(borders->chains->len, ==, 0);
    g_assert_true(fixture_has_diagnostic(diagnostics, "bad-border-line"));
    g_assert_true(fixture_has_diagnostic(diagnostics, "border-without-sides"));
    g_assert_true(fixture_has_diagnostic(diagnostics, "border-not-a-line"));
}

static void
test_later_data_replace_a_border(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchLonLat better[] = {{70, 40.001}, {71, 40.001}};
    g_autoptr(MarchFeatures) lines = march_features_new();
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) selected = NULL;

    fixture_add_line(lines, "AA", "BB", better, 2);
    march_borders_add_lines(borders, lines, "better data", diagnostics);
    g_assert_true(fixture_has_diagnostic(diagnostics, "border-replaced"));
    selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
    g_assert_cmpuint(march_features_count(selected), ==, 1);
    g_assert_cmpstr(march_feature_get_string(march_features_get(selected, 0), "source"),
                    ==, "better data");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/stitch/parts-become-one-line-and-one-ring",
                    test_parts_become_one_line_and_one_ring);
    g_test_add_func("/borders/stitch/small-gaps-are-closed",
                    test_small_gaps_are_closed);
    g_test_add_func("/borders/stitch/borders-meet-at-a-tripoint",
                    test_borders_meet_at_a_tripoint);
    g_test_add_func("/borders/stitch/a-branch-ends-lines", test_a_branch_ends_lines);
    g_test_add_func("/borders/stitch/a-line-given-twice-counts-once",
                    test_a_line_given_twice_counts_once);
    g_test_add_func("/borders/stitch/bad-lines-are-left-out",
                    test_bad_lines_are_left_out);
    g_test_add_func("/borders/stitch/later-data-replace-a-border",
                    test_later_data_replace_a_border);
    return g_test_run();
}
