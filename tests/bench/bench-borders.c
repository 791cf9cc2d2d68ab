/* SPDX-License-Identifier: MIT */
/*
 * The border of Kyrgyzstan and Tajikistan in full detail: stitching it, cutting its
 * contested sections, choosing what a date shows, comparing two dates, drawing it.
 * Processor time, medians; reading the lines from the pack is not counted.
 */
#include "borders/borders.h"
#include "geodata/catalogue.h"
#include "layout/map-content.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RUNS 41

typedef enum { STITCH, CUT, SELECT, DIFF, DRAW, N_STEPS } Step;

static const char *const STEPS[] = {"stitch", "cut", "select", "diff", "draw"};

static const char STYLE[] =
    "{\"version\": 8, \"sources\": {\"borders\": {\"type\": \"geojson\", \"data\": "
    "\"figure:borders\"}}, \"layers\": ["
    "{\"id\": \"glow\", \"type\": \"line\", \"source\": \"borders\", \"paint\": "
    "{\"line-width\": 6, \"line-opacity\": 0.1}},"
    "{\"id\": \"bands\", \"type\": \"line\", \"source\": \"borders\", \"filter\": "
    "[\"==\", [\"get\", \"status\"], \"disputed\"], \"metadata\": {\"print:edge\": "
    "{\"band-mm\": 1, \"colors\": [\"#8f6aa8\", \"#4f8f86\"]}}, \"paint\": "
    "{\"line-width\": 0}},"
    "{\"id\": \"disputed\", \"type\": \"line\", \"source\": \"borders\", \"filter\": "
    "[\"==\", [\"get\", \"status\"], \"disputed\"], \"paint\": {\"line-dasharray\": "
    "[5, 2]}},"
    "{\"id\": \"agreed\", \"type\": \"line\", \"source\": \"borders\", \"filter\": "
    "[\"!=\", [\"get\", \"status\"], \"disputed\"]}]}";

/* The places of the joint statement of 1-2 May 2021 that open sources place. */
static const struct {
    const char *name;
    MarchLonLat position;
    double within_km;
} SECTIONS[] = {{"Maksat", {69.71417, 40.13972}, 7},
                {"Kök-Tash", {70.53583, 39.94972}, 6},
                {"Ak-Sai", {70.52211, 39.87438}, 4}};

static double
now_ms(void)
{
    struct timespec at;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static int
numbers_compare(const void *a, const void *b)
{
    double first = *(const double *)a;
    double second = *(const double *)b;

    return (first > second) - (first < second);
}

static gboolean
sections_cut(MarchBorders *borders)
{
    const MarchDate treaty = {739323}; /* 13 March 2025 */

    for (gsize i = 0; i < G_N_ELEMENTS(SECTIONS); i++) {
        const MarchCutRequest request = {
            .name = SECTIONS[i].name,
            .between = {"KG", "TJ"},
            .kind = MARCH_CUT_NEAR,
            .from = {SECTIONS[i].name, SECTIONS[i].position, 1},
            .within_km = SECTIONS[i].within_km,
            .status = MARCH_BORDER_DISPUTED,
            .valid = {.to = treaty},
            .source = "a benchmark",
        };

        if (march_borders_cut(borders, &request, NULL, NULL) == NULL) {
            return FALSE;
        }
    }
    return march_borders_cut(borders,
                             &(MarchCutRequest){.name = "whole",
                                                .between = {"KG", "TJ"},
                                                .kind = MARCH_CUT_ALL,
                                                .valid = {.from = treaty},
                                                .source = "a benchmark"},
                             NULL, NULL) != NULL;
}

static gboolean
features_draw(const MarchFeatures *features,
              const MarchStyle *style,
              const MarchFrame *frame,
              const MarchSpec *spec,
              MarchTextEngine *text)
{
    const MarchRect page = march_frame_get_rect(frame);
    const MarchPagePlan plan = {.page = page, .map = page, .base_size = 3};
    const MarchLayoutSource source = {.id = "borders", .features = features};
    const MarchLayoutInput input = {.spec = spec,
                                    .style = style,
                                    .plan = &plan,
                                    .frame = frame,
                                    .sources = &source,
                                    .n_sources = 1,
                                    .icon_directory = ""};
    g_autoptr(MarchScene) scene = march_scene_new(page.width, page.height);
    g_autoptr(MarchMapContent) content = march_map_content_new();

    return march_map_content_draw(&input, text, content, scene, NULL, NULL);
}

/* What drawing needs; all owned. */
typedef struct {
    MarchFeatures *lines;
    MarchStyle *style;
    MarchSpec *spec;
    MarchFrame *frame;
    MarchTextEngine *text;
} Bench;

static gboolean
bench_open(Bench *bench, GError **error)
{
    static const char *const PROPERTIES[] = {"left", "right", "kind", "name", NULL};
    static const char SPEC[] = "figure: 1\n";
    const MarchBox box = {67, 36, 75, 43};
    g_autoptr(MarchFeatures) all = NULL;
    g_autoptr(MarchCatalogue) catalogue =
        march_catalogue_open(MARCH_TEST_SOURCE_DIR "/geodata", error);
    MarchProjection *projection =
        march_projection_new("auto", (MarchBox){69, 39, 74, 40.5}, error);

    if (catalogue == NULL || projection == NULL) {
        return FALSE;
    }
    bench->lines = march_features_new();
    all = march_catalogue_read(catalogue, "boundaries", box, 1, PROPERTIES, error);
    for (guint i = 0; all != NULL && i < march_features_count(all); i++) {
        const MarchFeature *line = march_features_get(all, i);

        if (march_border_sides_match(march_feature_get_string(line, "left"),
                                     march_feature_get_string(line, "right"), "KG",
                                     "TJ")) {
            march_features_append_one(bench->lines, line);
        }
    }
    bench->style = march_style_parse(STYLE, strlen(STYLE), "bench", NULL, NULL, error);
    bench->spec = march_spec_parse(SPEC, strlen(SPEC), "bench", NULL, NULL, error);
    bench->frame = march_frame_new(projection, (MarchBox){69, 39, 74, 40.5},
                                   (MarchRect){0, 0, 180, 130}, error);
    bench->text =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, error);
    return all != NULL && bench->style != NULL && bench->spec != NULL &&
           bench->frame != NULL && bench->text != NULL;
}

