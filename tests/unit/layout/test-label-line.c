/* SPDX-License-Identifier: MIT */
#include "label-fixture.h"

static void
ask_river(LabelFixture *fixture,
          const char *text,
          const MarchPoint *points,
          guint count)
{
    MarchLabelRequest *request = label_fixture_ask(fixture, text, 12);

    request->path = march_path_new();
    request->along_line = TRUE;
    request->paint.n_variable_anchors = 2;
    request->paint.variable_anchors[0] = "bottom";
    request->paint.variable_anchors[1] = "top";
    march_path_add_part(request->path, points, count, FALSE);
}

static void
test_straight_line_gets_a_straight_name(LabelFixture *fixture, gconstpointer data)
{
    static const MarchPoint points[2] = {{20, 30}, {90, 60}};
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_river(fixture, "Isfara", points, 2);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Isfara", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpint(candidate->shape, ==, MARCH_LABEL_BLOCK);
    g_assert_cmpfloat_with_epsilon(candidate->angle, 23.2, 0.1);
}

static void
test_name_is_never_upside_down(LabelFixture *fixture, gconstpointer data)
{
    static const MarchPoint points[2] = {{90, 60}, {20, 62}};
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_river(fixture, "Isfara", points, 2);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Isfara", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpfloat(candidate->angle, >, -90);
    g_assert_cmpfloat(candidate->angle, <, 90);
}

static void
test_bent_line_gets_a_curved_name_beside_it(LabelFixture *fixture, gconstpointer data)
{
    MarchPoint points[61];
    const MarchLabelCandidate *candidate;
    const MarchPath *path;

    (void)data;
    for (guint i = 0; i <= 60; i++) {
        double angle = G_PI + G_PI * i / 60;

        points[i] = (MarchPoint){80 + 18 * cos(angle), 80 + 18 * sin(angle)};
    }
    ask_river(fixture, "Ak-Suu river", points, 61);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Ak-Suu river", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpint(candidate->shape, ==, MARCH_LABEL_ALONG);
    path = g_ptr_array_index(fixture->set->paths, candidate->path - 1);
    for (guint i = 0; i + 1 < path->points->len; i++) {
        MarchPoint p = g_array_index(path->points, MarchPoint, i);

        g_assert_cmpfloat(hypot(p.x - 80, p.y - 80), >, 17.9);
        g_assert_cmpfloat(hypot(p.x - 80, p.y - 80), <, 20);
    }
    g_assert_cmpfloat(
        march_path_length(path) - candidate->start_offset, >=,
        march_text_measure(
            fixture->text,
            &(MarchFont){.family = "Noto Sans", .size = 2.5, .weight = 400},
            "Ak-Suu river")
            .advance);
}

/* As in web maps: "center" is on the line, "bottom" above it, "top" below it. */
static void
test_anchor_says_where_the_name_stands(LabelFixture *fixture, gconstpointer data)
{
    static const MarchPoint points[2] = {{20, 40}, {90, 40}};
    static const char *const anchors[] = {"center", "bottom", "top"};
    MarchTextMetrics metrics = march_text_measure(
        fixture->text, &(MarchFont){.family = "Noto Sans", .size = 2.5, .weight = 400},
        "HHHHH");
    const double baselines[] = {40 + metrics.cap_height / 2, 40 - 0.35 - 1,
                                40 + 0.35 + metrics.cap_height};

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(anchors); i++) {
        const MarchLabelCandidate *candidate;
        MarchLabelRequest *request;

        ask_river(fixture, "HHHHH", points, 2);
        request = g_ptr_array_index(fixture->window.content->requests, 0);
        request->paint.n_variable_anchors = 0;
        request->paint.anchor = anchors[i];
        request->paint.halo_knocks_out = i == 1;
        request->run.halo_width = 1;
        label_fixture_solve(fixture);
        label_fixture_find(fixture, "HHHHH", &candidate);
        g_assert_nonnull(candidate);
        g_assert_cmpfloat_with_epsilon(candidate->origin.y, baselines[i], 0.02);
        g_ptr_array_set_size(fixture->window.content->requests, 0);
        g_clear_pointer(&fixture->choices, g_free);
        g_clear_pointer(&fixture->set, march_label_set_free);
    }
}

static void
test_short_line_is_not_named(LabelFixture *fixture, gconstpointer data)
{
    static const MarchPoint points[2] = {{20, 30}, {24, 30}};
    const MarchLabelCandidate *candidate;

    (void)data;
    ask_river(fixture, "Kozu-Baglan", points, 2);
    label_fixture_solve(fixture);
    g_assert_nonnull(label_fixture_find(fixture, "Kozu-Baglan", &candidate));
    g_assert_null(candidate);
}

#define ADD(name, function)                                                            \
    g_test_add("/layout/label-line/" name, LabelFixture, NULL, label_fixture_set_up,   \
               function, label_fixture_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("straight-line-gets-a-straight-name", test_straight_line_gets_a_straight_name);
    ADD("name-is-never-upside-down", test_name_is_never_upside_down);
    ADD("bent-line-gets-a-curved-name-beside-it",
        test_bent_line_gets_a_curved_name_beside_it);
    ADD("anchor-says-where-the-name-stands", test_anchor_says_where_the_name_stands);
    ADD("short-line-is-not-named", test_short_line_is_not_named);
    return g_test_run();
}
