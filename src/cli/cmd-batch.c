/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "batch-report.h"
#include "batch/batch.h"
#include "commands.h"
#include "figure-options.h"
#include "report.h"
#include "shard.h"

/* What the command line says; strings are owned. */
typedef struct {
    char *folder;
    char *timeout, *memory, *wait, *shard, *data, *as_of, *view;
    char *log_file, *metrics, *fail_on, *publish;
    char **overrides;
    int jobs;
    gboolean force, check, prune, strict, why, quiet, verbose, merge, keep_previous;
    gboolean allow_network;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->folder);
    g_free(options->timeout);
    g_free(options->memory);
    g_free(options->wait);
    g_free(options->shard);
    g_free(options->data);
    g_free(options->as_of);
    g_free(options->view);
    g_free(options->log_file);
    g_free(options->metrics);
    g_free(options->fail_on);
    g_free(options->publish);
    g_strfreev(options->overrides);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Set by a signal; a batch then ends after the figures that are done. */
static volatile sig_atomic_t stop_signal;

static void
note_signal(int number)
{
    stop_signal = number;
}

static gboolean
is_stopped(gpointer data)
{
    (void)data;
    return stop_signal != 0;
}

static void
signals_catch(void)
{
    struct sigaction action = {.sa_handler = note_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

/* "90", "90s", "5 min", "1h" as seconds. */
static gboolean
seconds_parse(const char *text, double *seconds)
{
    char *end;
    double number = g_ascii_strtod(text, &end);
    static const struct {
        const char *unit;
        double seconds;
    } UNITS[] = {{"", 1}, {"s", 1}, {"min", 60}, {"m", 60}, {"h", 3600}};

    while (*end == ' ') {
        end++;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        if (strcmp(end, UNITS[i].unit) == 0 && end != text && number >= 0 &&
            number < 1e9) {
            *seconds = number * UNITS[i].seconds;
            return TRUE;
        }
    }
    return FALSE;
}

/* "512M", "2 GB" as bytes. */
static gboolean
bytes_parse(const char *text, guint64 *bytes)
{
    char *end;
    double number = g_ascii_strtod(text, &end);
    double unit = 0;

    while (*end == ' ') {
        end++;
    }
    switch (g_ascii_toupper(*end)) {
    case 'K':
        unit = 1024;
        break;
    case 'M':
        unit = 1024.0 * 1024;
        break;
    case 'G':
        unit = 1024.0 * 1024 * 1024;
        break;
    default:
        return FALSE;
    }
    if (!(number > 0) || number * unit > 1e15 ||
        (end[1] != '\0' && g_ascii_strcasecmp(end + 1, "B") != 0)) {
        return FALSE;
    }
    *bytes = (guint64)(number * unit);
    return TRUE;
}

/* FALSE after a usage error was printed. */
static gboolean
limits_parse(const Options *options, MarchBatchOptions *batch)
{
    if (options->jobs < 0 || options->jobs > 1024) {
        march_report_usage("batch", "--jobs %d; expected 1 to 1024", options->jobs);
        return FALSE;
    }
    batch->jobs = (guint)options->jobs;
    if (options->timeout != NULL &&
        !seconds_parse(options->timeout, &batch->timeout_seconds)) {
        march_report_usage("batch", "--timeout \"%s\"; expected a time such as 60s",
                           options->timeout);
        return FALSE;
    }
    if (options->wait != NULL && strcmp(options->wait, "forever") == 0) {
        batch->wait_seconds = -1;
    } else if (options->wait != NULL &&
               !seconds_parse(options->wait, &batch->wait_seconds)) {
        march_report_usage("batch",
                           "--wait \"%s\"; expected a time such as 10min, or "
                           "forever",
                           options->wait);
        return FALSE;
    }
    if (options->memory != NULL &&
        !bytes_parse(options->memory, &batch->memory_bytes)) {
        march_report_usage("batch", "--max-memory \"%s\"; expected a size such as 512M",
                           options->memory);
        return FALSE;
    }
    return TRUE;
}

static int
batch_run(const char *plan, const Options *options, MarchBatchOptions *batch)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSession) session = march_session_new(options->data, &error);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    const MarchCommandOptions shared = {.as_of = options->as_of,
                                        .view = options->view,
                                        .allow_network = options->allow_network,
                                        .overrides = options->overrides};
    g_autoptr(GPtrArray) overrides = march_command_options_get_overrides(&shared);
    g_auto(MarchBatchReport) report = {0};
    const MarchBatchReportOptions wanted = {.log_file = options->log_file,
                                            .metrics = options->metrics,
                                            .fail_on = options->fail_on,
                                            .is_quiet = options->quiet,
                                            .is_verbose = options->verbose,
                                            .says_why = options->why,
                                            .is_check = batch->check};
    g_autoptr(MarchBatchReporter) reporter =
        session != NULL ? march_batch_reporter_new(&wanted, &error) : NULL;
    gboolean is_run;

    if (reporter == NULL) {
        return march_report_error(error);
    }
    const MarchBatchObserver observer = {march_batch_reporter_tell, is_stopped,
                                         reporter};
    batch->overrides = (const char *const *)overrides->pdata;
    signals_catch();
    is_run =
        march_batch_run(session, plan, batch, &observer, &report, diagnostics, &error);
    march_batch_reporter_end_line(reporter);
    march_report_diagnostics(diagnostics, !options->verbose);
    if (!is_run) {
        return march_report_error(error);
    }
    return march_batch_reporter_finish(reporter, &report, stop_signal);
}

