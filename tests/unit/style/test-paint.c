/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>

#include <math.h>

#include "style-fixture.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon(a, b, 1e-9)

typedef struct {
    MarchFeatures *features;
    const MarchFeature *feature;
    MarchStyle *style;
    const MarchStyleLayer *layer;
    MarchStyleContext context;
} Fixture;

static Fixture
open_layer(const char *layer)
{
    Fixture fixture = {.features = march_features_new()};
    g_autoptr(GError) error = NULL;

    fixture.feature = feature_with(fixture.features, 4, "Ворух");
    fixture.style = style_with_layers(layer, NULL, &error);
    g_assert_no_error(error);
    fixture.layer = march_style_get_layer(fixture.style, 0);
    fixture.context = (MarchStyleContext){7.5, fixture.feature};
    return fixture;
}

static void
close_layer(Fixture *fixture)
{
    march_style_free(fixture->style);
    march_features_free(fixture->features);
}

static void
test_defaults(void)
{
    Fixture fixture = open_layer("{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\"}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 1);
    assert_near(paint.miter_limit, 2);
    assert_near(paint.color.alpha, 1);
    g_assert_cmpstr(paint.cap, ==, "butt");
    g_assert_cmpstr(paint.join, ==, "miter");
    g_assert_cmpuint(paint.n_dashes, ==, 0);
    close_layer(&fixture);
}

static void
test_dashes_in_widths(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-width\":2,"
        "\"line-dasharray\":[3,1,2]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    /* The last dash runs on into the first. */
    g_assert_cmpuint(paint.n_dashes, ==, 2);
    assert_near(paint.dashes[0], 10);
    assert_near(paint.dashes[1], 2);
    assert_near(paint.dash_offset, 4);
    close_layer(&fixture);
}

/* The specification: dashes take the width of the whole zoom below. */
static void
test_dashes_at_whole_zoom(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-width\":"
        "[\"interpolate\",[\"linear\"],[\"zoom\"],7,1,8,3],\"line-dasharray\":[2,1]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 2);
    assert_near(paint.dashes[0], 2);
    close_layer(&fixture);
}

/* Without length a dash of round lines is a dot. */
static void
test_dots(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"layout\":{\"line-cap\":\"round\"},"
        "\"paint\":{\"line-dasharray\":[0,2]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    g_assert_cmpuint(paint.n_dashes, ==, 2);
    g_assert_cmpfloat(paint.dashes[0], >, 0);
    close_layer(&fixture);
}

static void
test_single_dash_is_solid(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-dasharray\":[3]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    g_assert_cmpuint(paint.n_dashes, ==, 0);
    close_layer(&fixture);
}

static void
test_dashes_grow_on_tiled_maps(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-dasharray\":[2,1]}}");
    MarchLinePaint paint;

    march_style_set_web_view(fixture.style, 1);
    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.dashes[0], 2 * G_SQRT2);
    close_layer(&fixture);
}

static void
test_millimetres(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"metadata\":{\"print:unit\":\"mm\"},"
        "\"paint\":{\"line-width\":0.5,\"line-dasharray\":[2,1]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 0.5 * 96 / 25.4);
    assert_near(paint.dashes[0], 2 * 0.5 * 96 / 25.4);
    close_layer(&fixture);
}

static void
test_clamps_to_range(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"circle\",\"source\":\"s\",\"paint\":{\"circle-opacity\":"
        "[\"get\",\"x\"],\"circle-radius\":[\"-\",[\"get\",\"x\"]]}}");
    MarchCirclePaint paint;

    march_style_layer_get_circle(fixture.layer, &fixture.context, &paint);
    assert_near(paint.opacity, 1);
    assert_near(paint.radius, 0);
    close_layer(&fixture);
}

static void
test_variable(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"fill\",\"source\":\"s\",\"paint\":{\"fill-color\":"
        "[\"global-state\",\"tint\"]}}");
    MarchFillPaint paint;

    march_style_layer_get_fill(fixture.layer, &fixture.context, &paint);
    assert_near(paint.color.green, 1);
    assert_near(paint.color.red, 0);
    close_layer(&fixture);
}

