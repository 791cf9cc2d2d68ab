/* SPDX-License-Identifier: MIT */
/* How long a style of 20 layers takes to read, and to evaluate 50,000 features. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "style/style.h"

#define LAYERS   20
#define FEATURES 50000
#define ROUNDS   5
#define ZOOM     7.5

static char *
make_style(gboolean has_filters)
{
    GString *text =
        g_string_new("{\"version\":8,\"sources\":{\"s\":{\"type\":\"geojson\","
                     "\"data\":\"pack:land\"}},\"layers\":[");

    for (int i = 0; i < LAYERS; i++) {
        g_string_append_printf(text,
                               "%s{\"id\":\"l%d\",\"type\":\"line\",\"source\":\"s\",",
                               i > 0 ? "," : "", i);
        if (has_filters) {
            g_string_append_printf(
                text,
                "\"filter\":[\"all\",[\"==\",[\"get\",\"class\"],\"class-%d\"],"
                "[\">\",[\"get\",\"value\"],10]],",
                i);
        }
        g_string_append(
            text,
            "\"paint\":{\"line-color\":[\"match\",[\"get\",\"kind\"],\"a\","
            "\"#d55e00\",[\"b\",\"c\"],\"#0072b2\",\"#333\"],\"line-width\":[\"interpolate\","
            "[\"linear\"],[\"get\",\"value\"],0,0.5,1000,4],\"line-opacity\":[\"interpolate\","
            "[\"linear\"],[\"zoom\"],5,0.2,10,1]}}");
    }
    g_string_append(text, "]}");
    return g_string_free(text, FALSE);
}

static MarchStyle *
read_style(gboolean has_filters)
{
    g_autofree char *text = make_style(has_filters);
    g_autoptr(GError) error = NULL;
    MarchStyle *style =
        march_style_parse(text, strlen(text), "bench.json", NULL, NULL, &error);

    if (style == NULL) {
        g_printerr("%s\n", error->message);
        exit(1);
    }
    return style;
}

static MarchFeatures *
make_features(void)
{
    static const char *const kinds[] = {"a", "b", "c", "d"};
    MarchFeatures *features = march_features_new();

    for (int i = 0; i < FEATURES; i++) {
        MarchFeature *feature =
            march_features_add(features, march_geometry_new_point((MarchLonLat){0, 0}));
        g_autofree char *class_name = g_strdup_printf("class-%d", i % LAYERS);

        march_features_set_string(features, feature, "name", "Ворух");
        march_features_set_number(features, feature, "rank", i % 7);
        march_features_set_string(features, feature, "class", class_name);
        march_features_set_number(features, feature, "value", i % 1000);
        march_features_set_string(features, feature, "kind", kinds[i % 4]);
    }
    return features;
}

/* Of the processor, so that what else runs does not count. */
static double
seconds(clock_t start)
{
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* As a figure does it: which features each layer draws, then their paints. */
static double
evaluate(const MarchStyle *style, const MarchFeatures *features, guint *n_painted)
{
    clock_t start = clock();
    const MarchStyleLayer *layers[LAYERS];
    g_autoptr(GPtrArray) selected = NULL;

    for (guint i = 0; i < LAYERS; i++) {
        layers[i] = march_style_get_layer(style, i);
    }
    selected = march_style_select(layers, LAYERS, features, ZOOM);
    for (guint i = 0; i < LAYERS; i++) {
        const GArray *matches = g_ptr_array_index(selected, i);

        for (guint j = 0; j < matches->len; j++) {
            const MarchStyleMatch *match = &g_array_index(matches, MarchStyleMatch, j);
            const MarchStyleContext context = {ZOOM, match->feature};
            MarchLinePaint paint;

            march_style_announce(layers[i], matches, j);
            march_style_layer_get_line(layers[i], &context, &paint);
            *n_painted += paint.width > 0;
        }
    }
    return seconds(start);
}

/* The same without march_style_select(): each layer visits all features by itself. */
static double
evaluate_by_layer(const MarchStyle *style,
                  const MarchFeatures *features,
                  guint *n_painted)
{
    clock_t start = clock();

    for (guint i = 0; i < LAYERS; i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);

        for (guint j = 0; j < FEATURES; j++) {
            const MarchStyleContext context = {ZOOM, march_features_get(features, j)};
            MarchLinePaint paint;

            if (march_style_layer_accepts(layer, &context)) {
                march_style_layer_get_line(layer, &context, &paint);
                *n_painted += paint.width > 0;
            }
        }
    }
    return seconds(start);
}

typedef double (*Evaluate)(const MarchStyle *style,
                           const MarchFeatures *features,
                           guint *n_painted);

static void
print_best(const char *what,
           Evaluate run,
           const MarchStyle *style,
           const MarchFeatures *features)
{
    double best = G_MAXDOUBLE;
    guint n_painted = 0;

    for (int i = 0; i < ROUNDS; i++) {
        double time;

        n_painted = 0;
        time = run(style, features, &n_painted);
        best = MIN(best, time);
    }
    g_print("%-52s %8.2f ms (goal 60; %u painted)\n", what, best * 1e3, n_painted);
}

static double
read_bundled(void)
{
    g_autofree char *path =
        g_build_filename(MARCH_TEST_SOURCE_DIR, "styles", "report.json", NULL);
    clock_t start = clock();

    for (int i = 0; i < 20; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchStyle) style = march_style_load(path, NULL, NULL, &error);

        if (style == NULL) {
            g_printerr("%s\n", error->message);
            exit(1);
        }
    }
    return seconds(start) / 20;
}

int
main(void)
{
    g_autoptr(MarchStyle) style = read_style(TRUE);
    g_autoptr(MarchStyle) all = read_style(FALSE);
    g_autoptr(MarchFeatures) features = make_features();

    g_print("%-52s %8.2f ms (goal 5)\n", "read styles/report.json",
            read_bundled() * 1e3);
    print_best("20 layers over 50,000 features, 1 in 20 drawn", evaluate, style,
               features);
    print_best("the same, each layer by itself", evaluate_by_layer, style, features);
    print_best("20 layers over 50,000 features, all drawn", evaluate, all, features);
    return 0;
}
