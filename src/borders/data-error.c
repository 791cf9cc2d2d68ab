/* SPDX-License-Identifier: MIT */
/* How exact the lines are that are drawn. */
#include <math.h>
#include <string.h>

#include "borders-private.h"

static gboolean
is_in_box(const MarchChain *chain, MarchBox box)
{
    for (guint i = 0; i < chain->positions->len; i++) {
        if (march_box_contains(box, g_array_index(chain->positions, MarchLonLat, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_same_data(const MarchBorderData *data, const MarchChain *chain)
{
    return g_strcmp0(data->name, chain->data) == 0 &&
           fabs(data->error_m - chain->error_m) < 1e-9;
}

static int
compare_errors(gconstpointer a, gconstpointer b)
{
    const MarchBorderData *first = a, *second = b;

    if (first->error_m < second->error_m || first->error_m > second->error_m) {
        return first->error_m > second->error_m ? -1 : 1;
    }
    return g_strcmp0(first->name, second->name);
}

GArray *
march_borders_list_data(const MarchBorders *borders, MarchBox box)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(MarchBorderData));

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);
        MarchBorderData data = {chain->data, chain->error_m, chain->error_from};
        gboolean is_known = FALSE;

        for (guint j = 0; j < list->len && !is_known; j++) {
            is_known = is_same_data(&g_array_index(list, MarchBorderData, j), chain);
        }
        if (!is_known && !chain->is_replaced && is_in_box(chain, box)) {
            g_array_append_val(list, data);
        }
    }
    g_array_sort(list, compare_errors);
    return list;
}

static void
add_chain(MarchGeometry *geometry, const MarchChain *chain)
{
    g_autoptr(GArray) positions = g_array_copy(chain->positions);

    if (chain->is_ring) {
        MarchLonLat first = g_array_index(positions, MarchLonLat, 0);

        g_array_append_val(positions, first);
    }
    march_geometry_add_part(geometry, (const MarchLonLat *)(gpointer)positions->data,
                            positions->len, FALSE);
}

MarchFeatures *
march_borders_select_errors(const MarchBorders *borders, MarchBox box)
{
    MarchFeatures *features = march_features_new();
    g_autoptr(GArray) list = march_borders_list_data(borders, box);

    for (guint i = 0; i < list->len; i++) {
        const MarchBorderData *data = &g_array_index(list, MarchBorderData, i);
        MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
        MarchFeature *feature = march_features_add(features, geometry);
        g_autofree char *error = march_border_error_text(data->error_m);
        g_autofree char *label =
            g_strdup_printf("Within %s of the line: the error of the data", error);

        for (guint j = 0; j < borders->chains->len; j++) {
            const MarchChain *chain = g_ptr_array_index(borders->chains, j);

            if (!chain->is_replaced && is_same_data(data, chain) &&
                is_in_box(chain, box)) {
                add_chain(geometry, chain);
            }
        }
        march_features_set_number(features, feature, "error-m", data->error_m);
        march_features_set_string(features, feature, "label", label);
        if (data->name != NULL) {
            march_features_set_string(features, feature, "data", data->name);
        }
    }
    return features;
}