static void
test_variable_of_the_figure(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"fill\",\"source\":\"s\",\"filter\":[\"==\",[\"get\","
        "\"name\"],[\"global-state\",\"figure-first\"]]}");

    g_assert_false(march_style_layer_accepts(fixture.layer, &fixture.context));
    g_assert_true(march_style_set_variable(fixture.style, "figure-first",
                                           march_value_string("Ворух")));
    g_assert_true(march_style_layer_accepts(fixture.layer, &fixture.context));
    g_assert_false(
        march_style_set_variable(fixture.style, "tint", march_value_number(1)));
    close_layer(&fixture);
}

static void
test_failure_takes_default_and_is_reported(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-width\":"
        "[\"get\",\"name\"]}}");
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 1);
    march_style_report(fixture.style, diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_nonnull(
        strstr(march_diagnostics_get(diagnostics, 0)->message, "line-width"));
    close_layer(&fixture);
}

static void
test_text(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-field\":"
        "\"{name} ({x})\",\"text-transform\":\"uppercase\",\"text-variable-anchor\":"
        "[\"left\",\"top\"],\"text-offset\":[1,2]}}");
    MarchSymbolPaint paint;

    march_style_layer_get_symbol(fixture.layer, &fixture.context, &paint);
    g_assert_cmpstr(paint.text, ==, "ВОРУХ (4)");
    g_assert_cmpuint(paint.n_variable_anchors, ==, 2);
    g_assert_cmpstr(paint.variable_anchors[1], ==, "top");
    assert_near(paint.offset[1], 2);
    g_assert_cmpstr(paint.font, ==, "Noto Sans Regular");
    g_assert_null(paint.icon);
    close_layer(&fixture);
}

static void
test_text_of_sections(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-field\":"
        "[\"format\",[\"get\",\"name\"],{\"font-scale\":1.2},\"\\n\",{},[\"get\",\"x\"],{"
        "\"text-font\":[\"literal\",[\"Noto Sans Bold\",\"Other\"]],\"text-color\":"
        "\"red\",\"vertical-align\":\"center\"}],\"text-transform\":\"uppercase\"}}");
    MarchSymbolPaint paint;

    march_style_layer_get_symbol(fixture.layer, &fixture.context, &paint);
    g_assert_cmpstr(paint.text, ==, "ВОРУХ\n4");
    g_assert_cmpuint(paint.n_sections, ==, 3);
    g_assert_cmpuint(paint.sections[0].length, ==, strlen("ВОРУХ"));
    assert_near(paint.sections[0].scale, 1.2);
    g_assert_null(paint.sections[0].font);
    g_assert_cmpstr(paint.sections[2].font, ==, "Noto Sans Bold");
    g_assert_true(paint.sections[2].has_color);
    assert_near(paint.sections[2].raise, 0.5);
    close_layer(&fixture);
}

static void
test_image_in_text(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-field\":"
        "[\"format\",\"by \",{},[\"image\",\"bus\"],{\"vertical-align\":\"top\"}]}}");
    MarchSymbolPaint paint;

    march_style_layer_get_symbol(fixture.layer, &fixture.context, &paint);
    g_assert_cmpstr(paint.text, ==, "by " MARCH_TEXT_IMAGE);
    g_assert_cmpuint(paint.n_sections, ==, 2);
    g_assert_null(paint.sections[0].image);
    g_assert_cmpstr(paint.sections[1].image, ==, "bus");
    assert_near(paint.sections[1].raise, 1);
    close_layer(&fixture);
}

static void
test_hatch(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"fill\",\"source\":\"s\",\"metadata\":{\"print:hatch\":["
        "{\"angle\":30,\"spacing-mm\":1,\"width-mm\":0.25,\"color\":[\"match\",[\"get\","
        "\"name\"],\"Ворух\",\"red\",\"blue\"]},{\"angle\":120,\"cross\":true}]}}");
    MarchFillPaint paint;

    march_style_layer_get_fill(fixture.layer, &fixture.context, &paint);
    g_assert_cmpuint(paint.n_hatches, ==, 2);
    assert_near(paint.hatch.angle, 30);
    assert_near(paint.hatch.spacing, 96 / 25.4);
    assert_near(paint.hatch.color.red, 1);
    g_assert_true(paint.hatches[1].cross);
    close_layer(&fixture);
}

