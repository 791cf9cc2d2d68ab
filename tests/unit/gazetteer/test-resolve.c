/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "gazetteer/gazetteer.h"

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

/** Asserts that @text means a place within @km of @expected. */
static void
assert_near(MarchGazetteer *gazetteer,
            const char *text,
            const char *countries,
            MarchLonLat expected,
            double km)
{
    const MarchQuery query = {.text = text, .countries = countries};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const MarchAnswer *answer = answers->pdata[0];
    g_assert_cmpuint(answer->candidates->len, >, 0);
    const MarchPlace *place = answer->candidates->pdata[0];
    const double x =
        (place->position.lon - expected.lon) * cos(expected.lat * G_PI / 180);
    const double y = place->position.lat - expected.lat;
    if (sqrt(x * x + y * y) * 111.2 > km) {
        g_error("\"%s\" gave %s at %.3f %.3f", text, place->name, place->position.lon,
                place->position.lat);
    }
}

static void
test_finds_common_spellings(void)
{
    static const struct {
        const char *text;
        MarchLonLat position;
        double km;
    } cases[] = {
        {"Batkén", {70.819, 40.063}, 60}, {"Баткен", {70.819, 40.063}, 60},
        {"Leilik", {69.528, 39.839}, 45}, {"Лейлек", {69.528, 39.839}, 45},
        {"Vorukh", {70.580, 39.851}, 5},  {"Ворух", {70.580, 39.851}, 5},
        {"Khujand", {69.622, 40.283}, 5}, {"Хуҷанд", {69.622, 40.283}, 5},
        {"Isfara", {70.625, 40.126}, 5},
    };
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_near(gazetteer, cases[i].text, NULL, cases[i].position, cases[i].km);
    }
}

/** Names that everybody means one place by need neither hint nor report. */
static void
test_finds_well_known_names(void)
{
    static const struct {
        const char *text;
        MarchLonLat position;
    } cases[] = {
        {"Paris", {2.35, 48.85}},        {"London", {-0.13, 51.51}},
        {"Cairo", {31.25, 30.06}},       {"Cairo city", {31.25, 30.06}},
        {"Moscow", {37.62, 55.75}},      {"Москва", {37.62, 55.75}},
        {"Berlin", {13.41, 52.52}},      {"Roma", {12.51, 41.89}},
        {"Wien", {16.37, 48.21}},        {"Warszawa", {21.01, 52.23}},
        {"Praha", {14.42, 50.09}},       {"Київ", {30.52, 50.45}},
        {"Kyiv", {30.52, 50.45}},        {"Αθήνα", {23.73, 37.98}},
        {"القاهرة", {31.25, 30.06}},     {"東京", {139.69, 35.69}},
        {"北京", {116.40, 39.91}},       {"Damascus", {36.29, 33.51}},
        {"Baghdad", {44.40, 33.34}},     {"Tbilisi", {44.83, 41.69}},
        {"Bishkek", {74.59, 42.87}},     {"Dushanbe", {68.78, 38.54}},
        {"Kabul", {69.17, 34.53}},       {"Khartoum", {32.53, 15.55}},
        {"Addis Ababa", {38.75, 9.02}},  {"Delhi", {77.23, 28.65}},
        {"Lima", {-77.03, -12.04}},      {"Salqin", {36.45, 36.14}},
        {"Salqin town", {36.45, 36.14}},
    };
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_near(gazetteer, cases[i].text, NULL, cases[i].position, 40);
    }
}

/** A letter with a mark is another letter: the name without it comes first. */
static void
test_letters_as_written_come_first(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    assert_near(gazetteer, "Lachin", NULL, (MarchLonLat){46.546, 39.641}, 5);
}

