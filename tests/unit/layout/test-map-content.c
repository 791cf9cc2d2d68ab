/* SPDX-License-Identifier: MIT */
#include "map-content-fixture.h"

static void
test_pieces_of_one_paint_are_one_path(void)
{
    Drawn drawn;

    draw(&drawn,
         FEATURES(FEATURE("Polygon", SQUARE(1, 1, 3, 3), "\"k\": 1") "," FEATURE(
             "Polygon", SQUARE(5, 1, 7, 3),
             "\"k\": 2") "," FEATURE("Polygon", SQUARE(3, 1, 5, 3), "\"k\": 1")),
         "{\"id\": \"land\", \"type\": \"fill\", \"source\": \"s\", \"paint\": "
         "{\"fill-color\": [\"match\", [\"get\", \"k\"], 1, \"#f00\", \"#00f\"]}}");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_FILL), ==, 2);
    g_assert_cmpuint(find_item(&drawn, MARCH_SCENE_FILL, 0)->path->parts->len, ==, 2);
    clear(&drawn);
}

static void
test_layers_are_named_groups(void)
{
    Drawn drawn;
    const MarchSceneItem *group;

    draw(
        &drawn, FEATURES(FEATURE("Polygon", SQUARE(1, 1, 3, 3), "")),
        "{\"id\": \"land\", \"type\": \"fill\", \"source\": \"s\"},"
        "{\"id\": \"nothing\", \"type\": \"circle\", \"source\": \"s\", \"minzoom\": 22}");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_GROUP_BEGIN), ==, 1);
    group = find_item(&drawn, MARCH_SCENE_GROUP_BEGIN, 0);
    g_assert_cmpstr(group->as.group.id, ==, "land");
    g_assert_true(group->as.group.is_layer);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_CLIP_BEGIN), ==, 1);
    clear(&drawn);
}

static void
test_dashes_run_on_over_a_joint(void)
{
    Drawn drawn;
    const MarchSceneItem *stroke;

    draw(&drawn,
         FEATURES(FEATURE("LineString", "[[1,1],[3,2]]",
                          "") "," FEATURE("LineString", "[[5,1],[3,2]]", "")),
         "{\"id\": \"line\", \"type\": \"line\", \"source\": \"s\", \"paint\": "
         "{\"line-width\": 2, \"line-dasharray\": [3, 2]}}");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_STROKE), ==, 1);
    stroke = find_item(&drawn, MARCH_SCENE_STROKE, 0);
    g_assert_cmpuint(stroke->path->parts->len, ==, 1);
    g_assert_cmpuint(stroke->as.stroke.n_dashes, ==, 2);
    g_assert_cmpfloat_with_epsilon(stroke->as.stroke.width, 2 * 25.4 / 96, 1e-9);
    g_assert_cmpfloat_with_epsilon(stroke->as.stroke.dashes[0], 6 * 25.4 / 96, 1e-9);
    clear(&drawn);
}

static void
test_gap_width_makes_two_lines(void)
{
    Drawn drawn;
    MarchRect bounds;

    draw(&drawn, FEATURES(FEATURE("LineString", "[[1,4],[9,4]]", "")),
         "{\"id\": \"road\", \"type\": \"line\", \"source\": \"s\", \"paint\": "
         "{\"line-width\": 1, \"line-gap-width\": 3}}");
    g_assert_cmpuint(find_item(&drawn, MARCH_SCENE_STROKE, 0)->path->parts->len, ==, 2);
    bounds = march_path_bounds(find_item(&drawn, MARCH_SCENE_STROKE, 0)->path);
    g_assert_cmpfloat_with_epsilon(bounds.height, 4 * 25.4 / 96, 1e-3);
    clear(&drawn);
}

