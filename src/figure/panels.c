/* SPDX-License-Identifier: MIT */
#include "panels.h"

#include <string.h>

#include "layout/map-content.h"
#include "layout/sheet.h"
#include "logo.h"
#include "view-names.h"

#define WIDTH_LEAST  48.0 /* mm of a panel, while there are fewer columns to choose */
#define ASPECT_LEAST 0.45
#define ASPECT_MOST  1.4
#define PANELS_MAX   12U

/* What one panel shows. */
typedef struct {
    const char *view; /* (nullable) the figure's */
    const char *type; /* (nullable) all */
    MarchDate as_of;  /* not given: the figure's */
    MarchDateRange dates;
    char *heading;
} PanelPlan;

/* One sheet being made. */
typedef struct {
    MarchSession *session;
    const MarchSpec *spec;
    const MarchFigureOptions *options;
    MarchSurvey survey;
    GArray *plans;     /* of PanelPlan */
    GPtrArray *panels; /* of MarchComposition */
    guint columns;
    double width, height; /* mm of a panel's map */
    MarchTimings *timings;
    MarchDiagnostics *diagnostics;
} Panels;

static void
panels_clear(Panels *panels)
{
    march_survey_clear(&panels->survey);
    g_clear_pointer(&panels->plans, g_array_unref);
    g_clear_pointer(&panels->panels, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Panels, panels_clear)

static void
plan_clear(gpointer data)
{
    g_free(((PanelPlan *)data)->heading);
}

static void
composition_free(gpointer data)
{
    march_composition_free(data);
}

static gboolean
is_of_all_types(const MarchSpecPanels *wanted)
{
    return wanted->types->len == 1 &&
           strcmp(g_ptr_array_index(wanted->types, 0), "all") == 0;
}

static guint
panel_count(const Panels *panels)
{
    const MarchSpecPanels *wanted = &panels->spec->panels;

    if (is_of_all_types(wanted) && panels->survey.types != NULL) {
        return MIN(panels->survey.types->len, PANELS_MAX);
    }
    return wanted->views->len + wanted->days->len + wanted->ranges->len +
           wanted->types->len;
}

/* As many columns as give panels of a readable width, in full rows where it can be. */
static void
columns_choose(Panels *panels, guint n_panels)
{
    const MarchSpec *spec = panels->spec;
    guint columns = (guint)spec->panels.columns;

    if (columns == 0) {
        columns = n_panels == 2 || n_panels == 4 ? 2 : MIN(n_panels, 3);
        while (columns > 1 &&
               march_sheet_panel_width(spec->width_mm, columns) < WIDTH_LEAST) {
            columns--;
        }
    }
    panels->columns = MAX(MIN(columns, MAX(n_panels, 1)), 1);
    panels->width = march_sheet_panel_width(spec->width_mm, panels->columns);
    panels->height = panels->width *
                     CLAMP(spec->height_mm / spec->width_mm, ASPECT_LEAST, ASPECT_MOST);
}

/* "28 April 2021 – 1 May 2021": the last day is the last one inside. */
static char *
dates_to_heading(MarchDateRange dates)
{
    const MarchDate last = {dates.to.day - 1};
    g_autofree char *from =
        march_date_is_given(dates.from) ? march_date_to_text(dates.from) : NULL;
    g_autofree char *to =
        march_date_is_given(dates.to) ? march_date_to_text(last) : NULL;

    if (from == NULL) {
        return g_strdup_printf("Until %s", to);
    }
    if (to == NULL) {
        return g_strdup_printf("From %s", from);
    }
    return dates.from.day == last.day ? g_strdup(from)
                                      : g_strdup_printf("%s – %s", from, to);
}

static gboolean
views_plan(Panels *panels, GError **error)
{
    const GPtrArray *views = panels->spec->panels.views;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    MarchCatalogue *catalogue = march_session_get_catalogue(panels->session, error);

    if (catalogue == NULL || !march_view_names_add(catalogue, views, names, error)) {
        return FALSE;
    }
    for (guint i = 0; i < views->len; i++) {
        PanelPlan plan = {.view = g_ptr_array_index(views, i),
                          .heading = g_strdup(g_ptr_array_index(names, i))};

        g_array_append_val(panels->plans, plan);
    }
    return TRUE;
}

static void
days_plan(Panels *panels)
{
    const MarchSpecPanels *wanted = &panels->spec->panels;

    for (guint i = 0; i < wanted->days->len; i++) {
        MarchDate day = g_array_index(wanted->days, MarchDate, i);
        PanelPlan plan = {.as_of = day,
                          .dates = {MARCH_DATE_NONE, {day.day + 1}},
                          .heading = march_date_to_text(day)};

        g_array_append_val(panels->plans, plan);
    }
    for (guint i = 0; i < wanted->ranges->len; i++) {
        MarchDateRange dates = g_array_index(wanted->ranges, MarchDateRange, i);
        PanelPlan plan = {.dates = dates, .heading = dates_to_heading(dates)};

        g_array_append_val(panels->plans, plan);
    }
}

static gboolean
types_plan(Panels *panels, GError **error)
{
    const MarchSpecPanels *wanted = &panels->spec->panels;
    const GPtrArray *types = wanted->types;

    if (is_of_all_types(wanted)) {
        types = panels->survey.types;
        if (types->len == 0) {
            march_error_set(error, MARCH_ERROR_DATA, wanted->where,
                            "no incident has a type to make a panel of");
            return FALSE;
        }
        if (types->len > PANELS_MAX) {
            march_diagnostics_add(panels->diagnostics, MARCH_SEVERITY_WARNING,
                                  "panels-left-out", wanted->where, NULL,
                                  "the incidents have %u types; the panels are of the "
                                  "%u commonest",
                                  types->len, PANELS_MAX);
        }
    }
    for (guint i = 0; i < MIN(types->len, PANELS_MAX); i++) {
        const char *type = g_ptr_array_index(types, i);
        PanelPlan plan = {.type = type, .heading = g_strdup(type)};

        g_array_append_val(panels->plans, plan);
    }
    return TRUE;
}

/* The days that both ranges hold; an open end is no bound. */
static MarchDateRange
dates_meet(MarchDateRange a, MarchDateRange b)
{
    MarchDateRange both = {{MAX(a.from.day, b.from.day)}, a.to};

    if (!march_date_is_given(a.to) ||
        (march_date_is_given(b.to) && b.to.day < a.to.day)) {
        both.to = b.to;
    }
    return both;
}

static gboolean
has_type(const MarchSpecIncidents *entry, const char *type)
{
    return entry->types->len == 0 ||
           g_ptr_array_find_with_equal_func(entry->types, type, g_str_equal, NULL);
}

/* The figure's tables, narrowed to what the panel shows; the strings are borrowed. */
static GPtrArray *
incidents_narrow(const Panels *panels, const PanelPlan *plan, GPtrArray *types)
{
    const GPtrArray *tables = panels->spec->incidents;
    GPtrArray *narrowed = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < tables->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(tables, i);
        MarchSpecIncidents *part;

        if (plan->type != NULL && !has_type(entry, plan->type)) {
            continue;
        }
        part = g_memdup2(entry, sizeof *entry);
        part->dates = dates_meet(entry->dates, plan->dates);
        if (plan->type != NULL) {
            part->types = types;
        }
        g_ptr_array_add(narrowed, part);
    }
    return narrowed;
}

