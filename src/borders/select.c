/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "borders-private.h"

/* Ends of stretches this close along a chain are one place. */
#define SAME_PLACE_M 0.01

/* How a class is drawn for one view. */
typedef struct {
    gboolean is_drawn;
    MarchBorderStatus status;
    const char *label; /* (nullable) instead of the class's own */
} Drawing;

/* One selection under way. */
typedef struct {
    const MarchBorders *borders;
    MarchDate as_of;
    const char *view;
    gboolean is_of_a_party; /* the view is a country's, not defacto, un or all */
    MarchFeatures *features;
    MarchDiagnostics *diagnostics;
} Selection;

/* Who owns an interval of a chain: a section, or the data's own class. */
typedef struct {
    double from, to;
    const MarchKeptSection *section; /* (nullable) */
    const MarchBorderClass *line_class;
    gboolean is_hidden;
} Interval;

static gboolean
is_valid_at(const MarchBorderClass *line_class, MarchDate as_of)
{
    return !march_date_is_given(as_of) ||
           march_date_range_contains(line_class->valid, as_of);
}

static const char *
find_claim(const MarchBorderClass *line_class, const char *view)
{
    for (gsize i = 0; line_class->claims != NULL && line_class->claims[i] != NULL &&
                      line_class->claims[i + 1] != NULL;
         i += 2) {
        if (g_ascii_strcasecmp(line_class->claims[i], view) == 0) {
            return line_class->claims[i + 1];
        }
    }
    return NULL;
}

static gboolean
side_has(const char *side, const char *code)
{
    gsize length = strlen(code);

    for (const char *at = side; at != NULL;) {
        if (g_ascii_strncasecmp(at, code, length) == 0 &&
            (at[length] == '\0' || at[length] == '/')) {
            return TRUE;
        }
        at = strchr(at, '/');
        at = at != NULL ? at + 1 : NULL;
    }
    return FALSE;
}

static gboolean
is_claimed_by_several(const char *side)
{
    return side != NULL && strchr(side, '/') != NULL;
}

/* Land between two claim lines belongs, in a claimant's eyes, to the claimant. */
static Drawing
draw_shared_claim(const Selection *selection,
                  const char *left,
                  const char *right,
                  Drawing drawing)
{
    gboolean on_left = side_has(left, selection->view);
    gboolean on_right = side_has(right, selection->view);

    if (on_left && on_right) {
        drawing.is_drawn = FALSE;
    } else if (on_left || on_right) {
        drawing.status = MARCH_BORDER_INTERNATIONAL;
        drawing.label = "International boundary";
    }
    return drawing;
}

static Drawing
draw_class(const Selection *selection,
           const MarchBorderClass *line_class,
           const char *left,
           const char *right)
{
    Drawing drawing = {TRUE, line_class->status, NULL};
    const char *claim = find_claim(line_class, selection->view);

    if (claim != NULL) {
        if (march_border_status_parse(claim, &drawing.status)) {
            drawing.label = drawing.status == line_class->status ? NULL : "";
        } else {
            drawing.label = claim;
        }
    } else if (selection->is_of_a_party &&
               (is_claimed_by_several(left) || is_claimed_by_several(right))) {
        drawing = draw_shared_claim(selection, left, right, drawing);
    } else if (line_class->status == MARCH_BORDER_CLAIMED) {
        drawing.is_drawn = g_ascii_strcasecmp(selection->view, "all") == 0;
    }
    drawing.is_drawn = drawing.is_drawn && drawing.status != MARCH_BORDER_UNRECOGNISED;
    return drawing;
}

static void
say_hidden(const Selection *selection, const MarchKeptSection *section)
{
    march_diagnostics_add(selection->diagnostics, MARCH_SEVERITY_NOTE,
                          "section-not-drawn", section->where, section->info.name,
                          "section \"%s\" (%s) is not drawn in the view %s",
                          section->info.name != NULL ? section->info.name : "unnamed",
                          march_border_status_name(section->line_class.status),
                          selection->view);
}

