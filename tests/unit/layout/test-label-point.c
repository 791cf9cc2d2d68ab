/* SPDX-License-Identifier: MIT */
#include "label-fixture.h"
#include "layout/label-draw.h"

static const MarchPoint MIDDLE = {90, 65};

static void
add_border(LabelFixture *fixture, MarchPoint from, MarchPoint to)
{
    MarchLineObstacle obstacle = {.path = march_path_new_line(from, to), .weight = 1};

    g_array_append_val(fixture->window.content->line_obstacles, obstacle);
}

static void
test_prefers_right_and_above(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Batken", MIDDLE);
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Batken", &candidate);
    g_assert_cmpint(candidate->align, ==, MARCH_TEXT_ALIGN_START);
    g_assert_cmpfloat(candidate->origin.x, >, MIDDLE.x);
    g_assert_cmpfloat(candidate->origin.y, <, MIDDLE.y);
    g_assert_cmpfloat(candidate->distance, <, 1);
}

static void
test_moves_off_a_border(LabelFixture *fixture, gconstpointer data)
{
    (void)data;
    label_fixture_ask_point(fixture, "Batken", MIDDLE);
    add_border(fixture, (MarchPoint){MIDDLE.x + 3, 10},
               (MarchPoint){MIDDLE.x + 3, 120});
    label_fixture_solve(fixture);
    g_assert_cmpuint(fixture->quality.placed, ==, 1);
    g_assert_cmpuint(fixture->quality.border_crossings, ==, 0);
}

static void
test_stays_in_the_corner_of_the_frame(LabelFixture *fixture, gconstpointer data)
{
    MarchRect frame = LABEL_WINDOW_FRAME;
    const MarchLabelCandidate *candidate;
    MarchRect box;

    (void)data;
    label_fixture_ask_point(fixture, "Batken",
                            (MarchPoint){frame.x + frame.width - 1, frame.y + 1});
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Batken", &candidate);
    g_assert_nonnull(candidate);
    box = label_fixture_box(fixture, candidate);
    g_assert_cmpfloat(box.x + box.width, <=, frame.x + frame.width);
    g_assert_cmpfloat(box.y, >=, frame.y);
}

static void
test_obeys_the_anchor_of_the_style(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Batken", MIDDLE)->paint.anchor = "right";
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Batken", &candidate);
    g_assert_cmpint(candidate->align, ==, MARCH_TEXT_ALIGN_END);
    g_assert_cmpfloat(candidate->origin.x, <, MIDDLE.x);
}

static void
test_center_without_a_symbol_is_centered(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "KYRGYZSTAN", MIDDLE)->anchor_radius = 0;
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "KYRGYZSTAN", &candidate);
    g_assert_cmpint(candidate->align, ==, MARCH_TEXT_ALIGN_MIDDLE);
    g_assert_cmpfloat_with_epsilon(candidate->origin.x, MIDDLE.x, 1e-9);
}

static void
test_place_of_an_incident_stands_clear_of_its_circle(LabelFixture *fixture,
                                                     gconstpointer data)
{
    const MarchLabelCandidate *candidate;
    const MarchLabelItem *item;

    (void)data;
    label_fixture_ask_point(fixture, "Maksat", MIDDLE);
    label_window_obstacle(&fixture->window, MARCH_OBSTACLE_INCIDENT, MIDDLE, 6);
    label_fixture_solve(fixture);
    item = label_fixture_find(fixture, "Maksat", &candidate);
    g_assert_true(item->is_incident);
    g_assert_cmpfloat(item->weight, >=, 80);
    g_assert_nonnull(candidate);
    g_assert_cmpfloat(candidate->distance, <, 2);
    g_assert_cmpuint(fixture->quality.incident_overlaps, ==, 0);
}

/* Five incidents in a ring about the place that they are all said to be at. */
static void
test_place_of_a_fan_stands_close_to_it(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;
    const MarchLabelItem *item;
    MarchRect box;

    (void)data;
    label_fixture_ask_point(fixture, "Maksat", MIDDLE);
    for (guint i = 0; i < 5; i++) {
        double angle = 0.3 + i * 2 * G_PI / 5;

        label_window_obstacle(
            &fixture->window, MARCH_OBSTACLE_INCIDENT,
            (MarchPoint){MIDDLE.x + 3 * cos(angle), MIDDLE.y + 3 * sin(angle)}, 1.5);
        g_array_index(fixture->window.content->obstacles, MarchObstacle, i).name =
            "Maksat";
    }
    label_fixture_solve(fixture);
    item = label_fixture_find(fixture, "Maksat", &candidate);
    g_assert_true(item->is_incident);
    g_assert_nonnull(candidate);
    g_assert_false(candidate->has_leader);
    box = label_fixture_box(fixture, candidate);
    g_assert_cmpfloat(
        hypot(MAX(MAX(box.x - MIDDLE.x, MIDDLE.x - box.x - box.width), 0),
              MAX(MAX(box.y - MIDDLE.y, MIDDLE.y - box.y - box.height), 0)),
        <, 5.5);
}

