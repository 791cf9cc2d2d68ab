/* SPDX-License-Identifier: MIT */
#include "output/document.h"

#include <string.h>

static const char *const recipe[] = {
    "version", "0.1.0", "figure-hash", "ab(c)\\12", "view", "все\nстроки", NULL};

static MarchScene *
create_scene(void)
{
    MarchScene *scene = march_scene_new(40, 20);
    MarchFill fill;
    MarchTextRun run = {.font = {.family = "Noto Sans", .size = 4, .weight = 400},
                        .text = "Баткен باتکن",
                        .origin = {2, 10},
                        .color = MARCH_COLOR_BLACK,
                        .halo_color = MARCH_COLOR_WHITE,
                        .halo_width = 0.5};

    march_fill_init(&fill);
    fill.color = (MarchColor){0.9, 0.9, 1, 1};
    march_scene_take_fill(scene, march_path_new_rect((MarchRect){0, 0, 40, 20}), &fill);
    march_scene_add_text(scene, &run);
    return scene;
}

static GBytes *
encode(MarchFormat format, const MarchDocumentInfo *info)
{
    g_autoptr(MarchTextEngine) engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);
    g_autoptr(MarchScene) scene = create_scene();
    MarchDocumentOptions options = {.dpi = 96};
    g_autoptr(GError) error = NULL;
    GBytes *bytes =
        march_document_encode(scene, engine, format, &options, info, &error);

    g_assert_no_error(error);
    return bytes;
}

static const MarchDocumentInfo full_info = {.title = "Clashes — бой",
                                            .description = "Alt text",
                                            .author = "Analyst",
                                            .credits = "© OpenStreetMap contributors",
                                            .recipe = recipe,
                                            .creation_time = 1619827200};

static void
recipe_comes_back(gconstpointer data)
{
    g_autoptr(GBytes) bytes = encode((MarchFormat)GPOINTER_TO_INT(data), &full_info);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = march_document_explain(bytes, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(text, ==,
                    "version: 0.1.0\nfigure-hash: ab(c)\\12\nview: все строки\n");
}

static void
same_input_same_bytes(gconstpointer data)
{
    MarchFormat format = (MarchFormat)GPOINTER_TO_INT(data);
    g_autoptr(GBytes) one = encode(format, &full_info);
    g_autoptr(GBytes) other = encode(format, &full_info);

    g_assert_true(g_bytes_equal(one, other));
}

static void
works_without_information(gconstpointer data)
{
    static const MarchDocumentInfo none = {0};
    g_autoptr(GBytes) bytes = encode((MarchFormat)GPOINTER_TO_INT(data), &none);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = march_document_explain(bytes, &error);

    g_assert_null(text);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "no recipe"));
}

static void
format_by_ending(void)
{
    MarchFormat format = MARCH_FORMAT_PNG;

    g_assert_true(march_format_from_path("a/b.SVG", &format));
    g_assert_cmpint(format, ==, MARCH_FORMAT_SVG);
    g_assert_true(march_format_from_path("b.pdf", &format));
    g_assert_cmpint(format, ==, MARCH_FORMAT_PDF);
    g_assert_false(march_format_from_path("b.jpeg", &format));
    g_assert_false(march_format_from_path("png", &format));
}

static void
foreign_files_are_told(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static("GIF89a", 6);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = march_document_explain(bytes, &error);

    g_assert_null(text);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(strstr(error->message, "neither"));
}

/* A recipe in a hostile file must not drive the terminal. */
static void
control_characters_are_spaces(void)
{
    static const char svg[] = "<?xml version='1.0'?><svg><march:recipe x='y'>"
                              "<march:entry key='view'>a&#27;[2Jb&#10;c</march:entry>"
                              "<march:entry key='Bad Key'>x</march:entry>"
                              "</march:recipe></svg>";
    g_autoptr(GBytes) bytes = g_bytes_new_static(svg, sizeof svg - 1);
    g_autofree char *text = march_document_explain(bytes, NULL);

    g_assert_cmpstr(text, ==, "view: a [2Jb c\n");
}

static void
every_truncation_is_survived(gconstpointer data)
{
    g_autoptr(GBytes) bytes = encode((MarchFormat)GPOINTER_TO_INT(data), &full_info);
    gsize size = g_bytes_get_size(bytes);

    for (gsize length = 0; length < size; length += 1 + length / 40) {
        g_autofree guint8 *copy = g_memdup2(g_bytes_get_data(bytes, NULL), length);
        g_autoptr(GBytes) part = g_bytes_new(copy, length);
        g_autofree char *text = march_document_explain(part, NULL);

        g_assert_true(text == NULL || g_str_has_prefix(text, "version: "));
    }
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        GTestDataFunc function;
    } tests[] = {
        {"recipe-comes-back", recipe_comes_back},
        {"same-input-same-bytes", same_input_same_bytes},
        {"works-without-information", works_without_information},
        {"every-truncation-is-survived", every_truncation_is_survived},
    };
    static const char *const formats[] = {"png", "pdf", "svg"};

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
        for (int format = MARCH_FORMAT_PNG; format <= MARCH_FORMAT_SVG; format++) {
            g_autofree char *path = g_strdup_printf("/output/document/%s/%s",
                                                    tests[i].name, formats[format]);

            g_test_add_data_func(path, GINT_TO_POINTER(format), tests[i].function);
        }
    }
    g_test_add_func("/output/document/format-by-ending", format_by_ending);
    g_test_add_func("/output/document/foreign-files-are-told", foreign_files_are_told);
    g_test_add_func("/output/document/control-characters-are-spaces",
                    control_characters_are_spaces);
    return g_test_run();
}
