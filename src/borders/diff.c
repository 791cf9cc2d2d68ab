/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "borders-private.h"
#include "divide.h"
#include "view.h"

/* Pieces shorter than this are ends that do not quite coincide. */
#define SHORTEST_CHANGE_M 1.0

/* One comparison under way. */
typedef struct {
    const MarchBorders *borders;
    MarchDate dates[2];
    MarchBorderView view;
    MarchFeatures *features;
} Comparison;

/* What a piece is on one of the two dates. */
typedef struct {
    const char *status; /* "none" when not drawn */
    const MarchKeptSection *section;
} State;

static State
describe_state(const Comparison *comparison,
               const MarchBorderClass *line_class,
               const MarchKeptSection *section,
               gboolean is_hidden,
               const char *left,
               const char *right)
{
    MarchBorderDrawing drawing =
        march_border_view_draw(&comparison->view, line_class, left, right);
    gboolean is_drawn = drawing.is_drawn && !is_hidden;

    return (State){is_drawn ? march_border_status_name(drawing.status) : "none",
                   section};
}

static const char *
section_name(const MarchKeptSection *section)
{
    return section != NULL && section->info.name != NULL ? section->info.name : NULL;
}

static gboolean
is_same_state(const State *a, const State *b)
{
    return strcmp(a->status, b->status) == 0 &&
           g_strcmp0(section_name(a->section), section_name(b->section)) == 0;
}

static void
set_text(MarchFeatures *features,
         MarchFeature *feature,
         const char *key,
         const char *text)
{
    if (text != NULL) {
        march_features_set_string(features, feature, key, text);
    }
}

static void
add_change(Comparison *comparison,
           MarchGeometry *geometry,
           const State *before,
           const State *after,
           const char *left,
           const char *right)
{
    MarchFeatures *features = comparison->features;
    MarchFeature *feature = march_features_add(features, geometry);
    g_autofree char *label =
        g_strdup_printf("%s before, %s after", before->status, after->status);

    march_features_set_string(features, feature, "before", before->status);
    march_features_set_string(features, feature, "after", after->status);
    set_text(features, feature, "section-before", section_name(before->section));
    set_text(features, feature, "section-after", section_name(after->section));
    march_features_set_string(features, feature, "left", left);
    march_features_set_string(features, feature, "right", right);
    march_features_set_string(features, feature, "label", label);
    if (before->section != NULL) {
        set_text(features, feature, "source-before",
                 before->section->line_class.source);
    }
    if (after->section != NULL) {
        set_text(features, feature, "source-after", after->section->line_class.source);
    }
    march_features_set_number(features, feature, "length_km",
                              march_geometry_length(geometry) / 1000);
}

