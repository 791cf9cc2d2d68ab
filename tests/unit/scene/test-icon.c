/* SPDX-License-Identifier: MIT */
#include "scene/icon.h"

#include <string.h>

#include <math.h>

static MarchIcon *
parse(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    return march_icon_parse(bytes, error);
}

static const MarchIconShape *
shape_at(const MarchIcon *icon, guint index)
{
    return &g_array_index(icon->shapes, MarchIconShape, index);
}

static void
reads_a_maki_icon(void)
{
    g_autofree char *text = NULL;
    g_autoptr(MarchIcon) icon = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(
        MARCH_TEST_SOURCE_DIR "/styles/icons/maki/town.svg", &text, &length, NULL));
    icon = parse(text, NULL);
    g_assert_nonnull(icon);
    g_assert_cmpuint(icon->shapes->len, ==, 1);
    g_assert_cmpfloat_with_epsilon(icon->width, 15, 1e-9);
    g_assert_cmpint(shape_at(icon, 0)->fill.type, ==, MARCH_ICON_PAINT_TINT);
}

static void
every_bundled_icon_is_understood(void)
{
    static const char *const folders[] = {"maki", "temaki"};

    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *folder = g_build_filename(MARCH_TEST_SOURCE_DIR, "styles",
                                                   "icons", folders[i], NULL);
        g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
        const char *name;

        while ((name = g_dir_read_name(directory)) != NULL) {
            g_autofree char *path = g_build_filename(folder, name, NULL);
            g_autofree char *text = NULL;
            g_autoptr(GError) error = NULL;
            g_autoptr(MarchIcon) icon = NULL;

            if (!g_str_has_suffix(name, ".svg")) {
                continue;
            }
            g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
            icon = parse(text, &error);
            g_assert_no_error(error);
            g_assert_cmpuint(icon->shapes->len, >, 0);
        }
    }
}

static void
keeps_other_colours(void)
{
    g_autoptr(MarchIcon) icon =
        parse("<svg viewBox='0 0 10 10'><g fill='#f00'><rect width='5' height='5'/>"
              "<rect style='fill:black; stroke:currentColor' width='5' height='5'/></g>"
              "</svg>",
              NULL);

    g_assert_nonnull(icon);
    g_assert_cmpint(shape_at(icon, 0)->fill.type, ==, MARCH_ICON_PAINT_COLOR);
    g_assert_cmpfloat_with_epsilon(shape_at(icon, 0)->fill.color.red, 1, 1e-9);
    g_assert_cmpint(shape_at(icon, 1)->fill.type, ==, MARCH_ICON_PAINT_TINT);
    g_assert_cmpint(shape_at(icon, 1)->stroke.type, ==, MARCH_ICON_PAINT_TINT);
}

static void
applies_transforms_outer_first(void)
{
    g_autoptr(MarchIcon) icon =
        parse("<svg viewBox='0 0 10 10'><g transform='translate(1 2)'>"
              "<path transform='scale(2)' d='M1 1H2'/></g></svg>",
              NULL);
    const MarchIconSegment *segment;

    g_assert_nonnull(icon);
    segment = &g_array_index(shape_at(icon, 0)->segments, MarchIconSegment, 1);
    g_assert_cmpfloat_with_epsilon(segment->points[0].x, 5, 1e-9);
    g_assert_cmpfloat_with_epsilon(segment->points[0].y, 4, 1e-9);
}

/* The point where the last segment of @text ends. */
static MarchPoint
end_of(const char *text)
{
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(MarchIconSegment));
    const MarchIconSegment *last;

    g_assert_true(march_icon_path_parse(text, segments));
    last = &g_array_index(segments, MarchIconSegment, segments->len - 1);
    return last->points[last->op == MARCH_ICON_CURVE ? 2 : 0];
}

