/* SPDX-License-Identifier: MIT */
/* The way along a border from one place to another. */
#include <math.h>

#include "cut.h"

/* Farther snaps than this are worth a word even when they are allowed. */
#define SNAP_WORTH_A_NOTE_KM 1.0

static void
set_too_far(const MarchCutRequest *request,
            const MarchCutPlace *place,
            const MarchChainSpot *spot,
            GError **error)
{
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);
    g_autofree char *away = march_cut_beyond_text(spot->distance / 1000,
                                                  march_cut_snap_limit(request, place));

    march_error_set(error, MARCH_ERROR_DATA, request->where,
                    "\"%s\" (%.4f, %.4f) lies %s km from the border %s, nearest at "
                    "%.4f, %.4f: more than the limit of %g km",
                    place->name, place->position.lon, place->position.lat, away, pair,
                    spot->position.lon, spot->position.lat,
                    march_cut_snap_limit(request, place));
}

/* The nearest point of all lines of the border. */
static MarchChainSpot
find_nearest_of_all(MarchBorders *borders,
                    const MarchCutRequest *request,
                    MarchLonLat position)
{
    MarchChainSpot nearest = {0, INFINITY, {0, 0}};

    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (march_cut_is_candidate(chain, request)) {
            MarchChainSpot spot = march_chain_find_nearest(chain, position);

            nearest = spot.distance < nearest.distance ? spot : nearest;
        }
    }
    return nearest;
}

static void
say_snap(MarchBorders *borders,
         const MarchCutRequest *request,
         const MarchCutPlace *place,
         double km,
         MarchDiagnostics *diagnostics)
{
    double nearest_km =
        find_nearest_of_all(borders, request, place->position).distance / 1000;

    if (km > nearest_km + SNAP_WORTH_A_NOTE_KM) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "other-line-nearer", request->where,
            place->name,
            "\"%s\" is snapped %.1f km to the line on which the other "
            "places lie; another line of this border is %.1f km away",
            place->name, km, nearest_km);
    } else if (km > SNAP_WORTH_A_NOTE_KM) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "far-snap",
                              request->where, place->name,
                              "\"%s\" lies %.1f km from the border: the nearest point "
                              "of the border is taken",
                              place->name, km);
    }
    if (place->precision_km > km && place->precision_km > SNAP_WORTH_A_NOTE_KM) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "imprecise-snap",
                              request->where, place->name,
                              "\"%s\" is known to %g km only: so is where the section "
                              "begins or ends",
                              place->name, place->precision_km);
    }
}

/* The places of a request on one chain. */
typedef struct {
    MarchChain *chain;
    guint index;
    MarchChainSpot from, to;
    double sum; /* metres of all snaps; INFINITY when one is too far */
} Placement;

static Placement
place_on_chain(MarchBorders *borders, guint index, const MarchCutRequest *request)
{
    Placement placement = {.chain = g_ptr_array_index(borders->chains, index),
                           .index = index};

    placement.from = march_chain_find_nearest(placement.chain, request->from.position);
    placement.to = march_chain_find_nearest(placement.chain, request->to.position);
    placement.sum = placement.from.distance + placement.to.distance;
    if (placement.from.distance >
            march_cut_snap_limit(request, &request->from) * 1000 ||
        placement.to.distance > march_cut_snap_limit(request, &request->to) * 1000) {
        placement.sum = INFINITY;
    }
    for (gsize i = 0; i < request->n_via; i++) {
        MarchChainSpot via =
            march_chain_find_nearest(placement.chain, request->via[i].position);

        placement.sum += via.distance;
        if (via.distance > march_cut_snap_limit(request, &request->via[i]) * 1000) {
            placement.sum = INFINITY;
        }
    }
    return placement;
}

