/* SPDX-License-Identifier: MIT */
#include "borders-request.h"

#include <string.h>

#include "base/data-path.h"
#include "base/quote.h"
#include "figure/file-check.h"
#include "figure/places.h"
#include "figure/sections.h"
#include "spec/spec.h"

/* Boundary lines as fine as the pack has them. */
#define FINEST_SCALE 100000.0

void
march_borders_request_clear(MarchBordersRequest *request)
{
    char **texts[] = {&request->between, &request->as_of,    &request->view,
                      &request->format,  &request->data_dir, &request->from,
                      &request->to,      &request->near,     &request->within,
                      &request->ring,    &request->km,       &request->snap_limit,
                      &request->status,  &request->gazetteer};
    char ***lists[] = {&request->via, &request->places, &request->picks,
                       &request->files, &request->boundaries};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_clear_pointer(texts[i], g_free);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_clear_pointer(lists[i], g_strfreev);
    }
}

void
march_open_borders_clear(MarchOpenBorders *opened)
{
    g_clear_pointer(&opened->borders, march_borders_free);
    g_clear_pointer(&opened->places, march_places_free);
    g_clear_pointer(&opened->gazetteer, march_gazetteer_free);
    g_clear_pointer(&opened->spec, march_spec_free);
    g_clear_pointer(&opened->catalogue, march_catalogue_free);
    g_clear_pointer(&opened->unknown, g_array_unref);
    g_clear_pointer(&opened->countries[0], g_free);
    g_clear_pointer(&opened->countries[1], g_free);
}

static gboolean
split_between(const MarchBordersRequest *request,
              MarchOpenBorders *opened,
              GError **error)
{
    g_auto(GStrv) codes = NULL;

    if (request->between == NULL) {
        return TRUE;
    }
    codes = g_strsplit(request->between, ",", -1);
    if (g_strv_length(codes) != 2 || strlen(g_strstrip(codes[0])) != 2 ||
        strlen(g_strstrip(codes[1])) != 2 ||
        g_ascii_strcasecmp(codes[0], codes[1]) == 0) {
        march_error_set(
            error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
            "--between \"%s\": expected two different country codes such as "
            "KG,TJ",
            request->between);
        return FALSE;
    }
    opened->countries[0] = g_ascii_strup(codes[0], -1);
    opened->countries[1] = g_ascii_strup(codes[1], -1);
    return TRUE;
}

/* "70.55,39.97" is a position, anything else a name. */
static void
append_place(GString *text, const char *value)
{
    char *end = NULL;
    double lon = g_ascii_strtod(value, &end), lat;

    if (end != value && *end == ',') {
        const char *second = end + 1;

        lat = g_ascii_strtod(second, &end);
        if (end != second && *end == '\0') {
            char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];

            g_string_append_printf(text, "[%s, %s]",
                                   g_ascii_dtostr(numbers[0], sizeof numbers[0], lon),
                                   g_ascii_dtostr(numbers[1], sizeof numbers[1], lat));
            return;
        }
    }
    march_quote_append(text, value);
}

static void
append_key(GString *text, const char *key, const char *value, gboolean is_place)
{
    if (value == NULL) {
        return;
    }
    g_string_append_printf(text, "    %s: ", key);
    if (is_place) {
        append_place(text, value);
    } else {
        march_quote_append(text, value);
    }
    g_string_append_c(text, '\n');
}

/* The section of the command line as a figure file has it. */
static char *
section_to_yaml(const MarchBordersRequest *request, const MarchOpenBorders *opened)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text,
                           "countries: [%s, %s]\nborders:\n  - section: section\n",
                           opened->countries[0], opened->countries[1]);
    g_string_append_printf(text, "    between: [%s, %s]\n", opened->countries[0],
                           opened->countries[1]);
    append_key(text, "from", request->from, TRUE);
    append_key(text, "to", request->to, TRUE);
    for (guint i = 0; request->via != NULL && request->via[i] != NULL; i++) {
        g_string_append(text, i == 0 ? "    via: [" : ", ");
        append_place(text, request->via[i]);
        g_string_append(text, request->via[i + 1] == NULL ? "]\n" : "");
    }
    append_key(text, "near", request->near, TRUE);
    append_key(text, "within", request->within, FALSE);
    append_key(text, "ring", request->ring, TRUE);
    if (request->km != NULL) {
        const char *dots = strstr(request->km, "..");
        g_autofree char *from =
            g_strndup(request->km, dots != NULL ? (gsize)(dots - request->km) : 0);

        g_string_append_printf(text, "    km: [\"%s\", \"%s\"]\n", from,
                               dots != NULL ? dots + 2 : request->km);
    }
    if (request->whole) {
        g_string_append(text, "    whole: true\n");
    }
    append_key(text, "snap-limit", request->snap_limit, FALSE);
    append_key(text, "status",
               request->status != NULL ? request->status : MARCH_BORDERS_STATUS_UNSAID,
               FALSE);
    g_string_append(text, "    source: the command line\n");
    return g_string_free(text, FALSE);
}

