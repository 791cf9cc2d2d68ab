/* SPDX-License-Identifier: MIT */
/**
 * What GeoNames' feature codes mean for the gazetteer, and how precise a position of
 * each kind is when its source does not say.
 */
#ifndef MARCH_GAZETTEER_PLACE_KINDS_H
#define MARCH_GAZETTEER_PLACE_KINDS_H

#include "gazetteer.h"
#include "geonames-reader.h"

MarchPlaceClass march_geonames_classify(const MarchGeonamesRow *row);
/** Capitals 6, seats of regions 5, and so on down to hamlets and quarters 0. */
guint8 march_geonames_rank(const char *feature_code);
/** Kilometres. */
double march_place_default_precision(MarchPlaceClass place_class);
/** How far, in km, the centre of a settlement of that size may be from what is meant. */
double march_settlement_precision(gint64 population);

#endif
