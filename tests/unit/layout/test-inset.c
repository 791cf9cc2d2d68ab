/* SPDX-License-Identifier: MIT */
#include "layout/inset.h"

#include "layout-fixture.h"

static void
test_outline_is_the_true_frame(void)
{
    MarchRect rect = {10, 20, 160, 100};
    g_autoptr(MarchFrame) frame =
        fixture_frame((MarchBox){69.2, 39.5, 71.2, 40.5}, rect);
    g_autoptr(MarchFrame) inset =
        fixture_frame((MarchBox){60, 35, 80, 45}, (MarchRect){0, 0, 45, 30});
    g_autoptr(MarchPath) outline = march_inset_outline(frame, inset);

    g_assert_cmpuint(outline->parts->len, ==, 1);
    for (guint i = 0; i < outline->points->len; i++) {
        MarchLonLat position;
        MarchPoint on_map;
        g_assert_true(march_frame_unproject(
            inset, g_array_index(outline->points, MarchPoint, i), &position));
        g_assert_true(march_frame_project(frame, position, &on_map));
        double to_left = fabs(on_map.x - rect.x);
        double to_right = fabs(on_map.x - rect.x - rect.width);
        double to_top = fabs(on_map.y - rect.y);
        double to_bottom = fabs(on_map.y - rect.y - rect.height);
        g_assert_cmpfloat(MIN(MIN(to_left, to_right), MIN(to_top, to_bottom)), <, 0.01);
    }
}

static MarchFeatures *
make_country(const char *name, MarchBox box)
{
    MarchFeatures *features = march_features_new();
    MarchLonLat ring[] = {{box.west, box.south},
                          {box.west, box.north},
                          {box.east, box.north},
                          {box.east, box.south}};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
    MarchFeature *feature = march_features_add(features, geometry);
    march_features_set_string(features, feature, "name", name);
    return features;
}

static void
test_names_stand_inside(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchScene) scene = march_scene_new(180, 140);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    g_autoptr(MarchFrame) frame = fixture_frame((MarchBox){69.2, 39.5, 71.2, 40.5},
                                                (MarchRect){10, 20, 160, 100});
    g_autoptr(MarchFeatures) land = make_country("Marchia", (MarchBox){62, 37, 78, 44});
    MarchLayoutInput input = {
        .frame = frame, .inset_land = land, .inset_box = {60, 35, 80, 45}};
    g_autoptr(GError) error = NULL;
    MarchRect rect = {120, 25, 45, 30};
    g_assert_true(march_inset_is_useful(&input));
    g_assert_true(march_inset_draw(&input, &kit, rect, TRUE, NULL, &error));
    g_assert_no_error(error);

    g_autofree char *text = fixture_scene_text(scene);
    g_assert_cmpstr(text, ==, "Marchia\n");
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type == MARCH_SCENE_TEXT) {
            g_assert_cmpfloat(item->as.text.origin.x, >, rect.x);
            g_assert_cmpfloat(item->as.text.origin.x + item->as.text.width, <,
                              rect.x + rect.width);
        }
    }
}

static void
test_is_not_drawn_for_the_world(void)
{
    g_autoptr(MarchFrame) frame =
        fixture_frame((MarchBox){-170, -60, 170, 80}, (MarchRect){10, 20, 160, 100});
    g_autoptr(MarchFeatures) land = make_country("Marchia", (MarchBox){62, 37, 78, 44});
    MarchLayoutInput input = {
        .frame = frame, .inset_land = land, .inset_box = {-180, -90, 180, 90}};
    g_assert_false(march_inset_is_useful(&input));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/inset/outline-is-the-true-frame",
                    test_outline_is_the_true_frame);
    g_test_add_func("/layout/inset/names-stand-inside", test_names_stand_inside);
    g_test_add_func("/layout/inset/is-not-drawn-for-the-world",
                    test_is_not_drawn_for_the_world);
    return g_test_run();
}
