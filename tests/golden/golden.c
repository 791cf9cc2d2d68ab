/* SPDX-License-Identifier: MIT */
/*
 * golden check NAME EXPECTED OUT: renders the scene NAME and compares it with
 * EXPECTED/NAME.scene, .svg and .png; what differs is left in OUT with an index.html.
 * golden update NAME EXPECTED OUT: writes the expected files instead.
 * golden alike PICTURE PICTURE: whether two pictures look alike from afar.
 * golden list: names, sizes in mm and words of the scenes.
 *
 * Exit 0: as expected; 1: not; 77: other versions of the libraries, nothing compared.
 */
#include <cairo.h>
#include <pango/pango.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/document.h"
#include "output/png.h"
#include "scenes.h"

#define DPI         150
#define CHANNEL_MAX 2
#define SKIPPED     77

typedef struct {
    const GoldenScene *scene;
    const char *expected;
    const char *out;
    gboolean is_update;
    gboolean has_failed;
} Golden;

static char *
file_path(const char *folder, const Golden *golden, const char *ending)
{
    return g_strdup_printf("%s/%s%s", folder, golden->scene->name, ending);
}

static void
save(const char *path, const void *data, gsize length)
{
    g_autoptr(GError) error = NULL;

    if (!g_file_set_contents(path, data, (gssize)length, &error)) {
        g_error("%s", error->message);
    }
}

static void
report(Golden *golden, const char *what)
{
    g_printerr("%s: %s\n", golden->scene->name, what);
    golden->has_failed = TRUE;
}

static void
check_text(Golden *golden, const char *ending, const char *text)
{
    g_autofree char *path = file_path(golden->expected, golden, ending);
    g_autofree char *out = file_path(golden->out, golden, ending);
    g_autofree char *expected = NULL;

    if (golden->is_update) {
        save(path, text, strlen(text));
        return;
    }
    save(out, text, strlen(text));
    if (!g_file_get_contents(path, &expected, NULL, NULL)) {
        report(golden, "no expected file; run the update-goldens target and look");
    } else if (strcmp(expected, text) != 0) {
        g_autofree char *message =
            g_strdup_printf("%s differs: diff -u %s %s", ending, path, out);

        report(golden, message);
    }
}

/* The fonts' bytes depend on the versions of HarfBuzz and libdeflate. */
static char *
normalise_svg(GBytes *svg)
{
    gsize length;
    const char *data = g_bytes_get_data(svg, &length);
    g_autofree char *text = g_strndup(data, length);
    g_autoptr(GRegex) fonts =
        g_regex_new("(data:font/woff;base64,)[A-Za-z0-9+/=]+", 0, 0, NULL);

    return g_regex_replace(fonts, text, -1, 0, "\\1...", 0, NULL);
}

/* What differs in any channel by how much, as grey on white; the largest difference. */
static int
compare_surfaces(cairo_surface_t *one, cairo_surface_t *other, const char *diff_path)
{
    int width = cairo_image_surface_get_width(one);
    int height = cairo_image_surface_get_height(one);
    cairo_surface_t *diff =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    int stride = cairo_image_surface_get_stride(diff);
    int largest = 0;

    for (int y = 0; y < height; y++) {
        const guint8 *a =
            cairo_image_surface_get_data(one) + y * cairo_image_surface_get_stride(one);
        const guint8 *b = cairo_image_surface_get_data(other) +
                          y * cairo_image_surface_get_stride(other);
        guint8 *row = cairo_image_surface_get_data(diff) + y * stride;

        for (int x = 0; x < 4 * width; x += 4) {
            int most = MAX(ABS(a[x] - b[x]), ABS(a[x + 1] - b[x + 1]));

            most = MAX(most, ABS(a[x + 2] - b[x + 2]));
            largest = MAX(largest, most);
            memset(row + x, most > CHANNEL_MAX ? 0 : 255 - 8 * most, 4);
        }
    }
    cairo_surface_mark_dirty(diff);
    if (largest > CHANNEL_MAX) {
        cairo_surface_write_to_png(diff, diff_path);
    }
    cairo_surface_destroy(diff);
    return largest;
}

