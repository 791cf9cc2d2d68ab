/* SPDX-License-Identifier: MIT */
#include "layout/scale-bar.h"

#include "layout-fixture.h"

typedef struct {
    const char *name;
    MarchBox extent;
} ExtentCase;

static const ExtentCase EXTENTS[] = {
    {"batken", {69.2, 39.5, 71.2, 40.5}}, {"village", {70.55, 39.83, 70.61, 39.87}},
    {"equator", {28, -2, 31, 1}},         {"fiji", {176, -20, -178, -15}},
    {"finnmark", {22, 69, 31, 71.2}},
};

static void
test_is_round_and_true(gconstpointer data)
{
    const ExtentCase *extent = data;
    MarchRect rect = {10, 20, 160, 100};
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchFurnitureKit kit = fixture_kit(engine, NULL);
    g_autoptr(MarchFrame) frame = fixture_frame(extent->extent, rect);
    MarchScaleBar bar;
    g_assert_true(march_scale_bar_make(&kit, frame, &bar));

    double leading = bar.metres / pow(10, floor(log10(bar.metres) + 1e-9));
    g_assert_true(fabs(leading - 1) < 1e-6 || fabs(leading - 2) < 1e-6 ||
                  fabs(leading - 5) < 1e-6);
    g_assert_cmpfloat(bar.length, >, 0.09 * rect.width);
    g_assert_cmpfloat(bar.length, <, 0.3 * rect.width);

    MarchPoint left = {90 - bar.length / 2, 70};
    MarchPoint right = {90 + bar.length / 2, 70};
    MarchLonLat from;
    MarchLonLat to;
    g_assert_true(march_frame_unproject(frame, left, &from));
    g_assert_true(march_frame_unproject(frame, right, &to));
    g_assert_cmpfloat_with_epsilon(march_lon_lat_distance(from, to) / bar.metres, 1,
                                   0.005);
}

static void
test_is_left_out_of_a_world_map(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchFurnitureKit kit = fixture_kit(engine, NULL);
    g_autoptr(GError) error = NULL;
    MarchBox world = {-170, -70, 170, 80};
    MarchProjection *projection = march_projection_new("EPSG:3857", world, &error);
    g_assert_no_error(error);
    g_autoptr(MarchFrame) frame =
        march_frame_new(projection, world, (MarchRect){0, 0, 160, 100}, &error);
    g_assert_no_error(error);
    MarchScaleBar bar;
    g_assert_false(march_scale_bar_make(&kit, frame, &bar));
}

static void
test_draws_within_its_size(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchScene) scene = march_scene_new(180, 140);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    g_autoptr(MarchFrame) frame = fixture_frame((MarchBox){69.2, 39.5, 71.2, 40.5},
                                                (MarchRect){10, 20, 160, 100});
    MarchScaleBar bar;
    g_assert_true(march_scale_bar_make(&kit, frame, &bar));
    march_scale_bar_draw(&bar, &kit, (MarchPoint){50, 60});

    guint texts = 0;
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type != MARCH_SCENE_TEXT) {
            continue;
        }
        texts++;
        const MarchTextRun *run = &item->as.text;
        double left = run->align == MARCH_TEXT_ALIGN_MIDDLE
                          ? run->origin.x - run->width / 2
                          : run->origin.x;
        g_assert_cmpfloat(left, >=, 50 - 0.01);
        g_assert_cmpfloat(left + run->width, <=, 50 + bar.width + 0.01);
        g_assert_cmpfloat(run->origin.y, <=, 60 + bar.height);
    }
    g_assert_cmpuint(texts, >=, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(EXTENTS); i++) {
        g_autofree char *path =
            g_strdup_printf("/layout/scale-bar/is-round-and-true/%s", EXTENTS[i].name);
        g_test_add_data_func(path, &EXTENTS[i], test_is_round_and_true);
    }
    g_test_add_func("/layout/scale-bar/is-left-out-of-a-world-map",
                    test_is_left_out_of_a_world_map);
    g_test_add_func("/layout/scale-bar/draws-within-its-size",
                    test_draws_within_its_size);
    return g_test_run();
}
