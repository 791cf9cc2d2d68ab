/* SPDX-License-Identifier: MIT */
#include "land-owner.h"

#include <string.h>

#include "area-names.h"

/* About a position, to read what lies there. */
#define ABOUT_DEGREES 1e-4

/* Whether one of the claimants of @side ("KE/SS") is one of @owner. */
static gboolean
has_claimant(const char *owner, const char *side)
{
    g_auto(GStrv) owners = g_strsplit(owner, "/", -1);
    g_auto(GStrv) claimants = g_strsplit(side, "/", -1);

    for (guint i = 0; owners[i] != NULL; i++) {
        if (g_strv_contains((const char *const *)claimants, owners[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The code of the land at @position, borrowed from @land; NULL at sea. */
static const char *
code_find(const MarchFeatures *land, MarchLonLat position)
{
    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *feature = march_features_get(land, i);

        if (feature->geometry->type == MARCH_GEOMETRY_POLYGON &&
            march_area_contains(feature->geometry, position)) {
            return march_feature_get_string(feature, "iso");
        }
    }
    return NULL;
}

char *
march_land_owner_find(MarchCatalogue *catalogue,
                      const GArray *sides,
                      MarchLonLat position)
{
    static const char *const PROPERTIES[] = {"iso", NULL};
    const MarchCatalogueEntry *entry = march_catalogue_find(catalogue, "land", 1);
    const MarchBox about = {position.lon - ABOUT_DEGREES, position.lat - ABOUT_DEGREES,
                            position.lon + ABOUT_DEGREES, position.lat + ABOUT_DEGREES};
    const MarchBorderSide *drawn;
    g_autoptr(MarchFeatures) land = NULL;
    const char *owner;

    if (sides->len == 0 || entry == NULL) {
        return NULL;
    }
    drawn = &g_array_index(sides, MarchBorderSide, 0);
    if (drawn->distance_km * 1000 <= drawn->error_m + entry->tolerance_m) {
        return NULL;
    }
    land = march_catalogue_read(catalogue, "land", about, 1, PROPERTIES, NULL);
    owner = land != NULL ? code_find(land, position) : NULL;
    for (guint i = 0; owner != NULL && i < sides->len; i++) {
        if (has_claimant(owner, g_array_index(sides, MarchBorderSide, i).country)) {
            return NULL;
        }
    }
    return owner != NULL && *owner != '\0' ? g_strdup(owner) : NULL;
}