static void
test_incident_says_what_it_is(void)
{
    Drawn drawn;
    const MarchSceneItem *group;
    const MarchObstacle *obstacle;

    draw(
        &drawn,
        "\"incidents\": {\"type\": \"geojson\", \"data\": " FEATURE(
            "Point", "[5, 4]",
            "\"id\": \"a1\", \"place\": \"Maksat\", \"type\": \"Attack\", \"value\": 3, "
            "\"date\": \"2021-04-29\", \"source\": \"24.kg\"") "}",
        "{\"id\": \"incidents\", \"type\": \"circle\", \"source\": \"incidents\", "
        "\"paint\": {\"circle-radius\": 8}, \"metadata\": {\"print:legend\": {\"label\": "
        "[\"get\", \"type\"], \"value-property\": \"value\", \"value-label\": "
        "\"killed\"}}}");
    group = find_item(&drawn, MARCH_SCENE_GROUP_BEGIN, 1);
    g_assert_cmpstr(group->as.group.title, ==,
                    "29 April 2021 – Maksat: Attack, 3 killed (24.kg)");
    g_assert_cmpstr(group->as.group.data[0], ==, "id");
    g_assert_cmpstr(group->as.group.data[1], ==, "a1");
    g_assert_cmpuint(drawn.content->obstacles->len, ==, 1);
    obstacle = &g_array_index(drawn.content->obstacles, MarchObstacle, 0);
    g_assert_cmpint(obstacle->kind, ==, MARCH_OBSTACLE_INCIDENT);
    g_assert_cmpstr(obstacle->name, ==, "Maksat");
    g_assert_cmpfloat_with_epsilon(obstacle->rect.width, 16 * 25.4 / 96, 1e-6);
    clear(&drawn);
}

static void
test_legend_lists_what_is_in_the_frame(void)
{
    Drawn drawn;
    const MarchLegendUse *use;

    draw(
        &drawn,
        FEATURES(FEATURE("Point", "[5, 4]", "\"t\": \"riot\", \"v\": 4") "," FEATURE(
            "Point", "[6, 4]", "\"t\": \"riot\", \"v\": 9") "," FEATURE("Point",
                                                                        "[40, 4]",
                                                                        "\"t\": "
                                                                        "\"battle\"")),
        "{\"id\": \"c\", \"type\": \"circle\", \"source\": \"s\", \"metadata\": "
        "{\"print:legend\": {\"label\": [\"get\", \"t\"], \"value-property\": \"v\"}}}");
    g_assert_cmpuint(drawn.content->uses->len, ==, 1);
    use = g_ptr_array_index(drawn.content->uses, 0);
    g_assert_cmpstr(use->label, ==, "riot");
    g_assert_cmpuint(use->count, ==, 2);
    g_assert_cmpfloat_with_epsilon(use->largest_value, 9, 1e-9);
    clear(&drawn);
}

