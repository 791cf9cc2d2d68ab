/* SPDX-License-Identifier: MIT */
/**
 * What a candidate's score is made of: a row of numbers, and a weight for each.
 *
 * A score is a log-odds: a candidate one higher than another is e times as likely.
 * The weights in feature-weights.c are fitted by tests/bench/gazetteer-fit.py.
 */
#ifndef MARCH_GAZETTEER_CANDIDATE_FEATURES_H
#define MARCH_GAZETTEER_CANDIDATE_FEATURES_H

#include "candidates.h"

typedef enum {
    MARCH_FEATURE_DISTANCE,        /**< of the sounds, per length */
    MARCH_FEATURE_DISTANCE_SHORT,  /**< the same in a name under 6 sounds */
    MARCH_FEATURE_DISTANCE_WHOLE,  /**< of the sounds, in whole consonants */
    MARCH_FEATURE_DISTANCE_FAR,    /**< what the distance passes 0.2 by */
    MARCH_FEATURE_SECOND,          /**< distance of the next name of the place */
    MARCH_FEATURE_SECOND_GAP,      /**< how much further that is, to 0.15 */
    MARCH_FEATURE_SAME,            /**< the sounds are equal */
    MARCH_FEATURE_SAME_SECOND,     /**< and so are those of a second name */
    MARCH_FEATURE_LETTERS,         /**< distance of the letters */
    MARCH_FEATURE_LETTERS_FIRST,   /**< the first letters differ */
    MARCH_FEATURE_LETTERS_LAST,    /**< the last letters differ */
    MARCH_FEATURE_HEAD,            /**< the name goes on after the asked one */
    MARCH_FEATURE_TAIL,            /**< the name has words before the asked one */
    MARCH_FEATURE_MIDDLE,          /**< the name has words on both sides */
    MARCH_FEATURE_PART,            /**< the asked name has more words */
    MARCH_FEATURE_BEGINS,          /**< the first sounds are equal */
    MARCH_FEATURE_SPELLED,         /**< the spellings are equal */
    MARCH_FEATURE_SPELLED_MAIN,    /**< and it is the main name */
    MARCH_FEATURE_SPELLED_SIZE,    /**< importance of a place so spelled */
    MARCH_FEATURE_SPELLED_CITY,    /**< and what passes 100,000 people */
    MARCH_FEATURE_SPELLED_CAPITAL, /**< a capital so spelled */
    MARCH_FEATURE_SPELLED_OUTSIDE, /**< so spelled, but outside the hinted countries */
    MARCH_FEATURE_EXACT,           /**< the letters with their marks are equal */
    MARCH_FEATURE_MAIN,            /**< the main name matched */
    MARCH_FEATURE_MAIN_SIZE,       /**< and the importance of the place */
    MARCH_FEATURE_FUZZY_SIZE,      /**< importance of a place whose sounds differ */
    MARCH_FEATURE_SAME_SIZE,       /**< importance of a place whose sounds are equal */
    MARCH_FEATURE_SAME_SHARED,     /**< log of how many names share the key, if same */
    MARCH_FEATURE_FUZZY_SHARED,    /**< the same if not */
    MARCH_FEATURE_RANK,            /**< rank of a settlement */
    MARCH_FEATURE_READING,         /**< the name is read by its country's letters */
    MARCH_FEATURE_STEM,            /**< the key is what stands before "sur", "upon" */
    MARCH_FEATURE_STRIPPED,        /**< the key is without type words */
    MARCH_FEATURE_STRIPPED_BOTH,   /**< and the query has such words too */
    MARCH_FEATURE_CLASS_AGREES,    /**< with the type word of the query */
    MARCH_FEATURE_CLASS_DISAGREES, /**< with the type word of the query */
    MARCH_FEATURE_COUNTRY,         /**< a country, not asked for as such */
    MARCH_FEATURE_REGION,          /**< a region, not asked for as such */
    MARCH_FEATURE_DISTRICT,        /**< a district, not asked for as such */
    MARCH_FEATURE_BORROWED,        /**< it has no position of its own */
    MARCH_FEATURE_HINT,            /**< in a hinted country */
    MARCH_FEATURE_UNVOCALISED,     /**< distance, when the query has no vowels */
    MARCH_FEATURE_LONG,            /**< sounds of the query over 8, if it is the same */
    MARCH_FEATURE_LEFT_OUT,        /**< the form leaves words of the query out */
    MARCH_FEATURE_PART_OF_WHOLE,   /**< so it does, and the whole is a name too */
    MARCH_FEATURE_ASKED_READING,   /**< the query is read by a foreign orthography */
    MARCH_FEATURE_KIND,            /**< see march_place_kind_score() */
    MARCH_FEATURE_UNLIKE,          /**< an alias: how unlike the main name it is */
    MARCH_FEATURE_UNLIKE_SPELLED,  /**< the same, if the spellings are equal */
    MARCH_FEATURE_NAMES,           /**< log of how many names the place has */
    MARCH_FEATURE_SPELLED_NAMES,   /**< the same of a place so spelled */
    MARCH_FEATURE_SAME_NAMES,      /**< the same if the sounds are equal */
    MARCH_FEATURE_SCRIPT_OTHER, /**< it has names in the query's script, but another matched */
    MARCH_FEATURE_SCRIPT_NONE, /**< it has none in the query's script */
    MARCH_FEATURE_SCRIPT_HOME, /**< the query is in the script of its country, not Latin */
    MARCH_FEATURE_SCRIPT_LATIN, /**< a Latin query matched a name that is not */
    MARCH_FEATURE_SCRIPT_EXACT, /**< not Latin, and the letters are equal */
    MARCH_FEATURE_SCRIPT_SAME,  /**< not Latin, and the sounds are equal */
    MARCH_FEATURE_HEAD_SIZE,    /**< importance of a place whose name goes on */
    MARCH_FEATURE_MARKS_HOME, /**< the marks of the query's letters are its country's */
    MARCH_FEATURE_MARKS_ABROAD,  /**< they are those of other countries */
    MARCH_FEATURE_HOME_READING,  /**< the query is read by its country's orthography */
    MARCH_FEATURE_HINT_DISTANCE, /**< in a hinted country: distance */
    MARCH_FEATURE_HINT_LETTERS,  /**< in a hinted country: distance of the letters */
    MARCH_FEATURE_HINT_SAME,     /**< in a hinted country: the sounds are equal */
    MARCH_FEATURE_HINT_SPELLED,  /**< in a hinted country: the spellings are equal */
    MARCH_FEATURE_HINT_SIZE,     /**< in a hinted country: importance */
    MARCH_FEATURE_HINT_SHARED, /**< in a hinted country: log of names that share the key */
    MARCH_FEATURE_OUTSIDE_SAME, /**< outside the hinted countries: the sounds are equal */
    MARCH_FEATURE_UNIT_ASKED, /**< a unit or feature of that name, asked for as such */
    MARCH_FEATURE_PREFIX,     /**< see MarchLettersShare */
    MARCH_FEATURE_SUFFIX,
    MARCH_FEATURE_LONGER,
    MARCH_FEATURE_SHORTER,
    MARCH_FEATURE_ASKED_WORDS,
    MARCH_FEATURE_NAME_WORDS,
    MARCH_FEATURE_INSIDE, /**< only a part of the key sounds so */
    MARCH_FEATURE_COUNT,
} MarchFeature;

/** Units between the features and the score: what weights alone cannot tell. */
#define MARCH_HIDDEN_UNITS 24

/** Fills @features for one candidate of @search. */
void march_candidate_measure(const MarchSearch *search,
                             const MarchCandidate *candidate,
                             double features[MARCH_FEATURE_COUNT]);

/** What features together are worth: a log-odds. */
double march_feature_score(const double features[MARCH_FEATURE_COUNT]);
/** Where "there is no entry" stands among the candidates of a query. */
double march_feature_absent(gboolean is_hinted);
const char *march_feature_name(MarchFeature feature);

#endif
