/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/data-path.h"
#include "commands.h"
#include "geocode-countries.h"
#include "geocode-map.h"
#include "geocode-run.h"
#include "report.h"

#define JOB_LIMIT 64

/* The options, as given; strings are ours. */
typedef struct {
    char *input, *country, *gazetteer, *format, *as_of, *data;
    char **places, **outputs;
    int limit, jobs;
    gboolean verbose;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->input);
    g_free(options->country);
    g_free(options->gazetteer);
    g_free(options->format);
    g_free(options->as_of);
    g_free(options->data);
    g_strfreev(options->places);
    g_strfreev(options->outputs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static MarchGazetteer *
open_gazetteer(const Options *options, GError **error)
{
    g_autofree char *path = g_strdup(options->gazetteer);
    if (path == NULL) {
        g_autofree char *folder = march_data_path(options->data, error);
        if (folder == NULL) {
            return NULL;
        }
        path = g_build_filename(folder, "gazetteer.idx", NULL);
    }
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(path, error);
    if (gazetteer == NULL) {
        return NULL;
    }
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    gboolean done = TRUE;
    for (guint i = 0; done && options->places != NULL && options->places[i] != NULL;
         i++) {
        done = march_gazetteer_add_places(gazetteer, options->places[i], diagnostics,
                                          error);
    }
    march_report_diagnostics(diagnostics, !options->verbose);
    return done ? g_steal_pointer(&gazetteer) : NULL;
}

/** What the command is called with must go together; 0 when it does. */
static int
check_options(const Options *options, int argc)
{
    if ((options->input != NULL) == (argc > 1)) {
        return march_report_usage("geocode",
                                  "expected names, or --input with a file of them");
    }
    if (options->limit < 1 || options->limit > 100) {
        return march_report_usage("geocode", "--limit %d is not from 1 to 100",
                                  options->limit);
    }
    if (options->jobs < 0 || options->jobs > JOB_LIMIT) {
        return march_report_usage("geocode", "--jobs %d is not from 1 to %d",
                                  options->jobs, JOB_LIMIT);
    }
    if (options->outputs != NULL && options->input != NULL) {
        return march_report_usage("geocode",
                                  "-o draws names given as arguments, not a table");
    }
    return 0;
}

/** Reads the options into @run; 0 when they make sense. */
static int
read_options(Options *options, MarchGeocodeRun *run)
{
    run->output.format =
        options->input != NULL ? MARCH_GEOCODE_TSV : MARCH_GEOCODE_TEXT;
    if (options->format != NULL &&
        !march_geocode_format_parse(options->format, &run->output.format)) {
        return march_report_usage(
            "geocode", "--format \"%s\" is not text, json, jsonl, tsv, csv or geojson",
            options->format);
    }
    if (options->country != NULL) {
        g_autofree char *wrong = NULL;
        char *codes = march_country_codes_normalize(options->country, &wrong);
        g_free(options->country);
        options->country = codes;
        if (wrong != NULL || codes == NULL) {
            return march_report_usage("geocode",
                                      "--country \"%s\" is no ISO 3166 two-letter "
                                      "code; expected a list such as KG,TJ",
                                      wrong != NULL ? wrong : "");
        }
    }
    march_resolve_options_init(&run->resolve);
    run->resolve.limit = (guint)options->limit;
    if (options->as_of != NULL &&
        !march_date_parse(options->as_of, &run->resolve.as_of)) {
        return march_report_usage(
            "geocode", "--as-of \"%s\" is not a date like 2021-05-01", options->as_of);
    }
    run->country = options->country;
    run->jobs = options->jobs > 0 ? (guint)options->jobs
                                  : MIN(g_get_num_processors(), JOB_LIMIT);
    run->is_verbose = options->verbose;
    run->output.is_verbose = options->verbose;
    run->output.delimiter = ',';
    march_text_table_init(&run->output.text);
    return 0;
}

static gboolean
geocode_names(const Options *options,
              const MarchGeocodeRun *run,
              const char *const *names,
              MarchGeocodeTally *tally,
              GError **error)
{
    g_autoptr(GPtrArray) answers = march_geocode_resolve_names(run, names, tally);
    if (options->outputs == NULL) {
        return march_geocode_print_names(run, names, answers, error);
    }
    /* The table is for people; where a map is asked for, it goes with it. */
    if (!march_geocode_print_names(run, names, answers, error)) {
        return FALSE;
    }
    const MarchGeocodeMap map = {
        .names = names,
        .answers = answers,
        .outputs = (const char *const *)options->outputs,
        .as_of = options->as_of,
        .data_directory = options->data,
        .is_verbose = options->verbose,
    };
    return march_geocode_map_draw(&map, error);
}

static int
run_command(const Options *options, MarchGeocodeRun *run, const char *const *names)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = NULL;
    MarchGeocodeTally tally = {0};
    /* A file that is opened must not become the closed standard output. */
    if (fcntl(STDOUT_FILENO, F_GETFD) < 0) {
        g_printerr("marchland geocode: cannot write the answers: standard output is "
                   "closed\n");
        return 74;
    }
    /* A reader that has enough ends us with a status, not with a signal. */
    signal(SIGPIPE, SIG_IGN);
    gazetteer = open_gazetteer(options, &error);
    run->gazetteer = gazetteer;
    if (gazetteer == NULL ||
        !(options->input != NULL
              ? march_geocode_run_table(run, options->input, options->format, &tally,
                                        &error)
              : geocode_names(options, run, names, &tally, &error)) ||
        !march_geocode_finish(&error)) {
        /* What was answered before counts, but the failure is the status. */
        fflush(stdout);
        return march_report_error(error);
    }
    return tally.faults > 0 ? 1 : 0;
}

int
march_command_geocode(int argc, char **argv)
{
    g_auto(Options) options = {.limit = 5};
    const GOptionEntry entries[] = {
        {"input", 0, 0, G_OPTION_ARG_FILENAME, &options.input,
         "Table with a column \"query\" (TSV or CSV), - for standard input", "FILE"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "Draw a map of the candidates, too (.png, .svg, .pdf)", "FILE"},
        {"country", 0, 0, G_OPTION_ARG_STRING, &options.country,
         "Likely countries, ISO codes; a hint, never a filter", "CC,…"},
        {"limit", 0, 0, G_OPTION_ARG_INT, &options.limit,
         "Candidates a name, 5 by default", "N"},
        {"gazetteer", 0, 0, G_OPTION_ARG_FILENAME, &options.gazetteer,
         "Index made by \"gazetteer build\"", "DB"},
        {"places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.places,
         "The user's own places; they come first", "CSV"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of,
         "Use names valid on that day", "DATE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &options.format,
         "text, json, jsonl, tsv, csv or geojson", "FORMAT"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options.jobs,
         "Threads for a table, as many as processors by default", "N"},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Read the program's data from DIR", "DIR"},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose, "Tell why", NULL},
        G_OPTION_ENTRY_NULL};
    int status = 0;
    if (!march_report_parse_options(
            &argc, &argv, "[NAME…]", "Finds the places that names mean.",
            "marchland geocode --country KG,TJ Leilik Voruj", entries, &status)) {
        return status;
    }
    MarchGeocodeRun run = {0};
    status = check_options(&options, argc);
    if (status == 0) {
        status = read_options(&options, &run);
    }
    return status != 0 ? status
                       : run_command(&options, &run, (const char *const *)argv + 1);
}