static void
path_commands_end_where_they_should(void)
{
    static const struct {
        const char *text;
        double x, y;
    } cases[] = {
        {"M1 2 3 4", 3, 4},         {"m1,2l3-4", 4, -2},
        {"M1 1h2v3", 3, 4},         {"M0 0c1 1 2 2 3 3s1 1 2 2", 5, 5},
        {"M0 0q1 1 2 0t2 0", 4, 0}, {"M0 0a1 1 0 01.5.5", 0.5, 0.5},
        {"M5 5L1 1z", 5, 5},        {"M1.5.5-1-1", -1, -1},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        MarchPoint end = end_of(cases[i].text);

        g_test_message("%s", cases[i].text);
        g_assert_cmpfloat_with_epsilon(end.x, cases[i].x, 1e-9);
        g_assert_cmpfloat_with_epsilon(end.y, cases[i].y, 1e-9);
    }
}

static void
arc_stays_on_its_circle(void)
{
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(MarchIconSegment));

    g_assert_true(march_icon_path_parse("M1 0A1 1 0 1 1 0 -1", segments));
    g_assert_cmpuint(segments->len, ==, 4); /* three quarters of the circle */
    for (guint i = 1; i < segments->len; i++) {
        MarchPoint point = g_array_index(segments, MarchIconSegment, i).points[2];

        g_assert_cmpfloat_with_epsilon(hypot(point.x, point.y), 1, 1e-9);
    }
}

static void
refuses(void)
{
    static const struct {
        const char *text;
        const char *message;
    } cases[] = {
        {"", "empty"},
        {"<svg", "XML"},
        {"<html/>", "<html>"},
        {"<svg/>", "viewBox"},
        {"<svg viewBox='0 0 1 1'/><path d='M1 1'/>", "<path>"},
        {"<svg viewBox='0 0 1 1'/><svg viewBox='0 0 1 1'/>", "<svg>"},
        {"<svg viewBox='0 0 10'/>", "viewBox"},
        {"<svg viewBox='0 0 1 1'><text>x</text></svg>", "<text>"},
        {"<svg viewBox='0 0 1 1'><script>x</script></svg>", "<script>"},
        {"<svg viewBox='0 0 1 1'><image href='x.png'/></svg>", "<image>"},
        {"<svg viewBox='0 0 1 1'><path d='L1 1'/></svg>", "<path>"},
        {"<svg viewBox='0 0 1 1'><path d='M1 nan'/></svg>", "<path>"},
        {"<svg viewBox='0 0 1 1'><path fill='url(#a)' d='M1 1'/></svg>", "url(#a)"},
        {"<svg viewBox='0 0 1 1'><g transform='spin(3)'/></svg>", "spin(3)"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchIcon) icon = parse(cases[i].text, &error);

        g_test_message("%s", cases[i].text);
        g_assert_null(icon);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

static void
refuses_deep_nesting(void)
{
    GString *text = g_string_new("<svg viewBox='0 0 1 1'>");
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIcon) icon = NULL;

    for (int i = 0; i < 5000; i++) {
        g_string_append(text, "<g>");
    }
    icon = parse(text->str, &error);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
    g_string_free(text, TRUE);
}

static void
ignores_what_draws_nothing(void)
{
    g_autoptr(MarchIcon) icon = parse(
        "<svg viewBox='0 0 1 1' xmlns:sodipodi='x'><title>t</title><defs><g><style/>"
        "</g></defs><sodipodi:namedview/><path display='none' d='M0 0L1 1'/>"
        "<path d='M0 0L1 1'/></svg>",
        NULL);

    g_assert_nonnull(icon);
    g_assert_cmpuint(icon->shapes->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scene/icon/reads-a-maki-icon", reads_a_maki_icon);
    g_test_add_func("/scene/icon/every-bundled-icon-is-understood",
                    every_bundled_icon_is_understood);
    g_test_add_func("/scene/icon/keeps-other-colours", keeps_other_colours);
    g_test_add_func("/scene/icon/applies-transforms-outer-first",
                    applies_transforms_outer_first);
    g_test_add_func("/scene/icon/path-commands-end-where-they-should",
                    path_commands_end_where_they_should);
    g_test_add_func("/scene/icon/arc-stays-on-its-circle", arc_stays_on_its_circle);
    g_test_add_func("/scene/icon/refuses", refuses);
    g_test_add_func("/scene/icon/refuses-deep-nesting", refuses_deep_nesting);
    g_test_add_func("/scene/icon/ignores-what-draws-nothing",
                    ignores_what_draws_nothing);
    return g_test_run();
}
