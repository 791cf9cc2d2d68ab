/* SPDX-License-Identifier: MIT */
/* A cut along lines of other data: their course says where, the border's own is taken. */
#include <math.h>

#include "cut.h"

/* Coarse data lie this far off. */
#define DEFAULT_LIMIT_KM 15.0
/* A stretch so much longer than its part takes another way than the part. */
#define LONGEST_RATIO 3.0
#define SLACK_M       10000.0
/* Parts that meet are joined over this much of the border. */
#define JOIN_M 500.0
/* What such lines leave over at the end of a border is no border of its own. */
#define END_M 4000.0

/* The stretch of chain @index between the ends of a part; FALSE when it is not there. */
static gboolean
stretch_find(MarchChain *chain,
             guint index,
             const MarchLonLat *part,
             guint count,
             double limit_m,
             double length,
             MarchStretch *stretch,
             double *distance)
{
    MarchChainSpot first = march_chain_find_nearest(chain, part[0]);
    MarchChainSpot last = march_chain_find_nearest(chain, part[count - 1]);
    MarchChainSpot middle = march_chain_find_nearest(chain, part[count / 2]);
    double from = MIN(first.along, last.along), to = MAX(first.along, last.along);

    if (chain->is_ring && to - from > chain->length / 2) {
        double begin = to;

        to = from + chain->length;
        from = begin;
    }
    if (!chain->is_ring) {
        from = from < END_M ? 0 : from;
        to = chain->length - to < END_M ? chain->length : to;
    }
    *distance = first.distance + middle.distance + last.distance;
    *stretch = (MarchStretch){index, from, to, 0, FALSE};
    return first.distance <= limit_m && last.distance <= limit_m &&
           middle.distance <= limit_m && to - from <= LONGEST_RATIO * length + SLACK_M;
}

static double
part_length(const MarchLonLat *part, guint count)
{
    double length = 0;

    for (guint i = 1; i < count; i++) {
        length += march_lon_lat_distance(part[i - 1], part[i]);
    }
    return length;
}

static int
stretches_compare(gconstpointer a, gconstpointer b)
{
    const MarchStretch *first = a;
    const MarchStretch *second = b;

    if (first->chain != second->chain) {
        return first->chain < second->chain ? -1 : 1;
    }
    return (first->from > second->from) - (first->from < second->from);
}

/* Joins stretches that overlap or nearly meet, so that each point is in one. */
static void
stretches_join(GArray *stretches)
{
    guint kept = 0;

    g_array_sort(stretches, stretches_compare);
    for (guint i = 1; i < stretches->len; i++) {
        const MarchStretch *next = &g_array_index(stretches, MarchStretch, i);
        MarchStretch *last = &g_array_index(stretches, MarchStretch, kept);

        if (next->chain == last->chain && next->from <= last->to + JOIN_M) {
            last->to = MAX(last->to, next->to);
        } else {
            g_array_index(stretches, MarchStretch, ++kept) = *next;
        }
    }
    if (stretches->len > 0) {
        g_array_set_size(stretches, kept + 1);
    }
}

gboolean
march_cut_find_along(MarchBorders *borders,
                     const MarchCutRequest *request,
                     MarchCut *cut,
                     GError **error)
{
    double limit_m =
        (request->snap_limit_km > 0 ? request->snap_limit_km : DEFAULT_LIMIT_KM) * 1000;

    for (guint i = 0; request->geometry != NULL && i < request->geometry->parts->len;
         i++) {
        guint count = 0;
        const MarchLonLat *part = march_geometry_get_part(request->geometry, i, &count);
        double length = part_length(part, count), best = INFINITY;
        MarchStretch found = {0};

        for (guint j = 0; count > 1 && j < borders->chains->len; j++) {
            MarchChain *chain = g_ptr_array_index(borders->chains, j);
            MarchStretch stretch;
            double distance;

            if (!chain->is_replaced &&
                march_chain_is_between(chain, request->between[0],
                                       request->between[1]) &&
                stretch_find(chain, j, part, count, limit_m, length, &stretch,
                             &distance) &&
                distance < best) {
                best = distance;
                found = stretch;
                cut->data = chain->data;
            }
        }
        if (isfinite(best) && found.to - found.from >= 1) {
            g_array_append_val(cut->stretches, found);
        }
    }
    if (cut->stretches->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "no part of the border %s–%s runs within %g km of the lines of "
                        "\"%s\"",
                        request->between[0], request->between[1], limit_m / 1000,
                        request->name != NULL ? request->name : "the section");
        return FALSE;
    }
    stretches_join(cut->stretches);
    cut->text = g_strdup(", along given lines");
    return TRUE;
}