/* That a panel leaves out what others show is no news. */
static void
diagnostics_pass(MarchDiagnostics *diagnostics, const MarchDiagnostics *said)
{
    for (guint i = 0; i < march_diagnostics_count(said); i++) {
        const MarchDiagnostic *item = march_diagnostics_get(said, i);

        if (strcmp(item->code, "no-incidents") != 0 &&
            strcmp(item->code, "unknown-type") != 0 &&
            strcmp(item->code, "filtered-out") != 0) {
            march_diagnostics_add(diagnostics, item->severity, item->code, item->where,
                                  item->object, "%s", item->message);
        }
    }
}

/* The figure without what the sheet prints itself. Borrows from the spec. */
static MarchSpec
panel_spec(const Panels *panels, const PanelPlan *plan)
{
    MarchSpec panel = *panels->spec;

    if (plan->view != NULL) {
        panel.view = (char *)(gpointer)(guintptr)plan->view;
    }
    if (march_date_is_given(plan->as_of)) {
        panel.as_of = plan->as_of;
    }
    panel.width_mm = panels->width;
    panel.height_mm = panels->height;
    panel.width_px = panel.height_px = 0;
    panel.has_fixed_marginalia = FALSE;
    panel.title = panel.subtitle = panel.alt = panel.logo = NULL;
    panel.show_legend = panel.show_scale_bar = panel.show_north_arrow = FALSE;
    panel.show_graticule = panel.show_inset = FALSE;
    return panel;
}

