/* SPDX-License-Identifier: MIT */
/* What the user's own boundary data leave undrawn: a border that they have is theirs
   alone, and what of it they lack is on no map. */
#include <math.h>

#include "borders-private.h"
#include "country-codes.h"
#include "geo/geodesic.h"
#include "view.h"

/* Lines are measured in steps of so many metres, so that one with fewer bends does not
   count as shorter. */
#define STEP_M 2000.0
/* Data with less than this of the length lack a part of the border, */
#define LEAST_SHARE 0.8
/* if it is one that shows. */
#define LEAST_KM 5.0
/* Coarse lines are short as well, but they run near the border everywhere. */
#define NEAR_M 5000.0

/* A measure of the part of a line in a box. */
typedef struct {
    MarchBox box;
    MarchLonLat start, last; /* of the step that is being made */
    gboolean is_inside;
    double metres;
} Measure;

static void
measure_end_step(Measure *measure)
{
    if (measure->is_inside) {
        measure->metres += march_lon_lat_distance(measure->start, measure->last);
    }
}

static void
measure_add(Measure *measure, MarchLonLat position)
{
    if (!march_box_contains(measure->box, position)) {
        measure_end_step(measure);
        measure->is_inside = FALSE;
        return;
    }
    if (!measure->is_inside) {
        measure->start = position;
        measure->is_inside = TRUE;
    } else if (march_lon_lat_distance(measure->start, position) >= STEP_M) {
        measure->last = position;
        measure_end_step(measure);
        measure->start = position;
    }
    measure->last = position;
}

/* Metres of the chain in @box from vertex @first to @end, which may be its count. */
static double
measure_chain(const MarchChain *chain, guint first, guint end, MarchBox box)
{
    const MarchLonLat *vertices = (const MarchLonLat *)(void *)chain->positions->data;
    guint count = chain->positions->len;
    Measure measure = {.box = box};

    for (guint i = first; i < end && (i + 1 < count || chain->is_ring); i++) {
        MarchLonLat a = vertices[i], b = vertices[(i + 1) % count];
        double turn = b.lon - a.lon > 180 ? -360 : b.lon - a.lon < -180 ? 360 : 0;
        guint pieces = 1 + (guint)(march_lon_lat_distance(a, b) / STEP_M);

        for (guint k = i == first ? 0 : 1; k <= pieces; k++) {
            double share = (double)k / pieces;

            measure_add(&measure, (MarchLonLat){a.lon + share * (b.lon + turn - a.lon),
                                                a.lat + share * (b.lat - a.lat)});
        }
    }
    measure_end_step(&measure);
    return measure.metres;
}

static double
measure_pair(const MarchBorders *borders,
             const MarchChain *of,
             gboolean is_replaced,
             MarchBox box,
             const char **data)
{
    double metres = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (chain->is_replaced == is_replaced &&
            march_chain_is_between(chain, of->left, of->right)) {
            metres += measure_chain(chain, 0, chain->positions->len, box);
            *data = chain->data;
        }
    }
    return metres;
}

/* Whether a line drawn of the border of @of comes near @position. */
static gboolean
is_near(const MarchBorders *borders, const MarchChain *of, MarchLonLat position)
{
    double reach = MAX(NEAR_M, 2 * of->error_m);

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);
        const MarchLonLat *vertices =
            (const MarchLonLat *)(void *)chain->positions->data;
        guint count = chain->positions->len;

        if (chain->is_replaced || !march_chain_is_between(chain, of->left, of->right)) {
            continue;
        }
        for (guint k = 0; k + 1 < count || (chain->is_ring && k < count); k++) {
            if (march_lon_lat_segment_distance(
                    position, vertices[k], vertices[(k + 1) % count], NULL) <= reach) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Whether most of the replaced lines in @box, vertex by vertex, are near the new ones. */
static gboolean
is_covered(const MarchBorders *borders, const MarchChain *of, MarchBox box)
{
    double all = 0, far = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced ||
            !march_chain_is_between(chain, of->left, of->right)) {
            continue;
        }
        for (guint k = 0; k + 1 < chain->positions->len; k++) {
            MarchLonLat a = g_array_index(chain->positions, MarchLonLat, k);
            MarchLonLat b = g_array_index(chain->positions, MarchLonLat, k + 1);
            double length = march_lon_lat_distance(a, b);

            if (march_box_contains(box, a)) {
                all += length;
                far += is_near(borders, of, a) ? 0 : length;
            }
        }
    }
    return far <= (1 - LEAST_SHARE) * all;
}

