/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "outputs.h"
#include "proof-table.h"
#include "view-names.h"

/* A4 across, unless the figure is wider. */
#define WIDTH_MM     297.0
#define WIDE_MM      420.0 /* A3 across, for more than two columns */
#define FEW_VIEWS    4U    /* so many stand in two columns, more in three */
#define COLUMNS_MAX  4U
#define VIEWS_MAX    12U
#define PARTIES_MAX  6U
#define ASPECT_LEAST 0.4
#define ASPECT_MOST  1.3
#define LEGEND_ROOM  0.8 /* of the panel's width, below the map at most */

/* One proof sheet being made. */
typedef struct {
    MarchSession *session;
    const MarchSpec *spec;
    const MarchFigureOptions *options;
    guint wanted_columns; /* 0: as the views need */
    guint columns;
    GPtrArray *views;  /* of char*, and NULL at the end */
    GPtrArray *names;  /* of char*, and NULL at the end: what they are headed */
    GPtrArray *panels; /* of MarchComposition */
    double width;      /* mm */
    MarchTimings *timings;
    MarchDiagnostics *diagnostics;
} Proof;

static void
proof_clear(Proof *proof)
{
    g_clear_pointer(&proof->views, g_ptr_array_unref);
    g_clear_pointer(&proof->names, g_ptr_array_unref);
    g_clear_pointer(&proof->panels, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Proof, proof_clear)

static void
composition_free(gpointer data)
{
    march_composition_free(data);
}

/* A view of the figure without what the sheet prints itself. Borrows from the spec. */
static MarchSpec
panel_spec(const Proof *proof, const char *view)
{
    MarchSpec panel = *proof->spec;
    double width = march_sheet_panel_width(proof->width, proof->columns);
    double aspect = CLAMP(proof->spec->height_mm / proof->spec->width_mm, ASPECT_LEAST,
                          ASPECT_MOST);

    panel.view = (char *)(gpointer)(guintptr)view;
    panel.width_mm = width;
    panel.height_mm = (aspect + LEGEND_ROOM) * width;
    panel.width_px = panel.height_px = 0;
    panel.title = panel.subtitle = panel.alt = NULL;
    panel.show_graticule = panel.show_inset = FALSE;
    return panel;
}

static MarchComposition *
panel_compose(const Proof *proof, const char *view, GError **error)
{
    const MarchSpec panel = panel_spec(proof, view);

    const MarchPanel request = {.map_height =
                                    panel.height_mm - LEGEND_ROOM * panel.width_mm};

    return march_pipeline_compose_panel(proof->session, &panel, proof->options,
                                        &request, proof->timings, proof->diagnostics,
                                        error);
}

static void
text_add_once(GPtrArray *texts, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL)) {
        g_ptr_array_add(texts, g_strdup(text));
    }
}

static void
sides_add(GPtrArray *parties, const char *side)
{
    g_auto(GStrv) codes = g_strsplit(side != NULL ? side : "", "/", -1);

    for (char **code = codes; *code != NULL; code++) {
        if (**code != '\0') {
            text_add_once(parties, *code);
        }
    }
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Those who have a say in what @composition shows: the parties of lines that are no
   ordinary boundaries, and whoever the sections give a claim. */
static GPtrArray *
parties_find(const Proof *proof, const MarchComposition *composition)
{
    GPtrArray *parties = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(MarchFeatures) lines =
        march_borders_select(composition->borders, proof->spec->as_of, "all", NULL);

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *line = march_features_get(lines, i);
        const char *status = march_feature_get_string(line, "status");
        g_autoptr(MarchPath) path = NULL;

        if (g_strcmp0(status, "international") == 0 &&
            march_feature_get_string(line, "section") == NULL) {
            continue;
        }
        path = march_frame_project_geometry(composition->frame, line->geometry, 0);
        if (!march_path_is_empty(path)) {
            sides_add(parties, march_feature_get_string(line, "left"));
            sides_add(parties, march_feature_get_string(line, "right"));
        }
    }
    g_ptr_array_sort(parties, compare_texts);
    return parties;
}

