/* SPDX-License-Identifier: MIT */
/**
 * Features written as GeoJSON (RFC 7946).
 *
 * Numbers have at most seven decimals, one centimetre on the ground; a line or
 * polygon of several parts becomes a Multi type. Geometries are written as they
 * are: nothing is cut at the antimeridian.
 */
#ifndef MARCH_GEO_GEOJSON_H
#define MARCH_GEO_GEOJSON_H

#include "feature.h"

/** A FeatureCollection, one feature a line, (transfer full). */
char *march_features_to_geojson(const MarchFeatures *features);

#endif