/* "Battles: 3 incidents", where panels differ in their incidents. */
static void
heading_count(PanelPlan *plan, const MarchComposition *panel)
{
    if (plan->view == NULL && !march_date_is_given(plan->as_of)) {
        char *counted = g_strdup_printf("%s: %u incident%s", plan->heading,
                                        panel->shown, panel->shown == 1 ? "" : "s");

        g_free(plan->heading);
        plan->heading = counted;
    }
}

/* The day stands over the map: the legend need not repeat it for each. */
static void
labels_shorten(const PanelPlan *plan, MarchMapContent *content)
{
    g_autofree char *suffix = g_strdup_printf(" as of %s", plan->heading);

    for (guint i = 0; march_date_is_given(plan->as_of) && i < content->uses->len; i++) {
        MarchLegendUse *use = g_ptr_array_index(content->uses, i);

        if (g_str_has_suffix(use->label, suffix)) {
            use->label[strlen(use->label) - strlen(suffix)] = '\0';
        }
    }
}

static gboolean
panel_draw(Panels *panels, PanelPlan *plan, GError **error)
{
    const MarchPanel request = {
        .map_height = panels->height, .survey = &panels->survey, .keeps_content = TRUE};
    MarchSpec spec = panel_spec(panels, plan);
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    g_autoptr(GPtrArray) tables = NULL;
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    MarchComposition *panel;

    g_ptr_array_add(types, (gpointer)(guintptr)plan->type);
    tables = incidents_narrow(panels, plan, types);
    spec.incidents = tables;
    panel = march_pipeline_compose_panel(panels->session, &spec, panels->options,
                                         &request, panels->timings, said, error);
    diagnostics_pass(panels->diagnostics, said);
    if (panel == NULL) {
        return FALSE;
    }
    g_ptr_array_add(panels->panels, panel);
    labels_shorten(plan, panel->content);
    heading_count(plan, panel);
    return TRUE;
}

