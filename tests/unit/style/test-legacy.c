/* SPDX-License-Identifier: MIT */
/* Functions and filters of old styles. */
#include "style-fixture.h"

typedef struct {
    const char *name;
    const char *filter;
    gboolean accepts; /**< the feature with x = 4, name = "Vorukh", a point */
} FilterCase;

static const FilterCase filters[] = {
    {"equal", "[\"==\",\"name\",\"Vorukh\"]", TRUE},
    {"not-equal-type", "[\"!=\",\"x\",\"4\"]", TRUE},
    {"less", "[\"<\",\"x\",5]", TRUE},
    {"greater-missing", "[\">\",\"y\",0]", FALSE},
    {"type", "[\"==\",\"$type\",\"Point\"]", TRUE},
    {"type-in", "[\"in\",\"$type\",\"LineString\",\"Polygon\"]", FALSE},
    {"in", "[\"in\",\"x\",1,2,4]", TRUE},
    {"not-in", "[\"!in\",\"x\",1,2]", TRUE},
    {"in-nothing", "[\"in\",\"x\"]", FALSE},
    {"has", "[\"has\",\"x\"]", TRUE},
    {"has-not", "[\"!has\",\"y\"]", TRUE},
    {"has-id", "[\"has\",\"$id\"]", FALSE},
    {"all", "[\"all\",[\"==\",\"x\",4],[\"has\",\"name\"]]", TRUE},
    {"any-of-nothing", "[\"any\"]", FALSE},
    {"none", "[\"none\",[\"==\",\"x\",3],[\"has\",\"y\"]]", TRUE},
    {"expression", "[\"all\",[\"==\",[\"get\",\"x\"],4],[\"has\",\"name\"]]", TRUE},
};

static MarchStyle *
open_style(const char *format, const char *part)
{
    g_autofree char *before = g_strndup(format, strcspn(format, "@"));
    g_autofree char *layer =
        g_strconcat(before, part, format + strlen(before) + 1, NULL);
    g_autoptr(GError) error = NULL;
    MarchStyle *style = style_with_layers(layer, NULL, &error);

    g_assert_no_error(error);
    return style;
}

static void
test_filter(gconstpointer data)
{
    const FilterCase *item = data;
    g_autoptr(MarchStyle) style =
        open_style("{\"id\":\"a\",\"type\":\"circle\",\"source\":\"s\",\"filter\":@}",
                   item->filter);
    g_autoptr(MarchFeatures) features = march_features_new();
    const MarchStyleContext context = {5, feature_with(features, 4, "Vorukh")};

    g_assert_cmpint(
        march_style_layer_accepts(march_style_get_layer(style, 0), &context), ==,
        item->accepts);
}

typedef struct {
    const char *name;
    const char *function;
    double radius; /**< at zoom 5 for the same feature */
} FunctionCase;

static const FunctionCase functions[] = {
    {"zoom", "{\"stops\":[[4,2],[6,6]]}", 4},
    {"zoom-base", "{\"base\":2,\"stops\":[[4,0],[6,3]]}", 1},
    {"property", "{\"property\":\"x\",\"stops\":[[0,0],[8,10]]}", 5},
    {"interval",
     "{\"property\":\"x\",\"type\":\"interval\",\"stops\":[[0,1],[3,2],[9,3]]}", 2},
    {"categorical",
     "{\"property\":\"name\",\"type\":\"categorical\",\"stops\":[[\"Vorukh\",7]],\"default\":1}",
     7},
    {"categorical-default",
     "{\"property\":\"y\",\"type\":\"categorical\",\"stops\":[[\"Vorukh\",7]],\"default\":1}",
     1},
    {"identity", "{\"property\":\"x\",\"type\":\"identity\"}", 4},
    {"zoom-and-property",
     "{\"property\":\"x\",\"stops\":[[{\"zoom\":4,\"value\":0},0],[{\"zoom\":4,\"value\":8},8],"
     "[{\"zoom\":6,\"value\":0},0],[{\"zoom\":6,\"value\":8},16]]}",
     6},
    {"repeated-stop", "{\"stops\":[[4,2],[4,9],[6,6]]}", 4},
};

static void
test_function(gconstpointer data)
{
    const FunctionCase *item = data;
    g_autoptr(MarchStyle) style =
        open_style("{\"id\":\"a\",\"type\":\"circle\",\"source\":\"s\",\"paint\":"
                   "{\"circle-radius\":@}}",
                   item->function);
    g_autoptr(MarchFeatures) features = march_features_new();
    const MarchStyleContext context = {5, feature_with(features, 4, "Vorukh")};
    MarchCirclePaint paint;

    march_style_layer_get_circle(march_style_get_layer(style, 0), &context, &paint);
    g_assert_cmpfloat_with_epsilon(paint.radius, item->radius, 1e-9);
}

static const struct {
    const char *name;
    const char *text;
    const char *result;
} tokens[] = {
    {"alone", "{name}", "Vorukh"},   {"within", "near {name}!", "near Vorukh!"},
    {"two", "{name}{x}", "Vorukh4"}, {"missing", "<{y}>", "<>"},
    {"empty", "a{}b", "a{}b"},       {"open", "{{name}", "{Vorukh"},
};

static void
test_tokens(gconstpointer data)
{
    guint index = GPOINTER_TO_UINT(data);
    g_autofree char *quoted = g_strdup_printf("\"%s\"", tokens[index].text);
    g_autoptr(MarchStyle) style =
        open_style("{\"id\":\"a\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":"
                   "{\"text-field\":@}}",
                   quoted);
    g_autoptr(MarchFeatures) features = march_features_new();
    const MarchStyleContext context = {5, feature_with(features, 4, "Vorukh")};
    MarchSymbolPaint paint;

    march_style_layer_get_symbol(march_style_get_layer(style, 0), &context, &paint);
    g_assert_cmpstr(paint.text, ==, tokens[index].result);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/legacy/filter/%s", filters[i].name);

        g_test_add_data_func(path, &filters[i], test_filter);
    }
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/legacy/function/%s", functions[i].name);

        g_test_add_data_func(path, &functions[i], test_function);
    }
    for (guint i = 0; i < G_N_ELEMENTS(tokens); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/legacy/tokens/%s", tokens[i].name);

        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_tokens);
    }
    return g_test_run();
}
