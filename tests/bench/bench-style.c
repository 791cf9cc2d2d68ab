/* SPDX-License-Identifier: MIT */
/* How long a style of 20 layers takes to read, and to evaluate 50,000 features. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "style/style.h"

#define LAYERS   20
#define FEATURES 50000
#define ROUNDS   5

static char *
make_style(void)
{
    GString *text =
        g_string_new("{\"version\":8,\"sources\":{\"s\":{\"type\":\"geojson\","
                     "\"data\":\"pack:land\"}},\"layers\":[");

    for (int i = 0; i < LAYERS; i++) {
        g_string_append_printf(
            text,
            "%s{\"id\":\"l%d\",\"type\":\"line\",\"source\":\"s\","
            "\"filter\":[\"all\",[\"==\",[\"get\",\"class\"],\"class-%d\"],[\">\",[\"get\","
            "\"value\"],10]],\"paint\":{\"line-color\":[\"match\",[\"get\",\"kind\"],\"a\","
            "\"#d55e00\",[\"b\",\"c\"],\"#0072b2\",\"#333\"],\"line-width\":[\"interpolate\","
            "[\"linear\"],[\"get\",\"value\"],0,0.5,1000,4],\"line-opacity\":[\"interpolate\","
            "[\"linear\"],[\"zoom\"],5,0.2,10,1]}}",
            i > 0 ? "," : "", i, i);
    }
    g_string_append(text, "]}");
    return g_string_free(text, FALSE);
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

/* All layers over one block of features after the other. */
static double
evaluate(const MarchStyle *style,
         const MarchFeatures *features,
         guint block,
         guint *accepted)
{
    clock_t start = clock();

    for (guint first = 0; first < FEATURES; first += block) {
        for (guint i = 0; i < march_style_count_layers(style); i++) {
            const MarchStyleLayer *layer = march_style_get_layer(style, i);

            for (guint j = first; j < MIN(first + block, FEATURES); j++) {
                const MarchStyleContext context = {7.5,
                                                   march_features_get(features, j)};
                MarchLinePaint paint;

                if (march_style_layer_accepts(layer, &context)) {
                    march_style_layer_get_line(layer, &context, &paint);
                    (*accepted)++;
                }
            }
        }
    }
    return seconds(start);
}

static double
best_of(const MarchStyle *style, const MarchFeatures *features, guint block)
{
    double best = G_MAXDOUBLE;

    for (int i = 0; i < ROUNDS; i++) {
        guint accepted = 0;

        best = MIN(best, evaluate(style, features, block, &accepted));
    }
    return best;
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
    g_autofree char *text = make_style();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style =
        march_style_parse(text, strlen(text), "bench.json", NULL, NULL, &error);
    g_autoptr(MarchFeatures) features = make_features();

    if (style == NULL) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    g_print("%-44s %8.2f ms (goal 5)\n", "read styles/report.json",
            read_bundled() * 1e3);
    g_print("%-44s %8.2f ms (goal 60)\n", "20 layers over 50,000 features, 1,000 each",
            best_of(style, features, 1000) * 1e3);
    g_print("%-44s %8.2f ms\n", "20 layers over 50,000 features, all each",
            best_of(style, features, FEATURES) * 1e3);
    return 0;
}
