/* SPDX-License-Identifier: MIT */
/**
 * Countries as tables write them: codes of ISO 3166-1 (two letters, three letters,
 * numbers), the numbers of Gleditsch and Ward, which UCDP uses, and English names.
 */
#ifndef MARCH_INCIDENTS_COUNTRY_H
#define MARCH_INCIDENTS_COUNTRY_H

#include <glib.h>

/**
 * The two letters that @text stands for.
 *
 * @column: (nullable) the name of its column: numbers of a column "country_id", or one
 * with "gw" in its name, are those of Gleditsch and Ward, others those of ISO.
 * Returns: a code that lives as long as the program, or NULL.
 */
const char *march_incident_country_parse(const char *text, const char *column);
/** The English name of the country @code, (transfer full) (nullable). */
char *march_incident_country_name(const char *code);

#endif
