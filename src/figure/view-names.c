/* SPDX-License-Identifier: MIT */
#include "view-names.h"

static const char *
country_name(const MarchFeatures *countries, const char *code)
{
    for (guint i = 0; i < march_features_count(countries); i++) {
        const MarchFeature *country = march_features_get(countries, i);
        const char *iso = march_feature_get_string(country, "iso");

        if (iso != NULL && g_ascii_strcasecmp(iso, code) == 0) {
            return march_feature_get_string(country, "name");
        }
    }
    return NULL;
}

static char *
view_to_heading(const char *view, const MarchFeatures *countries)
{
    const char *name = country_name(countries, view);

    if (g_ascii_strcasecmp(view, "defacto") == 0) {
        return g_strdup("De facto");
    }
    if (g_ascii_strcasecmp(view, "all") == 0) {
        return g_strdup("All claims");
    }
    if (g_ascii_strcasecmp(view, "un") == 0) {
        return g_strdup("United Nations practice");
    }
    return name != NULL ? g_strdup_printf("View of %s (%s)", name, view)
                        : g_strdup_printf("View of %s", view);
}

static MarchFeatures *
countries_read(MarchCatalogue *catalogue, GError **error)
{
    static const char *const PROPERTIES[] = {"iso", "name", NULL};
    const MarchBox world = {-180, -90, 180, 90};

    return march_catalogue_read(catalogue, "countries", world, 1, PROPERTIES, error);
}

gboolean
march_view_names_add(MarchCatalogue *catalogue,
                     const GPtrArray *views,
                     GPtrArray *names,
                     GError **error)
{
    g_autoptr(MarchFeatures) countries = countries_read(catalogue, error);

    if (countries == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < views->len; i++) {
        g_ptr_array_add(names, view_to_heading(g_ptr_array_index(views, i), countries));
    }
    return TRUE;
}

char *
march_view_describe(MarchCatalogue *catalogue, const char *view)
{
    g_autoptr(MarchFeatures) countries = NULL;
    const char *name = NULL;

    if (g_ascii_strcasecmp(view, "defacto") == 0) {
        return g_strdup("de facto boundaries");
    }
    if (g_ascii_strcasecmp(view, "all") == 0) {
        return g_strdup("all claims");
    }
    if (g_ascii_strcasecmp(view, "un") == 0) {
        return g_strdup("United Nations practice");
    }
    countries = countries_read(catalogue, NULL);
    if (countries != NULL) {
        name = country_name(countries, view);
    }
    return g_strdup_printf("as claimed by %s", name != NULL ? name : view);
}
