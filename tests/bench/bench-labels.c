/* SPDX-License-Identifier: MIT */
/*
 * Label placement on 20 real windows, from crowded to empty: what the greedy choice
 * and the search make of the same candidates. Every fifth place has an incident.
 */
#include "figure/incident-measures.h"
#include "figure/sections.h"
#include "figure/session.h"
#include "figure/sources.h"
#include "layout/label-place.h"

#include "../support/label-window.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAP ((MarchRect){5, 20, 170, 100})

typedef struct {
    const char *name;
    MarchBox box;
} Window;

static const Window WINDOWS[] = {
    {"Batken and Isfara", {69.3, 39.7, 71.1, 40.5}},
    {"Fergana valley", {70.4, 40.0, 73.2, 41.4}},
    {"Osh and Andijan", {72.0, 40.3, 73.2, 41.0}},
    {"Sokh and Shakhimardan", {70.8, 39.8, 72.0, 40.4}},
    {"Pamir", {71.5, 37.0, 75.0, 39.5}},
    {"Golan and south Lebanon", {35.0, 32.6, 36.5, 33.7}},
    {"Gaza and the south", {34.1, 31.1, 34.9, 31.7}},
    {"Donbas", {36.8, 47.2, 39.6, 49.0}},
    {"Nagorno-Karabakh", {45.3, 38.9, 47.6, 40.5}},
    {"Jammu and Kashmir", {73.0, 32.5, 76.0, 34.8}},
    {"Punjab", {73.5, 30.8, 75.8, 32.2}},
    {"Great Lakes", {28.4, -3.6, 30.6, -0.8}},
    {"Abyei and the Nuba", {27.5, 9.0, 30.5, 11.5}},
    {"Lake Chad", {12.5, 11.5, 15.5, 14.2}},
    {"Liptako-Gourma", {-1.5, 13.5, 2.5, 16.0}},
    {"Rio Grande", {-99.0, 25.5, -97.0, 27.0}},
    {"Flanders and the Rhine", {3.5, 50.4, 6.9, 52.0}},
    {"Kosovo", {20.0, 41.8, 21.8, 43.3}},
    {"Preah Vihear", {103.5, 13.8, 105.8, 15.2}},
    {"Korean border", {126.0, 37.3, 128.5, 38.7}},
};

typedef struct {
    MarchSession *session;
    MarchTextEngine *text;
    MarchStyle *style;
    guint labels[2], overlaps[2], crossings[2];
    double distance[2], cost[2], cpu_ms[2];
    /* of the names that both choices place */
    guint n_both, crossings_both[2];
    double distance_both[2];
} Bench;

static int
compare_times(const void *a, const void *b)
{
    double one = *(const double *)a;
    double other = *(const double *)b;

    return (one > other) - (one < other);
}

static double
cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static MarchSpec *
spec_of(const Window *window, GError **error)
{
    g_autofree char *text = g_strdup_printf(
        "figure: 1\ntitle: %s\nextent: {bbox: [%.2f, %.2f, %.2f, %.2f]}\n"
        "output: [bench.png]\n",
        window->name, window->box.west, window->box.south, window->box.east,
        window->box.north);

    return march_spec_parse(text, strlen(text), "bench.yaml", NULL, NULL, error);
}

static void
add_incidents(MarchMapContent *content)
{
    guint places = 0;

    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);
        double radius = 1 + places % 4 * 0.8;
        MarchObstacle incident = {
            .kind = MARCH_OBSTACLE_INCIDENT, .is_round = TRUE, .name = request->text};

        if (request->anchor_radius > 0 && places++ % 5 == 0) {
            incident.rect =
                (MarchRect){request->anchor.x - radius, request->anchor.y - radius,
                            2 * radius, 2 * radius};
            g_array_append_val(content->obstacles, incident);
        }
    }
}

static void
add_furniture(MarchMapContent *content)
{
    static const MarchRect rects[] = {{7, 92, 38, 26}, {150, 22, 23, 18}};

    for (guint i = 0; i < G_N_ELEMENTS(rects); i++) {
        MarchObstacle obstacle = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = rects[i], .name = "legend"};

        g_array_append_val(content->obstacles, obstacle);
    }
}