/* Everything about the point is taken up to 5 mm, but not farther away. */
static void
surround(LabelFixture *fixture)
{
    for (guint i = 0; i < 36; i++) {
        double angle = i * G_PI / 18;

        for (double radius = 2.2; radius < 6; radius += 1.2) {
            label_window_obstacle(&fixture->window, MARCH_OBSTACLE_INCIDENT,
                                  (MarchPoint){MIDDLE.x + radius * cos(angle),
                                               MIDDLE.y + radius * sin(angle)},
                                  0.25);
        }
    }
}

static void
test_unimportant_place_among_incidents_is_dropped(LabelFixture *fixture,
                                                  gconstpointer data)
{
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Village", MIDDLE);
    surround(fixture);
    label_fixture_solve(fixture);
    g_assert_cmpuint(
        label_fixture_find(fixture, "Village", &candidate)->refusals.incident, >, 0);
    g_assert_null(candidate);
}

static void
test_number_stands_where_no_name_can(LabelFixture *fixture, gconstpointer data)
{
    static const MarchRect walls[] = {{5, 10, 80, 110}, {96, 10, 79, 110}};
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Verkhniy Zhiptik", MIDDLE)->priority = 85;
    for (guint i = 0; i < G_N_ELEMENTS(walls); i++) {
        MarchObstacle wall = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = walls[i], .name = "legend"};

        g_array_append_val(fixture->window.content->obstacles, wall);
    }
    fixture->window.content->keys_max = 10;
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Verkhniy Zhiptik", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpint(candidate->shape, ==, MARCH_LABEL_KEY);
}

static void
test_no_number_stands_for_a_number(LabelFixture *fixture, gconstpointer data)
{
    static const MarchRect walls[] = {{5, 10, 80, 110}, {96, 10, 79, 110}};
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "125000000–315000000", MIDDLE)->priority = 85;
    for (guint i = 0; i < G_N_ELEMENTS(walls); i++) {
        MarchObstacle wall = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = walls[i], .name = "legend"};

        g_array_append_val(fixture->window.content->obstacles, wall);
    }
    fixture->window.content->keys_max = 10;
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "125000000–315000000", &candidate);
    g_assert_null(candidate);
}

/* Only a corridor lower than the text leads out. */
static void
test_important_place_gets_a_leader(LabelFixture *fixture, gconstpointer data)
{
    static const MarchRect walls[] = {
        {60, 40, 34, 24.2}, {60, 65.8, 34, 30}, {60, 60, 28, 10}};
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Kök-Tash", MIDDLE)->priority = 85;
    for (guint i = 0; i < G_N_ELEMENTS(walls); i++) {
        MarchObstacle wall = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = walls[i], .name = "legend"};

        g_array_append_val(fixture->window.content->obstacles, wall);
    }
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Kök-Tash", &candidate);
    g_assert_nonnull(candidate);
    g_assert_true(candidate->has_leader);
    g_assert_cmpfloat(candidate->leader_to.x, >, 94);
}

/* The leader begins clear of the symbol, which else would refuse it. */
static void
test_incident_gets_a_leader(LabelFixture *fixture, gconstpointer data)
{
    static const MarchRect walls[] = {
        {60, 40, 34, 24.2}, {60, 65.8, 34, 30}, {60, 60, 28, 10}};
    const MarchLabelCandidate *candidate;

    (void)data;
    label_fixture_ask_point(fixture, "Kök-Tash", MIDDLE);
    label_window_obstacle(&fixture->window, MARCH_OBSTACLE_INCIDENT, MIDDLE, 0.75);
    for (guint i = 0; i < G_N_ELEMENTS(walls); i++) {
        MarchObstacle wall = {
            .kind = MARCH_OBSTACLE_FURNITURE, .rect = walls[i], .name = "legend"};

        g_array_append_val(fixture->window.content->obstacles, wall);
    }
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Kök-Tash", &candidate);
    g_assert_nonnull(candidate);
    g_assert_true(candidate->has_leader);
}