static void
add_feature(Selection *selection,
            MarchGeometry *geometry,
            const MarchKeptSection *section,
            const MarchBorderClass *line_class,
            const MarchChain *chain,
            double along)
{
    const char *left = chain != NULL ? chain->left : section->between[0];
    const char *right = chain != NULL ? chain->right : section->between[1];
    Drawing drawing = draw_class(selection, line_class, left, right);
    MarchBorderClass worded = *line_class;
    g_autofree char *label = NULL;
    MarchFeature *feature;
    const char *source;

    if (!drawing.is_drawn || geometry->parts->len == 0) {
        if (section != NULL) {
            say_hidden(selection, section);
        }
        march_geometry_free(geometry);
        return;
    }
    if (drawing.label != NULL) {
        worded.label = drawing.label[0] != '\0' ? drawing.label : NULL;
    }
    label = march_border_legend_words(drawing.status, &worded, selection->as_of,
                                      section != NULL);
    feature = march_features_add(selection->features, geometry);
    march_features_set_string(selection->features, feature, "status",
                              march_border_status_name(drawing.status));
    march_features_set_string(selection->features, feature, "left", left);
    march_features_set_string(selection->features, feature, "right", right);
    if (section != NULL) {
        march_features_set_string(selection->features, feature, "section",
                                  section->info.name != NULL ? section->info.name : "");
        feature->where = section->where;
    }
    march_features_set_string(selection->features, feature, "label", label);
    source = line_class->source != NULL ? line_class->source
             : section == NULL          ? chain->data
                                        : NULL;
    if (source != NULL) {
        march_features_set_string(selection->features, feature, "source", source);
    }
    march_features_set_number(selection->features, feature, "rank",
                              drawing.status == MARCH_BORDER_INTERNATIONAL ||
                                      drawing.status == MARCH_BORDER_DEMARCATED
                                  ? 1
                                  : 2);
    march_features_set_boolean(selection->features, feature, "enclave",
                               chain != NULL && (chain->is_enclave || chain->is_ring));
    if (chain != NULL && chain->name != NULL) {
        march_features_set_string(selection->features, feature, "name", chain->name);
    }
    march_features_set_number(selection->features, feature, "along", along);
}

/* The stretches of sections that hold on a chain at the date, in the order cut. */
static GArray *
collect_stretches(const Selection *selection, guint index)
{
    const MarchBorders *borders = selection->borders;
    const MarchChain *chain = g_ptr_array_index(borders->chains, index);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(MarchStretch));

    for (guint i = 0; i < borders->stretches->len; i++) {
        MarchStretch stretch = g_array_index(borders->stretches, MarchStretch, i);
        const MarchKeptSection *section =
            g_ptr_array_index(borders->sections, stretch.section);

        if (stretch.chain != index ||
            !is_valid_at(&section->line_class, selection->as_of)) {
            continue;
        }
        if (chain->is_ring) {
            /* Bring it to start on the ring, and cut it where the ring starts. */
            double shift = floor(stretch.from / chain->length) * chain->length;

            stretch.from -= shift;
            stretch.to -= shift;
            if (stretch.to > chain->length) {
                MarchStretch rest = stretch;

                rest.from = 0;
                rest.to = stretch.to - chain->length;
                stretch.to = chain->length;
                g_array_append_val(found, rest);
            }
        }
        g_array_append_val(found, stretch);
    }
    return found;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

static GArray *
collect_breaks(const MarchChain *chain, const GArray *stretches)
{
    GArray *breaks = g_array_new(FALSE, FALSE, sizeof(double));
    double zero = 0;

    g_array_append_val(breaks, zero);
    g_array_append_val(breaks, chain->length);
    for (guint i = 0; i < stretches->len; i++) {
        const MarchStretch *stretch = &g_array_index(stretches, MarchStretch, i);

        g_array_append_val(breaks, stretch->from);
        g_array_append_val(breaks, stretch->to);
    }
    for (guint i = 1; i < chain->runs->len; i++) {
        guint vertex = g_array_index(chain->runs, MarchChainRun, i).vertex;

        g_array_append_val(breaks, g_array_index(chain->along, double, vertex));
    }
    g_array_sort(breaks, compare_doubles);
    return breaks;
}

static const MarchBorderClass *
class_at(const MarchChain *chain, double along)
{
    const MarchBorderClass *line_class =
        g_array_index(chain->runs, MarchChainRun, 0).line_class;

    for (guint i = 1; i < chain->runs->len; i++) {
        const MarchChainRun *run = &g_array_index(chain->runs, MarchChainRun, i);

        if (g_array_index(chain->along, double, run->vertex) <= along) {
            line_class = run->line_class;
        }
    }
    return line_class;
}

static Interval
find_owner(const Selection *selection,
           const MarchChain *chain,
           const GArray *stretches,
           double from,
           double to)
{
    double middle = (from + to) / 2;
    Interval interval = {from, to, NULL, class_at(chain, middle), FALSE};

    for (guint i = 0; i < stretches->len; i++) {
        const MarchStretch *stretch = &g_array_index(stretches, MarchStretch, i);

        if (stretch->from <= middle && middle <= stretch->to) {
            interval.section =
                g_ptr_array_index(selection->borders->sections, stretch->section);
            interval.line_class = &interval.section->line_class;
            interval.is_hidden = stretch->hides;
        }
    }
    return interval;
}

static gboolean
has_same_owner(const Interval *a, const Interval *b)
{
    return a->section == b->section && a->line_class == b->line_class &&
           a->is_hidden == b->is_hidden;
}

