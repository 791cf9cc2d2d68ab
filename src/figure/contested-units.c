/* SPDX-License-Identifier: MIT */
#include "contested-units.h"

#include <string.h>

#include "area-names.h"

#define LAYER "contested"
/* About a position, to read what lies there: the areas are of several parts. */
#define ABOUT_DEGREES 1.0

gboolean
march_contested_is_stateless(const MarchIncident *incident)
{
    return incident->unit != NULL && incident->unit_country[0] == '\0';
}

gboolean
march_contested_is_named(const char *area, const char *text)
{
    g_autofree char *name = area != NULL ? g_utf8_casefold(area, -1) : NULL;
    g_autofree char *words = text != NULL ? g_utf8_casefold(text, -1) : NULL;

    return name != NULL && words != NULL && strstr(words, name) != NULL;
}

/* A row that has a position and names no area. */
static gboolean
is_nameless(const MarchIncident *incident)
{
    return incident->unit == NULL && incident->region == NULL &&
           incident->district == NULL && incident->precision == MARCH_PRECISION_REGION;
}

const MarchFeature *
march_contested_unit_find(const MarchFeatures *areas, const MarchIncident *incident)
{
    for (guint i = 0; i < march_features_count(areas); i++) {
        const MarchFeature *area = march_features_get(areas, i);
        const char *name = march_feature_get_string(area, "name");

        if (name != NULL && area->geometry->type == MARCH_GEOMETRY_POLYGON &&
            g_strcmp0(march_feature_get_string(area, "class"), "claim") == 0 &&
            march_area_contains(area->geometry, incident->position) &&
            (march_contested_is_stateless(incident) || is_nameless(incident) ||
             march_contested_is_named(name, incident->unit) ||
             march_contested_is_named(name, incident->region) ||
             march_contested_is_named(name, incident->district))) {
            return area;
        }
    }
    return NULL;
}

static gboolean
is_claimant(const MarchFeature *area, const char *code)
{
    const char *claimants = march_feature_get_string(area, "claimants");
    g_auto(GStrv) codes = g_strsplit(claimants != NULL ? claimants : "", "/", -1);

    return g_strv_contains((const char *const *)codes, code);
}

gboolean
march_contested_is_claimed(MarchCatalogue *catalogue,
                           MarchLonLat at,
                           const char *name,
                           const char *code)
{
    const MarchBox box = {at.lon - ABOUT_DEGREES, at.lat - ABOUT_DEGREES,
                          at.lon + ABOUT_DEGREES, at.lat + ABOUT_DEGREES};
    g_autoptr(MarchFeatures) areas = NULL;

    if (march_catalogue_find(catalogue, LAYER, 1) == NULL) {
        return FALSE;
    }
    /* What cannot be read is told when the areas are drawn. */
    areas = march_catalogue_read(catalogue, LAYER, box, 1, NULL, NULL);
    for (guint i = 0; areas != NULL && i < march_features_count(areas); i++) {
        const MarchFeature *area = march_features_get(areas, i);

        if (g_strcmp0(march_feature_get_string(area, "class"), "claim") == 0 &&
            is_claimant(area, code) &&
            (march_area_contains(area->geometry, at) ||
             march_contested_is_named(march_feature_get_string(area, "name"), name))) {
            return TRUE;
        }
    }
    return FALSE;
}