/* Lines may stand out from their fill; what has no opacity of its own has the fill's. */
static void
test_hatch_opacity(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"fill\",\"source\":\"s\",\"paint\":{\"fill-opacity\":0.25},"
        "\"metadata\":{\"print:hatch\":[{\"opacity\":0.75},{},{\"opacity\":[\"case\",[\"==\","
        "[\"get\",\"name\"],\"Ворух\"],0.5,1]}]}}");
    MarchFillPaint paint;

    march_style_layer_get_fill(fixture.layer, &fixture.context, &paint);
    assert_near(paint.opacity, 0.25);
    assert_near(paint.hatches[0].opacity, 0.75);
    assert_near(paint.hatches[1].opacity, 0.25);
    assert_near(paint.hatches[2].opacity, 0.5);
    close_layer(&fixture);
}

static void
test_alternating_colours(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"metadata\":{"
        "\"print:alternate\":{\"dash-mm\":2,\"colors\":[\"blue\",[\"match\",[\"get\","
        "\"name\"],\"Ворух\",\"red\",\"blue\"]]}}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    g_assert_cmpuint(paint.n_alternates, ==, 2);
    assert_near(paint.alternate_length, 2 * 96 / 25.4);
    assert_near(paint.alternates[0].blue, 1);
    assert_near(paint.alternates[1].red, 1);
    g_assert_false(paint.dashes_restart);
    close_layer(&fixture);
}

static void
test_edge(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"metadata\":{"
        "\"print:dash-phase\":\"corner\",\"print:edge\":{\"side\":\"right\",\"band-mm\":"
        "0.5,\"opacity\":0.4,\"color\":[\"match\",[\"get\",\"name\"],\"Ворух\",\"red\","
        "\"blue\"]}}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.edge_width, 0.5 * 96 / 25.4);
    assert_near(paint.edge_left.alpha, 0);
    assert_near(paint.edge_right.red, 1);
    assert_near(paint.edge_right.alpha, 0.4);
    g_assert_true(paint.dashes_restart);
    close_layer(&fixture);
}

static void
test_legend(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"metadata\":{\"print:legend\":"
        "{\"label\":[\"get\",\"name\"],\"group\":\"Borders\",\"order\":3}}}");
    const MarchStyleLegend *legend = march_style_layer_get_legend(fixture.layer);

    g_assert_nonnull(legend);
    g_assert_cmpstr(legend->group, ==, "Borders");
    assert_near(legend->order, 3);
    g_assert_cmpstr(march_style_layer_get_legend_label(fixture.layer, &fixture.context),
                    ==, "Ворух");
    close_layer(&fixture);
}

#define CLASSED(rest)                                                                  \
    "{\"id\":\"a\",\"type\":\"circle\",\"source\":\"s\",\"metadata\":{"                \
    "\"print:legend\":{\"value-property\":\"x\"," rest "}}}"

/* The label for a feature whose "x" is @value; "-" when it has none. */
static char *
label_of(const char *layer, MarchValue value)
{
    Fixture fixture = open_layer(layer);
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point((MarchLonLat){0, 0}));
    const MarchStyleContext context = {5, feature};
    const char *label;
    char *copy;

    march_features_set_value(features, feature, "x", value);
    label = march_style_layer_get_legend_label(fixture.layer, &context);
    copy = g_strdup(label != NULL ? label : "-");
    close_layer(&fixture);
    return copy;
}

