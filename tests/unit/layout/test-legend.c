/* SPDX-License-Identifier: MIT */
#include "layout/legend-circles.h"
#include "layout/legend.h"

#include "layout-fixture.h"

static const char STYLE[] =
    "{\"version\": 8, \"sources\": {"
    "  \"borders\": {\"type\": \"geojson\", \"data\": {\"type\": \"FeatureCollection\","
    "    \"features\": []}},"
    "  \"incidents\": {\"type\": \"geojson\", \"data\": \"figure:incidents\"}},"
    " \"layers\": ["
    "  {\"id\": \"casing\", \"type\": \"line\", \"source\": \"borders\","
    "   \"paint\": {\"line-width\": 4, \"line-color\": \"#fff\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Disputed\", \"group\":"
    "    \"Boundaries\", \"order\": 2}}},"
    "  {\"id\": \"line\", \"type\": \"line\", \"source\": \"borders\","
    "   \"paint\": {\"line-width\": 2, \"line-color\": \"#a00\","
    "    \"line-dasharray\": [3, 2]},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Disputed\", \"group\":"
    "    \"Boundaries\", \"order\": 2}}},"
    "  {\"id\": \"agreed\", \"type\": \"line\", \"source\": \"borders\","
    "   \"paint\": {\"line-width\": [\"coalesce\", [\"get\", \"width\"], 1],"
    "    \"line-color\": \"#333\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Agreed\", \"group\":"
    "    \"Boundaries\", \"order\": 3}}},"
    "  {\"id\": \"shared\", \"type\": \"line\", \"source\": \"borders\","
    "   \"paint\": {\"line-width\": 2},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Shared\", \"order\": 4},"
    "    \"print:alternate\": {\"colors\": [\"#f00\", \"#00f\"], \"dash-mm\": 2},"
    "    \"print:edge\": {\"side\": \"left\", \"band-mm\": 1, \"color\": \"#0f0\"}}},"
    "  {\"id\": \"circles\", \"type\": \"circle\", \"source\": \"incidents\","
    "   \"paint\": {\"circle-radius\": [\"*\", 4, [\"sqrt\", [\"get\", \"value\"]]]},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Clash\", \"group\":"
    "    \"Incidents\", \"order\": 1, \"nested-circles\": true, \"value-property\":"
    "    \"value\", \"value-label\": \"People killed\"}}},"
    "  {\"id\": \"camps\", \"type\": \"circle\", \"source\": \"borders\","
    "   \"paint\": {\"circle-radius\": [\"*\", 4, [\"sqrt\", [\"get\", \"value\"]]]},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Camp\", \"group\":"
    "    \"Camps\", \"nested-circles\": true, \"value-property\":"
    "    \"value\", \"value-label\": \"People sheltered\"}}},"
    "  {\"id\": \"hatched\", \"type\": \"fill\", \"source\": \"borders\","
    "   \"paint\": {\"fill-opacity\": 0.25},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Claimed\"},"
    "    \"print:hatch\": {\"color\": \"#f00\"}}},"
    "  {\"id\": \"dots\", \"type\": \"circle\", \"source\": \"borders\","
    "   \"paint\": {\"circle-radius\": 3}, \"metadata\": {\"print:legend\": {\"label\": \"x\"}}},"
    "  {\"id\": \"large-dots\", \"type\": \"circle\", \"source\": \"borders\","
    "   \"paint\": {\"circle-radius\": 6}, \"metadata\": {\"print:legend\": {\"label\": \"x\"}}},"
    "  {\"id\": \"stars\", \"type\": \"symbol\", \"source\": \"borders\","
    "   \"layout\": {\"icon-image\": \"star\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"x\"}}},"
    "  {\"id\": \"numbers\", \"type\": \"symbol\", \"source\": \"borders\","
    "   \"layout\": {\"text-field\": [\"to-string\", [\"get\", \"value\"]]},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"x\"}}},"
    "  {\"id\": \"letters\", \"type\": \"symbol\", \"source\": \"borders\","
    "   \"layout\": {\"text-field\": \"A\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"x\"}}},"
    "  {\"id\": \"sizes\", \"type\": \"circle\", \"source\": \"borders\","
    "   \"paint\": {\"circle-radius\": [\"*\", 4, [\"sqrt\", [\"get\", \"value\"]]]},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Clash\", \"group\":"
    "    \"Incidents\", \"order\": 1, \"nested-circles\": true, \"value-property\":"
    "    \"value\"}}},"
    "  {\"id\": \"patterned\", \"type\": \"fill\", \"source\": \"borders\","
    "   \"paint\": {\"fill-pattern\": \"tile\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Mined\"}}},"
    "  {\"id\": \"fence\", \"type\": \"line\", \"source\": \"borders\","
    "   \"paint\": {\"line-pattern\": \"tile\", \"line-width\": 6},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Fence\"}}},"
    "  {\"id\": \"classed\", \"type\": \"fill\", \"source\": \"borders\","
    "   \"paint\": {\"fill-opacity\": [\"coalesce\", [\"get\", \"width\"], 1]},"
    "   \"metadata\": {\"print:legend\": {\"group\": \"People\", \"value-property\":"
    "    \"value\", \"classes\": [{\"to\": 5}, {\"to\": 20}, {}]}}}"
    " ]}";

