/* SPDX-License-Identifier: MIT */
/*
 * Compares what a figure draws and says with a golden file:
 * golden-example FIGURE GOLDEN OUT [update]
 *
 * The text is the scene's dump and the diagnostics after it. When it differs, OUT
 * holds what came and the first lines that differ are printed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/data-path.h"
#include "figure/pipeline.h"

enum { SHOWN_MAX = 20 };

static void
need(gboolean is_done, GError *error)
{
    if (!is_done) {
        g_autofree char *line = march_error_format(error);

        g_printerr("%s\n", line);
        exit(1);
    }
}

/* Where the data lie differs from one machine to the next. */
static char *
folder_hide(const char *text, const char *folder)
{
    g_auto(GStrv) parts = g_strsplit(text, folder, -1);

    return g_strjoinv("{data}", parts);
}

static char *
figure_describe(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchTimings) timings = march_timings_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(MarchSession) session = NULL;
    g_autoptr(MarchSpec) spec = NULL;
    g_autoptr(MarchComposition) composition = NULL;
    g_autofree char *data = march_data_path(NULL, &error);
    g_autofree char *dump = NULL;
    MarchSpecOptions options = {0};

    need(data != NULL, error);
    session = march_session_new(data, &error);
    need(session != NULL, error);
    options.data_directory = data;
    spec = march_spec_load(path, &options, diagnostics, &error);
    need(spec != NULL, error);
    composition =
        march_pipeline_compose(session, spec, NULL, timings, diagnostics, &error);
    need(composition != NULL, error);
    dump = march_scene_dump(composition->scene);
    g_string_append_printf(text, "%s\n%s\n", dump, composition->description);
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        g_autofree char *line =
            march_diagnostic_format(march_diagnostics_get(diagnostics, i));

        g_string_append_printf(text, "%s\n", line);
    }
    return folder_hide(text->str, data);
}

/* Prints the first lines that differ; returns how many do. */
static int
lines_compare(const char *expected, const char *found)
{
    g_auto(GStrv) left = g_strsplit(expected, "\n", -1);
    g_auto(GStrv) right = g_strsplit(found, "\n", -1);
    gsize n_left = g_strv_length(left);
    gsize n_right = g_strv_length(right);
    int n_differ = 0;

    for (gsize i = 0; i < MAX(n_left, n_right); i++) {
        const char *a = i < n_left ? left[i] : "(end)";
        const char *b = i < n_right ? right[i] : "(end)";

        if (strcmp(a, b) != 0 && n_differ++ < SHOWN_MAX) {
            g_print("line %" G_GSIZE_FORMAT "\n  golden: %.200s\n  now:    %.200s\n",
                    i + 1, a, b);
        }
    }
    return n_differ;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *found = NULL;
    g_autofree char *expected = NULL;
    int n_differ;

    if (argc != 4 && !(argc == 5 && strcmp(argv[4], "update") == 0)) {
        g_printerr("usage: golden-example FIGURE GOLDEN OUT [update]\n");
        return 64;
    }
    found = figure_describe(argv[1]);
    need(g_file_set_contents(argc == 5 ? argv[2] : argv[3], found, -1, &error), error);
    if (argc == 5) {
        g_print("%s\n", argv[2]);
        return 0;
    }
    need(g_file_get_contents(argv[2], &expected, NULL, &error), error);
    n_differ = lines_compare(expected, found);
    if (n_differ > 0) {
        g_print("%d lines differ: compare %s with %s\n", n_differ, argv[2], argv[3]);
    }
    return n_differ > 0;
}
