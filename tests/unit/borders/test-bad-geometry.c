/* SPDX-License-Identifier: MIT */
/* Bad boundary lines and bad sections: what is said of them, and never a wrong line. */
#include <math.h>

#include "border-fixture.h"

/* A border of AA (north) and BB, given as lines of positions; a lat of 0 ends a line. */
typedef struct {
    const char *name;
    MarchLonLat positions[12];
    const char *code; /* NULL: nothing is said */
    const char *words;
    guint n_lines; /* of the border that results */
} LineCase;

static void
test_lines(void)
{
    static const LineCase CASES[] = {
        {"gap of 10 m within the tolerance",
         {{70, 40}, {70.3, 40}, {0, 0}, {70.3001, 40}, {70.6, 40}},
         NULL,
         NULL,
         1},
        {"gap of 170 m beyond the tolerance",
         {{70, 40}, {70.3, 40}, {0, 0}, {70.302, 40}, {70.6, 40}},
         "border-gap",
         "has a gap of 171 m at 70.3000, 40.0000",
         2},
        {"three lines meet",
         {{70, 40},
          {70.3, 40},
          {0, 0},
          {70.3, 40},
          {70.6, 40},
          {0, 0},
          {70.3, 40},
          {70.3, 40.2}},
         "border-branch",
         "branches or touches itself at 70.3000, 40.0000",
         3},
        {"the line twice",
         {{70, 40}, {70.6, 40}, {0, 0}, {70.6, 40}, {70, 40}},
         "repeated-border-line",
         NULL,
         1},
        {"one position",
         {{70, 40}, {70.6, 40}, {0, 0}, {70.3, 40}, {70.3, 40}},
         "bad-border-line",
         "1 boundary lines without two different positions",
         1},
        {"impossible degrees",
         {{70, 40}, {70.6, 40}, {0, 0}, {70.3, 95}, {70.3, 40}},
         "bad-border-line",
         NULL,
         1},
        {"not a number",
         {{70, 40}, {70.6, 40}, {0, 0}, {NAN, 40}, {70.3, 40}},
         "bad-border-line",
         NULL,
         1},
        {"a line that touches its own middle",
         {{70, 40},
          {70.2, 40},
          {70.4, 40},
          {0, 0},
          {70.4, 40},
          {70.4, 40.2},
          {70.2, 40.2},
          {70.2, 40},
          {0, 0},
          {70.4, 40},
          {70.6, 40}},
         "border-branch",
         "70.4000, 40.0000",
         3},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const LineCase *item = &CASES[i];
        g_autoptr(MarchFeatures) lines = march_features_new();
        g_autoptr(MarchBorders) borders = march_borders_new();
        g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
        g_autoptr(MarchFeatures) drawn = NULL;
        MarchCutRequest request = fixture_request(70.1, 70.2);

        g_test_message("%s", item->name);
        request.from.position.lat = request.to.position.lat = 40;
        for (guint start = 0, at = 0; at <= G_N_ELEMENTS(item->positions); at++) {
            if (at == G_N_ELEMENTS(item->positions) ||
                fabs(item->positions[at].lat) < 1e-9) {
                if (at > start) {
                    fixture_add_line(lines, "AA", "BB", item->positions + start,
                                     at - start);
                }
                start = at + 1;
            }
        }
        march_borders_add_lines(borders, lines, "the data", said);
        drawn = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
        g_assert_cmpuint(march_features_count(drawn), ==, item->n_lines);
        g_assert_nonnull(march_borders_cut(borders, &request, said, NULL));
        if (item->code == NULL) {
            g_assert_cmpuint(march_diagnostics_count(said), ==, 0);
            continue;
        }
        g_assert_true(fixture_has_diagnostic(said, item->code));
        for (guint k = 0; item->words != NULL; k++) {
            g_assert_cmpuint(k, <, march_diagnostics_count(said));
            if (strstr(march_diagnostics_get(said, k)->message, item->words) != NULL) {
                break;
            }
        }
    }
}

/* A section that cannot be cut, or only with a word. */
typedef struct {
    const char *name;
    const char *between[2];
    double from, to;
    gint32 valid_from, valid_to; /* 0: open */
    const char *error;           /* NULL: it is cut */
} SectionCase;

static void
test_sections(void)
{
    static const SectionCase CASES[] = {
        {"sound", {"AA", "BB"}, 70.2, 70.4, 10, 20, NULL},
        {"dates reversed",
         {"AA", "BB"},
         70.2,
         70.4,
         20,
         10,
         "valid 0001-01-20/0001-01-10: the end comes before the beginning"},
        {"dates equal", {"AA", "BB"}, 70.2, 70.4, 20, 20, "the end comes before"},
        {"one country",
         {"AA", "AA"},
         70.2,
         70.4,
         0,
         0,
         "expected two different country codes"},
        {"no such country", {"AA", "ZZ"}, 70.2, 70.4, 0, 0, "ZZ"},
        {"no length", {"AA", "BB"}, 70.2, 70.2, 0, 0, "nearest to the same point"},
        {"too far away", {"AA", "BB"}, 60, 70.2, 0, 0, "\"West\""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const SectionCase *item = &CASES[i];
        g_autoptr(MarchBorders) borders = fixture_new_borders();
        MarchCutRequest request = fixture_request(item->from, item->to);
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchFeatures) drawn = NULL;
        gboolean is_cut;

        g_test_message("%s", item->name);
        request.between[0] = item->between[0];
        request.between[1] = item->between[1];
        request.valid = (MarchDateRange){{item->valid_from}, {item->valid_to}};
        request.where = march_location_new("f.yaml", 3, 5);
        is_cut = march_borders_cut(borders, &request, NULL, &error) != NULL;
        g_assert_cmpint(is_cut, ==, item->error == NULL);
        if (item->error == NULL) {
            continue;
        }
        g_assert_nonnull(strstr(error->message, item->error));
        g_assert_cmpint(march_error_get_location(error).line, ==, 3);
        /* Nothing of a refused section stays. */
        g_assert_cmpuint(march_borders_count_sections(borders), ==, 0);
        drawn = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
        g_assert_cmpuint(march_features_count(drawn), ==, 2);
    }
}

static void
test_overlap_is_located(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    MarchCutRequest request = fixture_request(70.2, 70.5);
    const MarchDiagnostic *warning;

    request.from.position.lat = request.to.position.lat = 40;
    g_assert_nonnull(march_borders_cut(borders, &request, said, NULL));
    g_assert_cmpuint(march_diagnostics_count(said), ==, 0);
    request = fixture_request(70.4, 70.8);
    request.from.position.lat = request.to.position.lat = 40;
    request.where = march_location_new("f.yaml", 9, 5);
    g_assert_nonnull(march_borders_cut(borders, &request, said, NULL));
    g_assert_cmpuint(march_diagnostics_count(said), ==, 1);
    warning = march_diagnostics_get(said, 0);
    g_assert_cmpstr(warning->code, ==, "overlapping-sections");
    g_assert_cmpint(warning->severity, ==, MARCH_SEVERITY_WARNING);
    g_assert_cmpint(warning->where.line, ==, 9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/bad-geometry/lines", test_lines);
    g_test_add_func("/borders/bad-geometry/sections", test_sections);
    g_test_add_func("/borders/bad-geometry/overlap-is-located",
                    test_overlap_is_located);
    return g_test_run();
}
