/* SPDX-License-Identifier: MIT */
#include "figure/line-distance.h"

#include <math.h>

/* A wandering line about @start, of several parts. */
static MarchGeometry *
line_new(GRand *rand, MarchLonLat start)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);

    for (guint part = 0; part < 3; part++) {
        MarchLonLat line[100];
        MarchLonLat at = start;

        for (guint i = 0; i < G_N_ELEMENTS(line); i++) {
            line[i] = at;
            at.lon += g_rand_double_range(rand, -0.1, 0.2);
            at.lat = CLAMP(at.lat + g_rand_double_range(rand, -0.1, 0.1), -89, 89);
            at.lon -= at.lon > 180 ? 360 : 0;
        }
        march_geometry_add_part(geometry, line, G_N_ELEMENTS(line), FALSE);
    }
    return geometry;
}

/* The index says what the lines say, up to its limit, also over the antimeridian. */
static void
test_index_agrees_with_the_lines(void)
{
    static const MarchLonLat STARTS[] = {{70, 40}, {179, -17}, {-20, 70}};
    GRand *rand = g_rand_new_with_seed(3);

    for (gsize i = 0; i < G_N_ELEMENTS(STARTS); i++) {
        g_autoptr(MarchGeometry) geometry = line_new(rand, STARTS[i]);
        MarchLineIndex *index = march_line_index_new(geometry);

        for (guint k = 0; k < 2000; k++) {
            const MarchLonLat at = {
                remainder(STARTS[i].lon + g_rand_double_range(rand, -8, 12), 360),
                STARTS[i].lat + g_rand_double_range(rand, -8, 8)};
            double exact = march_line_distance(geometry, at);
            double found = march_line_index_distance(index, at, 300e3);

            if (exact < 299e3) {
                g_assert_cmpfloat_with_epsilon(found, exact, 1e-6);
            } else if (exact > 301e3) {
                g_assert_true(isinf(found));
            }
        }
        march_line_index_free(index);
    }
    g_rand_free(rand);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/line-distance/index-agrees-with-the-lines",
                    test_index_agrees_with_the_lines);
    return g_test_run();
}