static gboolean
panels_draw(Panels *panels, GError **error)
{
    for (guint i = 0; i < panels->plans->len; i++) {
        if (!panel_draw(panels, &g_array_index(panels->plans, PanelPlan, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
text_add_once(GPtrArray *texts, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL)) {
        g_ptr_array_add(texts, g_strdup(text));
    }
}

static void
texts_add_once(GPtrArray *texts, const GPtrArray *more, guint first)
{
    for (guint i = first; i < more->len; i++) {
        text_add_once(texts, g_ptr_array_index(more, i));
    }
}

static gboolean
is_in_all(const Panels *panels, const char *note)
{
    for (guint i = 0; i < panels->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(panels->panels, i);

        if (!g_ptr_array_find_with_equal_func(panel->marginalia.notes, note,
                                              g_str_equal, NULL)) {
            return FALSE;
        }
    }
    return TRUE;
}

static char *
first_note(const Panels *panels)
{
    const MarchSpec *spec = panels->spec;
    g_autofree char *date =
        march_date_is_given(spec->as_of) ? march_date_to_text(spec->as_of) : NULL;

    if (spec->panels.views->len > 0) {
        return g_strdup_printf("%s%s. Each map is in the view over it, from the same "
                               "data.",
                               date != NULL ? "Situation as of " : "",
                               date != NULL ? date : "No as-of date given");
    }
    if (spec->panels.days->len > 0) {
        return g_strdup(spec->incidents->len > 0
                            ? "Each map shows the situation as of the day over it, and "
                              "the incidents until then."
                            : "Each map shows the situation as of the day over it.");
    }
    return g_strdup(g_ptr_array_index(panels->survey.marginalia.notes, 0));
}

/* The figure's notes once; of what only some panels say, the notes on their lines. */
static MarchMarginalia
marginalia_join(const Panels *panels, const MarchCatalogue *catalogue)
{
    const MarchMarginalia *whole = &panels->survey.marginalia;
    GPtrArray *drawn = g_ptr_array_new_with_free_func(g_free);
    MarchMarginalia joined = {.notes = g_ptr_array_new_with_free_func(g_free),
                              .sources = g_ptr_array_new_with_free_func(g_free),
                              .credits = g_ptr_array_new_with_free_func(g_free),
                              .beside = g_ptr_array_new_with_free_func(g_free)};

    g_ptr_array_add(joined.notes, first_note(panels));
    texts_add_once(joined.notes, whole->notes, 1);
    texts_add_once(joined.credits, whole->credits, 0);
    /* Of days the last shows all there is; of others the notes count all panels. */
    texts_add_once(joined.beside, whole->beside, 0);
    for (guint i = 0; i < panels->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(panels->panels, i);

        for (guint k = 1; k < panel->marginalia.notes->len; k++) {
            const char *note = g_ptr_array_index(panel->marginalia.notes, k);

            if (is_in_all(panels, note)) {
                text_add_once(joined.notes, note);
            }
        }
        texts_add_once(joined.credits, panel->marginalia.credits, 0);
        texts_add_once(drawn, panel->marginalia.drawn, 0);
    }
    march_marginalia_set_drawn(&joined, panels->spec, catalogue, drawn);
    return joined;
}

static char *
describe(const Panels *panels)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (panels->spec->alt != NULL) {
        return g_strdup(panels->spec->alt);
    }
    MarchWords *words = panels->spec->words;
    g_autofree char *lead =
        panels->spec->title != NULL
            ? g_strdup_printf("%u maps: %s of the same area", panels->panels->len,
                              panels->spec->title)
            : g_strdup_printf("%u maps of the same area", panels->panels->len);
    g_autofree char *said = march_words_say(words, lead);

    g_string_append_printf(text, "%s:", said);
    for (guint i = 0; i < panels->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(panels->panels, i);

        g_autofree char *heading =
            march_words_say(words, g_array_index(panels->plans, PanelPlan, i).heading);

        g_string_append_printf(text, "%s %s (%s)", i > 0 ? ";" : "", heading,
                               panel->description);
    }
    g_string_append_c(text, '.');
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static MarchScene *
sheet_draw(const Panels *panels, const MarchMarginalia *marginalia, GError **error)
{
    const MarchComposition *first = g_ptr_array_index(panels->panels, 0);
    g_autofree MarchSheetPanel *list = g_new0(MarchSheetPanel, panels->panels->len);
    MarchTextEngine *text = march_session_get_text(panels->session, error);
    MarchSheetInput input = {.spec = panels->spec,
                             .style = march_composition_get_style(first),
                             .columns = panels->columns,
                             .panels = list,
                             .n_panels = panels->panels->len,
                             .has_legend = TRUE,
                             .value_label = first->value_label,
                             .marginalia = marginalia,
                             .frame = first->frame};

    if (text == NULL) {
        return NULL;
    }
    for (guint i = 0; i < panels->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(panels->panels, i);

        list[i] = (MarchSheetPanel){
            .scene = panel->scene,
            .heading = g_array_index(panels->plans, PanelPlan, i).heading,
            .height = panels->height,
            .content = panel->content};
    }
    MarchScene *scene = march_sheet_compose(&input, text, panels->diagnostics);

    march_text_check(text, scene, panels->diagnostics);
    march_text_check_sizes(scene, panels->diagnostics);
    return scene;
}

static MarchComposition *
sheet_compose(Panels *panels, GError **error)
{
    MarchComposition *first = g_ptr_array_index(panels->panels, 0);
    const MarchSpec *spec = panels->spec;
    g_autoptr(MarchLogo) logo = NULL;
    g_autoptr(MarchComposition) sheet = g_new0(MarchComposition, 1);
    MarchCatalogue *catalogue = march_session_get_catalogue(panels->session, error);

    if (catalogue == NULL) {
        return NULL;
    }
    if (spec->logo != NULL) {
        logo =
            march_logo_load(spec->logo, march_spec_get_location(spec, "logo"), error);
        if (logo == NULL) {
            return NULL;
        }
    }
    sheet->marginalia = marginalia_join(panels, catalogue);
    sheet->marginalia.logo = logo;
    sheet->scene = sheet_draw(panels, &sheet->marginalia, error);
    sheet->marginalia.logo = NULL;
    if (sheet->scene == NULL) {
        return NULL;
    }
    sheet->title = g_strdup(spec->title != NULL ? spec->title : "Maps");
    sheet->description = describe(panels);
    sheet->credits = march_marginalia_join_credits(&sheet->marginalia);
    sheet->author = g_strdup(spec->author);
    sheet->recipe = g_strdupv(first->recipe);
    sheet->inputs = g_ptr_array_ref(first->inputs);
    for (guint i = 0; i < panels->panels->len; i++) {
        const MarchComposition *panel = g_ptr_array_index(panels->panels, i);

        sheet->shown = spec->panels.views->len + spec->panels.days->len > 0
                           ? MAX(sheet->shown, panel->shown)
                           : sheet->shown + panel->shown;
    }
    march_scene_set_text(sheet->scene, sheet->title, sheet->description,
                         spec->language);
    return g_steal_pointer(&sheet);
}

/* The days that the ranges reach over together. */
static MarchDateRange
dates_join(const GArray *ranges)
{
    MarchDateRange all = g_array_index(ranges, MarchDateRange, 0);

    for (guint i = 1; i < ranges->len; i++) {
        MarchDateRange next = g_array_index(ranges, MarchDateRange, i);

        all.from.day = MIN(all.from.day, next.from.day);
        all.to.day = march_date_is_given(all.to) && march_date_is_given(next.to)
                         ? MAX(all.to.day, next.to.day)
                         : MARCH_DATE_NONE.day;
    }
    return all;
}

/* The figure's tables, narrowed to what the panels show together, so that what the
 * notes count is what the panels count. */
static GPtrArray *
incidents_narrow_to_all(const MarchSpec *spec)
{
    GPtrArray *narrowed = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        MarchSpecIncidents *part = g_memdup2(entry, sizeof *entry);

        if (spec->panels.ranges->len > 0) {
            part->dates = dates_meet(entry->dates, dates_join(spec->panels.ranges));
        }
        if (spec->panels.types->len > 0 && !is_of_all_types(&spec->panels) &&
            entry->types->len == 0) {
            part->types = spec->panels.types;
        }
        g_ptr_array_add(narrowed, part);
    }
    return narrowed;
}

MarchComposition *
march_panels_compose(MarchSession *session,
                     const MarchSpec *spec,
                     const MarchFigureOptions *options,
                     MarchTimings *timings,
                     MarchDiagnostics *diagnostics,
                     GError **error)
{
    g_auto(Panels) panels = {.session = session,
                             .spec = spec,
                             .options = options,
                             .plans = g_array_new(FALSE, TRUE, sizeof(PanelPlan)),
                             .panels = g_ptr_array_new_with_free_func(composition_free),
                             .timings = timings,
                             .diagnostics = diagnostics};
    g_autoptr(GPtrArray) tables = NULL;

    g_array_set_clear_func(panels.plans, plan_clear);
    columns_choose(&panels, panel_count(&panels));
    MarchSpec whole = panel_spec(&panels, &(PanelPlan){.view = spec->view});
    if (spec->panels.days->len > 0) {
        whole.as_of = MARCH_DATE_NONE; /* the sources of all days */
    }
    tables = incidents_narrow_to_all(spec);
    whole.incidents = tables;
    if (!march_pipeline_survey(session, &whole, options, panels.height, &panels.survey,
                               timings, diagnostics, error)) {
        return NULL;
    }
    columns_choose(&panels, panel_count(&panels));
    days_plan(&panels);
    if ((spec->panels.views->len > 0 && !views_plan(&panels, error)) ||
        (spec->panels.types->len > 0 && !types_plan(&panels, error)) ||
        !panels_draw(&panels, error)) {
        return NULL;
    }
    return sheet_compose(&panels, error);
}
