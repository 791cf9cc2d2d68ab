/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "geocode-progress.h"
#include "incidents-format.h"
#include "report.h"

/* What the command line asks for; owns its strings. */
typedef struct {
    char *format, *schema, *encoding, *layer, *query, *dates, *box;
    gboolean allow_network, merge_duplicates, strict, quiet;
} Request;

static void
request_clear(Request *request)
{
    g_free(request->format);
    g_free(request->schema);
    g_free(request->encoding);
    g_free(request->layer);
    g_free(request->query);
    g_free(request->dates);
    g_free(request->box);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static void
progress_tell(guint64 rows, guint64 bytes, guint64 total, gpointer data)
{
    march_progress_update(data, rows, bytes, total);
}

static gboolean
box_parse(const char *text, MarchBox *box)
{
    g_auto(GStrv) words = g_strsplit(text, ",", -1);
    double numbers[4];

    if (g_strv_length(words) != G_N_ELEMENTS(numbers)) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char *end = NULL;

        numbers[i] = g_ascii_strtod(words[i], &end);
        if (end == words[i] || *end != '\0') {
            return FALSE;
        }
    }
    *box = (MarchBox){numbers[0], numbers[1], numbers[2], numbers[3]};
    return box->south <= box->north && box->south >= -90 && box->north <= 90;
}

/* 0, or the exit status of a mistake. */
static int
options_make(const Request *request, MarchIncidentOptions *options, MarchBox *box)
{
    march_incident_options_init(options);
    options->layer = request->layer;
    options->query = request->query;
    options->encoding = request->encoding;
    options->allow_network = request->allow_network;
    options->merge_duplicates = request->merge_duplicates;
    if (request->schema != NULL &&
        !march_schema_parse(request->schema, &options->schema)) {
        return march_report_usage(
            "incidents",
            "--schema: expected auto, own, acled, ucdp or gdelt, got \"%s\"",
            request->schema);
    }
    if (request->dates != NULL &&
        !march_date_range_parse(request->dates, &options->dates)) {
        return march_report_usage("incidents", "--dates: expected FROM/TO, got \"%s\"",
                                  request->dates);
    }
    if (request->box != NULL && !box_parse(request->box, box)) {
        return march_report_usage("incidents",
                                  "--bbox: expected WEST,SOUTH,EAST,NORTH, got \"%s\"",
                                  request->box);
    }
    options->box = request->box != NULL ? box : NULL;
    return 0;
}

static int
describe(const char *path, const Request *request)
{
    gboolean is_faulty;
    gboolean is_json = g_strcmp0(request->format, "json") == 0;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchIncidents) incidents = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    MarchIncidentOptions options;
    MarchProgress progress;
    MarchBox box;
    int status = options_make(request, &options, &box);

    if (status != 0) {
        return status;
    }
    march_progress_init(&progress);
    progress.is_wanted = isatty(STDERR_FILENO) == 1 && !request->quiet;
    options.progress = progress_tell;
    options.progress_data = &progress;
    incidents = march_incidents_read(path, &options, diagnostics, &error);
    march_progress_wipe(&progress);
    march_report_diagnostics(diagnostics, TRUE);
    if (incidents == NULL) {
        return march_report_error(error);
    }
    is_faulty = march_diagnostics_count_at_least(diagnostics, MARCH_SEVERITY_ERROR) > 0;
    if (!request->strict || !is_faulty) {
        g_auto(MarchIncidentSummary) summary = {0};

        march_incident_summary_init(&summary, incidents);
        (is_json ? march_incidents_format_json : march_incidents_format_text)(out, path,
                                                                              &summary);
        g_print("%s", out->str);
    }
    return !is_faulty ? 0 : request->strict ? 65 : 1;
}

int
march_command_incidents(int argc, char **argv)
{
    g_auto(Request) request = {0};
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &request.format, "text or json",
         "FORMAT"},
        {"schema", 0, 0, G_OPTION_ARG_STRING, &request.schema,
         "auto, own, acled, ucdp or gdelt", "NAME"},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &request.encoding,
         "Encoding of the text, such as windows-1251", "NAME"},
        {"layer", 0, 0, G_OPTION_ARG_STRING, &request.layer,
         "Layer of a file or table of a database", "NAME"},
        {"query", 0, 0, G_OPTION_ARG_STRING, &request.query, "SQL for a database",
         "SQL"},
        {"dates", 0, 0, G_OPTION_ARG_STRING, &request.dates, "Only incidents within",
         "FROM/TO"},
        {"bbox", 0, 0, G_OPTION_ARG_STRING, &request.box, "Only positions within",
         "WEST,SOUTH,EAST,NORTH"},
        {"merge-duplicates", 0, 0, G_OPTION_ARG_NONE, &request.merge_duplicates,
         "Rows of one day, type and place are one incident", NULL},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &request.strict,
         "Describe nothing when a row cannot be used", NULL},
        {"allow-network", 0, 0, G_OPTION_ARG_NONE, &request.allow_network,
         "Allow FILE to be a database or an address", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &request.quiet, "Show no progress", NULL},
        G_OPTION_ENTRY_NULL};
    int status = 0;

    if (!march_report_parse_options(
            &argc, &argv, "describe FILE",
            "Tells what a table of incidents holds: its layout, columns, counts, dates, "
            "precision, what is missing and what is wrong. FILE may be - for standard "
            "input.",
            "marchland incidents describe acled.csv", entries, &status)) {
        return status;
    }
    if (argc != 3 || strcmp(argv[1], "describe") != 0) {
        return march_report_usage("incidents", "expected \"describe FILE\"");
    }
    if (request.format != NULL && strcmp(request.format, "text") != 0 &&
        strcmp(request.format, "json") != 0) {
        return march_report_usage(
            "incidents", "--format: expected text or json, got \"%s\"", request.format);
    }
    return describe(argv[2], &request);
}
