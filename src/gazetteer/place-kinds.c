/* SPDX-License-Identifier: MIT */
#include "place-kinds.h"

#include <math.h>
#include <string.h>

double
march_place_default_precision(MarchPlaceClass place_class)
{
    switch (place_class) {
    case MARCH_PLACE_PLACE:
        return 2;
    case MARCH_PLACE_DISTRICT:
        return 25;
    case MARCH_PLACE_REGION:
        return 80;
    case MARCH_PLACE_COUNTRY:
        return 300;
    case MARCH_PLACE_FEATURE:
        return 5;
    default:
        return 10;
    }
}

MarchPlaceClass
march_geonames_classify(const MarchGeonamesRow *row)
{
    switch (row->feature_class[0]) {
    case 'P':
        return MARCH_PLACE_PLACE;
    case 'A':
        if (strncmp(row->feature_code, "PCL", 3) == 0) {
            return MARCH_PLACE_COUNTRY;
        }
        return strncmp(row->feature_code, "ADM1", 4) == 0 ? MARCH_PLACE_REGION
                                                          : MARCH_PLACE_DISTRICT;
    case '\0':
        return MARCH_PLACE_PLACE;
    default:
        return MARCH_PLACE_FEATURE;
    }
}

guint8
march_geonames_rank(const char *code)
{
    static const struct {
        const char *code;
        guint8 rank;
    } ranks[] = {
        {"PPLC", 6},  {"PPLA", 5},  {"PPLG", 4},  {"PPLA2", 4}, {"PPLA3", 3},
        {"PPLA4", 2}, {"PPLA5", 2}, {"PPLX", 0},  {"PPLQ", 0},  {"PPLH", 0},
        {"PPLW", 0},  {"PPLL", 0},  {"PPLCH", 0}, {"STLMT", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(ranks); i++) {
        if (strcmp(code, ranks[i].code) == 0) {
            return ranks[i].rank;
        }
    }
    return 1;
}

double
march_settlement_precision(gint64 population)
{
    return CLAMP(0.4 * sqrt((double)population / 1000), 1, 30);
}
