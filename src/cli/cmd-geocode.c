/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/data-path.h"
#include "commands.h"
#include "gazetteer/gazetteer.h"
#include "geocode-format.h"
#include "geocode-input.h"
#include "report.h"

/** Rows resolved at a time; a report is never cut unless its rows lie apart. */
#define BLOCK_ROWS 20000

typedef struct {
    char *input, *country, *gazetteer, *format, *as_of;
    char **places;
    int limit;
    gboolean verbose;
    MarchGeocodeFormat output_format;
    MarchResolveOptions resolve;
    MarchGazetteer *opened;
    gsize written;
    gboolean has_failed; /**< standard output cannot be written */
} Geocoding;

static void
print(Geocoding *geocoding, const GString *output)
{
    if (fwrite(output->str, 1, output->len, stdout) != output->len) {
        geocoding->has_failed = TRUE;
    }
}

static gboolean
open_gazetteer(Geocoding *geocoding, GError **error)
{
    g_autofree char *path = g_strdup(geocoding->gazetteer);
    if (path == NULL) {
        g_autofree char *folder = march_data_path(NULL, error);
        if (folder == NULL) {
            return FALSE;
        }
        path = g_build_filename(folder, "gazetteer.idx", NULL);
    }
    geocoding->opened = march_gazetteer_open(path, error);
    if (geocoding->opened == NULL) {
        return FALSE;
    }
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    gboolean done = TRUE;
    for (guint i = 0; done && geocoding->places != NULL && geocoding->places[i] != NULL;
         i++) {
        done = march_gazetteer_add_places(geocoding->opened, geocoding->places[i],
                                          diagnostics, error);
    }
    march_report_diagnostics(diagnostics, !geocoding->verbose);
    return done;
}

/** Resolves the names on the command line, each by itself. */
static void
geocode_words(Geocoding *geocoding, int count, char **names)
{
    g_autofree MarchQuery *queries = g_new0(MarchQuery, (gsize)count + 1);
    for (int i = 0; i < count; i++) {
        queries[i] = (MarchQuery){.text = names[i], .countries = geocoding->country};
    }
    g_autoptr(GPtrArray) answers = march_gazetteer_resolve(
        geocoding->opened, queries, (gsize)count, &geocoding->resolve);
    g_autoptr(GString) output = g_string_new(NULL);
    march_geocode_begin(output, geocoding->output_format, NULL);
    for (int i = 0; i < count; i++) {
        const MarchGeocodeRow row = {.query = names[i]};
        march_geocode_append(output, geocoding->output_format, &row, answers->pdata[i],
                             (gsize)i, geocoding->verbose);
    }
    march_geocode_end(output, geocoding->output_format, (gsize)count);
    print(geocoding, output);
}

static void
geocode_block(Geocoding *geocoding, GPtrArray *records)
{
    g_autofree MarchQuery *queries = g_new0(MarchQuery, records->len + 1);
    for (guint i = 0; i < records->len; i++) {
        const MarchGeocodeRecord *record = records->pdata[i];
        queries[i] = (MarchQuery){
            .text = record->query,
            .countries = record->country != NULL ? record->country : geocoding->country,
            .report = record->report,
        };
    }
    g_autoptr(GPtrArray) answers = march_gazetteer_resolve(
        geocoding->opened, queries, records->len, &geocoding->resolve);
    g_autoptr(GString) output = g_string_new(NULL);
    for (guint i = 0; i < records->len; i++) {
        const MarchGeocodeRecord *record = records->pdata[i];
        const MarchGeocodeRow row = {record->id, record->query,
                                     (const char *const *)record->cells};
        march_geocode_append(output, geocoding->output_format, &row, answers->pdata[i],
                             geocoding->written++, geocoding->verbose);
    }
    print(geocoding, output);
    g_ptr_array_set_size(records, 0);
}

static void
show_progress(const MarchGeocodeInput *input)
{
    const guint64 size = march_geocode_input_get_size(input);
    if (isatty(STDERR_FILENO) == 1 && size > 0) {
        g_printerr("\rgeocoding %3.0f %%",
                   100.0 * (double)march_geocode_input_get_position(input) /
                       (double)size);
    }
}

static gboolean
geocode_file(Geocoding *geocoding, GError **error)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchGeocodeInput) input =
        march_geocode_input_open(geocoding->input, diagnostics, error);
    march_report_diagnostics(diagnostics, TRUE);
    if (input == NULL) {
        return FALSE;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    march_geocode_begin(text, geocoding->output_format,
                        march_geocode_input_get_headers(input));
    print(geocoding, text);
    g_autoptr(GPtrArray) records =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_geocode_record_free);
    MarchGeocodeRecord *record;
    GError *inner = NULL;
    gboolean had_progress = FALSE;
    while (!geocoding->has_failed &&
           (record = march_geocode_input_next(input, &inner)) != NULL) {
        const MarchGeocodeRecord *last =
            records->len > 0 ? records->pdata[records->len - 1] : NULL;
        const gboolean same_report = last != NULL && last->report != NULL &&
                                     g_strcmp0(last->report, record->report) == 0;
        if (records->len >= BLOCK_ROWS && !same_report) {
            geocode_block(geocoding, records);
            show_progress(input);
            had_progress = TRUE;
        }
        g_ptr_array_add(records, record);
    }
    geocode_block(geocoding, records);
    if (had_progress && isatty(STDERR_FILENO) == 1) {
        g_printerr("\r              \r");
    }
    g_string_truncate(text, 0);
    march_geocode_end(text, geocoding->output_format, geocoding->written);
    print(geocoding, text);
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