/* Warns when the border of @chain, drawn from @data, is much shorter than it was. */
static void
check_length(const MarchBorders *borders,
             const MarchChain *chain,
             MarchBox box,
             MarchLocation where,
             MarchDiagnostics *diagnostics)
{
    const char *before = NULL, *after = NULL;
    double old_km = measure_pair(borders, chain, TRUE, box, &before) / 1000;
    double km = measure_pair(borders, chain, FALSE, box, &after) / 1000;
    g_autofree char *pair = march_border_pair_text(chain->left, chain->right);
    g_autofree char *old_text = march_border_length_text(old_km);
    g_autofree char *text = march_border_length_text(km);

    if (km < LEAST_SHARE * old_km && old_km - km > LEAST_KM &&
        !is_covered(borders, chain, box)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "border-shortened",
                              where, pair,
                              "%s has about %s of the border %s where %s has %s: what "
                              "is missing of it is not drawn",
                              chain->data, text, pair,
                              before != NULL ? before : "the earlier data", old_text);
    }
}

/* Metres of @chain in @box that @view does not draw. */
static double
measure_hidden(const MarchChain *chain, const MarchBorderView *view, MarchBox box)
{
    double metres = 0;

    for (guint i = 0; i < chain->runs->len; i++) {
        const MarchChainRun *run = &g_array_index(chain->runs, MarchChainRun, i);
        guint end = i + 1 < chain->runs->len
                        ? g_array_index(chain->runs, MarchChainRun, i + 1).vertex
                        : chain->positions->len;

        if (!march_border_view_draw(view, run->line_class, chain->left, chain->right)
                 .is_drawn) {
            metres += measure_chain(chain, run->vertex, end, box);
        }
    }
    return metres;
}

static gboolean
is_first_of_pair(const MarchBorders *borders, guint index)
{
    const MarchChain *chain = g_ptr_array_index(borders->chains, index);

    for (guint i = 0; i < index; i++) {
        const MarchChain *earlier = g_ptr_array_index(borders->chains, i);

        if (g_strcmp0(earlier->data, chain->data) == 0 && !earlier->is_replaced &&
            march_chain_is_between(earlier, chain->left, chain->right)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Warns of the codes of a side ("KE/SS") that no country has, of each once. */
static void
check_codes(const char *side,
            const char *data,
            MarchLocation where,
            GPtrArray *told,
            MarchDiagnostics *diagnostics)
{
    g_auto(GStrv) codes = g_strsplit(side, "/", -1);

    for (guint i = 0; codes[i] != NULL; i++) {
        if (codes[i][0] == '\0' || march_country_code_is_known(codes[i]) ||
            g_ptr_array_find_with_equal_func(told, codes[i], g_str_equal, NULL)) {
            continue;
        }
        g_ptr_array_add(told, g_strdup(codes[i]));
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "unknown-country",
                              where, codes[i],
                              "no country has the code \"%s\" of lines of %s; they are "
                              "drawn all the same",
                              codes[i], data);
    }
}

void
march_borders_check_data(const MarchBorders *borders,
                         const char *data,
                         const char *view_code,
                         MarchBox box,
                         MarchLocation where,
                         MarchDiagnostics *diagnostics)
{
    const MarchBorderView view = march_border_view_new(borders, view_code, NULL);
    g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func(g_free);
    double hidden = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (chain->is_replaced || g_strcmp0(chain->data, data) != 0) {
            continue;
        }
        check_codes(chain->left, data, where, unknown, diagnostics);
        check_codes(chain->right, data, where, unknown, diagnostics);
        if (is_first_of_pair(borders, i)) {
            check_length(borders, chain, box, where, diagnostics);
        }
        hidden += measure_hidden(chain, &view, box);
    }
    if (hidden > 0) {
        g_autofree char *length = march_border_length_text(hidden / 1000);

        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "line-not-drawn", where, data,
            "%s of lines of %s are not drawn in the view %s: they are "
            "only claimed, or not recognised",
            length, data, view.code);
    }
}