/* The parties, then de facto, then all claims. @composition is de facto's. */
static void
views_choose(Proof *proof, const MarchComposition *composition)
{
    g_autoptr(GPtrArray) parties = parties_find(proof, composition);

    if (parties->len > PARTIES_MAX) {
        march_diagnostics_add(proof->diagnostics, MARCH_SEVERITY_WARNING,
                              "views-left-out",
                              march_location_new(proof->spec->path, 0, 0), NULL,
                              "lines of %u parties are on the map; the sheet shows the "
                              "views of the first %u, --views chooses others",
                              parties->len, PARTIES_MAX);
        g_ptr_array_set_size(parties, PARTIES_MAX);
    }
    for (guint i = 0; i < parties->len; i++) {
        g_ptr_array_add(proof->views, g_strdup(g_ptr_array_index(parties, i)));
    }
    g_ptr_array_add(proof->views, g_strdup("defacto"));
    g_ptr_array_add(proof->views, g_strdup("all"));
}

static gboolean
names_make(Proof *proof, GError **error)
{
    MarchCatalogue *catalogue = march_session_get_catalogue(proof->session, error);

    return catalogue != NULL &&
           march_view_names_add(catalogue, proof->views, proof->names, error);
}

/* Sets columns and width for the views that are known by now. */
static void
page_settle(Proof *proof)
{
    if (proof->wanted_columns > 0) {
        proof->columns = proof->wanted_columns;
    } else {
        proof->columns = proof->views->len > FEW_VIEWS ? 3 : 2;
    }
    proof->width = MAX(proof->columns > 2 ? WIDE_MM : WIDTH_MM, proof->spec->width_mm);
}

/* Composes a panel for each view, and chooses the views when none are given. */
static gboolean
panels_compose(Proof *proof, GError **error)
{
    g_autoptr(MarchComposition) defacto = NULL;
    double width;

    page_settle(proof);
    width = proof->width;

    if (proof->views->len == 0) {
        defacto = panel_compose(proof, "defacto", error);
        if (defacto == NULL) {
            return FALSE;
        }
        views_choose(proof, defacto);
        page_settle(proof);
        if (proof->width > width) {
            g_clear_pointer(&defacto, march_composition_free);
        }
    }
    for (guint i = 0; i < proof->views->len; i++) {
        const char *view = g_ptr_array_index(proof->views, i);
        MarchComposition *panel = defacto != NULL && strcmp(view, "defacto") == 0
                                      ? g_steal_pointer(&defacto)
                                      : panel_compose(proof, view, error);

        if (panel == NULL) {
            return FALSE;
        }
        g_ptr_array_add(proof->panels, panel);
    }
    return names_make(proof, error);
}

static const MarchMarginalia *
panel_marginalia(const Proof *proof, guint panel)
{
    const MarchComposition *composition = g_ptr_array_index(proof->panels, panel);

    return &composition->marginalia;
}

static gboolean
has_text(const GPtrArray *texts, const char *text)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)(gpointer)(guintptr)texts,
                                            text, g_str_equal, NULL);
}

/* @note as it is when all panels say it, else with the views it is true of. */
static char *
note_word(const Proof *proof, const char *note)
{
    g_autoptr(GString) views = g_string_new(NULL);
    gboolean is_in_all = TRUE;

    for (guint i = 0; i < proof->panels->len; i++) {
        if (!has_text(panel_marginalia(proof, i)->notes, note)) {
            is_in_all = FALSE;
        } else {
            g_string_append_printf(views, "%s%s", views->len > 0 ? ", " : "",
                                   (const char *)g_ptr_array_index(proof->names, i));
        }
    }
    return is_in_all ? g_strdup(note) : g_strdup_printf("%s: %s", views->str, note);
}

static void
texts_join(GPtrArray *joined, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++) {
        text_add_once(joined, g_ptr_array_index(texts, i));
    }
}

/* What the panels say, each line once; the first note of each is of its view only. */
static MarchMarginalia
marginalia_join(const Proof *proof, const MarchCatalogue *catalogue)
{
    GPtrArray *drawn = g_ptr_array_new_with_free_func(g_free);
    MarchMarginalia joined = {.notes = g_ptr_array_new_with_free_func(g_free),
                              .sources = g_ptr_array_new_with_free_func(g_free),
                              .credits = g_ptr_array_new_with_free_func(g_free)};
    g_autofree char *date = march_date_is_given(proof->spec->as_of)
                                ? march_date_to_text(proof->spec->as_of)
                                : NULL;

    g_ptr_array_add(joined.notes,
                    g_strdup_printf("%s%s. Proof sheet: each map in the view over it, "
                                    "from the same data.",
                                    date != NULL ? "Situation as of " : "",
                                    date != NULL ? date : "No as-of date given"));
    for (guint i = 0; i < proof->panels->len; i++) {
        const MarchMarginalia *marginalia = panel_marginalia(proof, i);

        for (guint k = 1; k < marginalia->notes->len; k++) {
            g_autofree char *note =
                note_word(proof, g_ptr_array_index(marginalia->notes, k));

            text_add_once(joined.notes, note);
        }
        texts_join(drawn, marginalia->drawn);
        texts_join(joined.credits, marginalia->credits);
    }
    march_marginalia_set_drawn(&joined, proof->spec, catalogue, drawn);
    return joined;
}