static void
test_legend_classes(void)
{
    static const char ranges[] = CLASSED(
        "\"classes\":[{\"to\":10},{\"to\":50,\"label\":\"some\"},{\"to\":200},{}]");
    static const char words[] =
        CLASSED("\"label\":\"other\",\"classes\":[{\"value\":\"town\",\"label\":"
                "\"Town\"},{\"value\":\"village\"},{\"value\":3,\"label\":\"Three\"}]");
    const struct {
        const char *layer;
        MarchValue value;
        const char *label;
    } labels[] = {
        {ranges, march_value_number(-5), "under 10"},
        {ranges, march_value_number(10), "some"},
        {ranges, march_value_number(49.9), "some"},
        {ranges, march_value_number(50), "50–200"},
        {ranges, march_value_number(1e6), "200 and more"},
        {ranges, march_value_string("many"), "-"},
        {words, march_value_string("town"), "Town"},
        {words, march_value_string("village"), "village"},
        {words, march_value_number(3), "Three"},
        {words, march_value_string("farm"), "other"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
        g_autofree char *label = label_of(labels[i].layer, labels[i].value);

        g_assert_cmpstr(label, ==, labels[i].label);
    }
}

/* What the legend says nothing of is told. */
static void
test_legend_without_class(void)
{
    Fixture fixture = open_layer(CLASSED("\"classes\":[{\"to\":10}]"));
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point((MarchLonLat){0, 0}));
    const MarchStyleContext context = {5, feature};

    march_features_set_number(features, feature, "x", 11);
    g_assert_null(march_style_layer_get_legend_label(fixture.layer, &context));
    march_style_report(fixture.style, diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    close_layer(&fixture);
}

static void
test_properties_read(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"==\",\"class\",\"b\"],"
        "\"paint\":{\"line-width\":[\"+\",[\"get\",\"x\"],[\"get\",\"x\"]],\"line-color\":"
        "[\"case\",[\"has\",\"name\"],\"red\",\"blue\"]}}");
    const char *const *names = march_style_layer_get_properties(fixture.layer);
    g_autofree char *list = g_strjoinv(" ", (char **)(guintptr)names);

    g_assert_cmpstr(list, ==, "class name x");
    close_layer(&fixture);
}

static void
test_visibility(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"minzoom\":5,\"maxzoom\":8}");

    g_assert_false(march_style_layer_is_visible(fixture.layer, 4.99));
    g_assert_true(march_style_layer_is_visible(fixture.layer, 5));
    g_assert_false(march_style_layer_is_visible(fixture.layer, 8));
    close_layer(&fixture);
}

static void
test_sort_key(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"circle\",\"source\":\"s\",\"layout\":{\"circle-sort-key\":"
        "[\"-\",[\"get\",\"x\"]]}}");

    assert_near(march_style_layer_get_sort_key(fixture.layer, &fixture.context), -4);
    close_layer(&fixture);
}

/* More features than one block, their sort keys in no order. */
static void
test_select_by_filter_and_sort_key(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"<\",[\"get\","
        "\"rank\"],3],\"layout\":{\"line-sort-key\":[\"-\",[\"get\",\"rank\"]]}}");
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(GPtrArray) selected = NULL;
    const GArray *matches;

    for (guint i = 0; i < 1000; i++) {
        MarchFeature *feature =
            march_features_add(features, march_geometry_new_point((MarchLonLat){0, 0}));

        feature->id = i;
        march_features_set_number(features, feature, "rank", i % 5);
    }
    selected = march_style_select(&fixture.layer, 1, features, 7.5);
    matches = g_ptr_array_index(selected, 0);
    g_assert_cmpuint(matches->len, ==, 600);
    for (guint i = 0; i < matches->len; i++) {
        const MarchStyleMatch *match = &g_array_index(matches, MarchStyleMatch, i);
        guint rank = 2 - i / 200;

        /* within a key in the order of the source */
        g_assert_cmpint(match->feature->id, ==, i % 200 * 5 + rank);
        assert_near(match->sort_key, -(double)rank);
    }
    close_layer(&fixture);
}

