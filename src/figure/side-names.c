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

/* "Sudan and South Sudan" for land that both claim, "SD/SS"; (transfer full), nullable. */
static char *
side_name(const MarchFeatures *countries, const char *side)
{
    g_auto(GStrv) codes = g_strsplit(side != NULL ? side : "", "/", -1);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; codes[i] != NULL; i++) {
        const char *name = name_find(countries, codes[i]);

        g_string_append_printf(text, "%s%s", i > 0 ? " and " : "",
                               name != NULL ? name : codes[i]);
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
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
            g_autofree char *name =
                side_name(countries, march_feature_get_string(border, SIDES[side][0]));

            if (name != NULL) {
                march_features_set_string(borders, border, SIDES[side][1], name);
            }
        }
    }
    return TRUE;
}
