/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "borders-private.h"
#include "divide.h"
#include "view.h"

/* One comparison under way. */
typedef struct {
    const MarchBorders *borders;
    MarchDate as_of;
    GArray *views; /* of MarchBorderView */
    MarchFeatures *features;
} Comparison;

/* A piece of line to be compared: of a chain, or one of its own. */
typedef struct {
    const MarchBorderClass *line_class;
    const MarchKeptSection *section; /* (nullable) */
    const char *left, *right;
    const MarchBorderClass *ground_class; /* (nullable) under a claim */
} Line;

/* The legend's words in a view, "" when it is not drawn there; (transfer full). */
static char *
describe_line(const Comparison *comparison, guint view, const Line *line)
{
    const MarchBorderView *eyes =
        &g_array_index(comparison->views, MarchBorderView, view);
    const MarchBorderClass *line_class =
        line->ground_class != NULL && march_border_view_skips(eyes, line->line_class)
            ? line->ground_class
            : line->line_class;
    MarchBorderDrawing drawing =
        march_border_view_draw(eyes, line_class, line->left, line->right);

    return drawing.is_drawn
               ? march_border_drawing_words(&drawing, line_class, comparison->as_of,
                                            line->section != NULL)
               : g_strdup("");
}

/* The words of @line by view, when they are not the same in all; (transfer full). */
static GPtrArray *
compare_line(const Comparison *comparison, const Line *line)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    gboolean differs = FALSE;

    for (guint view = 0; view < comparison->views->len; view++) {
        g_ptr_array_add(words, describe_line(comparison, view, line));
        differs |=
            strcmp(g_ptr_array_index(words, view), g_ptr_array_index(words, 0)) != 0;
    }
    return differs ? g_steal_pointer(&words) : NULL;
}

static void
add_difference(const Comparison *comparison,
               MarchGeometry *geometry,
               const Line *line,
               const GPtrArray *words)
{
    MarchFeature *feature = march_features_add(comparison->features, geometry);

    for (guint view = 0; view < words->len; view++) {
        g_autofree char *key = g_strdup_printf("words-%u", view);

        march_features_set_string(comparison->features, feature, key,
                                  g_ptr_array_index(words, view));
    }
    march_features_set_string(comparison->features, feature, "left", line->left);
    march_features_set_string(comparison->features, feature, "right", line->right);
    if (line->section != NULL && line->section->info.name != NULL) {
        march_features_set_string(comparison->features, feature, "section",
                                  line->section->info.name);
    }
}

/* Whether no view tells the chain, which no section divides, from itself. */
static gboolean
is_same_in_all(const Comparison *comparison, const MarchChain *chain)
{
    for (guint i = 0; i < chain->runs->len; i++) {
        const Line line = {g_array_index(chain->runs, MarchChainRun, i).line_class,
                           NULL, chain->left, chain->right, NULL};
        g_autoptr(GPtrArray) words = compare_line(comparison, &line);

        if (words != NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
compare_chain(const Comparison *comparison, guint index)
{
    MarchChain *chain = g_ptr_array_index(comparison->borders->chains, index);
    g_autoptr(GArray) intervals = NULL;

    if (!march_chain_has_stretches(comparison->borders, index) &&
        is_same_in_all(comparison, chain)) {
        return;
    }
    march_chain_measure(chain);
    intervals = march_chain_divide(comparison->borders, index, comparison->as_of);
    for (guint i = 0; i < intervals->len; i++) {
        const MarchInterval *interval = &g_array_index(intervals, MarchInterval, i);
        const Line line = {interval->line_class, interval->section, chain->left,
                           chain->right, interval->ground_class};
        g_autoptr(GPtrArray) words = NULL;
        MarchGeometry *geometry;

        if (interval->is_hidden) {
            continue; /* the section's own line is compared instead */
        }
        words = compare_line(comparison, &line);
        if (words == NULL) {
            continue;
        }
        geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        march_chain_add_stretch(chain, interval->from, interval->to, geometry);
        add_difference(comparison, geometry, &line, words);
    }
}

static void
compare_loose(const Comparison *comparison, const MarchKeptSection *section)
{
    const Line line = {&section->line_class, section, section->sides[0],
                       section->sides[1], NULL};
    g_autoptr(GPtrArray) words = NULL;

    if (!march_border_class_is_valid_at(&section->line_class, comparison->as_of)) {
        return;
    }
    words = compare_line(comparison, &line);
    if (words != NULL) {
        add_difference(comparison, march_geometry_copy(section->geometry), &line,
                       words);
    }
}

MarchFeatures *
march_borders_compare_views(const MarchBorders *borders,
                            MarchDate as_of,
                            const char *const *views)
{
    g_autoptr(GArray) compared = g_array_new(FALSE, FALSE, sizeof(MarchBorderView));
    const Comparison comparison = {borders, as_of, compared, march_features_new()};

    for (guint i = 0; views[i] != NULL; i++) {
        MarchBorderView view = march_border_view_new(borders, views[i], NULL);

        g_array_append_val(compared, view);
    }
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced) {
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