/* More names take worse places: only those that both place compare the places. */
static void
compare_common(Bench *bench, const MarchLabelSet *set, guint *const *choices)
{
    for (guint i = 0; i < set->items->len; i++) {
        if (choices[0][i] == MARCH_LABEL_UNPLACED ||
            choices[1][i] == MARCH_LABEL_UNPLACED) {
            continue;
        }
        bench->n_both++;
        for (guint k = 0; k < 2; k++) {
            const MarchLabelCandidate *candidate =
                march_label_set_get(set, choices[k][i]);

            bench->distance_both[k] += candidate->distance;
            bench->crossings_both[k] += candidate->crosses_border ? 1 : 0;
        }
    }
}

static void
solve_and_print(Bench *bench, const Window *window, const MarchMapContent *content)
{
    MarchLabelQuality quality[2];
    MarchLabelSearch search;
    guint *choices[2];
    double times[2];
    double start = cpu_ms();
    g_autoptr(MarchLabelSet) set = march_label_prepare(content, bench->text, MAP);
    double prepared = cpu_ms() - start;

    march_label_search_init(&search);
    for (guint i = 0; i < 2; i++) {
        start = cpu_ms();
        choices[i] = march_label_solve(set, i == 0 ? NULL : &search);
        times[i] = prepared + cpu_ms() - start;
        march_label_rate(set, choices[i], &quality[i]);
        bench->labels[i] += quality[i].placed;
        bench->overlaps[i] += quality[i].label_overlaps + quality[i].incident_overlaps;
        bench->crossings[i] += quality[i].border_crossings;
        bench->distance[i] += quality[i].mean_distance_mm * quality[i].placed;
        bench->cost[i] += quality[i].cost;
        bench->cpu_ms[i] += times[i];
    }
    compare_common(bench, set, choices);
    g_free(choices[0]);
    g_free(choices[1]);
    g_print("%-24s %5u  %5u %5u %5u %6.2f %7.0f %6.1f  %5u %5u %5u %6.2f %7.0f %6.1f\n",
            window->name, quality[0].requested, quality[0].placed,
            quality[0].label_overlaps + quality[0].incident_overlaps,
            quality[0].border_crossings, quality[0].mean_distance_mm, quality[0].cost,
            times[0], quality[1].placed,
            quality[1].label_overlaps + quality[1].incident_overlaps,
            quality[1].border_crossings, quality[1].mean_distance_mm, quality[1].cost,
            times[1]);
}

/* The stages up to the labels. */
static gboolean
window_run(Bench *bench, const Window *window, GError **error)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchSpec) spec = spec_of(window, error);
    g_autoptr(GPtrArray) incidents = g_ptr_array_new();
    g_autoptr(MarchMeasures) measures =
        spec != NULL ? march_measures_new(spec, incidents, NULL) : NULL;
    g_autoptr(MarchPlaces) places = NULL;
    g_autoptr(MarchFrame) frame = NULL;
    g_autoptr(MarchBorders) borders = NULL;
    g_autoptr(MarchFeatures) lines = NULL;
    g_autoptr(MarchFeatures) none = march_features_new();
    g_autoptr(MarchMapContent) content = march_map_content_new();
    g_autoptr(MarchScene) scene = march_scene_new(180, 130);
    MarchIncidentShow *show = NULL;
    MarchSources *sources = NULL;
    MarchSourceInput input = {.style = bench->style, .incidents = incidents};
    MarchLayoutInput layout = {.spec = spec, .style = bench->style};
    MarchProjection *projection;
    gboolean done;

    if (spec == NULL ||
        (input.catalogue = march_session_get_catalogue(bench->session, error)) ==
            NULL ||
        (input.gazetteer = march_session_get_gazetteer(bench->session, spec->gazetteers,
                                                       diagnostics, error)) == NULL) {
        return FALSE;
    }
    places =
        march_places_resolve(march_session_get_gazetteer(
                                 bench->session, spec->gazetteers, diagnostics, NULL),
                             NULL, spec, NULL, incidents, NULL, diagnostics, error);
    projection =
        places != NULL ? march_projection_new("auto", window->box, error) : NULL;
    frame = projection != NULL ? march_frame_new(projection, window->box, MAP, error)
                               : NULL;
    borders = frame != NULL
                  ? march_sections_cut(spec, places, input.catalogue,
                                       march_frame_get_visible_box(frame),
                                       march_frame_get_scale_denominator(frame),
                                       diagnostics, error)
                  : NULL;
    show = borders != NULL ? march_incident_show_new(incidents, input.catalogue, NULL,
                                                     frame, spec->as_of, error)
                           : NULL;
    if (show == NULL) {
        return FALSE;
    }
    lines = march_borders_select(borders, spec->as_of, spec->view, diagnostics);
    input.spec = spec;
    input.frame = frame;
    input.places = places;
    input.borders = lines;
    input.show = show;
    input.measures = measures;
    input.changes = input.areas = input.errors = none;
    sources = march_sources_read(&input, diagnostics, error);
    if (sources == NULL) {
        march_incident_show_free(show);
        return FALSE;
    }
    layout.frame = frame;
    layout.sources = march_sources_get_all(sources, &layout.n_sources);
    done = march_map_content_draw(&layout, bench->text, content, scene, diagnostics,
                                  error);
    if (done) {
        add_incidents(content);
        add_furniture(content);
        solve_and_print(bench, window, content);
    }
    march_sources_free(sources);
    march_incident_show_free(show);
    return done;
}