static void
compare_pictures(Golden *golden, const char *path, const char *out)
{
    cairo_surface_t *expected = cairo_image_surface_create_from_png(path);
    cairo_surface_t *actual = cairo_image_surface_create_from_png(out);
    g_autofree char *diff = file_path(golden->out, golden, ".diff.png");

    if (cairo_surface_status(expected) != CAIRO_STATUS_SUCCESS) {
        report(golden, "no expected picture; run the update-goldens target and look");
    } else if (cairo_image_surface_get_width(expected) !=
                   cairo_image_surface_get_width(actual) ||
               cairo_image_surface_get_height(expected) !=
                   cairo_image_surface_get_height(actual)) {
        report(golden, "the picture has another size");
    } else {
        int largest = compare_surfaces(expected, actual, diff);

        if (largest > CHANNEL_MAX) {
            g_autofree char *message =
                g_strdup_printf("the picture differs by %d of 255: %s", largest, diff);

            report(golden, message);
        }
    }
    cairo_surface_destroy(expected);
    cairo_surface_destroy(actual);
}

static void
check_picture(Golden *golden, GBytes *png)
{
    g_autofree char *path = file_path(golden->expected, golden, ".png");
    g_autofree char *out = file_path(golden->out, golden, ".png");
    gsize length;
    const void *data = g_bytes_get_data(png, &length);

    save(golden->is_update ? path : out, data, length);
    if (!golden->is_update) {
        compare_pictures(golden, path, out);
    }
}

/* A page that shows expected, actual and difference side by side. */
static void
write_index(const Golden *golden)
{
    g_autofree char *path = file_path(golden->out, golden, ".html");
    g_autofree char *page = g_strdup_printf(
        "<!doctype html><title>%s</title><h1>%s</h1><p>expected, actual, difference</p>"
        "<img src=\"file://%s/%s.png\"> <img src=\"%s.png\"> <img src=\"%s.diff.png\">\n",
        golden->scene->name, golden->scene->name, golden->expected, golden->scene->name,
        golden->scene->name, golden->scene->name);

    save(path, page, strlen(page));
}

static void
run(Golden *golden, MarchTextEngine *engine)
{
    static const char *const recipe[] = {"version", "golden", NULL};
    MarchDocumentInfo info = {.title = golden->scene->name,
                              .description = "A golden scene",
                              .recipe = recipe};
    MarchDocumentOptions options = {.dpi = DPI};
    g_autoptr(MarchScene) scene = golden_scene_build(golden->scene, engine);
    g_autofree char *dump = march_scene_dump(scene);
    g_autofree char *svg_text = NULL;
    GBytes *documents[3];
    static const char *const endings[] = {".full.png", ".pdf", ".full.svg"};

    for (int format = MARCH_FORMAT_PNG; format <= MARCH_FORMAT_SVG; format++) {
        g_autofree char *out = file_path(golden->out, golden, endings[format]);
        g_autoptr(GError) error = NULL;
        gsize length;
        const void *data;

        documents[format] = march_document_encode(scene, engine, (MarchFormat)format,
                                                  &options, &info, &error);
        if (documents[format] == NULL) {
            g_error("%s", error->message);
        }
        data = g_bytes_get_data(documents[format], &length);
        save(out, data, length);
    }
    svg_text = normalise_svg(documents[MARCH_FORMAT_SVG]);
    check_text(golden, ".scene", dump);
    check_text(golden, ".svg", svg_text);
    check_picture(golden, documents[MARCH_FORMAT_PNG]);
    for (int format = MARCH_FORMAT_PNG; format <= MARCH_FORMAT_SVG; format++) {
        g_bytes_unref(documents[format]);
    }
}