static void
test_finds_places_of_disputed_borders(void)
{
    static const struct {
        const char *text;
        MarchLonLat position;
        double km;
    } cases[] = {
        {"Возкепар, Тавуш", {45.056, 41.066}, 40},
        {"Yuxarı Əskipara", {45.02, 41.065}, 8},
        {"加勒万河谷", {78.2, 34.75}, 10},
        {"تيفاريتي", {-10.56, 26.155}, 10},
        {"Guergerat", {-16.96, 21.42}, 10},
        {"Ta Moan Thom", {103.266, 14.349}, 5},
        {"仁爱礁", {115.86, 9.75}, 10},
        {"Jarinjë", {20.7, 43.22}, 10},
        {"مجدل شمس", {35.77, 33.27}, 5},
        {"Xankəndi", {46.752, 39.815}, 5},
        {"Степанакерт", {46.752, 39.815}, 5},
        {"Etheringbang", {-61.14, 6.74}, 8},
    };
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_near(gazetteer, cases[i].text, NULL, cases[i].position, cases[i].km);
    }
}

static void
test_a_name_unknown_in_its_container_is_not_another_place(void)
{
    static const struct {
        const char *text;
        const char *within; /* NULL: the name is known there */
    } cases[] = {
        {"Zzyrgan, Issyk-Kul Oblast", "Issyk-Kul"},
        {"Qwxlm, Sughd", "Sughd"},
        {"Paris, Bavaria", "Bavaria"},
        {"Paris, Texas", NULL},
        {"Kargil, Ladakh", NULL},
        {"Austin, TX", NULL},
        {"Kabul, Afghanistan", NULL},
    };
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const MarchQuery query = {.text = cases[i].text};
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &options);
        const MarchAnswer *answer = answers->pdata[0];
        g_test_message("%s: %s", cases[i].text, answer->reason);
        if (cases[i].within == NULL) {
            g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
            continue;
        }
        const MarchPlace *place = answer->candidates->pdata[0];
        g_assert_cmpint(answer->status, ==, MARCH_ANSWER_NOT_FOUND);
        g_assert_cmpstr(place->name, ==, cases[i].within);
        g_assert_nonnull(strstr(answer->reason, "no entry; in "));
        g_assert_cmpfloat(place->precision_km, >=, 40);
    }
}

static void
test_lists_places_in_a_box(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    const MarchBox box = {69.0, 39.3, 71.2, 40.5};
    g_autoptr(GPtrArray) places =
        march_gazetteer_list_places(gazetteer, box, MARCH_DATE_NONE, 20);
    g_assert_cmpuint(places->len, ==, 20);
    for (guint i = 0; i < places->len; i++) {
        const MarchPlace *place = places->pdata[i];
        g_assert_true(march_box_contains(box, place->position));
        g_assert_cmpint(place->place_class, ==, MARCH_PLACE_PLACE);
    }
    const MarchPlace *first = places->pdata[0];
    g_assert_cmpstr(first->name, ==, "Khujand");
}

static void
test_coordinates_are_an_answer(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    const MarchQuery query = {.text = "39.95 N 70.6 E"};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const MarchAnswer *answer = answers->pdata[0];
    g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
    const MarchPlace *place = answer->candidates->pdata[0];
    g_assert_cmpfloat_with_epsilon(place->position.lat, 39.95, 1e-9);
    g_assert_cmpfloat_with_epsilon(place->position.lon, 70.6, 1e-9);
    g_assert_nonnull(strstr(answer->reason, "coordinates"));
}

/** The name of the first candidate for @text at @as_of. */
static char *
name_then(MarchGazetteer *gazetteer, const char *text, const char *as_of)
{
    const MarchQuery query = {.text = text};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    if (as_of != NULL) {
        g_assert_true(march_date_parse(as_of, &options.as_of));
    }
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const MarchAnswer *answer = answers->pdata[0];
    g_assert_cmpuint(answer->candidates->len, >, 0);
    return g_strdup(((const MarchPlace *)answer->candidates->pdata[0])->name);
}