typedef struct {
    MarchTextEngine *engine;
    MarchStyle *style;
    MarchFeatures *features;
    MarchMapContent *content;
    MarchScene *scene;
    MarchFurnitureKit kit;
    MarchLegendSampler sampler;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->engine = fixture_text_engine();
    fixture->style =
        march_style_parse(STYLE, strlen(STYLE), "test.json", NULL, NULL, &error);
    g_assert_no_error(error);
    fixture->features = march_features_new();
    MarchFeature *feature = march_features_add(
        fixture->features, march_geometry_new_point((MarchLonLat){70, 40}));
    march_features_set_number(fixture->features, feature, "value", 19);
    fixture->content = march_map_content_new();
    fixture->scene = march_scene_new(180, 130);
    fixture->kit = fixture_kit(fixture->engine, fixture->scene);
    fixture->sampler = (MarchLegendSampler){.kit = &fixture->kit, .zoom = 8};
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    march_scene_free(fixture->scene);
    march_map_content_free(fixture->content);
    march_features_free(fixture->features);
    march_style_free(fixture->style);
    march_text_engine_free(fixture->engine);
}

static const MarchStyleLayer *
find_layer(const MarchStyle *style, const char *id)
{
    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        if (strcmp(march_style_layer_get_id(layer), id) == 0) {
            return layer;
        }
    }
    g_assert_not_reached();
}

static void
add_use(Fixture *fixture, const char *layer, const char *label, MarchLegendKind kind)
{
    MarchLegendUse *use = g_new0(MarchLegendUse, 1);
    use->layer = find_layer(fixture->style, layer);
    use->feature = march_features_get(fixture->features, 0);
    use->label = g_strdup(label);
    use->kind = kind;
    use->largest_value = kind == MARCH_LEGEND_CIRCLE ? 19 : 0;
    use->count = 1;
    g_ptr_array_add(fixture->content->uses, use);
}

/* As add_use(), for a feature whose "width" makes its sample look like no other. */
static void
add_use_of_width(Fixture *fixture,
                 const char *layer,
                 const char *label,
                 MarchLegendKind kind,
                 double width)
{
    MarchFeature *feature = march_features_add(
        fixture->features, march_geometry_new_point((MarchLonLat){70, 40}));
    march_features_set_number(fixture->features, feature, "width", width);
    add_use(fixture, layer, label, kind);
    MarchLegendUse *use =
        g_ptr_array_index(fixture->content->uses, fixture->content->uses->len - 1);
    use->feature = feature;
}

static char *
draw_legend(Fixture *fixture, guint n_columns, MarchRect *size)
{
    g_autoptr(MarchLegend) legend =
        march_legend_new(&fixture->sampler, fixture->content);
    march_legend_arrange(legend, &fixture->sampler, 50.0 * n_columns, n_columns, size);
    march_legend_draw(legend, &fixture->sampler, (MarchPoint){0, 0});
    return fixture_scene_text(fixture->scene);
}

static void
test_lists_only_what_was_drawn(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "agreed", "Agreed", MARCH_LEGEND_LINE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==, "Boundaries\nAgreed\n");
}

