/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "gazetteer/gazetteer.h"

typedef struct {
    const char *text;
    MarchLonLat expected; /**< not looked at when @km is 0 */
    double km;
} Name;

static MarchGazetteer *
open_pack(void)
{
    g_autoptr(GError) error = NULL;
    const char *data = g_getenv("MARCHLAND_DATA");
    g_autofree char *path = g_build_filename(
        data != NULL ? data : MARCH_TEST_BINARY_DIR "/data", "gazetteer.idx", NULL);
    MarchGazetteer *gazetteer = march_gazetteer_open(path, &error);
    g_assert_no_error(error);
    return gazetteer;
}

/** Asks @names as one report (or each alone) and compares where they are. */
static void
assert_places(const Name *names, gsize count, const char *report)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    g_autofree MarchQuery *queries = g_new0(MarchQuery, count);
    for (gsize i = 0; i < count; i++) {
        queries[i].text = names[i].text;
        queries[i].report = report;
    }
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, queries, count, &options);
    for (gsize i = 0; i < count; i++) {
        const MarchAnswer *answer = answers->pdata[i];
        if (!(names[i].km > 0)) {
            continue;
        }
        g_assert_cmpuint(answer->candidates->len, >, 0);
        const MarchPlace *place = answer->candidates->pdata[0];
        const double x = (place->position.lon - names[i].expected.lon) *
                         cos(names[i].expected.lat * G_PI / 180);
        const double y = place->position.lat - names[i].expected.lat;
        if (hypot(x, y) * 111.2 > names[i].km) {
            g_error("\"%s\" gave %s (%s) at %.3f %.3f", names[i].text, place->name,
                    place->country, place->position.lon, place->position.lat);
        }
    }
}

#define ASSERT_REPORT(names) assert_places(names, G_N_ELEMENTS(names), "1")
#define ASSERT_ALONE(names)  assert_places(names, G_N_ELEMENTS(names), NULL)

static void
test_neighbours_choose_the_namesake(void)
{
    static const Name names[] = {
        {"Paris", {-95.56, 33.66}, 20},
        {"Sherman", {-96.61, 33.64}, 20},
        {"Bonham", {-96.18, 33.58}, 20},
        {"Texas", {-99.3, 31.3}, 200},
    };
    ASSERT_REPORT(names);
}

static void
test_a_known_city_stays(void)
{
    static const Name names[] = {
        {"Italy", {12.6, 42.9}, 200},
        {"Milan", {9.19, 45.46}, 20},
        {"Montreal", {-73.59, 45.51}, 20},
    };
    ASSERT_REPORT(names);
}

static void
test_a_whole_name_is_not_its_part(void)
{
    static const Name names[] = {
        {"Australia", {134, -25}, 300},
        {"Adelaide", {138.6, -34.93}, 30},
        {"South Australia", {135.8, -29.7}, 300},
    };
    ASSERT_REPORT(names);
}

static void
test_a_country_is_not_its_capital(void)
{
    static const Name names[] = {
        {"Guadalajara", {-103.35, 20.67}, 30},
        {"Mexico", {-102, 23}, 100},
        {"Puebla", {-98.2, 19.04}, 60},
    };
    ASSERT_REPORT(names);
}

static void
test_one_name_has_one_sense(void)
{
    static const Name names[] = {
        {"Springfield, Ill.", {-89.64, 39.80}, 20},
        {"Springfield", {-89.64, 39.80}, 20},
    };
    ASSERT_REPORT(names);
}

static void
test_containers(void)
{
    static const Name names[] = {
        {"Springfield, IL", {-89.64, 39.80}, 20},
        {"London, Ont.", {-81.23, 42.98}, 20},
        {"Paris, Texas", {-95.56, 33.66}, 20},
        {"Salem (Oregon)", {-123.04, 44.94}, 20},
        {"Newcastle, NSW", {151.78, -32.93}, 20},
        {"Lincoln, New Brunswick", {-66.58, 45.9}, 20},
    };
    ASSERT_ALONE(names);
}

static void
test_adjectives_name_their_country(void)
{
    static const Name names[] = {
        {"Iraqi", {44, 33}, 100},
        {"French", {2, 46.4}, 100},
        {"Ky.", {-85.6, 37.4}, 150},
        {"Spanish Fork", {-111.65, 40.11}, 20},
        {"russische Stadt Belgorod", {36.58, 50.6}, 20},
    };
    ASSERT_ALONE(names);
}

static void
test_an_offset_widens_the_precision(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    const MarchQuery queries[] = {{.text = "Mosul"}, {.text = "30 km south of Mosul"}};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, queries, 2, &options);
    const MarchAnswer *plain = answers->pdata[0];
    const MarchAnswer *offset = answers->pdata[1];
    const MarchPlace *city = plain->candidates->pdata[0];
    const MarchPlace *place = offset->candidates->pdata[0];
    g_assert_cmpint(city->geonames_id, ==, place->geonames_id);
    g_assert_cmpfloat_with_epsilon(place->precision_km, city->precision_km + 30, 0.01);
    g_assert_nonnull(strstr(offset->reason, "30 km"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/context/neighbours-choose-the-namesake",
                    test_neighbours_choose_the_namesake);
    g_test_add_func("/gazetteer/context/a-known-city-stays", test_a_known_city_stays);
    g_test_add_func("/gazetteer/context/a-whole-name-is-not-its-part",
                    test_a_whole_name_is_not_its_part);
    g_test_add_func("/gazetteer/context/a-country-is-not-its-capital",
                    test_a_country_is_not_its_capital);
    g_test_add_func("/gazetteer/context/one-name-has-one-sense",
                    test_one_name_has_one_sense);
    g_test_add_func("/gazetteer/context/containers", test_containers);
    g_test_add_func("/gazetteer/context/adjectives-name-their-country",
                    test_adjectives_name_their_country);
    g_test_add_func("/gazetteer/context/an-offset-widens-the-precision",
                    test_an_offset_widens_the_precision);
    return g_test_run();
}
