/* SPDX-License-Identifier: MIT */
#include "figure/region-areas.h"

#include "base/data-path.h"
#include "figure/area-index.h"
#include "figure/area-names.h"

typedef struct {
    MarchCatalogue *catalogue;
    MarchFrame *frame;
    MarchFeatures *areas;
    MarchBox box;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    g_autofree char *data = march_data_path(NULL, NULL);
    g_autofree char *pack = g_build_filename(data, "geodata", NULL);
    g_autoptr(GError) error = NULL;

    (void)unused;
    fixture->box = (MarchBox){69.4, 39.6, 71.6, 40.4};
    fixture->catalogue = march_catalogue_open(pack, NULL);
    g_assert_nonnull(fixture->catalogue);
    fixture->frame = march_frame_new(march_projection_new("auto", fixture->box, NULL),
                                     fixture->box, (MarchRect){10, 10, 160, 90}, NULL);
    fixture->areas =
        march_region_areas_read(fixture->catalogue, fixture->frame, NULL, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_features_free(fixture->areas);
    march_frame_free(fixture->frame);
    march_catalogue_free(fixture->catalogue);
}

static const char *
land_at(const MarchFeatures *land, MarchLonLat at)
{
    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *piece = march_features_get(land, i);

        if (march_area_contains(piece->geometry, at)) {
            return march_feature_get_string(piece, "iso");
        }
    }
    return NULL;
}

/* Each place on land lies in one region, and that of the country whose land it is. */
static void
test_no_region_reaches_over_a_border(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchFeatures) land = march_catalogue_read(
        fixture->catalogue, "land", fixture->box,
        march_frame_get_scale_denominator(fixture->frame), NULL, NULL);
    g_autoptr(MarchAreaIndex) index =
        march_area_index_new(fixture->areas, fixture->box);

    (void)unused;
    for (guint i = 0; i < 4000; i++) {
        MarchLonLat at = {
            g_test_rand_double_range(fixture->box.west, fixture->box.east),
            g_test_rand_double_range(fixture->box.south, fixture->box.north)};
        const char *owner = land_at(land, at);
        int area = march_area_index_find(index, at);
        guint holders = 0;

        g_assert_nonnull(owner);
        g_assert_cmpint(area, >=, 0);
        g_assert_cmpstr(march_feature_get_string(
                            march_features_get(fixture->areas, (guint)area), "iso"),
                        ==, owner);
        for (guint j = 0; j < march_features_count(fixture->areas); j++) {
            holders +=
                march_area_contains(march_features_get(fixture->areas, j)->geometry, at)
                    ? 1
                    : 0;
        }
        g_assert_cmpuint(holders, ==, 1);
    }
}

/* An enclave that the pack's outlines of regions do not know is its own country's. */
static void
test_an_enclave_is_a_region_of_its_country(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchAreaIndex) index =
        march_area_index_new(fixture->areas, fixture->box);
    int area = march_area_index_find(index, (MarchLonLat){70.585, 39.855});

    (void)unused;
    g_assert_cmpint(area, >=, 0);
    g_assert_cmpstr(march_feature_get_string(
                        march_features_get(fixture->areas, (guint)area), "code"),
                    ==, "TJ-SU");
}

static void
test_what_is_near_is_found_by_country(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchAreaIndex) index =
        march_area_index_new(fixture->areas, fixture->box);
    const MarchLonLat isfara = {70.63, 40.12};
    int own = march_area_index_find(index, isfara);

    (void)unused;
    g_assert_cmpint(march_area_index_find_near(index, isfara, 5000, "TJ"), ==, own);
    g_assert_cmpint(march_area_index_find_near(index, isfara, 1000, "KG"), ==, -1);
    g_assert_cmpint(march_area_index_find_near(index, isfara, 40000, "KG"), !=, own);
}

#define ADD(name, test)                                                                \
    g_test_add("/figure/region-areas/" name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("no-region-reaches-over-a-border", test_no_region_reaches_over_a_border);
    ADD("an-enclave-is-a-region-of-its-country",
        test_an_enclave_is_a_region_of_its_country);
    ADD("what-is-near-is-found-by-country", test_what_is_near_is_found_by_country);
    return g_test_run();
}
