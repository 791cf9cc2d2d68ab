/* SPDX-License-Identifier: MIT */
#include "build.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "build-state.h"

/** Longer names, in bytes, are left out. */
#define NAME_LIMIT   400
#define SOURCE_LIMIT 250

guint8
march_build_number_source(MarchBuild *build, const char *source)
{
    for (guint i = 0; i < build->credits->len; i++) {
        if (strcmp(build->credits->pdata[i], source) == 0) {
            return (guint8)i;
        }
    }
    if (build->credits->len == SOURCE_LIMIT) {
        return 0;
    }
    g_ptr_array_add(build->credits, g_strdelimit(g_strdup(source), "\n\r", ' '));
    return (guint8)(build->credits->len - 1);
}

gboolean
march_build_add_name(MarchBuild *build,
                     guint32 place,
                     const char *name,
                     const char *country,
                     gboolean is_admin,
                     guint flags,
                     GError **error)
{
    if (strlen(name) > NAME_LIMIT) {
        build->long_names++;
        return TRUE;
    }
    if (name[0] == '\0') {
        return TRUE;
    }
    g_array_set_size(build->forms, 0);
    march_name_forms_for_index(build->folder, name, country, is_admin, build->forms);
    for (guint i = 0; i < build->forms->len; i++) {
        const MarchNameForm *form = &g_array_index(build->forms, MarchNameForm, i);
        guint form_flags = flags;
        if ((form->flags & MARCH_FORM_STRIPPED) != 0) {
            form_flags |= MARCH_NAME_STRIPPED;
        }
        if ((form->flags & MARCH_FORM_READING) != 0) {
            form_flags |= MARCH_NAME_READING;
        }
        if ((form->flags & MARCH_FORM_HEAD) != 0) {
            form_flags |= MARCH_NAME_HEAD;
        }
        if (!march_index_writer_add_name(build->writer, place, form->sound.text, name,
                                         form_flags, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/** How much of the whole is done when @share of @step is; by the time that steps take. */
static double
share_of_build(const char *step, double share)
{
    static const struct {
        const char *step;
        double start, end;
    } steps[] = {
        {"reading", 0, 0.75},
        {"sorting", 0.75, 0.95},
        {"writing", 0.95, 1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (strcmp(steps[i].step, step) == 0) {
            return steps[i].start + share * (steps[i].end - steps[i].start);
        }
    }
    return 1;
}

gboolean
march_build_tell(const MarchBuild *build,
                 const char *step,
                 guint64 done,
                 guint64 total,
                 GError **error)
{
    const double share = total == 0 ? 0 : (double)MIN(done, total) / (double)total;
    const MarchBuildStatus status = {.step = step,
                                     .done = done,
                                     .total = total,
                                     .share = share_of_build(step, share),
                                     .rows = build->rows};
    if (build->sources->progress == NULL ||
        build->sources->progress(&status, build->sources->progress_data)) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "stopped before the index was complete");
    return FALSE;
}

void
march_build_set_precision(MarchPlaceRecord *record, double km)
{
    record->precision = (guint16)CLAMP(km * 10, 1, G_MAXUINT16);
}

void
march_build_set_position(MarchPlaceRecord *record, MarchLonLat position)
{
    record->lon = (gint32)lround(position.lon * 1e6);
    record->lat = (gint32)lround(position.lat * 1e6);
}

gboolean
march_build_is_admin(MarchPlaceClass place_class)
{
    return place_class == MARCH_PLACE_DISTRICT || place_class == MARCH_PLACE_REGION;
}

typedef struct {
    MarchIndexWriter *writer;
    GError **error;
    gboolean failed;
} Learning;

static void
keep_learned(gunichar letter, const char *latin, gpointer data)
{
    Learning *learning = data;
    if (!learning->failed && !march_index_writer_add_learned(learning->writer, letter,
                                                             latin, learning->error)) {
        learning->failed = TRUE;
    }
}

static char *
describe(const MarchBuild *build)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "places: %u\n",
                           march_index_writer_count_places(build->writer));
    g_string_append_printf(text, "units: %u\n", march_admin_units_count(build->units));
    if (build->modified[0] != '\0') {
        g_string_append_printf(text, "geonames-modified: %s\n", build->modified);
    }
    for (guint i = 0; i < build->credits->len; i++) {
        g_string_append_printf(text, "source-%u: %s\n", i,
                               (const char *)build->credits->pdata[i]);
    }
    return g_string_free(text, FALSE);
}

static void
report_long_names(const MarchBuild *build)
{
    if (build->long_names > 0) {
        march_diagnostics_add(build->diagnostics, MARCH_SEVERITY_NOTE, "long-name",
                              MARCH_LOCATION_NONE, NULL,
                              "%" G_GUINT64_FORMAT
                              " names are longer than %d bytes and are left out",
                              build->long_names, NAME_LIMIT);
    }
}

static gboolean
read_units(MarchBuild *build, const char *path, GError **error)
{
    return path == NULL ||
           march_admin_units_read(build->units, path, build->diagnostics, error);
}

static gboolean
run(MarchBuild *build, GError **error)
{
    const MarchBuildSources *sources = build->sources;
    if (!read_units(build, sources->admin1, error) ||
        !read_units(build, sources->admin2, error)) {
        return FALSE;
    }
    for (guint i = 0; sources->places != NULL && sources->places[i] != NULL; i++) {
        if (!march_build_add_csv(build, sources->places[i], error)) {
            return FALSE;
        }
    }
    if (!march_build_add_units(build, error)) {
        return FALSE;
    }
    march_build_expect_seats(build);
    for (guint i = 0; sources->geonames != NULL && sources->geonames[i] != NULL; i++) {
        if (!march_build_add_geonames(build, sources->geonames[i], error)) {
            return FALSE;
        }
    }
    report_long_names(build);
    return march_build_place_units(build, error);
}

static guint64
measure(const char *const *paths)
{
    guint64 total = 0;
    for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
        struct stat status;
        if (stat(paths[i], &status) == 0) {
            total += (guint64)status.st_size;
        }
    }
    return total;
}

/** Brings all that @build's sources have into its writer; the metadata, or NULL. */
static char *
fill(MarchBuild *build, GError **error)
{
    if (!run(build, error)) {
        return NULL;
    }
    Learning learning = {build->writer, error, FALSE};
    march_speller_foreach_learned(march_name_folder_get_speller(build->folder),
                                  keep_learned, &learning);
    return learning.failed ? NULL : describe(build);
}

static gboolean
pass_progress(const char *step, guint64 done, guint64 total, gpointer data)
{
    return march_build_tell(data, step, done, total, NULL);
}

static void
free_merged(gpointer data)
{
    MarchMergedPlace *merged = data;
    while (merged != NULL) {
        MarchMergedPlace *next = merged->next;
        g_free(merged);
        merged = next;
    }
}

static void
clear_build(MarchBuild *build)
{
    march_index_writer_free(build->writer);
    march_name_folder_free(build->folder);
    march_admin_units_free(build->units);
    march_id_set_free(build->ids);
    g_hash_table_unref(build->seats);
    g_hash_table_unref(build->by_id);
    g_ptr_array_unref(build->credits);
    g_array_unref(build->forms);
}

/** FALSE with @error when no writer can be made for @output; clear it anyway. */
static gboolean
init_build(MarchBuild *build,
           const MarchBuildSources *sources,
           const char *output,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchIndexWriterOptions options;
    march_index_writer_options_init(&options);
    if (sources->memory > 0) {
        options.memory = sources->memory;
    }
    options.listener = (MarchIndexListener){pass_progress, build};
    *build = (MarchBuild){
        .sources = sources,
        .diagnostics = diagnostics,
        .writer = march_index_writer_new(output, &options, error),
        .folder = march_name_folder_new(),
        .units = march_admin_units_new(),
        .seats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .by_id = g_hash_table_new_full(NULL, NULL, NULL, free_merged),
        .ids = march_id_set_new(),
        .credits = g_ptr_array_new_with_free_func(g_free),
        .forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm)),
        .total = measure(sources->geonames),
    };
    return build->writer != NULL;
}

gboolean
march_gazetteer_build(const MarchBuildSources *sources,
                      const char *output,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    MarchBuild build;
    gboolean done = init_build(&build, sources, output, diagnostics, error);
    g_autofree char *metadata = done ? fill(&build, error) : NULL;
    done = metadata != NULL && march_index_writer_finish(build.writer, metadata, error);
    clear_build(&build);
    return done;
}

GBytes *
march_gazetteer_build_places(const char *csv_path,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    const char *const places[] = {csv_path, NULL};
    const MarchBuildSources sources = {.places = places};
    MarchBuild build;
    GBytes *bytes = NULL;
    const gboolean is_ready = init_build(&build, &sources, NULL, diagnostics, error);
    g_autofree char *metadata = is_ready ? fill(&build, error) : NULL;
    if (metadata != NULL) {
        bytes = march_index_writer_finish_in_memory(build.writer, metadata, error);
    }
    clear_build(&build);
    return bytes;
}
