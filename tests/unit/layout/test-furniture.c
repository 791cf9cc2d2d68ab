/* SPDX-License-Identifier: MIT */
#include "layout/furniture-place.h"
#include "layout/furniture-text.h"
#include "layout/north-arrow.h"

#include "layout-fixture.h"

static void
test_rounds_down_to_1_2_5(void)
{
    static const double cases[][2] = {
        {1, 1},       {1.99, 1},  {2, 2},         {4.9, 2},   {9.99, 5},
        {1000, 1000}, {0.3, 0.2}, {0.001, 0.001}, {777, 500}, {25000, 20000}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpfloat_with_epsilon(march_furniture_round_down(cases[i][0]),
                                       cases[i][1], cases[i][1] * 1e-9);
    }
}

static void
test_writes_numbers_for_people(void)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{5, "5"},
                 {2.5, "2.5"},
                 {999, "999"},
                 {1000, "1,000"},
                 {12345678, "12,345,678"},
                 {0.05, "0.05"},
                 {1234.5, "1,234.5"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = march_furniture_number(cases[i].value);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void
test_breaks_words_longer_than_a_line(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchFurnitureKit kit = fixture_kit(engine, NULL);
    MarchFont font = march_furniture_font(&kit, 2, 400);
    const char *text =
        "See https://example.org/a/very/long/address/that-no-column-holds "
        "for more";
    g_autoptr(GPtrArray) lines = march_furniture_break(&kit, &font, text, 20, 25);
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);
        g_assert_cmpfloat(march_furniture_text_width(&kit, &font, line), <=,
                          i == 0 ? 20.01 : 25.01);
        g_string_append(joined, line);
    }
    g_autofree char *expected = g_strdup(text);
    char *to = expected;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from != ' ') {
            *to++ = *from;
        }
    }
    *to = '\0';
    g_auto(GStrv) words = g_strsplit(joined->str, " ", -1);
    g_autofree char *got = g_strjoinv("", words);
    g_assert_cmpstr(got, ==, expected);
}

static void
test_binds_numbers_to_units(void)
{
    g_autofree char *text =
        march_furniture_bind_units("28 April – 1 May, 5 km; 3 mosques, CC BY 4.0.");
    g_assert_cmpstr(
        text, ==,
        "28\u00a0April – 1\u00a0May, 5\u00a0km; 3 mosques, CC\u00a0BY\u00a04.0.");
}

static void
add_incident(MarchMapContent *content, double x, double y)
{
    MarchObstacle obstacle = {.kind = MARCH_OBSTACLE_INCIDENT,
                              .rect = {x - 2, y - 2, 4, 4},
                              .is_round = TRUE};
    g_array_append_val(content->obstacles, obstacle);
}

