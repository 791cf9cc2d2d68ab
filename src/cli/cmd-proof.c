/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "figure-options.h"
#include "report.h"

/* "KG,TJ,defacto" as a list; (transfer full), NULL stays NULL. */
static char **
views_split(const char *text)
{
    g_autoptr(GPtrArray) views = g_ptr_array_new();
    g_auto(GStrv) parts = text != NULL ? g_strsplit(text, ",", -1) : NULL;

    if (text == NULL) {
        return NULL;
    }
    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0') {
            g_ptr_array_add(views, g_strdup(*part));
        }
    }
    g_ptr_array_add(views, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&views), FALSE);
}

static int
proof_run(const char *path,
          const MarchCommandOptions *options,
          const MarchProofOptions *proof)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) overrides = march_command_options_get_overrides(options);
    g_autoptr(MarchSession) session = march_session_new(options->data, &error);
    g_autoptr(MarchResult) result = NULL;
    const MarchFigureOptions figure = {
        .outputs = (const char *const *)options->outputs,
        .overrides = (const char *const *)overrides->pdata,
        .picks = (const char *const *)options->picks,
        .strict = options->strict,
    };

    if (session == NULL) {
        return march_report_error(error);
    }
    result = march_session_proof(session, path, proof, &figure, &error);
    return march_command_report_result(result, options, error);
}

int
march_command_proof(int argc, char **argv)
{
    g_auto(MarchCommandOptions) options = {0};
    g_autofree char *text = NULL;
    g_auto(GStrv) views = NULL;
    int columns = 0;
    int status = 0;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "Write FILE (.png, .svg, .pdf) instead of FIGURE-proof.pdf", "FILE"},
        {"views", 0, 0, G_OPTION_ARG_STRING, &text,
         "Views to show, in order: defacto, all, un, country codes", "VIEW,…"},
        {"columns", 0, 0, G_OPTION_ARG_INT, &columns,
         "How many maps stand side by side (default 2, or 3 for over four views)", "N"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of,
         "Show the situation of DATE", "DATE"},
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

    if (!march_report_parse_options(
            &argc, &argv, "FIGURE",
            "Draws a figure in several views side by side, and what differs.",
            "marchland proof figure.yaml --views KG,TJ,defacto,all -o proof.pdf",
            entries, &status)) {
        return status;
    }
    if (argc != 2) {
        return march_report_usage("proof", "expected one figure file, got %d",
                                  argc - 1);
    }
    if (columns < 0) {
        return march_report_usage("proof", "--columns %d; expected 1 to 4", columns);
    }
    views = views_split(text);
    if (views != NULL && views[0] == NULL) {
        return march_report_usage("proof", "--views \"%s\" names no view", text);
    }
    const MarchProofOptions proof = {(const char *const *)views, (guint)columns};

    return proof_run(argv[1], &options, &proof);
}
