/* SPDX-License-Identifier: MIT */
#include "land-owner.h"

#include <math.h>
#include <string.h>

#include "area-names.h"

/* The side of the squares in which land is read. Small, since all land of a square is
 * looked through for each place in it. */
#define SQUARE_DEGREES 0.5
/* Squares kept at once; a table that lies all over the world must not keep all land. */
#define SQUARES_MAX 512U

struct MarchLandOwners {
    MarchCatalogue *catalogue;
    const MarchCatalogueEntry *land; /* (nullable) */
    GHashTable *squares;             /* gint64: MarchFeatures, or NULL if unreadable */
};

static void
features_free(gpointer data)
{
    march_features_free(data);
}

MarchLandOwners *
march_land_owners_new(MarchCatalogue *catalogue)
{
    MarchLandOwners *owners = g_new0(MarchLandOwners, 1);

    owners->catalogue = catalogue;
    owners->land = march_catalogue_find(catalogue, "land", 1);
    owners->squares =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, features_free);
    return owners;
}

void
march_land_owners_free(MarchLandOwners *owners)
{
    if (owners == NULL) {
        return;
    }
    g_hash_table_unref(owners->squares);
    g_free(owners);
}

/* The land in the square about @position, borrowed; NULL when it cannot be read. */
static const MarchFeatures *
square_get(MarchLandOwners *owners, MarchLonLat position)
{
    static const char *const PROPERTIES[] = {"iso", NULL};
    const double west = floor(position.lon / SQUARE_DEGREES) * SQUARE_DEGREES;
    const double south = floor(position.lat / SQUARE_DEGREES) * SQUARE_DEGREES;
    const gint64 key =
        llround(south / SQUARE_DEGREES) * 100000 + llround(west / SQUARE_DEGREES);
    const MarchBox box = {west, south, MIN(west + SQUARE_DEGREES, 180),
                          MIN(south + SQUARE_DEGREES, 90)};
    gpointer known = NULL;
    MarchFeatures *features;

    if (g_hash_table_lookup_extended(owners->squares, &key, NULL, &known)) {
        return known;
    }
    if (g_hash_table_size(owners->squares) >= SQUARES_MAX) {
        g_hash_table_remove_all(owners->squares);
    }
    features =
        march_catalogue_read(owners->catalogue, "land", box, 1, PROPERTIES, NULL);
    g_hash_table_insert(owners->squares, g_memdup2(&key, sizeof key), features);
    return features;
}

/* Whether one of the claimants of @side ("KE/SS") is one of @owner. */
static gboolean
has_claimant(const char *owner, const char *side)
{
    g_auto(GStrv) owners = NULL;
    g_auto(GStrv) claimants = NULL;

    if (strcmp(owner, side) == 0) {
        return TRUE;
    }
    owners = g_strsplit(owner, "/", -1);
    claimants = g_strsplit(side, "/", -1);
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
march_land_owners_find(MarchLandOwners *owners,
                       const GArray *sides,
                       MarchLonLat position)
{
    const MarchBorderSide *drawn;
    const MarchFeatures *land;
    const char *owner;

    if (sides->len == 0 || owners->land == NULL) {
        return NULL;
    }
    drawn = &g_array_index(sides, MarchBorderSide, 0);
    if (drawn->distance_km * 1000 <= drawn->error_m + owners->land->tolerance_m) {
        return NULL;
    }
    land = square_get(owners, position);
    owner = land != NULL ? code_find(land, position) : NULL;
    for (guint i = 0; owner != NULL && i < sides->len; i++) {
        if (has_claimant(owner, g_array_index(sides, MarchBorderSide, i).country)) {
            return NULL;
        }
    }
    return owner != NULL && *owner != '\0' ? g_strdup(owner) : NULL;
}
