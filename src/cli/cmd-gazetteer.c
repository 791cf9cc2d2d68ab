/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/data-path.h"
#include "build-meter.h"
#include "commands.h"
#include "gazetteer-format.h"
#include "gazetteer/build.h"
#include "report.h"

static const char example[] =
    "marchland gazetteer build -o kg.idx --geonames KG.txt --geonames TJ.txt\n"
    "  marchland gazetteer info kg.idx";

static int
compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/** Countries, regions and the border supplement of the pack, when it is there. */
static void
add_base_places(GPtrArray *places)
{
    g_autofree char *folder = march_data_path(NULL, NULL);
    if (folder == NULL) {
        return;
    }
    g_autofree char *base = g_build_filename(folder, "gazetteer", NULL);
    g_autoptr(GDir) dir = g_dir_open(base, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        if (g_str_has_suffix(name, ".csv")) {
            g_ptr_array_add(names, g_build_filename(base, name, NULL));
        }
    }
    g_ptr_array_sort(names, compare_paths);
    for (guint i = 0; i < names->len; i++) {
        g_ptr_array_add(places, g_strdup(names->pdata[i]));
    }
}

static int
build(int argc, char **argv)
{
    g_autofree char *output = NULL;
    g_autofree char *admin1 = NULL;
    g_autofree char *admin2 = NULL;
    g_auto(GStrv) geonames = NULL;
    g_auto(GStrv) own_places = NULL;
    gboolean no_base = FALSE;
    gboolean verbose = FALSE;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "The index to write", "DB"},
        {"geonames", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &geonames,
         "Table in GeoNames' layout of 19 columns", "FILE"},
        {"admin1", 0, 0, G_OPTION_ARG_FILENAME, &admin1, "Codes and names of regions",
         "FILE"},
        {"admin2", 0, 0, G_OPTION_ARG_FILENAME, &admin2, "Codes and names of districts",
         "FILE"},
        {"places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &own_places,
         "Places in CSV (see the manual)", "CSV"},
        {"no-base", 0, 0, G_OPTION_ARG_NONE, &no_base,
         "Leave out the pack's countries, regions and border places", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Print notes and progress too",
         NULL},
        G_OPTION_ENTRY_NULL};
    int status = 0;
    if (!march_report_parse_options(&argc, &argv, "[FILE…]",
                                    "Builds a gazetteer index from GeoNames files.",
                                    example, entries, &status)) {
        return status;
    }
    g_autoptr(GPtrArray) tables = g_ptr_array_new();
    for (guint i = 0; geonames != NULL && geonames[i] != NULL; i++) {
        g_ptr_array_add(tables, geonames[i]);
    }
    for (int i = 1; i < argc; i++) {
        g_ptr_array_add(tables, argv[i]);
    }
    if (output == NULL) {
        return march_report_usage("gazetteer build",
                                  "expected -o with the index to write");
    }
    if (tables->len == 0 && own_places == NULL) {
        return march_report_usage("gazetteer build",
                                  "expected --geonames or --places with a file");
    }
    g_ptr_array_add(tables, NULL);
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; own_places != NULL && own_places[i] != NULL; i++) {
        g_ptr_array_add(places, g_strdup(own_places[i]));
    }
    if (!no_base) {
        add_base_places(places);
    }
    g_ptr_array_add(places, NULL);
    MarchBuildMeter meter;
    const MarchBuildSources sources = {
        .geonames = (const char *const *)tables->pdata,
        .admin1 = admin1,
        .admin2 = admin2,
        .places = (const char *const *)places->pdata,
        .progress = march_build_meter_show,
        .progress_data = &meter,
    };
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    march_build_meter_start(&meter, verbose);
    const gboolean done = march_gazetteer_build(&sources, output, diagnostics, &error);
    march_build_meter_stop(&meter);
    march_report_diagnostics(diagnostics, !verbose);
    return done ? 0 : march_report_error(error);
}

static int
info(int argc, char **argv)
{
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format, "text or json", "FORMAT"},
        G_OPTION_ENTRY_NULL};
    int status = 0;
    if (!march_report_parse_options(
            &argc, &argv, "[DB]", "Tells what an index holds and where it comes from.",
            example, entries, &status)) {
        return status;
    }
    if (argc > 2) {
        return march_report_usage("gazetteer info", "expected one index, got %d",
                                  argc - 1);
    }
    const gboolean is_json = g_strcmp0(format, "json") == 0;
    if (format != NULL && !is_json && strcmp(format, "text") != 0) {
        return march_report_usage("gazetteer info",
                                  "expected --format text or json, "
                                  "got \"%s\"",
                                  format);
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *path = argc == 2 ? g_strdup(argv[1]) : NULL;
    if (path == NULL) {
        g_autofree char *folder = march_data_path(NULL, &error);
        if (folder == NULL) {
            return march_report_error(error);
        }
        path = g_build_filename(folder, "gazetteer.idx", NULL);
    }
    g_autoptr(MarchGazetteerInfo) described = march_gazetteer_info_read(path, &error);
    if (described == NULL) {
        return march_report_error(error);
    }
    g_autofree char *text = is_json ? march_gazetteer_info_to_json(described)
                                    : march_gazetteer_info_to_text(described);
    g_print("%s", text);
    return 0;
}

int
march_command_gazetteer(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {{"build", build}, {"info", info}};

    for (gsize i = 0; argc >= 2 && i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(argv[1], commands[i].name) == 0) {
            g_autofree char *command =
                g_strconcat("gazetteer ", commands[i].name, NULL);

            argv[1] = command; /* what --help and usage errors call it */
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        g_print("Usage: marchland gazetteer build|info [OPTION…]\n\nExample:\n  %s\n",
                example);
        return 0;
    }
    return march_report_usage("gazetteer", "expected build or info");
}
