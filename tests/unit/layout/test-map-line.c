/* SPDX-License-Identifier: MIT */
#include "map-content-fixture.h"

#define MM_PER_PX (25.4 / 96)
#define BORDERS(list)                                                                  \
    "\"borders\": {\"type\": \"geojson\", \"data\": {\"type\": "                       \
    "\"FeatureCollection\", \"features\": [" list "]}}"
#define LAYER(metadata, paint)                                                                 \
    "{\"id\": \"line\", \"type\": \"line\", \"source\": \"borders\", \"metadata\": {" metadata \
    "}, \"paint\": {" paint "}}"
#define ALTERNATE                                                                      \
    "\"print:alternate\": {\"colors\": [\"#f00\", \"#0f0\", \"#00f\"], \"dash-mm\": 2}"

static void
test_alternate_colours_share_one_line(void)
{
    Drawn drawn;

    draw(&drawn,
         BORDERS(FEATURE("LineString", "[[1,1],[3,2]]",
                         "") "," FEATURE("LineString", "[[3,2],[5,1]]", "")),
         LAYER(ALTERNATE, "\"line-width\": 2"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_STROKE), ==, 3);
    for (guint i = 0; i < 3; i++) {
        const MarchSceneItem *item = find_item(&drawn, MARCH_SCENE_STROKE, i);
        const MarchStroke *stroke = &item->as.stroke;

        g_assert_cmpuint(item->path->parts->len, ==, 1);
        g_assert_cmpuint(stroke->n_dashes, ==, 2);
        g_assert_cmpint(stroke->cap, ==, MARCH_LINE_CAP_BUTT);
        /* colour i begins i dashes into the line, and fills a third of it */
        g_assert_cmpfloat_with_epsilon(stroke->dash_offset, (3 - i) % 3 * 2.0, 1e-9);
        g_assert_cmpfloat_with_epsilon(stroke->dashes[0] + stroke->dashes[1], 6, 1e-9);
        g_assert_cmpfloat_with_epsilon(stroke->dashes[0], 2, 0.021);
        g_assert_cmpfloat(stroke->dashes[0], >, 2);
    }
    g_assert_cmpfloat(find_item(&drawn, MARCH_SCENE_STROKE, 2)->as.stroke.color.blue, >,
                      0.9);
    clear(&drawn);
}

static void
test_translucent_colours_do_not_overlap(void)
{
    Drawn drawn;

    draw(&drawn, BORDERS(FEATURE("LineString", "[[1,1],[3,2]]", "")),
         LAYER(ALTERNATE, "\"line-width\": 2, \"line-opacity\": 0.5"));
    g_assert_cmpfloat_with_epsilon(
        find_item(&drawn, MARCH_SCENE_STROKE, 0)->as.stroke.dashes[0], 2, 1e-9);
    clear(&drawn);
}

/* Nth fill of the scene: its colour and place. */
static void
check_band(const Drawn *drawn, guint nth, double top, double bottom, double red)
{
    const MarchSceneItem *band = find_item(drawn, MARCH_SCENE_FILL, nth);
    MarchRect bounds = march_path_bounds(band->path);

    g_assert_cmpfloat_with_epsilon(bounds.y, top, 1e-6);
    g_assert_cmpfloat_with_epsilon(bounds.y + bounds.height, bottom, 1e-6);
    g_assert_cmpfloat_with_epsilon(band->as.fill.color.red, red, 1e-6);
    g_assert_cmpfloat_with_epsilon(band->as.fill.color.alpha, 0.5, 1e-6);
}

static void
test_bands_lie_beside_the_line_and_under_it(void)
{
    Drawn drawn;
    double y;

    draw(&drawn, BORDERS(FEATURE("LineString", "[[1,4],[5,4]]", "\"left\": \"KG\"")),
         LAYER(
             "\"print:edge\": {\"side\": \"both\", \"band-mm\": 1.5, \"opacity\": 0.5, "
             "\"colors\": [[\"match\", [\"get\", \"left\"], \"KG\", \"#f00\", "
             "\"#000\"], \"#00f\"]}",
             "\"line-width\": 4"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_FILL), ==, 2);
    y = g_array_index(find_item(&drawn, MARCH_SCENE_STROKE, 0)->path->points,
                      MarchPoint, 0)
            .y;
    /* going east, left is north: up */
    check_band(&drawn, 0, y - 1.5 - 2 * MM_PER_PX, y, 1);
    check_band(&drawn, 1, y, y + 1.5 + 2 * MM_PER_PX, 0);
    for (guint i = 0, n_fills = 0; n_fills < 2; i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        g_assert_cmpint(item->type, !=, MARCH_SCENE_STROKE);
        n_fills += item->type == MARCH_SCENE_FILL ? 1 : 0;
    }
    clear(&drawn);
}

