/* SPDX-License-Identifier: MIT */
#include "render/backend.h"
#include "render/svg-xml.h"

#include <string.h>

static char *
render_as(const MarchScene *scene, const MarchDocumentInfo *info, MarchSvgText mode)
{
    g_autoptr(MarchTextEngine) engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = march_render_svg(scene, engine, info, mode, &error);
    gsize length;
    const char *data;

    g_assert_no_error(error);
    data = g_bytes_get_data(bytes, &length);
    return g_strndup(data, length);
}

static char *
render_with(const MarchScene *scene, const MarchDocumentInfo *info)
{
    return render_as(scene, info, MARCH_SVG_TEXT_EMBED);
}

static char *
render(const MarchScene *scene)
{
    MarchDocumentInfo info = {.title = "T", .description = "D"};

    return render_with(scene, &info);
}

static void
assert_holds(const char *svg, const char *part)
{
    if (strstr(svg, part) == NULL) {
        g_test_message("%s", svg);
        g_test_message("lacks: %s", part);
        g_test_fail();
    }
}

static void
numbers_are_short(void)
{
    static const struct {
        double number;
        int decimals;
        const char *text;
    } cases[] = {{0, 3, "0"},      {1.5, 3, "1.5"},   {-0.25, 2, "-.25"},
                 {0.0004, 3, "0"}, {-0.0004, 3, "0"}, {12.3456, 3, "12.346"},
                 {100, 0, "100"},  {-7, 2, "-7"},     {0.050, 3, ".05"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *out = g_string_new(NULL);

        march_xml_number(out, cases[i].number, cases[i].decimals);
        g_assert_cmpstr(out->str, ==, cases[i].text);
        g_string_free(out, TRUE);
    }
}

static void
text_is_escaped(void)
{
    GString *out = g_string_new(NULL);

    march_xml_text(out, "<a & \"b\"> \x01 Ӣ \xff");
    g_assert_cmpstr(out->str, ==,
                    "&lt;a &amp; &quot;b&quot;&gt; \xef\xbf\xbd Ӣ \xef\xbf\xbd");
    g_string_free(out, TRUE);
}

static void
head_is_accessible_and_in_mm(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(180, 130.5);
    MarchDocumentInfo info = {.title = "Клашес <1>", .description = "Alt"};
    g_autofree char *svg = NULL;

    march_scene_set_text(scene, NULL, NULL, "en");
    svg = render_with(scene, &info);
    assert_holds(svg, "width=\"180mm\" height=\"130.5mm\" viewBox=\"0 0 18000 13050\"");
    assert_holds(svg, "role=\"img\" aria-labelledby=\"march-title march-description\"");
    assert_holds(svg, "xml:lang=\"en\"");
    assert_holds(svg, "<title id=\"march-title\">Клашес &lt;1&gt;</title>");
    assert_holds(svg, "<desc id=\"march-description\">Alt</desc>");
}

static void
recipe_is_metadata(void)
{
    static const char *const recipe[] = {"view", "a<b", NULL};
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchDocumentInfo info = {
        .title = "T", .credits = "© OSM", .recipe = recipe, .creation_time = 86400};
    g_autofree char *svg = render_with(scene, &info);

    assert_holds(svg, "<march:entry key=\"view\">a&lt;b</march:entry>");
    assert_holds(svg, "<dc:source>© OSM</dc:source>");
    assert_holds(svg, "<dc:date>1970-01-02T00:00:00Z</dc:date>");
}

static void
groups_are_layers_with_data(void)
{
    static const char *const data[] = {"Fatalities max", "3", NULL};
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchSceneGroup group;
    g_autofree char *svg = NULL;

    march_scene_group_init(&group, "incidents 1");
    group.label = "Incidents";
    group.title = "Clash at Ak-Sai";
    group.is_layer = TRUE;
    group.data = data;
    group.opacity = 0.5;
    march_scene_begin_group(scene, &group);
    march_scene_end_group(scene);
    march_scene_begin_group(scene, &group);
    march_scene_end_group(scene);
    svg = render(scene);
    assert_holds(svg, "<g id=\"incidents-1\" inkscape:groupmode=\"layer\" "
                      "inkscape:label=\"Incidents\" data-fatalities-max=\"3\" "
                      "opacity=\".5\">\n<title>Clash at Ak-Sai</title>");
    assert_holds(svg, "<g id=\"incidents-1-2\"");
}

static void
paths_step_between_rounded_points(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchPoint points[] = {{0.004, 1}, {1.004, 1}, {2.004, 1}, {2.004, -1.5}};
    MarchPath *path = march_path_new();
    MarchFill fill;
    g_autofree char *svg = NULL;

    march_path_add_part(path, points, 4, TRUE);
    march_fill_init(&fill);
    fill.color.alpha = 0.25;
    fill.even_odd = TRUE;
    march_scene_take_fill(scene, path, &fill);
    svg = render(scene);
    assert_holds(svg,
                 "<path fill=\"#000000\" fill-opacity=\".25\" fill-rule=\"evenodd\" "
                 "d=\"M0 100l100 0 100 0 0-250z\"/>");
}

static void
parts_keep_their_dash_phase(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchPoint first[] = {{0, 1}, {5, 1}}, second[] = {{5, 1}, {9, 1}};
    MarchPath *path = march_path_new();
    MarchStroke stroke;
    g_autofree char *svg = NULL;

    march_path_add_part(path, first, 2, FALSE);
    march_path_add_part(path, second, 2, FALSE);
    g_array_index(path->parts, MarchPathPart, 1).phase = 5;
    march_stroke_init(&stroke);
    stroke.n_dashes = 2;
    stroke.dashes[0] = 2;
    stroke.dashes[1] = 1;
    march_scene_take_stroke(scene, path, &stroke);
    svg = render(scene);
    assert_holds(svg, "stroke-dasharray=\"200 100\">\n<path d=\"M0 100l500 0\"/>\n"
                      "<path stroke-dashoffset=\"500\" d=\"M500 100l400 0\"/>");
}

static void
text_is_text(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchTextRun run = {.font = {.family = "Noto Sans Condensed",
                                 .size = 2.5,
                                 .weight = 600,
                                 .italic = TRUE},
                        .text = "Баткен & Ош",
                        .origin = {3, 4},
                        .align = MARCH_TEXT_ALIGN_MIDDLE,
                        .angle = 30,
                        .color = MARCH_COLOR_BLACK,
                        .halo_color = MARCH_COLOR_WHITE,
                        .halo_width = 0.3};
    g_autofree char *svg = NULL;

    march_scene_add_text(scene, &run);
    svg = render(scene);
    assert_holds(svg, "<text text-anchor=\"middle\" x=\"300\" y=\"400\" "
                      "transform=\"rotate(30 300 400)\"");
    assert_holds(
        svg,
        "font-family=\"'Noto Sans Condensed','Noto Sans','Open Sans','Liberation Sans',"
        "Arial,'DejaVu Sans Condensed',sans-serif\"");
    assert_holds(svg, "font-weight=\"600\" font-style=\"italic\"");
    assert_holds(svg, "stroke-width=\"60\" stroke-linejoin=\"round\" "
                      "paint-order=\"stroke\">Баткен &amp; Ош</text>");
}

static void
right_to_left_keeps_its_side(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 2.5, .weight = 400},
                        .text = "باتکن",
                        .origin = {3, 4},
                        .color = MARCH_COLOR_BLACK};
    g_autofree char *svg = NULL;

    march_scene_add_text(scene, &run);
    svg = render(scene);
    assert_holds(svg,
                 "<text text-anchor=\"end\" direction=\"rtl\" x=\"300\" y=\"400\"");
}

