/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "change.h"
#include "divide.h"
#include "view.h"

/* Pieces shorter than this are ends that do not quite coincide. */
#define SHORTEST_CHANGE_M 1.0

/* One comparison under way. */
typedef struct {
    const MarchBorders *borders;
    MarchDateRange dates;
    MarchBorderView view;
    MarchFeatures *features;
    GPtrArray *labels; /* of char *, once each */
} Comparison;

static MarchBorderState
describe_state(const Comparison *comparison,
               const MarchBorderClass *line_class,
               const MarchKeptSection *section,
               gboolean is_hidden,
               const char *left,
               const char *right)
{
    MarchBorderDrawing drawing =
        march_border_view_draw(&comparison->view, line_class, left, right);

    return (MarchBorderState){drawing.is_drawn && !is_hidden, drawing.status, section};
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
set_state(MarchFeatures *features,
          MarchFeature *feature,
          const MarchBorderState *state,
          const char *const keys[3])
{
    march_features_set_string(features, feature, keys[0],
                              march_border_state_name(state));
    set_text(features, feature, keys[1], march_border_state_section(state));
    if (state->section != NULL) {
        set_text(features, feature, keys[2], state->section->line_class.source);
    }
}

/* What is drawn on neither date has changed nothing on the map. */
static gboolean
is_change(const MarchBorderState *before, const MarchBorderState *after)
{
    return (before->is_drawn || after->is_drawn) &&
           !march_border_state_equals(before, after);
}

/* Each distinct label gets a number of its own, in order of appearance. */
static guint
find_series(Comparison *comparison, const char *label)
{
    guint index = 0;

    if (!g_ptr_array_find_with_equal_func(comparison->labels, label, g_str_equal,
                                          &index)) {
        index = comparison->labels->len;
        g_ptr_array_add(comparison->labels, g_strdup(label));
    }
    return index;
}

static void
add_change(Comparison *comparison,
           MarchGeometry *geometry,
           const MarchBorderState *before,
           const MarchBorderState *after,
           const char *left,
           const char *right)
{
    static const char *const BEFORE[] = {"before", "section-before", "source-before"};
    static const char *const AFTER[] = {"after", "section-after", "source-after"};
    const MarchBorderChange change = {*before, *after, comparison->dates};
    MarchFeatures *features = comparison->features;
    MarchFeature *feature = march_features_add(features, geometry);
    g_autofree char *label = march_border_change_words(&change);
    const char *kind = march_border_change_kind(&change);
    MarchDate date = march_border_change_date(&change);

    march_features_set_string(features, feature, "kind", kind);
    set_state(features, feature, before, BEFORE);
    set_state(features, feature, after, AFTER);
    if (march_date_is_given(date)) {
        g_autofree char *iso = march_date_to_iso(date);

        march_features_set_string(features, feature, "date", iso);
    }
    march_features_set_string(features, feature, "left", left);
    march_features_set_string(features, feature, "right", right);
    march_features_set_string(features, feature, "label", label);
    if (strcmp(kind, "renamed") != 0) {
        march_features_set_number(features, feature, "series",
                                  find_series(comparison, label));
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
    MarchBorderState before, after;
} Piece;

static void
add_piece(Comparison *comparison, const MarchChain *chain, const Piece *piece)
{
    MarchGeometry *geometry;

    if (!is_change(&piece->before, &piece->after)) {
        return;
    }
    geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    march_chain_add_stretch(chain, piece->from, piece->to, geometry);
    add_change(comparison, geometry, &piece->before, &piece->after, chain->left,
               chain->right);
}

static MarchBorderState
state_at(const Comparison *comparison,
         const MarchChain *chain,
         const GArray *intervals,
         double along)
{
    const MarchInterval *interval = find_interval(intervals, along, chain->length);

    gboolean is_skipped =
        interval->ground_class != NULL &&
        march_border_view_skips(&comparison->view, interval->line_class);

    return describe_state(comparison,
                          is_skipped ? interval->ground_class : interval->line_class,
                          is_skipped ? interval->ground_section : interval->section,
                          interval->is_hidden, chain->left, chain->right);
}

static gboolean
is_same_change(const Piece *a, const Piece *b)
{
    return march_border_state_equals(&a->before, &b->before) &&
           march_border_state_equals(&a->after, &b->after);
}

/* Over the start of a ring the last piece may go on as the first. */
static void
join_over_start(const MarchChain *chain, GArray *pieces)
{
    Piece *first = (Piece *)(gpointer)pieces->data;
    Piece *last = first + pieces->len - 1;

    if (chain->is_ring && pieces->len > 1 && is_same_change(first, last)) {
        last->to += first->to;
        g_array_remove_index(pieces, 0);
    }
}

static void
compare_chain(Comparison *comparison, guint index)
{
    const MarchChain *chain = g_ptr_array_index(comparison->borders->chains, index);
    g_autoptr(GArray) before =
        march_chain_divide(comparison->borders, index, comparison->dates.from);
    g_autoptr(GArray) after =
        march_chain_divide(comparison->borders, index, comparison->dates.to);
    g_autoptr(GArray) breaks = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));

    collect_breaks(chain, before, breaks);
    collect_breaks(chain, after, breaks);
    g_array_sort(breaks, compare_doubles);
    for (guint i = 1; i < breaks->len; i++) {
        double from = g_array_index(breaks, double, i - 1);
        double to = g_array_index(breaks, double, i), middle = (from + to) / 2;
        Piece piece = {from, to, state_at(comparison, chain, before, middle),
                       state_at(comparison, chain, after, middle)};
        Piece *last =
            pieces->len > 0 ? &g_array_index(pieces, Piece, pieces->len - 1) : NULL;

        if (to - from < SHORTEST_CHANGE_M) {
            continue;
        }
        if (last != NULL && is_same_change(last, &piece)) {
            last->to = to;
        } else {
            g_array_append_val(pieces, piece);
        }
    }
    if (pieces->len > 0) {
        join_over_start(chain, pieces);
    }
    for (guint i = 0; i < pieces->len; i++) {
        add_piece(comparison, chain, &g_array_index(pieces, Piece, i));
    }
}

/* A line of its own appears, goes, or stays. */
static void
compare_loose(Comparison *comparison, const MarchKeptSection *section)
{
    const MarchDate dates[2] = {comparison->dates.from, comparison->dates.to};
    MarchBorderState states[2];

    for (int date = 0; date < 2; date++) {
        gboolean is_valid =
            march_border_class_is_valid_at(&section->line_class, dates[date]);

        states[date] =
            describe_state(comparison, &section->line_class, section, !is_valid,
                           section->between[0], section->between[1]);
        if (!is_valid) {
            states[date].section = NULL;
        }
    }
    if (is_change(&states[0], &states[1])) {
        add_change(comparison, march_geometry_copy(section->geometry), &states[0],
                   &states[1], section->between[0], section->between[1]);
    }
}

MarchFeatures *
march_borders_diff(const MarchBorders *borders,
                   MarchDate before,
                   MarchDate after,
                   const char *view,
                   MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
    Comparison comparison = {
        .borders = borders,
        .dates = {before, after},
        .view = march_border_view_new(borders, view, diagnostics),
        .features = march_features_new(),
        .labels = labels,
    };

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced && march_chain_has_stretches(borders, i)) {
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