/* What is selected for several layers at once is what each accepts by itself. */
static void
test_select_agrees_with_filters(void)
{
    static const char *const filters[] = {
        "[\"==\",[\"get\",\"class\"],\"a\"]",
        "[\"==\",\"b\",[\"get\",\"class\"]]",
        "[\"!=\",[\"get\",\"class\"],\"a\"]",
        "[\"all\",[\">\",[\"get\",\"rank\"],1],[\"==\",[\"get\",\"class\"],\"a\"]]",
        "[\"all\",[\"all\",[\"==\",[\"get\",\"kind\"],\"\"]],[\"has\",\"class\"]]",
        "[\"any\",[\"==\",[\"get\",\"class\"],\"a\"],[\"==\",[\"get\",\"rank\"],2]]",
        "[\"==\",\"class\",\"b\"]",
        "[\"!\",[\"==\",[\"get\",\"class\"],\"a\"]]",
        "[\"==\",[\"get\",\"rank\"],\"2\"]",
    };
    static const char *const classes[] = {"a", "b", "ab", ""};
    g_autoptr(GString) layers = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = NULL;
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(GPtrArray) selected = NULL;
    const MarchStyleLayer *list[G_N_ELEMENTS(filters)];

    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        g_string_append_printf(layers,
                               "%s{\"id\":\"l%u\",\"type\":\"line\",\"source\":\"s\","
                               "\"filter\":%s}",
                               i > 0 ? "," : "", i, filters[i]);
    }
    style = style_with_layers(layers->str, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < 200; i++) {
        MarchFeature *feature =
            march_features_add(features, march_geometry_new_point((MarchLonLat){0, 0}));

        if (i % 3 != 0) {
            march_features_set_string(features, feature, "class", classes[i % 4]);
        }
        march_features_set_number(features, feature, "rank", i % 5);
        if (i % 7 == 0) {
            march_features_set_string(features, feature, "kind", "");
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        list[i] = march_style_get_layer(style, i);
    }
    selected = march_style_select(list, G_N_ELEMENTS(filters), features, 5);
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        const GArray *matches = g_ptr_array_index(selected, i);
        guint next = 0;

        for (guint k = 0; k < march_features_count(features); k++) {
            const MarchStyleContext context = {5, march_features_get(features, k)};

            if (march_style_layer_accepts(list[i], &context)) {
                g_assert_cmpuint(next, <, matches->len);
                g_assert_true(g_array_index(matches, MarchStyleMatch, next).feature ==
                              context.feature);
                next++;
            }
        }
        g_assert_cmpuint(next, ==, matches->len);
    }
}

/* Of several images the first that is there is drawn; of none, the first is missing. */
static void
test_first_image_that_is_there(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-icons-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "marker.svg", NULL);
    Fixture fixture =
        open_layer("{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{"
                   "\"icon-image\":[\"coalesce\",[\"image\",[\"get\",\"name\"]],"
                   "[\"image\",\"marker\"]]}}");
    MarchSymbolPaint paint;

    g_assert_true(g_file_set_contents(path, "<svg/>", -1, NULL));
    march_style_set_icons(fixture.style, NULL, folder);
    march_style_layer_get_symbol(fixture.layer, &fixture.context, &paint);
    g_assert_cmpstr(paint.icon, ==, "marker");
    g_remove(path);
    march_style_set_icons(fixture.style, NULL, folder);
    march_style_layer_get_symbol(fixture.layer, &fixture.context, &paint);
    g_assert_cmpstr(paint.icon, ==, "Ворух");
    g_rmdir(folder);
    close_layer(&fixture);
}

/** What features have, and what a line of them must be. */
typedef struct {
    const char *name; /* NULL: no such property */
    double x;
    double red, width, opacity;
} LineCase;

/* The short way for usual features and the whole evaluation agree, in any order. */
static void
test_short_ways_agree(void)
{
    static const LineCase expected[] = {
        {"a", 0, 1, 1, 0.2},       {"b", 50, 0, 2, 0.2}, {"c", 200, 0.5, 3, 0.9},
        {NULL, 25, 0.5, 1.5, 0.2}, {"a", -9, 1, 1, 0.2}, {"b", (double)NAN, 0, 1, 1},
        {"c", 100, 0.5, 3, 0.9},
    };
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = style_with_layers(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"layout\":{\"line-cap\":"
        "\"round\"},\"paint\":{\"line-color\":[\"match\",[\"get\",\"name\"],\"a\","
        "\"#ff0000\",\"b\",\"#000000\",\"rgb(127.5,0,0)\"],\"line-width\":[\"interpolate\","
        "[\"linear\"],[\"get\",\"x\"],0,1,100,3],\"line-opacity\":[\"step\",[\"get\",\"x\"],"
        "0.2,100,0.9],\"line-gap-width\":[\"interpolate\",[\"linear\"],[\"zoom\"],0,0,10,4]}}",
        NULL, &error);
    const MarchStyleLayer *layer;

    g_assert_no_error(error);
    layer = march_style_get_layer(style, 0);
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
            const LineCase *line = &expected[i];
            MarchFeature *feature = march_features_add(
                features, march_geometry_new_point((MarchLonLat){0, 0}));
            const MarchStyleContext context = {5 + pass, feature};
            MarchLinePaint paint;

            if (i % 2 == 1) {
                march_features_set_number(features, feature, "other", 1);
            }
            march_features_set_number(features, feature, "x", line->x);
            if (line->name != NULL) {
                march_features_set_string(features, feature, "name", line->name);
            }
            march_style_layer_get_line(layer, &context, &paint);
            assert_near(paint.color.red, line->red);
            assert_near(paint.width, line->width);
            assert_near(paint.opacity, line->opacity);
            assert_near(paint.gap_width, 0.4 * (5 + pass));
            g_assert_cmpstr(paint.cap, ==, "round");
            g_assert_cmpuint(paint.n_dashes, ==, 0);
        }
    }
}

