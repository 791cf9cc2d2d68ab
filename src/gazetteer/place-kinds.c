/* SPDX-License-Identifier: MIT */
#include "place-kinds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** A feature of this rank is named about as often as a hamlet; each rank less, and a
 * unit that is no more, costs log-odds. */
#define COMMON_RANK  6
#define RANK_COST    0.6
#define FORMER_SCORE (-1.5)
#define MOST_RANK    6U

#define PLACE    MARCH_PLACE_PLACE
#define DISTRICT MARCH_PLACE_DISTRICT
#define REGION   MARCH_PLACE_REGION
#define COUNTRY  MARCH_PLACE_COUNTRY
#define FEATURE  MARCH_PLACE_FEATURE

typedef struct {
    const char *code; /**< class and code as GeoNames writes them: "P.PPLC" */
    MarchPlaceClass place_class;
    guint8 rank;
} CodeKind;

/** Codes that are not what their class is (default_kind()), sorted. */
static const CodeKind kinds[] = {
    {"A.ADM1", REGION, 0},  {"A.ADM1H", REGION, 0},  {"A.ADMS", FEATURE, 0},
    {"A.PCL", COUNTRY, 0},  {"A.PCLD", COUNTRY, 0},  {"A.PCLF", COUNTRY, 0},
    {"A.PCLH", COUNTRY, 0}, {"A.PCLI", COUNTRY, 0},  {"A.PCLIX", COUNTRY, 0},
    {"A.PCLS", COUNTRY, 0}, {"A.TERR", REGION, 0},   {"A.ZN", REGION, 0},
    {"H.BAY", FEATURE, 3},  {"H.BAYS", FEATURE, 3},  {"H.CHN", FEATURE, 2},
    {"H.CNL", FEATURE, 2},  {"H.DTCH", FEATURE, 0},  {"H.ESTY", FEATURE, 3},
    {"H.FJD", FEATURE, 3},  {"H.FLLS", FEATURE, 3},  {"H.GLCR", FEATURE, 3},
    {"H.GULF", FEATURE, 5}, {"H.LGN", FEATURE, 3},   {"H.LK", FEATURE, 3},
    {"H.LKS", FEATURE, 3},  {"H.OCN", FEATURE, 6},   {"H.PND", FEATURE, 0},
    {"H.RF", FEATURE, 2},   {"H.RSV", FEATURE, 3},   {"H.SD", FEATURE, 3},
    {"H.SEA", FEATURE, 6},  {"H.SPNG", FEATURE, 0},  {"H.STM", FEATURE, 2},
    {"H.STMS", FEATURE, 2}, {"H.STRT", FEATURE, 5},  {"H.SWMP", FEATURE, 2},
    {"H.WAD", FEATURE, 2},  {"H.WLL", FEATURE, 0},   {"H.WTRH", FEATURE, 0},
    {"L.BTL", FEATURE, 3},  {"L.CONT", REGION, 0},   {"L.CST", FEATURE, 3},
    {"L.FLD", FEATURE, 0},  {"L.GRAZ", FEATURE, 0},  {"L.LCTY", FEATURE, 3},
    {"L.MILB", FEATURE, 3}, {"L.NVB", FEATURE, 3},   {"L.OAS", FEATURE, 3},
    {"L.PRK", FEATURE, 3},  {"L.PRT", FEATURE, 3},   {"L.RESV", DISTRICT, 0},
    {"L.RGN", REGION, 0},   {"L.RGNE", REGION, 0},   {"L.RGNH", REGION, 0},
    {"L.RGNL", REGION, 0},  {"P.PPLA", PLACE, 5},    {"P.PPLA2", PLACE, 4},
    {"P.PPLA3", PLACE, 3},  {"P.PPLA4", PLACE, 2},   {"P.PPLA5", PLACE, 2},
    {"P.PPLG", PLACE, 4},   {"P.PPLH", PLACE, 0},    {"P.PPLL", PLACE, 0},
    {"P.PPLQ", PLACE, 0},   {"P.PPLW", PLACE, 0},    {"P.PPLX", PLACE, 0},
    {"P.STLMT", PLACE, 0},  {"R.RDJCT", FEATURE, 0}, {"R.ST", FEATURE, 0},
    {"R.TNL", FEATURE, 2},  {"S.AIRB", FEATURE, 3},  {"S.AIRF", FEATURE, 1},
    {"S.AIRP", FEATURE, 3}, {"S.ANS", FEATURE, 2},   {"S.BDG", FEATURE, 1},
    {"S.BP", FEATURE, 1},   {"S.BRKS", FEATURE, 1},  {"S.CAVE", FEATURE, 1},
    {"S.CMP", FEATURE, 2},  {"S.CMPRF", FEATURE, 4}, {"S.CSTM", FEATURE, 3},
    {"S.DAM", FEATURE, 3},  {"S.FT", FEATURE, 2},    {"S.INSM", FEATURE, 3},
    {"S.MN", FEATURE, 2},   {"S.PRN", FEATURE, 1},   {"S.PS", FEATURE, 2},
    {"S.PSN", FEATURE, 4},  {"S.PSTB", FEATURE, 4},  {"S.PSTC", FEATURE, 4},
    {"S.PSTP", FEATURE, 2}, {"S.RSTN", FEATURE, 1},  {"S.STNB", FEATURE, 2},
    {"T.ATOL", FEATURE, 4}, {"T.CAPE", FEATURE, 3},  {"T.CNYN", FEATURE, 2},
    {"T.DPR", FEATURE, 2},  {"T.DSRT", FEATURE, 4},  {"T.GRGE", FEATURE, 2},
    {"T.HLLS", FEATURE, 2}, {"T.ISL", FEATURE, 4},   {"T.ISLS", FEATURE, 4},
    {"T.MT", FEATURE, 3},   {"T.MTS", FEATURE, 4},   {"T.PASS", FEATURE, 3},
    {"T.PEN", FEATURE, 4},  {"T.PK", FEATURE, 3},    {"T.PKS", FEATURE, 3},
    {"T.PLAT", FEATURE, 3}, {"T.PLN", FEATURE, 3},   {"T.RK", FEATURE, 0},
    {"T.RKS", FEATURE, 0},  {"T.UPLD", FEATURE, 3},  {"T.VAL", FEATURE, 3},
    {"T.VLC", FEATURE, 3},  {"V.FRST", FEATURE, 2},
};

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

