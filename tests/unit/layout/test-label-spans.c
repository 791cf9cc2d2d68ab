/* SPDX-License-Identifier: MIT */
#include "map-content-fixture.h"

#define SOURCES                                                                        \
    "\"s\": {\"type\": \"geojson\", \"data\": {\"type\": \"Feature\", "                \
    "\"properties\": {}, \"geometry\": {\"type\": \"Point\", \"coordinates\": "        \
    "[5, 4]}}}"
#define LABEL(field)                                                                   \
    "{\"id\": \"n\", \"type\": \"symbol\", \"source\": \"s\", \"layout\": "            \
    "{\"text-size\": 20, \"text-font\": [\"Noto Sans Regular\"], \"text-field\": "     \
    "[\"format\", " field "]}}"

static void
place(Drawn *drawn, const char *layers)
{
    MarchLayoutInput input = {0};
    MarchLabelQuality quality;

    draw(drawn, SOURCES, layers);
    input.spec = &drawn->spec;
    input.style = drawn->style;
    input.frame = drawn->frame;
    march_labels_place(&input, drawn->text, drawn->content, drawn->scene, &quality,
                       drawn->diagnostics);
}

static const MarchTextRun *
find_run(const Drawn *drawn, guint nth)
{
    const MarchSceneItem *item = find_item(drawn, MARCH_SCENE_TEXT, nth);

    g_assert_nonnull(item);
    return &item->as.text;
}

static void
test_sections_have_their_own_look(void)
{
    Drawn drawn;
    const MarchTextRun *first, *second;

    place(&drawn,
          LABEL("\"Batken\", {\"text-font\": [\"literal\", [\"Noto Sans Bold\"]]}, "
                "\" town\", {\"font-scale\": 0.5, \"text-color\": \"#f00\"}"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_TEXT), ==, 2);
    first = find_run(&drawn, 0);
    second = find_run(&drawn, 1);
    g_assert_cmpstr(first->text, ==, "Batken");
    g_assert_cmpint(first->font.weight, ==, 700);
    g_assert_cmpstr(first->font.family, ==, "Noto Sans");
    g_assert_cmpint(second->font.weight, ==, 400);
    g_assert_cmpfloat_with_epsilon(second->font.size, first->font.size / 2, 1e-9);
    g_assert_cmpfloat(second->color.red, >, 0.9);
    g_assert_cmpfloat(first->color.red, <, 0.1);
    /* side by side on one baseline */
    g_assert_cmpfloat_with_epsilon(second->origin.x, first->origin.x + first->width,
                                   1e-6);
    g_assert_cmpfloat_with_epsilon(second->origin.y, first->origin.y, 1e-9);
    clear(&drawn);
}

static void
test_sections_follow_line_breaks(void)
{
    Drawn drawn;

    place(&drawn, LABEL("\"a\", {\"text-color\": \"#f00\"}, \"b\\na\", {}, \"c\", "
                        "{\"text-color\": \"#00f\"}"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_TEXT), ==, 4);
    g_assert_cmpstr(find_run(&drawn, 0)->text, ==, "a");
    g_assert_cmpfloat(find_run(&drawn, 0)->color.red, >, 0.9);
    g_assert_cmpstr(find_run(&drawn, 1)->text, ==, "b");
    g_assert_cmpstr(find_run(&drawn, 2)->text, ==, "a");
    g_assert_cmpfloat(find_run(&drawn, 2)->color.red, <, 0.1);
    g_assert_cmpfloat(find_run(&drawn, 2)->origin.y, >,
                      find_run(&drawn, 0)->origin.y + 3);
    g_assert_cmpstr(find_run(&drawn, 3)->text, ==, "c");
    g_assert_cmpfloat(find_run(&drawn, 3)->color.blue, >, 0.9);
    clear(&drawn);
}

static void
test_raised_section_is_level_with_capitals(void)
{
    Drawn drawn;
    const MarchTextRun *large, *small;
    MarchTextMetrics large_metrics, small_metrics;

    place(
        &drawn,
        LABEL("\"B\", {}, \"2\", {\"font-scale\": 0.5, \"vertical-align\": \"top\"}"));
    large = find_run(&drawn, 0);
    small = find_run(&drawn, 1);
    large_metrics = march_text_measure(drawn.text, &large->font, large->text);
    small_metrics = march_text_measure(drawn.text, &small->font, small->text);
    g_assert_cmpfloat_with_epsilon(large->origin.y - large_metrics.cap_height,
                                   small->origin.y - small_metrics.cap_height, 1e-6);
    clear(&drawn);
}

static void
test_plain_sections_are_one_run(void)
{
    Drawn drawn;

    place(&drawn, LABEL("\"Bat\", {}, \"ken\", {}"));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_TEXT), ==, 1);
    g_assert_cmpstr(find_run(&drawn, 0)->text, ==, "Batken");
    clear(&drawn);
}

/* An image takes its place in the line, at its own size and on the baseline. */
static void
test_images_stand_in_the_text(void)
{
    Drawn drawn;
    const MarchSceneItem *icon;
    const MarchTextRun *before, *after;

    place(&drawn, LABEL("\"ab\", [\"image\", \"town\"], \"cd\""));
    g_assert_cmpuint(count_items(&drawn, MARCH_SCENE_ICON), ==, 1);
    icon = find_item(&drawn, MARCH_SCENE_ICON, 0);
    before = find_run(&drawn, 0);
    after = find_run(&drawn, 1);
    g_assert_cmpstr(before->text, ==, "ab");
    g_assert_cmpstr(after->text, ==, "cd");
    g_assert_cmpfloat_with_epsilon(icon->as.icon.rect.x,
                                   before->origin.x + before->width, 1e-6);
    g_assert_cmpfloat_with_epsilon(icon->as.icon.rect.width, 15 * 25.4 / 96, 1e-6);
    g_assert_cmpfloat_with_epsilon(
        after->origin.x, icon->as.icon.rect.x + icon->as.icon.rect.width, 1e-6);
    g_assert_cmpfloat_with_epsilon(icon->as.icon.rect.y + icon->as.icon.rect.height,
                                   before->origin.y, 1e-6);
    g_assert_cmpuint(march_diagnostics_count(drawn.diagnostics), ==, 0);
    clear(&drawn);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/label-spans/sections-have-their-own-look",
                    test_sections_have_their_own_look);
    g_test_add_func("/layout/label-spans/sections-follow-line-breaks",
                    test_sections_follow_line_breaks);
    g_test_add_func("/layout/label-spans/raised-section-is-level-with-capitals",
                    test_raised_section_is_level_with_capitals);
    g_test_add_func("/layout/label-spans/plain-sections-are-one-run",
                    test_plain_sections_are_one_run);
    g_test_add_func("/layout/label-spans/images-stand-in-the-text",
                    test_images_stand_in_the_text);
    return g_test_run();
}