static void
test_a_border_drawn_twice_is_one_obstacle(void)
{
    Drawn drawn;

    draw(&drawn,
         FEATURES(
             FEATURE("LineString", "[[1,4],[9,4]]", "\"status\": \"international\"")),
         "{\"id\": \"casing\", \"type\": \"line\", \"source\": \"s\"},"
         "{\"id\": \"border\", \"type\": \"line\", \"source\": \"s\"}");
    g_assert_cmpuint(drawn.content->line_obstacles->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(
        g_array_index(drawn.content->line_obstacles, MarchLineObstacle, 0).weight, 1,
        1e-9);
    clear(&drawn);
}

static void
test_hatch_is_clipped_lines(void)
{
    Drawn drawn;
    const MarchSceneItem *stroke;

    draw(&drawn, FEATURES(FEATURE("Polygon", SQUARE(1, 1, 6, 6), "")),
         "{\"id\": \"h\", \"type\": \"fill\", \"source\": \"s\", \"paint\": "
         "{\"fill-opacity\": 1, \"fill-color\": \"rgba(0,0,0,0)\"}, \"metadata\": "
         "{\"print:hatch\": {\"angle\": 45, \"spacing-mm\": 1, \"width-mm\": 0.2, "
         "\"color\": \"#a00\"}}}");
    stroke = find_item(&drawn, MARCH_SCENE_STROKE, 0);
    g_assert_nonnull(stroke);
    g_assert_cmpuint(stroke->path->parts->len, >, 40);
    g_assert_cmpfloat_with_epsilon(stroke->as.stroke.width, 0.2, 1e-9);
    g_assert_null(find_item(&drawn, MARCH_SCENE_FILL, 0));
    clear(&drawn);
}

static void
test_texts_become_requests(void)
{
    Drawn drawn;
    const MarchLabelRequest *request;

    draw(
        &drawn,
        FEATURES(FEATURE("Point", "[5, 4]", "\"name\": \"Batken\", \"named\": true")),
        "{\"id\": \"dots\", \"type\": \"circle\", \"source\": \"s\", \"paint\": "
        "{\"circle-radius\": 3}}, {\"id\": \"names\", \"type\": \"symbol\", \"source\": "
        "\"s\", \"layout\": {\"text-field\": [\"get\", \"name\"], \"text-size\": 12, "
        "\"text-font\": [\"Noto Sans Bold\"]}}");
    g_assert_cmpuint(drawn.content->requests->len, ==, 1);
    request = g_ptr_array_index(drawn.content->requests, 0);
    g_assert_cmpstr(request->text, ==, "Batken");
    g_assert_cmpstr(request->run.font.family, ==, "Noto Sans");
    g_assert_cmpint(request->run.font.weight, ==, 700);
    g_assert_cmpfloat_with_epsilon(request->run.font.size, 12 * 25.4 / 96, 1e-9);
    g_assert_cmpfloat_with_epsilon(request->anchor_radius, 3 * 25.4 / 96, 1e-9);
    g_assert_true(request->is_named);
    clear(&drawn);
}

static void
test_pieces_of_a_river_are_one_request(void)
{
    Drawn drawn;

    draw(&drawn,
         FEATURES(
             FEATURE("LineString", "[[1,1],[3,2]]", "\"name\": \"Isfara\"") "," FEATURE(
                 "LineString", "[[3,2],[8,2]]", "\"name\": \"Isfara\"")),
         "{\"id\": \"r\", \"type\": \"symbol\", \"source\": \"s\", \"layout\": "
         "{\"text-field\": [\"get\", \"name\"], \"symbol-placement\": \"line\"}}, "
         "{\"id\": \"l\", \"type\": \"line\", \"source\": \"s\"}");
    g_assert_cmpuint(drawn.content->requests->len, ==, 1);
    clear(&drawn);
}

static void
test_missing_icon_is_reported(void)
{
    Drawn drawn;

    draw(&drawn, FEATURES(FEATURE("Point", "[5, 4]", "")),
         "{\"id\": \"dots\", \"type\": \"circle\", \"source\": \"s\"}, {\"id\": \"i\", "
         "\"type\": \"symbol\", \"source\": \"s\", \"layout\": {\"icon-image\": "
         "\"no-such-icon\"}}");
    g_assert_cmpuint(march_diagnostics_count(drawn.diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(drawn.diagnostics, 0)->code, ==,
                    "icon-missing");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_ICON), ==, 0);
    clear(&drawn);
}

static void
test_icons_repeat_along_a_line(void)
{
    Drawn drawn;

    draw(&drawn, FEATURES(FEATURE("LineString", "[[1,1],[1,7]]", "")),
         "{\"id\": \"i\", \"type\": \"symbol\", \"source\": \"s\", \"layout\": "
         "{\"symbol-placement\": \"line\", \"symbol-spacing\": 40, \"icon-image\": "
         "\"triangle\"}}");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_ICON), ==, 6);
    g_assert_cmpfloat_with_epsilon(
        find_item(&drawn, MARCH_SCENE_ICON, 0)->as.icon.angle, -90, 1);
    clear(&drawn);
}

