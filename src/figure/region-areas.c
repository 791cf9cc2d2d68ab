/* SPDX-License-Identifier: MIT */
#include "region-areas.h"

#include <math.h>
#include <string.h>

#include "area-names.h"
#include "geodata/overlay.h"
#include "line-distance.h"

/* Regions have one level of detail. */
#define REGION_SCALE 1e6

static void
geometry_free(gpointer data)
{
    march_geometry_free(data);
}

/* The land of @iso, of which the layer has pieces, in one. */
static MarchGeometry *
land_unite(const MarchFeatures *land, const char *iso, GError **error)
{
    g_autoptr(MarchGeometry) pieces = march_geometry_new(MARCH_GEOMETRY_POLYGON);

    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *piece = march_features_get(land, i);

        if (g_strcmp0(march_feature_get_string(piece, "iso"), iso) == 0 &&
            piece->geometry->type == MARCH_GEOMETRY_POLYGON) {
            march_geometry_add_parts(pieces, piece->geometry);
        }
    }
    return march_polygons_unite(pieces, error);
}

/* How far @ring is from @region on average, metres. */
static double
ring_distance(const MarchLonLat *ring, guint count, const MarchGeometry *region)
{
    double sum = 0;

    for (guint i = 0; i < count; i++) {
        sum += march_area_contains(region, ring[i])
                   ? 0
                   : march_line_distance(region, ring[i]);
    }
    return sum / MAX(count, 1);
}

/* Gives each polygon of @rest to the region of @own that it is nearest to. */
static void
rest_share(const MarchGeometry *rest, const GPtrArray *own, GPtrArray *shares)
{
    guint nearest = 0;

    for (guint part = 0; part < rest->parts->len; part++) {
        gboolean is_hole = g_array_index(rest->parts, MarchGeometryPart, part).is_hole;
        double least = INFINITY;
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(rest, part, &count);

        for (guint i = 0; !is_hole && i < own->len; i++) {
            const MarchFeature *region = g_ptr_array_index(own, i);
            double distance = ring_distance(ring, count, region->geometry);

            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        march_geometry_add_part(g_ptr_array_index(shares, nearest), ring, count,
                                is_hole);
    }
}

/* Divides the land of one country among @own, its regions. */
static gboolean
country_divide(MarchFeatures *areas,
               const MarchFeatures *land,
               const char *iso,
               const GPtrArray *own,
               GError **error)
{
    g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func(geometry_free);
    g_autoptr(MarchGeometry) whole = land_unite(land, iso, error);
    g_autoptr(MarchGeometry) rest = NULL;

    if (whole == NULL) {
        return FALSE;
    }
    rest = march_geometry_copy(whole);
    for (guint i = 0; i < own->len; i++) {
        const MarchFeature *region = g_ptr_array_index(own, i);
        MarchGeometry *share = march_polygons_intersect(rest, region->geometry, error);
        MarchGeometry *less = NULL;

        if (share == NULL) {
            return FALSE;
        }
        g_ptr_array_add(shares, share);
        less = march_polygons_subtract(rest, region->geometry, error);
        if (less == NULL) {
            return FALSE;
        }
        march_geometry_free(rest);
        rest = less;
    }
    rest_share(rest, own, shares);
    for (guint i = 0; i < own->len; i++) {
        MarchGeometry *area = march_polygons_unite(g_ptr_array_index(shares, i), error);

        if (area == NULL) {
            return FALSE;
        }
        if (area->parts->len > 0) {
            MarchFeature *added;

            march_features_append_one(areas, g_ptr_array_index(own, i));
            added = march_features_edit(areas, march_features_count(areas) - 1);
            march_geometry_free(added->geometry);
            added->geometry = area;
        } else {
            march_geometry_free(area);
        }
    }
    return TRUE;
}

static gboolean
is_first_of_country(const MarchFeatures *regions, guint index)
{
    const char *iso =
        march_feature_get_string(march_features_get(regions, index), "iso");

    for (guint i = 0; i < index; i++) {
        if (g_strcmp0(march_feature_get_string(march_features_get(regions, i), "iso"),
                      iso) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
is_wanted(GHashTable *countries, const char *iso)
{
    return countries == NULL || (iso != NULL && g_hash_table_contains(countries, iso));
}

MarchFeatures *
march_region_areas_read(MarchCatalogue *catalogue,
                        const MarchFrame *frame,
                        GHashTable *countries,
                        GError **error)
{
    static const char *const LAND[] = {"iso", NULL};
    MarchBox box = march_frame_get_visible_box(frame);
    g_autoptr(MarchFeatures) areas = march_features_new();
    g_autoptr(MarchFeatures) regions =
        march_catalogue_read(catalogue, "admin1", box, REGION_SCALE, NULL, error);
    g_autoptr(MarchFeatures) land =
        regions != NULL ? march_catalogue_read(catalogue, "land", box,
                                               march_frame_get_scale_denominator(frame),
                                               LAND, error)
                        : NULL;

    if (land == NULL) {
        return NULL;
    }
    for (guint i = 0; i < march_features_count(regions); i++) {
        const char *iso =
            march_feature_get_string(march_features_get(regions, i), "iso");
        g_autoptr(GPtrArray) own = g_ptr_array_new();

        if (!is_first_of_country(regions, i) || !is_wanted(countries, iso)) {
            continue;
        }
        for (guint j = i; j < march_features_count(regions); j++) {
            const MarchFeature *region = march_features_get(regions, j);

            if (g_strcmp0(march_feature_get_string(region, "iso"), iso) == 0) {
                g_ptr_array_add(own, (gpointer)(guintptr)region);
            }
        }
        if (!country_divide(areas, land, iso, own, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&areas);
}