/* Joining lines whose bands lie on different sides would turn one of them round. */
static void
test_bands_keep_their_side_over_a_joint(void)
{
    Drawn drawn;
    MarchRect bounds;
    double y;

    draw(&drawn,
         BORDERS(FEATURE("LineString", "[[1,4],[3,4]]",
                         "") "," FEATURE("LineString", "[[5,4],[3,4]]", "")),
         LAYER("\"print:edge\": {\"side\": \"left\", \"band-mm\": 1, \"color\": "
               "\"#f00\"}",
               "\"line-width\": 0"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_STROKE), ==, 0);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_FILL), ==, 1);
    bounds = march_path_bounds(find_item(&drawn, MARCH_SCENE_FILL, 0)->path);
    g_assert_cmpfloat_with_epsilon(bounds.height, 2, 1e-6);
    y = bounds.y + 1;
    for (guint i = 0; i < 2; i++) {
        const MarchPath *path = find_item(&drawn, MARCH_SCENE_FILL, 0)->path;
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        double sum = 0;

        for (guint k = 0; k < part->count; k++) {
            sum += g_array_index(path->points, MarchPoint, part->start + k).y - y;
        }
        g_assert_cmpfloat(i == 0 ? sum : -sum, <, 0);
    }
    clear(&drawn);
}

#define DASHED "\"line-width\": 2, \"line-dasharray\": [3, 2]"

static double
phase_of_part(const Drawn *drawn, guint nth)
{
    const MarchPath *path = find_item(drawn, MARCH_SCENE_STROKE, 0)->path;

    return g_array_index(path->parts, MarchPathPart, nth).phase;
}

static void
test_dashes_run_on_along_the_border(void)
{
    Drawn drawn;
    double millimetres;

    draw(&drawn,
         BORDERS(FEATURE("LineString", "[[1,1],[3,1]]", "\"along\": 0") "," FEATURE(
             "LineString", "[[5,1],[7,1]]", "\"along\": 200000")),
         LAYER("", DASHED));
    millimetres = 200000 * 1000 / march_frame_get_scale_denominator(drawn.frame);
    g_assert_cmpfloat(millimetres, >, 1);
    g_assert_cmpfloat_with_epsilon(phase_of_part(&drawn, 0), 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(phase_of_part(&drawn, 1), millimetres, 1e-9);
    clear(&drawn);
}

static void
test_corner_begins_dashes_anew(void)
{
    Drawn drawn;

    draw(&drawn,
         BORDERS(FEATURE("LineString", "[[1,1],[3,1]]", "") "," FEATURE(
             "LineString", "[[3,1],[7,1]]", "\"along\": 200000")),
         LAYER("\"print:dash-phase\": \"corner\"", DASHED));
    g_assert_cmpuint(find_item(&drawn, MARCH_SCENE_STROKE, 0)->path->parts->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(phase_of_part(&drawn, 0), 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(phase_of_part(&drawn, 1), 0, 1e-9);
    clear(&drawn);
}

static void
test_sections_are_named_along_the_line(void)
{
    Drawn drawn;
    const MarchLabelRequest *request;

    draw(
        &drawn,
        BORDERS(FEATURE("LineString", "[[1,4],[5,4.2]]",
                        "\"section\": \"Ak-Sai\"") "," FEATURE("LineString",
                                                               "[[5,4.2],[7,4]]", "")),
        LAYER(
            "",
            DASHED) ",{\"id\": \"names\", \"type\": \"symbol\", \"source\": \"borders\", "
                    "\"filter\": [\"has\", \"section\"], \"layout\": {\"symbol-placement\": "
                    "\"line\", \"text-field\": [\"get\", \"section\"]}}");
    g_assert_cmpuint(drawn.content->requests->len, ==, 1);
    request = g_ptr_array_index(drawn.content->requests, 0);
    g_assert_cmpstr(request->text, ==, "Ak-Sai");
    g_assert_true(request->along_line);
    clear(&drawn);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-line/alternate-colours-share-one-line",
                    test_alternate_colours_share_one_line);
    g_test_add_func("/layout/map-line/translucent-colours-do-not-overlap",
                    test_translucent_colours_do_not_overlap);
    g_test_add_func("/layout/map-line/bands-lie-beside-the-line-and-under-it",
                    test_bands_lie_beside_the_line_and_under_it);
    g_test_add_func("/layout/map-line/bands-keep-their-side-over-a-joint",
                    test_bands_keep_their_side_over_a_joint);
    g_test_add_func("/layout/map-line/dashes-run-on-along-the-border",
                    test_dashes_run_on_along_the_border);
    g_test_add_func("/layout/map-line/corner-begins-dashes-anew",
                    test_corner_begins_dashes_anew);
    g_test_add_func("/layout/map-line/sections-are-named-along-the-line",
                    test_sections_are_named_along_the_line);
    return g_test_run();
}