static MarchGazetteer *
open_gazetteer(const MarchBordersRequest *request,
               const char *directory,
               const MarchSpec *spec,
               MarchDiagnostics *diagnostics,
               GError **error)
{
    g_autofree char *path = request->gazetteer != NULL
                                ? g_strdup(request->gazetteer)
                                : g_build_filename(directory, "gazetteer.idx", NULL);
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(path, error);

    if (gazetteer == NULL) {
        return NULL;
    }
    for (guint i = 0; request->places != NULL && request->places[i] != NULL; i++) {
        if (!march_gazetteer_add_places(gazetteer, request->places[i], diagnostics,
                                        error)) {
            return NULL;
        }
    }
    for (guint i = 0; i < spec->gazetteers->len; i++) {
        if (!march_gazetteer_add_places(gazetteer,
                                        g_ptr_array_index(spec->gazetteers, i),
                                        diagnostics, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&gazetteer);
}

static gboolean
is_unknown(const MarchOpenBorders *opened, guint position)
{
    for (guint i = 0; i < opened->unknown->len; i++) {
        if (g_array_index(opened->unknown, guint, i) == position) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The places of the command line that are not unknown, as a figure file has them: one
   a line. */
static char *
sides_to_yaml(const MarchBordersRequest *request, const MarchOpenBorders *opened)
{
    GString *text = g_string_new("labels:\n");

    for (guint i = 0; request->positions[i] != NULL; i++) {
        if (is_unknown(opened, i)) {
            continue;
        }
        g_string_append(text, "  - ");
        append_place(text, request->positions[i]);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* "world-disputes": a border file of the program. */
static gboolean
is_name(const char *file)
{
    return strspn(file, "abcdefghijklmnopqrstuvwxyz-") == strlen(file) &&
           !g_file_test(file, G_FILE_TEST_EXISTS);
}

static MarchSpec *
read_spec(const MarchBordersRequest *request,
          MarchBordersPurpose purpose,
          const MarchOpenBorders *opened,
          const char *directory,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    const MarchSpecOptions options = {.data_directory = directory};
    g_autofree char *own = NULL;
    GString *text;

    if (purpose == MARCH_BORDERS_OPEN_FILE && request->files != NULL &&
        is_name(request->files[0])) {
        own = g_strdup_printf("borders: [%s]\n", request->files[0]);
        return march_spec_parse(own, strlen(own), "command line", &options, diagnostics,
                                error);
    }
    if (purpose == MARCH_BORDERS_OPEN_FILE && request->files != NULL) {
        return march_spec_load(request->files[0], &options, diagnostics, error);
    }
    own = purpose == MARCH_BORDERS_OPEN_SECTION ? section_to_yaml(request, opened)
          : purpose == MARCH_BORDERS_OPEN_SIDES ? sides_to_yaml(request, opened)
                                                : g_strdup("figure: 1\n");
    text = g_string_new(own);
    g_free(own);
    for (guint i = 0; request->boundaries != NULL && request->boundaries[i] != NULL;
         i++) {
        g_string_append(text, i == 0 ? "boundaries:\n  - " : "  - ");
        march_quote_append(text, request->boundaries[i]);
        g_string_append_c(text, '\n');
    }
    own = g_string_free(text, FALSE);
    return march_spec_parse(own, strlen(own), "command line", NULL, diagnostics, error);
}

/* The position on the command line that @error is about; FALSE when it is of none. */
static gboolean
find_faulty(const MarchOpenBorders *opened, const GError *error, guint *position)
{
    int line = march_error_get_location(error).line;

    *position = 0;
    for (int number = 2; line >= 2; (*position)++) {
        if (!is_unknown(opened, *position) && number++ == line) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
look_up(const MarchBordersRequest *request,
        MarchOpenBorders *opened,
        MarchDiagnostics *diagnostics,
        GError **error)
{
    g_autoptr(GPtrArray) incidents = g_ptr_array_new();

    opened->places = march_places_resolve(opened->gazetteer, NULL, opened->spec,
                                          (const char *const *)request->picks,
                                          incidents, NULL, diagnostics, error);
    return opened->places != NULL;
}

/* Looks the places up; those that nobody knows are told and left out, unless it is all. */
static gboolean
look_up_sides(const MarchBordersRequest *request,
              const char *directory,
              MarchOpenBorders *opened,
              MarchDiagnostics *diagnostics,
              GError **error)
{
    guint count = g_strv_length(request->positions);

    for (;;) {
        g_autoptr(GError) failure = NULL;
        guint position;

        if (look_up(request, opened, diagnostics, &failure)) {
            return TRUE;
        }
        if (opened->unknown->len + 1 >= count ||
            !find_faulty(opened, failure, &position)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_ERROR, "unknown-place",
                              MARCH_LOCATION_NONE, request->positions[position], "%s",
                              failure->message);
        g_array_append_val(opened->unknown, position);
        march_spec_free(opened->spec);
        opened->spec = read_spec(request, MARCH_BORDERS_OPEN_SIDES, opened, directory,
                                 diagnostics, error);
        if (opened->spec == NULL) {
            return FALSE;
        }
    }
}

/* Only the sections of the border asked for: no word is lost on others. */
static void
keep_sections_asked_for(MarchOpenBorders *opened)
{
    GPtrArray *sections = opened->spec->sections;

    for (guint i = sections->len; i > 0 && opened->countries[0] != NULL; i--) {
        const MarchSpecSection *section = g_ptr_array_index(sections, i - 1);

        if (!march_border_sides_match(section->between[0], section->between[1],
                                      opened->countries[0], opened->countries[1])) {
            g_ptr_array_remove_index(sections, i - 1);
        }
    }
}

/* Reads the lines, looks the places up and cuts the sections out. */
static gboolean
cut_sections(const MarchBordersRequest *request,
             MarchBordersPurpose purpose,
             const char *directory,
             MarchOpenBorders *opened,
             MarchDiagnostics *diagnostics,
             GError **error)
{
    const MarchBox world = {-180, -90, 180, 90};

    keep_sections_asked_for(opened);
    if (opened->spec->sections->len > 0 || opened->spec->labels->len > 0) {
        opened->gazetteer =
            open_gazetteer(request, directory, opened->spec, diagnostics, error);
        if (opened->gazetteer == NULL) {
            return FALSE;
        }
    }
    if (purpose == MARCH_BORDERS_OPEN_SIDES
            ? !look_up_sides(request, directory, opened, diagnostics, error)
            : !look_up(request, opened, diagnostics, error)) {
        return FALSE;
    }
    opened->borders =
        march_sections_cut(opened->spec, opened->places, opened->catalogue, world,
                           FINEST_SCALE, diagnostics, error);
    for (guint i = 0; opened->borders != NULL && i < opened->spec->boundaries->len;
         i++) {
        const MarchSpecBoundaries *own = g_ptr_array_index(opened->spec->boundaries, i);
        g_autofree char *name = g_path_get_basename(own->data);

        march_borders_check_data(opened->borders, name, request->view, world,
                                 own->where, diagnostics);
    }
    return opened->borders != NULL;
}

gboolean
march_borders_request_open(const MarchBordersRequest *request,
                           MarchBordersPurpose purpose,
                           MarchOpenBorders *opened,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autofree char *directory = NULL;
    g_autofree char *pack = NULL;

    opened->unknown = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!split_between(request, opened, error)) {
        return FALSE;
    }
    directory = march_data_path(request->data_dir, error);
    if (directory == NULL) {
        return FALSE;
    }
    pack = g_build_filename(directory, "geodata", NULL);
    opened->catalogue = march_catalogue_open(pack, error);
    if (opened->catalogue == NULL) {
        return FALSE;
    }
    opened->data = march_catalogue_find(opened->catalogue, "boundaries", FINEST_SCALE);
    opened->spec = read_spec(request, purpose, opened, directory, diagnostics, error);
    return opened->spec != NULL && march_files_check(opened->spec, error) &&
           cut_sections(request, purpose, directory, opened, diagnostics, error);
}
