/* SPDX-License-Identifier: MIT */
/**
 * The names of countries in the language of the figure's own words: what the program
 * says of claims and disputes names countries.
 */
#ifndef MARCH_FIGURE_COUNTRY_WORDS_H
#define MARCH_FIGURE_COUNTRY_WORDS_H

#include "spec/spec.h"

/** Nothing for a figure in English; what a file of words says goes before. */
void march_country_words_add(const MarchSpec *spec);

#endif
