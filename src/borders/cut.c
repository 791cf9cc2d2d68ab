/* SPDX-License-Identifier: MIT */
#include "cut.h"

#include <math.h>
#include <string.h>

#define DEFAULT_SNAP_KM 10.0

void
march_cut_clear(MarchCut *cut)
{
    g_clear_pointer(&cut->stretches, g_array_unref);
    g_clear_pointer(&cut->text, g_free);
}

gboolean
march_cut_is_candidate(const MarchChain *chain, const MarchCutRequest *request)
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
        if (march_cut_is_candidate(g_ptr_array_index(borders->chains, i), request)) {
            return TRUE;
        }
    }
    first = list_neighbours(borders, request->between[0]);
    second = list_neighbours(borders, request->between[1]);
    if (first[0] == '\0' || second[0] == '\0') {
        march_error_set(error, MARCH_ERROR_UNKNOWN, request->where,
                        "there is no border %s in the boundary data: there \"%s\" has "
                        "no border at all; expected ISO 3166 codes such as KG and TJ",
                        pair, request->between[first[0] == '\0' ? 0 : 1]);
        return FALSE;
    }
    march_error_set(error, MARCH_ERROR_UNKNOWN, request->where,
                    "there is no border %s in the boundary data: there %s borders on "
                    "%s, and %s on %s",
                    pair, request->between[0], first, request->between[1], second);
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

void
march_cut_add_stretch(MarchCut *cut, guint chain, double from, double to)
{
    MarchStretch stretch = {chain, from, to, 0, FALSE};

    if (to - from >= MARCH_CUT_SHORTEST_M) {
        g_array_append_val(cut->stretches, stretch);
    }
}

static gboolean
find_near(MarchBorders *borders,
          const MarchCutRequest *request,
          MarchCut *cut,
          MarchDiagnostics *diagnostics,
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

        if (!march_cut_is_candidate(chain, request)) {
            continue;
        }
        spot = march_chain_find_nearest(chain, request->from.position);
        nearest = spot.distance < nearest.distance ? spot : nearest;
        stretches = march_chain_find_within(chain, request->from.position,
                                            request->within_km * 1000);
        for (guint j = 0; j < stretches->len; j++) {
            const double *stretch =
                (const double *)(void *)stretches->data + 2 * (gsize)j;

            march_cut_add_stretch(cut, i, stretch[0], stretch[1]);
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
    if (request->from.precision_km > request->within_km) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "imprecise-snap",
                              request->where, request->from.name,
                              "\"%s\" is known to %g km only, less exactly than the %g "
                              "km that the section is about it",
                              request->from.name, request->from.precision_km,
                              request->within_km);
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

        if (!march_cut_is_candidate(chain, request) || !chain->is_ring) {
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
        g_autofree char *away = march_cut_beyond_text(
            spot.distance / 1000, march_cut_snap_limit(request, &request->from));

        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "\"%s\" is in no ring of the border %s; the nearest is %s km "
                        "away: more than the limit of %g km",
                        request->from.name, pair, away,
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
    march_cut_add_stretch(cut, best_index, 0, best->length);
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

        if (!march_cut_is_candidate(chain, request) || chain->is_ring) {
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
    march_cut_add_stretch(cut, index, request->km_from * 1000,
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

        gboolean is_limit =
            strchr(chain->left, '/') != NULL || strchr(chain->right, '/') != NULL;

        if (march_cut_is_candidate(chain, request) &&
            !(request->is_undoubted && is_limit)) {
            march_chain_measure(chain);
            march_cut_add_stretch(cut, i, 0, chain->length);
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
        return find_near(borders, request, cut, diagnostics, error);
    case MARCH_CUT_RING:
        return find_ring(borders, request, cut, diagnostics, error);
    case MARCH_CUT_KM:
        return find_km(borders, request, cut, error);
    case MARCH_CUT_ALL:
        find_all(borders, request, cut);
        return TRUE;
    case MARCH_CUT_ALONG:
        return march_cut_find_along(borders, request, cut, error);
    case MARCH_CUT_FROM_TO:
    case MARCH_CUT_GEOMETRY:
    default:
        return march_cut_find_from_to(borders, request, cut, diagnostics, error);
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
                        "the section is less than %g m long", MARCH_CUT_SHORTEST_M);
        return FALSE;
    }
    return TRUE;
}

char *
march_cut_beyond_text(double km, double limit_km)
{
    char *text = g_strdup_printf("%.1f", km);

    for (int digits = 2; digits <= 6 && g_ascii_strtod(text, NULL) <= limit_km;
         digits++) {
        g_free(text);
        text = g_strdup_printf("%.*f", digits, km);
    }
    return text;
}