static gboolean
covers_any(const MarchMapContent *content, MarchRect rect)
{
    for (guint i = 0; i < content->obstacles->len; i++) {
        if (march_rect_intersects(
                rect, g_array_index(content->obstacles, MarchObstacle, i).rect)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
test_pieces_keep_off_incidents_and_each_other(void)
{
    MarchRect map = {10, 10, 160, 90};
    for (guint32 seed = 1; seed <= 40; seed++) {
        g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
        g_autoptr(MarchMapContent) content = march_map_content_new();
        for (int i = 0; i < 25; i++) {
            add_incident(content, g_rand_double_range(rand, 10, 170),
                         g_rand_double_range(rand, 10, 100));
        }
        g_autoptr(MarchFurnitureGround) ground =
            march_furniture_ground_new(map, content, NULL);
        MarchFurnitureItem legend = {.n_shapes = 2,
                                     .shapes = {{0, 0, 40, 25}, {0, 0, 30, 34}}};
        MarchFurnitureItem scale = {
            .n_shapes = 1, .shapes = {{0, 0, 35, 6}}, .prefers_bottom = TRUE};
        MarchFurnitureItem *items[] = {&legend, &scale};
        if (!march_furniture_place(ground, 2, items, 2)) {
            continue;
        }
        g_assert_false(covers_any(content, legend.rect));
        g_assert_false(covers_any(content, scale.rect));
        g_assert_false(march_rect_intersects(legend.rect, scale.rect));
        g_assert_cmpfloat(legend.rect.x, >=, map.x + 2 - 1e-6);
        g_assert_cmpfloat(legend.rect.y + legend.rect.height, <=,
                          map.y + map.height - 2 + 1e-6);
    }
}

static void
test_takes_the_empty_corner(void)
{
    MarchRect map = {0, 0, 160, 90};
    g_autoptr(MarchMapContent) content = march_map_content_new();
    for (int i = 0; i < 200; i++) {
        double x = (i * 37) % 160;
        double y = (i * 53) % 90;
        /* all but the upper right corner is busy */
        if (x < 105 || y > 45) {
            add_incident(content, x, y);
        }
    }
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, NULL);
    MarchFurnitureItem legend = {.n_shapes = 1, .shapes = {{0, 0, 40, 30}}};
    MarchFurnitureItem *items[] = {&legend};
    g_assert_true(march_furniture_place(ground, 2, items, 1));
    g_assert_cmpfloat(legend.rect.x, >, 105);
    g_assert_cmpfloat(legend.rect.y, <, 15);
}

static void
add_section(MarchMapContent *content, const MarchPoint *points, guint count)
{
    MarchLineObstacle obstacle = {
        .path = march_path_new(), .weight = 1, .is_kept_clear = TRUE};
    march_path_add_part(obstacle.path, points, count, FALSE);
    g_array_append_val(content->line_obstacles, obstacle);
}

/* A section all along the frame: the legend goes inside, where nothing is. */
static void
test_keeps_off_sections_where_it_can(void)
{
    MarchRect map = {0, 0, 160, 90};
    static const MarchPoint RING[] = {
        {12, 10}, {148, 10}, {148, 80}, {12, 80}, {12, 10}};
    g_autoptr(MarchMapContent) content = march_map_content_new();
    add_section(content, RING, G_N_ELEMENTS(RING));
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, NULL);
    MarchFurnitureItem legend = {.n_shapes = 1, .shapes = {{0, 0, 40, 30}}};
    MarchFurnitureItem *items[] = {&legend};
    g_assert_true(march_furniture_place(ground, 2, items, 1));
    g_assert_cmpfloat(legend.covered, <, 0.2);
    g_assert_cmpfloat(legend.rect.x, >, 12);
    g_assert_cmpfloat(legend.rect.y, >, 10);
}

static void
test_says_what_it_covers(void)
{
    MarchRect map = {0, 0, 60, 40};
    static const MarchPoint CROSS[] = {{0, 20}, {60, 20}};
    g_autoptr(MarchMapContent) content = march_map_content_new();
    add_section(content, CROSS, G_N_ELEMENTS(CROSS));
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, NULL);
    MarchFurnitureItem legend = {.n_shapes = 1, .shapes = {{0, 0, 40, 30}}};
    MarchFurnitureItem *items[] = {&legend};
    g_assert_true(march_furniture_place(ground, 2, items, 1));
    g_assert_cmpfloat_with_epsilon(legend.covered, 40, 2);
}

static void
test_says_when_the_map_is_full(void)
{
    MarchRect map = {0, 0, 100, 60};
    g_autoptr(MarchMapContent) content = march_map_content_new();
    for (int i = 0; i < 10 * 6; i++) {
        add_incident(content, (i % 10) * 10 + 5, (i / 10) * 10 + 5);
    }
    g_autoptr(MarchFurnitureGround) ground =
        march_furniture_ground_new(map, content, NULL);
    MarchFurnitureItem legend = {.n_shapes = 1, .shapes = {{0, 0, 30, 20}}};
    MarchFurnitureItem *items[] = {&legend};
    g_assert_false(march_furniture_place(ground, 2, items, 1));
    g_assert_false(legend.is_placed);
}

static void
test_north_is_up_on_the_central_meridian(void)
{
    MarchRect rect = {0, 0, 160, 100};
    g_autoptr(MarchFrame) frame = fixture_frame((MarchBox){60, 35, 80, 45}, rect);
    double middle;
    double west;
    double east;
    g_assert_true(march_north_direction(frame, (MarchPoint){80, 50}, &middle));
    g_assert_true(march_north_direction(frame, (MarchPoint){2, 50}, &west));
    g_assert_true(march_north_direction(frame, (MarchPoint){158, 50}, &east));
    g_assert_cmpfloat_with_epsilon(middle, 0, 0.2);
    g_assert_cmpfloat(west, >, 3);
    g_assert_cmpfloat(east, <, -3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/furniture/rounds-down-to-1-2-5",
                    test_rounds_down_to_1_2_5);
    g_test_add_func("/layout/furniture/writes-numbers-for-people",
                    test_writes_numbers_for_people);
    g_test_add_func("/layout/furniture/breaks-words-longer-than-a-line",
                    test_breaks_words_longer_than_a_line);
    g_test_add_func("/layout/furniture/binds-numbers-to-units",
                    test_binds_numbers_to_units);
    g_test_add_func("/layout/furniture/pieces-keep-off-incidents-and-each-other",
                    test_pieces_keep_off_incidents_and_each_other);
    g_test_add_func("/layout/furniture/takes-the-empty-corner",
                    test_takes_the_empty_corner);
    g_test_add_func("/layout/furniture/keeps-off-sections-where-it-can",
                    test_keeps_off_sections_where_it_can);
    g_test_add_func("/layout/furniture/says-what-it-covers", test_says_what_it_covers);
    g_test_add_func("/layout/furniture/says-when-the-map-is-full",
                    test_says_when_the_map_is_full);
    g_test_add_func("/layout/furniture/north-is-up-on-the-central-meridian",
                    test_north_is_up_on_the_central_meridian);
    return g_test_run();
}
