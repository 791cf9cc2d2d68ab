/* SPDX-License-Identifier: MIT */
#include "border-fixture.h"

/* A coarse line beside the fixture's border from @west to @east, in two parts. */
static MarchGeometry *
beside(double west, double east, double offset)
{
    MarchGeometry *line = march_geometry_new(MARCH_GEOMETRY_LINE);
    double middle = (west + east) / 2;
    MarchLonLat first[] = {{west, 40 + offset}, {middle, 40 + offset}};
    MarchLonLat second[] = {{east, 40 + offset}, {middle, 40 + offset}};

    march_geometry_add_part(line, first, 2, FALSE);
    march_geometry_add_part(line, second, 2, FALSE);
    return line;
}

static void
test_takes_the_border_s_own_line(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchGeometry) line = beside(70.2, 70.8, 0.05);
    g_autoptr(GError) error = NULL;
    const MarchSection *section;

    request.kind = MARCH_CUT_ALONG;
    request.geometry = line;
    request.snap_limit_km = 0;
    section = march_borders_cut(borders, &request, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(section->geometry->parts->len, ==,
                     1); /* parts that meet are one */
    g_assert_cmpfloat_with_epsilon(section->start.lat, 40, 0.02);
    g_assert_cmpfloat_with_epsilon(section->length_km, 51, 2);
}

static void
test_too_far_is_an_error(void)
{
    g_autoptr(MarchBorders) borders = fixture_new_borders();
    MarchCutRequest request = fixture_request(70.2, 70.8);
    g_autoptr(MarchGeometry) line = beside(70.2, 70.8, 0.5);
    g_autoptr(GError) error = NULL;

    request.kind = MARCH_CUT_ALONG;
    request.geometry = line;
    request.snap_limit_km = 0;
    g_assert_null(march_borders_cut(borders, &request, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/along/takes-the-border-s-own-line",
                    test_takes_the_border_s_own_line);
    g_test_add_func("/borders/along/too-far-is-an-error", test_too_far_is_an_error);
    return g_test_run();
}
