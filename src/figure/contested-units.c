/* SPDX-License-Identifier: MIT */
#include "contested-units.h"

#include <string.h>

#include "area-names.h"

gboolean
march_contested_is_stateless(const MarchIncident *incident)
{
    return incident->unit != NULL && incident->unit_country[0] == '\0';
}

/* "Abyei Area" names "Abyei". */
static gboolean
is_named(const char *area, const char *text)
{
    g_autofree char *name = g_utf8_casefold(area, -1);
    g_autofree char *words = text != NULL ? g_utf8_casefold(text, -1) : NULL;

    return words != NULL && strstr(words, name) != NULL;
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
             is_named(name, incident->unit) || is_named(name, incident->region) ||
             is_named(name, incident->district))) {
            return area;
        }
    }
    return NULL;
}