static void
test_a_place_has_the_name_of_its_time(void)
{
    static const struct {
        const char *text, *as_of, *name;
    } cases[] = {
        {"Lower Ford", "2020-01-01", "Lower Ford"},
        {"Newbridge", "2020-01-01", "Lower Ford"},
        {"Lower Ford", "2023-01-01", "Newbridge"},
        {"Newbridge", "2023-01-01", "Newbridge"},
        {"Lower Ford", NULL, "Newbridge"},
        {"Newbridge", NULL, "Newbridge"},
    };
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    const int descriptor = g_file_open_tmp("places-XXXXXX", &path, &error);
    g_assert_no_error(error);
    close(descriptor);
    g_assert_true(
        g_file_set_contents(path,
                            "name,alternates,lat,lon,valid-from,valid-to,geonames-id\n"
                            "Lower Ford,Newbridge,40.5,60.1,,2022-01-01,4000000001\n"
                            "Newbridge,Lower Ford,40.5,60.1,2022-01-01,,4000000001\n",
                            -1, NULL));
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    g_assert_true(march_gazetteer_add_places(gazetteer, path, NULL, &error));
    g_assert_no_error(error);
    unlink(path);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = name_then(gazetteer, cases[i].text, cases[i].as_of);
        g_assert_cmpstr(name, ==, cases[i].name);
    }
}

static void
test_a_unit_comes_first_when_the_text_says_so(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    static const char *const texts[] = {"Batken Region", "Lviv Oblast",
                                        "Sughd Province", "Область Баткен"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const MarchQuery query = {.text = texts[i]};
        MarchResolveOptions options;
        march_resolve_options_init(&options);
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &options);
        const MarchAnswer *answer = answers->pdata[0];
        const MarchPlace *place = answer->candidates->pdata[0];
        g_test_message("%s: %s", texts[i], answer->reason);
        g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
        g_assert_cmpint(place->place_class, ==, MARCH_PLACE_REGION);
    }
}

static void
test_a_river_is_not_its_town(void)
{
    static const struct {
        const char *text;
        MarchPlaceClass place_class;
    } cases[] = {
        {"Naryn River", MARCH_PLACE_FEATURE},
        {"река Нарын", MARCH_PLACE_FEATURE},
        {"Naryn", MARCH_PLACE_PLACE},
        {"Vakhsh", MARCH_PLACE_PLACE},
    };
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const MarchQuery query = {.text = cases[i].text};
        MarchResolveOptions options;
        march_resolve_options_init(&options);
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &options);
        const MarchAnswer *answer = answers->pdata[0];
        g_test_message("%s: %s", cases[i].text, answer->reason);
        g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
        g_assert_cmpint(((const MarchPlace *)answer->candidates->pdata[0])->place_class,
                        ==, cases[i].place_class);
    }
}

static void
test_the_users_places_come_first(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    const int descriptor = g_file_open_tmp("places-XXXXXX", &path, &error);
    g_assert_no_error(error);
    close(descriptor);
    g_assert_true(g_file_set_contents(
        path, "name,alternates,lat,lon\nPost 7,Batken,40.5,60.1\n", -1, NULL));
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    g_assert_true(march_gazetteer_add_places(gazetteer, path, NULL, &error));
    g_assert_no_error(error);
    unlink(path);
    assert_near(gazetteer, "Batken", NULL, (MarchLonLat){60.1, 40.5}, 1);
}

static void
test_names_of_a_report_help_each_other(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    const MarchQuery queries[] = {
        {.text = "Paris", .report = "r"},
        {.text = "Dallas", .report = "r"},
        {.text = "Texas", .report = "r"},
        {.text = "Paris"},
    };
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, queries, G_N_ELEMENTS(queries), &options);
    const MarchAnswer *inside = answers->pdata[0];
    const MarchAnswer *alone = answers->pdata[3];
    g_assert_cmpstr(((const MarchPlace *)inside->candidates->pdata[0])->country, ==,
                    "US");
    g_assert_cmpstr(((const MarchPlace *)alone->candidates->pdata[0])->country, ==,
                    "FR");
}

