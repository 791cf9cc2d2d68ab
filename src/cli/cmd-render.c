/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "commands.h"
#include "figure-options.h"
#include "geocode-progress.h"
#include "report.h"

static void
progress_tell(guint64 rows, guint64 bytes, guint64 total, gpointer data)
{
    march_progress_update(data, rows, bytes, total);
}

static int
figure_run(const char *path, const MarchCommandOptions *options, gboolean check_only)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) overrides = march_command_options_get_overrides(options);
    g_autoptr(MarchSession) session = march_session_new(options->data, &error);
    g_autoptr(MarchResult) result = NULL;
    MarchProgress progress;
    int status;
    MarchFigureOptions figure = {
        .outputs = (const char *const *)options->outputs,
        .overrides = (const char *const *)overrides->pdata,
        .picks = (const char *const *)options->picks,
        .strict = options->strict,
        .check_only = check_only,
        .progress = progress_tell,
        .progress_data = &progress,
    };

    if (session == NULL) {
        return march_report_error(error);
    }
    march_progress_init(&progress);
    progress.is_wanted = isatty(STDERR_FILENO) == 1 && !options->quiet;
    result = march_session_render(session, path, &figure, &error);
    march_progress_wipe(&progress);
    status = march_command_report_result(result, options, error);
    if (check_only && error == NULL && !options->quiet) {
        g_print("%s: %u warnings\n", path, march_result_count_warnings(result));
    }
    return status;
}

int
march_command_render(int argc, char **argv)
{
    g_auto(MarchCommandOptions) options = {0};
    int status = 0;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "Write FILE (.png, .svg, .pdf) instead of the figure file's outputs", "FILE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of,
         "Show the situation of DATE", "DATE"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &options.view,
         "Whose point of view: defacto, all, un or a country code", "CODE"},
        {"svg-text", 0, 0, G_OPTION_ARG_STRING, &options.svg_text,
         "Text in SVG files: embed, live or outline", "HOW"},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overrides,
         "Replace a value of the figure file", "KEY=VALUE"},
        {"pick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.picks,
         "Choose what an ambiguous name means: a number, id, country or region",
         "NAME=CHOICE"},
        {"allow-network", 0, 0, G_OPTION_ARG_NONE, &options.allow_network,
         "Let tables of incidents come from a database", NULL},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
         "Fail on any warning and write nothing", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Print nothing but errors",
         NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
         "Print notes as well as warnings", NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &options.timings,
         "Print the time of each stage", NULL},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Read the program's data from DIR", "DIR"},
        G_OPTION_ENTRY_NULL};

    if (!march_report_parse_options(&argc, &argv, "FIGURE", "Draws a figure.",
                                    "marchland render figure.yaml -o figure.png",
                                    entries, &status)) {
        return status;
    }
    if (argc != 2) {
        return march_report_usage("render", "expected one figure file, got %d",
                                  argc - 1);
    }
    return figure_run(argv[1], &options, FALSE);
}

int
march_command_check(int argc, char **argv)
{
    g_auto(MarchCommandOptions) options = {0};
    int status = 0;
    const GOptionEntry entries[] = {
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overrides,
         "Replace a value of the figure file", "KEY=VALUE"},
        {"pick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.picks,
         "Choose what an ambiguous name means", "NAME=CHOICE"},
        {"allow-network", 0, 0, G_OPTION_ARG_NONE, &options.allow_network,
         "Let tables of incidents come from a database", NULL},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "Fail on any warning",
         NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Print nothing but errors",
         NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
         "Print notes as well as warnings", NULL},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Read the program's data from DIR", "DIR"},
        G_OPTION_ENTRY_NULL};

    if (!march_report_parse_options(&argc, &argv, "FIGURE",
                                    "Does all that render does but draw and write.",
                                    "marchland check figure.yaml", entries, &status)) {
        return status;
    }
    if (argc != 2) {
        return march_report_usage("check", "expected one figure file, got %d",
                                  argc - 1);
    }
    return figure_run(argv[1], &options, TRUE);
}
