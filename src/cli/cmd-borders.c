/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "borders-format.h"
#include "commands.h"
#include "geo/geojson.h"
#include "report.h"

static int
print_text(const char *text)
{
    if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
        g_printerr("marchland borders: cannot write to standard output\n");
        return 74;
    }
    return 0;
}

static int
print_geojson(const MarchFeatures *features)
{
    g_autofree char *text = march_features_to_geojson(features);

    return print_text(text);
}

static int
show_section(const MarchBordersRequest *request, const MarchOpenBorders *opened)
{
    const MarchSection *section = march_borders_get_section(opened->borders, 0);

    if (g_strcmp0(request->format, "geojson") == 0) {
        g_autoptr(MarchFeatures) features =
            march_borders_section_to_features(section, request, opened);

        return print_geojson(features);
    } else {
        g_autofree char *text = march_borders_section_to_text(section, request, opened);

        return print_text(text);
    }
}

/* The features between the two countries asked for; all without --between. */
static gboolean
is_asked_for(const MarchFeature *feature, const MarchOpenBorders *opened)
{
    const char *left = march_feature_get_string(feature, "left");
    const char *right = march_feature_get_string(feature, "right");

    return opened->countries[0] == NULL ||
           march_border_sides_match(left, right, opened->countries[0],
                                    opened->countries[1]);
}

static MarchFeatures *
pick_features(const MarchFeatures *features, const MarchOpenBorders *opened)
{
    MarchFeatures *picked = march_features_new();

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        MarchFeature *copy;

        if (!is_asked_for(feature, opened)) {
            continue;
        }
        copy = march_features_add(picked, march_geometry_copy(feature->geometry));
        for (guint j = 0; j < feature->properties->len; j++) {
            const MarchProperty *property =
                &g_array_index(feature->properties, MarchProperty, j);

            if (property->value.type == MARCH_VALUE_STRING) {
                march_features_set_string(picked, copy, property->key,
                                          property->value.as.string);
            } else {
                march_features_set_value(picked, copy, property->key, property->value);
            }
        }
    }
    return picked;
}

/* Prints a selection or a comparison, only what was asked for of it. */
static int
show_features(const MarchBordersRequest *request,
              const MarchOpenBorders *opened,
              const MarchFeatures *features,
              gboolean is_diff)
{
    g_autoptr(MarchFeatures) picked = pick_features(features, opened);
    g_autofree char *text = NULL;

    if (g_strcmp0(request->format, "geojson") == 0) {
        return print_geojson(picked);
    }
    text = is_diff ? march_borders_diff_to_text(picked)
                   : march_borders_list_to_text(picked);
    return print_text(text);
}

static int
show_sides(const MarchBordersRequest *request, const MarchOpenBorders *opened)
{
    if (g_strcmp0(request->format, "geojson") == 0) {
        g_autoptr(MarchFeatures) features = march_borders_sides_to_features(opened);

        return print_geojson(features);
    } else {
        g_autofree char *text = march_borders_sides_to_text(opened);

        return print_text(text);
    }
}

static gboolean
parse_date(const char *option, const char *text, MarchDate *date, GError **error)
{
    if (text == NULL || march_date_parse(text, date)) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                    "%s \"%s\" is not a date like 2021-05-01", option, text);
    return FALSE;
}

typedef enum { ACTION_SECTION, ACTION_LIST, ACTION_DIFF, ACTION_SIDE } Action;

static gboolean
check_request(const MarchBordersRequest *request, Action action, GError **error)
{
    const char *missing = NULL;

    if (request->between == NULL &&
        (action == ACTION_SECTION || action == ACTION_LIST)) {
        missing = "--between A,B";
    } else if (action == ACTION_DIFF &&
               (request->from == NULL || request->to == NULL)) {
        missing = "--from DATE and --to DATE";
    } else if (action == ACTION_DIFF && request->files == NULL) {
        missing = "--file with the sections to compare";
    }
    if (action == ACTION_SIDE && request->positions[0] == NULL) {
        missing = "a place: a name or LON,LAT";
    }
    if (missing != NULL) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE, "expected %s",
                        missing);
        return FALSE;
    }
    if (request->format != NULL && strcmp(request->format, "text") != 0 &&
        strcmp(request->format, "geojson") != 0) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "--format \"%s\" is not text or geojson", request->format);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_order(const MarchBordersRequest *request,
            const MarchDate dates[2],
            GError **error)
{
    if (dates[0].day < dates[1].day) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                    "--from %s --to %s: expected the earlier day first", request->from,
                    request->to);
    return FALSE;
}

