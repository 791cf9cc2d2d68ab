/* SPDX-License-Identifier: MIT */
#include "area-names.h"

#include <string.h>

/* The string property whose key holds (or ends in) @word, whatever its case. */
static const char *
find_by_key(const MarchFeature *area, const char *word, gboolean at_end)
{
    for (guint i = 0; i < area->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(area->properties, MarchProperty, i);
        g_autofree char *key = g_ascii_strdown(property->key, -1);
        const char *text = march_feature_get_string(area, property->key);

        if (text != NULL && *text != '\0' &&
            (at_end ? g_str_has_suffix(key, word) : strstr(key, word) != NULL)) {
            return text;
        }
    }
    return NULL;
}

const char *
march_area_name(const MarchFeature *area)
{
    const char *name = march_feature_get_string(area, "name");

    name = name != NULL ? name : find_by_key(area, "name", FALSE);
    return name != NULL ? name : find_by_key(area, "_en", TRUE);
}

static gboolean
ring_crosses(MarchLonLat a, MarchLonLat b, MarchLonLat at)
{
    return (a.lat > at.lat) != (b.lat > at.lat) &&
           at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon;
}

/* Even-odd over all rings. */
gboolean
march_area_contains(const MarchGeometry *geometry, MarchLonLat at)
{
    gboolean inside = FALSE;

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(geometry, part, &count);

        for (guint i = 0, j = count - 1; i < count; j = i++) {
            inside ^= ring_crosses(ring[i], ring[j], at);
        }
    }
    return inside;
}
