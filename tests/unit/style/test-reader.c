/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>

#include "style-fixture.h"

/** A layer that is wrong, and what is said about it. */
typedef struct {
    const char *name;
    const char *layer;
    const char *message;
} Case;

#define LINE(rest) "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\"," rest "}"

static const Case cases[] = {
    {"unknown-property", LINE("\"paint\":{\"line-colour\":\"red\"}"),
     "\"line-colour\" is not a paint property of line layers; did you mean \"line-color\"?"},
    {"wrong-block", LINE("\"layout\":{\"line-width\":1}"),
     "\"line-width\" belongs under \"paint\""},
    {"refused-property", LINE("\"paint\":{\"line-blur\":1}"),
     "\"line-blur\" is not part of the profile: blurred lines are not drawn in print "
     "figures"},
    {"wrong-type", LINE("\"paint\":{\"line-width\":\"wide\"}"),
     "\"line-width\" is \"wide\"; it must be a number"},
    {"out-of-range", LINE("\"paint\":{\"line-opacity\":1.5}"),
     "\"line-opacity\" is 1.5; it must be at most 1"},
    {"enum", LINE("\"layout\":{\"line-cap\":\"rond\"}"),
     "\"line-cap\" cannot be \"rond\"; did you mean \"round\"?"},
    {"expression", LINE("\"paint\":{\"line-width\":[\"+\",1,\"a\"]}"),
     "\"line-width\"[2]: Expected number but found string instead"},
    {"filter", LINE("\"filter\":[\"==\",[\"get\"],1]"),
     "\"filter\"[1]: Expected arguments of type (string) | (string, object), but found () "
     "instead"},
    {"unknown-layer-type", "{\"id\":\"a\",\"type\":\"lines\",\"source\":\"s\"}",
     "there is no layer type \"lines\"; did you mean \"line\"?"},
    {"refused-layer-type", "{\"id\":\"a\",\"type\":\"heatmap\",\"source\":\"s\"}",
     "heatmap layers are not drawn in print figures"},
    {"relief-of-features", "{\"id\":\"a\",\"type\":\"hillshade\",\"source\":\"s\"}",
     "source \"s\" has no pixels; hillshade layers draw files named in metadata "
     "\"print:sources\""},
    {"unknown-source", "{\"id\":\"a\",\"type\":\"line\",\"source\":\"t\"}",
     "\"t\" is not a source of this style"},
    {"unknown-member", LINE("\"minzom\":3"),
     "\"minzom\" is not a member of a layer; did you mean \"minzoom\"?"},
    {"ref", "{\"id\":\"a\",\"ref\":\"road\"}",
     "\"ref\" is not supported; copy \"type\", \"source\" and \"filter\" from layer "
     "\"road\""},
    {"source-layer", LINE("\"source-layer\":\"water\""),
     "layer \"a\": only vector tiles have source layers; name the data set's layer in "
     "\"print:sources\""},
    {"extension", LINE("\"metadata\":{\"print:unti\":\"mm\"}"),
     "\"print:unti\" is not a print extension of layers; did you mean \"print:unit\"?"},
    {"alternate-colour",
     LINE("\"metadata\":{\"print:alternate\":{\"colors\":[\"red\",7]}}"),
     "\"print:alternate colors\" is 7; it must be a colour"},
    {"wide-band",
     LINE("\"metadata\":{\"print:edge\":{\"color\":\"red\",\"band-mm\":40}}"),
     "\"band-mm\" must be from 0.05 to 4, not 40"},
    {"band-colours",
     LINE(
         "\"metadata\":{\"print:edge\":{\"color\":\"red\",\"colors\":[\"red\",\"blue\"]}}"),
     "\"print:edge\" has either a \"color\" or \"colors\" for left and right"},
    {"class-without-property",
     LINE("\"metadata\":{\"print:legend\":{\"classes\":[{\"to\":1},{}]}}"),
     "classes need a \"value-property\""},
    {"classes-not-ascending",
     LINE("\"metadata\":{\"print:legend\":{\"value-property\":\"v\",\"classes\":[{"
          "\"to\":9},{\"to\":4}]}}"),
     "a class must have a \"value\", or a \"to\" above its \"from\" (that of the class "
     "before)"},
    {"classes-overlap",
     LINE("\"metadata\":{\"print:legend\":{\"value-property\":\"v\",\"classes\":[{"
          "\"to\":9},{\"from\":4}]}}"),
     "the class begins at 4, below the end of the class before, 9"},
    {"classes-alike",
     LINE("\"metadata\":{\"print:legend\":{\"value-property\":\"v\",\"classes\":[{"
          "\"value\":\"a\"},{\"value\":\"a\"}]}}"),
     "two classes are \"a\""},
    {"misspelt-class",
     LINE("\"metadata\":{\"print:legend\":{\"value-property\":\"v\",\"classes\":[{"
          "\"too\":9}]}}"),
     "\"too\" is not a member of a class; did you mean \"to\"?"},
    {"nested-lines",
     LINE("\"metadata\":{\"print:legend\":{\"label\":\"l\",\"value-property\":\"v\","
          "\"nested-circles\":true}}"),
     "only circle layers have nested circles"},
    {"hatch-on-a-line", LINE("\"metadata\":{\"print:hatch\":{}}"),
     "only fill layers are hatched"},
    {"dash-phase", LINE("\"metadata\":{\"print:dash-phase\":\"edge\"}"),
     "\"print:dash-phase\" cannot be \"edge\"; it is one of shared-edge, corner"},
    {"one-alternate", LINE("\"metadata\":{\"print:alternate\":{\"colors\":[\"red\"]}}"),
     "\"print:alternate\" needs two to 4 \"colors\""},
    {"short-alternate",
     LINE(
         "\"metadata\":{\"print:alternate\":{\"colors\":[\"red\",\"blue\"],\"dash-mm\":0}}"),
     "\"dash-mm\" must be from 0.2 to 100, not 0"},
    {"edge-side", LINE("\"metadata\":{\"print:edge\":{\"side\":\"top\"}}"),
     "\"side\" cannot be \"top\"; it is one of left, right, both"},
    {"misspelt-operator", LINE("\"paint\":{\"line-color\":[\"gett\",\"class\"]}"),
     "\"line-color\": no operator \"gett\"; did you mean \"get\"?"},
    {"unknown-operator", LINE("\"paint\":{\"line-width\":[\"frobnicate\",1]}"),
     "\"line-width\": no operator \"frobnicate\"; an array of values is written "
     "[\"literal\", [...]]"},
    {"nested-operator",
     LINE("\"paint\":{\"line-width\":[\"+\",1,[\"gett\",\"class\"]]}"),
     "\"line-width\"[2][0]: no operator \"gett\"; did you mean \"get\"?"},
    {"foreign-operator",
     LINE("\"filter\":[\"all\",[\"has\",\"x\"],[\"===\",[\"get\",\"y\"],1]]"),
     "\"filter\"[2][0]: no operator \"===\"; did you mean \"==\"?"},
    {"nested-refused-operator",
     LINE("\"paint\":{\"line-width\":[\"+\",1,[\"line-progress\"]]}"),
     "\"line-width\"[2][0]: the operator \"line-progress\" is not part of the profile"},
    {"extension-beside-metadata", LINE("\"print:unit\":\"mm\""),
     "\"print:unit\" belongs in the \"metadata\" of a layer"},
    {"extension-in-paint", LINE("\"paint\":{\"print:unit\":\"mm\"}"),
     "\"print:unit\" belongs in the \"metadata\" of a layer"},
    {"extension-in-layout", LINE("\"layout\":{\"print:halo\":\"stroke\"}"),
     "\"print:halo\" belongs in the \"metadata\" of a layer"},
    {"extension-of-the-root", LINE("\"metadata\":{\"print:font\":\"Noto Sans\"}"),
     "\"print:font\" belongs in the \"metadata\" of the style"},
    {"misspelt-prefix", LINE("\"metadata\":{\"prnt:unit\":\"mm\"}"),
     "\"prnt:unit\" is not a print extension of layers; did you mean \"print:unit\"?"},
    {"prefix-without-colon", LINE("\"metadata\":{\"print-unit\":\"mm\"}"),
     "\"print-unit\" is not a print extension of layers; did you mean \"print:unit\"?"},
    {"wide-obstacle", LINE("\"metadata\":{\"print:obstacle\":2}"),
     "\"print:obstacle\" must be from 0 to 1, not 2"},
    {"refused-operator",
     LINE("\"paint\":{\"line-opacity\":[\"feature-state\",\"hover\"]}"),
     "\"line-opacity\": the operator \"feature-state\" is not part of the profile"},
    {"function", LINE("\"paint\":{\"line-width\":{\"stops\":[[1]]}}"),
     "\"line-width\": a stop must be an array of an input and an output"},
    {"duplicate-id", LINE("\"minzoom\":1") "," LINE("\"minzoom\":1"),
     "there are two layers \"a\""},
};

