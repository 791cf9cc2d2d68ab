/* SPDX-License-Identifier: MIT */
#include "cut.h"

#include <math.h>
#include <string.h>

#define DEFAULT_SNAP_KM 10.0
/* Farther snaps than this are worth a word even when they are allowed. */
#define SNAP_WORTH_A_NOTE_KM 1.0
/* A section shorter than this is a point. */
#define SHORTEST_SECTION_M 1.0

void
march_cut_clear(MarchCut *cut)
{
    g_clear_pointer(&cut->stretches, g_array_unref);
    g_clear_pointer(&cut->text, g_free);
}

static gboolean
is_candidate(const MarchChain *chain, const MarchCutRequest *request)
{
    return !chain->is_replaced &&
           march_chain_is_between(chain, request->between[0], request->between[1]);
}

/* "CN, KZ, TJ and UZ": what borders on @code in the data. */
static char *
list_neighbours(const MarchBorders *borders, const char *code)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);
        const char *other = strcmp(chain->left, code) == 0    ? chain->right
                            : strcmp(chain->right, code) == 0 ? chain->left
                                                              : NULL;
        guint at = 0;

        if (other == NULL || other[0] == '\0') {
            continue;
        }
        while (at < codes->len && strcmp(codes->pdata[at], other) < 0) {
            at++;
        }
        if (at == codes->len || strcmp(codes->pdata[at], other) != 0) {
            g_ptr_array_insert(codes, (int)at, (gpointer)(guintptr)other);
        }
    }
    for (guint i = 0; i < codes->len; i++) {
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == codes->len ? " and "
                                                     : ", ",
                               (const char *)codes->pdata[i]);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

gboolean
march_cut_check_pair(const MarchBorders *borders,
                     const MarchCutRequest *request,
                     GError **error)
{
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    for (guint i = 0; i < borders->chains->len; i++) {
        if (is_candidate(g_ptr_array_index(borders->chains, i), request)) {
            return TRUE;
        }
    }
    first = list_neighbours(borders, request->between[0]);
    second = list_neighbours(borders, request->between[1]);
    march_error_set(error, MARCH_ERROR_UNKNOWN, request->where,
                    "there is no border %s in the boundary data: there %s borders on "
                    "%s, and %s on %s",
                    pair, request->between[0], first[0] != '\0' ? first : "nothing",
                    request->between[1], second[0] != '\0' ? second : "nothing");
    return FALSE;
}

gboolean
march_borders_check_pair(const MarchBorders *borders,
                         const char *a,
                         const char *b,
                         GError **error)
{
    MarchCutRequest request = {.between = {a, b}};

    return march_cut_check_pair(borders, &request, error);
}

double
march_cut_snap_limit(const MarchCutRequest *request, const MarchCutPlace *place)
{
    double limit =
        request->snap_limit_km > 0 ? request->snap_limit_km : DEFAULT_SNAP_KM;

    return MAX(limit, place->precision_km);
}

static void
set_too_far(const MarchCutRequest *request,
            const MarchCutPlace *place,
            const MarchChainSpot *spot,
            GError **error)
{
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);

    march_error_set(error, MARCH_ERROR_DATA, request->where,
                    "\"%s\" (%.4f, %.4f) lies %.1f km from the border %s, nearest at "
                    "%.4f, %.4f: more than the limit of %g km",
                    place->name, place->position.lon, place->position.lat,
                    spot->distance / 1000, pair, spot->position.lon, spot->position.lat,
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

        if (is_candidate(chain, request)) {
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

static void
add_stretch(MarchCut *cut, guint chain, double from, double to)
{
    MarchStretch stretch = {chain, from, to, 0, FALSE};

    if (to - from >= SHORTEST_SECTION_M) {
        g_array_append_val(cut->stretches, stretch);
    }
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

static gboolean
find_from_to(MarchBorders *borders,
             const MarchCutRequest *request,
             MarchCut *cut,
             MarchDiagnostics *diagnostics,
             GError **error)
{
    Placement best = {.sum = INFINITY};
    double to = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        Placement placement;

        if (!is_candidate(g_ptr_array_index(borders->chains, i), request)) {
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
    if (fabs(to - best.from.along) < SHORTEST_SECTION_M) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "\"%s\" and \"%s\" are nearest to the same point of the border "
                        "(%.4f, %.4f): there is no section between them",
                        request->from.name, request->to.name, best.from.position.lon,
                        best.from.position.lat);
        return FALSE;
    }
    cut->backwards = to < best.from.along;
    add_stretch(cut, best.index, MIN(best.from.along, to), MAX(best.from.along, to));
    cut->snap_km[0] = best.from.distance / 1000;
    cut->snap_km[1] = best.to.distance / 1000;
    cut->data = best.chain->data;
    cut->text = g_strdup_printf(" from %s to %s", request->from.name, request->to.name);
    say_snap(borders, request, &request->from, cut->snap_km[0], diagnostics);
    say_snap(borders, request, &request->to, cut->snap_km[1], diagnostics);
    return TRUE;
}

static gboolean
find_near(MarchBorders *borders,
          const MarchCutRequest *request,
          MarchCut *cut,
          GError **error)
{
    MarchChainSpot nearest = {0, INFINITY, {0, 0}};
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);

    if (!isfinite(request->within_km) || request->within_km <= 0) {
        march_error_set(error, MARCH_ERROR_CONFIG, request->where,
                        "within %g km: expected a distance above 0",
                        request->within_km);
        return FALSE;
    }
    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);
        g_autoptr(GArray) stretches = NULL;
        MarchChainSpot spot;

        if (!is_candidate(chain, request)) {
            continue;
        }
        spot = march_chain_find_nearest(chain, request->from.position);
        nearest = spot.distance < nearest.distance ? spot : nearest;
        stretches = march_chain_find_within(chain, request->from.position,
                                            request->within_km * 1000);
        for (guint j = 0; j < stretches->len; j++) {
            const double *stretch =
                (const double *)(void *)stretches->data + 2 * (gsize)j;

            add_stretch(cut, i, stretch[0], stretch[1]);
            cut->data = chain->data;
        }
    }
    if (cut->stretches->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "no part of the border %s lies within %g km of \"%s\": the "
                        "nearest point, %.4f, %.4f, is %.1f km away",
                        pair, request->within_km, request->from.name,
                        nearest.position.lon, nearest.position.lat,
                        nearest.distance / 1000);
        return FALSE;
    }
    cut->snap_km[0] = nearest.distance / 1000;
    cut->text =
        g_strdup_printf(" within %g km of %s", request->within_km, request->from.name);
    return TRUE;
}

