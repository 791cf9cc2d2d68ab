/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "marchland.h"
#include "report.h"

/* The options of render and check; strings are ours. */
typedef struct {
    char **outputs;
    char **overrides;
    char **picks;
    char *as_of;
    char *view;
    char *data;
    gboolean strict;
    gboolean quiet;
    gboolean verbose;
    gboolean timings;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->outputs);
    g_strfreev(options->overrides);
    g_strfreev(options->picks);
    g_free(options->as_of);
    g_free(options->view);
    g_free(options->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* --set, --as-of and --view are all overrides of the figure file. */
static GPtrArray *
overrides_collect(const Options *options)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

    if (options->as_of != NULL) {
        g_ptr_array_add(all, g_strdup_printf("as-of=%s", options->as_of));
    }
    if (options->view != NULL) {
        g_ptr_array_add(all, g_strdup_printf("view=%s", options->view));
    }
    for (char **text = options->overrides; text != NULL && *text != NULL; text++) {
        g_ptr_array_add(all, g_strdup(*text));
    }
    g_ptr_array_add(all, NULL);
    return all;
}

static void
messages_print(const MarchResult *result, const Options *options)
{
    guint unsaid = 0;

    for (guint i = 0; i < march_result_count_messages(result) && !options->quiet; i++) {
        if (march_result_is_note(result, i) && !options->verbose) {
            unsaid++;
        } else {
            g_printerr("%s\n", march_result_get_message(result, i));
        }
    }
    if (unsaid > 0) {
        g_printerr("%u note%s more; -v prints them\n", unsaid, unsaid == 1 ? "" : "s");
    }
}

static int
figure_run(const char *path, const Options *options, gboolean check_only)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) overrides = overrides_collect(options);
    g_autoptr(MarchSession) session = march_session_new(options->data, &error);
    g_autoptr(MarchResult) result = NULL;
    MarchFigureOptions figure = {
        .outputs = (const char *const *)options->outputs,
        .overrides = (const char *const *)overrides->pdata,
        .picks = (const char *const *)options->picks,
        .strict = options->strict,
        .check_only = check_only,
    };

    if (session == NULL) {
        return march_report_error(error);
    }
    result = march_session_render(session, path, &figure, &error);
    messages_print(result, options);
    if (options->timings) {
        g_printerr("%s", march_result_get_timings(result));
    }
    if (error != NULL) {
        return march_report_error(error);
    }
    for (guint i = 0; i < march_result_count_outputs(result) && !options->quiet; i++) {
        g_print("%s\n", march_result_get_output(result, i));
    }
    if (check_only && !options->quiet) {
        g_print("%s: %u warnings\n", path, march_result_count_warnings(result));
    }
    return march_result_count_failures(result) > 0 ? 1 : 0;
}

int
march_command_render(int argc, char **argv)
{
    g_auto(Options) options = {0};
    int status = 0;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "Write FILE (.png, .svg, .pdf) instead of the figure file's outputs", "FILE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of,
         "Show the situation of DATE", "DATE"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &options.view,
         "Whose point of view: defacto, all, un or a country code", "CODE"},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overrides,
         "Replace a value of the figure file", "KEY=VALUE"},
        {"pick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.picks,
         "Choose what an ambiguous name means: a number, id, country or region",
         "NAME=CHOICE"},
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
    g_auto(Options) options = {0};
    int status = 0;
    const GOptionEntry entries[] = {
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overrides,
         "Replace a value of the figure file", "KEY=VALUE"},
        {"pick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.picks,
         "Choose what an ambiguous name means", "NAME=CHOICE"},
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