static void
test_follows_the_given_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "agreed", "Agreed", MARCH_LEGEND_LINE);
    add_use(fixture, "line", "Disputed", MARCH_LEGEND_LINE);
    add_use(fixture, "circles", "Clash", MARCH_LEGEND_CIRCLE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==,
                    "Incidents\nClash\nPeople killed\n20\n5\n1\n"
                    "Boundaries\nDisputed\nAgreed\n");
}

/* The sample stands at the right of its text, and what the legend takes stays the same. */
static void
test_right_to_left_has_samples_at_the_right(Fixture *fixture, gconstpointer data)
{
    static const char file[] = "words: 1\ndirection: rtl\n";
    g_autoptr(MarchWords) words = march_words_new("ar");
    MarchRect size;
    double sample = 0;

    (void)data;
    g_assert_true(march_words_add_text(words, file, strlen(file), "ar.yaml", NULL));
    fixture->kit.words = words;
    add_use(fixture, "agreed", "حدود دولية", MARCH_LEGEND_LINE);
    g_autofree char *text = draw_legend(fixture, 1, &size);
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);

        if (item->type == MARCH_SCENE_STROKE) {
            sample = march_path_bounds(item->path).x;
            g_assert_cmpfloat(march_path_bounds(item->path).width + sample, <=,
                              size.width + 1e-6);
        }
    }
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);

        if (item->type == MARCH_SCENE_TEXT) {
            g_assert_cmpint(item->as.text.align, ==, MARCH_TEXT_ALIGN_END);
            if (strcmp(item->as.text.text, "Boundaries") == 0) {
                g_assert_cmpfloat_with_epsilon(item->as.text.origin.x, size.width,
                                               1e-6);
            } else {
                g_assert_cmpfloat(item->as.text.origin.x, <, sample);
                g_assert_cmpfloat(item->as.text.origin.x, >, 0);
            }
        }
    }
}

/* A patterned area has the map's icon in its sample, and no colour. */
static void
test_shows_patterns(Fixture *fixture, gconstpointer data)
{
    static const char svg[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"6\" "
        "height=\"6\" viewBox=\"0 0 6 6\"><path d=\"M0 0h3v3z\"/></svg>";
    (void)data;
    g_autoptr(GBytes) bytes = g_bytes_new_static(svg, strlen(svg));
    guint n_icons = 0;

    march_scene_add_icon(fixture->scene, "tile", bytes);
    add_use(fixture, "patterned", "Mined", MARCH_LEGEND_FILL);
    add_use(fixture, "fence", "Fence", MARCH_LEGEND_LINE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==, "Mined\nFence\n");
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);

        g_assert_cmpint(item->type, !=, MARCH_SCENE_FILL);
        n_icons += item->type == MARCH_SCENE_ICON ? 1 : 0;
    }
    g_assert_cmpuint(n_icons, >, 4);
}

/* Classes stand in their order, whichever is drawn first. */
static void
test_lists_classes_in_their_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use_of_width(fixture, "classed", "20 and more", MARCH_LEGEND_FILL, 0.9);
    add_use_of_width(fixture, "classed", "under 5", MARCH_LEGEND_FILL, 0.2);
    add_use_of_width(fixture, "classed", "5–20", MARCH_LEGEND_FILL, 0.5);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==, "People\nunder\u00a05\n5–20\n20 and\u00a0more\n");
}

static void
test_shows_alternating_colours_and_bands(Fixture *fixture, gconstpointer data)
{
    (void)data;
    guint n_red = 0;
    guint n_blue = 0;
    MarchRect band = {0, 0, 0, 0};
    double line_y = 0;

    add_use(fixture, "shared", "Shared", MARCH_LEGEND_LINE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);
        if (item->type == MARCH_SCENE_STROKE && item->as.stroke.n_dashes == 0) {
            n_red += item->as.stroke.color.red > 0.9 ? 1 : 0;
            n_blue += item->as.stroke.color.blue > 0.9 ? 1 : 0;
            line_y = g_array_index(item->path->points, MarchPoint, 0).y;
        } else if (item->type == MARCH_SCENE_FILL && item->as.fill.color.green > 0.9 &&
                   item->as.fill.color.red < 0.1) {
            band = march_path_bounds(item->path);
        }
    }
    g_assert_cmpuint(n_red, >=, 2);
    g_assert_cmpuint(n_red, ==, n_blue);
    g_assert_cmpfloat_with_epsilon(band.width, 2.0 * (n_red + n_blue), 1e-6);
    g_assert_cmpfloat_with_epsilon(band.height, 1 + 25.4 / 96, 1e-6);
    g_assert_cmpfloat_with_epsilon(band.y + band.height, line_y, 1e-6);
}