static CodeKind
default_kind(char feature_class)
{
    switch (feature_class) {
    case 'P':
    case '\0':
        return (CodeKind){NULL, PLACE, 1};
    case 'A':
        return (CodeKind){NULL, DISTRICT, 0};
    case 'S': /* schools, hotels, farms */
        return (CodeKind){NULL, FEATURE, 0};
    default:
        return (CodeKind){NULL, FEATURE, 1};
    }
}

static int
compare_codes(const void *key, const void *kind)
{
    return strcmp(key, ((const CodeKind *)kind)->code);
}

/** What is named in many languages is known far away. */
static guint
count_fame(const char *alternates)
{
    guint names = alternates[0] != '\0';
    for (const char *p = alternates; *p != '\0'; p++) {
        names += *p == ',';
    }
    return names >= 40 ? 3 : names >= 16 ? 2 : names >= 8 ? 1 : 0;
}

MarchPlaceKind
march_geonames_kind(const MarchGeonamesRow *row)
{
    char code[16];
    g_snprintf(code, sizeof code, "%s.%s", row->feature_class, row->feature_code);
    const CodeKind *found =
        bsearch(code, kinds, G_N_ELEMENTS(kinds), sizeof *kinds, compare_codes);
    const CodeKind kind = found != NULL ? *found : default_kind(row->feature_class[0]);
    const gsize length = strlen(row->feature_code);
    MarchPlaceKind result = {
        .place_class = kind.place_class,
        .rank = kind.rank,
        .is_former = row->feature_class[0] == 'A' && length > 1 &&
                     row->feature_code[length - 1] == 'H',
    };
    if (kind.place_class == FEATURE) {
        result.rank = (guint8)MIN(kind.rank + count_fame(row->alternates), MOST_RANK);
    } else if (kind.place_class != PLACE) {
        result.rank = (guint8)MIN(10 * log10(1 + (double)row->population), 255);
    }
    return result;
}

double
march_place_kind_score(const MarchPlaceRecord *record)
{
    if ((record->flags & MARCH_RECORD_FORMER) != 0) {
        return FORMER_SCORE;
    }
    if (record->place_class != FEATURE || record->rank >= COMMON_RANK) {
        return 0;
    }
    return -RANK_COST * (COMMON_RANK - record->rank);
}

double
march_settlement_precision(gint64 population)
{
    return CLAMP(0.4 * sqrt((double)population / 1000), 1, 30);
}