/* On a map turned by a quarter, "right on the map" is up or down on the page. */
static void
test_translation_turns_with_the_map(void)
{
    Drawn drawn;
    MarchBox extent = {0, 0, 10, 8};
    MarchPoint plain;
    MarchRect moved;
    MarchFrame *frame =
        march_frame_new_at(march_projection_new("EPSG:3857", extent, NULL),
                           (MarchLonLat){5, 4}, 1.5e7, 90, MAP, NULL);

    g_assert_nonnull(frame);
    g_assert_true(march_frame_project(frame, (MarchLonLat){5, 4}, &plain));
    draw_in(&drawn, frame, FEATURES(FEATURE("Point", "[5, 4]", "")),
            "{\"id\": \"c\", \"type\": \"circle\", \"source\": \"s\", \"paint\": "
            "{\"circle-radius\": 2, \"circle-translate\": [20, 0], "
            "\"circle-translate-anchor\": \"map\"}}");
    moved = g_array_index(drawn.content->obstacles, MarchObstacle, 0).rect;
    g_assert_cmpfloat_with_epsilon(moved.x + moved.width / 2, plain.x, 0.01);
    g_assert_cmpfloat_with_epsilon(fabs(moved.y + moved.height / 2 - plain.y),
                                   20 * 25.4 / 96, 0.01);
    clear(&drawn);
}

/* The second stands 1 mm inside of the frame, and its circle is larger. */
static void
test_place_that_the_frame_would_cut_is_left_out(void)
{
    Drawn drawn;

    draw(
        &drawn,
        FEATURES(FEATURE("Point", "[5, 4]", "\"named\": false, \"name\": \"a\"") "," FEATURE(
            "Point", "[9.95, 4]",
            "\"named\": false, \"name\": \"b\"") "," FEATURE("Point", "[0.05, 4]",
                                                             "\"named\": true, \"name\": \"c\"")),
        "{\"id\": \"c\", \"type\": \"circle\", \"source\": \"s\", \"paint\": "
        "{\"circle-radius\": 12}},"
        "{\"id\": \"t\", \"type\": \"symbol\", \"source\": \"s\", \"layout\": "
        "{\"text-field\": [\"get\", \"name\"]}}");
    g_assert_cmpuint(drawn.content->dots->len, ==, 1);
    g_assert_cmpuint(drawn.content->requests->len, ==, 2);
    clear(&drawn);
}

static void
test_fitted_icon_waits_for_its_text(void)
{
    Drawn drawn;
    const MarchLabelRequest *request;

    draw(
        &drawn, FEATURES(FEATURE("Point", "[5, 4]", "")),
        "{\"id\": \"dots\", \"type\": \"circle\", \"source\": \"s\"}, {\"id\": \"i\", "
        "\"type\": \"symbol\", \"source\": \"s\", \"layout\": {\"text-field\": \"A1\", "
        "\"icon-image\": \"square\", \"icon-text-fit\": \"both\"}}");
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_ICON), ==, 0);
    request = g_ptr_array_index(drawn.content->requests, 0);
    g_assert_true(request->has_plate);
    clear(&drawn);
}

#define INCIDENT(x)                                                                    \
    "\"incidents\": {\"type\": \"geojson\", \"data\": {\"type\": "                     \
    "\"FeatureCollection\", \"features\": [" FEATURE("Point", "[" x ", 4]", "") "]}}"
#define INCIDENT_LAYER                                                                 \
    "{\"id\": \"circles\", \"type\": \"circle\", \"source\": \"incidents\", "          \
    "\"paint\": {\"circle-radius\": 20}}"

static void
test_incident_at_the_frame_is_whole(void)
{
    Drawn drawn;

    draw(&drawn, INCIDENT("0.05"), INCIDENT_LAYER);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_FILL), ==, 1);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_CLIP_BEGIN), ==, 0);
    g_assert_cmpstr(
        march_scene_get(drawn.scene, drawn.content->crossing_at)->as.group.id, ==,
        "circles");
    clear(&drawn);
}

static void
test_incident_beyond_the_frame_is_cut(void)
{
    Drawn drawn;

    draw(&drawn, INCIDENT("-0.05"), INCIDENT_LAYER);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_FILL), ==, 1);
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_CLIP_BEGIN), ==, 1);
    clear(&drawn);
}