/* Says which place is too far, or that the places lie on different lines. */
static void
set_no_placement(MarchBorders *borders, const MarchCutRequest *request, GError **error)
{
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);

    for (gsize i = 0; i < request->n_via + 2; i++) {
        const MarchCutPlace *place = i == 0   ? &request->from
                                     : i == 1 ? &request->to
                                              : &request->via[i - 2];
        MarchChainSpot nearest = find_nearest_of_all(borders, request, place->position);

        if (nearest.distance > march_cut_snap_limit(request, place) * 1000) {
            set_too_far(request, place, &nearest, error);
            return;
        }
    }
    march_error_set(error, MARCH_ERROR_DATA, request->where,
                    "\"%s\" and \"%s\" lie on different, unconnected lines of the "
                    "border %s: cut a section on each",
                    request->from.name, request->to.name, pair);
}

/*
 * Whether walking from @from to @to (metres along, @to may be less on an open chain
 * or beyond the length on a ring) meets the via places in order.
 */
static gboolean
meets_via(const Placement *placement,
          const MarchCutRequest *request,
          double from,
          double to)
{
    const MarchChain *chain = placement->chain;
    double last = 0, span = fabs(to - from);

    for (gsize i = 0; i < request->n_via; i++) {
        MarchChainSpot spot =
            march_chain_find_nearest(placement->chain, request->via[i].position);
        double ahead = to >= from ? spot.along - from : from - spot.along;

        if (chain->is_ring) {
            ahead = fmod(ahead, chain->length);
            ahead += ahead < 0 ? chain->length : 0;
        }
        if (ahead < last - 1 || ahead > span + 1) {
            return FALSE;
        }
        last = ahead;
    }
    return TRUE;
}

/* Chooses the way from one place to the other; @to is set to where it ends. */
static gboolean
choose_way(const Placement *placement, const MarchCutRequest *request, double *to)
{
    double from = placement->from.along, end = placement->to.along;
    double length = placement->chain->length;
    double ways[2]; /* forwards and backwards round a ring */

    if (!placement->chain->is_ring) {
        *to = end;
        return meets_via(placement, request, from, end);
    }
    ways[0] = end >= from ? end : end + length;
    ways[1] = ways[0] - length;
    if (fabs(ways[1] - from) < fabs(ways[0] - from)) {
        double swap = ways[0];

        ways[0] = ways[1];
        ways[1] = swap;
    }
    for (gsize i = 0; i < 2; i++) {
        if (meets_via(placement, request, from, ways[i])) {
            *to = ways[i];
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_cut_find_from_to(MarchBorders *borders,
                       const MarchCutRequest *request,
                       MarchCut *cut,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    Placement best = {.sum = INFINITY};
    double to = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        Placement placement;

        if (!march_cut_is_candidate(g_ptr_array_index(borders->chains, i), request)) {
            continue;
        }
        placement = place_on_chain(borders, i, request);
        if (placement.sum < best.sum) {
            best = placement;
        }
    }
    if (best.chain == NULL) {
        set_no_placement(borders, request, error);
        return FALSE;
    }
    if (!choose_way(&best, request, &to)) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "on the way from \"%s\" to \"%s\" the border does not pass the "
                        "via places in the order given",
                        request->from.name, request->to.name);
        return FALSE;
    }
    if (fabs(to - best.from.along) < MARCH_CUT_SHORTEST_M) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "\"%s\" and \"%s\" are nearest to the same point of the border "
                        "(%.4f, %.4f): there is no section between them",
                        request->from.name, request->to.name, best.from.position.lon,
                        best.from.position.lat);
        return FALSE;
    }
    cut->backwards = to < best.from.along;
    march_cut_add_stretch(cut, best.index, MIN(best.from.along, to),
                          MAX(best.from.along, to));
    cut->snap_km[0] = best.from.distance / 1000;
    cut->snap_km[1] = best.to.distance / 1000;
    cut->data = best.chain->data;
    cut->text = g_strdup_printf(" from %s to %s", request->from.name, request->to.name);
    say_snap(borders, request, &request->from, cut->snap_km[0], diagnostics);
    say_snap(borders, request, &request->to, cut->snap_km[1], diagnostics);
    return TRUE;
}
