/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "borders-random.h"

#define N_SECTIONS 6

static MarchDate
random_date(void)
{
    return (MarchDate){g_test_rand_int_range(0, 20)};
}

static void
cut_random_sections(MarchBorders *borders,
                    const MarchLonLat *line,
                    const MarchLonLat *ring)
{
    static const char *const CLAIMS[] = {"AA", "unrecognised", "BB", "international",
                                         NULL};
    static char names[N_SECTIONS][8];

    for (int i = 0; i < N_SECTIONS; i++) {
        gboolean on_ring = g_test_rand_bit();
        int limit = on_ring ? RANDOM_RING_VERTICES : RANDOM_LINE_VERTICES;
        int from = g_test_rand_int_range(0, limit),
            to = g_test_rand_int_range(0, limit);
        const MarchLonLat *positions = on_ring ? ring : line;
        MarchCutRequest request = {
            .name = names[i],
            .between = {"BB", "AA"},
            .kind =
                (MarchCutKind)g_test_rand_int_range(MARCH_CUT_FROM_TO, MARCH_CUT_KM),
            .from = {"from", positions[from], 0},
            .to = {"to", positions[to], 0},
            .within_km = g_test_rand_double_range(5, 60),
            .status = (MarchBorderStatus)g_test_rand_int_range(
                MARCH_BORDER_UNDELIMITED, MARCH_BORDER_UNRECOGNISED),
            .valid = {random_date(), random_date()},
            .source = "a test",
            .claims = g_test_rand_bit() ? CLAIMS : NULL,
        };
        g_autoptr(GError) error = NULL;

        g_snprintf(names[i], sizeof names[i], "s%d", i);
        if (march_borders_cut(borders, &request, NULL, &error) == NULL) {
            g_assert_nonnull(error); /* the same point, dates reversed */
        }
    }
}

/* The border as positions a little apart, each on the line or ring. */
static MarchLonLat
sample(const MarchLonLat *line, const MarchLonLat *ring, int i)
{
    int n_line = 10 * (RANDOM_LINE_VERTICES - 1);
    const MarchLonLat *a, *b;
    double t = (i % 10 + 0.5) / 10;

    if (i < n_line) {
        a = &line[i / 10];
        b = &line[i / 10 + 1];
    } else {
        a = &ring[(i - n_line) / 10];
        b = &ring[((i - n_line) / 10 + 1) % RANDOM_RING_VERTICES];
    }
    return (MarchLonLat){a->lon + (b->lon - a->lon) * t,
                         a->lat + (b->lat - a->lat) * t};
}

static double
distance_to_feature(const MarchFeature *feature, MarchLonLat position)
{
    double nearest = INFINITY;

    for (guint i = 0; i < feature->geometry->parts->len; i++) {
        guint count;
        const MarchLonLat *part = march_geometry_get_part(feature->geometry, i, &count);

        for (guint j = 1; j < count; j++) {
            double dx = part[j].lon - part[j - 1].lon,
                   dy = part[j].lat - part[j - 1].lat;
            double px = position.lon - part[j - 1].lon;
            double py = position.lat - part[j - 1].lat;
            double squared = dx * dx + dy * dy;
            double t = squared > 0 ? CLAMP((px * dx + py * dy) / squared, 0, 1) : 0;

            nearest = MIN(nearest, hypot(px - t * dx, py - t * dy));
        }
    }
    return nearest;
}

static void
test_each_point_has_at_most_one_class(void)
{
    static const char *const VIEWS[] = {"defacto", "all", "un", "AA", "BB"};

    for (int i = 0; i < 40; i++) {
        MarchLonLat line[RANDOM_LINE_VERTICES], ring[RANDOM_RING_VERTICES];
        g_autoptr(MarchFeatures) parts = NULL;
        g_autoptr(MarchBorders) borders = march_borders_new();
        int n = 10 * (RANDOM_LINE_VERTICES - 1 + RANDOM_RING_VERTICES);

        random_line(line);
        random_ring(line, ring);
        parts = random_parts(line, ring);
        march_borders_add_lines(borders, parts, NULL, NULL);
        cut_random_sections(borders, line, ring);
        for (gsize view = 0; view < G_N_ELEMENTS(VIEWS); view++) {
            MarchDate as_of = {g_test_rand_int_range(1, 20)};
            g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
            g_autoptr(MarchFeatures) selected =
                march_borders_select(borders, as_of, VIEWS[view], diagnostics);
            gboolean some_hidden = march_diagnostics_count(diagnostics) > 0;

            for (int j = 0; j < n; j += 7) {
                MarchLonLat position = sample(line, ring, j);
                guint on = 0;

                for (guint k = 0; k < march_features_count(selected); k++) {
                    on += distance_to_feature(march_features_get(selected, k),
                                              position) < 1e-9;
                }
                g_assert_cmpuint(on, <=, 1);
                if (!some_hidden) {
                    g_assert_cmpuint(on, ==, 1);
                }
            }
        }
    }
}