static gboolean
bench_run(const Bench *bench, double *times)
{
    const MarchDate dates[] = {{737908}, {739324}}; /* 28 April 2021, 14 March 2025 */
    g_autoptr(MarchBorders) borders = march_borders_new();
    g_autoptr(MarchFeatures) selected = NULL;
    g_autoptr(MarchFeatures) changes = NULL;
    double at = now_ms();
    gboolean is_done;

    march_borders_add_lines(borders, bench->lines, "the pack", NULL);
    times[STITCH] = now_ms() - at;
    at = now_ms();
    is_done = sections_cut(borders);
    times[CUT] = now_ms() - at;
    at = now_ms();
    selected = march_borders_select(borders, dates[0], "defacto", NULL);
    times[SELECT] = now_ms() - at;
    at = now_ms();
    changes = march_borders_diff(borders, dates[0], dates[1], "defacto", NULL);
    times[DIFF] = now_ms() - at;
    at = now_ms();
    is_done = is_done && features_draw(selected, bench->style, bench->frame,
                                       bench->spec, bench->text);
    times[DRAW] = now_ms() - at;
    return is_done && march_features_count(changes) > 0;
}

int
main(void)
{
    g_autoptr(GError) error = NULL;
    Bench bench = {0};
    double times[N_STEPS][RUNS];
    double total = 0;
    guint positions = 0;

    if (!bench_open(&bench, &error)) {
        g_printerr("%s\n", error != NULL ? error->message : "cannot start");
        return EXIT_FAILURE;
    }
    for (int run = 0; run < RUNS; run++) {
        double once[N_STEPS];

        if (!bench_run(&bench, once)) {
            g_printerr("a section cannot be cut or drawn\n");
            return EXIT_FAILURE;
        }
        for (int step = 0; step < N_STEPS; step++) {
            times[step][run] = once[step];
        }
    }
    for (guint i = 0; i < march_features_count(bench.lines); i++) {
        positions += march_features_get(bench.lines, i)->geometry->positions->len;
    }
    g_print("%u lines, %u positions, %u sections\n", march_features_count(bench.lines),
            positions, (guint)G_N_ELEMENTS(SECTIONS) + 1);
    for (int step = 0; step < N_STEPS; step++) {
        qsort(times[step], RUNS, sizeof times[step][0], numbers_compare);
        g_print("%-8s %7.2f ms\n", STEPS[step], times[step][RUNS / 2]);
        total += times[step][RUNS / 2];
    }
    g_print("%-8s %7.2f ms (goal: 20)\n", "all", total);
    march_features_free(bench.lines);
    march_style_free(bench.style);
    march_spec_free(bench.spec);
    march_frame_free(bench.frame);
    march_text_engine_free(bench.text);
    return EXIT_SUCCESS;
}