static void
test_refusal(gconstpointer data)
{
    const Case *item = data;
    g_autoptr(GError) error = NULL;

    g_assert_null(style_with_layers(item->layer, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==, item->message);
    g_assert_cmpint(march_error_get_location(error).line, ==, 1);
    g_assert_cmpint(march_error_get_location(error).column, >, 100);
}

static void
test_tells_all_problems(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(style_with_layers(
        LINE("\"paint\":{\"line-widht\":1,\"line-color\":\"rde\",\"line-opacity\":-1}"),
        diagnostics, &error));
    g_assert_nonnull(error);
    g_assert_cmpuint(
        march_diagnostics_count_at_least(diagnostics, MARCH_SEVERITY_ERROR), ==, 2);
}

/* The first error and the others come as they stand in the file. */
static void
test_tells_problems_in_order(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    int last;

    g_assert_null(style_with_layers(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\n"
        "\"metadata\":{\"print:unti\":1},\n\"paint\":{\"line-color\":\"rde\"},\n"
        "\"layout\":{\"line-cap\":\"rond\"},\n\"filter\":[\"==\",[\"get\"],1]},\n"
        "{\"id\":\"b\",\"type\":\"lin\"}",
        diagnostics, &error));
    last = march_error_get_location(error).line;
    g_assert_cmpint(last, ==, 2);
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        int line = march_diagnostics_get(diagnostics, i)->where.line;

        g_assert_cmpint(line, ==, last + 1);
        last = line;
    }
    g_assert_cmpint(last, ==, 6);
}

