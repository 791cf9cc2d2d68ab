/* SPDX-License-Identifier: MIT */
/**
 * GeoJSON (RFC 7946) written in a style: inline sources and the geometries of
 * "within" and "distance".
 *
 * Positions keep longitude and latitude only. Geometry collections are taken
 * apart into one feature for each kind of geometry.
 */
#ifndef MARCH_STYLE_GEOJSON_H
#define MARCH_STYLE_GEOJSON_H

#include "geo/feature.h"
#include "json.h"

/** Reads a FeatureCollection, Feature or bare geometry. (transfer full) */
MarchFeatures *march_geojson_read(const MarchJson *json,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Sets the members of @properties, an object, as properties of @feature. */
void march_geojson_set_properties(MarchFeatures *features,
                                  MarchFeature *feature,
                                  const MarchJson *properties);

/**
 * Splits edges longer than 90 degrees of longitude. GeoJSON means an edge as it is
 * written; the map takes one of more than half the earth as going the other way.
 */
void march_geojson_split_edges(MarchFeatures *features);

#endif