/* Each point of the chain in exactly one interval. */
static GArray *
divide_chain(const Selection *selection,
             const MarchChain *chain,
             const GArray *stretches)
{
    GArray *intervals = g_array_new(FALSE, FALSE, sizeof(Interval));
    g_autoptr(GArray) breaks = collect_breaks(chain, stretches);
    double from = 0;

    for (guint i = 1; i < breaks->len; i++) {
        double to = g_array_index(breaks, double, i);
        Interval interval, *last;

        if (to - from < SAME_PLACE_M && i + 1 < breaks->len) {
            continue;
        }
        interval = find_owner(selection, chain, stretches, from, to);
        last = intervals->len == 0
                   ? NULL
                   : &g_array_index(intervals, Interval, intervals->len - 1);
        if (last != NULL &&
            (has_same_owner(last, &interval) || to - from < SAME_PLACE_M)) {
            last->to = to;
        } else {
            g_array_append_val(intervals, interval);
        }
        from = to;
    }
    if (chain->is_ring && intervals->len > 1) {
        Interval first = g_array_index(intervals, Interval, 0);
        Interval *last = &g_array_index(intervals, Interval, intervals->len - 1);

        if (has_same_owner(&first, last)) {
            last->to += first.to;
            g_array_remove_index(intervals, 0);
        }
    }
    return intervals;
}

static void
select_chain(Selection *selection, guint index)
{
    MarchChain *chain = g_ptr_array_index(selection->borders->chains, index);
    g_autoptr(GArray) stretches = collect_stretches(selection, index);
    g_autoptr(GArray) intervals = NULL;

    if (stretches->len == 0 && chain->runs->len == 1) {
        MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        const MarchLonLat *positions =
            (const MarchLonLat *)(void *)chain->positions->data;

        march_geometry_add_part(geometry, positions, chain->positions->len, FALSE);
        if (chain->is_ring) {
            g_array_append_val(geometry->positions, positions[0]);
            g_array_index(geometry->parts, MarchGeometryPart, 0).count++;
        }
        add_feature(selection, geometry, NULL,
                    g_array_index(chain->runs, MarchChainRun, 0).line_class, chain, 0);
        return;
    }
    march_chain_measure(chain);
    intervals = divide_chain(selection, chain, stretches);
    for (guint i = 0; i < intervals->len; i++) {
        const Interval *interval = &g_array_index(intervals, Interval, i);
        MarchGeometry *geometry;

        if (interval->is_hidden) {
            continue; /* the section's own line is drawn instead */
        }
        geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        march_chain_add_stretch(chain, interval->from, interval->to, geometry);
        add_feature(selection, geometry, interval->section, interval->line_class, chain,
                    interval->from);
    }
}

static gboolean
is_known_view(const MarchBorders *borders, const char *view)
{
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (side_has(chain->left, view) || side_has(chain->right, view)) {
            return TRUE;
        }
    }
    for (guint i = 0; i < borders->classes->len; i++) {
        if (find_claim(g_ptr_array_index(borders->classes, i), view) != NULL) {
            return TRUE;
        }
    }
    for (guint i = 0; i < borders->sections->len; i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);

        if (find_claim(&section->line_class, view) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
start_view(Selection *selection)
{
    static const char *const GENERAL[] = {"defacto", "un", "all"};

    selection->is_of_a_party = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(GENERAL); i++) {
        if (g_ascii_strcasecmp(selection->view, GENERAL[i]) == 0) {
            selection->is_of_a_party = FALSE;
        }
    }
    if (selection->is_of_a_party &&
        !is_known_view(selection->borders, selection->view)) {
        march_diagnostics_add(selection->diagnostics, MARCH_SEVERITY_WARNING,
                              "unknown-view", MARCH_LOCATION_NONE, selection->view,
                              "no boundary or section says anything about the view "
                              "\"%s\": lines are drawn as in the view defacto",
                              selection->view);
    }
}

MarchFeatures *
march_borders_select(const MarchBorders *borders,
                     MarchDate as_of,
                     const char *view,
                     MarchDiagnostics *diagnostics)
{
    Selection selection = {.borders = borders,
                           .as_of = as_of,
                           .view = view != NULL ? view : "defacto",
                           .features = march_features_new(),
                           .diagnostics = diagnostics};

    start_view(&selection);
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced) {
            select_chain(&selection, i);
        }
    }
    for (guint i = 0; i < borders->sections->len; i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);

        if (section->is_loose && is_valid_at(&section->line_class, as_of)) {
            add_feature(&selection, march_geometry_copy(section->geometry), section,
                        &section->line_class, NULL, 0);
        }
        if (!march_date_is_given(as_of) &&
            (march_date_is_given(section->line_class.valid.from) ||
             march_date_is_given(section->line_class.valid.to))) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "no-as-of-date",
                                  section->where, section->info.name,
                                  "without an as-of date sections of every date are "
                                  "drawn");
        }
    }
    return selection.features;
}