static int
act(const MarchBordersRequest *request,
    Action action,
    MarchOpenBorders *opened,
    MarchDiagnostics *diagnostics,
    GError **error)
{
    static const MarchBordersPurpose PURPOSES[] = {
        MARCH_BORDERS_OPEN_SECTION, MARCH_BORDERS_OPEN_FILE, MARCH_BORDERS_OPEN_FILE,
        MARCH_BORDERS_OPEN_SIDES};
    MarchDate dates[2] = {MARCH_DATE_NONE, MARCH_DATE_NONE};
    g_autoptr(MarchFeatures) features = NULL;
    gboolean is_diff = action == ACTION_DIFF;

    if (!check_request(request, action, error) ||
        !parse_date("--as-of", request->as_of, &dates[0], error) ||
        (is_diff && (!parse_date("--from", request->from, &dates[0], error) ||
                     !parse_date("--to", request->to, &dates[1], error) ||
                     !check_order(request, dates, error))) ||
        !march_borders_request_open(request, PURPOSES[action], opened, diagnostics,
                                    error)) {
        return -1;
    }
    if (opened->countries[0] != NULL &&
        !march_borders_check_pair(opened->borders, opened->countries[0],
                                  opened->countries[1], error)) {
        return -1;
    }
    if (action == ACTION_SECTION) {
        return show_section(request, opened);
    }
    if (action == ACTION_SIDE) {
        int status = show_sides(request, opened);

        return status == 0 && opened->unknown->len > 0 ? 65 : status;
    }
    features = is_diff ? march_borders_diff(opened->borders, dates[0], dates[1],
                                            request->view, diagnostics)
                       : march_borders_select(opened->borders, dates[0], request->view,
                                              diagnostics);
    return show_features(request, opened, features, is_diff);
}

static int
run(const MarchBordersRequest *request, Action action)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    MarchOpenBorders opened = {0};
    int status = act(request, action, &opened, diagnostics, &error);

    march_report_diagnostics(diagnostics, request->quiet);
    march_open_borders_clear(&opened);
    return error != NULL ? march_report_error(error) : status;
}

/* The action, and after "side" the places. */
static gboolean
parse_action(int argc, char **argv, MarchBordersRequest *request, Action *action)
{
    static const char *const ACTIONS[] = {"section", "list", "diff", "side"};

    for (int i = 0; argc >= 2 && i < (int)G_N_ELEMENTS(ACTIONS); i++) {
        if (strcmp(argv[1], ACTIONS[i]) == 0 && (argc == 2 || i == ACTION_SIDE)) {
            *action = (Action)i;
            request->positions = argv + 2;
            return TRUE;
        }
    }
    march_report_usage("borders", "expected section, list, diff or side%s%s",
                       argc > 1 ? ", got " : "", argc > 1 ? argv[argc - 1] : "");
    return FALSE;
}

int
march_command_borders(int argc, char **argv)
{
    MarchBordersRequest request = {0};
    const GOptionEntry entries[] = {
        {"between", 0, 0, G_OPTION_ARG_STRING, &request.between,
         "The two countries, ISO codes", "A,B"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &request.from,
         "section: where it begins, a name or LON,LAT; diff: the earlier date", "P"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &request.to,
         "section: where it ends; diff: the later date", "P"},
        {"via", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.via,
         "section: a place on the way, may be repeated", "P"},
        {"near", 0, 0, G_OPTION_ARG_STRING, &request.near,
         "section: all of the border near a place; needs --within", "P"},
        {"within", 0, 0, G_OPTION_ARG_STRING, &request.within,
         "section: how near, such as '25 km'", "DISTANCE"},
        {"ring", 0, 0, G_OPTION_ARG_STRING, &request.ring,
         "section: the closed border of the exclave about a place", "P"},
        {"km", 0, 0, G_OPTION_ARG_STRING, &request.km,
         "section: kilometres along the border from its western end", "FROM..TO"},
        {"whole", 0, 0, G_OPTION_ARG_NONE, &request.whole, "section: all of the border",
         NULL},
        {"snap-limit", 0, 0, G_OPTION_ARG_STRING, &request.snap_limit,
         "How far from the border a place may lie, 10 km by default", "DISTANCE"},
        {"status", 0, 0, G_OPTION_ARG_STRING, &request.status,
         "section: its status; none is stated without", "STATUS"},
        {"file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.files,
         "list, diff: a figure or border file whose sections are cut", "FILE"},
        {"boundaries", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.boundaries,
         "Boundary lines of your own, may be repeated", "FILE"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &request.as_of,
         "list: the day whose sections hold", "DATE"},
        {"view", 0, 0, G_OPTION_ARG_STRING, &request.view,
         "list, diff: defacto, un, all, or a country code", "CODE"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &request.format, "text or geojson",
         "FORMAT"},
        {"places", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.places,
         "Places of your own; they come first", "CSV"},
        {"pick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.picks,
         "Choose what an ambiguous name means", "NAME=CHOICE"},
        {"gazetteer", 0, 0, G_OPTION_ARG_FILENAME, &request.gazetteer,
         "Index made by \"gazetteer build\"", "DB"},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &request.data_dir,
         "Read the program's data from DIR", "DIR"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &request.quiet,
         "Print no notes, only warnings and errors", NULL},
        G_OPTION_ENTRY_NULL};
    int status = 0;

    if (march_report_parse_options(
            &argc, &argv, "section|list|diff|side PLACE…",
            "Cuts a section out of a border, lists a border's pieces, tells what changed "
            "on it, or on which side of it places lie.",
            "marchland borders section --between KG,TJ --from Isfara --to Batken",
            entries, &status)) {
        Action action;

        status =
            parse_action(argc, argv, &request, &action) ? run(&request, action) : 64;
    }
    march_borders_request_clear(&request);
    return status;
}