static void
test_joins_labels_that_look_alike(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "agreed", "Agreed with the neighbours", MARCH_LEGEND_LINE);
    add_use(fixture, "line", "Disputed", MARCH_LEGEND_LINE);
    add_use(fixture, "agreed", "Agreed", MARCH_LEGEND_LINE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==,
                    "Boundaries\nDisputed\nAgreed;\nAgreed with the neighbours\n");
}

static void
test_joins_symbols_that_look_alike(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "dots", "Well", MARCH_LEGEND_CIRCLE);
    add_use(fixture, "dots", "Well that fell dry", MARCH_LEGEND_CIRCLE);
    add_use(fixture, "large-dots", "Spring", MARCH_LEGEND_CIRCLE);
    add_use(fixture, "stars", "Light", MARCH_LEGEND_SYMBOL);
    add_use(fixture, "stars", "Beacon", MARCH_LEGEND_SYMBOL);
    add_use(fixture, "numbers", "Count", MARCH_LEGEND_SYMBOL);
    add_use(fixture, "letters", "Name", MARCH_LEGEND_SYMBOL);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==,
                    "Well;\nWell that fell\302\240dry\nSpring\nLight;\nBeacon\n"
                    "Aa\nName;\nCount\n");
}

static void
test_makes_casing_and_line_one_entry(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "casing", "Disputed", MARCH_LEGEND_LINE);
    add_use(fixture, "line", "Disputed", MARCH_LEGEND_LINE);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==, "Boundaries\nDisputed\n");

    guint strokes = 0;
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);
        if (item->type == MARCH_SCENE_STROKE) {
            strokes++;
            /* two periods and a half of the map's own dashes, ending on a dash */
            if (item->as.stroke.n_dashes == 2) {
                double dash = item->as.stroke.dashes[0];
                double period = dash + item->as.stroke.dashes[1];
                double length = march_path_length(item->path);
                g_assert_cmpfloat(length, >=, 2 * period + dash - 1e-6);
                g_assert_cmpfloat_with_epsilon(fmod(length, period), dash, 1e-6);
            }
        }
    }
    g_assert_cmpuint(strokes, ==, 2);
}

static void
test_circle_radii_are_the_style_s(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "circles", "Clash", MARCH_LEGEND_CIRCLE);
    MarchLegendCircles circles = march_legend_circles_make(
        &fixture->sampler, g_ptr_array_index(fixture->content->uses, 0), 19);
    g_assert_cmpuint(circles.count, ==, 3);
    for (guint i = 0; i < circles.count; i++) {
        g_assert_cmpfloat_with_epsilon(circles.radii[i],
                                       4 * sqrt(circles.values[i]) * 25.4 / 96, 1e-9);
    }
    g_assert_cmpfloat_with_epsilon(circles.values[0], 20, 1e-9);
}

static void
test_columns_keep_headings_with_entries(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "circles", "Clash", MARCH_LEGEND_CIRCLE);
    add_use(fixture, "line", "Disputed", MARCH_LEGEND_LINE);
    add_use(fixture, "agreed", "Agreed", MARCH_LEGEND_LINE);
    MarchRect one;
    MarchRect two;
    g_autofree char *first = draw_legend(fixture, 1, &one);
    g_autofree char *second = draw_legend(fixture, 2, &two);
    g_assert_nonnull(first);
    g_assert_nonnull(second);
    g_assert_cmpfloat(two.height, <, one.height);
    g_assert_cmpfloat(two.width, >, one.width);
}