/* A variable of the program's that changes is seen at once. */
static void
test_changed_variable_changes_lines(void)
{
    Fixture fixture = open_layer(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"paint\":{\"line-width\":[\"case\","
        "[\"==\",[\"global-state\",\"figure-first\"],\"KG\"],7,2]}}");
    MarchLinePaint paint;

    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 2);
    g_assert_true(march_style_set_variable(fixture.style, "figure-first",
                                           march_value_string("KG")));
    march_style_layer_get_line(fixture.layer, &fixture.context, &paint);
    assert_near(paint.width, 7);
    close_layer(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/paint/defaults", test_defaults);
    g_test_add_func("/style/paint/dashes-in-widths", test_dashes_in_widths);
    g_test_add_func("/style/paint/dashes-at-whole-zoom", test_dashes_at_whole_zoom);
    g_test_add_func("/style/paint/dots", test_dots);
    g_test_add_func("/style/paint/select-by-filter-and-sort-key",
                    test_select_by_filter_and_sort_key);
    g_test_add_func("/style/paint/select-agrees-with-filters",
                    test_select_agrees_with_filters);
    g_test_add_func("/style/paint/single-dash-is-solid", test_single_dash_is_solid);
    g_test_add_func("/style/paint/dashes-grow-on-tiled-maps",
                    test_dashes_grow_on_tiled_maps);
    g_test_add_func("/style/paint/millimetres", test_millimetres);
    g_test_add_func("/style/paint/clamps-to-range", test_clamps_to_range);
    g_test_add_func("/style/paint/variable", test_variable);
    g_test_add_func("/style/paint/variable-of-the-figure", test_variable_of_the_figure);
    g_test_add_func("/style/paint/failure-takes-default-and-is-reported",
                    test_failure_takes_default_and_is_reported);
    g_test_add_func("/style/paint/text", test_text);
    g_test_add_func("/style/paint/text-of-sections", test_text_of_sections);
    g_test_add_func("/style/paint/image-in-text", test_image_in_text);
    g_test_add_func("/style/paint/short-ways-agree", test_short_ways_agree);
    g_test_add_func("/style/paint/changed-variable-changes-lines",
                    test_changed_variable_changes_lines);
    g_test_add_func("/style/paint/hatch", test_hatch);
    g_test_add_func("/style/paint/hatch-opacity", test_hatch_opacity);
    g_test_add_func("/style/paint/alternating-colours", test_alternating_colours);
    g_test_add_func("/style/paint/edge", test_edge);
    g_test_add_func("/style/paint/legend", test_legend);
    g_test_add_func("/style/paint/legend-classes", test_legend_classes);
    g_test_add_func("/style/paint/legend-without-class-is-told",
                    test_legend_without_class);
    g_test_add_func("/style/paint/properties-read", test_properties_read);
    g_test_add_func("/style/paint/first-image-that-is-there",
                    test_first_image_that_is_there);
    g_test_add_func("/style/paint/visibility", test_visibility);
    g_test_add_func("/style/paint/sort-key", test_sort_key);
    return g_test_run();
}