/* Other programs keep metadata of theirs, which is none of ours. */
static void
test_metadata_of_others(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = style_with_layers(
        LINE("\"metadata\":{\"mapbox:group\":\"x\",\"maputnik:comment\":\"y\","
             "\"maputnik:unit\":1,\"hatch\":{}}"),
        diagnostics, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->message, ==,
                    "\"hatch\" has no effect; did you mean \"print:hatch\"?");
}

static void
test_notes_what_has_no_effect(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = style_with_layers(
        LINE("\"paint\":{\"line-width-transition\":{\"duration\":1}}"), diagnostics,
        &error);

    g_assert_no_error(error);
    g_assert_nonnull(style);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
}

static MarchStyle *
parse(const char *text, const MarchStyleOptions *options, GError **error)
{
    return march_style_parse(text, strlen(text), "test.json", options, NULL, error);
}

static void
test_variables(void)
{
    static const char text[] =
        "{\"version\":8,\"state\":{\"paper\":{\"default\":\"#fff\"},\"size\":{\"default\":1}},"
        "\"sources\":{},\"layers\":[{\"id\":\"b\",\"type\":\"background\",\"paint\":"
        "{\"background-color\":[\"global-state\",\"paper\"],\"background-opacity\":"
        "[\"global-state\",\"size\"]}}]}";
    const char *const variables[] = {"paper", "#000080", "size", "0.5", NULL};
    const MarchStyleOptions options = {.variables = variables};
    const MarchStyleContext context = {5, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = parse(text, &options, &error);
    MarchBackgroundPaint paint;

    g_assert_no_error(error);
    march_style_layer_get_background(march_style_get_layer(style, 0), &context, &paint);
    g_assert_cmpfloat_with_epsilon(paint.color.blue, 128.0 / 255, 1e-9);
    g_assert_cmpfloat_with_epsilon(paint.opacity, 0.5, 1e-9);
}

static void
test_unknown_variable(void)
{
    const char *const variables[] = {"papre", "#000080", NULL};
    const MarchStyleOptions options = {.variables = variables};
    g_autoptr(GError) error = NULL;

    g_assert_null(parse("{\"version\":8,\"state\":{\"paper\":{\"default\":\"#fff\"}},"
                        "\"sources\":{},\"layers\":[]}",
                        &options, &error));
    g_assert_cmpstr(
        error->message, ==,
        "\"papre\" is not a variable of this style; did you mean \"paper\"?");
}

/** A value that a variable cannot take, and what is said about it. */
typedef struct {
    const char *key, *value, *message;
} WrongValue;

/* Told where the user gave it, not where the style uses it. */
static void
test_wrong_variable(void)
{
    static const WrongValue wrong[] = {
        {"paper", "blu",
         "the style's variable \"paper\" is \"blu\"; it must be a colour"},
        {"size", "big",
         "the style's variable \"size\" is \"big\"; it must be a number"},
        {"on", "yes",
         "the style's variable \"on\" is \"yes\"; it must be true or false"},
        {"words", "raid",
         "the style's variable \"words\" is \"raid\"; it must be a list such as [\"a\", "
         "\"b\"]"},
        {"words", "[1]",
         "the style's variable \"words\" is \"[1]\"; it must be a list of what its "
         "default holds"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        const char *const variables[] = {wrong[i].key, wrong[i].value, NULL};
        const MarchLocation places[] = {march_location_new("figure.yaml", 7, 3)};
        const MarchStyleOptions options = {.variables = variables,
                                           .variable_places = places};
        g_autoptr(GError) error = NULL;

        g_assert_null(parse(
            "{\"version\":8,\"state\":{\"paper\":{\"default\":\"#fff\"},\"size\":{"
            "\"default\":1},\"on\":{\"default\":true},\"words\":{\"default\":[\"a\"]}},"
            "\"sources\":{},\"layers\":[]}",
            &options, &error));
        g_assert_cmpstr(error->message, ==, wrong[i].message);
        g_assert_cmpstr(march_error_get_location(error).file, ==, "figure.yaml");
        g_assert_cmpint(march_error_get_location(error).line, ==, 7);
    }
}

/* Some editors begin a file with it. */
static void
test_byte_order_mark(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style =
        parse("\xef\xbb\xbf{\"version\":8,\"sources\":{},\"layers\":[]}", NULL, &error);
    g_autoptr(GError) problem = NULL;

    g_assert_no_error(error);
    g_assert_null(parse("\xef\xbb\xbf{\"versoin\":8}", NULL, &problem));
    g_assert_cmpint(march_error_get_location(problem).column, ==, 1);
}

static void
test_fonts(void)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = style_with_layers(
        "{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-font\":"
        "[\"case\",[\"in\",[\"get\",\"x\"],[\"literal\",[\"no\",\"font\"]]],"
        "[\"literal\",[\"One\",\"Other\"]],[\"literal\",[\"Two\"]]],\"text-field\":"
        "[\"format\",[\"get\",\"x\"],{\"text-font\":[\"literal\",[\"Three\"]]}]}},"
        "{\"id\":\"b\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-field\":"
        "[\"format\",\"x\",{\"text-font\":[\"literal\",[\"Four\",\"Five\"]]}]}}",
        NULL, &error);

    g_assert_no_error(error);
    march_style_layer_list_fonts(march_style_get_layer(style, 0), names);
    march_style_layer_list_fonts(march_style_get_layer(style, 1), names);
    g_ptr_array_add(names, NULL);
    {
        g_autofree char *all = g_strjoinv(" ", (char **)names->pdata);

        g_assert_cmpstr(all, ==, "One Two Three Four");
    }
}

/* A variable that no "state" declares is null wherever it is read: that is told. */
static void
test_undeclared_variable(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = style_with_layers(
        "{\"id\":\"a\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"==\",[\"get\","
        "\"n\"],[\"global-state\",\"tnit\"]],\"paint\":{\"line-color\":[\"to-color\",["
        "\"global-state\",\"tint\"]]}}",
        diagnostics, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->message, ==,
                    "\"state\" declares no variable \"tnit\"; did you mean \"tint\"?");
    g_assert_cmpint(march_diagnostics_get(diagnostics, 0)->where.line, ==, 1);
}

static void
test_inline_source(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = parse(
        "{\"version\":8,\"sources\":{\"a\":{\"type\":\"geojson\",\"data\":{\"type\":"
        "\"Feature\",\"id\":7,\"properties\":{\"n\":[1,{\"m\":2}]},\"geometry\":{\"type\":"
        "\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}}}},"
        "\"layers\":[]}",
        NULL, &error);
    const MarchStyleSource *source;
    const MarchFeature *feature;

    g_assert_no_error(error);
    source = march_style_get_source(style, 0);
    g_assert_nonnull(source->inline_features);
    feature = march_features_get(source->inline_features, 0);
    g_assert_cmpint(feature->id, ==, 7);
    g_assert_cmpuint(feature->geometry->parts->len, ==, 2);
    g_assert_cmpuint(feature->geometry->positions->len, ==, 6);
    g_assert_true(
        g_array_index(feature->geometry->parts, MarchGeometryPart, 1).is_hole);
}

static void
test_data_set(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = parse(
        "{\"version\":8,\"metadata\":{\"print:sources\":{\"a\":{\"gdal\":"
        "\"x/roads.gpkg\",\"layer\":\"main\"}}},\"sources\":{},\"layers\":[{\"id\":"
        "\"l\",\"type\":\"line\",\"source\":\"a\"}]}",
        NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(march_style_get_source(style, 0)->location, ==, "./x/roads.gpkg");
    g_assert_cmpstr(march_style_get_source(style, 0)->layer_name, ==, "main");
}

static void
test_refuses_the_network(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(
        parse("{\"version\":8,\"sources\":{\"a\":{\"type\":\"geojson\",\"data\":"
              "\"https://example.org/a.json\"}},\"layers\":[]}",
              NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
}

static void
test_unknown_layer_of_the_pack(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(
        parse("{\"version\":8,\"sources\":{\"a\":{\"type\":\"geojson\",\"data\":"
              "\"pack:roads\"}},\"layers\":[]}",
              NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==,
                    "the data pack has no layer \"roads\"; expected one of land, "
                    "boundaries, admin1-lines, admin1, lakes, rivers, rivers-named, "
                    "disputed, countries");
}

static void
test_extends_misspelt(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-style-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "report.json", NULL);
    const MarchStyleOptions options = {.style_directory = folder};
    g_autoptr(GError) error = NULL, other = NULL;

    g_assert_true(g_file_set_contents(path, "{}", -1, NULL));
    g_assert_null(parse("{\"version\":8,\"metadata\":{\"print:extends\":\"reprot\"},"
                        "\"sources\":{},\"layers\":[]}",
                        &options, &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot extend \"reprot\": there is no such style; did you mean "
                    "\"report\"?");
    g_assert_null(parse("{\"version\":8,\"metadata\":{\"print:extends\":\"photo\"},"
                        "\"sources\":{},\"layers\":[]}",
                        &options, &other));
    g_assert_cmpstr(other->message, ==,
                    "cannot extend \"photo\": the program's styles are report, and a "
                    "file's name ends in .json");
    g_remove(path);
    g_rmdir(folder);
}

/* What "global-state" reads of a variable without a default is not told too. */
static void
test_variable_without_default(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    const char *text = "{\"version\":8,\"state\":{\"land\":\"#e8f0e4\"},\"sources\":{},"
                       "\"layers\":[{\"id\":\"a\",\"type\":\"background\",\"paint\":{"
                       "\"background-color\":[\"global-state\",\"land\"]}}]}";

    g_assert_null(
        march_style_parse(text, strlen(text), "s.json", NULL, diagnostics, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    g_assert_cmpstr(error->message, ==,
                    "variable \"land\" needs a \"default\": write \"land\": "
                    "{\"default\": \"#e8f0e4\"}");
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
}

static void
test_extends_with_layer_twice(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-style-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "base.json", NULL);
    const MarchStyleOptions options = {.style_directory = folder};
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(
        path, "{\"version\":8,\"sources\":{},\"layers\":[]}", -1, NULL));
    g_assert_null(parse("{\"version\":8,\"metadata\":{\"print:extends\":\"base\"},"
                        "\"sources\":{},\"layers\":[{\"id\":\"a\",\"type\":"
                        "\"background\"},{\"id\":\"a\",\"type\":\"background\"}]}",
                        &options, &error));
    g_assert_cmpstr(error->message, ==, "there are two layers \"a\"");
    g_remove(path);
    g_rmdir(folder);
}

/* Layers are laid over by id, new ones come where they are told. */
static void
test_extends(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-style-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "base.json", NULL);
    const MarchStyleOptions options = {.style_directory = folder};
    const MarchStyleContext context = {5, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = NULL;
    MarchBackgroundPaint paint;

    g_assert_true(g_file_set_contents(
        path,
        "{\"version\":8,\"sources\":{},\"layers\":[{\"id\":\"one\",\"type\":\"background\","
        "\"paint\":{\"background-color\":\"#000\",\"background-opacity\":0.5}},{\"id\":\"two\","
        "\"type\":\"background\"}]}",
        -1, &error));
    style =
        parse("{\"version\":8,\"metadata\":{\"print:extends\":\"base\"},\"sources\":{},"
              "\"layers\":[{\"id\":\"one\",\"paint\":{\"background-color\":\"#f00\"}},"
              "{\"id\":\"new\",\"type\":\"background\",\"metadata\":{\"print:before\":"
              "\"two\"}}]}",
              &options, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(march_style_count_layers(style), ==, 3);
    g_assert_cmpstr(march_style_layer_get_id(march_style_get_layer(style, 1)), ==,
                    "new");
    march_style_layer_get_background(march_style_get_layer(style, 0), &context, &paint);
    g_assert_cmpfloat(paint.color.red, >, 0.99);
    g_assert_cmpfloat_with_epsilon(paint.opacity, 0.5, 1e-9);
    g_remove(path);
    g_rmdir(folder);
}

/* A style with an image of its own keeps the relief of the style it extends. */
static void
test_extending_keeps_data_sets(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-style-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "base.json", NULL);
    const MarchStyleOptions options = {.style_directory = folder};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = NULL;

    g_assert_true(g_file_set_contents(
        path,
        "{\"version\":8,\"metadata\":{\"print:sources\":{\"a\":{\"gdal\":"
        "\"a.tif\"}}},\"sources\":{},\"layers\":[{\"id\":\"one\",\"type\":"
        "\"hillshade\",\"source\":\"a\"}]}",
        -1, &error));
    style = parse("{\"version\":8,\"metadata\":{\"print:extends\":\"base\","
                  "\"print:sources\":{\"b\":{\"gdal\":\"b.tif\"}}},\"sources\":{},"
                  "\"layers\":[{\"id\":\"two\",\"type\":\"raster\",\"source\":"
                  "\"b\"}]}",
                  &options, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(march_style_count_sources(style), ==, 2);
    g_remove(path);
    g_rmdir(folder);
}

static void
test_extends_itself(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-style-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "loop.json", NULL);
    const MarchStyleOptions options = {.style_directory = folder};
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path,
                                      "{\"version\":8,\"metadata\":{\"print:extends\":"
                                      "\"loop\"},\"sources\":{},\"layers\":[]}",
                                      -1, &error));
    g_assert_null(march_style_load(path, &options, NULL, &error));
    g_assert_nonnull(strstr(error->message, "extend each other"));
    g_remove(path);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/reader/refuses/%s", cases[i].name);

        g_test_add_data_func(path, &cases[i], test_refusal);
    }
    g_test_add_func("/style/reader/tells-all-problems", test_tells_all_problems);
    g_test_add_func("/style/reader/tells-problems-in-order",
                    test_tells_problems_in_order);
    g_test_add_func("/style/reader/metadata-of-others", test_metadata_of_others);
    g_test_add_func("/style/reader/wrong-variable", test_wrong_variable);
    g_test_add_func("/style/reader/byte-order-mark", test_byte_order_mark);
    g_test_add_func("/style/reader/fonts", test_fonts);
    g_test_add_func("/style/reader/extends-misspelt", test_extends_misspelt);
    g_test_add_func("/style/reader/notes-what-has-no-effect",
                    test_notes_what_has_no_effect);
    g_test_add_func("/style/reader/variables", test_variables);
    g_test_add_func("/style/reader/unknown-variable", test_unknown_variable);
    g_test_add_func("/style/reader/undeclared-variable-is-told",
                    test_undeclared_variable);
    g_test_add_func("/style/reader/inline-source", test_inline_source);
    g_test_add_func("/style/reader/data-set", test_data_set);
    g_test_add_func("/style/reader/refuses-the-network", test_refuses_the_network);
    g_test_add_func("/style/reader/unknown-layer-of-the-pack",
                    test_unknown_layer_of_the_pack);
    g_test_add_func("/style/reader/variable-without-default",
                    test_variable_without_default);
    g_test_add_func("/style/reader/extends-with-layer-twice",
                    test_extends_with_layer_twice);
    g_test_add_func("/style/reader/extends", test_extends);
    g_test_add_func("/style/reader/extending-keeps-data-sets",
                    test_extending_keeps_data_sets);
    g_test_add_func("/style/reader/extends-itself", test_extends_itself);
    return g_test_run();
}
