/* SPDX-License-Identifier: MIT */
#include "label-fixture.h"

static MarchLabelRequest *
ask_area(LabelFixture *fixture, const char *text, MarchRect rect)
{
    MarchLabelRequest *request = label_fixture_ask(fixture, text, 70);

    request->path = march_path_new_rect(rect);
    request->in_area = TRUE;
    return request;
}

static gboolean
is_within(MarchRect inner, MarchRect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

static void
test_stands_in_the_middle(LabelFixture *fixture, gconstpointer data)
{
    MarchRect rect = {20, 20, 80, 60};
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_area(fixture, "TAJIKISTAN", rect);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "TAJIKISTAN", &candidate);
    g_assert_nonnull(candidate);
    g_assert_true(is_within(label_fixture_box(fixture, candidate), rect));
    g_assert_cmpfloat_with_epsilon(candidate->origin.x, 60, 12);
}

static void
test_keeps_to_the_wide_part(LabelFixture *fixture, gconstpointer data)
{
    MarchPoint points[6] = {{10, 20}, {14, 20},  {14, 60},
                            {80, 60}, {80, 100}, {10, 100}};
    MarchLabelRequest *request = label_fixture_ask(fixture, "KYRGYZSTAN", 70);
    const MarchLabelCandidate *candidate;

    (void)data;
    request->path = march_path_new();
    request->in_area = TRUE;
    march_path_add_part(request->path, points, 6, TRUE);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "KYRGYZSTAN", &candidate);
    g_assert_nonnull(candidate);
    g_assert_true(
        is_within(label_fixture_box(fixture, candidate), (MarchRect){10, 60, 70, 40}));
}

static void
test_pieces_are_one_area(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    for (guint i = 0; i < 12; i++) {
        ask_area(fixture, "KYRGYZSTAN", (MarchRect){20 + 5.0 * i, 30, 5, 40});
    }
    label_fixture_solve(fixture);
    g_assert_cmpuint(fixture->quality.requested, ==, 1);
    label_fixture_find(fixture, "KYRGYZSTAN", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpfloat_with_epsilon(candidate->origin.x, 50, 14);
}

static void
test_sliver_at_the_frame_is_not_named(LabelFixture *fixture, gconstpointer data)
{
    MarchRect frame = LABEL_WINDOW_FRAME;
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_area(fixture, "UZBEKISTAN", (MarchRect){frame.x, frame.y, 1.5, frame.height});
    label_fixture_solve(fixture);
    g_assert_nonnull(label_fixture_find(fixture, "UZBEKISTAN", &candidate));
    g_assert_null(candidate);
}

static void
test_moves_aside_for_an_incident(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_area(fixture, "TAJIKISTAN", (MarchRect){20, 20, 80, 60});
    label_window_obstacle(&fixture->window, MARCH_OBSTACLE_INCIDENT,
                          (MarchPoint){60, 50}, 8);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "TAJIKISTAN", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpuint(fixture->quality.incident_overlaps, ==, 0);
}

#define ADD(name, function)                                                            \
    g_test_add("/layout/label-area/" name, LabelFixture, NULL, label_fixture_set_up,   \
               function, label_fixture_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("stands-in-the-middle", test_stands_in_the_middle);
    ADD("keeps-to-the-wide-part", test_keeps_to_the_wide_part);
    ADD("pieces-are-one-area", test_pieces_are_one_area);
    ADD("sliver-at-the-frame-is-not-named", test_sliver_at_the_frame_is_not_named);
    ADD("moves-aside-for-an-incident", test_moves_aside_for_an_incident);
    return g_test_run();
}