static double
total_length(const MarchFeatures *features)
{
    double length = 0;

    for (guint i = 0; i < march_features_count(features); i++) {
        length += march_geometry_length(march_features_get(features, i)->geometry);
    }
    return length;
}

/* What is cut out and what remains make up the whole. */
static void
test_pieces_sum_to_the_whole(void)
{
    for (int i = 0; i < 60; i++) {
        MarchLonLat line[RANDOM_LINE_VERTICES], ring[RANDOM_RING_VERTICES];
        g_autoptr(MarchFeatures) parts = NULL;
        g_autoptr(MarchFeatures) whole = NULL;
        g_autoptr(MarchFeatures) cut = NULL;
        g_autoptr(MarchBorders) borders = march_borders_new();
        MarchCutRequest request = {
            .name = "s",
            .between = {"AA", "BB"},
            .status = MARCH_BORDER_DISPUTED,
            .source = "a test",
        };
        int from = g_test_rand_int_range(0, 30), to = g_test_rand_int_range(31, 60);

        random_line(line);
        random_ring(line, ring);
        parts = random_parts(line, ring);
        march_borders_add_lines(borders, parts, NULL, NULL);
        whole = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
        request.from = (MarchCutPlace){"from", line[from], 0};
        request.to = (MarchCutPlace){"to", line[to], 0};
        g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
        request.from.position = ring[g_test_rand_int_range(0, 12)];
        request.to.position = ring[g_test_rand_int_range(12, 24)];
        g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
        cut = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
        g_assert_cmpuint(march_features_count(cut), >, march_features_count(whole));
        g_assert_cmpfloat_with_epsilon(total_length(cut), total_length(whole), 0.01);
    }
}

/* How far what is measured between two points on sides of @positions may differ from the
   difference of their places: a place counts a side's length in equal steps of degrees,
   and degrees of longitude grow shorter on the way, by the tangent of the latitude. Their
   sum over the side is L^2 tan(latitude) / 8R, once for each of the two points. */
static double
measure_slack(const MarchLonLat *positions, guint count)
{
    double slack = 0;

    for (guint i = 0; i + 1 < count; i++) {
        double side = march_lon_lat_distance(positions[i], positions[i + 1]);
        double latitude = MAX(fabs(positions[i].lat), fabs(positions[i + 1].lat));

        slack = MAX(slack, side * side * tan(latitude * G_PI / 180) / (8 * 6371e3));
    }
    return 2 * slack;
}

/* Where pieces of one line meet, "along" and the length of the piece before agree: a
   dash that ends a piece goes on in the next. */
static void
test_dash_phase_runs_on(void)
{
    guint joints = 0;

    for (int i = 0; i < 60; i++) {
        MarchLonLat line[RANDOM_LINE_VERTICES], ring[RANDOM_RING_VERTICES];
        g_autoptr(MarchFeatures) parts = NULL;
        g_autoptr(MarchBorders) borders = march_borders_new();
        g_autoptr(MarchFeatures) selected = NULL;
        double slack;

        random_line(line);
        random_ring(line, ring);
        parts = random_parts(line, ring);
        march_borders_add_lines(borders, parts, NULL, NULL);
        cut_random_sections(borders, line, ring);
        slack = MAX(measure_slack(line, RANDOM_LINE_VERTICES),
                    measure_slack(ring, RANDOM_RING_VERTICES));
        g_test_message("slack %g m", slack);
        selected = march_borders_select(borders, (MarchDate){10}, "defacto", NULL);
        for (guint a = 0; a + 1 < march_features_count(selected); a++) {
            const MarchFeature *before = march_features_get(selected, a);
            const MarchFeature *after = march_features_get(selected, a + 1);
            guint count;
            const MarchLonLat *end =
                march_geometry_get_part(before->geometry, 0, &count) + count - 1;
            const MarchLonLat *start =
                march_geometry_get_part(after->geometry, 0, &count);
            double ahead = march_feature_get_number(before, "along", NAN) +
                           march_geometry_length(before->geometry);

            if (hypot(end->lon - start->lon, end->lat - start->lat) > 1e-9) {
                continue; /* another line, or a piece between that is not drawn */
            }
            g_assert_cmpfloat_with_epsilon(
                march_feature_get_number(after, "along", NAN), ahead, slack);
            joints++;
        }
    }
    g_assert_cmpuint(joints, >, 40);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/sections/each-point-has-at-most-one-class",
                    test_each_point_has_at_most_one_class);
    g_test_add_func("/borders/sections/pieces-sum-to-the-whole",
                    test_pieces_sum_to_the_whole);
    g_test_add_func("/borders/sections/dash-phase-runs-on", test_dash_phase_runs_on);
    return g_test_run();
}
