/* SPDX-License-Identifier: MIT */
#include "extent.h"

#include <math.h>
#include <string.h>

#include "extent-layers.h"

#define KM_PER_DEGREE 111.195
/* A single place is shown with this much about it. */
#define SMALLEST_RADIUS_KM 15.0
/* Generalised land is enough for a country's extent. */
#define COUNTRY_SCALE 1e8

static int
doubles_compare(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

MarchBox
march_extent_about(const GArray *positions)
{
    g_autoptr(GArray) lons = g_array_new(FALSE, FALSE, sizeof(double));
    MarchBox box = {0, 90, 0, -90};
    double widest = -1;

    g_assert(positions->len > 0);
    for (guint i = 0; i < positions->len; i++) {
        MarchLonLat position = g_array_index(positions, MarchLonLat, i);

        box.south = MIN(box.south, position.lat);
        box.north = MAX(box.north, position.lat);
        g_array_append_val(lons, position.lon);
    }
    g_array_sort(lons, doubles_compare);
    for (guint i = 0; i < lons->len; i++) {
        gboolean last = i + 1 == lons->len;
        double here = g_array_index(lons, double, i);
        double next = g_array_index(lons, double, last ? 0 : i + 1);
        double gap = next - here + (last ? 360 : 0);

        if (gap > widest) {
            widest = gap;
            box.west = next;
            box.east = here;
        }
    }
    return box;
}

static double
lon_wrap(double lon)
{
    return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
}

static MarchBox
box_pad(MarchBox box, double km)
{
    double lat = MIN(MAX(fabs(box.south), fabs(box.north)), 88);
    double dlat = km / KM_PER_DEGREE;
    double dlon = dlat / cos(lat * G_PI / 180);

    box.south = MAX(box.south - dlat, -90);
    box.north = MIN(box.north + dlat, 90);
    if (march_box_width(box) + 2 * dlon >= 360) {
        box.west = -180;
        box.east = 180;
    } else {
        box.west = lon_wrap(box.west - dlon);
        box.east = lon_wrap(box.east + dlon);
    }
    return box;
}

MarchBox
march_extent_grow(MarchBox box, double fraction)
{
    double middle = (box.south + box.north) / 2;
    double width = march_box_width(box) * cos(middle * G_PI / 180);

    return box_pad(box, MAX(width, box.north - box.south) * fraction * KM_PER_DEGREE);
}

static MarchBox
box_at_least(MarchBox box, double radius_km)
{
    double middle = (box.south + box.north) / 2;
    double width = march_box_width(box) * cos(middle * G_PI / 180) * KM_PER_DEGREE;
    double height = (box.north - box.south) * KM_PER_DEGREE;
    double missing = 2 * radius_km - MAX(width, height);

    return missing > 0 ? box_pad(box, missing / 2) : box;
}

static void
place_collect(GArray *positions, const MarchPlaces *places, const MarchSpecPlace *place)
{
    const MarchNamedPlace *named = march_places_find(places, place);

    if (named != NULL) {
        g_array_append_val(positions, named->position);
    }
}

static void
everything_collect(GArray *positions,
                   const MarchSpec *spec,
                   const MarchPlaces *places,
                   GPtrArray *incidents)
{
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            if (incident->is_located && incident->precision < MARCH_PRECISION_COUNTRY) {
                g_array_append_val(positions, incident->position);
            }
        }
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        place_collect(positions, places, &section->from);
        place_collect(positions, places, &section->to);
    }
    for (guint i = 0; i < spec->labels->len; i++) {
        const MarchSpecLabel *label = g_ptr_array_index(spec->labels, i);

        place_collect(positions, places, &label->place);
    }
}

static gboolean
country_extent(const MarchSpec *spec,
               MarchCatalogue *catalogue,
               MarchBox *extent,
               GError **error)
{
    static const char *const PROPERTIES[] = {"iso", NULL};
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    g_autoptr(MarchFeatures) land = march_catalogue_read(
        catalogue, "land", world, COUNTRY_SCALE, PROPERTIES, error);

    if (land == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *feature = march_features_get(land, i);
        const char *iso = march_feature_get_string(feature, "iso");

        if (iso != NULL && g_ascii_strcasecmp(iso, spec->extent.country) == 0) {
            g_array_append_vals(positions, feature->geometry->positions->data,
                                feature->geometry->positions->len);
        }
    }
    if (positions->len == 0) {
        march_error_set(error, MARCH_ERROR_UNKNOWN, spec->extent.where,
                        "the data hold no country \"%s\"; expected an ISO 3166 "
                        "two-letter code",
                        spec->extent.country);
        return FALSE;
    }
    *extent = march_extent_about(positions);
    return TRUE;
}

gboolean
march_extent_choose(const MarchSpec *spec,
                    const MarchPlaces *places,
                    GPtrArray *incidents,
                    MarchCatalogue *catalogue,
                    MarchBox *extent,
                    GError **error)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    double radius = SMALLEST_RADIUS_KM;

    switch (spec->extent.kind) {
    case MARCH_EXTENT_BOX:
        *extent = march_extent_grow(spec->extent.box, spec->extent.margin);
        return TRUE;
    case MARCH_EXTENT_COUNTRY:
        if (!country_extent(spec, catalogue, extent, error)) {
            return FALSE;
        }
        *extent = march_extent_grow(*extent, spec->extent.margin);
        return TRUE;
    case MARCH_EXTENT_PLACES:
    case MARCH_EXTENT_AROUND:
        for (guint i = 0; i < spec->extent.places->len; i++) {
            place_collect(positions, places, g_ptr_array_index(spec->extent.places, i));
        }
        break;
    case MARCH_EXTENT_AUTO:
    default:
        everything_collect(positions, spec, places, incidents);
        if (!march_extent_collect_layers(positions, spec, error)) {
            return FALSE;
        }
        break;
    }
    if (positions->len == 0) {
        march_error_set(
            error, MARCH_ERROR_CONFIG, spec->extent.where,
            "there is nothing to choose an extent by: no incident, section "
            "or area is placed; give \"extent\" places, a bbox or a country");
        return FALSE;
    }
    *extent = march_extent_about(positions);
    if (spec->extent.kind == MARCH_EXTENT_AROUND) {
        *extent = box_pad(*extent, spec->extent.radius_km);
        return TRUE;
    }
    *extent = march_extent_grow(box_at_least(*extent, radius), spec->extent.margin);
    return TRUE;
}
