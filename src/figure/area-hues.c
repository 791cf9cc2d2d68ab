/* SPDX-License-Identifier: MIT */
#include "area-hues.h"

#include <string.h>

/* The styles' colours of claimants: as long as they last, each has one of its own. */
#define HUES 4

static int
codes_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
claimant_get(const MarchFeatures *areas, guint index, guint side)
{
    return march_feature_get_string(march_features_get(areas, index),
                                    side == 0 ? "first" : "second");
}

static void
text_add(GPtrArray *texts, const char *text)
{
    if (text != NULL &&
        !g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL)) {
        g_ptr_array_add(texts, (gpointer)(guintptr)text);
    }
}

/* The hue of @code: the least that no claimant of a common area has before it. */
static guint
hue_find(const MarchFeatures *areas,
         const GPtrArray *codes,
         const GArray *hues,
         const char *code)
{
    guint hue = 0;

    for (gboolean is_free = FALSE; !is_free; hue += !is_free) {
        is_free = TRUE;
        for (guint i = 0; i < march_features_count(areas) && is_free; i++) {
            for (guint side = 0; side < 2; side++) {
                guint at;

                if (g_strcmp0(claimant_get(areas, i, side), code) == 0 &&
                    g_ptr_array_find_with_equal_func(
                        (GPtrArray *)(gpointer)(guintptr)codes,
                        claimant_get(areas, i, 1 - side), g_str_equal, &at) &&
                    at < hues->len && g_array_index(hues, guint, at) == hue) {
                    is_free = FALSE;
                }
            }
        }
    }
    return hue;
}

static void
hues_assign(MarchFeatures *areas, GPtrArray *codes)
{
    g_autoptr(GArray) hues = g_array_new(FALSE, FALSE, sizeof(guint));

    g_ptr_array_sort(codes, codes_compare);
    for (guint i = 0; i < codes->len; i++) {
        guint hue = codes->len <= HUES
                        ? i
                        : hue_find(areas, codes, hues, g_ptr_array_index(codes, i));

        g_array_append_val(hues, hue);
    }
    for (guint i = 0; i < march_features_count(areas); i++) {
        for (guint side = 0; side < 2; side++) {
            const char *code = claimant_get(areas, i, side);
            guint at;

            if (code != NULL &&
                g_ptr_array_find_with_equal_func(codes, code, g_str_equal, &at)) {
                march_features_set_number(areas, march_features_edit(areas, i),
                                          side == 0 ? "first-hue" : "second-hue",
                                          g_array_index(hues, guint, at));
            }
        }
    }
}

void
march_area_hues_set(MarchFeatures *areas, guint most)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    g_autoptr(GPtrArray) codes = g_ptr_array_new();

    for (guint i = 0; i < march_features_count(areas); i++) {
        text_add(labels,
                 march_feature_get_string(march_features_get(areas, i), "label"));
        text_add(codes, claimant_get(areas, i, 0));
        text_add(codes, claimant_get(areas, i, 1));
    }
    if (labels->len <= most) {
        hues_assign(areas, codes);
        return;
    }
    for (guint i = 0; i < march_features_count(areas); i++) {
        MarchFeature *area = march_features_edit(areas, i);
        const char *plain = march_feature_get_string(area, "plain-label");

        march_features_set_string(areas, area, "label", plain != NULL ? plain : "");
    }
}