static gboolean
bench_run(Bench *bench, GError **error)
{
    g_print("%-24s %5s  %-39s  %s\n", "", "", "greedy", "searched");
    g_print("%-24s %5s  %5s %5s %5s %6s %7s %6s  %5s %5s %5s %6s %7s %6s\n", "window",
            "names", "there", "over", "cross", "mm", "cost", "ms", "there", "over",
            "cross", "mm", "cost", "ms");
    for (gsize i = 0; i < G_N_ELEMENTS(WINDOWS); i++) {
        if (!window_run(bench, &WINDOWS[i], error)) {
            g_prefix_error(error, "%s: ", WINDOWS[i].name);
            return FALSE;
        }
    }
    g_print("%-24s %5s  %5u %5u %5u %6.2f %7.0f %6.1f  %5u %5u %5u %6.2f %7.0f %6.1f\n",
            "all", "", bench->labels[0], bench->overlaps[0], bench->crossings[0],
            bench->distance[0] / MAX(bench->labels[0], 1), bench->cost[0],
            bench->cpu_ms[0], bench->labels[1], bench->overlaps[1], bench->crossings[1],
            bench->distance[1] / MAX(bench->labels[1], 1), bench->cost[1],
            bench->cpu_ms[1]);
    g_print("%-24s %5u  %11s %5u %6.2f %14s  %11s %5u %6.2f\n", "names that both place",
            bench->n_both, "", bench->crossings_both[0],
            bench->distance_both[0] / MAX(bench->n_both, 1), "", "",
            bench->crossings_both[1], bench->distance_both[1] / MAX(bench->n_both, 1));
    return TRUE;
}

/* Made-up windows that grow: 500 labels and 2,000 incidents are the largest asked for.
   Each run has names of its own, as texts that were shaped before cost nothing. */
static void
growth_print(Bench *bench)
{
    static const guint SIZES[][2] = {{125, 500}, {250, 1000}, {500, 2000}, {1000, 4000},
                                     {250, 0},   {500, 0},    {1000, 0},   {2000, 0}};

    g_print("\n%8s %10s %8s\n", "labels", "incidents", "ms");
    for (gsize i = 0; i < G_N_ELEMENTS(SIZES); i++) {
        double times[5];

        for (guint run = 0; run < G_N_ELEMENTS(times); run++) {
            g_autoptr(MarchMapContent) content =
                label_window_new(7 + run, SIZES[i][0], SIZES[i][1]);
            g_autofree guint *choices = NULL;
            MarchLabelSearch search;
            double start = cpu_ms();
            g_autoptr(MarchLabelSet) set =
                march_label_prepare(content, bench->text, LABEL_WINDOW_FRAME);

            march_label_search_init(&search);
            choices = march_label_solve(set, &search);
            times[run] = cpu_ms() - start;
        }
        qsort(times, G_N_ELEMENTS(times), sizeof times[0], compare_times);
        g_print("%8u %10u %8.1f\n", SIZES[i][0], SIZES[i][1], times[2]);
    }
}

int
main(void)
{
    g_autoptr(GError) error = NULL;
    const char *data = g_getenv("MARCHLAND_DATA");
    Bench bench = {.session = march_session_new(data, &error)};
    MarchStyleOptions options = {0};
    gboolean done = FALSE;

    if (bench.session != NULL) {
        g_autofree char *path = march_session_find_style(bench.session, "report");

        bench.text = march_session_get_text(bench.session, &error);
        bench.style =
            bench.text != NULL ? march_style_load(path, &options, NULL, &error) : NULL;
        done = bench.style != NULL && bench_run(&bench, &error);
        if (done) {
            growth_print(&bench);
        }
    }
    if (!done) {
        g_printerr("%s\n", error->message);
    }
    march_style_free(bench.style);
    march_session_free(bench.session);
    return done ? 0 : 1;
}