/** Checks the words of the command line; 0 when they make sense. */
/** Whether @list is codes of two letters with commas between; words are a mistake. */
static gboolean
is_code_list(const char *list)
{
    g_auto(GStrv) codes = g_strsplit(list, ",", -1);
    for (char **code = codes; *code != NULL; code++) {
        const char *text = g_strstrip(*code);
        if (strlen(text) != 2 || !g_ascii_isalpha(text[0]) ||
            !g_ascii_isalpha(text[1])) {
            return FALSE;
        }
    }
    return TRUE;
}

static int
check_options(Geocoding *geocoding, int argc)
{
    if ((geocoding->input != NULL) == (argc > 1)) {
        return march_report_usage("geocode",
                                  "expected names, or --input with a file of them");
    }
    if (geocoding->limit < 1 || geocoding->limit > 100) {
        return march_report_usage("geocode", "--limit %d is not from 1 to 100",
                                  geocoding->limit);
    }
    if (geocoding->country != NULL && !is_code_list(geocoding->country)) {
        return march_report_usage("geocode",
                                  "--country \"%s\" is no list of ISO 3166 two-letter "
                                  "codes such as KG,TJ",
                                  geocoding->country);
    }
    geocoding->output_format =
        geocoding->input != NULL ? MARCH_GEOCODE_TSV : MARCH_GEOCODE_TEXT;
    if (geocoding->format != NULL &&
        !march_geocode_format_parse(geocoding->format, &geocoding->output_format)) {
        return march_report_usage(
            "geocode", "--format \"%s\" is not text, json, jsonl, tsv, csv or geojson",
            geocoding->format);
    }
    march_resolve_options_init(&geocoding->resolve);
    geocoding->resolve.limit = (guint)geocoding->limit;
    if (geocoding->as_of != NULL &&
        !march_date_parse(geocoding->as_of, &geocoding->resolve.as_of)) {
        return march_report_usage("geocode",
                                  "--as-of \"%s\" is not a date like 2021-05-01",
                                  geocoding->as_of);
    }
    return 0;
}

static int
run(Geocoding *geocoding, int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    gboolean done = open_gazetteer(geocoding, &error);
    if (done && geocoding->input != NULL) {
        done = geocode_file(geocoding, &error);
    } else if (done) {
        geocode_words(geocoding, argc - 1, argv + 1);
    }
    if (!done) {
        return march_report_error(error);
    }
    if (fflush(stdout) != 0 || geocoding->has_failed) {
        g_printerr("marchland geocode: cannot write the answers\n");
        return 74;
    }
    return 0;
}

int
march_command_geocode(int argc, char **argv)
{
    Geocoding geocoding = {.limit = 5};
    const GOptionEntry entries[] = {
        {"input", 0, 0, G_OPTION_ARG_FILENAME, &geocoding.input,
         "Table with a column \"query\" (TSV or CSV), - for standard input", "FILE"},
        {"country", 0, 0, G_OPTION_ARG_STRING, &geocoding.country,
         "Likely countries, ISO codes; a hint, never a filter", "CC,…"},
        {"limit", 0, 0, G_OPTION_ARG_INT, &geocoding.limit,
         "Candidates a name, 5 by default", "N"},
        {"gazetteer", 0, 0, G_OPTION_ARG_FILENAME, &geocoding.gazetteer,
         "Index made by \"gazetteer build\"", "DB"},
        {"places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &geocoding.places,
         "The user's own places; they come first", "CSV"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &geocoding.as_of,
         "Use names valid on that day", "DATE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &geocoding.format,
         "text, json, jsonl, tsv, csv or geojson", "FORMAT"},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &geocoding.verbose, "Tell why", NULL},
        G_OPTION_ENTRY_NULL};
    int status = 0;
    if (march_report_parse_options(
            &argc, &argv, "[NAME…]", "Finds the places that names mean.",
            "marchland geocode --country KG,TJ Leilik Voruj", entries, &status)) {
        status = check_options(&geocoding, argc);
        if (status == 0) {
            status = run(&geocoding, argc, argv);
        }
    }
    march_gazetteer_free(geocoding.opened);
    g_free(geocoding.input);
    g_free(geocoding.country);
    g_free(geocoding.gazetteer);
    g_free(geocoding.format);
    g_free(geocoding.as_of);
    g_strfreev(geocoding.places);
    return status;
}
