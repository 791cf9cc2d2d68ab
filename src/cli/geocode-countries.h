/* SPDX-License-Identifier: MIT */
/**
 * Country codes as users write them: lists of ISO 3166-1 alpha-2.
 */
#ifndef MARCH_CLI_GEOCODE_COUNTRIES_H
#define MARCH_CLI_GEOCODE_COUNTRIES_H

#include <glib.h>

/**
 * The codes in @list, between which may stand commas, semicolons, bars, slashes or
 * blanks, as "KG,TJ": upper case, each once.
 *
 * @wrong: (transfer full) (nullable) the first thing in it that is no code.
 * Returns: (transfer full), or NULL when there is none.
 */
char *march_country_codes_normalize(const char *list, char **wrong);

#endif
