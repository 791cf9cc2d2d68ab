/* SPDX-License-Identifier: MIT */
/* What "borders side" prints: where each place lies in each set of boundary data. */
#include "borders-format.h"
#include "figure/land-owner.h"

#include <string.h>

static const MarchNamedPlace *
find_place(const MarchOpenBorders *opened, guint index, const char **name)
{
    const MarchSpecLabel *label = g_ptr_array_index(opened->spec->labels, index);

    *name = label->place.text != NULL ? label->place.text : "";
    return march_places_find(opened->places, &label->place);
}

static gboolean
do_sides_differ(const GArray *sides)
{
    for (guint i = 1; i < sides->len; i++) {
        if (strcmp(g_array_index(sides, MarchBorderSide, i).country,
                   g_array_index(sides, MarchBorderSide, 0).country) != 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
append_side(GString *text, const MarchBorderSide *side)
{
    g_autofree char *distance = march_border_error_text(side->distance_km * 1000);
    g_autofree char *error = march_border_error_text(side->error_m);

    g_string_append_printf(text, "  %-5s  %8s from %-5s  %s, exact to %s%s\n",
                           side->country, distance, side->other,
                           side->data != NULL ? side->data : "the boundary data", error,
                           march_border_side_is_uncertain(side) ? ": uncertain" : "");
}

/* The place lies on land without a border near it. */
static void
append_land(GString *text, const char *owner, const MarchBorderSide *nearest)
{
    g_autofree char *far = march_border_side_describe_far(nearest);

    g_string_append_printf(text, "  %-5s  %s\n", owner, far);
}

char *
march_borders_sides_to_text(const MarchOpenBorders *opened)
{
    g_autoptr(MarchLandOwners) owners = march_land_owners_new(opened->catalogue);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < opened->spec->labels->len; i++) {
        const char *name;
        const MarchNamedPlace *place = find_place(opened, i, &name);
        g_autoptr(GArray) sides = NULL;
        g_autofree char *owner = NULL;

        if (place == NULL) {
            continue;
        }
        sides = march_borders_find_sides(opened->borders, place->position);
        owner = march_land_owners_find(owners, sides, place->position);
        g_string_append_printf(
            text, "%s%s%.4f, %.4f%s\n", name, *name != '\0' ? "  " : "",
            place->position.lon, place->position.lat,
            owner == NULL && do_sides_differ(sides) ? "  the data disagree" : "");
        if (owner != NULL) {
            append_land(text, owner, &g_array_index(sides, MarchBorderSide, 0));
            continue;
        }
        for (guint j = 0; j < sides->len; j++) {
            append_side(text, &g_array_index(sides, MarchBorderSide, j));
        }
    }
    return g_string_free(text, FALSE);
}

static void
add_side(MarchFeatures *features,
         const char *name,
         MarchLonLat position,
         const MarchBorderSide *side)
{
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point(position));

    march_features_set_string(features, feature, "name", name);
    march_features_set_string(features, feature, "country", side->country);
    march_features_set_string(features, feature, "other", side->other);
    march_features_set_number(features, feature, "distance_km", side->distance_km);
    march_features_set_number(features, feature, "error_m", side->error_m);
    march_features_set_boolean(features, feature, "uncertain",
                               march_border_side_is_uncertain(side));
    march_features_set_string(features, feature, "data",
                              side->data != NULL ? side->data : "");
}

static void
add_land(MarchFeatures *features,
         const char *name,
         MarchLonLat position,
         const char *owner,
         const MarchBorderSide *nearest)
{
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point(position));
    g_autofree char *far = march_border_side_describe_far(nearest);

    march_features_set_string(features, feature, "name", name);
    march_features_set_string(features, feature, "country", owner);
    march_features_set_string(features, feature, "note", far);
    march_features_set_number(features, feature, "distance_km", nearest->distance_km);
}

MarchFeatures *
march_borders_sides_to_features(const MarchOpenBorders *opened)
{
    g_autoptr(MarchLandOwners) owners = march_land_owners_new(opened->catalogue);
    MarchFeatures *features = march_features_new();

    for (guint i = 0; i < opened->spec->labels->len; i++) {
        const char *name;
        const MarchNamedPlace *place = find_place(opened, i, &name);
        g_autoptr(GArray) sides = NULL;
        g_autofree char *owner = NULL;

        if (place == NULL) {
            continue;
        }
        sides = march_borders_find_sides(opened->borders, place->position);
        owner = march_land_owners_find(owners, sides, place->position);
        if (owner != NULL) {
            add_land(features, name, place->position, owner,
                     &g_array_index(sides, MarchBorderSide, 0));
            continue;
        }
        for (guint j = 0; j < sides->len; j++) {
            add_side(features, name, place->position,
                     &g_array_index(sides, MarchBorderSide, j));
        }
    }
    return features;
}
