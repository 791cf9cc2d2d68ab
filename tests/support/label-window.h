/* SPDX-License-Identifier: MIT */
/**
 * Made-up windows to place labels in: clustered places, incidents among them,
 * borders and rivers that wander, countries with names, furniture in the corners.
 */
#ifndef MARCH_TESTS_LABEL_WINDOW_H
#define MARCH_TESTS_LABEL_WINDOW_H

#include "layout/map-content.h"

#include <math.h>

#define LABEL_WINDOW_FRAME ((MarchRect){5, 10, 170, 110})

#define LABEL_WINDOW_FEATURES 64U

/* What the first places are: nothing but different. */
static const MarchFeature label_window_features[LABEL_WINDOW_FEATURES];

typedef struct {
    GRand *random;
    MarchMapContent *content;
} LabelWindow;

static const char *const label_window_syllables[] = {
    "ak",  "sai", "kok", "tash", "vo",    "rukh",  "bat", "ken", "is",    "fa", "na",
    "lei", "lik", "ka",  "ra",   "bulak", "dzhan", "gi",  "so",  "gment", "су", "Ош"};

static inline char *
label_window_name(GRand *random)
{
    GString *name = g_string_new(NULL);
    gint words = g_rand_int_range(random, 0, 5) == 0 ? 2 : 1;

    for (gint w = 0; w < words; w++) {
        gint syllables = g_rand_int_range(random, 1, 4);

        g_string_append(name, w > 0 ? " " : "");
        for (gint s = 0; s < syllables; s++) {
            g_string_append(
                name, label_window_syllables[g_rand_int_range(
                          random, 0, (gint)G_N_ELEMENTS(label_window_syllables))]);
        }
    }
    g_string_append_printf(name, "%d", g_rand_int_range(random, 0, 1000));
    return g_string_free(name, FALSE);
}

static inline MarchLabelRequest *
label_window_request(LabelWindow *window, double size_mm, double priority)
{
    MarchLabelRequest *request = g_new0(MarchLabelRequest, 1);

    request->text = label_window_name(window->random);
    request->run.font =
        (MarchFont){.family = "Noto Sans", .size = size_mm, .weight = 400};
    request->run.color = MARCH_COLOR_BLACK;
    request->paint.placement = "point";
    request->paint.anchor = "center";
    request->paint.max_width = 10;
    request->paint.line_height = 1.2;
    request->paint.padding = 2;
    request->paint.max_angle = 45;
    request->paint.keep_upright = TRUE;
    request->priority = priority;
    g_ptr_array_add(window->content->requests, request);
    return request;
}

static inline void
label_window_obstacle(LabelWindow *window,
                      MarchObstacleKind kind,
                      MarchPoint center,
                      double radius)
{
    MarchObstacle obstacle = {
        .kind = kind,
        .rect = {center.x - radius, center.y - radius, 2 * radius, 2 * radius},
        .is_round = TRUE};

    g_array_append_val(window->content->obstacles, obstacle);
}

static inline MarchPath *
label_window_walk(LabelWindow *window, double step)
{
    MarchPath *path = march_path_new();
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    MarchPoint at = {LABEL_WINDOW_FRAME.x,
                     g_rand_double_range(window->random, 15, 115)};
    double heading = g_rand_double_range(window->random, -0.5, 0.5);

    while (at.x < LABEL_WINDOW_FRAME.x + LABEL_WINDOW_FRAME.width &&
           at.y > LABEL_WINDOW_FRAME.y && at.y < 120 && points->len < 400) {
        g_array_append_val(points, at);
        heading = 0.9 * heading + g_rand_double_range(window->random, -0.4, 0.4);
        at = (MarchPoint){at.x + step * cos(heading), at.y + step * sin(heading)};
    }
    march_path_add_part(path, (const MarchPoint *)(void *)points->data, points->len,
                        FALSE);
    return path;
}