static gboolean
find_ring(MarchBorders *borders,
          const MarchCutRequest *request,
          MarchCut *cut,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    g_autofree char *pair =
        march_border_pair_text(request->between[0], request->between[1]);
    MarchChain *best = NULL;
    MarchChainSpot spot = {0, INFINITY, {0, 0}};
    guint best_index = 0;
    gboolean contains = FALSE;

    for (guint i = 0; i < borders->chains->len && !contains; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);
        MarchChainSpot candidate;

        if (!is_candidate(chain, request) || !chain->is_ring) {
            continue;
        }
        candidate = march_chain_find_nearest(chain, request->from.position);
        contains = march_chain_contains(chain, request->from.position);
        if (contains || candidate.distance < spot.distance) {
            spot = candidate;
            best = chain;
            best_index = i;
        }
    }
    if (best == NULL) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "the border %s has no ring in the boundary data", pair);
        return FALSE;
    }
    if (!contains &&
        spot.distance > march_cut_snap_limit(request, &request->from) * 1000) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "\"%s\" is in no ring of the border %s; the nearest is %.1f km "
                        "away: more than the limit of %g km",
                        request->from.name, pair, spot.distance / 1000,
                        march_cut_snap_limit(request, &request->from));
        return FALSE;
    }
    if (!contains) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "outside-ring",
                              request->where, request->from.name,
                              "\"%s\" lies %.1f km outside the nearest ring of the "
                              "border %s, which is taken",
                              request->from.name, spot.distance / 1000, pair);
    }
    add_stretch(cut, best_index, 0, best->length);
    cut->snap_km[0] = contains ? 0 : spot.distance / 1000;
    cut->data = best->data;
    cut->text = g_strdup_printf(" around %s",
                                best->name != NULL ? best->name : request->from.name);
    return TRUE;
}

static gboolean
find_km(MarchBorders *borders,
        const MarchCutRequest *request,
        MarchCut *cut,
        GError **error)
{
    MarchChain *longest = NULL;
    guint index = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!is_candidate(chain, request) || chain->is_ring) {
            continue;
        }
        march_chain_measure(chain);
        if (longest == NULL || chain->length > longest->length) {
            longest = chain;
            index = i;
        }
    }
    if (longest == NULL || !(request->km_from >= 0) ||
        !(request->km_to > request->km_from) ||
        request->km_from * 1000 >= longest->length) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "km %g to %g: expected a stretch of the border's longest line, "
                        "which these data draw %.1f km long",
                        request->km_from, request->km_to,
                        longest != NULL ? longest->length / 1000 : 0);
        return FALSE;
    }
    if (request->km_to * 1000 > longest->length + 1000) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "km %g is beyond the end of the border, which these data draw "
                        "%.1f km long",
                        request->km_to, longest->length / 1000);
        return FALSE;
    }
    add_stretch(cut, index, request->km_from * 1000,
                MIN(request->km_to * 1000, longest->length));
    cut->data = longest->data;
    cut->text = g_strdup_printf(" from km %g to km %g, counted from its western end",
                                request->km_from, request->km_to);
    return TRUE;
}

static void
find_all(MarchBorders *borders, const MarchCutRequest *request, MarchCut *cut)
{
    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (is_candidate(chain, request)) {
            march_chain_measure(chain);
            add_stretch(cut, i, 0, chain->length);
            cut->data = chain->data;
        }
    }
    cut->text = g_strdup(", all of it");
}

static gboolean
find_stretches(MarchBorders *borders,
               const MarchCutRequest *request,
               MarchCut *cut,
               MarchDiagnostics *diagnostics,
               GError **error)
{
    switch (request->kind) {
    case MARCH_CUT_NEAR:
        return find_near(borders, request, cut, error);
    case MARCH_CUT_RING:
        return find_ring(borders, request, cut, diagnostics, error);
    case MARCH_CUT_KM:
        return find_km(borders, request, cut, error);
    case MARCH_CUT_ALL:
        find_all(borders, request, cut);
        return TRUE;
    case MARCH_CUT_FROM_TO:
    case MARCH_CUT_GEOMETRY:
    default:
        return find_from_to(borders, request, cut, diagnostics, error);
    }
}

gboolean
march_cut_find(MarchBorders *borders,
               const MarchCutRequest *request,
               MarchCut *cut,
               MarchDiagnostics *diagnostics,
               GError **error)
{
    cut->stretches = g_array_new(FALSE, FALSE, sizeof(MarchStretch));
    if (!find_stretches(borders, request, cut, diagnostics, error)) {
        return FALSE;
    }
    if (cut->stretches->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "the section is less than %g m long", SHORTEST_SECTION_M);
        return FALSE;
    }
    return TRUE;
}