static char *
sheet_describe(const Proof *proof, const MarchProofTable *table)
{
    g_autoptr(GString) text = g_string_new("Proof sheet");

    if (proof->spec->title != NULL) {
        g_string_append_printf(text, ": %s", proof->spec->title);
    }
    g_string_append(text, ". The same map in these views:");
    for (guint i = 0; i + 1 < proof->names->len; i++) {
        g_string_append_printf(text, "%s %s", i > 0 ? ";" : "",
                               (const char *)g_ptr_array_index(proof->names, i));
    }
    g_string_append_printf(text, ". %s", table->text);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static MarchScene *
sheet_draw(const Proof *proof,
           const MarchProofTable *table,
           const MarchMarginalia *marginalia,
           GError **error)
{
    MarchSpec sheet = *proof->spec;
    const MarchComposition *first = g_ptr_array_index(proof->panels, 0);
    g_autofree MarchSheetPanel *panels = g_new0(MarchSheetPanel, proof->panels->len);
    const MarchSheetTable ruled = {
        table->caption, (const char *const *)table->headings->pdata, table->rows};
    MarchTextEngine *text = march_session_get_text(proof->session, error);
    g_autofree char *path = march_session_find_style(proof->session, sheet.style);
    g_autoptr(MarchStyle) style = march_style_load(path, NULL, NULL, error);

    if (text == NULL || style == NULL) {
        return NULL;
    }
    sheet.width_mm = proof->width;
    sheet.width_px = sheet.height_px = 0;
    for (guint i = 0; i < proof->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(proof->panels, i);

        panels[i] = (MarchSheetPanel){.scene = panel->scene,
                                      .heading = g_ptr_array_index(proof->names, i),
                                      .height = panel->foot};
    }
    const MarchSheetInput input = {.spec = &sheet,
                                   .style = style,
                                   .columns = proof->columns,
                                   .panels = panels,
                                   .n_panels = proof->panels->len,
                                   .table = &ruled,
                                   .marginalia = marginalia,
                                   .frame = first->frame};

    return march_sheet_compose(&input, text, proof->diagnostics);
}

/* Makes a composition of the whole sheet. */
static MarchComposition *
sheet_compose(Proof *proof, GError **error)
{
    const MarchComposition *first = g_ptr_array_index(proof->panels, 0);
    g_autoptr(MarchProofTable) table = NULL;
    g_autoptr(GPtrArray) areas = g_ptr_array_new();
    g_autoptr(MarchComposition) sheet = g_new0(MarchComposition, 1);
    const MarchCatalogue *catalogue =
        march_session_get_catalogue(proof->session, error);

    if (catalogue == NULL) {
        return NULL;
    }
    g_ptr_array_add(proof->views, NULL);
    g_ptr_array_add(proof->names, NULL);
    for (guint i = 0; i < proof->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(proof->panels, i);

        g_ptr_array_add(areas, panel->areas);
    }
    table =
        march_proof_table_new(first->borders, areas, proof->spec->as_of,
                              (const char *const *)proof->views->pdata,
                              (const char *const *)proof->names->pdata, first->frame);
    sheet->marginalia = marginalia_join(proof, catalogue);
    sheet->scene = sheet_draw(proof, table, &sheet->marginalia, error);
    if (sheet->scene == NULL) {
        return NULL;
    }
    sheet->title = g_strdup_printf(
        "%s (proof sheet)", proof->spec->title != NULL ? proof->spec->title : "Map");
    sheet->description = sheet_describe(proof, table);
    sheet->credits = march_marginalia_join_credits(&sheet->marginalia);
    sheet->author = g_strdup(proof->spec->author);
    sheet->recipe = g_strdupv(first->recipe);
    sheet->inputs = g_ptr_array_ref(first->inputs);
    sheet->shown = first->shown;
    march_scene_set_text(sheet->scene, sheet->title, sheet->description,
                         proof->spec->language);
    return g_steal_pointer(&sheet);
}

static gboolean
options_check(const MarchProofOptions *options, GError **error)
{
    guint n_views = options->views != NULL
                        ? g_strv_length((char **)(gpointer)(guintptr)options->views)
                        : 0;

    if (options->columns > COLUMNS_MAX) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "a sheet of %u columns; expected 1 to %u", options->columns,
                        COLUMNS_MAX);
        return FALSE;
    }
    if (n_views > VIEWS_MAX) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "%u views; expected at most %u", n_views, VIEWS_MAX);
        return FALSE;
    }
    return TRUE;
}

