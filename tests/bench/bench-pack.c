/* SPDX-License-Identifier: MIT */
/* Reading one window of every layer of the data pack: time, and size of the geometry. */
#include "geodata/catalogue.h"

#include <stdlib.h>
#include <string.h>

#define RUNS 20

typedef struct {
    const char *name;
    MarchBox box;
    double scale;
} Window;

static int
numbers_compare(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;

    return (first > second) - (first < second);
}

static gboolean
window_time(MarchCatalogue *catalogue, const Window *window, const char *layer)
{
    double times[RUNS];
    guint features_count = 0;
    guint positions = 0;

    for (int i = 0; i < RUNS; i++) {
        gint64 start = g_get_monotonic_time();
        g_autoptr(MarchFeatures) features = march_catalogue_read(
            catalogue, layer, window->box, window->scale, NULL, NULL);

        times[i] = (double)(g_get_monotonic_time() - start) / 1e3;
        if (features == NULL) {
            return FALSE;
        }
        features_count = march_features_count(features);
        positions = 0;
        for (guint k = 0; k < features_count; k++) {
            positions += march_features_get(features, k)->geometry->positions->len;
        }
    }
    qsort(times, RUNS, sizeof times[0], numbers_compare);
    g_print("%-10s %-13s %8.2f ms %8.0f kB %6u features %7u positions\n", window->name,
            layer, times[RUNS / 2], (double)positions * sizeof(MarchLonLat) / 1e3,
            features_count, positions);
    return TRUE;
}

int
main(void)
{
    static const Window WINDOWS[] = {{"batken", {68.8, 39.3, 72.3, 40.7}, 5e5},
                                     {"kerala", {75, 9, 77, 11}, 5e5},
                                     {"norway", {5, 60, 7, 62}, 5e5},
                                     {"africa", {-20, -36, 55, 38}, 3e7},
                                     {"world", {-180, -90, 180, 90}, 2e8}};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchCatalogue) catalogue =
        march_catalogue_open(MARCH_TEST_SOURCE_DIR "/geodata", &error);

    if (catalogue == NULL) {
        g_printerr("%s\n", error->message);
        return EXIT_FAILURE;
    }
    for (gsize w = 0; w < G_N_ELEMENTS(WINDOWS); w++) {
        const char *last = "";

        for (guint i = 0; i < march_catalogue_count(catalogue); i++) {
            const char *layer = march_catalogue_get(catalogue, i)->layer;

            if (strcmp(layer, last) != 0 &&
                !window_time(catalogue, &WINDOWS[w], layer)) {
                return EXIT_FAILURE;
            }
            last = layer;
        }
    }
    return EXIT_SUCCESS;
}