static inline void
label_window_add_places(LabelWindow *window, guint count)
{
    MarchPoint clusters[4];
    GRand *random = window->random;

    for (guint i = 0; i < G_N_ELEMENTS(clusters); i++) {
        clusters[i] = (MarchPoint){g_rand_double_range(random, 20, 160),
                                   g_rand_double_range(random, 20, 110)};
    }
    for (guint i = 0; i < count; i++) {
        MarchPoint cluster = clusters[g_rand_int_range(random, 0, 4)];
        double spread = i % 3 == 0 ? 90 : 18;
        MarchPoint at = {cluster.x + g_rand_double_range(random, -spread, spread),
                         cluster.y + g_rand_double_range(random, -spread, spread) / 2};
        double weight = g_rand_double_range(random, 5, 40);
        MarchLabelRequest *request;

        at.x = CLAMP(at.x, 6, 174);
        at.y = CLAMP(at.y, 11, 119);
        request = label_window_request(window, weight > 30 ? 3.0 : 2.3, weight);
        request->anchor = at;
        request->anchor_radius = 0.6;
        label_window_obstacle(window, MARCH_OBSTACLE_POINT, at, 0.6);
        if (i < LABEL_WINDOW_FEATURES) { /* drawn only with its name */
            GArray *obstacles = window->content->obstacles;

            request->feature = &label_window_features[i];
            g_array_index(obstacles, MarchObstacle, obstacles->len - 1).depends_on =
                request->feature;
        }
    }
}

static inline void
label_window_add_incidents(LabelWindow *window, guint count)
{
    for (guint i = 0; i < count; i++) {
        MarchPoint at = {g_rand_double_range(window->random, 10, 170),
                         g_rand_double_range(window->random, 15, 115)};
        double radius = g_rand_double_range(window->random, 0.8, 5);
        MarchLabelRequest *request = label_window_request(window, 2.5, 85);

        request->anchor = at;
        request->anchor_radius = radius;
        request->is_named = TRUE;
        label_window_obstacle(window, MARCH_OBSTACLE_INCIDENT, at, radius);
    }
}

static inline void
label_window_add_lines(LabelWindow *window)
{
    for (guint i = 0; i < 5; i++) {
        MarchLineObstacle obstacle = {.path = label_window_walk(window, 1.1),
                                      .weight = i < 2 ? 1 : 0.1};

        if (i >= 2) {
            MarchLabelRequest *river = label_window_request(window, 2.1, 12);

            river->path = march_path_copy(obstacle.path);
            river->along_line = TRUE;
        }
        g_array_append_val(window->content->line_obstacles, obstacle);
    }
}

static inline void
label_window_add_countries(LabelWindow *window)
{
    static const MarchRect halves[] = {
        {5, 10, 90, 60}, {95, 10, 80, 60}, {5, 70, 170, 50}};

    for (guint i = 0; i < G_N_ELEMENTS(halves); i++) {
        MarchLabelRequest *country = label_window_request(window, 4, 70);

        country->path = march_path_new_rect(halves[i]);
        country->in_area = TRUE;
        country->run.font.letter_spacing = 0.6;
    }
}

static inline void
label_window_add_furniture(LabelWindow *window)
{
    static const MarchRect rects[] = {{5, 90, 45, 30}, {150, 10, 25, 22}};

    for (guint i = 0; i < G_N_ELEMENTS(rects); i++) {
        MarchObstacle obstacle = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = rects[i], .name = "legend"};

        g_array_append_val(window->content->obstacles, obstacle);
    }
}

/** The content is the caller's. */
static inline MarchMapContent *
label_window_new(guint32 seed, guint n_places, guint n_incidents)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    LabelWindow window = {random, march_map_content_new()};

    label_window_add_countries(&window);
    label_window_add_lines(&window);
    label_window_add_places(&window, n_places);
    label_window_add_incidents(&window, n_incidents);
    label_window_add_furniture(&window);
    return window.content;
}

#endif
