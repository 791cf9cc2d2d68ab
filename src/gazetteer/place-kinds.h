/* SPDX-License-Identifier: MIT */
/**
 * What GeoNames' feature codes mean for the gazetteer, how often reports mean each kind,
 * and how precise a position of each kind is when its source does not say.
 */
#ifndef MARCH_GAZETTEER_PLACE_KINDS_H
#define MARCH_GAZETTEER_PLACE_KINDS_H

#include "gazetteer.h"
#include "geonames-reader.h"
#include "index-format.h"

typedef struct {
    MarchPlaceClass place_class;
    /** Of a settlement: capitals 6, seats of regions 5, ... hamlets and quarters 0. Of a
     * feature: seas 6, large lakes and islands 4, rivers 2, ... schools and hotels 0,
     * more when it has names in many languages. Of a unit 10 log10(population). */
    guint8 rank;
    gboolean is_former; /**< a country or unit that is no more */
} MarchPlaceKind;

MarchPlaceKind march_geonames_kind(const MarchGeonamesRow *row);
/** How much likelier than a hamlet a record of its kind is meant, in log-odds. */
double march_place_kind_score(const MarchPlaceRecord *record);
/** Kilometres. */
double march_place_default_precision(MarchPlaceClass place_class);
/** How far, in km, the centre of a settlement of that size may be from what is meant. */
double march_settlement_precision(gint64 population);

#endif