/* Two places and their names, of which the long one has no room. */
#define PLACES(named)                                                                      \
    FEATURES(                                                                              \
        FEATURE("Point", "[3, 4]", "\"name\": \"Isfara\", \"named\": " named) "," FEATURE( \
            "Point", "[7, 4]",                                                             \
            "\"name\": \"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", "                      \
            "\"named\": " named))
#define PLACE_LAYERS                                                                   \
    "{\"id\": \"dots\", \"type\": \"circle\", \"source\": \"s\", \"paint\": "          \
    "{\"circle-radius\": 3}},"                                                         \
    "{\"id\": \"names\", \"type\": \"symbol\", \"source\": \"s\", \"layout\": "        \
    "{\"text-field\": [\"get\", \"name\"], \"text-size\": 30}}"

/* How many circles are there once the labels are placed. */
static guint
count_dots(const char *sources)
{
    MarchLayoutInput input = {0};
    MarchLabelQuality quality;
    Drawn drawn;
    guint n_dots = 0;

    draw(&drawn, sources, PLACE_LAYERS);
    input.frame = drawn.frame;
    march_labels_place(&input, drawn.text, drawn.content, drawn.scene, &quality,
                       drawn.diagnostics);
    g_assert_cmpuint(quality.placed, ==, 1);
    g_assert_cmpuint(quality.dropped, ==, 1);
    for (guint i = 0; i < march_scene_count(drawn.scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        if (item->type == MARCH_SCENE_GROUP_BEGIN &&
            strcmp(item->as.group.id, "labels") == 0) {
            break; /* dots lie under all labels */
        }
        n_dots += item->type == MARCH_SCENE_FILL ? item->path->parts->len : 0;
    }
    clear(&drawn);
    return n_dots;
}

static void
test_unnamed_place_needs_its_label(void)
{
    g_assert_cmpuint(count_dots(PLACES("false")), ==, 1);
}

static void
test_named_place_stays_without_its_label(void)
{
    g_assert_cmpuint(count_dots(PLACES("true")), ==, 2);
}

static void
test_drawing_is_repeatable(void)
{
    Drawn one;
    Drawn other;
    const char *sources =
        FEATURES(FEATURE("Polygon", SQUARE(1, 1, 3, 3), "\"k\": 1") "," FEATURE(
            "LineString", "[[1,1],[8,7]]", "\"k\": 2"));
    const char *layers =
        "{\"id\": \"f\", \"type\": \"fill\", \"source\": \"s\"}, {\"id\": "
        "\"l\", \"type\": \"line\", \"source\": \"s\"}";
    g_autofree char *one_dump = NULL;
    g_autofree char *other_dump = NULL;

    draw(&one, sources, layers);
    draw(&other, sources, layers);
    one_dump = march_scene_dump(one.scene);
    other_dump = march_scene_dump(other.scene);
    g_assert_cmpstr(one_dump, ==, other_dump);
    clear(&one);
    clear(&other);
}

/* Tiles of a line pattern stand end to end, as high as the line is wide. */
static void
test_line_pattern(void)
{
    Drawn drawn;
    guint count = 0;

    draw(&drawn,
         "\"s\": {\"type\": \"geojson\", \"data\": {\"type\": \"LineString\", "
         "\"coordinates\": [[2, 4], [8, 4]]}}",
         "{\"id\": \"l\", \"type\": \"line\", \"source\": \"s\", \"paint\": "
         "{\"line-pattern\": \"triangle\", \"line-width\": 12}}");
    for (guint i = 0; i < march_scene_count(drawn.scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        if (item->type == MARCH_SCENE_ICON) {
            g_assert_cmpfloat_with_epsilon(item->as.icon.rect.height, 12 * 25.4 / 96,
                                           1e-6);
            count++;
        }
    }
    g_assert_cmpuint(count, ==, (guint)round(60 / (12 * 25.4 / 96)));
    clear(&drawn);
}

/* The tile of a fill pattern is the icon as vectors, as opaque as the fill. */
static void
test_fill_pattern(void)
{
    Drawn drawn;
    const MarchScene *tile;

    draw(&drawn,
         "\"s\": {\"type\": \"geojson\", \"data\": {\"type\": \"Polygon\", "
         "\"coordinates\": [[[2, 2], [8, 2], [8, 6], [2, 2]]]}}",
         "{\"id\": \"f\", \"type\": \"fill\", \"source\": \"s\", \"paint\": "
         "{\"fill-pattern\": \"cross\", \"fill-opacity\": 0.5}}");
    g_assert_cmpuint(march_scene_count_patterns(drawn.scene), ==, 1);
    tile = march_scene_get_pattern_scene(drawn.scene, 1);
    g_assert_cmpuint(march_scene_count(tile), ==, 1);
    g_assert_cmpint(march_scene_get(tile, 0)->type, ==, MARCH_SCENE_ICON);
    for (guint i = 0; i < march_scene_count(drawn.scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        if (item->type == MARCH_SCENE_FILL) {
            g_assert_cmpuint(item->as.fill.pattern, ==, 1);
            g_assert_cmpfloat_with_epsilon(item->as.fill.color.alpha, 0.5, 1e-9);
        }
    }
    clear(&drawn);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-content/pieces-of-one-paint-are-one-path",
                    test_pieces_of_one_paint_are_one_path);
    g_test_add_func("/layout/map-content/layers-are-named-groups",
                    test_layers_are_named_groups);
    g_test_add_func("/layout/map-content/dashes-run-on-over-a-joint",
                    test_dashes_run_on_over_a_joint);
    g_test_add_func("/layout/map-content/gap-width-makes-two-lines",
                    test_gap_width_makes_two_lines);
    g_test_add_func("/layout/map-content/incident-says-what-it-is",
                    test_incident_says_what_it_is);
    g_test_add_func("/layout/map-content/legend-lists-what-is-in-the-frame",
                    test_legend_lists_what_is_in_the_frame);
    g_test_add_func("/layout/map-content/a-border-drawn-twice-is-one-obstacle",
                    test_a_border_drawn_twice_is_one_obstacle);
    g_test_add_func("/layout/map-content/hatch-is-clipped-lines",
                    test_hatch_is_clipped_lines);
    g_test_add_func("/layout/map-content/texts-become-requests",
                    test_texts_become_requests);
    g_test_add_func("/layout/map-content/pieces-of-a-river-are-one-request",
                    test_pieces_of_a_river_are_one_request);
    g_test_add_func("/layout/map-content/missing-icon-is-reported",
                    test_missing_icon_is_reported);
    g_test_add_func("/layout/map-content/icons-repeat-along-a-line",
                    test_icons_repeat_along_a_line);
    g_test_add_func("/layout/map-content/translation-turns-with-the-map",
                    test_translation_turns_with_the_map);
    g_test_add_func("/layout/map-content/place-cut-by-the-frame-is-left-out",
                    test_place_that_the_frame_would_cut_is_left_out);
    g_test_add_func("/layout/map-content/fitted-icon-waits-for-its-text",
                    test_fitted_icon_waits_for_its_text);
    g_test_add_func("/layout/map-content/incident-at-the-frame-is-whole",
                    test_incident_at_the_frame_is_whole);
    g_test_add_func("/layout/map-content/incident-beyond-the-frame-is-cut",
                    test_incident_beyond_the_frame_is_cut);
    g_test_add_func("/layout/map-content/unnamed-place-needs-its-label",
                    test_unnamed_place_needs_its_label);
    g_test_add_func("/layout/map-content/named-place-stays-without-its-label",
                    test_named_place_stays_without_its_label);
    g_test_add_func("/layout/map-content/line-pattern-is-stamped", test_line_pattern);
    g_test_add_func("/layout/map-content/fill-pattern-is-a-vector-tile",
                    test_fill_pattern);
    g_test_add_func("/layout/map-content/drawing-is-repeatable",
                    test_drawing_is_repeatable);
    return g_test_run();
}