/* Browsers put the space at the right of each letter, whichever way they read. */
static void
right_to_left_takes_back_the_last_space(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchTextRun run = {.font = {.family = "Noto Sans",
                                 .size = 2.5,
                                 .weight = 400,
                                 .letter_spacing = 1},
                        .text = "ישראל",
                        .align = MARCH_TEXT_ALIGN_MIDDLE,
                        .origin = {3, 4},
                        .color = MARCH_COLOR_BLACK};
    g_autofree char *svg = NULL;

    march_scene_add_text(scene, &run);
    svg = render(scene);
    assert_holds(svg,
                 "<text text-anchor=\"middle\" direction=\"rtl\" x=\"350\" y=\"400\"");
}

static void
text_along_follows_a_path(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    g_autoptr(MarchPath) path =
        march_path_new_line((MarchPoint){1, 1}, (MarchPoint){9, 1});
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 2.5, .weight = 400},
                        .text = "Исфара",
                        .color = MARCH_COLOR_BLACK};
    g_autofree char *svg = NULL;

    march_scene_add_text_along(scene, &run, path, 1.5);
    svg = render(scene);
    assert_holds(svg, "<path id=\"march-path-1\" fill=\"none\" d=\"M100 100l800 0\"/>");
    assert_holds(svg, "<textPath xlink:href=\"#march-path-1\" startOffset=\"150\">"
                      "Исфара</textPath>");
}

static void
icon_is_one_symbol_for_all_uses(void)
{
    static const char source[] = "<svg viewBox='0 0 10 10'><rect width='5' height='5'/>"
                                 "</svg>";
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    g_autoptr(GBytes) bytes = g_bytes_new_static(source, sizeof source - 1);
    MarchSceneIcon icon = {.rect = {1, 2, 3, 3}, .color = {1, 0, 0, 1}, .opacity = 1};
    g_autofree char *svg = NULL;
    char *second;

    icon.icon = march_scene_add_icon(scene, "own/square", bytes);
    march_scene_add_icon_item(scene, &icon);
    march_scene_add_icon_item(scene, &icon);
    svg = render(scene);
    assert_holds(svg, "<symbol id=\"march-icon-0-own-square\"");
    assert_holds(svg,
                 "<use xlink:href=\"#march-icon-0-own-square\" x=\"100\" y=\"200\" "
                 "width=\"300\" height=\"300\" color=\"#ff0000\"/>");
    second = strstr(strstr(svg, "<symbol") + 1, "<symbol");
    g_assert_null(second);
}