static void
test_sizes_always_say_what_they_are(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "sizes", "Clash", MARCH_LEGEND_CIRCLE);
    MarchRect size;
    g_autofree char *bare = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(bare, ==, "Incidents\nClash\nValue\n20\n5\n1\n");
}

/* What the figure says of its incidents does not hold for a style's own data. */
static void
test_other_sizes_keep_their_word(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "camps", "Camp", MARCH_LEGEND_CIRCLE);
    fixture->sampler.value_label = "houses burnt";
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_nonnull(strstr(text, "People sheltered\n"));
    g_assert_null(strstr(text, "Houses burnt"));
}

static void
test_hatches_are_as_opaque_as_on_the_map(Fixture *fixture, gconstpointer data)
{
    (void)data;
    guint n_red = 0;
    add_use(fixture, "hatched", "Claimed", MARCH_LEGEND_FILL);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_cmpstr(text, ==, "Claimed\n");
    for (guint i = 0; i < march_scene_count(fixture->scene); i++) {
        const MarchSceneItem *item = march_scene_get(fixture->scene, i);
        if (item->type == MARCH_SCENE_STROKE && item->as.stroke.color.red > 0.9) {
            g_assert_cmpfloat_with_epsilon(item->as.stroke.color.alpha, 0.25, 1e-9);
            n_red++;
        }
    }
    g_assert_cmpuint(n_red, >, 0);
}

static void
test_figure_s_word_for_sizes_comes_first(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_use(fixture, "circles", "Clash", MARCH_LEGEND_CIRCLE);
    fixture->sampler.value_label = "houses burnt";
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 1, &size);
    g_assert_nonnull(strstr(text, "Houses burnt\n"));
    g_assert_null(strstr(text, "People killed"));
}

/* Adds @count entries to one section, each of another width. */
static void
add_lines(Fixture *fixture, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *label = g_strdup_printf("Line%u", i + 1);
        add_use_of_width(fixture, "agreed", label, MARCH_LEGEND_LINE, i + 1);
    }
}

static void
test_torn_section_repeats_its_heading(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_lines(fixture, 9);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 2, &size);
    g_assert_true(g_str_has_prefix(text, "Boundaries\nLine1\nLine2\n"));
    g_assert_nonnull(strstr(text, "Boundaries (continued)\n"));
}

static void
test_short_section_is_never_torn(Fixture *fixture, gconstpointer data)
{
    (void)data;
    add_lines(fixture, 3);
    MarchRect size;
    g_autofree char *text = draw_legend(fixture, 3, &size);
    g_assert_cmpstr(text, ==, "Boundaries\nLine1\nLine2\nLine3\n");
}

#define ADD(path, function)                                                            \
    g_test_add("/layout/legend/" path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("lists-only-what-was-drawn", test_lists_only_what_was_drawn);
    ADD("follows-the-given-order", test_follows_the_given_order);
    ADD("right-to-left-has-samples-at-the-right",
        test_right_to_left_has_samples_at_the_right);
    ADD("shows-patterns", test_shows_patterns);
    ADD("lists-classes-in-their-order", test_lists_classes_in_their_order);
    ADD("shows-alternating-colours-and-bands",
        test_shows_alternating_colours_and_bands);
    ADD("joins-labels-that-look-alike", test_joins_labels_that_look_alike);
    ADD("joins-symbols-that-look-alike", test_joins_symbols_that_look_alike);
    ADD("makes-casing-and-line-one-entry", test_makes_casing_and_line_one_entry);
    ADD("circle-radii-are-the-style-s", test_circle_radii_are_the_style_s);
    ADD("columns-keep-headings-with-entries", test_columns_keep_headings_with_entries);
    ADD("sizes-always-say-what-they-are", test_sizes_always_say_what_they_are);
    ADD("figure-s-word-for-sizes-comes-first",
        test_figure_s_word_for_sizes_comes_first);
    ADD("other-sizes-keep-their-word", test_other_sizes_keep_their_word);
    ADD("hatches-are-as-opaque-as-on-the-map",
        test_hatches_are_as_opaque_as_on_the_map);
    ADD("torn-section-repeats-its-heading", test_torn_section_repeats_its_heading);
    ADD("short-section-is-never-torn", test_short_section_is_never_torn);
    return g_test_run();
}
