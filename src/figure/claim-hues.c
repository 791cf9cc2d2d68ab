/* SPDX-License-Identifier: MIT */
#include "claim-hues.h"

#include <math.h>
#include <string.h>

#define HUE_UNKNOWN G_MAXUINT

typedef struct {
    const char *code;
    guint hue;
} Claimant;

static int
claimants_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Claimant *)a)->code, ((const Claimant *)b)->code);
}

static Claimant *
claimant_find(const GArray *claimants, const char *code)
{
    for (guint i = 0; i < claimants->len; i++) {
        Claimant *claimant = &g_array_index(claimants, Claimant, i);

        if (strcmp(claimant->code, code) == 0) {
            return claimant;
        }
    }
    return NULL;
}

static guint
area_hue(const MarchFeatures *areas, const char *code)
{
    static const char *const SIDES[][2] = {{"first", "first-hue"},
                                           {"second", "second-hue"}};

    for (guint i = 0; i < march_features_count(areas); i++) {
        const MarchFeature *area = march_features_get(areas, i);

        for (gsize side = 0; side < G_N_ELEMENTS(SIDES); side++) {
            double hue = march_feature_get_number(area, SIDES[side][1], NAN);

            if (g_strcmp0(march_feature_get_string(area, SIDES[side][0]), code) == 0 &&
                isfinite(hue)) {
                return (guint)hue;
            }
        }
    }
    return HUE_UNKNOWN;
}

static gboolean
is_taken(const GArray *claimants, guint hue)
{
    for (guint i = 0; i < claimants->len; i++) {
        if (g_array_index(claimants, Claimant, i).hue == hue) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The claimants of lines in view by code, those with areas in the areas' hue. */
static GArray *
claimants_list(const MarchFeatures *borders,
               const MarchFeatures *areas,
               const MarchFrame *frame)
{
    GArray *claimants = g_array_new(FALSE, FALSE, sizeof(Claimant));
    guint hue = 0;

    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *border = march_features_get(borders, i);
        const char *code = march_feature_get_string(border, "claimant");

        if (code != NULL && claimant_find(claimants, code) == NULL &&
            march_frame_shows_geometry(frame, border->geometry)) {
            Claimant claimant = {code, area_hue(areas, code)};

            g_array_append_val(claimants, claimant);
        }
    }
    g_array_sort(claimants, claimants_compare);
    for (guint i = 0; i < claimants->len; i++) {
        Claimant *claimant = &g_array_index(claimants, Claimant, i);

        if (claimant->hue == HUE_UNKNOWN) {
            for (; is_taken(claimants, hue); hue++) {
            }
            claimant->hue = hue;
        }
    }
    return claimants;
}

void
march_claim_hues_set(MarchFeatures *borders,
                     const MarchFeatures *areas,
                     const MarchFrame *frame)
{
    g_autoptr(GArray) claimants = claimants_list(borders, areas, frame);

    for (guint i = 0; i < march_features_count(borders) && claimants->len > 1; i++) {
        const char *code =
            march_feature_get_string(march_features_get(borders, i), "claimant");
        const Claimant *claimant = code != NULL ? claimant_find(claimants, code) : NULL;

        if (claimant != NULL) {
            march_features_set_number(borders, march_features_edit(borders, i),
                                      "claimant-hue", claimant->hue);
        }
    }
}
