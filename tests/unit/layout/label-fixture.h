/* SPDX-License-Identifier: MIT */
/**
 * An empty window with a text engine, and its solution.
 */
#ifndef MARCH_TESTS_LABEL_FIXTURE_H
#define MARCH_TESTS_LABEL_FIXTURE_H

#include "layout/label-place.h"

#include "../../support/label-window.h"

typedef struct {
    MarchTextEngine *text;
    LabelWindow window;
    MarchLabelSet *set;
    guint *choices;
    MarchLabelQuality quality;
} LabelFixture;

static inline void
label_fixture_set_up(LabelFixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->text =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);
    g_assert_nonnull(fixture->text);
    fixture->window.random = g_rand_new_with_seed(1);
    fixture->window.content = march_map_content_new();
}

static inline void
label_fixture_tear_down(LabelFixture *fixture, gconstpointer data)
{
    (void)data;
    g_free(fixture->choices);
    march_label_set_free(fixture->set);
    march_map_content_free(fixture->window.content);
    g_rand_free(fixture->window.random);
    march_text_engine_free(fixture->text);
}

/** A request of @text with the window's usual paint, 2.5 mm high. */
static inline MarchLabelRequest *
label_fixture_ask(LabelFixture *fixture, const char *text, double priority)
{
    MarchLabelRequest *request = label_window_request(&fixture->window, 2.5, priority);

    g_free(request->text);
    request->text = g_strdup(text);
    return request;
}

static inline MarchLabelRequest *
label_fixture_ask_point(LabelFixture *fixture, const char *text, MarchPoint at)
{
    MarchLabelRequest *request = label_fixture_ask(fixture, text, 30);

    request->anchor = at;
    request->anchor_radius = 0.6;
    return request;
}

static inline void
label_fixture_solve(LabelFixture *fixture)
{
    MarchLabelSearch search;

    march_label_search_init(&search);
    fixture->set =
        march_label_prepare(fixture->window.content, fixture->text, LABEL_WINDOW_FRAME);
    fixture->choices = march_label_solve(fixture->set, &search);
    march_label_rate(fixture->set, fixture->choices, &fixture->quality);
}

/** The item that says @text, and its candidate (NULL when it was dropped). */
static inline const MarchLabelItem *
label_fixture_find(const LabelFixture *fixture,
                   const char *text,
                   const MarchLabelCandidate **candidate)
{
    for (guint i = 0; i < fixture->set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(fixture->set->items, i);

        if (g_strcmp0(item->request->text, text) == 0) {
            *candidate = fixture->choices[i] != MARCH_LABEL_UNPLACED
                             ? march_label_set_get(fixture->set, fixture->choices[i])
                             : NULL;
            return item;
        }
    }
    return NULL;
}

/** The box that the candidate's text covers. */
static inline MarchRect
label_fixture_box(const LabelFixture *fixture, const MarchLabelCandidate *candidate)
{
    return g_array_index(fixture->set->boxes, MarchRect, candidate->first_box);
}

#endif
