/* SPDX-License-Identifier: MIT */
#include "layout/graticule.h"

#include "layout-fixture.h"

static void
test_formats_degrees(void)
{
    static const struct {
        int seconds;
        gboolean is_longitude;
        const char *text;
    } cases[] = {
        {70 * 3600 + 30 * 60, TRUE, "70°30′\u00a0E"},
        {40 * 3600, FALSE, "40°\u00a0N"},
        {-33 * 3600 - 5 * 60, FALSE, "33°05′\u00a0S"},
        {-70 * 3600, TRUE, "70°\u00a0W"},
        {39 * 3600 + 52 * 60 + 30, FALSE, "39°52′30″\u00a0N"},
        {0, FALSE, "0°"},
        {0, TRUE, "0°"},
        {180 * 3600, TRUE, "180°"},
        {-180 * 3600, TRUE, "180°"},
        {190 * 3600, TRUE, "170°\u00a0W"},
        {-30 * 60, TRUE, "0°30′\u00a0W"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            march_graticule_format(cases[i].seconds, cases[i].is_longitude);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

typedef struct {
    const char *name;
    MarchBox extent;
} ExtentCase;

static const ExtentCase EXTENTS[] = {
    {"batken", {69.2, 39.5, 71.2, 40.5}}, {"village", {70.55, 39.83, 70.61, 39.87}},
    {"fiji", {176, -20, -178, -15}},      {"sahel", {-17, 10, 24, 24}},
    {"arctic", {10, 74, 34, 81}},
};

static void
test_labels_stay_beside_the_frame(gconstpointer data)
{
    const ExtentCase *extent = data;
    MarchRect rect = {10, 20, 160, 100};
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchScene) scene = march_scene_new(180, 140);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    g_autoptr(MarchFrame) frame = fixture_frame(extent->extent, rect);
    MarchGraticule graticule = march_graticule_choose(frame, kit.base);
    march_graticule_draw_labels(&graticule, &kit, frame, NULL);

    guint below = 0;
    guint beside = 0;
    double last = -1;
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type != MARCH_SCENE_TEXT) {
            continue;
        }
        MarchPoint at = item->as.text.origin;
        double half = item->as.text.width / 2;
        if (at.y > rect.y + rect.height) {
            below++;
            g_assert_cmpfloat(at.x - half, >=, rect.x);
            g_assert_cmpfloat(at.x + half, <=, rect.x + rect.width);
            g_assert_cmpfloat(at.x - half, >, last);
            last = at.x + half;
        } else {
            beside++;
            g_assert_cmpfloat(at.x, <, rect.x);
            g_assert_cmpfloat(at.y - half, >=, rect.y);
            g_assert_cmpfloat(at.y + half, <=, rect.y + rect.height);
        }
    }
    g_assert_cmpuint(below, >=, 2);
    g_assert_cmpuint(beside, >=, 1);
    g_assert_cmpuint(below + beside, <=, 14);
}

/* A parallel that leaves the map just below its upper left corner is labelled, too. */
static void
test_lines_near_a_corner_are_labelled(void)
{
    MarchRect rect = {10, 20, 160, 100};
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchScene) scene = march_scene_new(180, 140);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    g_autoptr(MarchFrame) frame = fixture_frame((MarchBox){10.02, 0, 13.2, 2.01}, rect);
    MarchGraticule graticule = march_graticule_choose(frame, kit.base);
    gboolean is_labelled = FALSE;
    march_graticule_draw_labels(&graticule, &kit, frame, NULL);
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type == MARCH_SCENE_TEXT &&
            strcmp(item->as.text.text, "2\302\260\302\240N") == 0) {
            is_labelled = TRUE;
            g_assert_cmpfloat(item->as.text.origin.y - item->as.text.width / 2, >=,
                              rect.y);
        }
    }
    g_assert_true(is_labelled);
}

static void
test_lines_meet_at_round_positions(void)
{
    MarchRect rect = {0, 0, 170, 150};
    g_autoptr(MarchFrame) frame =
        fixture_frame((MarchBox){69.2, 39.5, 71.2, 40.5}, rect);
    MarchGraticule graticule = march_graticule_choose(frame, 2.5);
    g_assert_cmpint(3600 % graticule.lat_step, ==, 0);
    g_assert_cmpint(3600 % graticule.lon_step, ==, 0);
    g_assert_cmpint(graticule.lat_step, ==, graticule.lon_step);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/graticule/formats-degrees", test_formats_degrees);
    g_test_add_func("/layout/graticule/lines-near-a-corner-are-labelled",
                    test_lines_near_a_corner_are_labelled);
    g_test_add_func("/layout/graticule/lines-meet-at-round-positions",
                    test_lines_meet_at_round_positions);
    for (gsize i = 0; i < G_N_ELEMENTS(EXTENTS); i++) {
        g_autofree char *path = g_strdup_printf(
            "/layout/graticule/labels-stay-beside-the-frame/%s", EXTENTS[i].name);
        g_test_add_data_func(path, &EXTENTS[i], test_labels_stay_beside_the_frame);
    }
    return g_test_run();
}
