/* SPDX-License-Identifier: MIT */
/* What the tests of furniture share: a spec from text, an engine, a frame. */
#ifndef MARCH_TEST_LAYOUT_FIXTURE_H
#define MARCH_TEST_LAYOUT_FIXTURE_H

#include <math.h>
#include <string.h>

#include "layout/furniture.h"

static inline MarchTextEngine *
fixture_text_engine(void)
{
    g_autoptr(GError) error = NULL;
    MarchTextEngine *engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, &error);
    g_assert_no_error(error);
    return engine;
}

static inline MarchSpec *
fixture_spec(double width_mm, double height_mm)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf(
        "figure: 1\n"
        "title: Clashes on the Kyrgyz–Tajik border\n"
        "subtitle: 28 April – 1 May 2021, places and buildings damaged as reported\n"
        "as-of: 2021-05-01\n"
        "size: {width: %.0fmm, height: %.0fmm}\n"
        "extent: {bbox: [69.2, 39.5, 71.2, 40.5]}\n"
        "output: [figure.png]\n",
        width_mm, height_mm);
    MarchSpec *spec =
        march_spec_parse(text, strlen(text), "figure.yaml", NULL, NULL, &error);
    g_assert_no_error(error);
    return spec;
}

static inline MarchFrame *
fixture_frame(MarchBox extent, MarchRect rect)
{
    g_autoptr(GError) error = NULL;
    MarchProjection *projection = march_projection_new("auto", extent, &error);
    g_assert_no_error(error);
    MarchFrame *frame = march_frame_new(projection, extent, rect, &error);
    g_assert_no_error(error);
    return frame;
}

static inline MarchFurnitureKit
fixture_kit(MarchTextEngine *engine, MarchScene *scene)
{
    return (MarchFurnitureKit){.scene = scene,
                               .text = engine,
                               .family = "Noto Sans",
                               .language = "en",
                               .base = 2.5};
}

static inline MarchMarginalia
fixture_marginalia(void)
{
    MarchMarginalia marginalia = {
        .notes = g_ptr_array_new_with_free_func(g_free),
        .sources = g_ptr_array_new_with_free_func(g_free),
        .credits = g_ptr_array_new_with_free_func(g_free),
    };
    static const char *const notes[] = {
        "Situation as of 1 May 2021; point of view: de facto boundaries.",
        "12 of 14 incidents are placed; not placed: Border, Paksy-Aryk.",
        "Boundaries and names are shown as the sources give them and imply no "
        "opinion on the status of any territory."};
    static const char *const sources[] = {
        "Boundary lines: geo-maps countries-land 10m 0.6.0, 2018.",
        "Incidents: press reports, among them "
        "https://asiaplustj.info/en/news/tajikistan/security/20210503/x."};
    static const char *const credits[] = {
        "© OpenStreetMap contributors, ODbL",
        "Place names: GeoNames (geonames.org), CC BY 4.0"};

    for (gsize i = 0; i < G_N_ELEMENTS(notes); i++) {
        g_ptr_array_add(marginalia.notes, g_strdup(notes[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
        g_ptr_array_add(marginalia.sources, g_strdup(sources[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(credits); i++) {
        g_ptr_array_add(marginalia.credits, g_strdup(credits[i]));
    }
    return marginalia;
}

static inline void
fixture_marginalia_clear(MarchMarginalia *marginalia)
{
    g_ptr_array_unref(marginalia->notes);
    g_ptr_array_unref(marginalia->sources);
    g_ptr_array_unref(marginalia->credits);
}

/* All text of the scene, one run a line. */
static inline char *
fixture_scene_text(const MarchScene *scene)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type == MARCH_SCENE_TEXT) {
            g_string_append_printf(text, "%s\n", item->as.text.text);
        }
    }
    return g_string_free(text, FALSE);
}

#endif
