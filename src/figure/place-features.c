/* SPDX-License-Identifier: MIT */
#include "place-features.h"

#include <math.h>
#include <string.h>

/* One unnamed place for so many mm² of map keeps a page readable. */
#define MM2_PER_PLACE 500.0
/* Two entries this close are the same settlement. */
#define SAME_PLACE_M 2500.0
/* Dots closer than this on paper lie on each other. */
#define SAME_DOT_MM 1.0
/* Positions about a metre apart are one. */
#define PER_DEGREE 1e5

static int
rank_of(gint64 population)
{
    static const gint64 STEPS[] = {1000000, 250000, 50000, 10000, 2000};

    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        if (population >= STEPS[i]) {
            return (int)i + 1;
        }
    }
    return 6;
}

static void
place_add(MarchFeatures *features,
          const char *name,
          MarchLonLat position,
          gint64 population,
          double precision_km,
          gboolean named,
          gboolean has_incident)
{
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point(position));
    int rank = rank_of(population);

    march_features_set_string(features, feature, "name", name);
    march_features_set_string(features, feature, "class",
                              rank <= 2   ? "city"
                              : rank <= 4 ? "town"
                                          : "village");
    march_features_set_number(features, feature, "rank", rank);
    march_features_set_number(features, feature, "population", (double)population);
    march_features_set_number(features, feature, "precision", precision_km);
    march_features_set_boolean(features, feature, "named", named);
    march_features_set_boolean(features, feature, "incident", has_incident);
}

static gboolean
is_near_another(const MarchFeatures *features, MarchLonLat position, double reach_m)
{
    double reach_degrees = reach_m / 110000;

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        MarchLonLat other = g_array_index(feature->geometry->positions, MarchLonLat, 0);

        if (fabs(other.lat - position.lat) < reach_degrees &&
            march_lon_lat_distance(other, position) < reach_m) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *
label_text(const MarchSpec *spec, const char *name)
{
    for (guint i = 0; i < spec->labels->len; i++) {
        const MarchSpecLabel *label = g_ptr_array_index(spec->labels, i);

        if (label->text != NULL && g_strcmp0(label->place.text, name) == 0) {
            return label->text;
        }
    }
    return name;
}

/* Districts, regions and countries are labelled as areas. */
static gboolean
is_point_like(MarchPlaceClass place_class)
{
    return place_class == MARCH_PLACE_PLACE || place_class == MARCH_PLACE_FEATURE;
}

static gint64
spot_of(MarchLonLat position)
{
    return llround((position.lat + 90) * PER_DEGREE) * 100000000 +
           llround((position.lon + 180) * PER_DEGREE);
}

/* Where incidents are drawn one by one, at their places. */
static GHashTable *
spots_collect(const MarchSourceInput *input)
{
    GHashTable *spots =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < input->incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(input->incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            gint64 spot = spot_of(march_incidents_get(table, row)->position);

            if (march_incident_show_get(input->show, i, row)->fate ==
                MARCH_FATE_POINT) {
                g_hash_table_add(spots, g_memdup2(&spot, sizeof spot));
            }
        }
    }
    return spots;
}

/* A name that only incidents bring stands where one of them is drawn: not for what a
 * badge, a cell or a cluster counts. */
static gboolean
is_wanted(const MarchSourceInput *input,
          const MarchNamedPlace *place,
          GHashTable *spots)
{
    gint64 spot = spot_of(place->position);

    return place->is_in_figure ||
           ((input->groups == NULL || strcmp(input->spec->aggregate, "place") == 0) &&
            g_hash_table_contains(spots, &spot));
}

/* Of two names for one spot, the one an incident is reported under is written. */
static void
named_add(MarchFeatures *features,
          const MarchSourceInput *input,
          gboolean has_incident,
          GHashTable *spots)
{
    for (guint i = 0; i < march_places_count(input->places); i++) {
        const MarchNamedPlace *place = march_places_get(input->places, i);

        if (place->has_incident == has_incident && place->name != NULL &&
            is_point_like(place->place_class) && is_wanted(input, place, spots) &&
            !is_near_another(features, place->position, SAME_PLACE_M)) {
            place_add(features, label_text(input->spec, place->name), place->position,
                      place->population, place->precision_km, TRUE, has_incident);
        }
    }
}

/* Labels at a position, which have a text and no name. */
static void
texts_add(MarchFeatures *features, const MarchSpec *spec)
{
    for (guint i = 0; i < spec->labels->len; i++) {
        const MarchSpecLabel *label = g_ptr_array_index(spec->labels, i);

        if (label->text != NULL && label->place.text == NULL &&
            label->place.has_position) {
            place_add(features, label->text, label->place.position, 0, 0, TRUE, FALSE);
        }
    }
}

static void
others_add(MarchFeatures *features, const MarchSourceInput *input)
{
    MarchRect rect = march_frame_get_rect(input->frame);
    double reach_m =
        MAX(SAME_PLACE_M,
            SAME_DOT_MM * march_frame_get_scale_denominator(input->frame) / 1000);
    guint limit = (guint)MAX(rect.width * rect.height / MM2_PER_PLACE, 4);
    g_autoptr(GPtrArray) places = march_gazetteer_list_places(
        input->gazetteer, march_frame_get_visible_box(input->frame), input->spec->as_of,
        limit);

    for (guint i = 0; i < places->len; i++) {
        const MarchPlace *place = g_ptr_array_index(places, i);

        if (!is_near_another(features, place->position, reach_m)) {
            place_add(features, place->name, place->position, place->population,
                      place->precision_km, FALSE, FALSE);
        }
    }
}

MarchFeatures *
march_place_features_make(const MarchSourceInput *input)
{
    MarchFeatures *features = march_features_new();
    g_autoptr(GHashTable) spots = NULL;

    if (strcmp(input->spec->place_labels, "none") == 0) {
        return features;
    }
    spots = spots_collect(input);
    named_add(features, input, TRUE, spots);
    named_add(features, input, FALSE, spots);
    texts_add(features, input->spec);
    if (input->gazetteer != NULL && strcmp(input->spec->place_labels, "auto") == 0) {
        others_add(features, input);
    }
    return features;
}