static int
manifests_merge(const Options *options, const MarchBatchOptions *batch)
{
    g_autoptr(GError) error = NULL;
    guint count = 0;

    if (!march_batch_merge(options->folder, batch->wait_seconds, &count, &error)) {
        return march_report_error(error);
    }
    if (!options->quiet) {
        g_print("one manifest of %u figures\n", count);
    }
    return 0;
}

int
march_command_batch(int argc, char **argv)
{
    g_auto(Options) options = {0};
    MarchBatchOptions batch = {0};
    int status = 0;
    const GOptionEntry entries[] = {
        {"output", 'O', 0, G_OPTION_ARG_FILENAME, &options.folder,
         "Put the outputs below DIR", "DIR"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
         "Draw N figures at a time (default: one a processor)", "N"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &options.force,
         "Make all figures, also those that are up to date", NULL},
        {"check", 0, 0, G_OPTION_ARG_NONE, &options.check,
         "Make nothing; exit 1 if a figure is out of date", NULL},
        {"why", 0, 0, G_OPTION_ARG_NONE, &options.why,
         "Tell of each figure why it is made", NULL},
        {"prune", 0, 0, G_OPTION_ARG_NONE, &options.prune,
         "Remove outputs that no figure makes any more", NULL},
        {"timeout", 0, 0, G_OPTION_ARG_STRING, &options.timeout,
         "Give a figure up after TIME (60s, 5min)", "TIME"},
        {"max-memory", 0, 0, G_OPTION_ARG_STRING, &options.memory,
         "Give a figure up that needs more than SIZE (512M, 2G)", "SIZE"},
        {"wait", 0, 0, G_OPTION_ARG_STRING, &options.wait,
         "Wait for another batch in DIR to end, at most TIME or forever", "TIME"},
        {"shard", 0, 0, G_OPTION_ARG_STRING, &options.shard,
         "Make only the Ith of N parts of the plan, from 0", "I/N"},
        {"merge", 0, 0, G_OPTION_ARG_NONE, &options.merge,
         "Make no figure; make one manifest of those of shards", NULL},
        {"keep-previous", 0, 0, G_OPTION_ARG_NONE, &options.keep_previous,
         "Keep what an output was before it changed, for the gallery", NULL},
        {"allow-network", 0, 0, G_OPTION_ARG_NONE, &options.allow_network,
         "Let tables of incidents come from a database, and --publish reach a store",
         NULL},
        {"publish", 0, 0, G_OPTION_ARG_STRING, &options.publish,
         "Copy what is made to a place that GDAL can write, such as /vsis3/bucket/maps",
         "PLACE"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
         "Fail a figure on any warning", NULL},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &options.fail_on,
         "Exit 1 on these too: identical, empty, dropped-labels, warnings", "WHAT,…"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &options.as_of,
         "Show the situation of DATE in all figures", "DATE"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &options.view,
         "Draw all figures from this point of view", "CODE"},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.overrides,
         "Replace a value in all figure files", "KEY=VALUE"},
        {"log-file", 0, 0, G_OPTION_ARG_FILENAME, &options.log_file,
         "Append a line of JSON for each figure to FILE", "FILE"},
        {"metrics", 0, 0, G_OPTION_ARG_FILENAME, &options.metrics,
         "Write metrics for Prometheus to FILE", "FILE"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet,
         "Say nothing unless something failed", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
         "Tell of each figure and its warnings", NULL},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Read the program's data from DIR", "DIR"},
        G_OPTION_ENTRY_NULL};

    if (!march_report_parse_options(
            &argc, &argv, "PLAN",
            "Makes all figures of a folder, or of a plan, that are out of date.",
            "marchland batch figures -O maps --jobs 4", entries, &status)) {
        return status;
    }
    if (argc != (options.merge ? 1 : 2)) {
        return options.merge
                   ? march_report_usage("batch", "expected no plan beside --merge")
                   : march_report_usage("batch", "expected one folder or plan, got %d",
                                        argc - 1);
    }
    if (options.folder == NULL) {
        return march_report_usage("batch",
                                  "expected -O DIR, the folder of the outputs");
    }
    if (!limits_parse(&options, &batch)) {
        return 64;
    }
    if (options.publish != NULL && g_str_has_prefix(options.publish, "/vsi") &&
        !options.allow_network) {
        return march_report_usage("batch", "--publish %s needs --allow-network",
                                  options.publish);
    }
    if (options.merge) {
        return manifests_merge(&options, &batch);
    }
    if (!march_shard_find(options.shard, &batch.shard_index, &batch.shard_count)) {
        return 64;
    }
    batch.folder = options.folder;
    batch.force = options.force;
    batch.check = options.check;
    batch.prune = options.prune;
    batch.strict = options.strict;
    batch.keep_previous = options.keep_previous;
    batch.publish = options.publish;
    return batch_run(argv[1], &options, &batch);
}
