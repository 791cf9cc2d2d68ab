/* SPDX-License-Identifier: MIT */
/* What the tests of map content share: a style with inline data, drawn on a map. */
#ifndef MARCH_TEST_MAP_CONTENT_FIXTURE_H
#define MARCH_TEST_MAP_CONTENT_FIXTURE_H

#include "layout/map-content.h"

#include <math.h>
#include <string.h>

#define MAP ((MarchRect){10, 10, 100, 80})

/* A style with inline data, drawn on a Mercator map of 0 to 10 degrees. */
typedef struct {
    MarchTextEngine *text;
    MarchStyle *style;
    MarchFrame *frame;
    MarchSpec spec;
    MarchDiagnostics *diagnostics;
    MarchMapContent *content;
    MarchScene *scene;
} Drawn;

static inline void
draw_in(Drawn *drawn, MarchFrame *frame, const char *sources, const char *layers)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *json = g_strdup_printf(
        "{\"version\": 8, \"sources\": {%s}, \"layers\": [%s]}", sources, layers);
    MarchStyleOptions options = {0};
    MarchLayoutInput input = {0};

    *drawn = (Drawn){.diagnostics = march_diagnostics_new()};
    drawn->text =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, &error);
    g_assert_no_error(error);
    drawn->style = march_style_parse(json, strlen(json), "test.json", &options,
                                     drawn->diagnostics, &error);
    g_assert_no_error(error);
    drawn->frame = frame;
    drawn->spec.language = g_strdup("en");
    drawn->content = march_map_content_new();
    drawn->scene = march_scene_new(120, 100);
    input.spec = &drawn->spec;
    input.style = drawn->style;
    input.frame = drawn->frame;
    input.icon_directory = MARCH_TEST_SOURCE_DIR "/styles/icons";
    g_assert_true(march_map_content_draw(&input, drawn->text, drawn->content,
                                         drawn->scene, drawn->diagnostics, &error));
    g_assert_no_error(error);
}

static inline void
draw(Drawn *drawn, const char *sources, const char *layers)
{
    MarchBox extent = {0, 0, 10, 8};
    MarchFrame *frame = march_frame_new(march_projection_new("EPSG:3857", extent, NULL),
                                        extent, MAP, NULL);

    g_assert_nonnull(frame);
    draw_in(drawn, frame, sources, layers);
}

static inline void
clear(Drawn *drawn)
{
    march_scene_free(drawn->scene);
    march_map_content_free(drawn->content);
    g_free(drawn->spec.language);
    march_frame_free(drawn->frame);
    march_style_free(drawn->style);
    march_text_engine_free(drawn->text);
    march_diagnostics_free(drawn->diagnostics);
}

static inline guint
count_items(const Drawn *drawn, MarchSceneItemType type)
{
    guint count = 0;

    for (guint i = 0; i < march_scene_count(drawn->scene); i++) {
        count += march_scene_get(drawn->scene, i)->type == type ? 1 : 0;
    }
    return count;
}

static inline const MarchSceneItem *
find_item(const Drawn *drawn, MarchSceneItemType type, guint nth)
{
    for (guint i = 0; i < march_scene_count(drawn->scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn->scene, i);

        if (item->type == type && nth-- == 0) {
            return item;
        }
    }
    return NULL;
}

#define FEATURES(list)                                                                 \
    "\"s\": {\"type\": \"geojson\", \"data\": {\"type\": \"FeatureCollection\", "      \
    "\"features\": [" list "]}}"
#define FEATURE(type, coordinates, properties)                                         \
    "{\"type\": \"Feature\", \"properties\": {" properties                             \
    "}, \"geometry\": {\"type\": \"" type "\", \"coordinates\": " coordinates "}}"
#define SQUARE(x0, y0, x1, y1)                                                         \
    "[[[" #x0 "," #y0 "],[" #x1 "," #y0 "],[" #x1 "," #y1 "],[" #x0 "," #y1 "],[" #x0  \
    "," #y0 "]]]"

#endif