/* The interval that has @along; a ring's may reach over its start. */
static const MarchInterval *
find_interval(const GArray *intervals, double along, double length)
{
    for (guint i = 0; i < intervals->len; i++) {
        const MarchInterval *interval = &g_array_index(intervals, MarchInterval, i);

        if ((interval->from <= along && along <= interval->to) ||
            along + length <= interval->to) {
            return interval;
        }
    }
    return &g_array_index(intervals, MarchInterval, intervals->len - 1);
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

static void
collect_breaks(const MarchChain *chain, const GArray *intervals, GArray *breaks)
{
    for (guint i = 0; i < intervals->len; i++) {
        const MarchInterval *interval = &g_array_index(intervals, MarchInterval, i);
        double to = interval->to > chain->length + 1e-6 ? interval->to - chain->length
                                                        : interval->to;

        g_array_append_val(breaks, interval->from);
        g_array_append_val(breaks, to);
    }
}

/* A piece with the same states throughout. */
typedef struct {
    double from, to;
    State before, after;
} Piece;

static void
add_piece(Comparison *comparison, const MarchChain *chain, const Piece *piece)
{
    MarchGeometry *geometry;

    if (piece->to <= piece->from || is_same_state(&piece->before, &piece->after)) {
        return;
    }
    geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    march_chain_add_stretch(chain, piece->from, piece->to, geometry);
    add_change(comparison, geometry, &piece->before, &piece->after, chain->left,
               chain->right);
}

static State
state_at(const Comparison *comparison,
         const MarchChain *chain,
         const GArray *intervals,
         double along)
{
    const MarchInterval *interval = find_interval(intervals, along, chain->length);

    return describe_state(comparison, interval->line_class, interval->section,
                          interval->is_hidden, chain->left, chain->right);
}

/* Over the start of a ring the last piece may go on as the first. */
static void
join_over_start(const MarchChain *chain, GArray *pieces)
{
    Piece *last = &g_array_index(pieces, Piece, pieces->len - 1);
    /* The very first is the empty one before the first interval. */
    const Piece *first = pieces->len > 2 ? &g_array_index(pieces, Piece, 1) : NULL;

    if (chain->is_ring && first != NULL &&
        is_same_state(&first->before, &last->before) &&
        is_same_state(&first->after, &last->after)) {
        last->to += first->to;
        g_array_remove_index(pieces, 1);
    }
}

static void
compare_chain(Comparison *comparison, guint index)
{
    const MarchChain *chain = g_ptr_array_index(comparison->borders->chains, index);
    g_autoptr(GArray) before =
        march_chain_divide(comparison->borders, index, comparison->dates[0]);
    g_autoptr(GArray) after =
        march_chain_divide(comparison->borders, index, comparison->dates[1]);
    g_autoptr(GArray) breaks = g_array_new(FALSE, FALSE, sizeof(double));
    Piece open = {0, 0, {"", NULL}, {"", NULL}};
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));

    collect_breaks(chain, before, breaks);
    collect_breaks(chain, after, breaks);
    g_array_sort(breaks, compare_doubles);
    for (guint i = 1; i < breaks->len; i++) {
        double from = g_array_index(breaks, double, i - 1);
        double to = g_array_index(breaks, double, i), middle = (from + to) / 2;
        Piece piece = {from, to, state_at(comparison, chain, before, middle),
                       state_at(comparison, chain, after, middle)};

        if (to - from < SHORTEST_CHANGE_M) {
            continue;
        }
        if (is_same_state(&open.before, &piece.before) &&
            is_same_state(&open.after, &piece.after)) {
            open.to = to;
            continue;
        }
        g_array_append_val(pieces, open);
        open = piece;
    }
    g_array_append_val(pieces, open);
    join_over_start(chain, pieces);
    for (guint i = 0; i < pieces->len; i++) {
        add_piece(comparison, chain, &g_array_index(pieces, Piece, i));
    }
}

/* A line of its own appears, goes, or stays. */
static void
compare_loose(Comparison *comparison, const MarchKeptSection *section)
{
    State states[2];

    for (int date = 0; date < 2; date++) {
        gboolean is_valid = march_border_class_is_valid_at(&section->line_class,
                                                           comparison->dates[date]);

        states[date] =
            describe_state(comparison, &section->line_class, section, !is_valid,
                           section->between[0], section->between[1]);
        if (!is_valid) {
            states[date].section = NULL;
        }
    }
    if (!is_same_state(&states[0], &states[1])) {
        add_change(comparison, march_geometry_copy(section->geometry), &states[0],
                   &states[1], section->between[0], section->between[1]);
    }
}

static gboolean
has_stretches(const MarchBorders *borders, guint chain)
{
    for (guint i = 0; i < borders->stretches->len; i++) {
        if (g_array_index(borders->stretches, MarchStretch, i).chain == chain) {
            return TRUE;
        }
    }
    return FALSE;
}

MarchFeatures *
march_borders_diff(const MarchBorders *borders,
                   MarchDate before,
                   MarchDate after,
                   const char *view,
                   MarchDiagnostics *diagnostics)
{
    Comparison comparison = {
        .borders = borders,
        .dates = {before, after},
        .view = march_border_view_new(borders, view, diagnostics),
        .features = march_features_new(),
    };

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced && has_stretches(borders, i)) {
            compare_chain(&comparison, i);
        }
    }
    for (guint i = 0; i < borders->sections->len; i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);

        if (section->is_loose) {
            compare_loose(&comparison, section);
        }
    }
    return comparison.features;
}
