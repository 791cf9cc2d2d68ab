/* SPDX-License-Identifier: MIT */
#include "geo/geometry.h"

static const MarchLonLat SQUARE[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

static void
test_parts_keep_their_positions(void)
{
    g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchLonLat hole[] = {{0.2, 0.2}, {0.4, 0.2}, {0.4, 0.4}};
    const MarchLonLat *part;
    guint count;

    march_geometry_add_part(geometry, SQUARE, 4, FALSE);
    march_geometry_add_part(geometry, hole, 3, TRUE);
    part = march_geometry_get_part(geometry, 1, &count);
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpfloat_with_epsilon(part[2].lat, 0.4, 1e-12);
    g_assert_true(g_array_index(geometry->parts, MarchGeometryPart, 1).is_hole);
}

static void
test_copy_is_independent(void)
{
    g_autoptr(MarchGeometry) point = march_geometry_new_point((MarchLonLat){70, 40});
    g_autoptr(MarchGeometry) copy = march_geometry_copy(point);

    g_array_index(copy->positions, MarchLonLat, 0).lon = 71;
    g_assert_cmpfloat_with_epsilon(march_geometry_box(point).west, 70, 1e-12);
    g_assert_cmpfloat_with_epsilon(march_geometry_box(copy).west, 71, 1e-12);
}

static void
test_length_closes_rings_only(void)
{
    g_autoptr(MarchGeometry) line = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchGeometry) ring = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    g_autoptr(MarchGeometry) point = march_geometry_new_point(SQUARE[1]);

    march_geometry_add_part(line, SQUARE, 4, FALSE);
    march_geometry_add_part(ring, SQUARE, 4, FALSE);
    g_assert_cmpfloat_with_epsilon(
        march_geometry_length(ring) - march_geometry_length(line), 110574.389, 0.001);
    g_assert_cmpfloat_with_epsilon(march_geometry_length(point), 0, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geo/geometry/parts-keep-their-positions",
                    test_parts_keep_their_positions);
    g_test_add_func("/geo/geometry/copy-is-independent", test_copy_is_independent);
    g_test_add_func("/geo/geometry/length-closes-rings-only",
                    test_length_closes_rings_only);
    return g_test_run();
}