static void
test_an_absent_name_is_not_found(void)
{
    g_autoptr(MarchGazetteer) gazetteer = open_pack();
    const MarchQuery query = {.text = "Qwrtzpf"};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const MarchAnswer *answer = answers->pdata[0];
    g_assert_cmpint(answer->status, ==, MARCH_ANSWER_NOT_FOUND);
    g_assert_nonnull(answer->reason);
}

static void
test_refuses_what_is_no_index(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(march_gazetteer_open(__FILE__, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_clear_error(&error);
    g_assert_null(march_gazetteer_open("/nonexistent/gazetteer.idx", &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
}

/** What the gazetteer keeps of a name must not show in its answers. */
static void
test_answers_do_not_depend_on_earlier_ones(void)
{
    static const char *const names[] = {"Batken", "Izfara", "Springfield", "Orel"};
    static const MarchLonLat places[] = {{69.9, 40.1}, {-90, 39}};
    g_autoptr(MarchGazetteer) used = open_pack();
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    for (guint i = 0; i < 2 * G_N_ELEMENTS(names); i++) {
        const MarchQuery query = {
            .text = names[i / 2], .countries = "KG,TJ", .near = &places[i % 2]};
        g_autoptr(MarchGazetteer) fresh = open_pack();
        g_autoptr(GPtrArray) expected =
            march_gazetteer_resolve(fresh, &query, 1, &options);
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(used, &query, 1, &options);
        const MarchAnswer *first = expected->pdata[0];
        const MarchAnswer *second = answers->pdata[0];
        g_assert_cmpint(first->status, ==, second->status);
        g_assert_cmpuint(first->candidates->len, ==, second->candidates->len);
        for (guint k = 0; k < first->candidates->len; k++) {
            const MarchPlace *a = first->candidates->pdata[k];
            const MarchPlace *b = second->candidates->pdata[k];
            g_assert_cmpint(a->geonames_id, ==, b->geonames_id);
            g_assert_cmpfloat_with_epsilon(a->score, b->score, 1e-15);
            g_assert_cmpstr(a->matched, ==, b->matched);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/resolve/finds-common-spellings",
                    test_finds_common_spellings);
    g_test_add_func("/gazetteer/resolve/finds-places-of-disputed-borders",
                    test_finds_places_of_disputed_borders);
    g_test_add_func("/gazetteer/resolve/unknown-in-its-container-is-not-another-place",
                    test_a_name_unknown_in_its_container_is_not_another_place);
    g_test_add_func("/gazetteer/resolve/finds-well-known-names",
                    test_finds_well_known_names);
    g_test_add_func("/gazetteer/resolve/letters-as-written-come-first",
                    test_letters_as_written_come_first);
    g_test_add_func("/gazetteer/resolve/coordinates-are-an-answer",
                    test_coordinates_are_an_answer);
    g_test_add_func("/gazetteer/resolve/a-place-has-the-name-of-its-time",
                    test_a_place_has_the_name_of_its_time);
    g_test_add_func("/gazetteer/resolve/a-unit-comes-first-when-the-text-says-so",
                    test_a_unit_comes_first_when_the_text_says_so);
    g_test_add_func("/gazetteer/resolve/a-river-is-not-its-town",
                    test_a_river_is_not_its_town);
    g_test_add_func("/gazetteer/resolve/lists-places-in-a-box",
                    test_lists_places_in_a_box);
    g_test_add_func("/gazetteer/resolve/the-users-places-come-first",
                    test_the_users_places_come_first);
    g_test_add_func("/gazetteer/resolve/names-of-a-report-help-each-other",
                    test_names_of_a_report_help_each_other);
    g_test_add_func("/gazetteer/resolve/an-absent-name-is-not-found",
                    test_an_absent_name_is_not_found);
    g_test_add_func("/gazetteer/resolve/answers-do-not-depend-on-earlier-ones",
                    test_answers_do_not_depend_on_earlier_ones);
    g_test_add_func("/gazetteer/resolve/refuses-what-is-no-index",
                    test_refuses_what_is_no_index);
    return g_test_run();
}