/* What is drawn is as wide as the room that was kept, and in its middle. */
static void
test_spaced_name_stands_in_its_room(LabelFixture *fixture, gconstpointer data)
{
    MarchLabelRequest *request = label_fixture_ask_point(fixture, "JORDAN", MIDDLE);
    g_autoptr(MarchScene) scene = march_scene_new(180, 130);
    g_autoptr(MarchLabelHoles) holes = march_label_holes_new();
    const MarchLabelCandidate *candidate;
    const MarchLabelItem *item;

    (void)data;
    request->anchor_radius = 0;
    request->run.font.letter_spacing = 2;
    label_fixture_solve(fixture);
    item = label_fixture_find(fixture, "JORDAN", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpfloat_with_epsilon(
        item->texts[0].widths[0],
        march_text_measure(fixture->text, &request->run.font, "JORDAN").advance, 1e-9);
    march_label_draw(fixture->set, fixture->choices, fixture->text,
                     fixture->window.content, scene, holes);
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *drawn = march_scene_get(scene, i);

        if (drawn->type == MARCH_SCENE_TEXT) {
            g_assert_cmpfloat_with_epsilon(drawn->as.text.origin.x, candidate->origin.x,
                                           1e-9);
            return;
        }
    }
    g_assert_not_reached();
}

static void
test_same_place_is_named_once(LabelFixture *fixture, gconstpointer data)
{
    (void)data;
    label_fixture_ask_point(fixture, "Maksat", MIDDLE);
    label_fixture_ask_point(fixture, "MAKSAT ", (MarchPoint){MIDDLE.x + 1, MIDDLE.y});
    label_fixture_ask_point(fixture, "Maksat", (MarchPoint){MIDDLE.x + 60, MIDDLE.y});
    label_fixture_solve(fixture);
    g_assert_cmpuint(fixture->quality.requested, ==, 2);
}

static void
test_long_name_is_broken_in_balance(LabelFixture *fixture, gconstpointer data)
{
    const MarchLabelCandidate *candidate;
    const MarchLabelItem *item;

    (void)data;
    label_fixture_ask_point(fixture, "Tash-Tumshuk water distribution station", MIDDLE);
    label_fixture_solve(fixture);
    item = label_fixture_find(fixture, "Tash-Tumshuk water distribution station",
                              &candidate);
    g_assert_cmpuint(item->texts[0].n_lines, >=, 2);
    for (guint i = 0; i < item->texts[0].n_lines; i++) {
        g_assert_cmpfloat(item->texts[0].widths[i], <=, 25);
    }
}

static void
test_turned_text_takes_turned_room(LabelFixture *fixture, gconstpointer data)
{
    MarchLabelRequest *request = label_fixture_ask_point(fixture, "Tajikistan", MIDDLE);
    const MarchLabelCandidate *candidate;
    double top = G_MAXDOUBLE;
    double bottom = -G_MAXDOUBLE;

    (void)data;
    request->anchor_radius = 0;
    request->paint.rotate = 90;
    label_fixture_solve(fixture);
    label_fixture_find(fixture, "Tajikistan", &candidate);
    g_assert_nonnull(candidate);
    g_assert_cmpfloat_with_epsilon(candidate->angle, 90, 1e-9);
    for (guint i = 0; i < candidate->n_boxes; i++) {
        MarchRect box =
            g_array_index(fixture->set->boxes, MarchRect, candidate->first_box + i);

        g_assert_cmpfloat(box.width, <, 4);
        top = MIN(top, box.y);
        bottom = MAX(bottom, box.y + box.height);
    }
    g_assert_cmpfloat(bottom - top, >, 10);
}

#define ADD(name, function)                                                            \
    g_test_add("/layout/label-point/" name, LabelFixture, NULL, label_fixture_set_up,  \
               function, label_fixture_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("prefers-right-and-above", test_prefers_right_and_above);
    ADD("moves-off-a-border", test_moves_off_a_border);
    ADD("stays-in-the-corner-of-the-frame", test_stays_in_the_corner_of_the_frame);
    ADD("obeys-the-anchor-of-the-style", test_obeys_the_anchor_of_the_style);
    ADD("center-without-a-symbol-is-centered",
        test_center_without_a_symbol_is_centered);
    ADD("place-of-an-incident-stands-clear-of-its-circle",
        test_place_of_an_incident_stands_clear_of_its_circle);
    ADD("place-of-a-fan-stands-close-to-it", test_place_of_a_fan_stands_close_to_it);
    ADD("unimportant-place-among-incidents-is-dropped",
        test_unimportant_place_among_incidents_is_dropped);
    ADD("number-stands-where-no-name-can", test_number_stands_where_no_name_can);
    ADD("no-number-stands-for-a-number", test_no_number_stands_for_a_number);
    ADD("important-place-gets-a-leader", test_important_place_gets_a_leader);
    ADD("incident-gets-a-leader", test_incident_gets_a_leader);
    ADD("same-place-is-named-once", test_same_place_is_named_once);
    ADD("turned-text-takes-turned-room", test_turned_text_takes_turned_room);
    ADD("spaced-name-stands-in-its-room", test_spaced_name_stands_in_its_room);
    ADD("long-name-is-broken-in-balance", test_long_name_is_broken_in_balance);
    return g_test_run();
}