static void
image_is_png_data(void)
{
    static const guint32 pixels[] = {0xffff0000, 0xff00ff00};
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchSceneImage image = {
        .width = 2, .height = 1, .pixels = pixels, .rect = {0, 0, 4, 2}, .opacity = 1};
    g_autofree char *svg = NULL;

    march_scene_add_image(scene, &image);
    svg = render(scene);
    assert_holds(svg, "<image x=\"0\" y=\"0\" width=\"400\" height=\"200\" "
                      "preserveAspectRatio=\"none\" "
                      "xlink:href=\"data:image/png;base64,iVBORw0KGgo");
}

static void
only_used_patterns_are_written(void)
{
    g_autoptr(MarchScene) scene = march_scene_new(10, 10);
    MarchFill fill;
    g_autofree char *svg = NULL;

    march_fill_init(&fill);
    march_scene_take_pattern(scene, &(MarchPatternTile){1, 1, 0},
                             march_scene_new(1, 1));
    fill.pattern = march_scene_take_pattern(scene, &(MarchPatternTile){2, 3, 45},
                                            march_scene_new(2, 3));
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 5, 5}), &fill);
    svg = render(scene);
    g_assert_null(strstr(svg, "march-pattern-1"));
    assert_holds(svg, "<pattern id=\"march-pattern-2\" patternUnits=\"userSpaceOnUse\" "
                      "width=\"200\" height=\"300\" patternTransform=\"rotate(45)\">");
    assert_holds(svg, "fill=\"url(#march-pattern-2)\"");
}

static MarchScene *
scene_with_text(void)
{
    MarchScene *scene = march_scene_new(50, 20);
    MarchTextRun run = {.font = {.size = 3, .weight = 400},
                        .text = "Vorukh",
                        .origin = {5, 10},
                        .color = {0, 0, 0, 1}};

    march_scene_add_text(scene, &run);
    return scene;
}

static void
live_text_carries_no_letters(void)
{
    g_autoptr(MarchScene) scene = scene_with_text();
    MarchDocumentInfo info = {.title = "T"};
    g_autofree char *svg = render_as(scene, &info, MARCH_SVG_TEXT_LIVE);

    assert_holds(svg, ">Vorukh</text>");
    g_assert_null(strstr(svg, "@font-face"));
}

static void
outlined_text_is_a_path_that_says_its_words(void)
{
    g_autoptr(MarchScene) scene = scene_with_text();
    MarchDocumentInfo info = {.title = "T"};
    g_autofree char *svg = render_as(scene, &info, MARCH_SVG_TEXT_OUTLINE);

    assert_holds(svg, "<path role=\"img\" aria-label=\"Vorukh\"");
    /* the V of 3 mm, its top right corner: 0.714 em above the baseline */
    assert_holds(svg, " d=\"m680 786");
    g_assert_null(strstr(svg, "<text"));
    g_assert_null(strstr(svg, "@font-face"));
    /* curves with one control point each, as the font has them; steps along one axis */
    const char *data = strstr(strstr(svg, "aria-label"), " d=\"");
    g_autofree char *path = g_strndup(data + 4, strcspn(data + 4, "\""));
    g_assert_nonnull(strchr(path, 'q'));
    g_assert_null(strchr(path, 'c'));
    g_assert_nonnull(strchr(path, 'v'));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/render/svg/numbers-are-short", numbers_are_short);
    g_test_add_func("/render/svg/text-is-escaped", text_is_escaped);
    g_test_add_func("/render/svg/head-is-accessible-and-in-mm",
                    head_is_accessible_and_in_mm);
    g_test_add_func("/render/svg/recipe-is-metadata", recipe_is_metadata);
    g_test_add_func("/render/svg/groups-are-layers-with-data",
                    groups_are_layers_with_data);
    g_test_add_func("/render/svg/paths-step-between-rounded-points",
                    paths_step_between_rounded_points);
    g_test_add_func("/render/svg/parts-keep-their-dash-phase",
                    parts_keep_their_dash_phase);
    g_test_add_func("/render/svg/text-is-text", text_is_text);
    g_test_add_func("/render/svg/right-to-left-keeps-its-side",
                    right_to_left_keeps_its_side);
    g_test_add_func("/render/svg/right-to-left-takes-back-the-last-space",
                    right_to_left_takes_back_the_last_space);
    g_test_add_func("/render/svg/text-along-follows-a-path", text_along_follows_a_path);
    g_test_add_func("/render/svg/icon-is-one-symbol-for-all-uses",
                    icon_is_one_symbol_for_all_uses);
    g_test_add_func("/render/svg/image-is-png-data", image_is_png_data);
    g_test_add_func("/render/svg/live-text-carries-no-letters",
                    live_text_carries_no_letters);
    g_test_add_func("/render/svg/outlined-text-is-a-path-that-says-its-words",
                    outlined_text_is_a_path_that_says_its_words);
    g_test_add_func("/render/svg/only-used-patterns-are-written",
                    only_used_patterns_are_written);
    return g_test_run();
}
