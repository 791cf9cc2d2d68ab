/* SPDX-License-Identifier: MIT */
/* Each point is in one area per view and day at most: in the last that has it. */
#include <math.h>

#include "borders/areas.h"

#define AREAS  6
#define POINTS 400

typedef struct {
    MarchLonLat center;
    double radii[12];
    MarchDateRange valid;
} Star;

static MarchLonLat
star_corner(const Star *star, guint i)
{
    double angle = 2 * G_PI * i / G_N_ELEMENTS(star->radii);
    double lon = star->center.lon + star->radii[i] * cos(angle);

    return (MarchLonLat){lon > 180 ? lon - 360 : lon,
                         star->center.lat + star->radii[i] * sin(angle)};
}

static gboolean
ring_contains(const MarchLonLat *ring, guint count, MarchLonLat at)
{
    gboolean inside = FALSE;

    for (guint i = 0; i < count; i++) {
        double x0 = remainder(ring[i].lon - at.lon, 360);
        double x1 = remainder(ring[(i + 1) % count].lon - at.lon, 360);
        double y0 = ring[i].lat - at.lat, y1 = ring[(i + 1) % count].lat - at.lat;

        if ((y0 > 0) != (y1 > 0) && x0 + (x1 - x0) * (0 - y0) / (y1 - y0) > 0) {
            inside = !inside;
        }
    }
    return inside;
}

static gboolean
geometry_contains(const MarchGeometry *geometry, MarchLonLat at)
{
    gboolean inside = FALSE;

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(geometry, part, &count);

        inside = inside != ring_contains(ring, count, at);
    }
    return inside;
}

static void
star_make(Star *star, double lon)
{
    star->center = (MarchLonLat){lon + g_test_rand_double_range(-1, 1),
                                 20 + g_test_rand_double_range(-1, 1)};
    for (guint i = 0; i < G_N_ELEMENTS(star->radii); i++) {
        star->radii[i] = g_test_rand_double_range(0.2, 1.5);
    }
    star->valid =
        (MarchDateRange){{g_test_rand_int_range(1, 5)}, {g_test_rand_int_range(5, 9)}};
}

static void
stars_add(MarchAreas *areas, const Star *stars)
{
    static const char *const NAMES[AREAS] = {"0", "1", "2", "3", "4", "5"};

    for (guint i = 0; i < AREAS; i++) {
        g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
        MarchLonLat ring[G_N_ELEMENTS(stars->radii)];
        MarchAreaRequest request = {.name = NAMES[i],
                                    .geometry = geometry,
                                    .status = MARCH_BORDER_DISPUTED,
                                    .valid = stars[i].valid,
                                    .source = "a test"};
        g_autoptr(GError) error = NULL;

        for (guint j = 0; j < G_N_ELEMENTS(ring); j++) {
            ring[j] = star_corner(&stars[i], j);
        }
        march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
        g_assert_true(march_areas_add(areas, &request, NULL, &error));
    }
}

/* The last area that holds on @day and has @at, or -1. */
static int
owner_expected(const Star *stars, MarchDate day, MarchLonLat at)
{
    for (int i = AREAS - 1; i >= 0; i--) {
        MarchLonLat ring[G_N_ELEMENTS(stars->radii)];

        for (guint j = 0; j < G_N_ELEMENTS(ring); j++) {
            ring[j] = star_corner(&stars[i], j);
        }
        if (march_date_range_contains(stars[i].valid, day) &&
            ring_contains(ring, G_N_ELEMENTS(ring), at)) {
            return i;
        }
    }
    return -1;
}

static void
points_compare(const MarchFeatures *features,
               const Star *stars,
               MarchDate day,
               double lon)
{
    for (guint i = 0; i < POINTS; i++) {
        MarchLonLat at = {remainder(lon + g_test_rand_double_range(-2, 2), 360),
                          20 + g_test_rand_double_range(-2, 2)};
        int found = -1;

        for (guint j = 0; j < march_features_count(features); j++) {
            const MarchFeature *feature = march_features_get(features, j);

            if (geometry_contains(feature->geometry, at)) {
                g_assert_cmpint(found, ==, -1);
                found = march_feature_get_string(feature, "area")[0] - '0';
            }
        }
        g_assert_cmpint(found, ==, owner_expected(stars, day, at));
    }
}

static void
test_one_area_a_point(gconstpointer data)
{
    double lon = *(const double *)data;

    for (guint round = 0; round < 30; round++) {
        g_autoptr(MarchAreas) areas = march_areas_new();
        Star stars[AREAS];

        for (guint i = 0; i < AREAS; i++) {
            star_make(&stars[i], lon);
        }
        stars_add(areas, stars);
        for (gint32 day = 1; day < 9; day += 3) {
            g_autoptr(GError) error = NULL;
            g_autoptr(MarchFeatures) features =
                march_areas_select(areas, (MarchDate){day}, "defacto", NULL, &error);

            g_assert_no_error(error);
            points_compare(features, stars, (MarchDate){day}, lon);
        }
    }
}

/* The earlier area lies between the antimeridian and the nearest corner of the later. */
static void
test_later_area_reaches_over_the_antimeridian(void)
{
    static const MarchLonLat EARLIER[] = {
        {-179.9, 20}, {-179.4, 20}, {-179.4, 22}, {-179.9, 22}};
    static const MarchLonLat LATER[] = {
        {179, 20.5}, {-179, 20.5}, {-179, 21.5}, {179, 21.5}};
    const MarchLonLat at = {-179.6, 21};
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchFeatures) features = NULL;
    guint n_found = 0;

    for (guint i = 0; i < 2; i++) {
        g_autoptr(MarchGeometry) geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
        MarchAreaRequest request = {.name = i == 0 ? "0" : "1",
                                    .geometry = geometry,
                                    .status = MARCH_BORDER_DISPUTED,
                                    .source = "a test"};

        march_geometry_add_part(geometry, i == 0 ? EARLIER : LATER, 4, FALSE);
        g_assert_true(march_areas_add(areas, &request, NULL, NULL));
    }
    features = march_areas_select(areas, (MarchDate){1}, "defacto", NULL, NULL);
    for (guint i = 0; i < march_features_count(features); i++) {
        if (geometry_contains(march_features_get(features, i)->geometry, at)) {
            n_found++;
        }
    }
    g_assert_cmpuint(n_found, ==, 1);
}

int
main(int argc, char **argv)
{
    static const double LONS[] = {30, 180};

    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/borders/areas/one-area-a-point", &LONS[0],
                         test_one_area_a_point);
    g_test_add_data_func("/borders/areas/one-area-a-point-at-the-antimeridian",
                         &LONS[1], test_one_area_a_point);
    g_test_add_func("/borders/areas/later-area-reaches-over-the-antimeridian",
                    test_later_area_reaches_over_the_antimeridian);
    return g_test_run();
}
