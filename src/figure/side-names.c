/* SPDX-License-Identifier: MIT */
#include "side-names.h"

static const char *
name_find(const MarchFeatures *countries, const char *code)
{
    for (guint i = 0; i < march_features_count(countries); i++) {
        const MarchFeature *country = march_features_get(countries, i);

        if (g_strcmp0(march_feature_get_string(country, "iso"), code) == 0) {
            return march_feature_get_string(country, "name");
        }
    }
    return NULL;
}

gboolean
march_side_names_set(MarchFeatures *borders, MarchCatalogue *catalogue, GError **error)
{
    static const char *const PROPERTIES[] = {"iso", "name", NULL};
    static const char *const SIDES[][2] = {{"left", "left-name"},
                                           {"right", "right-name"}};
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(MarchFeatures) countries =
        march_catalogue_read(catalogue, "countries", world, 1, PROPERTIES, error);

    if (countries == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(borders); i++) {
        MarchFeature *border = march_features_edit(borders, i);

        for (gsize side = 0; side < G_N_ELEMENTS(SIDES); side++) {
            const char *name =
                name_find(countries, march_feature_get_string(border, SIDES[side][0]));

            if (name != NULL) {
                march_features_set_string(borders, border, SIDES[side][1], name);
            }
        }
    }
    return TRUE;
}
