/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/caret.h"
#include "base/data-path.h"
#include "commands.h"
#include "figure/style-fonts.h"
#include "geodata/layer.h"
#include "report.h"
#include "style-render.h"
#include "style/eval-line.h"
#include "style/style.h"

static char *
styles_directory(const char *data_directory, GError **error)
{
    g_autofree char *data = march_data_path(data_directory, error);

    return data != NULL ? g_build_filename(data, "styles", NULL) : NULL;
}

/* A bare word is the name of a bundled style. */
static char *
style_path(const char *name, const char *directory)
{
    g_autofree char *file = NULL;

    if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".json") ||
        directory == NULL) {
        return g_strdup(name);
    }
    file = g_strconcat(name, ".json", NULL);
    return g_build_filename(directory, file, NULL);
}

static gboolean
has_file(const MarchStyleSource *source)
{
    return source->location != NULL && !g_str_has_prefix(source->location, "pack:") &&
           !g_str_has_prefix(source->location, "figure:");
}

/* @error becomes a diagnostic, to be told in the order of lines; its exit code. */
static int
take_error(const GError *error, MarchLocation where, MarchDiagnostics *diagnostics)
{
    MarchLocation place = march_error_get_location(error);

    march_diagnostics_add(diagnostics, MARCH_SEVERITY_ERROR, "style",
                          place.file != NULL ? place : where, NULL, "%s",
                          error->message);
    return march_error_exit_code(error);
}

/* Reads the files that the style draws; tells of each that cannot be read. */
static int
check_files(const MarchStyle *style, MarchDiagnostics *diagnostics)
{
    int status = 0;

    for (guint i = 0; i < march_style_count_sources(style); i++) {
        const MarchStyleSource *source = march_style_get_source(style, i);
        g_autoptr(MarchFeatures) features = NULL;
        g_autoptr(GError) error = NULL;
        MarchLayerOptions options;

        if (!has_file(source)) {
            continue;
        }
        if (!g_file_test(source->location, G_FILE_TEST_EXISTS)) {
            march_error_set(&error, MARCH_ERROR_NOT_FOUND, source->where,
                            "source \"%s\": there is no file \"%s\"", source->id,
                            source->location);
        } else if (!source->is_raster) {
            march_layer_options_init(&options);
            options.layer = source->layer_name;
            features =
                march_layer_read(source->location, &options, diagnostics, &error);
        }
        if (error != NULL) {
            status = take_error(error, source->where, diagnostics);
        }
    }
    return status;
}

/* Each with its line of the style below it. */
static void
report_with_carets(const MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *diagnostic = march_diagnostics_get(diagnostics, i);
        g_autofree char *line = march_diagnostic_format(diagnostic);
        g_autofree char *caret = diagnostic->where.line > 0
                                     ? march_caret_format_file(diagnostic->where)
                                     : NULL;

        g_printerr("%s\n%s", line, caret != NULL ? caret : "");
    }
}

static int
check_one(const char *name, const char *directory)
{
    const MarchStyleOptions options = {.style_directory = directory};
    g_autofree char *path = style_path(name, directory);
    g_autofree char *icons =
        directory != NULL ? g_build_filename(directory, "icons", NULL) : NULL;
    g_autofree char *fonts =
        directory != NULL ? g_build_filename(directory, "fonts", NULL) : NULL;
    int status;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchStyle) style = march_style_load(path, &options, diagnostics, &error);

    if (style == NULL) {
        status = take_error(error, MARCH_LOCATION_NONE, diagnostics);
    } else {
        march_style_check(style, icons, diagnostics);
        if (fonts != NULL) {
            march_style_fonts_check(style, fonts, diagnostics);
        }
        status = check_files(style, diagnostics);
    }
    march_diagnostics_sort(diagnostics);
    report_with_carets(diagnostics);
    if (status != 0) {
        return status;
    }
    g_print("%s: %u layers, %u sources\n", path, march_style_count_layers(style),
            march_style_count_sources(style));
    return 0;
}

static int
run_check(int argc, char **argv)
{
    char *data_directory = NULL;
    const GOptionEntry entries[] = {
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_directory,
         "Read the program's data from DIR", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    g_autofree char *owned = NULL;
    g_autofree char *directory = NULL;
    int status = 0;

    if (!march_report_parse_options(
            &argc, &argv, "FILE…",
            "Checks styles: what is outside the profile is named with its place.",
            "marchland style check styles/report.json", entries, &status)) {
        return status;
    }
    owned = data_directory;
    if (argc < 2) {
        return march_report_usage("style check", "expected at least one style");
    }
    directory = styles_directory(owned, NULL);
    for (int i = 1; i < argc; i++) {
        int result = check_one(argv[i], directory);

        status = status == 0 ? result : status;
    }
    return status;
}

/* Answers each line at once, so that a caller can wait for it. */
static int
eval_lines(FILE *input)
{
    g_autoptr(GString) answer = g_string_new(NULL);
    char *line = NULL;
    size_t capacity = 0;
    int number = 0, status = 0;

    while (getline(&line, &capacity, input) >= 0) {
        g_autoptr(GError) error = NULL;

        number++;
        if (g_strstrip(line)[0] == '\0') {
            continue;
        }
        g_string_truncate(answer, 0);
        if (!march_style_eval_line(line, strlen(line), answer, &error)) {
            march_error_add_location(error, march_location_new("-", number, 0));
            status = march_report_error(error);
            continue;
        }
        g_print("%s\n", answer->str);
        fflush(stdout);
    }
    free(line);
    return status;
}

static int
run_eval(int argc, char **argv)
{
    const GOptionEntry entries[] = {G_OPTION_ENTRY_NULL};
    int status = 0;

    if (!march_report_parse_options(
            &argc, &argv, "",
            "Evaluates style expressions: reads JSON lines, answers each with one.",
            "echo '{\"id\":1,\"expression\":[\"+\",1,2],\"inputs\":[[{},{}]]}' | "
            "marchland style eval",
            entries, &status)) {
        return status;
    }
    if (argc != 1) {
        return march_report_usage("style eval", "expected no arguments, got %d",
                                  argc - 1);
    }
    return eval_lines(stdin);
}

int
march_command_style(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {{"check", run_check},
                    {"eval", run_eval},
                    {"render", march_style_command_render}};

    if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        g_print(
            "Usage: marchland style check FILE…\n"
            "       marchland style eval\n"
            "       marchland style render --style FILE --size WxH --center LON,LAT\n"
            "                 --zoom Z -o FILE\n\n"
            "Checks styles, evaluates their expressions, draws them alone.\n"
            "\"marchland style render --help\" tells more.\n");
        return 0;
    }
    for (gsize i = 0; argc >= 2 && i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            g_autofree char *command = g_strconcat("style ", commands[i].name, NULL);

            argv[1] = command; /* what --help and usage errors call it */
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    return march_report_usage("style", "expected check, eval or render%s%s",
                              argc >= 2 ? ", got " : "", argc >= 2 ? argv[1] : "");
}