/* "figure-proof.pdf" beside the figure file, when no output is named. */
static GPtrArray *
default_outputs(const MarchSpec *spec)
{
    GPtrArray *outputs = g_ptr_array_new_with_free_func(g_free);
    const char *dot = strrchr(spec->path, '.');
    gsize stem = dot != NULL && strchr(dot, G_DIR_SEPARATOR) == NULL
                     ? (gsize)(dot - spec->path)
                     : strlen(spec->path);

    g_ptr_array_add(outputs, g_strdup_printf("%.*s-proof.pdf", (int)stem, spec->path));
    return outputs;
}

static gboolean
sheet_write(Proof *proof,
            const MarchComposition *sheet,
            GArray *outputs,
            MarchResult *result,
            GError **error)
{
    MarchSpec page = *proof->spec;

    page.width_mm = march_scene_get_width(sheet->scene);
    page.height_mm = march_scene_get_height(sheet->scene);
    page.width_px = page.height_px = 0;
    if (!march_outputs_encode(outputs, &page, sheet,
                              march_session_get_text(proof->session, NULL), error)) {
        return FALSE;
    }
    march_timings_mark(proof->timings, "render");
    if (!march_outputs_write(outputs, result, error)) {
        return FALSE;
    }
    march_timings_mark(proof->timings, "write");
    return TRUE;
}

static gboolean
proof_make(Proof *proof, GArray *outputs, MarchResult *result, GError **error)
{
    g_autoptr(MarchComposition) sheet = NULL;

    if (!panels_compose(proof, error)) {
        return FALSE;
    }
    sheet = sheet_compose(proof, error);
    if (sheet == NULL ||
        !march_outputs_check_strict(result, proof->options, proof->spec, error)) {
        return FALSE;
    }
    march_result_take_facts(result, sheet);
    return (proof->options != NULL && proof->options->check_only) ||
           sheet_write(proof, sheet, outputs, result, error);
}

static void
proof_run(Proof *proof,
          const char *path,
          const MarchProofOptions *wanted,
          MarchResult *result,
          GError **error)
{
    MarchSpecOptions spec_options = {
        .overrides = proof->options != NULL ? proof->options->overrides : NULL,
        .data_directory = march_session_get_data_directory(proof->session),
    };
    g_autoptr(MarchSpec) spec = NULL;
    g_autoptr(GPtrArray) defaults = NULL;
    g_autoptr(GArray) outputs = NULL;

    if (!options_check(wanted, error)) {
        return;
    }
    spec = march_spec_load(path, &spec_options, result->diagnostics, error);
    if (spec == NULL) {
        return;
    }
    defaults = default_outputs(spec);
    outputs = march_outputs_choose(spec, proof->options, defaults, error);
    if (outputs == NULL) {
        return;
    }
    proof->spec = spec;
    for (const char *const *view = wanted->views; view != NULL && *view != NULL;
         view++) {
        text_add_once(proof->views, *view);
    }
    proof_make(proof, outputs, result, error);
}

MarchResult *
march_session_proof(MarchSession *session,
                    const char *path,
                    const MarchProofOptions *wanted,
                    const MarchFigureOptions *options,
                    GError **error)
{
    static const MarchProofOptions DEFAULTS = {NULL, 0};
    MarchResult *result = march_result_new();
    g_autoptr(MarchTimings) timings = march_timings_new();
    g_auto(Proof) proof = {.session = session,
                           .options = options,
                           .views = g_ptr_array_new_with_free_func(g_free),
                           .names = g_ptr_array_new_with_free_func(g_free),
                           .panels = g_ptr_array_new_with_free_func(composition_free),
                           .timings = timings,
                           .diagnostics = result->diagnostics};

    g_return_val_if_fail(session != NULL && path != NULL, result);
    wanted = wanted != NULL ? wanted : &DEFAULTS;
    proof.wanted_columns = wanted->columns;
    march_timings_mark(timings, "start");
    proof_run(&proof, path, wanted, result, error);
    march_result_finish(result, timings);
    return result;
}