/* The pictures were made with Debian 12's libraries; others may draw otherwise. */
static gboolean
libraries_are_known(void)
{
    return cairo_version() / 100 == 116 && pango_version() / 100 == 150;
}

#define AFAR      12 /* cells across and down */
#define ALIKE_MAX 30 /* of 255, between the means of two cells */

/* The mean of each channel over a cell of @picture. */
static void
average_cell(cairo_surface_t *picture, int column, int row, double mean[3])
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    int stride = cairo_image_surface_get_stride(picture);
    const guint8 *data = cairo_image_surface_get_data(picture);
    int count = 0;

    for (int y = row * height / AFAR; y < (row + 1) * height / AFAR; y++) {
        for (int x = column * width / AFAR; x < (column + 1) * width / AFAR; x++) {
            for (int k = 0; k < 3; k++) {
                mean[k] += data[y * stride + 4 * x + k];
            }
            count++;
        }
    }
    for (int k = 0; k < 3 && count > 0; k++) {
        mean[k] /= count;
    }
}

static gboolean
look_alike(const char *one_path, const char *other_path)
{
    cairo_surface_t *one = cairo_image_surface_create_from_png(one_path);
    cairo_surface_t *other = cairo_image_surface_create_from_png(other_path);
    double largest = cairo_surface_status(one) == CAIRO_STATUS_SUCCESS &&
                             cairo_surface_status(other) == CAIRO_STATUS_SUCCESS
                         ? 0
                         : 255;

    for (int cell = 0; largest < 255 && cell < AFAR * AFAR; cell++) {
        double a[3] = {0}, b[3] = {0};

        average_cell(one, cell % AFAR, cell / AFAR, a);
        average_cell(other, cell % AFAR, cell / AFAR, b);
        for (int k = 0; k < 3; k++) {
            largest = MAX(largest, MAX(a[k] - b[k], b[k] - a[k]));
        }
    }
    cairo_surface_destroy(one);
    cairo_surface_destroy(other);
    if (largest > ALIKE_MAX) {
        g_printerr("means of cells differ by %.0f of 255\n", largest);
    }
    return largest <= ALIKE_MAX;
}

static void
list_scenes(void)
{
    for (guint i = 0; i < n_golden_scenes; i++) {
        printf("%s\t%g\t%g\t%s\n", golden_scenes[i].name, golden_scenes[i].width,
               golden_scenes[i].height,
               golden_scenes[i].words != NULL ? golden_scenes[i].words : "");
    }
}

static const GoldenScene *
find_scene(const char *name)
{
    for (guint i = 0; i < n_golden_scenes; i++) {
        if (strcmp(golden_scenes[i].name, name) == 0) {
            return &golden_scenes[i];
        }
    }
    return NULL;
}

int
main(int argc, char **argv)
{
    Golden golden = {0};
    g_autoptr(MarchTextEngine) engine = NULL;

    if (argc == 2 && strcmp(argv[1], "list") == 0) {
        list_scenes();
        return 0;
    }
    if (argc == 4 && strcmp(argv[1], "alike") == 0) {
        return look_alike(argv[2], argv[3]) ? 0 : 1;
    }
    if (argc != 5 || (golden.scene = find_scene(argv[2])) == NULL) {
        g_printerr("usage: golden check|update NAME EXPECTED OUT, or golden list\n");
        return 2;
    }
    golden.is_update = strcmp(argv[1], "update") == 0;
    if (!libraries_are_known()) {
        g_printerr("SKIPPED: made for cairo 1.16 and Pango 1.50\n");
        return SKIPPED;
    }
    golden.expected = argv[3];
    golden.out = argv[4];
    g_mkdir_with_parents(golden.out, 0777);
    engine = march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);
    g_assert(engine != NULL);
    run(&golden, engine);
    if (golden.has_failed) {
        write_index(&golden);
    }
    return golden.has_failed ? 1 : 0;
}
