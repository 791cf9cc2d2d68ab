/* SPDX-License-Identifier: MIT */
#include "candidate-features.h"

/* Written by tests/bench/gazetteer-fit.py --write; that tells which are set by hand. */
static const struct {
    const char *name;
    double weight;
} table[MARCH_FEATURE_COUNT] = {
    [MARCH_FEATURE_DISTANCE] = {"distance", -7.593},
    [MARCH_FEATURE_DISTANCE_SHORT] = {"distance-short", -20.434},
    [MARCH_FEATURE_DISTANCE_WHOLE] = {"distance-whole", -0.621},
    [MARCH_FEATURE_DISTANCE_FAR] = {"distance-far", -5.669},
    [MARCH_FEATURE_SECOND] = {"second", -2.219},
    [MARCH_FEATURE_SECOND_GAP] = {"second-gap", 0.577},
    [MARCH_FEATURE_SAME] = {"same", 1.929},
    [MARCH_FEATURE_SAME_SECOND] = {"same-second", -0.310},
    [MARCH_FEATURE_LETTERS] = {"letters", -3.950},
    [MARCH_FEATURE_LETTERS_FIRST] = {"letters-first", 0.383},
    [MARCH_FEATURE_LETTERS_LAST] = {"letters-last", 0.487},
    [MARCH_FEATURE_HEAD] = {"head", 0.647},
    [MARCH_FEATURE_TAIL] = {"tail", 0.794},
    [MARCH_FEATURE_MIDDLE] = {"middle", -0.586},
    [MARCH_FEATURE_PART] = {"part", 1.954},
    [MARCH_FEATURE_BEGINS] = {"begins", 0.834},
    [MARCH_FEATURE_SPELLED] = {"spelled", -0.75},
    [MARCH_FEATURE_SPELLED_MAIN] = {"spelled-main", 0.300},
    [MARCH_FEATURE_SPELLED_SIZE] = {"spelled-size", 0.000},
    [MARCH_FEATURE_SPELLED_CITY] = {"spelled-city", 3.0},
    [MARCH_FEATURE_SPELLED_CAPITAL] = {"spelled-capital", 2.500},
    [MARCH_FEATURE_SPELLED_OUTSIDE] = {"spelled-outside", -3.0},
    [MARCH_FEATURE_EXACT] = {"exact", 0.800},
    [MARCH_FEATURE_MAIN] = {"main", -0.170},
    [MARCH_FEATURE_MAIN_SIZE] = {"main-size", 0.234},
    [MARCH_FEATURE_FUZZY_SIZE] = {"fuzzy-size", 0.002},
    [MARCH_FEATURE_SAME_SIZE] = {"same-size", -0.051},
    [MARCH_FEATURE_SAME_SHARED] = {"same-shared", -0.996},
    [MARCH_FEATURE_FUZZY_SHARED] = {"fuzzy-shared", -0.808},
    [MARCH_FEATURE_RANK] = {"rank", 0.050},
    [MARCH_FEATURE_READING] = {"reading", -0.148},
    [MARCH_FEATURE_STEM] = {"stem", 0.178},
    [MARCH_FEATURE_STRIPPED] = {"stripped", -0.114},
    [MARCH_FEATURE_STRIPPED_BOTH] = {"stripped-both", 1.000},
    [MARCH_FEATURE_CLASS_AGREES] = {"class-agrees", 0.800},
    [MARCH_FEATURE_CLASS_DISAGREES] = {"class-disagrees", -0.800},
    [MARCH_FEATURE_COUNTRY] = {"country", 1.500},
    [MARCH_FEATURE_REGION] = {"region", -2.000},
    [MARCH_FEATURE_DISTRICT] = {"district", -1.200},
    [MARCH_FEATURE_BORROWED] = {"borrowed", -1.200},
    [MARCH_FEATURE_HINT] = {"hint", 5.0},
    [MARCH_FEATURE_UNVOCALISED] = {"unvocalised", 0.081},
    [MARCH_FEATURE_LONG] = {"long", 0.138},
    [MARCH_FEATURE_LEFT_OUT] = {"left-out", -1.803},
    [MARCH_FEATURE_PART_OF_WHOLE] = {"part-of-whole", -3.000},
    [MARCH_FEATURE_ASKED_READING] = {"asked-reading", -0.220},
    [MARCH_FEATURE_KIND] = {"kind", 1.000},
    [MARCH_FEATURE_UNLIKE] = {"unlike", 0.516},
    [MARCH_FEATURE_UNLIKE_SPELLED] = {"unlike-spelled", -0.8},
};

double
march_feature_weight(MarchFeature feature)
{
    return table[feature].weight;
}

const char *
march_feature_name(MarchFeature feature)
{
    return table[feature].name;
}
