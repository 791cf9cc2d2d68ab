/* SPDX-License-Identifier: MIT */
/* Opening the pack's gazetteer and asking it for names spelled otherwise. */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "gazetteer/gazetteer.h"

#define NAMES 3000

static double
cpu_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int
compare(gconstpointer a, gconstpointer b)
{
    const double first = *(const double *)a;
    const double second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/** A name with one letter changed: nothing matches it at once. */
static char *
misspell(const char *name, GRand *rand)
{
    char *copy = g_strdup(name);
    const gsize length = strlen(copy);
    const gsize place = (gsize)g_rand_int_range(rand, 0, (gint32)length);
    if (g_ascii_isalpha(copy[place])) {
        copy[place] = (char)('a' + g_rand_int_range(rand, 0, 26));
    }
    return copy;
}

static MarchGazetteer *
open_timed(const char *path)
{
    g_autoptr(GError) error = NULL;
    const double start = cpu_us();
    MarchGazetteer *gazetteer = march_gazetteer_open(path, &error);
    if (gazetteer == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return NULL;
    }
    printf("open               %8.2f ms\n", (cpu_us() - start) / 1e3);
    return gazetteer;
}

int
main(void)
{
    const char *folder = g_getenv("MARCHLAND_DATA");
    g_autofree char *path = g_build_filename(
        folder != NULL ? folder : MARCH_TEST_BINARY_DIR "/data", "gazetteer.idx", NULL);
    g_autoptr(MarchGazetteer) gazetteer = open_timed(path);
    if (gazetteer == NULL) {
        return 1;
    }
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(GPtrArray) places = march_gazetteer_list_places(gazetteer, world, NAMES);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    for (guint i = 0; i < places->len; i++) {
        const MarchPlace *place = places->pdata[i];
        g_autofree char *name = misspell(place->name, rand);
        const MarchQuery query = {.text = name};
        const double start = cpu_us();
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &options);
        const double time = cpu_us() - start;
        g_array_append_val(times, time);
    }
    if (times->len == 0) {
        return 1;
    }
    g_array_sort(times, compare);
    const guint percents[] = {50, 90, 99};
    for (guint i = 0; i < G_N_ELEMENTS(percents); i++) {
        const guint place = times->len * percents[i] / 100;
        printf("query, p%u         %8.3f ms\n", percents[i],
               g_array_index(times, double, place) / 1e3);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory        %8.1f MB\n", (double)usage.ru_maxrss / 1e3);
    return 0;
}
